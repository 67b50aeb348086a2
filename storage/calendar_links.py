"""The secret addresses of calendars in SQL: only what lets them be recognised is kept."""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from handlers.bookings.calendar_store import Kind
from handlers.bookings.model import Booking, Series

from .booking_rows import booking_of
from .booking_series import series_of
from .database import Transaction, moment, stamp
from .settings import secret

_SERIES = "SELECT series FROM bookings WHERE {of} = :id AND ends_at > :since AND series IS NOT NULL"


class StoredCalendarLinks:
    """handlers.bookings.calendar_store.CalendarLinks."""

    _tx: Transaction

    async def calendar_link(self, kind: Kind, record: int, now: datetime, *, renew: bool = False) -> str:
        row = await self._tx.row(
            "SELECT revision FROM calendar_links WHERE kind = :kind AND record = :record", kind=kind, record=record
        )
        if row is not None and not renew:
            return await self._secret(kind, record, row["revision"])
        revision = 0 if row is None else row["revision"] + 1
        address = await self._secret(kind, record, revision)
        await self._tx.run(
            "INSERT INTO calendar_links (digest, kind, record, revision, since) "
            "VALUES (:digest, :kind, :record, :revision, :since) "
            "ON CONFLICT (kind, record) DO UPDATE SET digest = :digest, revision = :revision, since = :since",
            digest=_digest(address),
            kind=kind,
            record=record,
            revision=revision,
            since=stamp(now),
        )
        return address

    async def calendar_since(self, person: int) -> datetime | None:
        row = await self._tx.row(
            "SELECT since, (SELECT g.zone FROM memberships m JOIN groups g ON g.id = m.group_id "
            "WHERE m.person = :person ORDER BY CASE WHEN m.left_at IS NULL THEN 0 ELSE 1 END, g.id LIMIT 1) "
            "AS zone FROM calendar_links WHERE kind = 'person' AND record = :person",
            person=person,
        )
        return None if row is None else moment(row["since"]).astimezone(ZoneInfo(row["zone"] or "UTC"))

    async def calendar_of(self, secret: str) -> tuple[Kind, int] | None:
        row = await self._tx.row(
            "SELECT kind, record FROM calendar_links WHERE digest = :digest", digest=_digest(secret)
        )
        return None if row is None else (row["kind"], row["record"])

    async def calendar_bookings(
        self, of: Literal["space", "person"], ids: Sequence[int], since: datetime
    ) -> Sequence[Booking]:
        found: dict[int, Booking] = {}
        for id in ids:
            rows = await self._tx.rows(
                f"SELECT * FROM bookings WHERE {of} = :id AND ends_at > :since "  # noqa: S608 - our own words
                f"UNION SELECT * FROM bookings WHERE series IN ({_SERIES.format(of=of)})",
                id=id,
                since=stamp(since),
            )
            found |= {row["id"]: booking_of(row) for row in rows if row["id"] not in found}
        return sorted(found.values(), key=lambda one: (one.times.starts.timestamp(), one.id))

    async def calendar_series(
        self, of: Literal["space", "person"], ids: Sequence[int], since: datetime
    ) -> Sequence[Series]:
        found: dict[int, Series] = {}
        for id in ids:
            rows = await self._tx.rows(
                f"SELECT * FROM booking_series WHERE id IN ({_SERIES.format(of=of)})",  # noqa: S608 - as above
                id=id,
                since=stamp(since),
            )
            found |= {row["id"]: series_of(row) for row in rows}
        return [found[id] for id in sorted(found)]

    async def _secret(self, kind: Kind, record: int, revision: int) -> str:
        """160 bits that nobody guesses, made from a key that this database keeps: the same each time."""
        key = await secret(self._tx, "calendars")
        made = hmac.digest(key, f"{kind}:{record}:{revision}".encode(), "sha256")
        return base64.b32encode(made[:20]).decode().lower()


def _digest(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()
