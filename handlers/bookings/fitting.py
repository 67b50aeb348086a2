"""Which dates of a rhythm can be had, and what is in the way of the others."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from handlers.conversation.text import Text

from . import free, rules
from .limits import Left
from .model import Space, Taken, Times, Wish
from .rhythm import Date


@dataclass(frozen=True)
class Planned:
    """A date, and what becomes of it: these `units`; or the rule that does not allow it; or what is `in_the_way`
    (with neither a booking nor a wait: a date of the same rhythm, or the cleaning after it)."""

    date: Date
    wish: Wish
    counts: bool = True
    units: tuple[int, ...] = ()
    over: bool = False
    why_not: Text | None = None
    limit: Left | None = None
    in_the_way: Taken | None = None

    @property
    def possible(self) -> bool:
        return bool(self.units)


def plan(
    space: Space,
    like: Wish,
    found: Sequence[Date],
    taken: Iterable[Taken],
    situation: rules.Situation,
    now: datetime,
) -> Sequence[Planned]:
    """What becomes of each date, one after the other: each sees those before it, in the limits of the household as
    in what is free. `taken` and `situation` are those of the whole time."""
    by_day: dict[int, list[Taken]] = defaultdict(list)
    for each in taken:
        _file(by_day, each)
    had, coming = list(situation.had), situation.coming
    planned: list[Planned] = []
    for one in found:
        wish = replace(like, times=one.times)
        if one.times.starts.timestamp() <= now.timestamp():
            planned.append(Planned(one, wish, over=True))
            continue
        verdict = rules.judge(space, wish, rules.Situation(had, coming, situation.listed), now)
        if verdict.why_not is not None:
            planned.append(Planned(one, wish, why_not=verdict.why_not, limit=verdict.limit))
            continue
        cleaned = free.after_cleaning(space, one.times.ends)
        near = [other for day in _days(one.times.starts, cleaned) for other in by_day[day]]
        units = tuple(free.free_units(space, near, one.times))
        if len(units) < wish.amount:
            planned.append(Planned(one, wish, in_the_way=_blocker(near, one.times, cleaned)))
            continue
        planned.append(Planned(one, wish, verdict.counts, units[: wish.amount]))
        for unit in units[: wish.amount]:
            _file(by_day, Taken(unit, one.times.starts, cleaned, "stay"))
        if verdict.counts:
            had.append(one.times)
            coming += 1
    return planned


def _blocker(near: Iterable[Taken], times: Times, cleaned: datetime) -> Taken:
    meeting = (one for one in near if one.starts < cleaned and times.starts < one.ends)
    return min(meeting, key=lambda one: (one.kind != "stay", one.starts))


def _file(by_day: dict[int, list[Taken]], one: Taken) -> None:
    """Filed under each day that it touches: a year of a laundry has thousands."""
    for day in _days(one.starts, one.ends):
        by_day[day].append(one)


def _days(begins: datetime, ends: datetime) -> range:
    return range(begins.astimezone(UTC).toordinal(), ends.astimezone(UTC).toordinal() + 1)
