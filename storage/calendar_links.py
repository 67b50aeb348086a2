"""The secret addresses of calendars in SQL: only what lets them be recognised is kept."""

import base64
import hashlib
import hmac

from handlers.bookings.calendar_store import Kind

from .database import Transaction
from .settings import secret


class StoredCalendarLinks:
    """handlers.bookings.calendar_store.CalendarLinks."""

    _tx: Transaction

    async def calendar_link(self, kind: Kind, record: int, *, renew: bool = False) -> str:
        row = await self._tx.row(
            "SELECT revision FROM calendar_links WHERE kind = :kind AND record = :record", kind=kind, record=record
        )
        if row is not None and not renew:
            return await self._secret(kind, record, row["revision"])
        revision = 0 if row is None else row["revision"] + 1
        address = await self._secret(kind, record, revision)
        await self._tx.run(
            "INSERT INTO calendar_links (digest, kind, record, revision) "
            "VALUES (:digest, :kind, :record, :revision) "
            "ON CONFLICT (kind, record) DO UPDATE SET digest = :digest, revision = :revision",
            digest=_digest(address),
            kind=kind,
            record=record,
            revision=revision,
        )
        return address

    async def calendar_of(self, secret: str) -> tuple[Kind, int] | None:
        row = await self._tx.row(
            "SELECT kind, record FROM calendar_links WHERE digest = :digest", digest=_digest(secret)
        )
        return None if row is None else (row["kind"], row["record"])

    async def _secret(self, kind: Kind, record: int, revision: int) -> str:
        """160 bits that nobody guesses, made from a key that this database keeps: the same each time."""
        key = await secret(self._tx, "calendars")
        made = hmac.digest(key, f"{kind}:{record}:{revision}".encode(), "sha256")
        return base64.b32encode(made[:20]).decode().lower()


def _digest(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()
