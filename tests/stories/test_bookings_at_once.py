"""Neighbours tap « Réserver » at the same second: one has it, and the others read what they can do (bookings.md R16)."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from bot.dispatch import Dispatch
from bot.limits import Limits
from handlers.bookings.charter import Limit, Rules
from handlers.conversation.events import Chat, Press, Sender, Standing
from handlers.conversation.views import Title
from storage.database import open_database
from storage.members import StoredMembers
from tests.conftest import Opens
from tests.neighbours import ROOM, Got, Neighbourhood, paris
from tests.stories.homes import GROUP, arrives, number_of
from tests.stories.spaces import HALL, rules_are, shares_both
from tests.stories.waits import planned

MARCH = paris("2027-03-02", "12:10")
TEN = ("Karim", "Sarah", "Inès", "Léa", "Tomás", "M. Roux", "Odette", "Ahmed", "Rosa", "Lucien")
HAD = "✅ C'est réservé : salle commune, samedi 6 mars, de 14 h à 18 h."
WANTED = "/reserver salle commune samedi 14h-18h"


@asynccontextmanager
async def hall(tilleuls: Opens, url: str) -> AsyncIterator[Neighbourhood]:
    """They share a common room; there are ten of them, and Sarah lives with Karim."""
    async with tilleuls(MARCH, url=url) as neighbours:
        await shares_both(neighbours)
        for name in TEN[4:]:
            await arrives(neighbours, name)
        karim, sarah = await number_of(neighbours, "Karim"), await number_of(neighbours, "Sarah")
        async with neighbours.program.database.writing() as tx:
            await StoredMembers(tx, MARCH).live_with(GROUP, sarah, karim)
        yield neighbours


async def all_tap(neighbours: Neighbourhood, wishes: Mapping[str, str]) -> dict[str, Got]:
    """Each reads back what they want, and nobody has tapped yet; then all do."""
    taps = {
        name: (await neighbours[name].says(words)).private.buttons["Réserver"] for name, words in wishes.items()
    }
    got = await asyncio.gather(*(neighbours[name].presses(tap) for name, tap in taps.items()))
    return dict(zip(taps, got, strict=True))


@pytest.mark.parametrize("names", [("Inès", "Léa"), TEN], ids=["two", "ten"])
async def test_one_has_it_and_the_others_read_who(tilleuls: Opens, url: str, names: tuple[str, ...]) -> None:
    async with hall(tilleuls, url) as neighbours:
        before = len(await neighbours["Nadia"].sees())
        got = await all_tap(neighbours, dict.fromkeys(names, WANTED))
        (first,) = [name for name, one in got.items() if HAD in one.private.lines]
        for name in set(names) - {first}:
            has, then = got[name].private.lines[1].split(" samedi 6 mars, de 14 h à 18 h. ")
            assert got[name].private.lines[0] == "🗓️ C'est pris : la salle commune."
            if {name, first} == {"Karim", "Sarah"}:
                assert has == "Votre foyer l'a"
            else:
                assert has == ("Karim et Sarah l'ont" if first in ("Karim", "Sarah") else f"{first} l'a")
            assert then == "Au plus près, c'est libre :"
            assert "Me prévenir si libre" in got[name].private.buttons
        assert await planned(neighbours) == [f"{first} 06-06"]
        assert len(await neighbours["Nadia"].sees()) == before, "nothing is written to the group"
        second = next(name for name in names if name != first)
        listed = await neighbours[second].presses(got[second].private.buttons["Me prévenir si libre"])
        assert listed.private.lines[0].endswith("Vous êtes en tête de la liste.")


async def test_the_last_place_of_a_household_is_had_once(tilleuls: Opens, url: str) -> None:
    """Karim and Sarah may have the hall once a month; at the same second they want it on different days."""
    async with hall(tilleuls, url) as neighbours:
        await rules_are(neighbours, HALL, Rules(limits=(Limit("bookings", 1, "month"),)))
        for month, last in (("mars", 31), ("avril", 30), ("mai", 31)):
            wishes = {
                name: f"/reserver salle commune le {day} {month} de 14h à 18h"
                for name, day in (("Karim", 20), ("Sarah", 27))
            }
            got = (await all_tap(neighbours, wishes)).values()
            (had,) = [one.private.lines for one in got if "C'est réservé" in one.private.text]
            (over,) = [one.private.lines for one in got if "C'est réservé" not in one.private.text]
            assert len(had) == 1
            assert over[1] == (
                f"Votre foyer : 1 réservation sur 1, du 1er {month} au {last} {month} : il ne reste rien."
            )
        assert len(await planned(neighbours)) == 3


async def test_a_tap_that_trembles_is_one_booking(tilleuls: Opens, url: str) -> None:
    async with hall(tilleuls, url) as neighbours:
        tap = (await neighbours["Léa"].says(WANTED)).private.buttons["Réserver"]
        got = await asyncio.gather(*(neighbours["Léa"].presses(tap) for _ in range(5)))
        assert [one.private.lines for one in got] == [[HAD]] * 5
        assert await planned(neighbours) == ["Léa 06-06"]


async def test_through_doors_that_know_nothing_of_each_other(tilleuls: Opens, url: str) -> None:
    """Each tap by a dispatch with a database connection of its own, as those of another process."""
    async with hall(tilleuls, url) as neighbours, AsyncExitStack() as stack:
        tap = (await neighbours["Léa"].says(WANTED)).private.buttons["Réserver"]
        doors = []
        for name in TEN:
            database = open_database(url)
            await database.open()
            stack.push_async_callback(database.close)
            sender = Sender(str(await number_of(neighbours, name)), name, Standing("member", MARCH))
            press = Press(f"door:{name}", MARCH, Chat("salon", ROOM), sender, tap)
            doors.append((Dispatch(database, lambda: None, limits=Limits(10**9, 10**9)), press))
        got = await asyncio.gather(*(dispatch.handle(press) for dispatch, press in doors))
        assert not any(one.refused for one in got)
        titles = [
            block for one in got if one.view is not None for block in one.view.blocks if isinstance(block, Title)
        ]
        assert [title.words.sentence for title in titles] == ["{space} is taken."] * 9
        (had,) = await planned(neighbours)
        assert had.endswith("06-06")
