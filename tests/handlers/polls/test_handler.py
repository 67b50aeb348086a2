"""Polls run over both databases: taking back, extending, blank and late answers, forgetting."""

from datetime import timedelta

from storage.members import StoredMembers
from tests.conftest import TUESDAY_NOON, Opens
from tests.neighbours import Neighbourhood, paris

DOOR = "/sondage On peint la porte en bleu, en vert ou en jaune ?"


async def poll(neighbours: Neighbourhood) -> str:
    """Karim's poll; gives its id."""
    await neighbours["Karim"].says(DOOR)
    return (await neighbours["Léa"].last()).buttons["⋯ Plus"].split(":")[2]


async def test_a_withdrawn_poll_takes_no_answer_and_never_ends(tilleuls: Opens, url: str) -> None:
    async with tilleuls(url=url) as neighbours:
        number = await poll(neighbours)
        vote = (await neighbours["Léa"].last()).buttons["Bleu"]
        await neighbours["Karim"].taps("Annuler")
        assert (await neighbours["Léa"].presses(vote)).toast == "Ce sondage a été retiré."
        assert (await neighbours["Karim"].presses(f"polls:close:{number}")).refused
        await neighbours.at(paris("2027-03-02", "12:21"))
        late = await neighbours["Karim"].presses(f"polls:restore:{number}")
        assert late.toast == "Les dix minutes sont passées. Recommencez avec /sondage."
        await neighbours.at(paris("2027-03-04", "20:01"))
        assert [message.lines for message in await neighbours["Léa"].sees()] == [["Ce sondage a été retiré."]]


async def test_taking_an_answer_back_brings_the_closing_back(tilleuls: Opens, url: str) -> None:
    async with tilleuls(url=url) as neighbours:
        number = await poll(neighbours)
        for name in ("Karim", "Sarah", "Inès", "Léa"):
            await neighbours[name].taps("Bleu")
        assert "Résultat à 12 h 25" in (await neighbours["Léa"].last()).text
        got = await neighbours["Léa"].presses(f"polls:retract:{number}")
        assert got.toast == "Votre réponse est retirée."
        assert "Résultat à" not in (await neighbours["Léa"].last()).text
        await neighbours.at(TUESDAY_NOON + timedelta(hours=1))
        assert "Bleu" in (await neighbours["Léa"].last()).buttons
        assert (await neighbours["Léa"].presses(f"polls:retract:{number}")).toast == "Vous n'avez pas répondu."


async def test_a_change_of_mind_does_not_push_the_closing_away(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await poll(neighbours)
        for name in ("Karim", "Sarah", "Inès", "Léa"):
            await neighbours[name].taps("Bleu")
        await neighbours.at(TUESDAY_NOON + timedelta(minutes=10))
        await neighbours["Léa"].taps("Vert")
        await neighbours.at(TUESDAY_NOON + timedelta(minutes=15))
        assert (await neighbours["Léa"].last()).lines[2] == "Bleu 3, vert 1, jaune 0. 4 personnes ont répondu."


async def test_one_more_day_moves_the_end(tilleuls: Opens, url: str) -> None:
    async with tilleuls(url=url) as neighbours:
        await poll(neighbours)
        await neighbours["Karim"].taps("⋯ Plus")
        got = await neighbours["Karim"].taps("Prolonger")
        assert got.toast == "Le sondage dure maintenant jusqu'à vendredi 5 mars à 20 h."
        await neighbours.at(paris("2027-03-04", "20:01"))
        assert "Bleu" in (await neighbours["Léa"].last()).buttons
        await neighbours.at(paris("2027-03-05", "20:00"))
        assert (await neighbours["Léa"].last()).lines[1] == "Personne n'a répondu."


async def test_a_blank_answer_is_counted_as_an_answer(tilleuls: Opens, url: str) -> None:
    async with tilleuls(url=url) as neighbours:
        await poll(neighbours)
        await neighbours["Léa"].taps("⋯ Plus")
        await neighbours["Léa"].taps("Ma réponse")
        got = await neighbours["Léa"].taps("Je ne me prononce pas")
        assert got.toast.startswith("Noté : ")
        assert (await neighbours["Inès"].last()).lines[-1] == (
            "Bleu 0, vert 0, jaune 0. 1 réponse sans choix. 1 personne a répondu."
        )


async def test_an_answer_at_the_last_second_counts_and_one_at_the_minute_is_late(
    tilleuls: Opens, url: str
) -> None:
    async with tilleuls(url=url) as neighbours:
        await poll(neighbours)
        vote = (await neighbours["Léa"].last()).buttons["Bleu"]
        neighbours.now = paris("2027-03-04", "19:59") + timedelta(seconds=59)
        assert not (await neighbours["Léa"].presses(vote)).refused
        neighbours.now = paris("2027-03-04", "20:00")
        got = await neighbours["Inès"].presses(vote)
        assert got.toast == "Ce sondage est fini depuis jeudi 20 h."


async def test_a_choice_of_another_poll_is_no_choice_of_this_one(tilleuls: Opens, url: str) -> None:
    async with tilleuls(url=url) as neighbours:
        number = await poll(neighbours)
        await neighbours["Karim"].says("/sondage Pizza ou crêpes ?")
        pizza = (await neighbours["Léa"].last()).buttons["Pizza"].split(":")[3]
        got = await neighbours["Léa"].presses(f"polls:vote:{number}:{pizza}")
        assert got.toast == "Ce choix a été retiré. Les autres sont toujours là."


async def test_forgetting_takes_the_name_and_keeps_the_counts_of_what_is_over(tilleuls: Opens, url: str) -> None:
    async with tilleuls(url=url) as neighbours:
        number = await poll(neighbours)
        await neighbours["Léa"].taps("Vert")
        await neighbours["Karim"].presses(f"polls:close:{number}")
        await neighbours["Léa"].presses("help:forget:surely")
        got = await neighbours["Inès"].presses(f"polls:who:{number}")
        assert "Léa" not in got.private.text
        assert "Bleu 0, vert 1, jaune 0. 1 personne a répondu." in (await neighbours["Inès"].last()).lines
        async with neighbours.program.database.reading() as tx:
            members = StoredMembers(tx, neighbours.now)
            assert "Léa" not in [person.name for person, _ in await members.people(1)]
