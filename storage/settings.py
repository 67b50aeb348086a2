"""Small values that a database keeps about itself."""

import secrets
from datetime import datetime

from .database import Transaction, moment, stamp


async def secret(tx: Transaction, name: str) -> bytes:
    """A random key of 32 bytes, made the first time it is asked for."""
    await tx.run(
        "INSERT INTO settings (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING",
        name=name,
        value=secrets.token_hex(32),
    )
    row = await tx.row("SELECT value FROM settings WHERE name = :name", name=name)
    assert row is not None, "it was inserted above"
    return bytes.fromhex(row["value"])


async def keep_moment(tx: Transaction, name: str, at: datetime) -> None:
    """Writes when something happened last; it fails where nothing can be kept."""
    await tx.run(
        "INSERT INTO settings (name, value) VALUES (:name, :at) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name=name,
        at=str(stamp(at)),
    )


async def kept_moment(tx: Transaction, name: str) -> datetime | None:
    """The moment that `keep_moment` wrote."""
    row = await tx.row("SELECT value FROM settings WHERE name = :name", name=name)
    return None if row is None else moment(int(row["value"]))
