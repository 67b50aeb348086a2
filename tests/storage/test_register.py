"""Decisions keep their numbers, their texts and their places, and forget whose they were; on both databases."""

import asyncio
from datetime import UTC, datetime, timedelta

from handlers.members.model import Group
from handlers.register.model import Decision, Reservation
from storage.database import Database, Transaction
from storage.members import StoredMembers
from storage.register import StoredRegister
from tests.conftest import TUESDAY_NOON
from tests.register_scene import desk_of
from tests.storage.settled import Settled, settle

NOON = TUESDAY_NOON.astimezone(UTC)
LATER = NOON + timedelta(days=3)


async def noted(
    tx: Transaction, group: int, author: int | None, words: str = "Les vélos", **more: object
) -> Decision:
    """A decision of that group, kept."""
    fields: dict[str, object] = {
        "id": 0,
        "group": group,
        "year": 2027,
        "rank": 0,
        "words": words,
        "method": "meeting",
        "decided_at": NOON,
        "noted_at": NOON,
        "author": author,
    }
    decision = Decision(**{**fields, **more})  # type: ignore[arg-type]
    return await StoredRegister(tx).add(decision, [(words, NOON)], [])


async def found(tx: Transaction, number: int) -> Decision:
    decision = await StoredRegister(tx).find(number, lock=True)
    assert decision is not None
    return decision


async def test_a_decision_comes_back_as_it_was_kept(database: Database) -> None:
    async with database.writing() as tx:
        here, register = await settle(tx), StoredRegister(tx)
        whole = Decision(
            id=0,
            group=here.group,
            year=2027,
            rank=0,
            words="L'été,\n« l'hiver » ? 🗳️ | <b> =1+1",
            method="consent",
            decided_at=NOON,
            noted_at=NOON,
            author=here.karim,
            why="Pourquoi pas ?",
            source="proposals:5",
            voices=12,
            answered=9,
            relayed=1,
            reached=12,
            review_at=LATER,
            trial=True,
            length=3,
        )
        reservations = [Reservation("Pas le soir.", "Inès"), Reservation("Ni le matin.", "")]
        kept = await register.add(whole, [("v1", NOON), ("v2", LATER)], reservations)
        assert Decision(**{**vars(kept), "id": 0, "rank": 0}) == whole
        assert await register.find(kept.id) == await register.of_source("proposals:5") == kept
        assert [(one.rank, one.words, one.at) for one in await register.versions(kept.id)] == [
            (1, "v1", NOON),
            (2, "v2", LATER),
        ]
        assert list(await register.reservations(kept.id)) == reservations
        await register.add_version(kept.id, "v3", LATER)
        assert await register.older_words(here.group) == {kept.id: ["v1", "v2", "v3"]}
        assert await register.find(kept.id + 1) is None
        assert await register.of_source("proposals:6") is None


async def test_of_many_decided_at_once_each_has_a_number_of_its_own(database: Database) -> None:
    async with database.writing() as tx:
        here = await settle(tx)
        other = await StoredMembers(tx, TUESDAY_NOON).add_group(Group(0, "Le Verger", "Europe/Paris", "fr", None))

    async def decide(at: int) -> str:
        async with database.writing() as tx:  # tried once: nobody meets a conflict
            kept = await noted(tx, other if at % 5 == 0 else here.group, here.karim, f"La {at}e")
            return f"{kept.group}/{kept.number}"

    numbers = await asyncio.gather(*(decide(at) for at in range(20)))
    wanted = {f"{here.group}/D-2027-{rank:03}" for rank in range(1, 17)}
    assert set(numbers) == wanted | {f"{other}/D-2027-{rank:03}" for rank in range(1, 5)}


async def test_numbers_begin_anew_each_year_of_the_groups_clock_and_are_never_given_twice(
    database: Database,
) -> None:
    async with database.writing() as tx:
        here = await settle(tx)
        desk = desk_of(tx, NOON)
        new_year = datetime(2027, 12, 31, 23, 30, tzinfo=UTC)  # half past midnight in Paris

        async def record(at: datetime) -> str:
            kept = await desk.record(
                here.group, "Les vélos", method="vote", decided_at=at, author=here.karim, source="polls:1"
            )
            return kept[1]

        assert await record(NOON) == "D-2027-001"
        assert await record(new_year - timedelta(hours=1)) == "D-2027-002"
        assert await record(new_year) == "D-2028-001"
        last = await desk.number_of("polls:1")
        assert last is not None
        await StoredRegister(tx).withdraw(last[0])
        assert await record(new_year) == "D-2028-002"
        assert (await found(tx, last[0])).words == ""
        shown = [decision.number for decision in await StoredRegister(tx).of_group(here.group)]
        assert shown == ["D-2028-002", "D-2027-002", "D-2027-001"]


async def test_what_changes_is_kept(database: Database) -> None:
    from dataclasses import replace

    async with database.writing() as tx:
        here, register = await settle(tx), StoredRegister(tx)
        old, new = await noted(tx, here.group, here.karim), await noted(tx, here.group, None)
        changed = replace(
            old, words="Autres", why="b", state="replaced", review_at=LATER, overdue=True, replaced_by=new.id
        )
        await register.keep(changed)
        assert await found(tx, old.id) == changed
        assert (await found(tx, new.id)).replaces == old.id
        assert await register.to_review(here.group, NOON, LATER + timedelta(seconds=1)) == [], "it holds no more"


async def test_who_is_forgotten_leaves_their_words_and_no_name(database: Database) -> None:
    async with database.writing() as tx:
        here, register = await settle(tx), StoredRegister(tx)
        decision = await noted(tx, here.group, here.lea)
        of = await register.add(
            Decision(**{**vars(decision), "author": here.karim}),
            [("Les vélos", NOON)],
            [Reservation("Hm.", "Léa"), Reservation("Oui.", "Inès")],
        )
        objection = await register.add_objection(of.id, here.lea, "Trop tard.", NOON, named=True)
        doubt = await register.add_doubt(of.id, here.lea, "Non.", NOON)
        review = await register.open_review(of.id, NOON, LATER)
        await register.answer(review, here.lea, "keep", NOON)
        await register.answer(review, here.ines, "stop", NOON)
        held = await register.held_about(here.lea)
        assert [one.id for one in held.decisions] == [decision.id]
        assert (held.objections, held.doubts) == (("Trop tard.",), ("Non.",))
        assert [(one.id, choice) for one, choice in held.answers] == [(of.id, "keep")]
        assert await register.forget(here.lea) == [decision.id, of.id]
        held = await register.held_about(here.lea)
        assert (held.decisions, held.objections, held.doubts, held.answers) == ((), (), (), ())
        assert (await found(tx, decision.id)).author is None
        assert [one.name for one in await register.reservations(of.id)] == ["", "Inès"]
        left = await register.objection(objection)
        assert left is not None
        assert (left.words, left.name, left.person) == ("Trop tard.", "", None)
        asked = await register.doubt(doubt)
        assert asked is not None
        assert asked.person is None
        counted = await register.review(review)
        assert counted is not None
        assert (counted.keeps, counted.stops) == (0, 1)


async def test_two_people_who_are_one_have_one_answer_the_later(database: Database) -> None:
    async with database.writing() as tx:
        here, register = await settle(tx), StoredRegister(tx)
        decision = await noted(tx, here.group, here.ines)
        first = await register.open_review(decision.id, NOON, LATER)
        second = await register.open_review((await noted(tx, here.group, here.karim)).id, NOON, LATER)
        await register.answer(first, here.lea, "keep", NOON)
        await register.answer(first, here.ines, "stop", LATER)
        await register.answer(second, here.lea, "adjust", LATER)
        await register.answer(second, here.ines, "keep", NOON)
        await register.add_objection(decision.id, here.ines, "Hm.", NOON, named=True)
        assert decision.id in await register.unite(here.lea, here.ines)
        assert await register.answer_of(first, here.lea) == "stop"
        assert await register.answer_of(second, here.lea) == "adjust"
        assert await register.answer_of(first, here.ines) is None
        assert (await found(tx, decision.id)).author == here.lea
        assert [one.person for one in await register.objections(decision.id)] == [here.lea]


async def test_the_decisions_of_a_group_that_joins_are_numbered_behind(database: Database) -> None:
    async with database.writing() as tx:
        here, register = await settle(tx), StoredRegister(tx)
        members = StoredMembers(tx, TUESDAY_NOON)
        gone = await members.add_group(Group(0, "Le Verger", "Europe/Paris", "fr", None))
        ours = await noted(tx, here.group, here.karim)
        theirs = [await noted(tx, gone, here.lea, words) for words in ("Un", "Deux")]
        older = await noted(tx, gone, here.lea, "Trois", year=2026)
        assert await register.annex(here.group, gone) == [older.id, theirs[0].id, theirs[1].id]
        numbers = [(one.words, one.number, one.former) for one in await register.of_group(here.group)]
        assert sorted(numbers) == [
            ("Deux", "D-2027-003", "D-2027-002"),
            ("Les vélos", "D-2027-001", ""),
            ("Trois", "D-2026-001", "D-2026-001"),
            ("Un", "D-2027-002", "D-2027-001"),
        ]
        assert await register.of_group(gone) == []
        third = await members.add_group(Group(0, "La Place", "Europe/Paris", "fr", None))
        await noted(tx, third, here.karim)
        await register.annex(third, here.group)
        assert (await found(tx, theirs[1].id)).former == "D-2027-002 D-2027-003"
        assert (await found(tx, ours.id)).number == "D-2027-002"


async def test_answers_and_doubts_go_after_their_time_and_numbers_stay(database: Database) -> None:
    async with database.writing() as tx:
        here, register = await settle(tx), StoredRegister(tx)
        decision = await noted(tx, here.group, here.karim)
        doubt = await register.add_doubt(decision.id, here.lea, "Non.", NOON)
        review = await register.open_review(decision.id, NOON, LATER)
        await register.answer(review, here.lea, "keep", NOON)
        open_one = await register.review(review)
        assert open_one is not None
        await register.end_review(open_one, "kept", LATER)
        assert await register.purge(NOON) == []
        assert await register.purge(NOON + timedelta(seconds=1)) == [decision.id]
        assert await register.doubt(doubt) is None
        assert await register.purge(LATER + timedelta(seconds=1)) == [decision.id]
        assert await register.answer_of(review, here.lea) is None
        over = await register.review(review)
        assert over is not None
        assert (over.keeps, over.answered, over.outcome) == (1, 1, "kept")
        assert await register.review_of(decision.id) is None


async def test_an_open_question_waits_for_those_who_decide(database: Database) -> None:
    async with database.writing() as tx:
        here, register = await settle(tx), StoredRegister(tx)
        decision = await noted(tx, here.group, here.karim)
        review = await register.open_review(decision.id, NOON, LATER)
        assert await _waits(register, here.lea, NOON) == [(review, decision.id)]
        assert await _waits(register, here.nadia, NOON) == [], "she accompanies"
        assert await _waits(register, here.lea, LATER) == [], "it is over"
        await register.answer(review, here.lea, "stop", NOON)
        assert await _waits(register, here.lea, NOON) == []
        await StoredMembers(tx, TUESDAY_NOON).remove_member(here.group, here.ines)
        assert await _waits(register, here.ines, NOON) == []


async def _waits(register: StoredRegister, person: int, now: datetime) -> list[tuple[int, int]]:
    return [(review.id, decision.id) for review, decision in await register.unanswered_by(person, now)]


async def test_how_many_were_noted_by_hand(database: Database) -> None:
    async with database.writing() as tx:
        here: Settled = await settle(tx)
        for author, source in ((here.karim, ""), (here.karim, ""), (here.lea, ""), (here.karim, "polls:1")):
            await noted(tx, here.group, author, source=source)
        register = StoredRegister(tx)
        assert await register.noted_since(here.group, here.karim, NOON - timedelta(hours=1)) == (2, 3)
        assert await register.noted_since(here.group, here.karim, NOON) == (0, 0)
