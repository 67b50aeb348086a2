"""The house's memory as platforms that keep their own conversations ask for it: who, where, in which language."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from handlers.conversation.events import Chat
from handlers.conversation.topic import Topic
from storage.database import Conflict, Database, StorageUnavailable, Transaction
from storage.members import StoredMembers
from storage.posts import StoredPosts
from storage.settings import keep_moment, kept_moment, secret


class StoredMemory:
    """bot.platforms.telegram.store.Memory: each method is one transaction. `language` where no group is known."""

    def __init__(self, database: Database, now: Callable[[], datetime], language: str) -> None:
        self._database = database
        self._now = now
        self._language = language

    async def topic_of(self, chat: Chat, native: str) -> Topic | None:
        async with self._database.reading() as tx:
            return await StoredPosts(tx).topic_of(chat, native)

    async def strayed(self, chat: Chat, native: int, data: str) -> bool:
        topic = _subject(data)
        if topic is None:
            return False
        async with self._database.reading() as tx:
            return await StoredPosts(tx).strayed(chat, native, topic)

    async def language(self, chat: Chat, account: str) -> str:
        try:
            return await self._language_of(chat, account) or self._language
        except (StorageUnavailable, Conflict):
            return self._language  # that nothing can be kept must still be said

    async def _language_of(self, chat: Chat, account: str) -> str | None:
        async with self._database.reading() as tx:
            members = StoredMembers(tx, self._now())
            if not chat.private:
                return await members.language_in(chat, account)
            known = await members.memberships(chat.platform, account)
            if not known:
                return None
            own = await members.language_of(known[0].person.id)
            about = await members.spoken_of(known[0].person.id)
            spoken_of = next((here.group for here in known if here.group.id == about), known[0].group)
            return own or spoken_of.language

    async def discarded(self, messages: Mapping[str, int], platform: str) -> None:
        async def keep(tx: Transaction) -> None:
            members = StoredMembers(tx, self._now())
            for room, number in messages.items():
                chat = Chat(platform, room)
                if await members.group_of(chat) is not None:
                    await members.discard(chat, number)

        await self._database.write(keep)

    async def rooms_of(self, platform: str, account: str) -> Sequence[Chat]:
        async with self._database.reading() as tx:
            members = StoredMembers(tx, self._now())
            return [
                chat
                for here in await members.memberships(platform, account)
                for chat in await members.chats(here.group.id)
                if chat.platform == platform
            ]

    async def moved(self, platform: str) -> dict[str, str]:
        async with self._database.reading() as tx:
            return await StoredMembers(tx, self._now()).moved(platform)

    async def whispers(self, chat: Chat) -> bool:
        async with self._database.reading() as tx:
            return await StoredMembers(tx, self._now()).whispers(chat)

    async def stop_whispering(self, chat: Chat) -> None:
        await self._database.write(lambda tx: StoredMembers(tx, self._now()).stop_whispering(chat))

    async def listened_at(self, platform: str) -> datetime | None:
        async with self._database.reading() as tx:
            return await kept_moment(tx, f"{platform}_listened_at")

    async def keep_listened_at(self, platform: str, at: datetime) -> None:
        await self._database.write(lambda tx: keep_moment(tx, f"{platform}_listened_at", at))

    async def secret(self, name: str) -> str:
        return (await self._database.write(lambda tx: secret(tx, name))).hex()


def _subject(data: str) -> Topic | None:
    """The card to which a button with this data belongs: « polls:vote:17:3 » is one of « polls:17 »."""
    parts = data.split(":")
    if len(parts) < 3 or not parts[2].isdecimal() or len(parts[2]) > 17:
        return None
    return Topic(parts[0], int(parts[2]))
