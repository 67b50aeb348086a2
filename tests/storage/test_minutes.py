"""Minutes and what somebody is to do; on both databases."""

from dataclasses import replace
from datetime import timedelta

from handlers.members.model import Group
from handlers.minutes.model import Due, Minutes, Task
from storage.database import Database, Transaction
from storage.members import StoredMembers
from storage.minutes import StoredMinutes
from tests.conftest import TUESDAY_NOON
from tests.neighbours import paris
from tests.storage.settled import Settled, settle

SATURDAY = paris("2027-03-13", "09:00")
BEFORE = Due(paris("2027-03-20", "00:00"), "before")
DAY = timedelta(days=1)


async def _published(store: StoredMinutes, here: Settled, **more: object) -> Minutes:
    state = more.pop("state", "published")
    fields = {"workshop": 7, "author": here.nadia, "adults": 11, "children": 4, "words": "Haie taillée.", **more}
    one = Minutes(0, here.group, "Chantier jardin", SATURDAY, state, TUESDAY_NOON, **fields)  # type: ignore[arg-type]
    id = await store.add(one)
    await store.add_action(id, Task("réparer le composteur", "Cassé, Karim s'en occupe.", here.karim, BEFORE))
    await store.add_action(id, Task("ranger le local", ""))
    found = await store.find(id, lock=True)
    assert found is not None
    return found


async def _other_group(tx: Transaction) -> int:
    return await StoredMembers(tx, TUESDAY_NOON).add_group(Group(0, "Le Verger", "Europe/Paris", "fr", None))


async def test_minutes_come_back_as_they_were_kept(database: Database) -> None:
    async with database.writing() as tx:
        here, store = await settle(tx), StoredMinutes(tx)
        one = await _published(store, here)
        assert (one.at, one.adults, one.children, one.words) == (SATURDAY, 11, 4, "Haie taillée.")
        assert [(each.words, each.state, each.person, each.due) for each in one.actions] == [
            ("réparer le composteur", "asked", here.karim, BEFORE),
            ("ranger le local", "open", None, None),
        ]
        changed = replace(
            one,
            words="Tout.",
            adults=12,
            children=0,
            corrected_at=TUESDAY_NOON + DAY,
            again=True,
            handed=True,
            attached="x/1",
        )
        await store.keep(changed)
        first = replace(one.actions[0], state="agreed", due=Due(paris("2027-03-21", "18:30"), "on", timed=True))
        await store.keep_action(first)
        await store.remove_action(one.actions[1].id)
        assert await store.find(one.id) == replace(changed, actions=(first,))
        assert await store.of_workshop(7) == await store.find(one.id)
        assert await store.of_workshop(8) is None
        assert [await store.of_action(id) for id in (first.id, 0)] == [one.id, 0]
        await store.remove(one.id)
        assert await store.find(one.id) is None
        assert await store.of_action(first.id) == 0


async def test_only_what_is_published_is_found(database: Database) -> None:
    async with database.writing() as tx:
        here, store = await settle(tx), StoredMinutes(tx)
        draft = await _published(store, here, workshop=1)
        await store.keep(replace(draft, state="draft"))
        one = await _published(store, here)
        later = await _published(store, here, workshop=None)
        assert [each.id for each in await store.published(here.group)] == [later.id, one.id]
        ends = BEFORE.over_at
        assert [each.id for each, _ in await store.due(here.group, ends - DAY, ends)] == [
            one.actions[0].id,
            later.actions[0].id,
        ]
        assert await store.due(here.group, ends, ends + DAY) == []
        assert [each.id for each, _ in await store.unanswered([here.karim])] == [
            one.actions[0].id,
            later.actions[0].id,
        ]
        await store.keep_action(replace(one.actions[0], state="agreed"))
        await store.keep_action(replace(later.actions[0], state="done"))
        assert await store.unanswered([here.karim, here.lea]) == []
        assert [each.id for each, _ in await store.tasks(here.group, here.karim)] == [one.actions[0].id]
        assert await store.tasks(here.group, here.lea) == []


async def test_what_somebody_began_and_did_not_publish(database: Database) -> None:
    async with database.writing() as tx:
        here, store = await settle(tx), StoredMinutes(tx)
        await _published(store, here)
        older = await _published(store, here, workshop=None, state="draft")
        newer = await _published(store, here, workshop=1, state="asked")
        await _published(store, here, workshop=2, state="draft", author=here.karim)
        assert [each.id for each in await store.unpublished(here.group, here.nadia)] == [newer.id, older.id]
        assert await store.unpublished(await _other_group(tx), here.nadia) == []


async def test_whoever_is_forgotten_is_nobody_s_doer(database: Database) -> None:
    async with database.writing() as tx:
        here, store = await settle(tx), StoredMinutes(tx)
        one = await _published(store, here)
        mine = await _published(store, here, workshop=2, author=here.karim)
        await store.keep(replace(mine, state="draft"))
        about = await store.about(here.karim)
        assert about.wrote == ("Haie taillée.",)
        assert about.tasks == (("réparer le composteur", "asked"), ("réparer le composteur", "asked"))
        assert await store.forget(here.karim) == [one.id, mine.id]
        assert await store.find(mine.id) is None
        found = await store.find(one.id)
        assert found is not None
        assert (found.actions[0].state, found.actions[0].person, found.actions[0].said) == ("open", None, "")
        assert await store.forget(here.nadia) == [one.id]
        found = await store.find(one.id)
        assert found is not None
        assert (found.author, found.words) == (None, "Haie taillée.")


async def test_whoever_leaves_gives_back_what_is_not_done(database: Database) -> None:
    async with database.writing() as tx:
        here, store = await settle(tx), StoredMinutes(tx)
        one = await _published(store, here)
        done = await _published(store, here, workshop=None)
        await store.keep_action(replace(done.actions[0], state="done"))
        other = await _other_group(tx)
        assert await store.leaves(other, here.karim) == []
        assert await store.leaves(here.group, here.karim) == [one.actions[0].id]
        found = await store.find(done.id)
        assert found is not None
        assert found.actions[0].person == here.karim


async def test_two_people_or_two_groups_are_one(database: Database) -> None:
    async with database.writing() as tx:
        here, store = await settle(tx), StoredMinutes(tx)
        one = await _published(store, here)
        assert await store.unite(here.lea, here.karim) == [one.id]
        assert await store.unite(here.lea, here.nadia) == [one.id]
        found = await store.find(one.id)
        assert found is not None
        assert (found.author, found.actions[0].person) == (here.lea, here.lea)
        other = await _other_group(tx)
        await store.annex(other, here.group)
        assert [each.id for each in await store.published(other)] == [one.id]


async def test_what_nobody_published_goes_and_names_after_a_year(database: Database) -> None:
    async with database.writing() as tx:
        here, store = await settle(tx), StoredMinutes(tx)
        one = await _published(store, here)
        draft = await _published(store, here, workshop=1)
        await store.keep(replace(draft, state="draft"))
        assert await store.purge(TUESDAY_NOON) == 0
        assert await store.purge(TUESDAY_NOON + DAY) == 3
        assert await store.find(draft.id) is None
        done = await _published(store, here, workshop=None)
        await store.keep_action(replace(one.actions[0], state="agreed"))
        await store.keep_action(replace(done.actions[0], state="done"))
        assert await store.unnamed(SATURDAY) == []
        assert await store.unnamed(SATURDAY + DAY) == [one.actions[0].id, done.actions[0].id]
        assert await store.unnamed(SATURDAY + DAY) == []
        found = await store.find(done.id)
        assert found is not None
        assert (found.actions[0].person, found.actions[0].state) == (None, "done")
        found = await store.find(one.id)
        assert found is not None
        assert (found.actions[0].person, found.actions[0].state) == (None, "open")
        assert found.words == "Haie taillée."
