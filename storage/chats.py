"""Groups, and the rooms in which each of them talks, in SQL."""

from collections.abc import Sequence
from datetime import datetime, time
from fractions import Fraction

from handlers.conversation.events import Chat
from handlers.conversation.quiet import Night
from handlers.members.model import Group

from .database import Row, Transaction, stamp

GROUP = (
    "g.id AS group_id, g.name AS group_name, g.zone, g.language, g.night_begins, g.night_ends, g.demo, g.kind, "
    "g.voices, g.agreement, g.quorum, g.school, g.silence, g.sunday"
)
"""The columns from which `group_from` makes a group."""
DAY = 86_400
"""Seconds of a day in UTC."""


class StoredChats:
    """The part of handlers.members.store.Members that is about groups and rooms."""

    def __init__(self, tx: Transaction, now: datetime) -> None:
        self._tx = tx
        self._now = stamp(now)

    async def group_of(self, chat: Chat) -> Group | None:
        row = await self._tx.row(
            f"SELECT {GROUP} FROM groups g JOIN chats c ON c.group_id = g.id "  # noqa: S608
            "WHERE c.platform = :platform AND c.chat = :chat",
            platform=chat.platform,
            chat=chat.id,
        )
        return None if row is None else group_from(row)

    async def group(self, group: int) -> Group:
        row = await self._tx.row(f"SELECT {GROUP} FROM groups g WHERE g.id = :id", id=group)  # noqa: S608
        if row is None:
            raise LookupError(f"no group {group}")
        return group_from(row)

    async def groups(self, *, demo: bool) -> Sequence[Group]:
        """The groups that are, or are not, demonstrations, in the order in which they came."""
        rows = await self._tx.rows(
            f"SELECT {GROUP} FROM groups g WHERE g.demo = :demo ORDER BY g.id",  # noqa: S608
            demo=int(demo),
        )
        return [group_from(row) for row in rows]

    async def chats(self, group: int) -> Sequence[Chat]:
        rows = await self._tx.rows(
            "SELECT platform, chat FROM chats WHERE group_id = :id AND gone_at IS NULL ORDER BY platform, chat",
            id=group,
        )
        return [Chat(row["platform"], row["chat"]) for row in rows]

    async def rooms_on(self, platform: str) -> Sequence[Chat]:
        """Every room of a platform in which a group talks and Palabre still is."""
        rows = await self._tx.rows(
            "SELECT platform, chat FROM chats WHERE platform = :platform AND gone_at IS NULL ORDER BY chat",
            platform=platform,
        )
        return [Chat(row["platform"], row["chat"]) for row in rows]

    async def add_group(self, group: Group) -> int:
        """Keeps a new group (its id is ignored) and gives its id."""
        row = await self._tx.row(
            "INSERT INTO groups (name, zone, language, night_begins, night_ends, demo, kind, voices, agreement, "
            "quorum, school, silence, sunday, created_at) "
            "VALUES (:name, :zone, :language, :begins, :ends, :demo, :kind, :voices, :agreement, "
            ":quorum, :school, :silence, :sunday, :now) RETURNING id",
            demo=int(group.demo),
            now=self._now,
            **_settings(group),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def settle(self, group: Group) -> None:
        await self._tx.run(
            "UPDATE groups SET name = :name, zone = :zone, language = :language, night_begins = :begins, "
            "night_ends = :ends, kind = :kind, voices = :voices, agreement = :agreement, quorum = :quorum, "
            "school = :school, silence = :silence, sunday = :sunday WHERE id = :id",
            id=group.id,
            **_settings(group),
        )

    async def add_chat(
        self,
        group: int,
        chat: Chat,
        *,
        lists_members: bool,
        pages: bool | None = None,
        in_the_open: bool = False,
    ) -> None:
        """`pages`: everybody there has a page of their own; where it is not said, where members are listed and
        the room is not in the open."""
        await self._tx.run(
            "INSERT INTO chats (platform, chat, group_id, lists_members, pages, in_the_open) "
            "VALUES (:platform, :chat, :group_id, :lists, :pages, :in_the_open)",
            platform=chat.platform,
            chat=chat.id,
            group_id=group,
            lists=int(lists_members),
            pages=int(lists_members and not in_the_open if pages is None else pages),
            in_the_open=int(in_the_open),
        )

    async def stand(self, chat: Chat, *, administrator: bool) -> None:
        await self._tx.run(
            "UPDATE chats SET administrator = :administrator, gone_at = NULL "
            "WHERE platform = :platform AND chat = :chat",
            administrator=int(administrator),
            platform=chat.platform,
            chat=chat.id,
        )

    async def withdraw(self, chat: Chat) -> None:
        await self._tx.run(
            "UPDATE chats SET gone_at = :now WHERE platform = :platform AND chat = :chat",
            now=self._now,
            platform=chat.platform,
            chat=chat.id,
        )

    async def administers(self, group: int) -> bool:
        row = await self._tx.row(
            "SELECT 1 AS found FROM chats WHERE group_id = :id AND administrator = 1 AND gone_at IS NULL", id=group
        )
        return row is not None

    async def hears_all(self, group: int) -> bool:
        row = await self._tx.row(
            "SELECT 1 AS found FROM chats WHERE group_id = :id AND in_the_open = 1 AND gone_at IS NULL", id=group
        )
        return row is not None

    async def discarded(self, group: int, since: datetime) -> int:
        row = await self._tx.row(
            "SELECT coalesce(sum(d.messages), 0) AS messages FROM discarded d "
            "JOIN chats c ON c.platform = d.platform AND c.chat = d.chat WHERE c.group_id = :id AND d.day >= :day",
            id=group,
            day=stamp(since) // DAY,
        )
        return 0 if row is None else int(row["messages"])

    async def discard(self, chat: Chat, messages: int) -> None:
        """So many messages came from this room today that were not for Palabre."""
        await self._tx.run(
            "INSERT INTO discarded (platform, chat, day, messages) VALUES (:platform, :chat, :day, :messages) "
            "ON CONFLICT (platform, chat, day) DO UPDATE SET messages = discarded.messages + excluded.messages",
            platform=chat.platform,
            chat=chat.id,
            day=self._now // DAY,
            messages=messages,
        )

    async def move(self, chat: Chat, to: Chat) -> None:
        group = await self.group_of(chat)
        if group is None:
            return
        names = {"platform": chat.platform, "chat": chat.id, "to": to.id}
        # The platform may have spoken of the new id first: then that room has got a group of its own already.
        await self._tx.run(
            "DELETE FROM chats WHERE platform = :platform AND chat = :to", platform=chat.platform, to=to.id
        )
        await self._tx.run(
            "UPDATE chats SET chat = :to, gone_at = NULL WHERE platform = :platform AND chat = :chat", **names
        )
        await self._tx.run(
            "INSERT INTO moved_chats (platform, chat, now_chat) VALUES (:platform, :chat, :to) "
            "ON CONFLICT (platform, chat) DO UPDATE SET now_chat = excluded.now_chat",
            **names,
        )
        await self._tx.run(
            "UPDATE drafts SET chat = :to WHERE platform = :platform AND chat = :chat",
            **names,
        )

    async def awaited(self, chat: Chat) -> bool:
        row = await self._tx.row(
            "SELECT 1 AS found FROM invitations WHERE platform = :platform AND chat = :chat",
            platform=chat.platform,
            chat=chat.id,
        )
        return row is not None

    async def moved(self, platform: str) -> dict[str, str]:
        """Former ids of rooms, each with the id that came after it."""
        rows = await self._tx.rows(
            "SELECT chat, now_chat FROM moved_chats WHERE platform = :platform", platform=platform
        )
        return {row["chat"]: row["now_chat"] for row in rows}

    async def whispers(self, chat: Chat) -> bool:
        """Whether messages that one person alone sees may be tried in this room."""
        row = await self._tx.row(
            "SELECT whispers FROM chats WHERE platform = :platform AND chat = :chat",
            platform=chat.platform,
            chat=chat.id,
        )
        return row is not None and bool(row["whispers"])

    async def stop_whispering(self, chat: Chat) -> None:
        await self._tx.run(
            "UPDATE chats SET whispers = 0 WHERE platform = :platform AND chat = :chat",
            platform=chat.platform,
            chat=chat.id,
        )


def group_from(row: Row) -> Group:
    """The group of a row that has the columns GROUP."""
    night = None
    if row["night_begins"] is not None:
        night = Night(_clock(row["night_begins"]), _clock(row["night_ends"]))
    return Group(
        id=row["group_id"],
        name=row["group_name"],
        zone=row["zone"],
        language=row["language"],
        night=night,
        demo=bool(row["demo"]),
        kind=row["kind"],
        voices=row["voices"],
        agreement=row["agreement"],
        quorum=Fraction(row["quorum"]),
        school=row["school"],
        silence=row["silence"],
        sunday=bool(row["sunday"]),
    )


def _settings(group: Group) -> dict[str, str | int | None]:
    """What can be changed about a group, as its columns keep it."""
    return {
        "name": group.name,
        "zone": group.zone,
        "language": group.language,
        "begins": _minutes(group.night.begins) if group.night else None,
        "ends": _minutes(group.night.ends) if group.night else None,
        "kind": group.kind,
        "voices": group.voices,
        "agreement": group.agreement,
        "quorum": str(group.quorum),
        "school": group.school,
        "silence": group.silence,
        "sunday": int(group.sunday),
    }


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)
