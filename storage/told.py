"""What is told to one person alone, and what waits for their next act, in SQL."""

from collections.abc import Sequence

from handlers.conversation.events import Chat
from handlers.conversation.topic import Topic

from .database import Transaction

NOWHERE = ""
"""In the place of a platform and a chat: what stands there waits for the person's next act."""


DOORS = (
    "SELECT 1 AS turn, platform, private_chat AS chat FROM accounts "
    "WHERE person = :person AND private_chat IS NOT NULL "
    "UNION ALL SELECT 2, c.platform, c.chat FROM chats c JOIN accounts a ON a.platform = c.platform "
    "WHERE a.person = :person AND c.group_id = :group_id AND c.pages = 1 AND c.gone_at IS NULL "
    "UNION ALL SELECT 3, a.platform, a.account FROM chats c JOIN accounts a ON a.platform = c.platform "
    "WHERE a.person = :person AND c.group_id = :group_id AND c.in_the_open = 1 AND c.gone_at IS NULL"
)
"""Where one person can be told something about a group, without waiting for their next act: an open private
conversation; their own page; or, where Palabre can write first, a private conversation that opens with it, which
is called by the account as every private conversation there is."""

ONE_PERSONS = "audience <> 'everyone' AND audience = :audience"
"""What stands for one person alone; the first half is what the index of such posts must hear."""


def audience_of(person: int) -> str:
    """The audience of what one person alone sees."""
    return f"person:{person}"


class StoredTold:
    """The part of handlers.conversation.stores.Posts that is about one person."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def refresh(self, topic: Topic) -> None:
        await self._tx.soon("UPDATE posts SET wanted = wanted + 1 WHERE topic = :topic", topic=str(topic))

    async def tell(
        self, topic: Topic, group: int, person: int, *, rings: bool = True, at_night: bool = False
    ) -> None:
        door = await self._tx.row(
            f"{DOORS} ORDER BY turn",
            person=person,
            group_id=group,
        )
        await self._tx.run(
            "INSERT INTO posts "
            "(topic, platform, chat, thread, audience, rings, at_night, wanted, shown, place, group_id) "
            "VALUES (:topic, :platform, :chat, '', :audience, :rings, :at_night, 1, 0, 0, :group_id) "
            "ON CONFLICT (topic, platform, chat, audience) "
            "DO UPDATE SET wanted = posts.wanted + 1, place = posts.place + 1, rings = excluded.rings",
            topic=str(topic),
            platform=NOWHERE if door is None else door["platform"],
            chat=NOWHERE if door is None else door["chat"],
            audience=audience_of(person),
            rings=int(rings),
            at_night=int(at_night),
            group_id=group,
        )

    async def untell(self, topic: Topic, person: int) -> None:
        """What waits for the person's next act is no longer said then; what stands is drawn again."""
        await self._tx.run(
            "DELETE FROM posts WHERE topic = :topic AND audience = :audience AND platform = :nowhere",
            topic=str(topic),
            audience=audience_of(person),
            nowhere=NOWHERE,
        )
        await self.refresh(topic)

    async def words_for(self, chat: Chat, account: str) -> Sequence[tuple[Topic, int]]:
        """What waits for the next act of whoever has this account, oldest first, with the person; in a room,
        what is about its group."""
        here = (
            ""
            if chat.private
            else "AND p.group_id IN (SELECT group_id FROM chats WHERE platform = :platform AND chat = :chat) "
        )
        rows = await self._tx.rows(
            "SELECT p.topic, a.person FROM accounts a JOIN posts p ON p.audience = 'person:' || a.person "  # noqa: S608
            f"WHERE a.platform = :platform AND a.account = :account AND p.platform = '' {here}ORDER BY p.id",
            platform=chat.platform,
            account=account,
            **({} if chat.private else {"chat": chat.id}),
        )
        return [(Topic.parse(row["topic"]), row["person"]) for row in rows]

    async def unite(self, kept: int, gone: int) -> None:
        """What stands for the second person alone stands for the first; where both were told it, once."""
        both = (
            "audience <> 'everyone' AND audience = :gone AND EXISTS (SELECT 1 FROM posts o "
            "WHERE o.audience = :kept AND o.topic = posts.topic AND o.platform = posts.platform "
            "AND o.chat = posts.chat)"
        )
        people = {"kept": audience_of(kept), "gone": audience_of(gone)}
        await self._tx.run(f"DELETE FROM parts WHERE post IN (SELECT id FROM posts WHERE {both})", **people)  # noqa: S608
        await self._tx.run(f"DELETE FROM posts WHERE {both}", **people)  # noqa: S608 - our words
        await self._tx.run(
            "UPDATE posts SET audience = :kept WHERE audience <> 'everyone' AND audience = :gone", **people
        )

    async def forget(self, person: int) -> None:
        """Nothing stands for this person alone any more."""
        await self._tx.run(
            f"DELETE FROM parts WHERE post IN (SELECT id FROM posts WHERE {ONE_PERSONS})",  # noqa: S608 - our words
            audience=audience_of(person),
        )
        await self._tx.run(f"DELETE FROM posts WHERE {ONE_PERSONS}", audience=audience_of(person))  # noqa: S608
