"""How much one account, and one room, may ask within a few seconds; beyond, they are told to go gently."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from handlers.conversation.answer import Answer
from handlers.conversation.events import Command, Event, Press, Said
from handlers.conversation.text import t

log = structlog.get_logger()

PER_ACCOUNT = 40
"""Acts of one account within WINDOW: nobody's fingers do more."""
PER_ROOM = 600
"""Acts in one room within WINDOW: a room of three hundred that votes twice."""
WINDOW = 20.0
"""Seconds."""
MOST_KEPT = 20_000
"""Accounts and rooms that are remembered; the oldest go first."""
GENTLY = Answer(toast=t("Gently. Try again in a few seconds."), refused=True)


@dataclass
class _Acts:
    """The acts that were let through, by the event's id, each with the time at which it came."""

    came: OrderedDict[str, float] = field(default_factory=OrderedDict)
    told: bool = False
    """Whether the host has been told of this flood."""


class Limits:
    """Windows that slide, in memory. `clock` gives monotonic seconds; `lifted` says whether what comes now has
    waited at a platform, and is no flood. An event that was let through once is let through again."""

    def __init__(
        self,
        per_account: int | None = None,
        per_room: int | None = None,
        clock: Callable[[], float] = time.monotonic,
        lifted: Callable[[], bool] = lambda: False,
    ) -> None:
        self.lifted = lifted
        self._per_account = PER_ACCOUNT if per_account is None else per_account
        self._per_room = PER_ROOM if per_room is None else per_room
        self._clock = clock
        self._known: OrderedDict[tuple[str, str, str], _Acts] = OrderedDict()

    def over(self, event: Event) -> bool:
        """Whether this act is one too many. Time, and people who come and go, are never."""
        if not isinstance(event, (Command, Press, Said)) or self.lifted():
            return False
        platform, now = event.chat.platform, self._clock()
        account = self._acts((platform, "account", event.sender.account), now)
        # A private conversation is one person's already.
        room = None if event.chat.private else self._acts((platform, "room", event.chat.id), now)
        if event.id in account.came:
            return False
        if len(account.came) >= self._per_account:
            return _flood(account, "account", platform)
        if room is not None and len(room.came) >= self._per_room:
            return _flood(room, "room", platform)
        account.came[event.id] = now
        if room is not None:
            room.came[event.id] = now
        return False

    def _acts(self, key: tuple[str, str, str], now: float) -> _Acts:
        """What is remembered of this key within the window."""
        acts = self._known.get(key)
        if acts is None:
            acts = self._known[key] = _Acts()
            if len(self._known) > MOST_KEPT:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        while acts.came and next(iter(acts.came.values())) <= now - WINDOW:
            acts.came.popitem(last=False)
            acts.told = False
        return acts


def _flood(acts: _Acts, of: str, platform: str) -> bool:
    """Says so once, without a name."""
    if not acts.told:
        acts.told = True
        log.warning("limits.flood", of=of, platform=platform)
    return True
