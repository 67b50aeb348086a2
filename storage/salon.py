"""The built-in room's own conversation, pictures and personal links, in SQL."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .database import Row, moment, stamp
from .salon_links import StoredLinks
from .told import audience_of


@dataclass(frozen=True)
class Quotation:
    """The message that another one replies to."""

    person: int | None
    name: str
    audience: str
    content: str


@dataclass(frozen=True)
class Message:
    """A message in a room. `person` is None for Palabre; `content` is JSON that the salon alone reads.

    `revision` grows with every change in the room: what is above the last one seen is news.
    """

    id: int
    revision: int
    person: int | None
    name: str
    replied: Quotation | None
    audience: str
    rings: bool
    said_at: datetime
    content: str


_MESSAGE = (
    "SELECT m.id, m.revision, m.person, p.name, m.audience, m.rings, m.said_at, m.content, q.id AS quoted, "
    "q.person AS quoted_person, r.name AS quoted_name, q.audience AS quoted_audience, q.content AS quoted_content "
    "FROM salon_messages m LEFT JOIN people p ON p.id = m.person "
    "LEFT JOIN salon_messages q ON q.id = m.reply_to LEFT JOIN people r ON r.id = q.person "
)


class StoredSalon(StoredLinks):
    """Rooms, messages, pictures and links of the salon."""

    async def open_room(self, room: str) -> None:
        await self._tx.run(
            "INSERT INTO salon_rooms (room, revision) VALUES (:room, 0) ON CONFLICT (room) DO NOTHING", room=room
        )

    async def revision(self, room: str) -> int | None:
        """The newest revision of a room; None where there is no such room."""
        row = await self._tx.row("SELECT revision FROM salon_rooms WHERE room = :room", room=room)
        return None if row is None else int(row["revision"])

    async def say(
        self,
        room: str,
        *,
        key: str,
        content: str,
        now: datetime,
        person: int | None = None,
        reply_to: int | None = None,
        audience: str = "everyone",
        rings: bool = False,
    ) -> int:
        """Puts a message into a room and gives its id; under a key that was used, the id from then."""
        # The room's row first: of two who say the same at once, the second then finds what the first said.
        revision = await self._next(room)
        said = await self.said_as(room, key)
        if said is not None:
            return said
        row = await self._tx.row(
            "INSERT INTO salon_messages "
            "(room, revision, key, person, reply_to, audience, rings, said_at, content) "
            "VALUES (:room, :revision, :key, :person, :reply_to, :audience, :rings, :now, :content) RETURNING id",
            room=room,
            revision=revision,
            key=key,
            person=person,
            reply_to=reply_to,
            audience=audience,
            rings=int(rings),
            now=stamp(now),
            content=content,
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def said_as(self, room: str, key: str) -> int | None:
        """The message that stands under this key."""
        row = await self._tx.row(
            "SELECT id FROM salon_messages WHERE room = :room AND key = :key", room=room, key=key
        )
        return None if row is None else int(row["id"])

    async def rewrite(self, room: str, message: int, content: str) -> None:
        """The same message, with other content."""
        await self._tx.run(
            "UPDATE salon_messages SET content = :content, revision = :revision WHERE id = :id",
            content=content,
            revision=await self._next(room),
            id=message,
        )

    async def _next(self, room: str) -> int:
        row = await self._tx.row(
            "UPDATE salon_rooms SET revision = revision + 1 WHERE room = :room RETURNING revision", room=room
        )
        if row is None:
            raise LookupError(f"no room {room}")
        return int(row["revision"])

    async def latest(self, room: str, most: int) -> Sequence[Message]:
        """The last messages of a room, oldest first."""
        sql = _MESSAGE + "WHERE m.room = :room ORDER BY m.id DESC LIMIT :most"
        return [_message(row) for row in reversed(await self._tx.rows(sql, room=room, most=most))]

    async def since(self, room: str, revision: int, most: int) -> Sequence[Message]:
        """The first changes after a revision, at most `most`, oldest message first. Where there are more,
        the next ones are those after the highest revision given."""
        sql = _MESSAGE + "WHERE m.room = :room AND m.revision > :revision ORDER BY m.revision LIMIT :most"
        changed = [_message(row) for row in await self._tx.rows(sql, room=room, revision=revision, most=most)]
        return sorted(changed, key=lambda message: message.id)

    async def find(self, room: str, message: int) -> Message | None:
        row = await self._tx.row(_MESSAGE + "WHERE m.room = :room AND m.id = :id", room=room, id=message)
        return None if row is None else _message(row)

    async def keep_picture(self, room: str, png: bytes) -> str:
        """Keeps a picture for a room; gives the name under which it is found again."""
        digest = hashlib.sha256(room.encode() + b"\0" + png).hexdigest()
        await self._tx.run(
            "INSERT INTO salon_pictures (digest, room, png) VALUES (:digest, :room, :png) "
            "ON CONFLICT (digest) DO NOTHING",
            digest=digest,
            room=room,
            png=png,
        )
        return digest

    async def picture(self, room: str, digest: str) -> bytes | None:
        row = await self._tx.row(
            "SELECT png FROM salon_pictures WHERE digest = :digest AND room = :room", digest=digest, room=room
        )
        return None if row is None else bytes(row["png"])

    async def messages_of(self, person: int) -> int:
        """How many messages somebody wrote that still hold their words."""
        row = await self._tx.row(
            "SELECT count(*) AS said FROM salon_messages WHERE person = :id AND content <> ''", id=person
        )
        return int(row["said"]) if row else 0

    async def unite(self, kept: int, gone: int) -> None:
        """What the second person said, what was said to them alone, and their links, are the first's. An account
        here is called after its person: so it, and what it was answered, get the other name."""
        people = {"kept": kept, "gone": gone}
        names = {"one": str(kept), "other": str(gone)}
        await self._tx.run("UPDATE salon_links SET person = :kept WHERE person = :gone", **people)
        await self._tx.run("UPDATE salon_messages SET person = :kept WHERE person = :gone", **people)
        await self._tx.run(
            "UPDATE salon_messages SET audience = :kept WHERE audience = :gone",
            kept=audience_of(kept),
            gone=audience_of(gone),
        )
        await self._tx.run(
            "DELETE FROM accounts WHERE platform = 'salon' AND account = :other "
            "AND EXISTS (SELECT 1 FROM accounts o WHERE o.platform = 'salon' AND o.account = :one)",
            **names,
        )
        await self._tx.run(
            "UPDATE accounts SET account = :one WHERE platform = 'salon' AND account = :other", **names
        )
        await self._tx.run(
            "UPDATE heard SET speaker = 'salon:' || CAST(:one AS TEXT) "
            "WHERE speaker = 'salon:' || CAST(:other AS TEXT)",
            **names,
        )

    async def forget(self, person: int) -> None:
        """The person's links end, their words go and what was said to them alone; that somebody spoke stays."""
        await self._tx.run("DELETE FROM salon_links WHERE person = :id", id=person)
        # Each has a revision of its own: a page that is given a part of them asks for the others.
        said = await self._tx.rows(
            "SELECT id, room FROM salon_messages WHERE person = :id OR audience = :audience ORDER BY room, id",
            id=person,
            audience=audience_of(person),
        )
        for row in said:
            await self.rewrite(row["room"], row["id"], "")


def _quotation(row: Row) -> Quotation | None:
    if row["quoted"] is None:
        return None
    return Quotation(row["quoted_person"], row["quoted_name"] or "", row["quoted_audience"], row["quoted_content"])


def _message(row: Row) -> Message:
    return Message(
        id=row["id"],
        revision=row["revision"],
        person=row["person"],
        name=row["name"] or "",
        replied=_quotation(row),
        audience=row["audience"],
        rings=bool(row["rings"]),
        said_at=moment(row["said_at"]),
        content=row["content"],
    )
