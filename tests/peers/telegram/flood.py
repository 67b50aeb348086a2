"""How fast a bot may speak: the limits that Telegram publishes, with the small tolerance it shows for bursts."""

import math
from collections import defaultdict, deque
from collections.abc import Callable

from .calls import Refusal

OVERALL = 30
"""Messages in any second, all chats together."""
BURST = 3
"""Messages that one chat takes at once; after them one a second. Telegram gives no number, only that short bursts pass:
three is a card with its receipt and its picture."""
JITTER = 0.1
"""Of a message: one a second, sent in time, may arrive a little early. What is taken so is missing later."""
GROUP = 20
"""Messages and edits in one group in any minute."""


class Flood:
    """`flooded`: how many calls were refused. `speed`: 10 makes every window ten times shorter."""

    def __init__(self, on: bool, speed: float, clock: Callable[[], float]) -> None:
        self.on = on
        self.flooded = 0
        self._speed = speed
        self._clock = clock
        self._all: deque[float] = deque()
        self._minutes: dict[int, deque[float]] = defaultdict(deque)
        self._buckets: dict[int, tuple[float, float]] = {}
        self._until: dict[int, float] = {}

    def spend(self, chat: int, *, group: bool, alone: bool = False) -> None:
        """One message or edit in this chat. `alone`: seen by one person, so that only the overall limit counts it.
        Raises Refusal with retry_after, in whole real seconds; until they are over the chat takes nothing."""
        if not self.on:
            return
        now = self._clock()
        if not alone and self._until.get(chat, 0) > now:
            raise self._refusal(self._until[chat] - now)
        second, minute = 1 / self._speed, 60 / self._speed
        whole = _recent(self._all, now - second)
        if len(whole) >= OVERALL:
            raise self._refusal(whole[0] + second - now)
        if not alone:
            self._spend_in_chat(chat, now, second, minute if group else None)
        whole.append(now)

    def _spend_in_chat(self, chat: int, now: float, second: float, minute: float | None) -> None:
        left, at = self._buckets.get(chat, (float(BURST), now))
        left = min(float(BURST), left + (now - at) / second)
        waits = [(1 - left) * second] if left < 1 - JITTER else []
        if minute is not None:
            recent = _recent(self._minutes[chat], now - minute)
            if len(recent) >= GROUP:
                waits.append(recent[0] + minute - now)
        if waits:
            refusal = self._refusal(max(waits))
            self._until[chat] = now + refusal.parameters["retry_after"]
            raise refusal
        self._buckets[chat] = (left - 1, now)
        if minute is not None:
            self._minutes[chat].append(now)

    def _refusal(self, seconds: float) -> Refusal:
        self.flooded += 1
        return too_many(max(1, math.ceil(seconds)))


def _recent(times: deque[float], since: float) -> deque[float]:
    while times and times[0] <= since:
        times.popleft()
    return times


def too_many(seconds: int) -> Refusal:
    """HTTP 429, as the real server words it."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
