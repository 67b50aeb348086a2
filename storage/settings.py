"""Small values that a database keeps about itself."""

import secrets
from datetime import datetime

from .database import Transaction, stamp


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


async def keep_pulse(tx: Transaction, now: datetime) -> None:
    """Writes a little: it fails where nothing can be kept."""
    await tx.run(
        "INSERT INTO settings (name, value) VALUES ('pulse', :at) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        at=str(stamp(now)),
    )
