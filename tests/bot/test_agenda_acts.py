"""Whatever is done to the list, in whatever order and however late, no topic is lost and none comes back by itself."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import pytest

from bot.dispatch import Dispatch
from bot.limits import Limits
from handlers.conversation.answer import Answer
from handlers.when.saying import TONGUES
from storage.agenda import StoredAgenda
from storage.database import Database
from tests.bot.square import NEIGHBOURS, Square, lines, square
from tests.neighbours import PARIS

ACTS = 200
MONTHS = TONGUES["fr"].months
WEIGHTS = {"add": 6, "remove": 2, "later": 2, "done": 2, "back": 3, "turn": 3, "settle": 1}
WEIGHTS |= {"date": 2, "unfix": 1, "restore": 1, "time": 8}


@dataclass
class Kept:
    """A topic as it should be. `on`: the meeting that was held with it on its list."""

    words: str
    later: bool = False
    done_on: date | None = None
    removed: bool = False
    on: int = 0

    @property
    def waits(self) -> bool:
        return self.done_on is None and not self.removed


@dataclass
class Course:
    """What was done, told in the simplest words. Karim runs the group; `days`: of meetings, by their numbers."""

    here: Square
    chance: Random
    topics: dict[int, Kept] = field(default_factory=dict)
    days: dict[int, date] = field(default_factory=dict)
    states: dict[int, str] = field(default_factory=dict)
    lists: int = 0

    @property
    def today(self) -> date:
        return self.here.now.astimezone(PARIS).date()

    @property
    def next(self) -> int:
        """The number of the next meeting, or 0."""
        return next((number for number, state in self.states.items() if state == "next"), 0)

    def carry_over(self) -> None:
        """What everything that is done begins with."""
        number = self.next
        if not number or self.today <= self.days[number]:
            return
        self.states[number] = "held"
        for topic in self.topics.values():
            lately = topic.done_on is None or topic.done_on >= self.days[number]
            if not topic.later and not topic.removed and lately:
                topic.on = number
            topic.later = topic.later and not topic.waits

    async def act(self) -> None:
        name = self.chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        if name == "time":
            hours = self.chance.choice((1, 5, 11, 24, 50))
            await self.here.at(self.here.now + timedelta(hours=hours))
            return
        self.carry_over()
        await getattr(self, f"_{name}")()

    async def _add(self) -> None:
        words = f"Point {len(self.topics) + 1}"
        answer = await self.here.says(self.chance.choice(NEIGHBOURS), f"/odj {words}")
        full = sum(topic.waits for topic in self.topics.values()) == 30
        assert not (full and not answer.refused)
        if not answer.refused:
            self.topics[len(self.topics) + 1] = Kept(words)

    async def _press(self, action: str, number: int, *more: int) -> Answer:
        return await self.here.presses("Karim", ":".join(("agenda", action, str(number), *map(str, more))))

    def _some(self) -> tuple[int, Kept | None]:
        number = self.chance.randint(1, len(self.topics) + 1)
        return number, self.topics.get(number)

    async def _change(self, action: str, **changes: object) -> None:
        number, topic = self._some()
        answer = await self._press(action, number)
        assert answer.refused is (topic is None or not (topic.waits or action == "back")), (action, topic)
        if topic is not None and not answer.refused:
            for name, value in changes.items():
                setattr(topic, name, value)

    async def _remove(self) -> None:
        await self._change("remove", removed=True)

    async def _later(self) -> None:
        await self._change("later", later=True)

    async def _done(self) -> None:
        await self._change("done", done_on=self.today)

    async def _back(self) -> None:
        await self._change("back", removed=False, done_on=None, later=False)

    async def _turn(self) -> None:
        number, topic = self._some()
        spoken = self.chance.random() < 0.5
        answer = await self._press("turn", number, int(spoken), 0)
        assert answer.refused is (topic is None or not topic.on or topic.removed), topic
        if topic is not None and not answer.refused:
            topic.done_on = self.today if spoken else None

    async def _settle(self) -> None:
        number = self.chance.randint(1, len(self.days) + 1)
        answer = await self._press("settle", number)
        assert answer.refused is (self.states.get(number) != "held")

    async def _date(self) -> None:
        day = self.today + timedelta(days=self.chance.randint(1, 5))
        await self.here.presses("Inès", "agenda:date")
        clock = self.chance.choice(("", " à 18h30"))
        assert not (await self.here.types("Inès", f"{day.day} {MONTHS[day.month - 1]} {day.year}{clock}")).refused
        number = self.next or len(self.days) + 1
        self.days[number], self.states[number] = day, "next"

    async def _unfix(self) -> None:
        number = self.chance.randint(1, len(self.days) + 1)
        answer = await self._press("unfix", number)
        assert answer.refused is (self.states.get(number) != "next")
        if not answer.refused:
            self.states[number] = "removed"

    async def _restore(self) -> None:
        number = self.chance.randint(1, len(self.days) + 1)
        answer = await self._press("restore", number)
        fits = not self.next and self.states.get(number) == "removed" and self.days[number] > self.today
        if number in self.days and self.days[number] != self.today:  # of today, its hour counts
            assert answer.refused is not fits
        if not answer.refused:
            self.states[number] = "next"

    async def agrees(self) -> None:
        """What is kept, what Karim is shown, and what stands in the group are what they should be."""
        shown = await self.here.says("Karim", "/odj")
        self.carry_over()
        waiting = [(number, topic.later) for number, topic in self.topics.items() if topic.waits]
        async with self.here.database.reading() as tx:
            agenda = StoredAgenda(tx)
            assert [(point.id, point.later) for point in await agenda.points(1)] == waiting
            meeting = await agenda.next(1)
        assert (meeting.id if meeting else 0) == self.next
        now = [self.topics[number].words for number, later in waiting if not later]
        assert shown.view is not None
        read = [line for line in lines(shown.view) if line.startswith("Point")]
        first = [f"{words} (" for words in now[:10]]
        assert all(line.startswith(words) for line, words in zip(read, first, strict=False)), (read, now)
        cards = [view for view in self.here.shown() if lines(view)[0].startswith("Ordre du jour")]
        for view in cards:
            if not view.buttons:
                continue  # of a meeting that was held
            in_the_group = [line.split(" (")[0] for line in lines(view)[1:] if line.startswith("Point")]
            assert in_the_group == now[:15]
        assert sum(bool(view.buttons) for view in cards) <= 1, "one list at a time"
        self.lists = max(self.lists, len(cards))


@pytest.mark.parametrize("seed", range(4))
async def test_no_topic_is_lost_and_none_comes_back(database: Database, seed: int) -> None:
    course = Course(await square(database), Random(seed))
    unhurried = Limits(per_account=10**9, per_room=10**9)  # their acts follow each other in no time
    course.here.dispatch = Dispatch(database, after=lambda: None, limits=unhurried)
    for _ in range(ACTS):
        await course.act()
        await course.agrees()
    assert len({topic.on for topic in course.topics.values()}) > 2, "meetings were held"
    assert course.lists, "and their lists went out"
    assert any(topic.done_on for topic in course.topics.values())
