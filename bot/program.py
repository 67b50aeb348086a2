"""The running program: opens everything in order, runs it, closes it in order."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from bot.platforms.platform import Platform
from bot.platforms.salon.doors import Doors
from bot.platforms.salon.neighbours import NeighbourRoutes
from bot.platforms.salon.platform import Bell, SalonPlatform
from bot.platforms.salon.routes import SalonRoutes
from handlers.members.model import Hosting, WebAddress
from storage.alarms import StoredAlarms
from storage.database import Conflict, Database, StorageUnavailable, open_database
from storage.migrate import migrate
from storage.posts import StoredPosts
from storage.settings import keep_moment, secret

from .assembly import FEATURES
from .calendars import StoredCalendars
from .clock import Clock
from .config import Config
from .delivery import Delivery
from .demo import plant
from .dispatch import Dispatch
from .limits import Limits
from .memory import StoredMemory
from .personal_links import StoredLinks
from .rooms import StoredRooms
from .web.calendars import CalendarRoutes, path
from .web.server import Server

if TYPE_CHECKING:
    from bot.platforms.matrix.door import MatrixDoor
    from bot.platforms.telegram.door import TelegramDoor

log = structlog.get_logger()


UNAVAILABLE = (StorageUnavailable, Conflict)
"""What platforms are told to understand as « nothing can be kept now »."""


LONGEST_CATCHING_UP = 120.0
"""Seconds after the first act within which what comes may have waited."""


def utc_now() -> datetime:
    return datetime.now(UTC)


def _hosting(config: Config, calendars: Callable[[str], WebAddress | None]) -> Hosting:
    access, group = config.access, config.group
    return Hosting(
        access.operator, access.new_groups == "open", group.timezone, group.language, group.school_zone, calendars
    )


class Program:
    """Palabre with its parts, from `start` to `stop`. `now` is the wall clock; tests turn it by hand.

    `demo`: makes the demonstration group where there is none. `by_name`: lets anybody be one of its people;
    a host's own program never does, even on a database that holds such a group.
    """

    def __init__(
        self,
        config: Config,
        *,
        demo: bool = False,
        by_name: bool = True,
        now: Callable[[], datetime] = utc_now,
        limits: Limits | None = None,
    ) -> None:
        self.config = config
        self.now = now
        self.address = ""
        self._served_at = ""
        self.database: Database = open_database(config.storage.url)
        self.limits = limits or Limits()
        hosting = _hosting(config, self._calendar_address)
        self.dispatch = Dispatch(self.database, self._nudge, hosting, self.limits)
        self.clock = Clock(self.database, self.dispatch, now)
        self.rooms = StoredRooms(self.database, now, by_name=by_name)
        self.bell = Bell()
        self.platforms: dict[str, Platform] = {}
        if config.salon.enabled:
            self.platforms["salon"] = SalonPlatform(self.rooms, self.bell)
        self.delivery = Delivery(self.database, self.platforms, now, hosting)
        self.telegram = self._telegram_door() if config.telegram.token is not None else None
        if self.telegram is not None:
            self.platforms["telegram"] = self.telegram.platform
        self.matrix = self._matrix_door() if config.matrix.homeserver else None
        if self.matrix is not None:
            self.platforms["matrix"] = self.matrix.platform
        self.limits.lifted = self._still_catching_up
        self._demo = demo
        self._server: Server | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._began = 0.0
        """When the first act came, in monotonic seconds."""

    def _telegram_door(self) -> "TelegramDoor":
        from bot.platforms.telegram.door import TelegramDoor  # only where it is configured

        language = self.config.group.language
        return TelegramDoor(
            self.config.telegram,
            self.dispatch,
            StoredMemory(self.database, self.now, language),
            [line for placed in FEATURES for line in placed.feature.commands],
            self.now,
            self.delivery.stir,
            language,
            UNAVAILABLE,
        )

    def _matrix_door(self) -> "MatrixDoor":
        from bot.matrix_memory import MatrixMemory  # only where it is configured
        from bot.platforms.matrix.door import MatrixDoor

        language = self.config.group.language
        return MatrixDoor(
            self.config.matrix,
            self.config.matrix.store_dir,
            self.dispatch,
            MatrixMemory(self.database, self.now, language),
            [line for placed in FEATURES for line in placed.feature.commands],
            self.now,
            self.delivery.stir,
            language,
            UNAVAILABLE,
        )

    def _catching_up(self) -> list[asyncio.Event]:
        """Set, one by one, as what waited at each platform is kept."""
        return [door.caught_up for door in (self.telegram, self.matrix) if door is not None]

    def _still_catching_up(self) -> bool:
        """What waited while nobody listened is no flood; but nobody who goes on flooding is still waiting."""
        if all(caught_up.is_set() for caught_up in self._catching_up()):
            return False
        self._began = self._began or time.monotonic()
        return time.monotonic() - self._began < LONGEST_CATCHING_UP

    def _nudge(self) -> None:
        self.delivery.wake()
        self.clock.wake()

    async def open(self) -> Path | None:
        """The database, alone on it and up to date; gives the backup made before a migration, if any.

        Raises AlreadyRunning, NewerDatabase, StorageUnavailable.
        """
        await self.database.hold()
        await self.database.open()
        saved = await migrate(self.database, self.now())
        if self._demo:
            group = self.config.group
            await plant(self.database, self.now(), group.timezone, group.school_zone)
        return saved

    async def start(self) -> None:
        """Everything: `address` tells where the salon is. Raises also OSError where the port is taken."""
        saved = await self.open()
        if saved is not None:
            log.info("storage.migrated", backup=str(saved))
        await self.serve()
        running = [self.delivery.run(), self.clock.run(self._catching_up())]
        running += [door.run() for door in (self.telegram, self.matrix) if door is not None]
        self._tasks = [asyncio.create_task(part) for part in running]

    async def serve(self) -> None:
        """Opens the web server, with the salon where it is enabled. Raises OSError where the port is taken."""
        salon, webhook = self.config.salon, self.config.telegram.webhook_url
        self._server = Server(salon.host, salon.port, salon.public_url, self.health, webhook)
        if self.telegram is not None:
            await self.telegram.prepare()
            if self.telegram.webhook is not None:
                self._server.app.router.add_post(self.telegram.webhook.path, self.telegram.webhook.take)
        calendars = StoredCalendars(self.database, self.now)
        CalendarRoutes(calendars.read, unavailable=UNAVAILABLE).add_to(self._server.app)
        if salon.enabled:
            await self._open_salon(self._server)
        self._served_at = await self._server.start()
        self.address = self._served_at if salon.enabled else ""

    def _calendar_address(self, secret: str) -> WebAddress | None:
        """Calendars are read from elsewhere, so where the host has named no public address it is of use on this
        machine alone."""
        if not self._served_at:
            return None
        return WebAddress(self._served_at + path(secret), everywhere=bool(self.config.salon.public_url))

    async def _open_salon(self, server: Server) -> None:
        key = await self.database.write(lambda tx: secret(tx, "salon_forms"))
        doors = Doors(self.rooms, key, secure=self.config.salon.public_url.startswith("https://"))
        routes = SalonRoutes(
            self.rooms,
            doors,
            self.bell,
            self.dispatch,
            self.now,
            language=self.config.group.language,
            unavailable=UNAVAILABLE,
        )
        routes.add_to(server.app)
        links = StoredLinks(self.database, self.now)
        NeighbourRoutes(links, doors, routes.inside, server.address_for, unavailable=UNAVAILABLE).add_to(
            server.app
        )
        server.explain = routes.explain

    async def run_until(self, ended: asyncio.Event) -> None:
        """Runs until `ended` is set. A part that fails for good ends the program, rather than leaving it
        half alive; what it raised is raised here."""
        waiting = asyncio.create_task(ended.wait())
        done, _ = await asyncio.wait({waiting, *self._tasks}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        for task in done - {waiting}:
            task.result()

    async def stop(self) -> None:
        """Closes what is open, also after a start that failed half-way."""
        self.bell.close()
        if self._server is not None:
            await self._server.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for door in (self.telegram, self.matrix):
            if door is not None:
                await door.stop()
        await self.database.close()

    async def health(self) -> dict[str, int]:
        """Posts that wait to be shown and alarms that are overdue. Raises where a part has died, or where
        the database keeps nothing."""
        for task in self._tasks:
            if task.done():
                raise RuntimeError("a part of the program has ended")
        await self.database.write(lambda tx: keep_moment(tx, "pulse", self.now()))
        async with self.database.reading() as tx:
            stale = len(await StoredPosts(tx).stale())
            overdue = len(await StoredAlarms(tx).due(self.now()))
        return {"posts_waiting": stale, "alarms_overdue": overdue}
