"""Personal links to the built-in room, in SQL: of their secrets only digests are kept."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from .database import Transaction, stamp
from .settings import secret as kept_secret

SHOWN_AGAIN = timedelta(minutes=10)
"""How long a form that is sent twice (a double tap, a reload) gives the link that it made the first time."""


class StoredLinks:
    """Who may come into the built-in room by which link."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def make_link(self, room: str, person: int, now: datetime) -> str:
        """A new secret for a personal link. Only its digest is kept: it cannot be shown a second time."""
        secret = secrets.token_urlsafe(24)
        await self._tx.run(
            "INSERT INTO salon_links (digest, room, person, created_at) VALUES (:digest, :room, :person, :now)",
            digest=_digest(secret),
            room=room,
            person=person,
            now=stamp(now),
        )
        return secret

    async def make_link_once(self, room: str, person: int, now: datetime, event: str) -> str | None:
        """The secret of a new link; the same again for the same event, which so makes one link however often
        it is heard. None where the link of that event has been closed, or was made longer ago than SHOWN_AGAIN.

        Here too only the digest is kept: the secret comes from a key of the database and from the event, which
        is random and is kept nowhere.
        """
        key = await kept_secret(self._tx, "salon_links")
        made_of = hmac.digest(key, f"{room}\0{person}\0{event}".encode(), "sha256")
        secret = _to_copy(made_of)
        is_new = await self._tx.run(
            "INSERT INTO salon_links (digest, room, person, created_at) VALUES (:digest, :room, :person, :now) "
            "ON CONFLICT (digest) DO NOTHING",
            digest=_digest(secret),
            room=room,
            person=person,
            now=stamp(now),
        )
        if is_new:
            return secret
        lives = await self._tx.row(
            "SELECT 1 AS found FROM salon_links "
            "WHERE digest = :digest AND revoked_at IS NULL AND created_at >= :since",
            digest=_digest(secret),
            since=stamp(now - SHOWN_AGAIN),
        )
        return secret if lives else None

    async def living_links(self, room: str) -> dict[int, int]:
        """How many links to this room each person has, of those who have any."""
        rows = await self._tx.rows(
            "SELECT person, count(*) AS living FROM salon_links "
            "WHERE room = :room AND revoked_at IS NULL GROUP BY person",
            room=room,
        )
        return {row["person"]: int(row["living"]) for row in rows}

    async def revoke_links(self, room: str, person: int, now: datetime, *, but: str = "") -> int:
        """Ends every link of this person to this room, but the one of this secret; gives how many."""
        return await self._tx.run(
            "UPDATE salon_links SET revoked_at = :now "
            "WHERE room = :room AND person = :person AND revoked_at IS NULL AND digest <> :but",
            now=stamp(now),
            room=room,
            person=person,
            but=_digest(but),
        )

    async def link(self, secret: str) -> tuple[str, int] | None:
        """(room, person) of a living link."""
        row = await self._tx.row(
            "SELECT room, person FROM salon_links WHERE digest = :digest AND revoked_at IS NULL",
            digest=_digest(secret),
        )
        return None if row is None else (row["room"], row["person"])

    async def links_of(self, person: int) -> int:
        """How many personal links somebody was given."""
        row = await self._tx.row("SELECT count(*) AS given FROM salon_links WHERE person = :id", id=person)
        return int(row["given"]) if row else 0


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _to_copy(random: bytes) -> str:
    """120 bits as somebody copies them from paper: small letters and 2 to 7, by fours; no 0 or 1 is among them."""
    words = base64.b32encode(random[:15]).decode().lower()
    return "-".join(words[at : at + 4] for at in range(0, len(words), 4))
