"""Where one person alone can be written to, and in which language, in SQL."""

from handlers.conversation.events import Chat

from .households import StoredHouseholds
from .told import DOORS


class StoredPrivate(StoredHouseholds):
    """The part of handlers.members.store.Members that is about private conversations."""

    async def open_private(self, chat: Chat, account: str) -> None:
        opened = await self._tx.run(
            "UPDATE accounts SET private_chat = :chat WHERE platform = :platform AND account = :account "
            "AND (private_chat IS NULL OR private_chat <> :chat)",
            platform=chat.platform,
            account=account,
            chat=chat.id,
        )
        if opened:
            await self._say_what_waited(chat, account)

    async def _say_what_waited(self, chat: Chat, account: str) -> None:
        """What waited for the person's next act stands there; where it stands from before, at the bottom."""
        here = {"platform": chat.platform, "chat": chat.id, "account": account}
        theirs = (
            "audience IN (SELECT 'person:' || person FROM accounts "
            "WHERE platform = :platform AND account = :account)"
        )
        same = "FROM posts o WHERE o.topic = posts.topic AND o.audience = posts.audience AND o.platform = "
        await self._tx.run(
            "UPDATE posts SET wanted = wanted + 1, place = place + 1 WHERE platform = :platform "  # noqa: S608
            f"AND chat = :chat AND {theirs} AND EXISTS (SELECT 1 {same}'')",
            **here,
        )
        await self._tx.run(
            f"DELETE FROM posts WHERE platform = '' AND {theirs} "  # noqa: S608 - our words
            f"AND EXISTS (SELECT 1 {same}:platform AND o.chat = :chat)",
            **here,
        )
        await self._tx.run(
            f"UPDATE posts SET platform = :platform, chat = :chat WHERE platform = '' AND {theirs}",  # noqa: S608
            **here,
        )

    async def close_private(self, chat: Chat) -> None:
        """The person no longer takes messages there: what is new for them waits for their next act."""
        await self._tx.run(
            "UPDATE accounts SET private_chat = NULL WHERE platform = :platform AND private_chat = :chat",
            platform=chat.platform,
            chat=chat.id,
        )
        unseen = "platform = :platform AND chat = :chat AND shown = 0 AND audience LIKE 'person:%'"
        await self._tx.run(
            f"DELETE FROM parts WHERE post IN (SELECT id FROM posts WHERE {unseen})",  # noqa: S608 - our words
            platform=chat.platform,
            chat=chat.id,
        )
        await self._tx.run(
            f"UPDATE posts SET platform = '', chat = '' WHERE {unseen} AND NOT EXISTS "  # noqa: S608
            "(SELECT 1 FROM posts w WHERE w.platform = '' AND w.topic = posts.topic "
            "AND w.audience = posts.audience)",
            platform=chat.platform,
            chat=chat.id,
        )

    async def reachable(self, group: int, person: int) -> bool:
        return await self._tx.row(DOORS, person=person, group_id=group) is not None

    async def language_of(self, person: int) -> str | None:
        row = await self._tx.row("SELECT language FROM people WHERE id = :id", id=person)
        return None if row is None else row["language"]

    async def speak(self, person: int, language: str | None) -> None:
        await self._tx.run("UPDATE people SET language = :language WHERE id = :id", language=language, id=person)

    async def language_in(self, chat: Chat, account: str) -> str | None:
        """The language of what this account alone sees in a room: the person's own, or that of the group. None
        where the room has no group."""
        row = await self._tx.row(
            "SELECT coalesce((SELECT p.language FROM accounts a JOIN people p ON p.id = a.person "
            "WHERE a.platform = :platform AND a.account = :account), g.language) AS language "
            "FROM chats c JOIN groups g ON g.id = c.group_id WHERE c.platform = :platform AND c.chat = :chat",
            platform=chat.platform,
            account=account,
            chat=chat.id,
        )
        return None if row is None else str(row["language"])
