"""The register among the other parts of the house, over both databases: marks, files, forgetting, joining."""

import base64
import csv
import io
import re
from datetime import timedelta

from bot.assembly import BY_NAME, every_feature
from bot.clock import Clock
from bot.dispatch import Dispatch
from bot.ground import Ground
from handlers.conversation.answer import NOTHING
from handlers.members.model import Group
from storage.database import Database
from storage.members import StoredMembers
from tests.bot.square import OPEN, SQUARE, square, told
from tests.conftest import Opens
from tests.neighbours import Neighbour, paris
from tests.poll_people import ids, rows
from tests.register_scene import DECIDED, LAUNDRY, REVIEW, desk_of, laundry

BIKES = "/decision On range les vélos au fond du local"


async def test_marks_that_everybody_sees(database: Database) -> None:
    """Where a tap leaves a mark, it can be taken back; of two, the last one counts."""
    here = await square(database)
    async with database.writing() as tx:
        await desk_of(tx, here.now).record(
            1, LAUNDRY, method="consent", decided_at=here.now, author=None, source="proposals:5",
            review_at=here.now + timedelta(days=3),
        )  # fmt: skip
    await here.at(here.now.replace(hour=10, minute=0) + timedelta(days=3))
    assert told(await here.marks("Léa", "On garde")).startswith("Noté : on garde.")
    instead = await here.marks("Léa", "On arrête")
    assert told(instead).startswith("Une seule réponse compte : on arrête, la dernière.")
    assert not instead.receipt
    assert here.last()[-1] == "On garde 0, on ajuste 0, on arrête 1. 1 personne a répondu."
    assert await here.takes("Léa", "On garde") == NOTHING
    taken = await here.takes("Léa", "On arrête")
    assert (told(taken), taken.receipt) == ("Votre réponse est retirée.", True)
    assert len(here.last()) == 2, "nothing is counted"
    keep = here.button("On garde")
    await here.marks("Léa", "On garde")
    await here.at(here.now + timedelta(days=4))
    assert await here.presses("Léa", keep, "taken") == NOTHING, "it is over"
    assert (await here.presses("Léa", keep, "set")).refused
    assert SQUARE.id in here.streets[OPEN].rang


async def html_of(lea: Neighbour, press: str) -> str:
    import uuid

    csrf = await lea._csrf()
    fields = {"press": press, "event": str(uuid.uuid4()), "csrf": csrf}
    http = lea.neighbourhood.http
    async with http.post(f"{lea.base}/act", data=fields, headers={"Accept": "application/json"}) as response:
        return str((await response.json())["private"])


def files_in(html: str) -> dict[str, bytes]:
    """What a person who taps the links of a private screen gets, by name."""
    found = {}
    for link in re.findall(r"<a [^>]*>", html):
        address = re.search(r'href="data:[^"]*;base64,([^"]+)"', link)
        name = re.search(r'download="([^"]+)"', link)
        if address is not None and name is not None:
            found[name[1]] = base64.b64decode(address[1])
    return found


async def test_everything_is_taken_along_by_one_person_alone(tilleuls: Opens) -> None:
    async with tilleuls(DECIDED) as neighbours:
        await laundry(neighbours)
        await neighbours["Karim"].says("/decision =1+1 font deux")
        before = len(await neighbours["Inès"].sees())
        lea = neighbours["Léa"]
        await lea.says("/decisions")
        await lea.taps("⋯ Plus")
        files = files_in(await html_of(lea, lea.screen.buttons["Tout emporter"]))
        assert sorted(files) == ["decisions.csv", "decisions.md"]
        rows = list(
            csv.reader(
                io.StringIO(files["decisions.csv"].decode().removeprefix("\ufeff"), newline=""), strict=True
            )
        )
        assert [row[0] for row in rows[1:]] == ["D-2027-002", "D-2027-001"]
        assert rows[1][2] == "'=1+1 font deux"
        assert "- Réserve d'Inès" in files["decisions.md"].decode()
        assert len(await neighbours["Inès"].sees()) == before, "nothing of it stands in the room"
        paper = files_in(await html_of(lea, "register:print:1"))
        assert paper["D-2027-001.pdf"].startswith(b"%PDF")


async def test_who_is_forgotten_is_on_no_card_and_the_decision_stays(tilleuls: Opens, url: str) -> None:
    async with tilleuls(DECIDED, url=url) as neighbours:
        await neighbours["Léa"].says(BIKES)
        await neighbours["Inès"].taps("Ce n'est pas exact")
        await neighbours["Inès"].answers("Pas tous.")
        await neighbours["Karim"].presses("register:object:1")
        await neighbours["Karim"].answers("On ne passe plus.")
        await neighbours["Karim"].taps("Envoyer avec mon nom")
        assert any("Inès dit" in one.text for one in await neighbours["Nadia"].sees())
        for name in ("Léa", "Inès", "Karim"):
            held = (await neighbours[name].says("/mesdonnees")).private.text
            assert "décisions" in held or "objections" in held or "exact" in held, name
            await neighbours[name].says("/effacer")
            await neighbours[name].taps("Tout effacer")
            await neighbours[name].taps("Oui, tout effacer")
        everything = " ".join(one.text for one in await neighbours["Nadia"].sees())
        assert not any(name in everything for name in ("Léa", "Inès", "Karim"))
        card = next(one for one in await neighbours["Sarah"].sees() if "Décision notée" in one.text)
        assert card.lines[0].startswith("📗 Décision notée par une personne du groupe : on range les vélos")
        screen = (await neighbours["Sarah"].presses("register:read:1")).private
        assert "À réviser : « On ne passe plus. »" in screen.lines


async def test_two_accounts_of_one_person_have_one_answer(tilleuls: Opens, url: str) -> None:
    async with tilleuls(DECIDED, url=url) as neighbours:
        await laundry(neighbours, review_at=DECIDED + timedelta(days=2))
        await neighbours.at(paris("2027-03-10", "10:00"))
        await neighbours["Léa"].taps("On garde")
        await neighbours["Inès"].taps("On arrête")
        known = await ids(neighbours)
        async with neighbours.program.database.writing() as tx:
            await every_feature(Ground(tx, neighbours.now)).unite(known["Léa"], known["Inès"])
        await neighbours.settle()
        card = (await neighbours["Sarah"].last()).lines
        assert card[-1] == "On garde 0, on ajuste 0, on arrête 1. 1 personne a répondu."


async def test_the_cards_of_a_group_that_joins_show_their_new_numbers(tilleuls: Opens, url: str) -> None:
    async with tilleuls(DECIDED, url=url) as neighbours:
        await neighbours["Karim"].says(BIKES)
        async with neighbours.program.database.writing() as tx:
            other = await StoredMembers(tx, neighbours.now).add_group(
                Group(0, "Le Verger", "Europe/Paris", "fr", None, demo=True)
            )
            desk = desk_of(tx, neighbours.now)
            await desk.record(other, "Rien", method="vote", decided_at=DECIDED, author=None, source="polls:9")
            await every_feature(Ground(tx, neighbours.now)).annex(other, 1)
        await neighbours.settle()
        assert "(D-2027-002)" in (await neighbours["Léa"].last()).text
        found = (await neighbours["Léa"].says("/decisions D-2027-001")).private
        assert [line[:10] for line in found.lines[1:]] == ["D-2027-001", "D-2027-002"], "also by its former number"
        read = await neighbours["Léa"].presses("register:read:1")
        assert "Ancien numéro : D-2027-001." in read.private.lines


async def test_after_two_months_a_doubt_is_on_no_card(tilleuls: Opens) -> None:
    async with tilleuls(DECIDED) as neighbours:
        await neighbours["Karim"].says(BIKES)
        await neighbours["Léa"].taps("Ce n'est pas exact")
        await neighbours["Léa"].answers("Pas tous.")
        later, database = DECIDED + timedelta(days=62), neighbours.program.database
        await Clock(database, Dispatch(database, lambda: None), lambda: later).purge()
        await neighbours.settle()
        assert await rows(neighbours, "SELECT 1 AS one FROM decision_doubts") == []
        card = next(one for one in await neighbours["Sarah"].sees() if "Décision notée" in one.text)
        assert len(card.lines) == 1
        assert [one.text for one in await neighbours["Karim"].sees() if "Léa dit" in one.text] == []


async def test_reviews_stand_in_the_agenda_at_the_hour_at_which_they_are_asked(tilleuls: Opens) -> None:
    async with tilleuls(DECIDED) as neighbours:
        number, _ = await laundry(neighbours)
        placed = BY_NAME["register"]
        assert placed.feature.entries is not None
        async with neighbours.program.database.reading() as tx:
            handler = placed.make(Ground(tx, neighbours.now))
            asked = paris("2027-06-08", "10:00")
            (entry,) = await placed.feature.entries(handler, 1, asked, REVIEW)
            assert (entry.at, entry.topic.id) == (asked, number)
            assert await placed.feature.entries(handler, 1, asked + timedelta(minutes=1), REVIEW) == []
            assert await placed.feature.entries(handler, 1, DECIDED, asked) == []


async def test_a_card_and_what_is_told_are_answered_by_typed_words(tilleuls: Opens) -> None:
    async with tilleuls(DECIDED) as neighbours:
        await neighbours["Nadia"].says(BIKES)
        card = await neighbours["Léa"].last()
        for typed in ("C'est exact.", "pas exact du tout"):
            assert (await neighbours["Léa"].says(typed, reply_to=card.id)).toast == "", "neighbours talking"
        asked = await neighbours["Léa"].says("Ce n’est pas exact", reply_to=card.id)
        assert "Qu'est-ce qui n'est pas exact ?" in asked.private.text
        await neighbours["Léa"].answers("Pas tous.")
        told_to_her = await neighbours["Nadia"].last()
        assert (await neighbours["Nadia"].says("bof", reply_to=told_to_her.id)).toast == ""
        got = await neighbours["Nadia"].says("C'est exact !", reply_to=told_to_her.id)
        assert got.toast == "Noté : le texte reste tel quel."


async def test_the_command_in_private_notes_it_in_the_room(database: Database) -> None:
    here = await square(database)
    answer = await here.says("Léa", BIKES, here.private("Léa"))
    assert answer.view is not None
    assert here.last()[0].startswith("📗 Décision notée par Léa : on range les vélos")
    assert here.streets[OPEN].rang == [], "it is silent"
