"""A feature for tests: what it shows and what happens when it rings are set by the test."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from bot.assembly import BY_NAME
from bot.ground import Ground, Placed
from handlers.conversation.events import Alarm, Chat
from handlers.conversation.feature import Feature, Held
from handlers.conversation.text import Text, verbatim
from handlers.conversation.topic import Topic
from handlers.conversation.views import View, paragraph
from handlers.members.model import Group
from storage.alarms import StoredAlarms
from storage.database import Database
from storage.members import StoredMembers
from storage.posts import StoredPosts


@dataclass
class Chimes:
    """`shown[n]`: the words of each part of the topic n. `rung`: the topics that rang, in order."""

    database: Database
    shown: dict[int, Sequence[str]] = field(default_factory=dict)
    moved: dict[int, Text] = field(default_factory=dict)
    rung: list[int] = field(default_factory=list)
    tried: list[int] = field(default_factory=list)
    only_replaces: set[int] = field(default_factory=set)
    when: dict[int, Callable[[Ground, Alarm], Awaitable[None]]] = field(default_factory=dict)

    async def show(self, ground: Ground, topic: Topic, now: datetime) -> Sequence[View]:
        self.tried.append(topic.id)
        moved = self.moved.get(topic.id)
        replaces = topic.id in self.only_replaces
        return [
            View((paragraph(verbatim(words)),), moved=moved, only_replaces=replaces)
            for words in self.shown[topic.id]
        ]

    async def ring(self, ground: Ground, alarm: Alarm) -> None:
        self.tried.append(alarm.topic.id)
        if alarm.topic.id in self.when:
            await self.when[alarm.topic.id](ground, alarm)
        self.rung.append(alarm.topic.id)

    async def set(self, number: int, at: datetime) -> None:
        await self.database.write(lambda tx: StoredAlarms(tx).set(Topic("chimes", number), "chime", at))

    async def put(
        self,
        number: int,
        chat: Chat,
        *parts: str,
        audience: str = "everyone",
        rings: bool = False,
        at_night: bool = False,
    ) -> None:
        self.shown[number] = parts
        topic = Topic("chimes", number)
        await self.database.write(
            lambda tx: StoredPosts(tx).put(topic, [chat], audience=audience, rings=rings, at_night=at_night)
        )

    async def change(self, number: int, *parts: str) -> None:
        self.shown[number] = parts
        await self.database.write(lambda tx: StoredPosts(tx).refresh(Topic("chimes", number)))

    async def bring_back(self, number: int, *, rings: bool = False) -> None:
        await self.database.write(lambda tx: StoredPosts(tx).bring_back(Topic("chimes", number), rings=rings))

    async def live_in(self, chat: Chat, group: Group, now: datetime) -> None:
        """A new group whose chat this is."""
        async with self.database.writing() as tx:
            members = StoredMembers(tx, now)
            await members.add_chat(await members.add_group(group), chat, lists_members=False)


def hang(database: Database, monkeypatch: pytest.MonkeyPatch) -> Chimes:
    """The feature `chimes`, in its place among the others until the test ends."""
    chimes = Chimes(database)

    async def nothing_held(ground: Ground, person: int) -> Sequence[Held]:
        return ()

    async def nothing_to_forget(ground: Ground, person: int) -> None:
        pass

    feature: Feature[Ground] = Feature(
        name="chimes",
        held_about=nothing_held,
        forget=nothing_to_forget,
        show=chimes.show,
        alarms={"chime": chimes.ring},
    )
    monkeypatch.setitem(BY_NAME, "chimes", Placed(feature, lambda ground: ground))
    return chimes
