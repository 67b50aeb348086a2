"""Turns in SQL: whose turn it is, and who would rather have another."""

from collections.abc import Sequence
from datetime import datetime

from handlers.reminders.model import Place, Swap, Turn

from .database import Row, Transaction, moment, stamp

NAMED_IN_TURNS = (
    "SELECT id FROM reminder_swaps WHERE asker = :id UNION SELECT id FROM reminder_rings "
    "WHERE household IN (SELECT household FROM memberships WHERE person = :id)"
)
"""Exchanges and rings that say the name of somebody."""


class StoredTurns:
    """handlers.reminders.turns_store.Turns."""

    _tx: Transaction

    async def order(self, reminder: int) -> Sequence[Place]:
        rows = await self._tx.rows(
            "SELECT household, served FROM reminder_places WHERE reminder = :reminder ORDER BY place",
            reminder=reminder,
        )
        return [Place(row["household"], row["served"]) for row in rows]

    async def set_order(self, reminder: int, order: Sequence[Place]) -> None:
        await self._tx.run("DELETE FROM reminder_places WHERE reminder = :reminder", reminder=reminder)
        for at, place in enumerate(order):
            await self._tx.run(
                "INSERT INTO reminder_places (reminder, household, place, served) "
                "VALUES (:reminder, :household, :at, :served)",
                reminder=reminder,
                household=place.household,
                at=at,
                served=place.served,
            )

    async def serve(self, reminder: int, household: int, by: int) -> None:
        await self._tx.run(
            "UPDATE reminder_places SET served = served + :by "
            "WHERE reminder = :reminder AND household = :household",
            reminder=reminder,
            household=household,
            by=by,
        )

    async def planned(self, reminder: int, after: datetime) -> Sequence[Turn]:
        rows = await self._tx.rows(
            "SELECT due_at, household FROM reminder_turns WHERE reminder = :reminder AND due_at > :after "
            "ORDER BY due_at",
            reminder=reminder,
            after=stamp(after),
        )
        return [Turn(moment(row["due_at"]), row["household"]) for row in rows]

    async def turn(self, reminder: int, due_at: datetime) -> Turn | None:
        row = await self._tx.row(
            "SELECT due_at, household FROM reminder_turns WHERE reminder = :reminder AND due_at = :due_at",
            reminder=reminder,
            due_at=stamp(due_at),
        )
        return None if row is None else Turn(moment(row["due_at"]), row["household"])

    async def plan(self, reminder: int, turns: Sequence[Turn]) -> None:
        for turn in turns:
            await self._tx.run(
                "INSERT INTO reminder_turns (reminder, due_at, household) VALUES (:reminder, :due_at, :household) "
                "ON CONFLICT (reminder, due_at) DO UPDATE SET household = :household",
                reminder=reminder,
                due_at=stamp(turn.due_at),
                household=turn.household,
            )

    async def unplan(self, reminder: int, after: datetime) -> None:
        await self._tx.run(
            "DELETE FROM reminder_turns WHERE reminder = :reminder AND due_at > :after",
            reminder=reminder,
            after=stamp(after),
        )
        await self._tx.run(
            "UPDATE reminder_swaps SET state = 'over' WHERE reminder = :reminder AND state = 'open'",
            reminder=reminder,
        )

    async def turn_of(self, ring: int, household: int | None) -> None:
        await self._tx.run(
            "UPDATE reminder_rings SET household = :household WHERE id = :id", id=ring, household=household
        )

    async def swap(self, swap: Swap) -> int:
        row = await self._tx.row(
            "INSERT INTO reminder_swaps "
            "(reminder, asker, household, due_at, other_household, other_due_at, state) "
            "VALUES (:reminder, :asker, :household, :due_at, :other_household, :other_due_at, 'open') "
            "ON CONFLICT (reminder, due_at, other_due_at, household) DO UPDATE SET asker = :asker, "
            "state = CASE WHEN reminder_swaps.state = 'declined' "
            "AND reminder_swaps.other_household = :other_household THEN 'declined' ELSE 'open' END, "
            "other_household = :other_household RETURNING id",
            reminder=swap.reminder,
            asker=swap.asker,
            household=swap.mine.household,
            due_at=stamp(swap.mine.due_at),
            other_household=swap.theirs.household,
            other_due_at=stamp(swap.theirs.due_at),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def find_swap(self, id: int) -> Swap | None:
        row = await self._tx.row("SELECT * FROM reminder_swaps WHERE id = :id", id=id)
        return None if row is None else _swap(row)

    async def end_swap(self, id: int, state: str) -> None:
        await self._tx.run("UPDATE reminder_swaps SET state = :state WHERE id = :id", id=id, state=state)

    async def open_swaps(self, reminder: int) -> Sequence[Swap]:
        rows = await self._tx.rows(
            "SELECT * FROM reminder_swaps WHERE reminder = :reminder AND state = 'open' ORDER BY id",
            reminder=reminder,
        )
        return [_swap(row) for row in rows]


def _swap(row: Row) -> Swap:
    return Swap(
        row["id"],
        row["reminder"],
        row["asker"],
        Turn(moment(row["due_at"]), row["household"]),
        Turn(moment(row["other_due_at"]), row["other_household"]),
        row["state"],
    )
