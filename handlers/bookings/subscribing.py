"""« Dans mon agenda »: the secret address at which somebody's own calendar reads bookings, and a new one."""

import hashlib
from collections.abc import Callable
from datetime import datetime

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press
from handlers.conversation.text import t
from handlers.conversation.views import View
from handlers.members.desk import unknown
from handlers.members.model import Here, WebAddress

from . import subscribing_views
from .box import Box
from .calendar_store import Kind
from .model import Space

Addressing = Callable[[str], WebAddress | None]
"""Where a calendar with this secret is read; None where nobody could reach it."""
_KINDS: dict[str, Kind] = {"group": "group", "space": "space", "person": "person"}


def nowhere(secret: str) -> WebAddress | None:
    return None


class Subscribing:
    """Everybody of a group gets the addresses of the group and its spaces, and their own alone. Who runs the group
    renews the former."""

    def __init__(self, box: Box, addressing: Addressing) -> None:
        self.box = box
        self.addressing = addressing

    async def show(self, press: Press) -> Answer:
        """`bookings:feed:<kind>:<space, or 0>`."""
        here, kind, space = await self._asked(press)
        return Answer(view=await self._view(here, kind, space, press.at))

    async def renew(self, press: Press) -> Answer:
        """« Nouvelle adresse », `bookings:newfeed:<kind>:<space, or 0>:<mark of the old one>`: a second tap, or
        somebody else's, does not renew what has just been renewed."""
        here, kind, space = await self._asked(press)
        if kind != "person" and not here.runs:
            raise Refused(t("Only those who run the group can do that."))
        known = await self.box.bookings.calendar_link(kind, _record(here, kind, space), press.at)
        if press.word(2) == mark(known):
            await self.box.bookings.calendar_link(kind, _record(here, kind, space), press.at, renew=True)
        return Answer(view=await self._view(here, kind, space, press.at, renewed=True))

    async def _asked(self, press: Press) -> tuple[Here, Kind, Space | None]:
        kind = _KINDS.get(press.word(0))
        if kind is None:
            raise unknown()
        if kind != "space":
            return await self.box.members.here(press), kind, None
        space = await self.box.bookings.space(press.number(1), press.at)
        if space is None:
            raise unknown()
        return await self.box.members.here(press, space.group), kind, space

    async def _view(
        self, here: Here, kind: Kind, space: Space | None, now: datetime, *, renewed: bool = False
    ) -> View:
        where = self.addressing("")
        if where is None or not (where.everywhere or here.group.demo):
            return subscribing_views.no_address()
        secret = await self.box.bookings.calendar_link(kind, _record(here, kind, space), now)
        address = self.addressing(secret)
        assert address is not None, "there was one above"
        may_renew = kind == "person" or here.runs
        return subscribing_views.address(kind, space, address, mark(secret) if may_renew else "", renewed=renewed)


def _record(here: Here, kind: Kind, space: Space | None) -> int:
    if kind == "person":
        return here.person.id
    return here.group.id if space is None else space.id


def mark(secret: str) -> str:
    """By which a button knows which address it was to renew, without knowing it."""
    return hashlib.sha256(f"mark of {secret}".encode()).hexdigest()[:8]
