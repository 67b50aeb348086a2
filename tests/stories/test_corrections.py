"""A correction that nobody can miss (transcripts §2.3)."""

from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.poll_people import rows

DOOR = "/sondage On peint la porte en bleu, en vert ou en jaune ?"
LOCAL = "On peint la porte du local à vélos en bleu, en vert ou en jaune ?"
ROOF = "/vote Quelle entreprise pour la toiture ?\nToits du Sud\nCouverture Martin"


async def answered(neighbours: Neighbourhood) -> None:
    """Karim's poll, with an answer for blue from each of three."""
    await neighbours["Karim"].says(DOOR)
    for name in ("Léa", "Inès", "Sarah"):
        await neighbours[name].taps("Bleu")


async def corrects(neighbours: Neighbourhood, name: str, what: str) -> None:
    await neighbours[name].taps("⋯ Plus")
    await neighbours[name].taps("Corriger")
    await neighbours[name].taps(what)


async def test_a_question_made_clearer_is_told_to_everybody(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await answered(neighbours)
        await neighbours["Karim"].taps("⋯ Plus")
        screen = (await neighbours["Karim"].taps("Corriger")).private
        assert screen.lines == ["On peint la porte en bleu, en vert ou en jaune ?", "Que faut-il corriger ?"]
        assert list(screen.buttons) == ["La question", "Bleu", "Vert", "Jaune", "Ajouter un choix"]
        asked = (await neighbours["Karim"].taps("La question")).private
        assert asked.lines[-1] == "Écrivez la question comme elle doit être, en entier."
        assert (await neighbours["Karim"].answers(LOCAL)).toast == "C'est corrigé. Je le dis à tout le monde."
        card, told = await neighbours["Léa"].sees()
        assert card.lines[0] == f"🗳️ {LOCAL}"
        assert card.lines[-1] == "Bleu 3, vert 0, jaune 0. 3 personnes ont répondu."
        assert told.lines == [
            "✏️ Karim précise sa question.",
            "Avant : la porte. Maintenant : la porte du local à vélos.",
            "Vos réponses sont gardées. Vérifiez la vôtre.",
        ]
        assert list(told.buttons) == ["Ma réponse", "Voir le sondage"]
        assert (await neighbours["Léa"].taps("Ma réponse")).private.lines == ["Votre réponse : bleu."]
        seen = (await neighbours["Inès"].taps("Voir le sondage")).private
        assert seen.lines == card.lines
        await neighbours["Inès"].taps("Vert")
        assert "Bleu 2, vert 1, jaune 0." in (await neighbours["Léa"].sees())[0].text


async def test_nothing_is_told_when_nobody_had_answered(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(DOOR)
        await corrects(neighbours, "Karim", "La question")
        got = await neighbours["Karim"].answers(LOCAL)
        assert got.toast == "C'est corrigé. Personne n'avait encore répondu."
        assert [message.lines[0] for message in await neighbours["Léa"].sees()] == [f"🗳️ {LOCAL}"]
        await corrects(neighbours, "Karim", "Bleu")
        assert (await neighbours["Karim"].answers("rouge")).toast.startswith("C'est corrigé.")
        assert "Rouge" in (await neighbours["Léa"].last()).buttons
        assert await rows(neighbours, "SELECT * FROM poll_corrections") == []


async def test_the_same_question_again_is_no_correction(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await answered(neighbours)
        await corrects(neighbours, "Karim", "La question")
        got = await neighbours["Karim"].answers(DOOR.removeprefix("/sondage "))
        assert got.toast == "C'est la même question."
        assert (await neighbours["Karim"].answers(LOCAL)).toast == "C'est corrigé. Je le dis à tout le monde."


async def test_the_spelling_of_a_choice_can_always_be_mended(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says("/sondage On plante quoi ? basilique, menthe")
        await neighbours["Léa"].taps("Menthe")
        await corrects(neighbours, "Karim", "Basilique")
        got = await neighbours["Karim"].answers("basilic")
        assert got.toast == "C'est corrigé. Je le dis à tout le monde.", "nobody had chosen it"
        await corrects(neighbours, "Karim", "Menthe")
        assert (await neighbours["Karim"].answers("Ménthe !")).toast.startswith("C'est corrigé.")
        told = await neighbours["Léa"].last()
        assert told.lines[1] == "Avant : menthe. Maintenant : Ménthe."


async def test_a_choice_that_was_made_keeps_its_meaning_and_the_other_is_added(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await answered(neighbours)
        await corrects(neighbours, "Karim", "Bleu")
        got = await neighbours["Karim"].answers("rouge")
        assert got.refused
        assert got.toast == "3 personnes ont choisi bleu. Ajoutez rouge, ou recommencez le sondage."
        assert list(got.private.buttons)[:2] == ["Ajouter rouge", "Recommencer"]
        got = await neighbours["Karim"].taps("Ajouter rouge")
        assert got.toast == "Ajouté : rouge."
        card = await neighbours["Léa"].last()
        assert list(card.buttons) == ["Bleu", "Vert", "Jaune", "Rouge", "⋯ Plus"]
        assert card.lines[-1] == "Bleu 3, vert 0, jaune 0, rouge 0. 3 personnes ont répondu."
        assert (await neighbours["Karim"].presses("polls:addtyped:1")).refused, "once"


async def test_or_the_poll_begins_again(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await answered(neighbours)
        await corrects(neighbours, "Karim", "Bleu")
        await neighbours["Karim"].answers("rouge")
        again = await neighbours["Karim"].taps("Recommencer")
        assert "Votre sondage est dans le groupe, jusqu'à jeudi 4 mars à 20 h." in again.private.text
        old, card = await neighbours["Léa"].sees()
        assert old.lines == ["Ce sondage a été retiré."]
        assert list(card.buttons) == ["Rouge", "Vert", "Jaune", "⋯ Plus"]
        assert "répondu." not in card.text
        assert (await neighbours["Karim"].presses("polls:anew:1:1")).refused
        await neighbours.at(paris("2027-03-05", "09:00"))
        assert len(await neighbours["Léa"].sees()) == 4, "the card, once more, and one result"


async def test_one_person_has_chosen(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(DOOR)
        await neighbours["Léa"].taps("Bleu")
        await corrects(neighbours, "Karim", "Bleu")
        got = await neighbours["Karim"].answers("rouge")
        assert got.toast == "1 personne a choisi bleu. Ajoutez rouge, ou recommencez le sondage."


async def test_in_a_vote_the_refusal_does_not_say_how_many_chose_it(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Inès"].says(ROOF)
        await neighbours["Léa"].taps("Toits du Sud")
        for choice in ("Toits du Sud", "Couverture Martin"):
            await corrects(neighbours, "Inès", choice)
            got = await neighbours["Inès"].answers("Zinguerie Petit")
            assert got.toast == "Des réponses sont déjà là. Ajoutez « Zinguerie Petit », ou recommencez le vote."


async def test_only_those_who_run_it_correct_it(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await answered(neighbours)
        for data in (
            "polls:correct:1",
            "polls:requestion:1",
            "polls:rechoice:1:1",
            "polls:anew:1:1",
            "polls:add:1",
        ):
            assert (await neighbours["Léa"].presses(data)).refused, data
        await neighbours["Nadia"].taps("⋯ Plus")
        assert not (await neighbours["Nadia"].taps("Corriger")).refused
        # The question is asked, then the poll ends: what is typed comes too late.
        await corrects(neighbours, "Karim", "La question")
        await neighbours["Nadia"].presses("polls:close:1")
        assert (await neighbours["Karim"].answers(LOCAL)).refused
        assert not any("local" in message.text for message in await neighbours["Léa"].sees())


async def test_with_many_choices_one_can_still_add_another(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says("/sondage Quel jour ? lundi, mardi, mercredi, jeudi, vendredi")
        await neighbours["Karim"].taps("⋯ Plus")
        first = (await neighbours["Karim"].taps("Corriger")).private
        assert list(first.buttons) == ["La question", "Lundi", "Mardi", "Mercredi", "D'autres choix"]
        second = (await neighbours["Karim"].taps("D'autres choix")).private
        assert list(second.buttons) == ["La question", "Jeudi", "Vendredi", "Ajouter un choix"]
        await neighbours["Karim"].taps("Ajouter un choix")
        await neighbours["Karim"].answers("samedi")
        assert "Samedi" in (await neighbours["Léa"].last()).buttons


async def test_a_choice_worded_by_palabre_is_not_corrected(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says("/sondage On repeint la porte ?")
        await corrects(neighbours, "Karim", "Oui")
        assert neighbours["Karim"].screen.lines == []
        got = await neighbours["Karim"].presses("polls:rechoice:1:1")
        assert got.toast == "Ce choix, c'est moi qui l'écris. Ajoutez-en plutôt un autre."
