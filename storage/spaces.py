"""Spaces in SQL: what can be booked, and under which rules."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import TypeAdapter

from handlers.bookings.charter import NEW, Offer, Ruled, Rules
from handlers.bookings.model import Customs, Slot, Space

from .database import Row, Transaction, moment, stamp

_RULES = TypeAdapter(Rules)
"""Between the record and its JSON; what a rule of an older Palabre lacks has its default."""
_NEWEST = "WHERE space = :space AND since <= :now ORDER BY since DESC, id DESC LIMIT 1"


class StoredSpaces:
    """handlers.bookings.spaces_store.Spaces."""

    _tx: Transaction

    async def spaces(self, group: int, now: datetime, *, retired: bool = False) -> Sequence[Space]:
        rows = await self._tx.rows(
            "SELECT * FROM spaces WHERE group_id = :group_id ORDER BY id",
            group_id=group,
        )
        return [await self._space(row, now) for row in rows if retired or row["retired_at"] is None]

    async def space(self, id: int, now: datetime, *, lock: bool = False) -> Space | None:
        if lock:
            await self._tx.lock("spaces", id)
        row = await self._tx.row("SELECT * FROM spaces WHERE id = :id", id=id)
        return None if row is None else await self._space(row, now)

    async def _space(self, row: Row, now: datetime) -> Space:
        units = await self._tx.rows(
            "SELECT id FROM space_units WHERE space = :space AND retired_at IS NULL ORDER BY number",
            space=row["id"],
        )
        rules = await self._tx.row(
            f"SELECT rules FROM space_rules {_NEWEST}",  # noqa: S608 - our own words
            space=row["id"],
            now=stamp(now),
        )
        return Space(
            id=row["id"],
            group=row["group_id"],
            name=row["name"],
            slot=row["slot"],
            units=tuple(unit["id"] for unit in units),
            contact=row["contact"],
            info=row["info"],
            rules=_rules(rules),
            retired=row["retired_at"] is not None,
        )

    async def add_space(self, group: int, name: str, slot: Slot, units: int, now: datetime) -> int:
        row = await self._tx.row(
            "INSERT INTO spaces (group_id, name, slot, made_at) "
            "VALUES (:group_id, :name, :slot, :now) RETURNING id",
            group_id=group,
            name=name,
            slot=slot,
            now=stamp(now),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        await self.set_units(row["id"], units, now)
        return int(row["id"])

    async def rename(self, id: int, name: str) -> None:
        await self._tx.run("UPDATE spaces SET name = :name WHERE id = :id", id=id, name=name)

    async def retire(self, id: int, at: datetime | None) -> None:
        when = None if at is None else stamp(at)
        await self._tx.run("UPDATE spaces SET retired_at = :at WHERE id = :id", id=id, at=when)

    async def set_units(self, id: int, units: int, now: datetime) -> None:
        for number in range(1, units + 1):
            await self._tx.run(
                "INSERT INTO space_units (space, number) VALUES (:space, :number) "
                "ON CONFLICT (space, number) DO UPDATE SET retired_at = NULL",
                space=id,
                number=number,
            )
        await self._tx.run(
            "UPDATE space_units SET retired_at = :now WHERE space = :space AND number > :units "
            "AND retired_at IS NULL",
            space=id,
            units=units,
            now=stamp(now),
        )

    async def set_contact(self, id: int, person: int | None) -> None:
        await self._tx.run("UPDATE spaces SET contact = :person WHERE id = :id", id=id, person=person)

    async def set_info(self, id: int, info: str) -> None:
        await self._tx.run("UPDATE spaces SET info = :info WHERE id = :id", id=id, info=info)

    async def set_rules(self, id: int, rules: Rules, since: datetime, by: int | None, source: str) -> None:
        await self._tx.run(
            "DELETE FROM space_rules WHERE space = :space AND since >= :since", space=id, since=stamp(since)
        )
        await self._tx.run(
            "INSERT INTO space_rules (space, since, rules, set_by, source) "
            "VALUES (:space, :since, :rules, :by, :source)",
            space=id,
            since=stamp(since),
            rules=_RULES.dump_json(rules, exclude_defaults=True).decode(),
            by=by,
            source=source,
        )

    async def next_rules(self, id: int, now: datetime) -> tuple[datetime, Rules] | None:
        row = await self._tx.row(
            "SELECT since, rules FROM space_rules WHERE space = :space AND since > :now ORDER BY since LIMIT 1",
            space=id,
            now=stamp(now),
        )
        return None if row is None else (moment(row["since"]), _rules(row))

    async def ruled(self, id: int, now: datetime) -> Sequence[Ruled]:
        rows = await self._tx.rows("SELECT * FROM space_rules WHERE space = :space ORDER BY since, id", space=id)
        every = [Ruled(moment(row["since"]), _rules(row), row["set_by"], row["source"]) for row in rows]
        begun = [one for one in every if one.since.timestamp() <= stamp(now)]
        return [*begun[-1:], *every[len(begun) :]]

    async def add_offer(self, offer: Offer, now: datetime) -> int:
        row = await self._tx.row(
            "INSERT INTO rule_offers (space, before, becomes, made_by, made_at) "
            "VALUES (:space, :before, :becomes, :by, :now) RETURNING id",
            space=offer.space,
            before=_RULES.dump_json(offer.before, exclude_defaults=True).decode(),
            becomes=_RULES.dump_json(offer.becomes, exclude_defaults=True).decode(),
            by=offer.by,
            now=stamp(now),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def offer(self, id: int) -> Offer | None:
        return _offer(await self._tx.row("SELECT * FROM rule_offers WHERE id = :id", id=id))

    async def put_forward(self, offer: int, now: datetime) -> None:
        await self._tx.run("UPDATE rule_offers SET proposed_at = :now WHERE id = :id", id=offer, now=stamp(now))

    async def put_forward_of(self, space: int, after: datetime) -> Offer | None:
        row = await self._tx.row(
            "SELECT * FROM rule_offers WHERE space = :space AND proposed_at > :after "
            "ORDER BY proposed_at DESC, id DESC LIMIT 1",
            space=space,
            after=stamp(after),
        )
        return _offer(row)

    async def listed(self, id: int) -> Sequence[int]:
        rows = await self._tx.rows(
            "SELECT person FROM space_people WHERE space = :space ORDER BY person", space=id
        )
        return [row["person"] for row in rows]

    async def list_person(self, id: int, person: int, *, listed: bool) -> None:
        if listed:
            await self._tx.run(
                "INSERT INTO space_people (space, person) VALUES (:space, :person) ON CONFLICT DO NOTHING",
                space=id,
                person=person,
            )
        else:
            await self._tx.run(
                "DELETE FROM space_people WHERE space = :space AND person = :person", space=id, person=person
            )

    async def customs(self, group: int) -> Customs:
        row = await self._tx.row("SELECT * FROM booking_customs WHERE group_id = :group_id", group_id=group)
        return Customs() if row is None else Customs(bool(row["names"]), row["rules_by"])

    async def set_customs(self, group: int, customs: Customs) -> None:
        await self._tx.run(
            "INSERT INTO booking_customs (group_id, names, rules_by) VALUES (:group_id, :names, :rules_by) "
            "ON CONFLICT (group_id) DO UPDATE SET names = :names, rules_by = :rules_by",
            group_id=group,
            names=int(customs.names),
            rules_by=customs.rules_by,
        )


def _rules(row: Row | None) -> Rules:
    return NEW if row is None else _RULES.validate_json(row["rules"])


def _offer(row: Row | None) -> Offer | None:
    if row is None:
        return None
    before, becomes = (_RULES.validate_json(row[column]) for column in ("before", "becomes"))
    return Offer(row["id"], row["space"], before, becomes, row["made_by"])
