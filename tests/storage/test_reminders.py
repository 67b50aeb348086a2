"""Reminders and each time that they rang; on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.members.model import Group
from handlers.reminders.model import About, Reminder, Ring
from handlers.when.model import Without
from storage.database import Database, Transaction
from storage.members import StoredMembers
from storage.reminders import StoredReminders
from tests.conftest import TUESDAY_NOON
from tests.neighbours import paris
from tests.storage.settled import Settled, settle

EIGHT = paris("2027-03-03", "08:00")
DAY = timedelta(days=1)
OUT = Without(((date(2027, 7, 1), date(2027, 7, 31)),), True, "B")


async def _set(store: StoredReminders, here: Settled, words: str = "arroser", **other: object) -> Reminder:
    """Karim's, for himself, at eight tomorrow."""
    fields: dict[str, object] = {"group": here.group, "person": here.karim, "audience": "one", "next_at": EIGHT}
    plain = Reminder(0, 0, None, words, "one", EIGHT, TUESDAY_NOON)
    reminder = replace(plain, **{**fields, **other})  # type: ignore[arg-type]
    return replace(reminder, id=await store.add(reminder))


async def _rang(store: StoredReminders, of: Reminder, at: datetime = EIGHT, **other: object) -> Ring:
    ring = replace(Ring(0, of.id, at, at), **other)  # type: ignore[arg-type]
    return replace(ring, id=await store.ring(ring))


async def _other_group(tx: Transaction) -> int:
    return await StoredMembers(tx, TUESDAY_NOON).add_group(Group(0, "Le Verger", "Europe/Paris", "fr", None))


async def test_a_reminder_comes_back_as_it_was_kept(database: Database) -> None:
    async with database.writing() as tx:
        here, store = await settle(tx), StoredReminders(tx)
        once = await _set(store, here)
        full = await _set(
            store,
            here,
            "La pompe fuit 🌱 ' ; --",
            audience="group",
            rule="FREQ=DAILY;INTERVAL=2",
            without=OUT,
            said_by=here.lea,
        )
        quoted = await _set(store, here, person=None, state="paused", next_at=None, said_name="Zoé")
        for reminder in (once, full, quoted):
            assert await store.find(reminder.id) == await store.find(reminder.id, lock=True) == reminder
        assert await store.find(99) is await store.find(99, lock=True) is None
        changed = replace(
            once, words="deux fois", audience="group", starts=EIGHT + DAY, rule="FREQ=WEEKLY", without=OUT
        )
        changed = replace(changed, state="paused", next_at=None)
        await store.keep(changed, TUESDAY_NOON)
        assert await store.find(once.id) == changed
        assert await store.find(full.id) == full, "nothing else has changed"


async def test_of_an_hour_that_comes_twice_the_second_stays_the_second(database: Database) -> None:
    autumn = datetime(2027, 10, 31, 2, 10, tzinfo=ZoneInfo("Europe/Paris"), fold=1)
    async with database.writing() as tx:
        here, store = await settle(tx), StoredReminders(tx)
        for at in (autumn, autumn.replace(fold=0)):
            kept = await store.find((await _set(store, here, starts=at, next_at=at)).id)
            assert kept is not None
            assert kept.next_at is not None
            assert kept.starts.timestamp() == kept.next_at.timestamp() == at.timestamp()
            assert kept.zone.key == "Europe/Paris"


async def test_ones_own_and_those_of_the_group_what_rings_next_first(database: Database) -> None:
    async with database.writing() as tx:
        here, store = await settle(tx), StoredReminders(tx)
        other = await _other_group(tx)
        paused = await _set(store, here, state="paused", next_at=None)
        late = await _set(store, here, next_at=EIGHT + DAY)
        soon = await _set(store, here, audience="group", person=here.lea, next_at=EIGHT)
        await _set(store, here, person=here.lea)
        await _set(store, here, group=other)
        await _set(store, here, state="ended", next_at=None)
        assert list(await store.of(here.group, here.karim)) == [soon, late, paused]
        assert list(await store.of(here.group, here.nadia)) == [soon]
        assert list(await store.of_group(here.group, EIGHT + timedelta(seconds=1))) == [soon]
        assert list(await store.of_group(here.group, EIGHT)) == [], "the end is not in it"
        assert list(await store.of_group(other, EIGHT + DAY)) == []
        assert await store.how_many(here.group, here.karim) == 2
        assert await store.how_many(here.group, here.lea) == 2
        assert await store.how_many(here.group, here.nadia) == 0


async def test_one_time_rings_once_and_comes_back_as_it_was_kept(database: Database) -> None:
    async with database.writing() as tx:
        here, store = await settle(tx), StoredReminders(tx)
        reminder = await _set(store, here)
        ring = await _rang(store, reminder)
        later = await _rang(store, reminder, EIGHT + DAY, state="missed", rung_at=EIGHT + 2 * DAY)
        again = await _rang(store, reminder, rung_at=EIGHT + DAY, state="missed")
        assert again.id == ring.id, "of the same time twice, the first"
        assert await store.find_ring(ring.id) == await store.find_ring(ring.id, lock=True) == ring
        assert await store.find_ring(99) is await store.find_ring(99, lock=True) is None
        changed = replace(ring, state="done", again_at=EIGHT + DAY, by=here.lea)
        await store.keep_ring(replace(changed, takers=(here.nadia,)))
        assert await store.find_ring(ring.id) == changed, "who does it is kept apart"
        assert list(await store.rings_since(reminder.id, EIGHT)) == [changed, later]
        assert list(await store.rings_since(reminder.id, EIGHT + DAY)) == [later]
        assert list(await store.rings_since(reminder.id + 1, EIGHT)) == []


async def test_who_does_it_in_the_order_in_which_they_said_so(database: Database) -> None:
    async with database.writing() as tx:
        here, store = await settle(tx), StoredReminders(tx)
        ring = await _rang(store, await _set(store, here, audience="group"))
        for minutes, person in enumerate((here.nadia, here.karim, here.nadia)):
            await store.take(ring.id, person, EIGHT + timedelta(minutes=minutes))
        found = await store.find_ring(ring.id)
        assert found is not None
        assert found.takers == (here.nadia, here.karim)
        await store.leave(ring.id, here.nadia)
        await store.leave(ring.id, here.nadia)
        found = await store.find_ring(ring.id)
        assert found is not None
        assert found.takers == (here.karim,)


async def test_what_somebody_has_not_answered(database: Database) -> None:
    async with database.writing() as tx:
        here, store = await settle(tx), StoredReminders(tx)
        own, group = await _set(store, here), await _set(store, here, audience="group")
        await _rang(store, group)
        await _rang(store, own, EIGHT - DAY)
        await _rang(store, own, EIGHT + DAY, state="done")
        ring = await _rang(store, own)
        assert list(await store.open_rings(here.karim, EIGHT)) == [(ring, own)]
        assert len(await store.open_rings(here.karim, EIGHT - DAY)) == 2
        assert list(await store.open_rings(here.lea, EIGHT - DAY)) == []


async def test_everything_about_somebody_is_named_and_goes(database: Database) -> None:
    async with database.writing() as tx:
        here, store = await settle(tx), StoredReminders(tx)
        own = await _set(store, here, "sortir le pain")
        ended = await _set(store, here, "c'était", state="ended", next_at=None)
        group = await _set(store, here, "le compost", audience="group")
        quotes = await _set(store, here, "la pompe", person=here.lea, said_by=here.karim)
        named = await _set(store, here, "la porte", person=here.lea, said_name="Karim")
        others = await _set(store, here, "à Léa", person=here.lea)
        elsewhere = await _set(store, here, group=await _other_group(tx), person=here.lea, said_name="Karim")
        rings = [await _rang(store, one) for one in (own, group, quotes, named, others)]
        untouched = await _rang(store, await _set(store, here, person=here.lea, audience="group"))
        await store.take(rings[1].id, here.karim, EIGHT)
        await store.take(rings[1].id, here.lea, EIGHT)
        await store.keep_ring(replace(rings[4], state="done", by=here.karim))
        assert await store.about(here.karim) == About(
            ("sortir le pain",), ("le compost",), 2, ("la pompe", "la porte")
        )
        assert set(await store.forget(here.karim)) == {ring.id for ring in rings}
        for gone in (own, ended, quotes, named):
            assert await store.find(gone.id) is None, gone
        for ring in (rings[0], rings[2], rings[3]):
            assert await store.find_ring(ring.id) is None
        assert await store.find(group.id) == replace(group, person=None)
        assert await store.find_ring(rings[1].id) == replace(rings[1], takers=(here.lea,))
        assert await store.find_ring(rings[4].id) == replace(rings[4], state="done", by=None)
        assert await store.find(elsewhere.id) == elsewhere, "another Karim, of another group"
        assert await store.find_ring(untouched.id) == untouched
        assert await store.about(here.karim) == About()
        assert await store.forget(here.karim) == []


async def test_of_somebody_who_leaves_what_is_for_them_alone(database: Database) -> None:
    async with database.writing() as tx:
        here, store = await settle(tx), StoredReminders(tx)
        own = await _set(store, here)
        paused = await _set(store, here, state="paused", next_at=None)
        await _set(store, here, audience="group")
        await _set(store, here, state="ended", next_at=None)
        await _set(store, here, group=await _other_group(tx))
        await _set(store, here, person=here.lea)
        assert list(await store.leaves(here.group, here.karim)) == [own, paused]


async def test_two_people_are_one(database: Database) -> None:
    async with database.writing() as tx:
        here, store = await settle(tx), StoredReminders(tx)
        reminder = await _set(store, here, said_by=here.karim)
        both, one = await _rang(store, reminder, by=None), await _rang(store, reminder, EIGHT + DAY)
        await store.keep_ring(replace(one, by=here.karim))
        for ring, person in ((both, here.karim), (both, here.lea), (one, here.karim)):
            await store.take(ring.id, person, EIGHT)
        await store.unite(here.lea, here.karim)
        assert await store.find(reminder.id) == replace(reminder, person=here.lea, said_by=here.lea)
        assert await store.find_ring(both.id) == replace(both, takers=(here.lea,))
        assert await store.find_ring(one.id) == replace(one, takers=(here.lea,), by=here.lea)
        assert await store.about(here.karim) == About()


async def test_the_reminders_of_a_group_that_joins_another(database: Database) -> None:
    async with database.writing() as tx:
        here, store = await settle(tx), StoredReminders(tx)
        other = await _other_group(tx)
        reminder, stays = await _set(store, here, group=other), await _set(store, here)
        await store.annex(here.group, other)
        assert list(await store.of(here.group, here.karim)) == [replace(reminder, group=here.group), stays]
        assert list(await store.of(other, here.karim)) == []


async def test_what_is_past_its_time_goes(database: Database) -> None:
    async with database.writing() as tx:
        here, store = await settle(tx), StoredReminders(tx)
        lives = await _set(store, here)
        over = await _set(store, here)
        await store.keep(replace(over, state="ended", next_at=None), TUESDAY_NOON)
        old, new = await _rang(store, lives, EIGHT - DAY), await _rang(store, lives)
        await store.take(old.id, here.lea, EIGHT - DAY)
        late = await _rang(store, over, EIGHT)
        await store.take(late.id, here.lea, EIGHT)
        assert await store.purge(TUESDAY_NOON - DAY) == 0
        assert await store.purge(EIGHT.astimezone(UTC)) == 2, "a ring, and a reminder with all of its own"
        assert await store.find_ring(old.id) is await store.find_ring(late.id) is None
        assert await store.find(over.id) is None
        assert await store.find_ring(new.id) == new
        assert await store.find(lives.id) == lives
