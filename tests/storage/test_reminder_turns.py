"""Turns, their order, and the exchanges that are asked for; on both databases."""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.reminders.model import Place, Reminder, Ring, Swap, Turn
from storage.database import Database
from storage.members import StoredMembers
from storage.reminders import StoredReminders
from tests.conftest import TUESDAY_NOON
from tests.neighbours import paris
from tests.storage.settled import Settled, settle

TUESDAY = paris("2027-03-02", "19:00")
INES, KARIM, LEA = 11, 12, 13


def date(week: int) -> datetime:
    return TUESDAY + timedelta(days=7 * week)


async def _set(reminders: StoredReminders, here: Settled, **other: object) -> Reminder:
    made = Reminder(0, here.group, here.karim, "bac jaune", "group", TUESDAY, TUESDAY_NOON, "FREQ=WEEKLY")
    made = replace(made, **{"state": "ended", **other})  # type: ignore[arg-type]
    return replace(made, id=await reminders.add(made))


async def test_an_order_comes_back_as_it_was_kept(database: Database) -> None:
    async with database.writing() as tx:
        here, reminders = await settle(tx), StoredReminders(tx)
        one, other = await _set(reminders, here), await _set(reminders, here)
        order = [Place(LEA, 2), Place(INES), Place(KARIM, 1)]
        await reminders.set_order(one.id, order)
        assert await reminders.order(one.id) == order
        assert await reminders.order(other.id) == []
        await reminders.serve(one.id, INES, 1)
        await reminders.serve(one.id, LEA, -1)
        await reminders.serve(one.id, 99, 1)
        assert await reminders.order(one.id) == [Place(LEA, 1), Place(INES, 1), Place(KARIM, 1)]
        await reminders.set_order(one.id, [Place(KARIM, 1), Place(LEA, 1)])
        assert await reminders.order(one.id) == [Place(KARIM, 1), Place(LEA, 1)]


async def test_turns_are_planned_and_those_ahead_can_be_others(database: Database) -> None:
    async with database.writing() as tx:
        here, reminders = await settle(tx), StoredReminders(tx)
        number = (await _set(reminders, here)).id
        turns = [Turn(date(week), household) for week, household in enumerate((LEA, INES, KARIM))]
        await reminders.plan(number, turns[::-1])
        assert await reminders.planned(number, TUESDAY_NOON) == turns
        assert await reminders.planned(number, TUESDAY) == turns[1:], "later than that"
        assert await reminders.turn(number, date(1)) == turns[1]
        assert await reminders.turn(number, date(7)) is None
        await reminders.plan(number, [Turn(date(1), KARIM)])
        assert await reminders.turn(number, date(1)) == Turn(date(1), KARIM)
        swap = await reminders.swap(Swap(0, number, here.lea, turns[0], turns[2]))
        await reminders.unplan(number, date(0))
        assert await reminders.planned(number, TUESDAY_NOON) == turns[:1]
        found = await reminders.find_swap(swap)
        assert found is not None
        assert found.state == "over", "what was asked holds no longer"
        ring = await reminders.ring(Ring(0, number, date(0), date(0)))
        await reminders.turn_of(ring, LEA)
        rung = await reminders.find_ring(ring)
        assert rung is not None
        assert rung.household == LEA
        await reminders.turn_of(ring, None)
        rung = await reminders.find_ring(ring)
        assert rung is not None
        assert rung.household is None


async def test_an_exchange_is_asked_once_and_again_unless_it_was_declined(database: Database) -> None:
    async with database.writing() as tx:
        here, reminders = await settle(tx), StoredReminders(tx)
        number = (await _set(reminders, here)).id
        asked = Swap(0, number, here.lea, Turn(date(0), LEA), Turn(date(1), INES))
        asked = replace(asked, id=await reminders.swap(asked))
        assert await reminders.find_swap(asked.id) == asked
        assert await reminders.swap(replace(asked, asker=here.karim)) == asked.id
        other = await reminders.swap(replace(asked, theirs=Turn(date(2), KARIM)))
        assert [one.id for one in await reminders.open_swaps(number)] == [asked.id, other]
        for state, again in (("over", "open"), ("agreed", "open"), ("declined", "declined")):
            await reminders.end_swap(asked.id, state)
            assert [one.id for one in await reminders.open_swaps(number)] == [other]
            assert await reminders.swap(asked) == asked.id
            found = await reminders.find_swap(asked.id)
            assert found is not None
            assert found.state == again
        now_karims = replace(asked, theirs=Turn(date(1), KARIM))
        assert await reminders.swap(now_karims) == asked.id
        assert await reminders.find_swap(asked.id) == now_karims, "it is Karim who is asked: he has not answered"
        assert await reminders.find_swap(99) is None


async def test_turns_go_with_their_reminder_and_what_was_never_agreed_goes_too(database: Database) -> None:
    async with database.writing() as tx:
        here, reminders = await settle(tx), StoredReminders(tx)
        kept = await _set(reminders, here, state="active", next_at=TUESDAY)
        draft = await _set(reminders, here)
        over = await _set(reminders, here)
        await reminders.keep(over, TUESDAY_NOON + timedelta(days=5))
        for one in (kept, draft, over):
            await reminders.set_order(one.id, [Place(LEA), Place(INES)])
            await reminders.plan(one.id, [Turn(TUESDAY, LEA)])
            await reminders.swap(Swap(0, one.id, here.lea, Turn(date(0), LEA), Turn(date(1), INES)))
        assert await reminders.purge(TUESDAY_NOON) == 0
        assert await reminders.purge(TUESDAY_NOON + timedelta(days=1)) == 1, "nobody said « C'est bon »"
        assert await reminders.find(draft.id) is None
        assert await reminders.purge(TUESDAY_NOON + timedelta(days=6)) == 1
        for table in ("reminder_places", "reminder_turns", "reminder_swaps"):
            rows = await tx.rows(f"SELECT DISTINCT reminder FROM {table}")
            assert [row["reminder"] for row in rows] == [kept.id], table


async def test_whoever_asked_is_forgotten_or_two_are_one(database: Database) -> None:
    async with database.writing() as tx:
        here, reminders = await settle(tx), StoredReminders(tx)
        number = (await _set(reminders, here, state="active", next_at=TUESDAY)).id
        asked = Swap(0, number, here.lea, Turn(date(0), LEA), Turn(date(1), INES))
        asked = replace(asked, id=await reminders.swap(asked))
        await reminders.unite(here.ines, here.lea)
        found = await reminders.find_swap(asked.id)
        assert found is not None
        assert found.asker == here.ines
        home = await StoredMembers(tx, TUESDAY_NOON).member(here.group, here.ines)
        assert home is not None
        ring = await reminders.ring(Ring(0, number, date(0), date(0)))
        await reminders.turn_of(ring, home.household)
        assert set(await reminders.forget(here.ines)) == {asked.id, ring}, "both say something else now"
        assert await reminders.find_swap(asked.id) is None
        assert await reminders.find(number) is not None, "Karim has set it"
