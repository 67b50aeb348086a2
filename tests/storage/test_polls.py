"""Polls keep ballots one per person, count them for ever, and forget whose they were; on both databases."""

from collections import Counter
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from handlers.polls.model import Ballot, Choice, Poll
from storage.database import Database, Transaction
from storage.members import StoredMembers
from storage.polls import StoredPolls
from storage.sqlite import SQLite
from tests.conftest import TUESDAY_NOON
from tests.peers.ready import ready_file
from tests.storage.settled import CHAT, Settled, each_alone, opened, poll, settle

LATER = TUESDAY_NOON + timedelta(hours=1)
MONTHS_LATER = TUESDAY_NOON + timedelta(days=70)


async def _found(tx: Transaction, number: int) -> Poll:
    found = await StoredPolls(tx).find(number)
    assert found is not None
    return found


def _totals(poll: Poll) -> tuple[list[int], int]:
    return [option.ballots for option in poll.options], poll.blank


async def test_a_poll_comes_back_as_it_was_opened(database: Database) -> None:
    async with database.writing() as tx:
        here, polls = await settle(tx), StoredPolls(tx)
        asked = poll(here, credited="Inès", question="L'été,\nou « l'hiver » ? 🗳️ | <b>")
        number = await polls.add(
            asked, [Choice("L'été"), Choice("", "both"), Choice("", "neither")], each_alone(here.residents)
        )
        found = await polls.find(number, lock=True)
        assert found is not None
        assert [(option.words, option.stock) for option in found.options] == [
            ("L'été", ""),
            ("", "both"),
            ("", "neither"),
        ]
        assert Poll(**{**vars(found), "id": 0, "options": (), "secret": ""}) == asked
        assert len(found.secret) == 32, "drawn before anybody has answered"
        assert await polls.find(number + 1) is None


async def test_a_later_ballot_replaces_the_earlier(database: Database) -> None:
    async with database.writing() as tx:
        here, polls = await settle(tx), StoredPolls(tx)
        door = await opened(tx, here)
        blue, green = (option.id for option in door.options)
        await polls.cast(door.id, here.lea, blue, TUESDAY_NOON)
        await polls.cast(door.id, here.lea, green, LATER)
        assert _totals(await _found(tx, door.id)) == ([0, 1], 0)
        await polls.cast(door.id, here.lea, None, LATER)
        assert _totals(await _found(tx, door.id)) == ([0, 0], 1)
        assert await polls.ballot(door.id, here.lea) == Ballot(here.lea, "Léa", None)
        assert len(await polls.ballots(door.id)) == 1


async def test_a_ballot_can_be_taken_out_once(database: Database) -> None:
    async with database.writing() as tx:
        here, polls = await settle(tx), StoredPolls(tx)
        door = await opened(tx, here)
        await polls.cast(door.id, here.lea, door.options[0].id, TUESDAY_NOON)
        assert await polls.retract(door.id, here.lea)
        assert not await polls.retract(door.id, here.lea)
        assert await polls.ballot(door.id, here.lea) is None
        assert (await _found(tx, door.id)).answered == 0


async def test_ballots_are_told_by_choice_then_in_their_order(database: Database) -> None:
    async with database.writing() as tx:
        here, polls = await settle(tx), StoredPolls(tx)
        door = await opened(tx, here)
        blue, green = (option.id for option in door.options)
        await polls.cast(door.id, here.karim, green, LATER)
        await polls.cast(door.id, here.lea, blue, LATER)
        await polls.cast(door.id, here.ines, blue, TUESDAY_NOON)
        assert await polls.ballots(door.id) == [
            Ballot(here.ines, "Inès", blue),
            Ballot(here.lea, "Léa", blue),
            Ballot(here.karim, "Karim", green),
        ]


async def test_missing_counts_those_of_the_roll_who_are_still_there(database: Database) -> None:
    async with database.writing() as tx:
        here, polls = await settle(tx), StoredPolls(tx)
        door = await opened(tx, here)
        assert len(await polls.silent(door.id)) == 3
        await polls.cast(door.id, here.lea, None, TUESDAY_NOON)
        await polls.cast(door.id, here.nadia, None, TUESDAY_NOON)  # not on the roll: changes nothing
        assert len(await polls.silent(door.id)) == 2
        await StoredMembers(tx, LATER).leave(CHAT, "karim")
        assert len(await polls.silent(door.id)) == 1
        await StoredMembers(tx, LATER).leave(CHAT, "lea")  # had answered: counts as before
        assert not await polls.all_heard(door.id)
        await polls.forget(here.ines)
        await StoredMembers(tx, LATER).forget(here.ines)
        assert await polls.all_heard(door.id)


async def test_without_a_roll_nobody_is_missing(database: Database) -> None:
    async with database.writing() as tx:
        here, polls = await settle(tx), StoredPolls(tx)
        number = await polls.add(poll(here), [Choice("bleu"), Choice("vert")], [])
        assert not await polls.all_heard(number)


async def test_the_roll_is_frozen_at_the_opening(database: Database) -> None:
    async with database.writing() as tx:
        door = await opened(tx, await settle(tx))
        await StoredMembers(tx, LATER).enter(CHAT, "yves", "Yves")
        assert len(await StoredPolls(tx).silent(door.id)) == 3


async def test_a_poll_moves_reminds_closes_and_comes_back(database: Database) -> None:
    async with database.writing() as tx:
        here, polls = await settle(tx), StoredPolls(tx)
        door, untouched = await opened(tx, here), await opened(tx, here)
        await polls.extend(door.id, MONTHS_LATER)
        assert ((await _found(tx, door.id)).closing_at, (await _found(tx, door.id)).extended) == (
            MONTHS_LATER,
            True,
        )
        await polls.move(door.id, LATER)
        await polls.remind(door.id, LATER)
        moved = await _found(tx, door.id)
        assert (moved.ends_at, moved.closing_at, moved.reminded_at) == (MONTHS_LATER, LATER, LATER)
        await polls.withdraw(door.id, LATER)
        assert ((await _found(tx, door.id)).state, (await _found(tx, door.id)).closed_at) == ("withdrawn", LATER)
        await polls.restore(door.id)
        assert ((await _found(tx, door.id)).state, (await _found(tx, door.id)).closed_at) == ("open", None)
        await polls.close(door.id, LATER)
        assert ((await _found(tx, door.id)).state, (await _found(tx, door.id)).closed_at) == ("closed", LATER)
        assert await _found(tx, untouched.id) == untouched


async def test_the_open_polls_of_a_window_are_those_that_end_in_it(database: Database) -> None:
    async with database.writing() as tx:
        here, polls = await settle(tx), StoredPolls(tx)
        ends = [TUESDAY_NOON + timedelta(days=days) for days in (3, 1, 2, 2)]
        late, early, middle, closed = [await opened(tx, here, ends_at=end, closing_at=end) for end in ends]
        await polls.close(closed.id, TUESDAY_NOON)

        async def within(begin: int, end: int) -> list[int]:
            window = (TUESDAY_NOON + timedelta(days=begin), TUESDAY_NOON + timedelta(days=end))
            return [found.id for found in await polls.open_of(here.group, *window)]

        assert await within(0, 9) == [early.id, middle.id, late.id]
        assert await within(1, 3) == [early.id, middle.id]  # the first instant belongs to it, the last does not
        assert await within(4, 9) == []
        found = await polls.open_of(here.group, TUESDAY_NOON, MONTHS_LATER)
        assert [len(one.options) for one in found] == [2, 2, 2]
        assert await polls.open_of(here.group + 1, TUESDAY_NOON, MONTHS_LATER) == []


async def test_what_is_held_about_a_person_is_every_question_and_answer(database: Database) -> None:
    async with database.writing() as tx:
        here, polls = await settle(tx), StoredPolls(tx)
        door, roof = await opened(tx, here), await opened(tx, here, question="Et le toit ?")
        await polls.cast(door.id, here.lea, door.options[1].id, TUESDAY_NOON)
        await polls.cast(roof.id, here.lea, None, TUESDAY_NOON)
        assert await polls.answers_of(here.lea) == [
            ("On peint la porte ?", door.options[1]),
            ("Et le toit ?", None),
        ]
        assert await polls.answers_of(here.karim) == []
        assert await polls.opened_by(here.lea) == []
        assert await polls.opened_by(here.karim) == ["On peint la porte ?", "Et le toit ?"]


async def test_who_is_forgotten_stays_counted_only_where_it_is_over(database: Database) -> None:
    async with database.writing() as tx:
        here, polls = await settle(tx), StoredPolls(tx)
        open_one, over, blank = [await opened(tx, here, author=here.karim) for _ in range(3)]
        quoting = await opened(tx, here, credited="Léa")
        other = await opened(tx, here, credited="Inès")
        for asked in (open_one, over):
            await polls.cast(asked.id, here.lea, asked.options[0].id, TUESDAY_NOON)
        await polls.cast(blank.id, here.lea, None, TUESDAY_NOON)
        await polls.cast(blank.id, here.ines, None, TUESDAY_NOON)
        for asked in (over, blank):
            await polls.close(asked.id, LATER)
        assert await polls.forget(here.lea) == [open_one.id, quoting.id]
        assert _totals(await _found(tx, open_one.id)) == ([0, 0], 0)
        assert _totals(await _found(tx, over.id)) == ([1, 0], 0)
        assert _totals(await _found(tx, blank.id)) == ([0, 0], 2)
        assert await polls.answers_of(here.lea) == []
        assert [ballot.person for ballot in await polls.ballots(blank.id)] == [here.ines]
        assert (await _found(tx, quoting.id)).credited == ""
        assert (await _found(tx, other.id)).credited == "Inès"
        assert len(await polls.silent(open_one.id)) == 2
        assert await polls.forget(here.karim) == [one.id for one in (open_one, over, blank, quoting, other)]


async def test_a_namesake_in_another_group_stays_quoted(database: Database) -> None:
    async with database.writing() as tx:
        here, there = await settle(tx), await _elsewhere(tx)
        theirs = await opened(tx, there, credited="Léa")
        await StoredPolls(tx).forget(here.lea)
        assert (await _found(tx, theirs.id)).credited == "Léa"


async def _elsewhere(tx: Transaction) -> Settled:
    members = StoredMembers(tx, TUESDAY_NOON)
    first = await members.groups(demo=False)
    group = await members.add_group(first[0])
    ids = []
    for name in ("Karim", "Léa", "Inès", "Nadia"):
        person = await members.add_person(name)
        await members.add_member(group, person.id, "resident")
        ids.append(person.id)
    return Settled(group, *ids)


async def test_the_purge_keeps_totals_and_deletes_what_was_withdrawn(database: Database) -> None:
    async with database.writing() as tx:
        here, polls = await settle(tx), StoredPolls(tx)
        old, young, still_open, withdrawn = [await opened(tx, here) for _ in range(4)]
        for asked in (old, young, still_open, withdrawn):
            await polls.cast(asked.id, here.lea, asked.options[0].id, TUESDAY_NOON)
            await polls.cast(asked.id, here.ines, None, TUESDAY_NOON)
        await polls.close(old.id, TUESDAY_NOON)
        await polls.withdraw(withdrawn.id, TUESDAY_NOON)
        await polls.close(young.id, LATER)
        gone = await polls.purge(LATER)
        assert gone == 2 + 3 + 3 + 1  # the old one's ballots and roll, the withdrawn one's roll, and itself
        assert _totals(await _found(tx, old.id)) == ([1, 0], 1)
        assert await polls.ballots(old.id) == []
        assert not await polls.all_heard(old.id)
        assert len(await polls.ballots(young.id)) == len(await polls.ballots(still_open.id)) == 2
        assert await polls.find(withdrawn.id) is None
        assert await tx.rows("SELECT 1 FROM poll_options WHERE poll = :id", id=withdrawn.id) == []
        assert await tx.rows("SELECT 1 FROM ballots WHERE poll = :id", id=withdrawn.id) == []
        assert await polls.purge(LATER) == 0
        assert _totals(await _found(tx, old.id)) == ([1, 0], 1)


CHOICES = some.one_of(some.none(), some.integers(0, 1))


@settings(max_examples=25, deadline=None)
@given(
    choices=some.lists(some.tuples(some.integers(0, 3), some.integers(0, 7), CHOICES), max_size=40),
    closed=some.sets(some.integers(0, 3)),
    forgotten=some.lists(some.integers(0, 7), max_size=3),
)
def test_totals_of_what_is_over_never_change(
    choices: list[tuple[int, int, int | None]], closed: set[int], forgotten: list[int]
) -> None:
    """Whatever was cast, and whoever is forgotten before, between or after the purges."""
    import asyncio
    import tempfile
    from pathlib import Path

    async def scene() -> None:
        with tempfile.TemporaryDirectory() as folder:
            await ready_file(Path(folder) / "palabre.db")
            database = SQLite(Path(folder) / "palabre.db")
            await database.open()
            async with database.writing() as tx:
                await _play(tx, choices, closed, forgotten)
            await database.close()

    asyncio.run(scene())


async def test_totals_of_what_is_over_never_change_on_either_database(database: Database) -> None:
    async with database.writing() as tx:
        choices = [(at % 4, at % 7, (None, 0, 1)[at % 3]) for at in range(40)]
        await _play(tx, choices, {0, 2}, [1, 3, 5])


async def _play(
    tx: Transaction, choices: list[tuple[int, int, int | None]], closed: set[int], forgotten: list[int]
) -> None:
    here, polls, members = await settle(tx), StoredPolls(tx), StoredMembers(tx, TUESDAY_NOON)
    people = [(await members.add_person(f"Voisin {number}")).id for number in range(8)]
    asked = [await opened(tx, here) for _ in range(4)]
    stands: dict[tuple[int, int], int | None] = {}
    for at, voter, choice in choices:
        option = None if choice is None else asked[at].options[choice].id
        await polls.cast(asked[at].id, people[voter], option, TUESDAY_NOON)
        stands[at, voter] = choice
    for at in closed:
        await polls.close(asked[at].id, LATER)
    expected = {at: Counter(choice for (other, _), choice in stands.items() if other == at) for at in closed}
    for step in (*forgotten, None, *forgotten, None):
        if step is None:
            await polls.purge(MONTHS_LATER)
        else:
            await polls.forget(people[step])
        for at, counted in expected.items():
            assert _totals(await _found(tx, asked[at].id)) == ([counted[0], counted[1]], counted[None])
