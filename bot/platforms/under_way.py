"""What is done beside what comes next, until it ends: nobody waits for it but the end of the program."""

import asyncio
from collections.abc import Coroutine
from typing import Any

LAST_MOMENT = 2.0
"""Seconds that are left at the end for what is under way."""


class UnderWay:
    """Tasks that are held on to while they run: the loop alone would let them go."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Runs beside what comes next."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def finish(self) -> None:
        """Lets it end by itself, for a moment."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=LAST_MOMENT)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
