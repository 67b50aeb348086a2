"""A hidden vote, one voice per household (transcripts §2.6)."""

import json

from storage.members import StoredMembers
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.poll_people import leaves

ROOF = "/vote Quelle entreprise pour la toiture ?\nToits du Sud\nCouverture Martin"
CARD = [
    "🗳️ Vote : quelle entreprise pour la toiture ?",
    "Une voix par foyer. Les résultats s'affichent à la fin, sans les noms. Jusqu'à vendredi 5 mars à 20 h.",
]


async def together(neighbours: Neighbourhood, *names: str, **settings: object) -> None:
    """These people are one household; and the group's rules for its next votes."""
    async with neighbours.program.database.writing() as tx:
        members = StoredMembers(tx, neighbours.now)
        people = {person.name: person.id for person, _ in await members.people(1)}
        for name in names[1:]:
            await members.live_with(1, people[name], people[names[0]])
        from dataclasses import replace

        await members.settle(replace(await members.group(1), **settings))  # type: ignore[arg-type]


async def test_the_card_says_who_has_a_voice_and_shows_no_answer(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await together(neighbours, "Karim", "Sarah")
        got = await neighbours["Inès"].says(ROOF)
        assert "3 foyers ont une voix. Vous êtes peu : je dirai seulement ce qui est en tête." in got.private.lines
        card = await neighbours["Léa"].last()
        assert card.lines == CARD
        assert list(card.buttons) == ["Toits du Sud", "Couverture Martin", "Ni l'une ni l'autre", "⋯ Plus"]
        got = await neighbours["Karim"].taps("Toits du Sud")
        assert got.toast == "Noté pour votre foyer : Toits du Sud. Personne ne le voit avant vendredi 20 h."
        assert (await neighbours["Léa"].last()).lines == [*CARD, "1 foyer sur 3 a répondu."]


async def test_two_adults_of_one_household(tilleuls: Opens) -> None:
    """What Karim chose is not shown to Sarah; the last answer counts, and Karim is told."""
    async with tilleuls() as neighbours:
        await together(neighbours, "Karim", "Sarah")
        await neighbours["Inès"].says(ROOF)
        await neighbours["Karim"].taps("Couverture Martin")
        got = await neighbours["Sarah"].taps("Toits du Sud")
        assert got.private.lines == ["Votre foyer a une voix, et Karim l'a déjà donnée."]
        assert list(got.private.buttons) == ["Mettre Toits du Sud", "Laisser la réponse"]
        await neighbours["Sarah"].taps("Mettre Toits du Sud")
        assert (await neighbours["Léa"].last()).lines[-1] == "1 foyer sur 3 a répondu."
        told = await neighbours["Karim"].last()
        assert told.lines == [
            "Quelle entreprise pour la toiture ?",
            "Sarah a changé la réponse de votre foyer. La dernière réponse compte.",
        ]
        assert told.meta.endswith("Personne d'autre ne voit ceci.") or told.buttons == {
            "Voir notre réponse": told.buttons["Voir notre réponse"]
        }
        ours = await neighbours["Karim"].taps("Voir notre réponse")
        assert ours.private.lines == ["Réponse de votre foyer : Toits du Sud."]
        assert (await neighbours["Léa"].presses(told.buttons["Voir notre réponse"])).refused


async def test_everybody_has_answered_then_the_result_without_names(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Inès"].says(ROOF)
        for name in ("Karim", "Sarah", "Inès", "Léa"):
            await neighbours[name].taps("Toits du Sud")
        assert (await neighbours["Léa"].last()).lines[2:] == [
            "4 foyers sur 4 ont répondu.",
            "4 foyers sur 4. Résultat à 12 h 25, le temps de changer d'avis.",
        ]
        await neighbours.at(paris("2027-03-02", "12:26"))
        result = await neighbours["Léa"].last()
        assert result.lines == [
            "🗳️ Quelle entreprise pour la toiture ?",
            "Toits du Sud est en tête. 4 foyers sur 4 ont répondu. "
            "Avec moins de cinq réponses, je ne donne pas les chiffres.",
        ]
        assert result.pictures == []
        assert len(list(await neighbours["Nadia"].sees())) == 2, "the card and the result"


async def test_nothing_tells_afterwards_who_chose_what(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Inès"].says(ROOF)
        await neighbours["Karim"].taps("Couverture Martin", event="karim-votes-once")
        more = await neighbours["Nadia"].taps("⋯ Plus")
        await neighbours["Nadia"].presses(more.private.buttons["Terminer"])
        assert "Qui a répondu" not in (await neighbours["Karim"].taps("⋯ Plus")).private.buttons
        mine = await neighbours["Karim"].taps("Ma réponse")
        assert mine.private.lines == ["Je ne sais plus qui a répondu quoi."]
        assert (await neighbours["Nadia"].presses("polls:who:1")).refused
        async with neighbours.program.database.reading() as tx:
            assert [dict(row) for row in await tx.rows("SELECT * FROM ballots")] == []
            answers = [
                json.loads(row["answer"])
                for row in await tx.rows("SELECT answer FROM heard WHERE speaker LIKE '%:1'")
            ]
        assert "Couverture Martin" not in json.dumps(answers, ensure_ascii=False).replace("Quelle", "")


async def test_who_has_not_answered_is_for_those_who_run_the_group_and_reminded_once(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Inès"].says(ROOF)
        await neighbours["Karim"].taps("Toits du Sud")
        assert (await neighbours["Karim"].presses("polls:missing:1")).toast == (
            "Seules les personnes qui animent voient qui n'a pas répondu."
        )
        await neighbours["Nadia"].taps("⋯ Plus")
        await neighbours["Nadia"].taps("Autre chose")
        got = await neighbours["Nadia"].taps("Qui n'a pas répondu")
        assert got.private.lines == ["Qui n'a pas répondu", "Sarah", "Inès", "Léa"]
        assert (await neighbours["Nadia"].taps("Envoyer un rappel")).toast == "3 personnes reçoivent un rappel."
        again = await neighbours["Nadia"].presses("polls:nudge:1")
        assert again.refused
        assert "moins de deux jours" in again.toast
        reminder = await neighbours["Léa"].last()
        assert (
            reminder.lines[0] == "Léa, il manque la réponse de votre foyer : quelle entreprise pour la toiture ?"
        )
        await neighbours["Léa"].taps("Couverture Martin")
        assert (await neighbours["Karim"].last()).lines[-1] == "2 foyers sur 4 ont répondu."


async def test_not_enough_answers_gives_three_days_once(tilleuls: Opens) -> None:
    from fractions import Fraction

    async with tilleuls() as neighbours:
        await together(neighbours, quorum=Fraction(1, 2))
        await neighbours["Inès"].says(ROOF)
        await neighbours["Karim"].taps("Toits du Sud")
        await neighbours.at(paris("2027-03-05", "20:01"))
        card = await neighbours["Léa"].last()
        assert card.lines[1] == (
            "Trop peu de réponses : il en faut 2. Je laisse trois jours, jusqu'à lundi 8 mars à 20 h."
        )
        assert "Toits du Sud" in card.buttons
        await neighbours.at(paris("2027-03-08", "20:01"))
        result = await neighbours["Léa"].last()
        assert result.lines[1].startswith("Pas assez de réponses : rien n'est décidé.")
        group = [one for one in await neighbours["Nadia"].sees() if one.lines != ["Ce sondage continue plus bas."]]
        assert len(group) == 2


async def test_who_came_after_the_opening_is_not_of_this_vote(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Inès"].says(ROOF)
        async with neighbours.program.database.writing() as tx:
            members = StoredMembers(tx, neighbours.now)
            tom = await members.add_person("Tomás")
            await members.add_account(tom.id, "salon", str(tom.id))
            await members.add_member(1, tom.id, "resident")
        neighbours.invite("Tomás")
        got = await neighbours["Tomás"].presses((await neighbours["Léa"].last()).buttons["Toits du Sud"])
        assert got.refused
        assert got.toast == "La liste de ce vote est arrêtée depuis mardi 12 h 10. Vous compterez au prochain."


async def test_a_yes_or_no_question_is_for_or_against(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Inès"].says("/vote On repeint la cage d'escalier ?")
        card = await neighbours["Léa"].last()
        assert list(card.buttons) == ["Pour", "Contre", "Je m'abstiens", "⋯ Plus"]
        got = await neighbours["Léa"].taps("Je m'abstiens")
        assert got.toast.startswith("Noté pour votre foyer : ")


async def test_who_leaves_after_answering_is_counted_and_who_leaves_before_is_not_waited_for(
    tilleuls: Opens,
) -> None:
    """copropriete.md §3.8, H5: the ballot is kept, and the number of voices stays as it was."""
    async with tilleuls() as neighbours:
        await neighbours["Inès"].says(ROOF)
        await neighbours["Karim"].taps("Couverture Martin")
        await leaves(neighbours, "Karim")
        await leaves(neighbours, "Sarah")
        await neighbours["Inès"].taps("Toits du Sud")
        assert (await neighbours["Léa"].last()).lines == [*CARD, "2 foyers sur 4 ont répondu."]
        await neighbours["Léa"].taps("Toits du Sud")
        assert (await neighbours["Léa"].last()).lines[2:] == [
            "3 foyers sur 4 ont répondu.",
            "3 foyers sur 4. Résultat à 12 h 25, le temps de changer d'avis.",
        ]
        await neighbours.at(paris("2027-03-02", "12:26"))
        assert (
            (await neighbours["Léa"].last())
            .lines[1]
            .startswith("Toits du Sud est en tête. 3 foyers sur 4 ont répondu.")
        )


async def test_nobody_is_reminded_of_what_their_household_has_answered(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await together(neighbours, "Karim", "Sarah")
        async with neighbours.program.database.writing() as tx:
            await tx.run("UPDATE chats SET pages = 0")  # a room in which nobody can be written to alone
        await neighbours["Inès"].says(ROOF)
        assert (await neighbours["Nadia"].presses("polls:nudge:1")).toast == "4 personnes reçoivent un rappel."
        await neighbours["Karim"].taps("Toits du Sud")
        got = await neighbours["Sarah"].presses("polls:leave:1")
        assert got.toast == "Rien n'a changé."
        assert got.private.lines == []
        assert "il manque la réponse" in (await neighbours["Léa"].presses("polls:leave:1")).private.text
