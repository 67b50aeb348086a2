"""A tie is said, and those who run the poll choose how it goes on, once (transcripts §2.5)."""

import hashlib

from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.poll_people import arrives, rows

DOOR = "/sondage On peint la porte en bleu, en vert ou en jaune ?"
SETTLES = ("again", "draw", "meeting")


async def tied(neighbours: Neighbourhood, words: str = DOOR, *choices: str) -> None:
    """Karim's poll ends with as many answers for two choices."""
    await neighbours["Karim"].says(words)
    for name, choice in zip(
        ("Léa", "Inès", "Sarah", "Karim"), choices or ("Bleu", "Vert", "Bleu", "Vert"), strict=False
    ):
        await neighbours[name].taps(choice)
    await neighbours.at(paris("2027-03-02", "12:40"))


async def test_the_tie_and_what_can_be_done(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await tied(neighbours)
        result = await neighbours["Léa"].last()
        assert result.lines[1] == "Égalité entre bleu et vert : 2 réponses chacun."
        assert list(result.buttons) == [
            "Revoter : bleu ou vert",
            "Tirer au sort",
            "En parler en réunion",
            "⋯ Plus",
        ]
        for settle in SETTLES:
            got = await neighbours["Léa"].presses(f"polls:{settle}:1")
            assert got.toast == "Demandez-le à la personne qui a commencé, ou à l'animation."


async def test_vote_again_between_those_that_are_ahead(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await tied(neighbours)
        got = await neighbours["Karim"].taps("Revoter : bleu ou vert")
        assert got.toast == "On revote : la nouvelle carte est dans le groupe."
        _, result, card = await neighbours["Léa"].sees()
        assert card.lines[0] == "🗳️ On peint la porte en bleu, en vert ou en jaune ?"
        assert list(card.buttons) == ["Bleu", "Vert", "⋯ Plus"]
        assert "répondu." not in card.text
        assert result.lines[-1] == "On revote : la nouvelle carte est plus bas."
        assert list(result.buttons) == ["⋯ Plus"]
        for settle in SETTLES:
            got = await neighbours["Karim"].presses(f"polls:{settle}:1")
            assert got.toast == "C'est déjà réglé.", settle
        assert len(await neighbours["Léa"].sees()) == 3
        # The second round may end in a tie, too.
        await neighbours["Léa"].taps("Bleu")
        await neighbours["Inès"].taps("Vert")
        await neighbours["Karim"].presses("polls:close:2")
        assert "Tirer au sort" in (await neighbours["Léa"].last()).buttons


async def test_lots_are_drawn_and_anybody_can_do_it_again(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(DOOR)
        await neighbours["Léa"].taps("⋯ Plus")
        await neighbours["Léa"].taps("C'est quoi ?")
        published = (await neighbours["Léa"].taps("S'il y a égalité")).private.lines[-1].split()[-1]
        for name, choice in (("Léa", "Bleu"), ("Inès", "Vert")):
            await neighbours[name].taps(choice)
        assert (await neighbours["Karim"].presses("polls:draw:1")).toast == "Ce sondage n'est pas fini."
        assert (await neighbours["Léa"].presses("polls:check:1")).refused, "the secret is one until the draw"
        await neighbours["Karim"].presses("polls:close:1")
        assert (await neighbours["Karim"].taps("Tirer au sort")).toast == (
            "Le tirage est fait. Le résultat est dans le groupe."
        )
        drawn = await neighbours["Léa"].last()
        assert list(drawn.buttons) == ["Vérifier le tirage"]
        assert drawn.lines[1] == (
            "On peint la porte en bleu, en vert ou en jaune ? Le tirage était scellé dès l'ouverture."
        )
        check = (await neighbours["Inès"].taps("Vérifier le tirage")).private.lines
        secret, seal, letters = (line.split(" : ")[1] for line in check[1:4])
        assert seal == published == hashlib.sha256(secret.encode()).hexdigest()
        assert letters == f"{secret}1bleuvert"
        place = int(hashlib.sha256(letters.encode()).hexdigest(), 16) % 2
        assert check[4] == (
            "Divisez-la par 2 : le reste donne la place, en comptant depuis 0. Les ex æquo, dans l'ordre : bleu, vert."
        )
        assert drawn.lines[0] == f"🎲 Tirage au sort : {('Bleu', 'Vert')[place]}."
        for settle in SETTLES:
            assert (await neighbours["Karim"].presses(f"polls:{settle}:1")).toast == "C'est déjà réglé."
        assert len(await neighbours["Léa"].sees()) == 3
        (row,) = await rows(neighbours, "SELECT secret FROM polls")
        assert row["secret"] == secret
        assert len(secret) >= 32, "nobody can try them all"


async def test_a_draw_between_yes_and_no_can_be_done_again_too(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await tied(neighbours, "/sondage On repeint la porte ?", "Oui", "Non")
        await neighbours["Karim"].presses("polls:close:1")
        await neighbours["Karim"].taps("Tirer au sort")
        drawn = (await neighbours["Léa"].last()).lines[0]
        check = (await neighbours["Léa"].taps("Vérifier le tirage")).private.lines
        place = int(hashlib.sha256(check[3].split(" : ")[1].encode()).hexdigest(), 16) % 2
        assert check[4].endswith("Les ex æquo, dans l'ordre : oui, non.")
        assert drawn == f"🎲 Tirage au sort : {('Oui', 'Non')[place]}."


async def test_they_speak_of_it_at_the_meeting(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await tied(neighbours)
        got = await neighbours["Nadia"].taps("En parler en réunion")
        assert got.toast == "Noté : c'est à l'ordre du jour de la prochaine réunion."
        listed = (await neighbours["Léa"].says("/odj")).private.lines
        assert listed[1:] == ["On peint la porte en bleu, en vert ou en jaune ?"], "the group's, and nobody's name"
        result = await neighbours["Léa"].last()
        assert result.lines[-1] == "On en parlera en réunion."
        assert list(result.buttons) == ["⋯ Plus"]
        assert len(await neighbours["Léa"].sees()) == 2
        for settle in SETTLES:
            assert (await neighbours["Nadia"].presses(f"polls:{settle}:1")).toast == "C'est déjà réglé."


async def test_it_is_said_at_which_meeting_they_speak_of_it(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Léa"].says("/odj")
        await neighbours["Léa"].taps("Fixer la date")
        await neighbours["Léa"].answers("jeudi 11 mars")
        await tied(neighbours)
        got = await neighbours["Nadia"].taps("En parler en réunion")
        assert got.toast == "Noté : c'est à l'ordre du jour de jeudi 11 mars."
        got = await neighbours["Sarah"].presses("agenda:remove:1")
        assert got.toast == "Demandez à l'animation.", "no name of whoever chose so"


async def test_where_one_choice_is_ahead_nothing_is_left_to_settle(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await tied(neighbours, DOOR, "Bleu", "Bleu", "Vert", "Bleu")
        assert list((await neighbours["Karim"].last()).buttons) == [
            "En faire une proposition",
            "Garder en mémoire",
            "⋯ Plus",
        ]
        for settle in SETTLES:
            got = await neighbours["Karim"].presses(f"polls:{settle}:1")
            assert got.toast == "Il n'y a pas d'égalité.", settle
        assert len(await neighbours["Léa"].sees()) == 2


async def test_o1_a_vote_without_a_majority_goes_on_between_the_first(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        for name in ("Tomás", "Odile", "Marta"):
            await arrives(neighbours, name)
        await neighbours["Karim"].says("/vote Quelle couleur ?\nBleu\nVert\nJaune")
        answers = {
            "Karim": "Bleu",
            "Sarah": "Bleu",
            "Inès": "Bleu",
            "Léa": "Vert",
            "Tomás": "Vert",
            "Odile": "Jaune",
            "Marta": "Jaune",
        }
        for name, choice in answers.items():
            await neighbours[name].taps(choice)
        await neighbours.at(paris("2027-03-02", "12:40"))
        result = await neighbours["Léa"].last()
        assert result.lines[1] == "Bleu est en tête. Aucun choix n'a la majorité."
        assert list(result.buttons) == ["Revoter", "⋯ Plus"], "seven and two come second as two"
        for settle in ("draw", "meeting"):
            assert (await neighbours["Karim"].presses(f"polls:{settle}:1")).toast == "Il n'y a pas d'égalité."
        await neighbours["Karim"].taps("Revoter")
        card = await neighbours["Léa"].last()
        assert card.lines[0] == "🗳️ Vote : quelle couleur ?"
        assert list(card.buttons) == ["Bleu", "Vert", "Jaune", "⋯ Plus"]


async def test_few_votes_betray_nothing_through_a_second_round(tilleuls: Opens) -> None:
    """With fewer than five answers no numbers are told: nor which choices came second."""
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says("/vote Quelle couleur ?\nBleu\nVert\nJaune\nRouge")
        for name, choice in (("Karim", "Bleu"), ("Sarah", "Bleu"), ("Inès", "Vert"), ("Léa", "Jaune")):
            await neighbours[name].taps(choice)
        await neighbours.at(paris("2027-03-02", "12:40"))
        assert list((await neighbours["Léa"].last()).buttons) == ["Garder en mémoire", "⋯ Plus"]
        got = await neighbours["Karim"].presses("polls:again:1")
        assert got.toast == "Il n'y a pas d'égalité."
        assert len(await neighbours["Léa"].sees()) == 2


async def test_a_tie_below_the_quorum_is_not_settled(tilleuls: Opens) -> None:
    from fractions import Fraction

    from tests.poll_people import together

    async with tilleuls() as neighbours:
        await together(neighbours, quorum=Fraction(1))
        await neighbours["Karim"].says("/vote Quelle couleur ?\nBleu\nVert\nJaune")
        await neighbours["Léa"].taps("Bleu")
        await neighbours["Inès"].taps("Vert")
        await neighbours["Karim"].presses("polls:close:1")
        assert list((await neighbours["Léa"].last()).buttons) == ["⋯ Plus"]
        for settle in SETTLES:
            assert (await neighbours["Karim"].presses(f"polls:{settle}:1")).refused
