"""The calendars at secret addresses, over the database."""

from collections.abc import Callable
from datetime import datetime

from handlers.bookings.feeding import Feeding
from handlers.conversation.text import Text
from storage.database import Database

from .assembly import BY_NAME
from .ground import Ground
from .texts import voice


class StoredCalendars:
    """Each look is one transaction in which nothing can be written."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    async def read(self, secret: str) -> str | None:
        """The calendar as it stands now; None where the address is none, or none any more."""
        now = self._now()
        async with self._database.reading() as tx:
            feeding: Feeding = BY_NAME["bookings"].make(Ground(tx, now)).part(Feeding)
            return await feeding.feed(secret, now, _say)


def _say(language: str, text: Text) -> str:
    return voice(language)(text)
