"""What other features ask of workshops that come back: the meetings of a group, at another rhythm."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from handlers.when.model import Recurrence
from handlers.when.pace import Pace, paced

from .box import Box
from .model import Series
from .repeating import Repeating

_MARK = "s"
"""Before the number of a series, so that what other features keep has another."""


@dataclass(frozen=True)
class Meeting:
    """`id`: as `SeriesDesk` names it. `next_at`: None while it is paused."""

    id: str
    title: str
    rhythm: Recurrence
    next_at: datetime | None


class SeriesDesk:
    """A meeting is a workshop that comes back."""

    def __init__(self, box: Box) -> None:
        self.box = box
        self.repeating = Repeating(box)

    async def recurring(self, group: int) -> Sequence[Meeting]:
        """What comes next comes first, what is paused last."""
        found = [await self._meeting(one) for one in await self.box.workshops.lasting(group)]
        return sorted(found, key=lambda one: (one.next_at is None, one.next_at and one.next_at.timestamp()))

    async def meeting(self, group: int, id: str) -> Meeting | None:
        series = await self._found(group, id)
        return None if series is None else await self._meeting(series)

    async def foresee(
        self, group: int, id: str, rhythm: Pace | Literal["pause"], now: datetime
    ) -> datetime | None:
        """When it would be next; nothing changes. None where it would not be."""
        series = await self._found(group, id)
        new = None if series is None or rhythm == "pause" else paced(series.rhythm, rhythm, series.zone, now)
        return None if new is None or not isinstance(new.start, datetime) else new.start

    async def set_rhythm(
        self, group: int, id: str, rhythm: Pace | Literal["pause"], now: datetime
    ) -> tuple[datetime | None, str]:
        """At this rhythm from now on: dates of the old one do not take place, and whoever was to come is told.
        Gives its next date, and how it was before."""
        series = await self._found(group, id)
        if series is None:
            return None, ""
        new = None if rhythm == "pause" else paced(series.rhythm, rhythm, series.zone, now)
        next_at = await self._become(series, new, now)
        became = await self._found(group, id)
        assert became is not None, "it is locked"
        return next_at, json.dumps({"was": _kept(series), "became": _kept(became)})

    async def put_back(self, group: int, id: str, was: str, now: datetime) -> datetime | None:
        """As it was before, unless somebody has changed it since; gives its next date."""
        series = await self._found(group, id)
        if series is None or not was:
            return None
        kept = json.loads(was)
        if _kept(series) != kept["became"]:
            return (await self._meeting(series)).next_at
        before = kept["was"]
        rhythm = replace(
            series.rhythm,
            rule=before["rule"],
            start=datetime.fromisoformat(before["start"]).astimezone(series.zone),
            end=None if before["end"] is None else datetime.fromisoformat(before["end"]).astimezone(series.zone),
        )
        return await self._become(series, rhythm if before["state"] == "active" else None, now)

    async def _become(self, series: Series, rhythm: Recurrence | None, now: datetime) -> datetime | None:
        """Paused where there is no rhythm; gives its next date."""
        if rhythm is None:
            await self.repeating.pause(series, now)
            return None
        following = await self.repeating.change(series, rhythm, now, rings=False)
        assert following.slot is not None, "a date of a series has its hours"
        return following.slot.starts

    async def _found(self, group: int, id: str) -> Series | None:
        number = id.removeprefix(_MARK)
        if number == id or not number.isdecimal():
            return None
        found = await self.box.workshops.series(int(number))
        if found is None or found.group != group or found.state == "ended":
            return None
        return found if isinstance(found.rhythm.start, datetime) else None

    async def _meeting(self, series: Series) -> Meeting:
        held = None if series.holder is None else await self.box.workshops.find(series.holder)
        assert held is not None, "a series that lasts has a date"
        ahead = held.slot.starts if held.state == "fixed" and held.slot is not None else None
        return Meeting(f"{_MARK}{series.id}", held.title, series.rhythm, ahead)


def _kept(series: Series) -> dict[str, str | None]:
    rhythm = series.rhythm
    return {
        "rule": rhythm.rule,
        "start": rhythm.start.isoformat(),
        "end": None if rhythm.end is None else rhythm.end.isoformat(),
        "state": series.state,
    }
