"""The salon's memory over the database: bot.platforms.salon.store.Rooms."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.platforms.salon.incoming import PLATFORM
from bot.platforms.salon.slugs import slug_of
from bot.platforms.salon.store import Message, Resident
from handlers.conversation.events import Chat
from handlers.conversation.topic import Topic
from handlers.members.model import Here, Member
from storage.database import Database
from storage.members import StoredMembers
from storage.posts import StoredPosts
from storage.salon import StoredSalon


class StoredRooms:
    """Each method is one transaction. `by_name`: the people of a demonstration come in by their name."""

    def __init__(self, database: Database, now: Callable[[], datetime], *, by_name: bool) -> None:
        self._database = database
        self._now = now
        self._by_name = by_name

    async def say(
        self,
        room: str,
        *,
        key: str,
        content: str,
        person: int | None = None,
        reply_to: int | None = None,
        audience: str = "everyone",
        rings: bool = False,
    ) -> int:
        return await self._database.write(
            lambda tx: StoredSalon(tx).say(
                room,
                key=key,
                content=content,
                now=self._now(),
                person=person,
                reply_to=reply_to,
                audience=audience,
                rings=rings,
            )
        )

    async def said_as(self, room: str, key: str) -> int | None:
        async with self._database.reading() as tx:
            return await StoredSalon(tx).said_as(room, key)

    async def rewrite(self, room: str, message: int, content: str) -> None:
        await self._database.write(lambda tx: StoredSalon(tx).rewrite(room, message, content))

    async def keep_picture(self, room: str, png: bytes) -> str:
        return await self._database.write(lambda tx: StoredSalon(tx).keep_picture(room, png))

    async def picture(self, room: str, name: str) -> bytes | None:
        async with self._database.reading() as tx:
            return await StoredSalon(tx).picture(room, name)

    async def revision(self, room: str) -> int:
        async with self._database.reading() as tx:
            return await StoredSalon(tx).revision(room) or 0

    async def latest(self, room: str, most: int) -> tuple[int, Sequence[Message]]:
        async with self._database.reading() as tx:
            salon = StoredSalon(tx)
            return await salon.revision(room) or 0, await salon.latest(room, most)

    async def since(self, room: str, revision: int, most: int) -> tuple[int, Sequence[Message]]:
        async with self._database.reading() as tx:
            salon = StoredSalon(tx)
            return await salon.revision(room) or 0, await salon.since(room, revision, most)

    async def find(self, room: str, message: int) -> tuple[Message, Topic | None] | None:
        async with self._database.reading() as tx:
            found = await StoredSalon(tx).find(room, message)
            if found is None:
                return None
            return found, await StoredPosts(tx).topic_of(Chat(PLATFORM, room), str(message))

    async def demo_rooms(self) -> Sequence[tuple[str, str, Sequence[str]]]:
        if not self._by_name:
            return ()
        async with self._database.reading() as tx:
            members = StoredMembers(tx, self._now())
            return [
                (chat.id, group.name, [one.person.name for one in await _who_come_in(members, group.id)])
                for group in await members.groups(demo=True)
                for chat in await members.chats(group.id)
                if chat.platform == PLATFORM
            ]

    async def demo_resident(self, room: str, slug: str) -> Resident | None:
        async with self._database.reading() as tx:
            members = StoredMembers(tx, self._now())
            group = await members.group_of(Chat(PLATFORM, room))
            if group is None or not group.demo or not self._by_name:
                return None
            for one in await _who_come_in(members, group.id):
                if slug_of(one.person.name) == slug:
                    return await _resident(room, Here(group, one.person, one.role), members)
        return None

    async def linked_resident(self, room: str, secret: str) -> Resident | None:
        async with self._database.reading() as tx:
            link = await StoredSalon(tx).link(secret)
            if link is None or link[0] != room:
                return None
            members = StoredMembers(tx, self._now())
            here = await members.here(Chat(PLATFORM, room), str(link[1]))
            return None if here is None else await _resident(room, here, members)

    async def room_of_link(self, secret: str) -> str | None:
        async with self._database.reading() as tx:
            link = await StoredSalon(tx).link(secret)
            return None if link is None else link[0]


async def _who_come_in(members: StoredMembers, group: int) -> Sequence[Member]:
    """The people who have an account, by their names' order of coming: neighbours without one stay at home."""
    everybody = sorted(await members.members(group), key=lambda member: member.person.id)
    return [member for member in everybody if member.reached]


async def _resident(room: str, here: Here, members: StoredMembers) -> Resident:
    return Resident(
        room=room,
        group=here.group.name,
        person=here.person.id,
        name=here.person.name,
        runs=here.runs,
        language=here.group.language,
        zone=here.group.tzinfo,
        demo=here.group.demo,
        speaks=await members.language_of(here.person.id) or here.group.language,
    )
