"""Ballots and rolls, in SQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from handlers.members.electorate import Silent, Unit
from handlers.polls.model import Ballot, Relayed

from .database import Row, Transaction, stamp

HEARD_UNITS = (
    "SELECT DISTINCT r.unit FROM poll_rolls r JOIN ballots b ON b.poll = r.poll AND b.person = r.person "
    "AND b.advice = 0 "
    "LEFT JOIN poll_units u ON u.poll = r.poll AND u.unit = r.unit "
    "JOIN polls v ON v.id = r.poll "
    "WHERE r.poll = {poll} AND (v.agreement <> 'holder' OR u.holder IS NULL OR u.holder = r.person)"
)
"""The units of a roll whose voice was given: in `{poll}` stands the poll's number."""
_BALLOT = (
    "SELECT b.person, p.name, b.option_id, b.advice, e.name AS entered_by, b.entered_by AS entered_by_person, "
    "b.receipt, b.words, b.turn, k.option_id AS marked, k.mark FROM ballots b JOIN people p ON p.id = b.person "
    "LEFT JOIN people e ON e.id = b.entered_by "
    "LEFT JOIN ballot_marks k ON k.poll = b.poll AND k.person = b.person "
    "LEFT JOIN poll_options o ON o.id = k.option_id WHERE b.poll = :poll "
)
"""Every mark of a ballot is a row, and a ballot without any is one. `ORDER BY b.person, o.rank` comes behind."""


class StoredBallots:
    """handlers.polls.ballot_store.Ballots over SQL."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def cast(
        self,
        poll: int,
        person: int,
        option: int | None,
        now: datetime,
        *,
        advice: bool = False,
        relayed: Relayed | None = None,
    ) -> None:
        receipt = None
        if relayed is not None:
            row = await self._tx.row(
                "SELECT coalesce(max(receipt), 0) + 1 AS next FROM ballots WHERE poll = :poll", poll=poll
            )
            receipt = None if row is None else row["next"]
        await self._tx.soon(
            "INSERT INTO ballots (poll, person, option_id, cast_at, turn, advice, entered_by, receipt, words) "
            "VALUES (:poll, :person, :option_id, :now, "
            "(SELECT CASE WHEN kind = 'vote' "
            "THEN (SELECT coalesce(max(turn), 0) + 1 FROM ballots WHERE poll = :poll) "
            "ELSE 0 END FROM polls WHERE id = :poll), :advice, :entered_by, :receipt, :words) "
            "ON CONFLICT (poll, person) DO UPDATE SET option_id = excluded.option_id, cast_at = excluded.cast_at, "
            "turn = excluded.turn, advice = excluded.advice, entered_by = excluded.entered_by, "
            "receipt = excluded.receipt, words = excluded.words",
            poll=poll,
            person=person,
            option_id=option,
            now=stamp(now),
            advice=int(advice),
            entered_by=None if relayed is None else relayed.by,
            receipt=receipt,
            words="" if relayed is None else relayed.words,
        )

    async def mark(
        self,
        poll: int,
        person: int,
        marks: Mapping[int, int],
        now: datetime,
        *,
        advice: bool = False,
        relayed: Relayed | None = None,
    ) -> None:
        await self.cast(poll, person, None, now, advice=advice, relayed=relayed)
        await self._unmark(poll, person)
        for option, mark in marks.items():
            await self._tx.soon(
                "INSERT INTO ballot_marks (poll, person, option_id, mark) "
                "VALUES (:poll, :person, :option_id, :mark)",
                poll=poll,
                person=person,
                option_id=option,
                mark=mark,
            )

    async def _unmark(self, poll: int, person: int) -> None:
        await self._tx.soon(
            "DELETE FROM ballot_marks WHERE poll = :poll AND person = :person", poll=poll, person=person
        )

    async def retract(self, poll: int, person: int) -> bool:
        await self._unmark(poll, person)
        sql = "DELETE FROM ballots WHERE poll = :poll AND person = :person"
        return await self._tx.run(sql, poll=poll, person=person) > 0

    async def all_heard(self, poll: int) -> bool:
        # From the people to their voice, so that the first who is missing ends the search.
        row = await self._tx.row(
            "SELECT EXISTS (SELECT 1 FROM poll_rolls WHERE poll = :poll) AND NOT EXISTS "
            "(SELECT 1 FROM poll_rolls r JOIN polls p ON p.id = r.poll "
            "JOIN memberships m ON m.group_id = p.group_id AND m.person = r.person AND m.left_at IS NULL "
            "WHERE r.poll = :poll AND NOT EXISTS (SELECT 1 FROM poll_rolls s "
            "JOIN ballots b ON b.poll = s.poll AND b.person = s.person AND b.advice = 0 "
            "LEFT JOIN poll_units u ON u.poll = s.poll AND u.unit = s.unit "
            "WHERE s.poll = r.poll AND s.unit = r.unit "
            "AND (p.agreement <> 'holder' OR u.holder IS NULL OR u.holder = s.person))) AS heard",
            poll=poll,
        )
        return row is not None and bool(row["heard"])

    async def silent(self, poll: int) -> Sequence[Silent]:
        rows = await self._tx.rows(
            "SELECT r.unit, u.label, r.person, q.name FROM poll_rolls r JOIN polls p ON p.id = r.poll "  # noqa: S608
            "JOIN people q ON q.id = r.person LEFT JOIN poll_units u ON u.poll = r.poll AND u.unit = r.unit "
            "JOIN memberships m ON m.group_id = p.group_id AND m.person = r.person AND m.left_at IS NULL "
            f"WHERE r.poll = :poll AND q.name IS NOT NULL AND r.unit NOT IN ({HEARD_UNITS.format(poll=':poll')}) "
            "ORDER BY r.unit, r.person",
            poll=poll,
        )
        by_unit: dict[int, list[Row]] = {}
        for row in rows:
            by_unit.setdefault(row["unit"], []).append(row)
        return [
            Silent(unit, people[0]["label"] or "", tuple((row["person"], row["name"]) for row in people))
            for unit, people in by_unit.items()
        ]

    async def ballots(self, poll: int) -> Sequence[Ballot]:
        sql = _BALLOT + "ORDER BY b.option_id, b.cast_at, b.person, o.rank"
        return _ballots(await self._tx.rows(sql, poll=poll))

    async def ballots_of(self, poll: int, unit: int) -> Sequence[Ballot]:
        of_unit = "AND b.person IN (SELECT person FROM poll_rolls WHERE poll = :poll AND unit = :unit) "
        sql = _BALLOT + of_unit + "ORDER BY b.person, o.rank"
        return _ballots(await self._tx.rows(sql, poll=poll, unit=unit))

    async def ballot(self, poll: int, person: int) -> Ballot | None:
        sql = _BALLOT + "AND b.person = :person ORDER BY o.rank"
        return next(iter(_ballots(await self._tx.rows(sql, poll=poll, person=person))), None)

    async def units(self, poll: int) -> Sequence[Unit]:
        units = await self._tx.rows("SELECT * FROM poll_units WHERE poll = :poll ORDER BY unit", poll=poll)
        people: dict[int, list[int]] = {}
        for row in await self._tx.rows(
            "SELECT unit, person FROM poll_rolls WHERE poll = :poll ORDER BY person", poll=poll
        ):
            people.setdefault(row["unit"], []).append(row["person"])
        return [
            Unit(row["unit"], tuple(people.get(row["unit"], ())), row["parts"], row["holder"], row["label"])
            for row in units
        ]

    async def unit_of(self, poll: int, person: int) -> Unit | None:
        rows = await self._tx.rows(
            "SELECT u.unit, u.label, u.parts, u.holder, r.person FROM poll_rolls mine "
            "JOIN poll_units u ON u.poll = mine.poll AND u.unit = mine.unit "
            "JOIN poll_rolls r ON r.poll = mine.poll AND r.unit = mine.unit "
            "WHERE mine.poll = :poll AND mine.person = :person ORDER BY r.person",
            poll=poll,
            person=person,
        )
        people = tuple(row["person"] for row in rows)
        return next((Unit(row["unit"], people, row["parts"], row["holder"], row["label"]) for row in rows), None)

    async def _enlist(self, poll: int, roll: Sequence[Unit], *, frozen: bool) -> None:
        """The roll of a new poll; `frozen`: that of a vote, whose units stay as they are now."""
        for unit in roll:
            for person in unit.people:
                await self._tx.run(
                    "INSERT INTO poll_rolls (poll, person, unit) VALUES (:poll, :person, :unit)",
                    poll=poll,
                    person=person,
                    unit=unit.number,
                )
            if frozen:
                await self._tx.run(
                    "INSERT INTO poll_units (poll, unit, label, parts, holder) "
                    "VALUES (:poll, :unit, :label, :parts, :holder)",
                    poll=poll,
                    unit=unit.number,
                    label=unit.label,
                    parts=unit.parts,
                    holder=unit.holder,
                )


def _ballots(rows: Sequence[Row]) -> list[Ballot]:
    """The ballots of the rows that _BALLOT gave, in their order."""
    first: dict[int, Row] = {}
    marks: dict[int, dict[int, int]] = {}
    for row in rows:
        first.setdefault(row["person"], row)
        if row["marked"] is not None:
            marks.setdefault(row["person"], {})[row["marked"]] = row["mark"]
    return [_ballot(row, marks.get(person, {})) for person, row in first.items()]


def _ballot(row: Row, marks: Mapping[int, int]) -> Ballot:
    return Ballot(
        person=row["person"],
        name=row["name"] or "",
        option=row["option_id"],
        marks=marks,
        advice=bool(row["advice"]),
        entered_by=row["entered_by"] or "",
        entered_by_person=row["entered_by_person"],
        receipt=row["receipt"],
        words=row["words"],
        turn=row["turn"],
    )
