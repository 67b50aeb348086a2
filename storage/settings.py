"""Small values that a database keeps about itself."""

import secrets

from .database import Transaction


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
