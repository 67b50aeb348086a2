"""What must be done on the server beside the conversation, again and again where it does not take it now."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

from .failures import NotReady, Refusal, Unreachable

log = structlog.get_logger()

AGAIN_AFTER = 10.0
"""Seconds until something that failed is tried again, where the server names no other time."""
LONGEST_TRIES = 30
"""After so many failures it is left alone, until it is wanted anew."""


@dataclass
class _Errand:
    do: Callable[[], Awaitable[None]]
    tries: int = 0


class Errands:
    """One after the other. What the server refuses for good is left alone."""

    def __init__(self, unavailable: tuple[type[Exception], ...]) -> None:
        self._unavailable = unavailable
        self._wanted: dict[str, _Errand] = {}
        self._woken = asyncio.Event()
        self._doing = ""

    def want(self, name: str, do: Callable[[], Awaitable[None]]) -> None:
        """Does this soon; what already waits under this name is not wanted twice. What is being done under it may
        have begun too early, as where an invitation comes meanwhile: it is done once more."""
        if name == self._doing:
            self._wanted[name] = _Errand(do)
        self._wanted.setdefault(name, _Errand(do))
        self._woken.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._woken.clear()
            if not self._wanted:
                await self._woken.wait()
                continue
            name = next(iter(self._wanted))
            errand = self._wanted[name]
            self._doing = name
            wait = await self._tried(name, errand)
            self._doing = ""
            if self._wanted.get(name) is errand:
                del self._wanted[name]
                if wait and errand.tries < LONGEST_TRIES:
                    self._wanted[name] = errand  # after the others
            await asyncio.sleep(wait)

    async def _tried(self, name: str, errand: _Errand) -> float:
        """Gives the seconds to wait before anything else; 0 where it is done, or never will be."""
        errand.tries += 1
        try:
            await errand.do()
        except (Refusal, Unreachable, NotReady) as error:
            log.info("matrix.errand_failed", errand=name.partition(" ")[0], reason=str(error))
            if isinstance(error, Refusal) and not error.temporary:
                return 0.0
            return getattr(error, "retry_after", None) or AGAIN_AFTER
        except self._unavailable as error:
            log.error("matrix.storage_unavailable", reason=type(error).__name__)
            return AGAIN_AFTER
        return 0.0
