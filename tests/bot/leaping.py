"""Time that passes as fast as the work in it is done: a story of an hour is told in a moment."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from typing import Any

TICK = 1e-6
"""Seconds that one round of the loop takes."""


class Leaping(selectors.DefaultSelector):
    """Waits for nothing: the time that would be waited is over at once."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1000.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        found = super().select(0)
        assert found or timeout is not None, "everybody waits, and nothing will come"
        self.now += TICK if found else max(timeout or 0, TICK)
        return found


def leaping() -> asyncio.AbstractEventLoop:
    """An event loop whose time passes as fast as its work is done."""
    selector = Leaping()
    loop = asyncio.SelectorEventLoop(selector)
    loop.time = lambda: selector.now  # type: ignore[method-assign]
    return loop


def lived(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    with asyncio.Runner(loop_factory=leaping) as runner:
        runner.run(story())
