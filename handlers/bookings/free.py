"""What is free: which units at a given time, and the nearest other times."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count, islice

from handlers.when.calendar.almanac import on_the_wall

from .model import Slot, Space, Taken, Times

AROUND = timedelta(days=31)
"""How far around a wish a free time is looked for."""
STEP = 30
"""Minutes between two times that are tried, where the space has no step of its own."""


def free_units(space: Space, taken: Sequence[Taken], times: Times) -> list[int]:
    """The units of a space that nobody has then, nor in the cleaning after it, in their order."""
    ends = after_cleaning(space, times.ends)
    busy = {one.unit for one in taken if one.starts < ends and times.starts < one.ends}
    return [unit for unit in space.units if unit not in busy]


def after_cleaning(space: Space, ends: datetime) -> datetime:
    """When somebody else can begin."""
    return (ends.astimezone(UTC) + timedelta(minutes=space.rules.buffer)).astimezone(ends.tzinfo)


def nearest(
    space: Space, taken: Sequence[Taken], times: Times, amount: int, fits: Callable[[Times], bool], most: int = 2
) -> list[Times]:
    """The free times of the same length that are nearest: the last before, the first after; by nights from day to
    day, by hours on the same day, and where there is none the same hours of the days around. In their order.
    `fits`: whether the rules allow it."""

    def free(other: Times) -> bool:
        return len(free_units(space, taken, other)) >= amount and fits(other)

    for way in _ways(space.slot, space.rules.step or STEP):
        before = next((one for one in _shifted(times, way, -1) if free(one)), None)
        after = next((one for one in _shifted(times, way, 1) if free(one)), None)
        found = [one for one in (before, after) if one is not None]
        if found:
            return sorted(found, key=lambda one: one.starts)[:most]
    return []


def _ways(slot: Slot, step: int) -> Sequence[tuple[timedelta, int]]:
    """By how much a time is moved, and how often."""
    days = (timedelta(days=1), AROUND.days)
    return (days,) if slot == "nights" else ((timedelta(minutes=step), 12 * 60 // step), days)


def _shifted(times: Times, way: tuple[timedelta, int], sign: int) -> Iterator[Times]:
    by, often = way
    for steps in islice(count(1), often):
        yield moved(times, sign * steps * by)


def moved(times: Times, by: timedelta) -> Times:
    """The same times so much later on the clock of the wall; where that jumps, its hours are kept."""
    return Times(
        *(on_the_wall(moment.replace(tzinfo=None) + by, times.zone) for moment in (times.starts, times.ends))
    )
