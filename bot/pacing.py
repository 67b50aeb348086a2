"""How fast a platform may be spoken to: in all, in one chat, and who goes first when not everybody can."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from handlers.conversation.events import Chat


class Urgency(IntEnum):
    """What goes first: what somebody waits for, then what is new, then what only becomes more exact, then what
    only makes it handier."""

    ANSWER = 0
    NEWS = 1
    REFRESH = 2
    COMFORT = 3


@dataclass(frozen=True)
class Pace:
    """At most `most` messages and edits within any `seconds`. `kept` of them, fewer than all, are not for
    refreshes, nor for what only makes something handier."""

    most: int
    seconds: float
    kept: int = 0

    def open_to(self, urgency: Urgency) -> int:
        return self.most - self.kept if urgency >= Urgency.REFRESH else self.most


@dataclass(frozen=True)
class Bucket:
    """As some servers count: `most` at once, and another one every `seconds`. `kept` as for a pace."""

    most: int
    seconds: float
    kept: int = 0


@dataclass(frozen=True)
class Paces:
    """The limits of one chat: for everything, and more narrowly for refreshes."""

    everything: Sequence["Pace | Bucket"] = ()
    refreshes: Sequence["Pace | Bucket"] = ()


class _Window:
    """The moments at which something was sent, as far back as its pace looks."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._sent: deque[float] = deque()

    def free_at(self, now: float, urgency: Urgency) -> float:
        """When one more may be sent: `now`, or when the oldest of too many falls out of the window."""
        while self._sent and self._sent[0] <= now - self._pace.seconds:
            self._sent.popleft()
        room = self._pace.open_to(urgency) - len(self._sent)
        return now if room > 0 else self._sent[-room] + self._pace.seconds

    def take(self, now: float) -> None:
        self._sent.append(now)

    def postpone(self, now: float) -> None:
        """The last one went out at its turn, but got there only now."""
        if self._sent:
            self._sent[-1] = now

    def put_back(self) -> None:
        if self._sent:
            self._sent.pop()

    def idle(self, now: float) -> bool:
        """Whether nothing of what was sent counts any more."""
        return not self._sent or self._sent[-1] <= now - self._pace.seconds


class _Drops:
    """What a bucket still holds: it fills again while nothing is taken."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket
        self._left = float(bucket.most)
        self._seen = 0.0

    def free_at(self, now: float, urgency: Urgency) -> float:
        needed = 1 + (self._bucket.kept if urgency >= Urgency.REFRESH else 0) - self._held(now)
        return now + max(0.0, needed) * self._bucket.seconds

    def take(self, now: float) -> None:
        self._left, self._seen = self._held(now) - 1, now

    def postpone(self, now: float) -> None:
        """A bucket does not look at when something arrived."""

    def put_back(self) -> None:
        self._left += 1

    def idle(self, now: float) -> bool:
        return self._held(now) >= self._bucket.most

    def _held(self, now: float) -> float:
        return min(self._bucket.most, self._left + (now - self._seen) / self._bucket.seconds)


def _window(pace: Pace | Bucket) -> "_Window | _Drops":
    return _Window(pace) if isinstance(pace, Pace) else _Drops(pace)


class Pacing:
    """The pace of one platform.

    Where a platform names a number for a time, a window that slides: a bucket of 20 a minute lets 39 through in
    its first. Where it counts by a bucket itself, the same bucket.
    """

    def __init__(self, overall: Sequence[Pace | Bucket], of_chat: Callable[[Chat], Paces]) -> None:
        self._overall = [_window(pace) for pace in overall]
        self._of_chat = of_chat
        self._everything: dict[Chat, list[_Window | _Drops]] = {}
        self._refreshes: dict[Chat, list[_Window | _Drops]] = {}
        self._held: dict[Chat, float] = {}
        self._all_held = 0.0
        self._queue = [0 for _ in Urgency]
        """How many wait for the whole platform, by urgency: who is less urgent lets them pass."""

    async def turn(self, chat: Chat, urgency: Urgency) -> bool:
        """Waits until this chat may get one more; says whether it had to wait."""
        waited = False
        while (wait := self._wait(chat, urgency)) > 0:
            waited = True
            queues = self._queues(chat, urgency)
            self._queue[urgency] += queues
            try:
                await asyncio.sleep(wait)
            finally:
                self._queue[urgency] -= queues
        self._take(chat, urgency)
        return waited

    def arrived(self, chat: Chat) -> None:
        """A refresh has got there: the time until the next one begins. Between a turn and an arrival lie the
        drawing and the network; where the first took long and the second did not, two came closer than agreed."""
        for window in self._refreshes.get(chat, ()):
            window.postpone(self._now())

    def unused(self, chat: Chat) -> None:
        """The last turn of this chat came to nothing, and nothing was sent: somebody else may have it."""
        for window in (*self._overall, *self._everything.get(chat, ())):
            window.put_back()

    def soon(self, chat: Chat, urgency: Urgency, seconds: float) -> bool:
        """Whether a turn would come within this time."""
        return self._wait(chat, urgency) <= seconds

    def hold(self, chat: Chat, seconds: float) -> None:
        """The platform has asked to leave this chat alone for a while."""
        self._held[chat] = max(self._held.get(chat, 0), self._now() + seconds)

    def hold_all(self, seconds: float) -> None:
        """The platform has asked to be left alone, whatever the chat."""
        self._all_held = max(self._all_held, self._now() + seconds)

    def _wait(self, chat: Chat, urgency: Urgency) -> float:
        now = self._now()
        overall = self._in_all(now, urgency)
        if any(self._queue[:urgency]):
            overall += _STEP_ASIDE
        return max(self._in_chat(now, chat, urgency), overall) - now

    def _queues(self, chat: Chat, urgency: Urgency) -> bool:
        """Whether it is the whole platform that this waits for, and not its own chat."""
        now = self._now()
        return self._in_chat(now, chat, urgency) <= self._in_all(now, urgency)

    def _in_chat(self, now: float, chat: Chat, urgency: Urgency) -> float:
        """When the chat may get one more."""
        free = max((window.free_at(now, urgency) for window in self._windows(chat, urgency)), default=now)
        return max(free, self._held.get(chat, now))

    def _in_all(self, now: float, urgency: Urgency) -> float:
        """When the platform takes one more, in whatever chat."""
        free = max((window.free_at(now, urgency) for window in self._overall), default=now)
        return max(free, self._all_held)

    def _take(self, chat: Chat, urgency: Urgency) -> None:
        now = self._now()
        for window in (*self._overall, *self._windows(chat, urgency)):
            window.take(now)

    def _windows(self, chat: Chat, urgency: Urgency) -> list[_Window | _Drops]:
        """Those of the chat; a refresh looks through narrower ones too."""
        if chat not in self._everything:
            if len(self._everything) > MOST_CHATS:
                self._forget_idle()
            paces = self._of_chat(chat)
            self._everything[chat] = [_window(pace) for pace in paces.everything]
            self._refreshes[chat] = [_window(pace) for pace in paces.refreshes]
        everything = self._everything[chat]
        return [*everything, *self._refreshes[chat]] if urgency is Urgency.REFRESH else everything

    def _forget_idle(self) -> None:
        """Chats to which nothing was said for a while are as new ones."""
        now = self._now()
        for chat, windows in list(self._everything.items()):
            if all(window.idle(now) for window in (*windows, *self._refreshes[chat])):
                del self._everything[chat], self._refreshes[chat]
        self._held = {chat: until for chat, until in self._held.items() if until > now}

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()


MOST_CHATS = 10_000
_STEP_ASIDE = 0.05
"""Seconds that somebody less urgent leaves to those who wait for the same opening."""
