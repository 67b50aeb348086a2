"""The real thing beside the model: the neighbours of « Les Tilleuls » over a real database."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import UTC, timedelta
from typing import Any, TypeVar

from hypothesis import currently_in_test_context, note

from handlers.conversation.answer import Answer
from handlers.conversation.events import Chat, Event, Press, Said, Sender, Standing
from storage.database import Database, Row, open_database
from storage.members import StoredMembers
from storage.migrate import migrate
from tests.bot.consent_model.asked import Neighbour
from tests.bot.consent_model.world import World
from tests.proposals_world import MONDAY, QUIET, Tilleuls, told

T = TypeVar("T")
HOMES = (("Karim", "Sarah"), ("Inès", "Paul"), ("Léa",), ("Fatou",), ("Mina",), ("Odette",))
BESIDE = (("Nadia", "accompaniment"), ("Alban", "professional"), ("Gaston", "guest"))
STRANGER = "Yves"


class Played(Tilleuls):
    """Tilleuls, with people of every role; who has left is known to have."""

    gone: frozenset[str] = frozenset()

    def sender(self, name: str) -> Sender:
        rank = "left" if name in self.gone or name == STRANGER else "member"
        return replace(super().sender(name), standing=Standing(rank, self.now))  # type: ignore[arg-type]


class Stage:
    """One database, on which one group after the other plays."""

    def __init__(self, url: str) -> None:
        self._runner = asyncio.Runner()
        self._url = url
        self.acts = 0
        self.database = self._open()
        self.run(migrate(self.database, MONDAY))
        self.world = World(MONDAY.astimezone(UTC))
        self.real = Played(self.database, self.world.now)
        self.shown: list[tuple[str, Answer]] = []
        self.handed: list[tuple[Event, Answer]] = []

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(work)

    def _open(self) -> Database:
        database = open_database(self._url)
        self.run(database.open())
        return database

    def close(self) -> None:
        self.run(self.database.close())
        self._runner.close()

    def settle(self) -> World:
        """A new play: a new group; what the last one waited for rings no more."""
        self.run(self._settle())
        return self.world

    async def _settle(self) -> None:
        async with self.database.writing() as tx:
            await tx.run("DELETE FROM alarms")
            await tx.run("DELETE FROM parts")
            await tx.run("DELETE FROM posts")
        self.world = world = World(MONDAY.astimezone(UTC))
        self.real, self.handed, self.shown = Played(self.database, world.now), [], []
        await self.real.settle(HOMES)
        async with self.database.writing() as tx:
            members = StoredMembers(tx, world.now)
            for name, role in BESIDE[1:]:
                await self.real._moves_in(members, name, role)  # type: ignore[arg-type]
            far = world.now + timedelta(days=3000)
            await members.give_role(self.real.group, self.real.ids["Fatou"], "facilitator", far)
            await members.ask_relay(
                self.real.group, self.real.ids["Inès"], self.real.ids["Karim"], world.now, agreed=True
            )
        for home, names in enumerate((*HOMES, *((name,) for name, _ in BESIDE))):
            for name in names:
                role = dict(BESIDE).get(name, "facilitator" if name == "Fatou" else "resident")
                world.people[name] = Neighbour(name, self.real.ids[name], role, home, phone=name != "Odette")
        world.relays = {("Odette", "Léa"), ("Inès", "Karim")}

    def restart(self) -> None:
        """The program ends and begins again."""
        self.acts += 1
        self.run(self.database.close())
        self.database = self.real.database = self._open()
        self.real.begin()

    # Acting

    def hand(self, make: Callable[[], Event], name: str) -> Answer:
        """One event of this person; each comes a second after the last."""
        self.acts += 1
        self.world.now += timedelta(seconds=1)
        self.real.now = self.world.now
        self.real.gone = frozenset(one.name for one in self.world.people.values() if not one.here)
        event = make()
        answer = self.run(self.real.hears(event))
        self.shown.append((name, answer))
        self.handed.append((event, answer))
        if currently_in_test_context():
            what = getattr(event, "data", None) or getattr(event, "words", type(event).__name__)
            note(f"  {self.world.now:%d %H:%M:%S} {name}: {what} → {told(answer)}")
        return answer

    def presses(self, name: str, *parts: object) -> Answer:
        """« proposals:consent:1:2 »."""
        data = ":".join(("proposals", *map(str, parts)))
        return self.hand(lambda: Press(*self.real.stamp(), self.real.sender(name), data), name)

    def types(self, name: str, typed: str) -> Answer:
        return self.hand(lambda: Said(*self.real.stamp(), self.real.sender(name), typed), name)

    def intrudes(self, *parts: object) -> Answer:
        """Somebody of nowhere, from another room."""
        data = ":".join(("proposals", *map(str, parts)))
        room = Chat(QUIET, "elsewhere")
        return self.hand(lambda: Press(*self.real.stamp()[:2], room, self.real.sender(STRANGER), data), STRANGER)

    def again(self, event: Event) -> Answer:
        """The same event once more."""
        self.acts += 1
        return self.run(self.real.hears(event))

    def goes(self, name: str) -> None:
        self.world.now += timedelta(seconds=1)
        self.real.now = self.world.now
        self.acts += 1
        self.run(self.real.leaves(name))

    def comes_back(self, name: str) -> None:
        self.world.now += timedelta(seconds=1)
        self.real.now = self.world.now
        self.real.gone = frozenset()
        self.acts += 1
        self.run(self.real.comes_back(name))

    def ring(self) -> None:
        """The clock looks, and whatever is due rings."""
        self.real.now = self.world.now
        self.acts += self.run(self.real.clock.ring())
        assert not self.real.clock._broken
        self.run(self.real.delivery.settle())

    def rows(self, sql: str, **values: Any) -> list[Row]:
        return list(self.run(self.real.rows(sql, **values)))

    def newest(self, table: str) -> int:
        return int(self.rows(f"SELECT max(id) AS id FROM {table}")[0]["id"])
