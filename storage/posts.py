"""Posts: which topic stands in which chat, what is shown of it, and what delivery must still do."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.conversation.events import Chat
from handlers.conversation.stores import EVERYONE
from handlers.conversation.topic import Topic

from .database import Row
from .told import StoredTold


@dataclass(frozen=True)
class Post:
    """A topic that stands in a chat. `wanted` > `shown`: the chat shows something old."""

    id: int
    topic: Topic
    chat: Chat
    audience: str
    rings: bool
    at_night: bool
    wanted: int
    shown: int
    place: int
    group: int | None = None
    """Of a private conversation, the group that it is about."""
    reply_to: str = ""


@dataclass(frozen=True)
class Part:
    """One message of a post. `native` is None from before the sending until the platform has answered."""

    post: int
    place: int
    part: int
    native: str | None
    drawn: str


class StoredPosts(StoredTold):
    """handlers.conversation.stores.Posts over SQL, and what delivery reads and writes."""

    async def put(
        self,
        topic: Topic,
        chats: Sequence[Chat],
        *,
        rings: bool = False,
        audience: str = EVERYONE,
        at_night: bool = False,
        reply_to: str = "",
    ) -> None:
        for chat in chats:
            await self._tx.run(
                "INSERT INTO posts "
                "(topic, platform, chat, thread, audience, rings, at_night, wanted, shown, place, reply_to) "
                "VALUES (:topic, :platform, :chat, :thread, :audience, :rings, :at_night, 1, 0, 0, :reply_to) "
                "ON CONFLICT (topic, platform, chat, audience) DO UPDATE SET wanted = posts.wanted + 1",
                topic=str(topic),
                platform=chat.platform,
                chat=chat.id,
                thread=chat.thread,
                audience=audience,
                rings=int(rings),
                at_night=int(at_night),
                reply_to=reply_to.removeprefix(f"{chat}/") if reply_to.startswith(f"{chat}/") else "",
            )

    async def put_beside(self, topic: Topic, beside: Topic, *, rings: bool = False) -> None:
        await self._tx.run(
            "INSERT INTO posts "
            "(topic, platform, chat, thread, audience, rings, at_night, wanted, shown, place, reply_to) "
            "SELECT :topic, platform, chat, thread, audience, :rings, at_night, 1, 0, 0, reply_to FROM posts "
            "WHERE topic = :beside AND audience = 'everyone' "
            "ON CONFLICT (topic, platform, chat, audience) DO UPDATE SET wanted = posts.wanted + 1",
            topic=str(topic),
            beside=str(beside),
            rings=int(rings),
        )

    async def carry_over(self, topic: Topic, to: Topic) -> None:
        await self._tx.run(
            "UPDATE posts SET topic = :to, wanted = wanted + 1 WHERE topic = :topic AND NOT EXISTS "
            "(SELECT 1 FROM posts p WHERE p.topic = :to AND p.platform = posts.platform "
            "AND p.chat = posts.chat AND p.audience = posts.audience)",
            topic=str(topic),
            to=str(to),
        )

    async def refresh_aspects(self, topic: Topic) -> None:
        await self._tx.run("UPDATE posts SET wanted = wanted + 1 WHERE topic LIKE :topic", topic=f"{topic}:%")

    async def refresh_about(self, feature: str, record: int) -> None:
        await self._tx.run(
            "UPDATE posts SET wanted = wanted + 1 WHERE topic LIKE :own OR topic LIKE :last OR topic LIKE :within",
            own=f"{feature}:{record}:%",
            last=f"{feature}:%:{record}",
            within=f"{feature}:%:{record}:%",
        )

    async def bring_back(self, topic: Topic, *, rings: bool, chat: Chat | None = None) -> None:
        there = "" if chat is None else "AND platform = :platform AND chat = :chat"
        await self._tx.run(
            "UPDATE posts SET wanted = wanted + 1, place = place + 1, rings = :rings "  # noqa: S608 - our words
            f"WHERE topic = :topic {there}",
            topic=str(topic),
            rings=int(rings),
            **({} if chat is None else {"platform": chat.platform, "chat": chat.id}),
        )

    async def move(self, chat: Chat, to: Chat) -> None:
        """The chat has another id. What it showed cannot be edited there: the cards (topics without an
        aspect) are posted again where they still live, and what was said once stays said."""
        known = {"platform": chat.platform, "chat": chat.id}
        said_once = "platform = :platform AND chat = :chat AND topic LIKE '%:%:%'"
        await self._tx.run(f"DELETE FROM parts WHERE post IN (SELECT id FROM posts WHERE {said_once})", **known)  # noqa: S608
        await self._tx.run(f"DELETE FROM posts WHERE {said_once}", **known)  # noqa: S608
        await self._tx.run(
            "UPDATE parts SET native = NULL, drawn = '' "
            "WHERE post IN (SELECT id FROM posts WHERE platform = :platform AND chat = :chat)",
            **known,
        )
        await self._tx.run(
            "UPDATE posts SET chat = :to, wanted = wanted + 1 WHERE platform = :platform AND chat = :chat",
            to=to.id,
            **known,
        )

    # What delivery reads and writes

    async def stale(self) -> Sequence[Post]:
        """Posts that show something old, in the order in which they were put, where Palabre still is."""
        rows = await self._tx.rows(
            "SELECT * FROM posts p WHERE wanted > shown AND platform <> '' AND NOT EXISTS (SELECT 1 FROM chats c "
            "WHERE c.platform = p.platform AND c.chat = p.chat AND c.gone_at IS NOT NULL) ORDER BY id"
        )
        return [_post(row) for row in rows]

    async def find(self, id: int) -> Post | None:
        row = await self._tx.row("SELECT * FROM posts WHERE id = :id", id=id)
        return None if row is None else _post(row)

    async def parts(self, post: int) -> Sequence[Part]:
        rows = await self._tx.rows("SELECT * FROM parts WHERE post = :post ORDER BY place, part", post=post)
        return [Part(row["post"], row["place"], row["part"], row["native"], row["drawn"]) for row in rows]

    async def mark(self, part: Part) -> None:
        """Before sending: this part is on its way. After a crash the mark says that it may be there."""
        await self._tx.run(
            "INSERT INTO parts (post, place, part, native, drawn) "
            "VALUES (:post, :place, :part, NULL, '') ON CONFLICT (post, place, part) DO NOTHING",
            post=part.post,
            place=part.place,
            part=part.part,
        )

    async def sent(self, part: Part, native: str, drawn: str) -> None:
        """After sending or editing: the message's id there, and the digest of what it shows now."""
        await self._tx.run(
            "UPDATE parts SET native = :native, drawn = :drawn "
            "WHERE post = :post AND place = :place AND part = :part",
            post=part.post,
            place=part.place,
            part=part.part,
            native=native,
            drawn=drawn,
        )

    async def retire(self, part: Part) -> None:
        """The part shows nothing that could become stale again."""
        await self._tx.run(
            "DELETE FROM parts WHERE post = :post AND place = :place AND part = :part",
            post=part.post,
            place=part.place,
            part=part.part,
        )

    async def taken_away(self, chat: Chat, native: str) -> None:
        """Somebody has taken this message away there: it shows nothing any more."""
        await self._tx.run(
            "DELETE FROM parts WHERE native = :native "
            "AND post IN (SELECT id FROM posts WHERE platform = :platform AND chat = :chat)",
            native=native,
            platform=chat.platform,
            chat=chat.id,
        )

    async def shown(self, post: int, wanted: int) -> None:
        """The chat shows the state that was `wanted` when it was drawn."""
        await self._tx.run("UPDATE posts SET shown = :wanted WHERE id = :id", id=post, wanted=wanted)

    async def strayed(self, chat: Chat, native: int, topic: Topic) -> bool:
        """Whether this message of the topic is known to nobody, while one that came after it is."""
        rows = await self._tx.rows(
            "SELECT s.native FROM parts s JOIN posts p ON p.id = s.post "
            "WHERE p.topic = :topic AND p.platform = :platform AND p.chat = :chat AND s.native IS NOT NULL",
            topic=str(topic),
            platform=chat.platform,
            chat=chat.id,
        )
        known = {int(row["native"]) for row in rows if row["native"].isdecimal()}
        return native not in known and any(native < other for other in known)

    async def topic_of(self, chat: Chat, native: str) -> Topic | None:
        """The topic of a message that somebody replies to."""
        row = await self._tx.row(
            "SELECT p.topic FROM parts s JOIN posts p ON p.id = s.post "
            "WHERE s.native = :native AND p.platform = :platform AND p.chat = :chat",
            native=native,
            platform=chat.platform,
            chat=chat.id,
        )
        return None if row is None else Topic.parse(row["topic"])


def _post(row: Row) -> Post:
    return Post(
        id=row["id"],
        topic=Topic.parse(row["topic"]),
        chat=Chat(row["platform"], row["chat"], row["thread"]),
        audience=row["audience"],
        rings=bool(row["rings"]),
        at_night=bool(row["at_night"]),
        wanted=row["wanted"],
        shown=row["shown"],
        place=row["place"],
        group=row["group_id"],
        reply_to=row["reply_to"],
    )
