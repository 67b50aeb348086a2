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


async def keep_word(tx: Transaction, name: str, word: str) -> None:
    """Writes a word that is no secret."""
    await tx.run(
        "INSERT INTO settings (name, value) VALUES (:name, :word) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name=name,
        word=word,
    )


async def kept_word(tx: Transaction, name: str) -> str | None:
    """The word that `keep_word` wrote."""
    row = await tx.row("SELECT value FROM settings WHERE name = :name", name=name)
    return None if row is None else str(row["value"])


async def new_word(tx: Transaction, name: str, *, anew: bool) -> str:
    """A random word of 16 hexadecimal digits, made the first time, or `anew`."""
    known = None if anew else await kept_word(tx, name)
    if known is None:
        known = secrets.token_hex(8)
        await keep_word(tx, name, known)
    return known


async def put_back(tx: Transaction) -> None:
    """Notes that this database is a copy which was put back: it agrees with nothing any more that a platform has
    written down elsewhere, not even where that was not started since the copy was made."""
    await tx.run("UPDATE settings SET value = '0 0' WHERE name = 'matrix_boots'")
