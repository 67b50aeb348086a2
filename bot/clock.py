"""Rings due alarms and never loses one; empties once a day what is past its time."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

import structlog

from handlers.conversation.events import Alarm
from storage.alarms import StoredAlarms
from storage.database import Conflict, Database, StorageUnavailable, Transaction
from storage.downtime import StoredDowntimes
from storage.drafts import StoredDrafts
from storage.heard import StoredHeard
from storage.matrix import StoredMatrix

from .assembly import FEATURES, every_feature
from .dispatch import Dispatch
from .ground import Ground

log = structlog.get_logger()

LONGEST_SLEEP = 20.0
"""Seconds. asyncio sleeps on the monotonic clock, so a wall clock that jumps delays nothing for longer."""
PURGE_EVERY = timedelta(days=1)
LONGEST_CATCHING_UP = 10.0
"""Seconds: a platform that is away must not keep the alarms of the others from ringing."""
BEAT_EVERY = timedelta(minutes=1)
AT_ONCE = 500
"""Alarms that are read in one go."""


class Clock:
    """Sleeps until the next due row, at most 20 s, and hands each alarm to dispatch."""

    def __init__(self, database: Database, dispatch: Dispatch, now: Callable[[], datetime]) -> None:
        self._database = database
        self._dispatch = dispatch
        self._now = now
        self._woken = asyncio.Event()
        self._purged_at: datetime | None = None
        self._looked_at = now()
        self._beat_at: datetime | None = None
        self._broken: dict[int, float] = {}
        """Alarms that could not ring, each with the monotonic time of its next try."""

    def wake(self) -> None:
        """An alarm may have been set or moved."""
        self._woken.set()

    async def run(self, caught_up: Sequence[asyncio.Event] = ()) -> None:
        """Rings until cancelled; begins once what waited at the platforms is kept, if that comes soon: an answer
        that was given before a deadline counts, though it is read after it."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_CATCHING_UP):
                for platform in caught_up:
                    await platform.wait()
        while True:
            self._woken.clear()
            wait = LONGEST_SLEEP
            try:
                await self.beat()
                await self.ring()
                await self.purge()
                wait = await self._wait()
            except (StorageUnavailable, Conflict) as error:
                log.error("clock.storage_unavailable", reason=str(error))
            try:
                # Not wait_for: on Python 3.11 a cancellation that meets the waking is lost there.
                async with asyncio.timeout(wait):
                    await self._woken.wait()
            except TimeoutError:
                continue

    async def ring(self) -> int:
        """Rings every alarm that is due, oldest first; gives how many."""
        rung = 0
        while True:
            now = self._looked_at = self._now()
            resting = self._resting()
            async with self._database.reading() as tx:
                found = await StoredAlarms(tx).due(now, AT_ONCE + len(resting))
            due = [alarm for alarm in found if alarm.id not in resting]
            if not due:
                return rung
            for alarm in due:
                event = Alarm(f"alarm:{alarm.id}", now, alarm.due_at, alarm.topic, alarm.name, alarm.id)
                try:
                    await self._dispatch.handle(event)
                    rung += 1
                except StorageUnavailable:
                    raise
                except Exception:
                    # It stays in its table and is tried again after a while; the others must ring.
                    log.exception("clock.broken_alarm", topic=str(alarm.topic), alarm=alarm.name)
                    self._broken[alarm.id] = asyncio.get_running_loop().time() + LONGEST_SLEEP

    async def beat(self) -> None:
        """Once a minute it is written that Palabre is alive: after a stop, or the sleep of a whole machine, that
        tells how long it was away."""
        now = self._now()
        if self._beat_at is not None and timedelta() <= now - self._beat_at < BEAT_EVERY:
            return
        found = await self._database.write(lambda tx: StoredDowntimes(tx).alive(now))
        self._beat_at = now
        if found is not None:
            log.info("clock.was_stopped", since=found.stopped_at.isoformat(), until=found.back_at.isoformat())

    def _resting(self) -> set[int]:
        """The broken alarms whose next try has not come."""
        time = asyncio.get_running_loop().time()
        self._broken = {id: again_at for id, again_at in self._broken.items() if again_at > time}
        return set(self._broken)

    async def _wait(self) -> float:
        # Of what was due when it last looked, all has rung or is broken: only what comes after can be awaited.
        async with self._database.reading() as tx:
            next_at = await StoredAlarms(tx).next_at(self._looked_at)
        if next_at is None:
            return LONGEST_SLEEP
        return min(LONGEST_SLEEP, max(0.05, (next_at - self._now()).total_seconds()))

    async def purge(self) -> None:
        """Once a day, and at the start."""
        now = self._now()
        if self._purged_at is not None and abs(now - self._purged_at) < PURGE_EVERY:
            return
        self._purged_at = now

        async def everything(tx: Transaction) -> int:
            gone = await StoredHeard(tx).purge(now) + await StoredDrafts(tx).purge(now)
            gone += await StoredMatrix(tx).purge(now)  # after heard: what was owed goes with it
            for placed in FEATURES:
                if placed.feature.purge is not None:
                    gone += await placed.feature.purge(placed.make(Ground(tx, now)), now)
            return gone

        try:
            rows = await self._database.write(everything)
            log.info("clock.purged", rows=rows, people=await self._forget_who_is_long_gone(now))
        except (StorageUnavailable, Conflict):
            self._purged_at = None
            raise
        except Exception:
            # One row that cannot go must not keep the alarms from ringing.
            log.exception("clock.broken_purge")

    async def _forget_who_is_long_gone(self, now: datetime) -> int:
        """Whoever left every group three months ago is forgotten as if they had asked for it, each in a
        transaction of their own; gives how many."""
        async with self._database.reading() as tx:
            people = await Ground(tx, now).members.long_gone(now)
        gone = 0
        for person in people:
            try:
                await self._forget(person, now)
                gone += 1
            except (StorageUnavailable, Conflict):
                raise
            except Exception:
                log.exception("clock.broken_forgetting")  # the others go
        return gone

    async def _forget(self, person: int, now: datetime) -> None:
        await self._database.write(lambda tx: every_feature(Ground(tx, now)).forget(person))
