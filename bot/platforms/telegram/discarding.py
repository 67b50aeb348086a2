"""Counts the messages of a room that were not for Palabre, and keeps nothing else of them."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from telegram import Chat, Update

from .incoming import PLATFORM
from .store import Memory

WRITTEN_EVERY = timedelta(minutes=1)


class Discards:
    """In memory, and written now and then: a process that is killed loses what it counted in its last minute."""

    def __init__(self, memory: Memory, now: Callable[[], datetime]) -> None:
        self._memory = memory
        self._now = now
        self._counted: Counter[str] = Counter()
        self._written_at = now()

    def add(self, messages: Counter[str]) -> None:
        """So many came from each room, and are thrown away by now."""
        self._counted.update(messages)

    async def write(self, *, at_once: bool = False) -> None:
        """Once a minute at the most, unless it must be now. Raises what the memory does where nothing can be
        kept; then they are counted still."""
        due = at_once or abs(self._now() - self._written_at) >= WRITTEN_EVERY
        if not self._counted or not due:
            return
        await self._memory.discarded(dict(self._counted), PLATFORM)
        self._counted.clear()
        self._written_at = self._now()


def room_of_talk(update: Update) -> str | None:
    """The group in which somebody said something; None where it is no message of a group."""
    message = update.message
    if message is None or message.chat.type not in (Chat.GROUP, Chat.SUPERGROUP):
        return None
    return str(message.chat.id) if message.text or message.effective_attachment else None
