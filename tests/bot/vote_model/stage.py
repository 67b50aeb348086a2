"""The real thing beside the model: a real dispatch over a real database, and what both must agree on."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from hypothesis import currently_in_test_context, note

from bot.assembly import BY_NAME
from bot.clock import Clock
from bot.dispatch import Dispatch
from bot.ground import Ground
from bot.limits import Limits
from handlers.conversation.answer import BROKEN, Answer
from handlers.conversation.events import (
    Alarm,
    Chat,
    Command,
    Dismissed,
    Event,
    Joined,
    Left,
    Moved,
    Press,
    Said,
    Sender,
    Standing,
)
from handlers.conversation.topic import Topic
from storage.database import Database, Transaction, open_database
from storage.members import StoredMembers
from storage.migrate import migrate
from tests.bot.vote_model.course import Course
from tests.bot.vote_model.questions import Neighbour
from tests.conftest import TUESDAY_NOON

T = TypeVar("T")
SALON, TELEGRAM = "salon", "telegram"


class Stage:
    """One database and its dispatch, on which one group after the other plays."""

    def __init__(self, url: str) -> None:
        self._runner = asyncio.Runner()
        self._url = url
        self._plays = self._events = self.acts = 0
        self.group = self.elsewhere = 0
        self.database = self._open()
        self._run(migrate(self.database, TUESDAY_NOON))
        self.dispatch = self._dispatch()
        self.begin()

    def begin(self) -> None:
        """A new play: what the last one still waited for rings no more."""

        async def gone(tx: Transaction) -> None:
            await tx.run("DELETE FROM alarms")

        self.write(gone)
        self._plays += 1
        self.world = Course(TUESDAY_NOON.astimezone(UTC))
        self.handed: list[tuple[Event, Answer]] = []

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(work)

    def _open(self) -> Database:
        database = open_database(self._url)
        self._run(database.open())
        return database

    def _dispatch(self) -> Dispatch:
        """A play is fast: here nobody is told to go gently."""
        return Dispatch(self.database, lambda: None, limits=Limits(10**6, 10**6))

    def close(self) -> None:
        self._run(self.database.close())
        self._runner.close()

    def restart(self) -> None:
        """The program ends and begins again."""
        self.acts += 1
        self._run(self.database.close())
        self.database = self._open()
        self.dispatch = self._dispatch()

    def write(self, act: Callable[[Transaction], Awaitable[T]]) -> T:
        self.acts += 1
        return self._run(self.database.write(act))

    def read(self, look: Callable[[Transaction], Awaitable[T]]) -> T:
        async def once() -> T:
            async with self.database.reading() as tx:
                return await look(tx)

        return self._run(once())

    def named(self, name: str) -> int:
        return next(one.id for one in self.world.people.values() if one.name == name)

    def room(self, platform: str) -> Chat:
        return Chat(platform, f"room-{self.group}")

    # Acting

    def hand(self, event: Event) -> Answer:
        """One event; no handler may break over it."""
        self.acts += 1
        answer = self._run(self.dispatch.handle(event))
        assert answer != BROKEN, event
        self.handed.append((event, answer))
        if currently_in_test_context():
            note(_told(event, answer))
        return answer

    def presses(self, who: int, data: str, door: int = 0) -> Answer:
        return self.hand(Press(*self._from(who, door), data))

    def writes(self, who: int, name: str, words: str, door: int = 0) -> Answer:
        return self.hand(Command(*self._from(who, door), name, words))

    def says(self, who: int, words: str, door: int = 0, topic: Topic | None = None) -> Answer:
        return self.hand(Said(*self._from(who, door), words, topic))

    def goes(self, who: int, door: int) -> str:
        """Leaves one of their rooms; gives the platform."""
        event = Left(*self._from(who, 2 * door))
        self.hand(event)
        return event.chat.platform

    def comes_back(self, who: int, door: int) -> None:
        self.hand(Joined(*self._from(who, 2 * door)))

    def joins(self, name: str, platform: str) -> None:
        """Somebody new."""
        account = f"new-{self.group}-{self._events}"
        self.hand(Joined(*self._stamped(), self.room(platform), self._sender(account, name)))

        async def found(tx: Transaction) -> int:
            person = await StoredMembers(tx, self.world.now).account_of(platform, account)
            assert person is not None
            return person.id

        number = self.read(found)
        home = self.world.new_household()
        self.world.people[number] = Neighbour(number, name, "resident", home, [(platform, account)])

    def intrudes(self, data: str) -> Answer:
        """Somebody of another group sends this data from their own room."""
        sender = self._sender(f"stranger-{self.group}", "Yves")
        return self.hand(Press(*self._stamped(), Chat(SALON, f"room-{self.elsewhere}"), sender, data))

    def _from(self, who: int, door: int) -> tuple[str, datetime, Chat, Sender]:
        """An odd door above the first is the private conversation, where the platform has one."""
        one = self.world.people[who]
        platform, account = one.doors[(door // 2) % len(one.doors)]
        private = platform == TELEGRAM and door % 2 == 1
        chat = Chat(platform, account, private=True) if private else self.room(platform)
        return (*self._stamped(), chat, self._sender(account, one.name))

    def _stamped(self) -> tuple[str, datetime]:
        self._events += 1
        self.world.now += timedelta(seconds=1)
        return f"play-{self._plays}-{self._events}", self.world.now

    def _sender(self, account: str, name: str) -> Sender:
        return Sender(account, name, Standing("member", self.world.now))

    def newest(self) -> int:
        """The number of the group's newest question."""

        async def look(tx: Transaction) -> int:
            row = await tx.row("SELECT max(id) AS id FROM polls WHERE group_id = :id", id=self.group)
            assert row is not None
            return int(row["id"])

        return self.read(look)

    def choices(self, asked: int) -> dict[int, str]:
        """By number, in the order of the card."""

        async def look(tx: Transaction) -> dict[int, str]:
            rows = await tx.rows("SELECT id, words FROM poll_options WHERE poll = :id ORDER BY rank", id=asked)
            return {row["id"]: row["words"] for row in rows}

        return self.read(look)

    def ring(self) -> None:
        """The clock looks, and whatever is due rings."""
        clock = Clock(self.database, self.dispatch, lambda: self.world.now)
        self.acts += self._run(clock.ring())
        assert not clock._broken

    def purge(self) -> None:
        async def old(tx: Transaction) -> None:
            placed = BY_NAME["polls"]
            assert placed.feature.purge is not None
            await placed.feature.purge(placed.make(Ground(tx, self.world.now)), self.world.now)

        self.write(old)


def _told(event: Event, answer: Answer) -> str:
    """« Karim @salon polls:vote:17:42 », and what came of it: for whoever reads how a play failed."""
    if isinstance(event, (Alarm, Dismissed, Moved)):
        return f"  {event}"
    what = getattr(event, "data", None) or f"{type(event).__name__} {getattr(event, 'words', '')!r}"
    toast = None if answer.toast is None else answer.toast.sentence
    return f"  {event.at:%d %H:%M:%S} {event.sender.name} @{event.chat} {what} → {toast or answer.view}"
