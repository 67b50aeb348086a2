"""100,000 reminders that wait, ten that ring, a thousand in one minute; beside the jobs of APScheduler."""

import asyncio
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock
from bot.dispatch import Dispatch
from handlers.conversation.answer import Answer
from handlers.conversation.events import Alarm, Event
from handlers.members.model import Group
from handlers.reminders.model import Reminder
from storage.alarms import StoredAlarms
from storage.database import Database, Transaction, open_database
from storage.members import StoredMembers
from storage.migrate import migrate
from storage.reminders import StoredReminders
from tests.neighbours import PARIS, paris

from .figures import Figure, middle

NOON = paris("2027-03-02", "12:00")
PENDING, RINGING, ROUNDS = 100_000, 10, 5
MINUTE, IN_IT = 60, 1_000
LATEST = 1.0
"""Seconds, of 99 in a hundred."""


class Watched(Dispatch):
    """Notes when each alarm was handled and kept."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, lambda: None)
        self.late: list[float] = []

    async def handle(self, event: Event) -> Answer:
        answer = await super().handle(event)
        if isinstance(event, Alarm):
            self.late.append(time.time() - event.due_at.timestamp())
        return answer


async def measure(folder: Path) -> Sequence[Figure]:
    wake, theirs_wake = await _wake_up(folder), await _their_wake_up()
    ours, theirs = await _one_minute(folder), await _their_minute()
    held, they_hold = await _memory("ours", folder), await _memory("theirs", folder)
    late = _nth(ours, 0.99)
    return [
        Figure(f"alarms: a wake-up rings {RINGING} of {PENDING:,}, each committed", f"{wake:.0f} ms"),
        Figure("  the same, jobs of APScheduler in memory, nothing kept", f"{theirs_wake:.1f} ms"),
        Figure(f"alarms: {IN_IT:,} in one minute, p99 late", f"{late:.2f} s", f"< {LATEST:.0f} s", late < LATEST),
        Figure("  the same, jobs of APScheduler", f"{_nth(theirs, 0.99):.2f} s"),
        Figure(f"alarms: memory for {PENDING:,} that wait", f"{held:.0f} MB"),
        Figure("  the same, jobs of APScheduler", f"{they_hold:.0f} MB"),
    ]


def _nth(values: Sequence[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


# A wake-up


async def _wake_up(folder: Path) -> float:
    """Milliseconds to ring ten of many, as the clock does: each in a transaction of its own, kept on the disk."""
    database = await _opened(folder / "wake.db")
    try:
        group, person = await database.write(_people)
        await database.write(lambda tx: _plant(tx, group, person, NOON, PENDING, timedelta(minutes=5)))
        now = NOON
        clock = Clock(database, Dispatch(database, lambda: None), lambda: now)
        spent = []
        for at in range(ROUNDS):
            now = NOON + timedelta(seconds=at)
            due = now
            await database.write(lambda tx, due=due: _plant(tx, group, person, due, RINGING, timedelta()))  # type: ignore[misc]
            begun = time.perf_counter()
            rung = await clock.ring()
            spent.append((time.perf_counter() - begun) * 1000)
            assert rung == RINGING, rung
        return middle(spent)
    finally:
        await database.close()


async def _opened(file: Path) -> Database:
    database = open_database(f"sqlite:///{file}")
    await database.open()
    await migrate(database, NOON)
    return database


async def _people(tx: Transaction) -> tuple[int, int]:
    members = StoredMembers(tx, NOON)
    group = await members.add_group(Group(0, "Les Tilleuls", "Europe/Paris", "fr", None))
    person = await members.add_person("Karim")
    await members.add_member(group, person.id, "resident")
    return group, person.id


async def _plant(tx: Transaction, group: int, person: int, first: datetime, many: int, apart: timedelta) -> None:
    """Reminders of one person: the first so long after that moment, the others so far apart."""
    reminders, alarms = StoredReminders(tx), StoredAlarms(tx)
    for number in range(many):
        at = (first + apart * (number + 1)).astimezone(PARIS).replace(microsecond=0)
        reminder = Reminder(0, group, person, f"arroser {number}", "one", at, NOON, next_at=at)
        reminder = replace(reminder, id=await reminders.add(reminder))
        await alarms.set(reminder.topic, "ring", at)


async def _their_wake_up() -> float:
    """Milliseconds for its own jobs, which it holds in memory."""
    scheduler, rung = _scheduler(), list[int]()
    now = datetime.now(UTC)
    for number in range(PENDING):
        scheduler.add_job(rung.append, "date", run_date=now + timedelta(minutes=5) * (number + 1), args=[number])
    scheduler.resume()
    spent = []
    for at in range(ROUNDS):
        for number in range(RINGING):
            scheduler.add_job(rung.append, "date", run_date=datetime.now(UTC), args=[number])
        begun = time.perf_counter()
        scheduler._process_jobs()
        await asyncio.sleep(0)
        spent.append((time.perf_counter() - begun) * 1000)
        await asyncio.sleep(0.2)  # what it hands to its threads
        assert len(rung) == RINGING * (at + 1), len(rung)
    scheduler.shutdown(wait=False)
    return middle(spent)


def _scheduler() -> AsyncIOScheduler:
    """Without its grace of a second, after which it drops what it should have run."""
    scheduler = AsyncIOScheduler(timezone=UTC, job_defaults={"misfire_grace_time": None})
    scheduler.start(paused=True)
    return scheduler


# A thousand in one minute


async def _one_minute(folder: Path) -> Sequence[float]:
    """Seconds from when each was due until it was handled and kept, by the running clock."""
    database = await _opened(folder / "minute.db")
    try:
        group, person = await database.write(_people)
        begins = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=5)
        apart = timedelta(seconds=MINUTE / IN_IT)
        await database.write(lambda tx: _plant(tx, group, person, begins, IN_IT, apart))
        dispatch = Watched(database)
        running = asyncio.create_task(Clock(database, dispatch, lambda: datetime.now(UTC)).run())
        await _until(lambda: len(dispatch.late) >= IN_IT)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        return dispatch.late
    finally:
        await database.close()


async def _their_minute() -> Sequence[float]:
    scheduler, late = _scheduler(), list[float]()
    begins = datetime.now(UTC) + timedelta(seconds=5)

    async def ring(due: datetime) -> None:
        late.append((datetime.now(UTC) - due).total_seconds())

    for number in range(IN_IT):
        due = begins + timedelta(seconds=MINUTE / IN_IT) * number
        scheduler.add_job(ring, "date", run_date=due, args=[due])
    scheduler.resume()
    await _until(lambda: len(late) >= IN_IT)
    scheduler.shutdown(wait=False)
    return late


async def _until(done: Callable[[], bool]) -> None:
    async with asyncio.timeout(3 * MINUTE):
        while not done():
            await asyncio.sleep(0.1)


# What it holds


async def _memory(whose: str, folder: Path) -> float:
    """Megabytes that a process of its own holds more, once so many wait in it."""
    command = (sys.executable, "-m", "tests.bench.alarms", whose, str(folder))
    child = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    told, _ = await child.communicate()
    before, after = json.loads(told)
    return float(after - before)


async def _hold(whose: str, folder: Path) -> tuple[float, float]:
    if whose == "theirs":
        scheduler = _scheduler()
        before, now = _resident(), datetime.now(UTC)
        for number in range(PENDING):
            run_date = now + timedelta(minutes=5) * (number + 1)
            scheduler.add_job(print, "date", run_date=run_date, args=[number])
        return before, _resident()
    database = await _opened(folder / f"{whose}.db")
    try:
        group, person = await database.write(_people)
        before = _resident()
        await database.write(lambda tx: _plant(tx, group, person, NOON, PENDING, timedelta(minutes=5)))
        await Clock(database, Dispatch(database, lambda: None), lambda: NOON).ring()
        return before, _resident()
    finally:
        await database.close()


def _resident() -> float:
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_hold(sys.argv[1], Path(sys.argv[2])))))
