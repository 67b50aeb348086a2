"""Polls, their choices, ballots and rolls, in SQL."""

from collections.abc import Sequence
from datetime import datetime

from handlers.polls.model import Ballot, Option, Poll, Stock

from .database import Row, Transaction, moment, moment_or_none, stamp

_POLL = (
    "SELECT p.id, p.group_id, p.author, p.credited, p.question, p.state, p.opened_at, p.ends_at, p.closing_at, "
    "p.closed_at, p.reminded_at, p.extended, o.id AS option_id, o.words, o.stock, "
    "o.counted + (SELECT count(*) FROM ballots b WHERE b.option_id = o.id) AS ballots, "
    "p.blank + (SELECT count(*) FROM ballots b WHERE b.poll = p.id AND b.option_id IS NULL) AS blank "
    "FROM polls p JOIN poll_options o ON o.poll = p.id "
)

_QUOTES = (
    "(credited = (SELECT name FROM people WHERE id = :id) "
    "AND group_id IN (SELECT group_id FROM memberships WHERE person = :id))"
)


class StoredPolls:
    """handlers.polls.store.Polls over SQL."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def add(self, poll: Poll, choices: Sequence[tuple[str, Stock]], roll: Sequence[int]) -> int:
        row = await self._tx.row(
            "INSERT INTO polls (group_id, author, credited, question, state, opened_at, ends_at, closing_at) "
            "VALUES (:group_id, :author, :credited, :question, 'open', :opened_at, :ends_at, :closing_at) "
            "RETURNING id",
            group_id=poll.group,
            author=poll.author,
            credited=poll.credited,
            question=poll.question,
            opened_at=stamp(poll.opened_at),
            ends_at=stamp(poll.ends_at),
            closing_at=stamp(poll.closing_at),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        number = int(row["id"])
        for rank, (words, stock) in enumerate(choices):
            await self._tx.run(
                "INSERT INTO poll_options (poll, rank, words, stock) VALUES (:poll, :rank, :words, :stock)",
                poll=number,
                rank=rank,
                words=words,
                stock=stock,
            )
        for person in roll:
            await self._tx.run(
                "INSERT INTO poll_rolls (poll, person) VALUES (:poll, :person)", poll=number, person=person
            )
        return number

    async def find(self, poll: int, *, lock: bool = False) -> Poll | None:
        if lock:
            await self._tx.lock("polls", poll)
        rows = await self._tx.rows(_POLL + "WHERE p.id = :id ORDER BY o.rank", id=poll)
        return _poll(rows) if rows else None

    async def cast(self, poll: int, person: int, option: int | None, now: datetime) -> None:
        await self._tx.soon(
            "INSERT INTO ballots (poll, person, option_id, cast_at) VALUES (:poll, :person, :option_id, :now) "
            "ON CONFLICT (poll, person) DO UPDATE SET option_id = excluded.option_id, cast_at = excluded.cast_at",
            poll=poll,
            person=person,
            option_id=option,
            now=stamp(now),
        )

    async def retract(self, poll: int, person: int) -> bool:
        sql = "DELETE FROM ballots WHERE poll = :poll AND person = :person"
        return await self._tx.run(sql, poll=poll, person=person) > 0

    async def missing(self, poll: int) -> int | None:
        row = await self._tx.row(
            "SELECT (SELECT count(*) FROM poll_rolls WHERE poll = :poll) AS listed, count(m.person) AS missing "
            "FROM (SELECT person FROM poll_rolls WHERE poll = :poll "
            "EXCEPT SELECT person FROM ballots WHERE poll = :poll) silent "
            "JOIN polls p ON p.id = :poll "
            "JOIN memberships m ON m.group_id = p.group_id AND m.person = silent.person AND m.left_at IS NULL",
            poll=poll,
        )
        return None if row is None or not row["listed"] else int(row["missing"])

    async def ballots(self, poll: int) -> Sequence[Ballot]:
        rows = await self._tx.rows(
            "SELECT b.person, p.name, b.option_id FROM ballots b JOIN people p ON p.id = b.person "
            "WHERE b.poll = :poll ORDER BY b.option_id, b.cast_at, b.person",
            poll=poll,
        )
        return [Ballot(row["person"], row["name"] or "", row["option_id"]) for row in rows]

    async def ballot(self, poll: int, person: int) -> Ballot | None:
        row = await self._tx.row(
            "SELECT option_id FROM ballots WHERE poll = :poll AND person = :person", poll=poll, person=person
        )
        return None if row is None else Ballot(person, "", row["option_id"])

    async def move(self, poll: int, closing_at: datetime) -> None:
        await self._tx.run("UPDATE polls SET closing_at = :at WHERE id = :id", id=poll, at=stamp(closing_at))

    async def extend(self, poll: int, ends_at: datetime) -> None:
        await self._tx.run(
            "UPDATE polls SET ends_at = :at, closing_at = :at, extended = 1 WHERE id = :id",
            id=poll,
            at=stamp(ends_at),
        )

    async def remind(self, poll: int, now: datetime) -> None:
        await self._tx.run("UPDATE polls SET reminded_at = :now WHERE id = :id", id=poll, now=stamp(now))

    async def close(self, poll: int, now: datetime) -> None:
        await self._end(poll, "closed", now)

    async def withdraw(self, poll: int, now: datetime) -> None:
        await self._end(poll, "withdrawn", now)

    async def _end(self, poll: int, state: str, now: datetime) -> None:
        await self._tx.run(
            "UPDATE polls SET state = :state, closed_at = :now WHERE id = :id",
            id=poll,
            state=state,
            now=stamp(now),
        )

    async def restore(self, poll: int) -> None:
        await self._tx.run("UPDATE polls SET state = 'open', closed_at = NULL WHERE id = :id", id=poll)

    async def open_of(self, group: int, begins: datetime, ends: datetime) -> Sequence[Poll]:
        rows = await self._tx.rows(
            _POLL
            + "WHERE p.group_id = :group_id AND p.state = 'open' AND p.ends_at >= :begins AND p.ends_at < :ends "
            "ORDER BY p.ends_at, p.id, o.rank",
            group_id=group,
            begins=stamp(begins),
            ends=stamp(ends),
        )
        by_poll: dict[int, list[Row]] = {}
        for row in rows:
            by_poll.setdefault(row["id"], []).append(row)
        return [_poll(group_of_rows) for group_of_rows in by_poll.values()]

    async def annex(self, kept: int, gone: int) -> None:
        await self._tx.run("UPDATE polls SET group_id = :kept WHERE group_id = :gone", kept=kept, gone=gone)

    async def opened_by(self, person: int) -> Sequence[str]:
        rows = await self._tx.rows("SELECT question FROM polls WHERE author = :id ORDER BY id", id=person)
        return [row["question"] for row in rows]

    async def answers_of(self, person: int) -> Sequence[tuple[str, Option | None]]:
        rows = await self._tx.rows(
            "SELECT p.question, o.id, o.words, o.stock FROM ballots b JOIN polls p ON p.id = b.poll "
            "LEFT JOIN poll_options o ON o.id = b.option_id WHERE b.person = :id ORDER BY p.id",
            id=person,
        )
        return [
            (row["question"], None if row["id"] is None else Option(row["id"], row["words"], row["stock"]))
            for row in rows
        ]

    async def forget(self, person: int) -> Sequence[int]:
        touched = await self._tx.rows(
            f"SELECT id FROM polls WHERE author = :id OR {_QUOTES} "  # noqa: S608 - our own words
            "OR (state <> 'closed' AND id IN (SELECT poll FROM ballots WHERE person = :id)) ORDER BY id",
            id=person,
        )
        await self._tx.run(
            "DELETE FROM ballots WHERE person = :id AND poll IN (SELECT id FROM polls WHERE state <> 'closed')",
            id=person,
        )
        await self._detach("person = :id", id=person)
        await self._tx.run("DELETE FROM poll_rolls WHERE person = :id", id=person)
        await self._tx.run(f"UPDATE polls SET credited = '' WHERE {_QUOTES}", id=person)  # noqa: S608
        return [row["id"] for row in touched]

    async def purge(self, before: datetime) -> int:
        limit = stamp(before)
        gone = await self._detach(
            "poll IN (SELECT id FROM polls WHERE state = 'closed' AND closed_at < :before)", before=limit
        )
        gone += await self._tx.run(
            "DELETE FROM poll_rolls WHERE poll IN (SELECT id FROM polls WHERE closed_at < :before)", before=limit
        )
        return gone + await self._tx.run(
            "DELETE FROM polls WHERE state = 'withdrawn' AND closed_at < :before", before=limit
        )

    async def _detach(self, which: str, **values: int) -> int:
        """Turns ballots into numbers: counted for ever, nobody's."""
        await self._tx.run(
            "UPDATE poll_options SET counted = counted + (SELECT count(*) FROM ballots "  # noqa: S608
            f"WHERE option_id = poll_options.id AND {which}) "
            f"WHERE id IN (SELECT option_id FROM ballots WHERE {which})",
            **values,
        )
        await self._tx.run(
            "UPDATE polls SET blank = blank + (SELECT count(*) FROM ballots "  # noqa: S608
            f"WHERE ballots.poll = polls.id AND option_id IS NULL AND {which}) "
            f"WHERE id IN (SELECT poll FROM ballots WHERE option_id IS NULL AND {which})",
            **values,
        )
        return await self._tx.run(f"DELETE FROM ballots WHERE {which}", **values)  # noqa: S608


def _poll(rows: Sequence[Row]) -> Poll:
    first = rows[0]
    return Poll(
        id=first["id"],
        group=first["group_id"],
        author=first["author"],
        credited=first["credited"],
        question=first["question"],
        state=first["state"],
        opened_at=moment(first["opened_at"]),
        ends_at=moment(first["ends_at"]),
        closing_at=moment(first["closing_at"]),
        closed_at=moment_or_none(first["closed_at"]),
        reminded_at=moment_or_none(first["reminded_at"]),
        options=tuple(Option(row["option_id"], row["words"], row["stock"], row["ballots"]) for row in rows),
        blank=first["blank"],
        extended=bool(first["extended"]),
    )
