"""Who is asked for an opinion, what is kept of it, and how it is gone once it is closed."""

from storage.database import Transaction
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.stories.test_bookings_leaving import leaves
from tests.stories.test_evaluation import CLOSED, EVERYBODY, MONDAY, over, thinks
from tests.stories.waits import words

SAID = "Un peu plus de café"


async def _columns(tx: Transaction, neighbours: Neighbourhood, said: str) -> set[str]:
    """Every column of every table in which these words stand."""
    found = set()
    for table in await neighbours.program.database.tables(tx):
        for row in await tx.rows(f"SELECT * FROM {table}"):
            found |= {f"{table}.{name}" for name in row.keys() if said in str(row[name])}  # noqa: SIM118
    return found


async def where(neighbours: Neighbourhood, said: str) -> set[str]:
    async with neighbours.program.database.reading() as tx:
        return await _columns(tx, neighbours, said)


async def test_those_who_had_said_that_they_come_are_asked_quietly(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await over(neighbours)
        waits = await neighbours["Léa"].says("/menu")
        assert "À répondre : 1" in waits.private.buttons
        listed = await neighbours["Léa"].taps("À répondre : 1")
        assert listed.private.lines == ["Votre réponse est attendue.", "Votre avis : chantier jardin"]
        assert await words(neighbours, "Léa") == [], "nothing is sent to her for it"
        await neighbours["Inès"].says("/menu")
        assert "À répondre : 1" not in neighbours["Inès"].screen.buttons
        await neighbours["Léa"].presses("evaluation:mark:1:0:1")
        await neighbours["Léa"].says("/menu")
        assert "À répondre : 1" in neighbours["Léa"].screen.buttons, "one tap of three"
        await thinks(neighbours, "Léa", "23")  # it goes on where she was
        await neighbours["Léa"].says("/menu")
        assert "À répondre : 1" not in neighbours["Léa"].screen.buttons
        assert "À répondre : 1" in (await neighbours["Sarah"].says("/menu")).private.buttons
        await neighbours.at(CLOSED)
        assert "À répondre : 1" not in (await neighbours["Sarah"].says("/menu")).private.buttons


async def test_what_one_said_stands_in_ones_data_until_it_is_closed(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await over(neighbours)
        await thinks(neighbours, "Léa", "123", SAID)
        mine = await neighbours["Léa"].says("/mesdonnees")
        line = f"Chantier jardin : Utile : beaucoup ; Écoute : plutôt oui ; Rythme : moyennement ; « {SAID} »"
        assert line in mine.private.lines
        assert (
            "Ce que vous avez pensé d'un atelier"
            not in (await neighbours["Inès"].says("/mesdonnees")).private.text
        )
        await neighbours.at(CLOSED)
        assert (
            "Ce que vous avez pensé d'un atelier" not in (await neighbours["Léa"].says("/mesdonnees")).private.text
        )


async def test_every_single_answer_is_erased_at_the_closing(tilleuls: Opens) -> None:
    """Of four answers no word is kept; nowhere does the database say what somebody tapped."""
    async with tilleuls(MONDAY) as neighbours:
        await over(neighbours)
        for name in EVERYBODY[:4]:
            await thinks(neighbours, name, "123", SAID)
        assert await where(neighbours, SAID) == {"evaluation_answers.words", "heard.answer"}
        assert "heard.answer" in await where(neighbours, "not so well")
        await neighbours.at(CLOSED)
        assert await where(neighbours, SAID) == set()
        assert await where(neighbours, "not so well") == set()
        async with neighbours.program.database.reading() as tx:
            assert await tx.rows("SELECT 1 FROM evaluation_answers") == []


async def test_words_of_five_stay_without_their_people(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await over(neighbours)
        for name in EVERYBODY:
            await thinks(neighbours, name, "123", SAID if name == "Léa" else "")
        await neighbours.at(CLOSED)
        assert await where(neighbours, SAID) == {"evaluations.figures"}


async def test_whoever_is_forgotten_answered_nothing(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await over(neighbours)
        for name in EVERYBODY:
            await thinks(neighbours, name, "111", SAID if name == "Léa" else "")
        await neighbours["Léa"].says("/effacer")
        await neighbours["Léa"].taps("Tout effacer")
        await neighbours["Léa"].taps("Oui, tout effacer")
        assert await where(neighbours, SAID) == set()
        early = await neighbours["Karim"].presses("evaluation:see:1")
        assert early.private.lines[1].startswith("Il y a moins de 5 avis pour l'instant.")
        await neighbours.at(CLOSED)
        read = await neighbours["Karim"].presses("evaluation:see:1")
        assert read.private.lines[0] == "Chantier jardin : 4 avis."


async def test_what_is_closed_never_changes(tilleuls: Opens) -> None:
    """Somebody is forgotten, somebody leaves: who looks before and after sees the same."""
    async with tilleuls(MONDAY) as neighbours:
        await over(neighbours)
        for at, name in enumerate(EVERYBODY):
            await thinks(neighbours, name, f"{1 + at % 4}11", "Bien" if name == "Léa" else "")
        await neighbours.at(CLOSED)
        before = await neighbours["Karim"].presses("evaluation:see:1")
        await neighbours["Léa"].says("/effacer")
        await neighbours["Léa"].taps("Tout effacer")
        await neighbours["Léa"].taps("Oui, tout effacer")
        await leaves(neighbours, "Inès")
        await neighbours.at(paris("2027-03-25", "12:00"))
        after = await neighbours["Karim"].presses("evaluation:see:1")
        assert after.private.lines == before.private.lines
        assert (await neighbours["Karim"].taps("Lire leurs mots")).private.lines[1:] == ["« Bien »"]


async def test_whoever_leaves_came_all_the_same(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await over(neighbours)
        for name in EVERYBODY:
            await thinks(neighbours, name, "111")
        await leaves(neighbours, "Inès")
        await neighbours.at(CLOSED)
        read = await neighbours["Karim"].presses("evaluation:see:1")
        assert read.private.lines[1] == "Utile : 5 beaucoup"


async def test_it_closes_late_where_palabre_was_stopped_and_takes_nothing_meanwhile(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await over(neighbours)
        for name in EVERYBODY:
            await thinks(neighbours, name, "111")
        await neighbours.sleeps_until(paris("2027-03-22", "09:00"))
        assert (await neighbours["Léa"].presses("evaluation:mark:1:0:4")).refused
        read = await neighbours["Karim"].presses("evaluation:see:1")
        assert read.private.lines[1] == "Utile : 5 beaucoup"
        assert "Chantier jardin : 5 avis, sans les noms." in await words(neighbours, "Karim")
