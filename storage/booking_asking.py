"""In SQL: objections to bookings, events that ask for a place, and what a household has had."""

from collections.abc import Sequence
from datetime import datetime

from handlers.bookings.model import Booking, Objection, Plea

from .booking_rows import booking_of, times_of, times_values, wish_of
from .database import Transaction, moment, stamp


class StoredAskings:
    """handlers.bookings.asking_store.Askings."""

    _tx: Transaction

    async def object_to(self, booking: int, objection: Objection, now: datetime) -> None:
        await self._tx.run(
            "INSERT INTO booking_objections (booking, person, words, refuses, made_at) "
            "VALUES (:booking, :person, :words, :refuses, :now) "
            "ON CONFLICT (booking, person) DO UPDATE SET words = :words, refuses = :refuses, made_at = :now",
            booking=booking,
            person=objection.person,
            words=objection.words,
            refuses=int(objection.refuses),
            now=stamp(now),
        )

    async def objections(self, booking: int) -> Sequence[Objection]:
        rows = await self._tx.rows(
            "SELECT o.* FROM booking_objections o JOIN bookings b ON b.id = o.booking WHERE b.id = :booking "
            "OR (b.series = (SELECT series FROM bookings WHERE id = :booking) "
            "AND b.state IN ('asked', 'cancelled')) ORDER BY o.made_at, o.person",
            booking=booking,
        )
        return [Objection(row["person"], row["words"], bool(row["refuses"])) for row in rows]

    async def objections_by(self, person: int) -> Sequence[str]:
        rows = await self._tx.rows(
            "SELECT words FROM booking_objections WHERE person = :person ORDER BY made_at, booking", person=person
        )
        return [row["words"] for row in rows]

    async def asked_for(self, group: int, now: datetime) -> Sequence[Booking]:
        rows = await self._tx.rows(
            "SELECT b.* FROM bookings b JOIN spaces s ON s.id = b.space WHERE s.group_id = :group_id "
            "AND b.state = 'asked' AND b.ends_at > :now ORDER BY b.starts_at, b.id",
            group_id=group,
            now=stamp(now),
        )
        return [booking_of(row) for row in rows]

    async def asked_groups(self, now: datetime) -> Sequence[int]:
        rows = await self._tx.rows(
            "SELECT DISTINCT s.group_id FROM bookings b JOIN spaces s ON s.id = b.space "
            "WHERE b.state = 'asked' AND b.ends_at > :now ORDER BY s.group_id",
            now=stamp(now),
        )
        return [row["group_id"] for row in rows]

    async def plead(self, plea: Plea) -> int:
        times, wish = times_values(plea.wish.times), plea.wish
        known = await self._tx.row(
            "SELECT id FROM booking_pleas WHERE space = :space AND person = :person AND starts_at = :starts_at "
            "AND ends_at = :ends_at AND amount = :amount AND state = 'asked'",
            space=wish.space,
            person=plea.person,
            starts_at=times["starts_at"],
            ends_at=times["ends_at"],
            amount=wish.amount,
        )
        if known is not None:
            return int(known["id"])
        row = await self._tx.row(
            "INSERT INTO booking_pleas (space, person, starts, ends, zone, starts_at, ends_at, amount, attending, "
            "title, state, made_at) VALUES (:space, :person, :starts, :ends, :zone, :starts_at, :ends_at, "
            ":amount, :attending, :title, 'asked', :made_at) RETURNING id",
            space=wish.space,
            person=plea.person,
            amount=wish.amount,
            attending=wish.attending,
            title=wish.title,
            made_at=stamp(plea.made_at),
            **times,
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        for booking in plea.bookings:
            await self._tx.run(
                "INSERT INTO booking_pleaded (plea, booking) VALUES (:plea, :booking)",
                plea=row["id"],
                booking=booking,
            )
        return int(row["id"])

    async def find_plea(self, id: int) -> Plea | None:
        row = await self._tx.row("SELECT * FROM booking_pleas WHERE id = :id", id=id)
        if row is None:
            return None
        asked = await self._tx.rows("SELECT * FROM booking_pleaded WHERE plea = :id ORDER BY booking", id=id)
        return Plea(
            row["id"],
            wish_of(row, times_of(row)),
            row["person"],
            moment(row["made_at"]),
            {one["booking"]: bool(one["agreed"]) for one in asked},
            row["state"],
        )

    async def answer_plea(self, plea: int, booking: int) -> None:
        await self._tx.run(
            "UPDATE booking_pleaded SET agreed = 1 WHERE plea = :plea AND booking = :booking",
            plea=plea,
            booking=booking,
        )

    async def end_plea(self, plea: int, state: str) -> None:
        await self._tx.run("UPDATE booking_pleas SET state = :state WHERE id = :id", id=plea, state=state)

    # Households

    async def others_at_home(self, group: int, person: int) -> Sequence[int]:
        rows = await self._tx.rows(
            "SELECT o.person FROM memberships o JOIN memberships m ON m.household = o.household "
            "WHERE m.person = :person AND m.group_id = :group_id AND o.group_id = :group_id "
            "AND o.person <> :person AND o.left_at IS NULL AND o.role IN ('resident', 'facilitator') "
            "ORDER BY o.person",
            person=person,
            group_id=group,
        )
        return [row["person"] for row in rows]

    async def strays(self, now: datetime) -> Sequence[tuple[int, int]]:
        rows = await self._tx.rows(
            "SELECT DISTINCT s.group_id, b.person FROM bookings b JOIN spaces s ON s.id = b.space "
            "WHERE b.person IS NOT NULL AND b.ends_at > :now AND b.state IN ('asked', 'confirmed') "
            "AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.person = b.person "
            "AND m.group_id = s.group_id AND m.left_at IS NULL) ORDER BY s.group_id, b.person",
            now=stamp(now),
        )
        return [(row["group_id"], row["person"]) for row in rows]

    async def hand_over(self, group: int, person: int, to: int) -> None:
        for table in ("bookings", "booking_waits", "booking_series"):
            await self._tx.run(
                f"UPDATE {table} SET person = :other WHERE person = :person AND space IN "  # noqa: S608
                "(SELECT id FROM spaces WHERE group_id = :group_id)",
                other=to,
                person=person,
                group_id=group,
            )

    # What was had

    async def last_reading(self, booking: Booking) -> int | None:
        row = await self._tx.row(
            "SELECT meter_in FROM bookings WHERE space = :space AND meter_in IS NOT NULL AND id <> :id "
            "AND starts_at <= :starts ORDER BY starts_at DESC, id DESC LIMIT 1",
            space=booking.space,
            id=booking.id,
            starts=stamp(booking.times.starts),
        )
        return None if row is None else int(row["meter_in"])

    async def given(self, group: int, begins: datetime, ends: datetime) -> Sequence[Booking]:
        rows = await self._tx.rows(
            "SELECT b.* FROM bookings b JOIN spaces s ON s.id = b.space WHERE s.group_id = :group_id "
            "AND b.state = 'confirmed' AND b.title = '' AND b.person IS NOT NULL "
            "AND b.starts_at >= :begins AND b.starts_at < :ends ORDER BY b.starts_at, b.id",
            group_id=group,
            begins=stamp(begins),
            ends=stamp(ends),
        )
        return [booking_of(row) for row in rows]

    async def end_askings(self, now: datetime) -> int:
        gone = await self._tx.run(
            "DELETE FROM booking_objections WHERE booking IN (SELECT id FROM bookings WHERE ends_at < :now)",
            now=stamp(now),
        )
        await self._tx.run(
            "DELETE FROM booking_pleaded WHERE plea IN (SELECT id FROM booking_pleas WHERE starts_at < :now)",
            now=stamp(now),
        )
        return gone + await self._tx.run("DELETE FROM booking_pleas WHERE starts_at < :now", now=stamp(now))
