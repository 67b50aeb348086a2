"""What was asked of storage a moment ago, so that a storm of taps does not ask the same again for each."""

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

MOST = 10_000


class Recent(Generic[K, V]):
    """Answers that hold for some seconds; the oldest go where there are too many."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._known: OrderedDict[K, tuple[float, V]] = OrderedDict()

    async def get(self, key: K, ask: Callable[[], Awaitable[V]]) -> V:
        """The answer of a moment ago, or a new one."""
        now = time.monotonic()
        at, value = self._known.get(key, (float("-inf"), None))
        if value is not None and now - at < self._seconds:
            return value
        value = await ask()
        self.put(key, value)
        return value

    def put(self, key: K, value: V) -> None:
        """What is known without being asked for."""
        self._known[key] = (time.monotonic(), value)
        self._known.move_to_end(key)
        if len(self._known) > MOST:
            self._known.popitem(last=False)

    def drop(self, those: Callable[[K], bool]) -> None:
        """What is no longer true is asked again."""
        for key in [key for key in self._known if those(key)]:
            del self._known[key]
