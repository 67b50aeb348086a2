"""The days and hours on which something comes back, one after the other, without those that are left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from .calendar.almanac import LAST_YEAR, on_the_wall
from .calendar.school import KNOWN_FROM, KNOWN_UNTIL, public_holidays, school_holidays
from .model import WEEKDAY_CODES, Point, Recurrence, Without

LAST_PUBLIC_YEAR = 2100
"""The last year for which the library of public holidays has any."""
_DAY = timedelta(days=1)
_SAYS_WHICH_DAY = ("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYEASTER")


@dataclass(frozen=True)
class Occurrence:
    """One time of a recurrence: a day, or an aware minute with its end (not included) where one was said.

    `uncertain`: the recurrence leaves out holidays, and those around this day are not known: school holidays
    end with the summer of 2028, public ones with 2100.
    """

    start: Point
    end: datetime | None = None
    uncertain: bool = False


def first(recurrence: Recurrence, zone: ZoneInfo, *, after: Point | None = None) -> Occurrence | None:
    """The next one, or None where there is no more. As `occurrences` counts them."""
    return next(occurrences(recurrence, zone, after=after), None)


def occurrences(recurrence: Recurrence, zone: ZoneInfo, *, after: Point | None = None) -> Iterator[Occurrence]:
    """Every time of a recurrence in its order, found as it is asked for; an endless one ends with the year 2199.

    `after`: only those that start later than this aware minute, or after this day is over (a whole day starts
    at its midnight). What is long past costs nothing, except of a rule with COUNT, which is counted through.

    Times are wall-clock times of the zone: 19:00 stays 19:00 across a clock change. A time that the change
    skips is moved on by the gap (RFC 5545 §3.3.5; its §3.3.10 would leave that time out: the house keeps the
    meeting); of one that comes twice it is the first. Two that fall together so are one. Ends keep the hours of
    the first end; one that is not after its start is on the next day; one that a gap overtakes keeps its length.

    UNTIL and COUNT are those of RFC 5545 §3.3.10, UNTIL in local time and a bare day included. Times that
    `without` leaves out count for COUNT, as exception dates do (§3.8.5.1: the rule is counted first). A time is
    left out where the day on which it starts is. The start must be one that the rule gives (§3.8.5.3 leaves any
    other undefined; it would be skipped). Raises ValueError where the rule is none or its UNTIL is in UTC.
    """
    start = recurrence.start
    timed = isinstance(start, datetime)
    begin = _on_clock(start, zone)
    lasting = None if recurrence.end is None else _lasting(begin, _on_clock(recurrence.end, zone))
    late = None if after is None else _limit(after, zone)
    for wall in _walls(recurrence.rule, begin, None if after is None else _on_clock(after, zone), zone):
        minute = on_the_wall(wall, zone)
        if late is not None and _utc(minute) <= late:
            continue
        day = minute.date() if timed else wall.date()
        if _is_out(recurrence.without, day):
            continue
        end = None if lasting is None else _end(wall, minute, lasting, zone)
        yield Occurrence(minute if timed else day, end, _is_uncertain(recurrence.without, day))


def _walls(rule: str, begin: datetime, after: datetime | None, zone: ZoneInfo) -> Iterator[datetime]:
    """The times on a clock that nobody changes, in the order in which the real clock shows them."""
    parts = dict(part.split("=", 1) for part in rule.upper().split(";") if part)
    if "FREQ" not in parts or int(parts.get("INTERVAL", "1")) < 1 or {"COUNT", "UNTIL"} <= parts.keys():
        raise ValueError(f"no rule of RFC 5545: {rule}")
    if len(parts.get("UNTIL", "")) == len("20260930"):
        parts["UNTIL"] += "T235959"
    if after is not None and "COUNT" not in parts:
        begin = _nearer(parts, begin, after - 3 * _DAY)
    found: Any = rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=begin)
    last = datetime.min.replace(tzinfo=UTC)
    for day, walls in groupby(found, key=datetime.date):
        if day.year > LAST_YEAR:
            return
        for minute, wall in sorted((_utc(on_the_wall(wall, zone)), wall) for wall in walls):
            if minute > last:
                last = minute
                yield wall


def _nearer(parts: dict[str, str], begin: datetime, near: datetime) -> datetime:
    """A start of the same rule just before `near`, a whole number of its intervals later; `parts` then say
    what the rule had from its start."""
    interval = int(parts.get("INTERVAL", "1"))
    freq, week_start = parts.get("FREQ", ""), WEEKDAY_CODES.index(parts.get("WKST", "MO"))
    monday = begin - timedelta(days=(begin.weekday() - week_start) % 7)
    gone = {
        "YEARLY": near.year - begin.year,
        "MONTHLY": (near.year - begin.year) * 12 + near.month - begin.month,
        "WEEKLY": (near - monday) // timedelta(weeks=1),
        "DAILY": (near - begin) // _DAY,
    }.get(freq, 0)
    steps = (gone // interval - 1) * interval
    if steps <= 0:
        return begin
    if not any(name in parts for name in _SAYS_WHICH_DAY):
        if freq == "YEARLY":
            parts.setdefault("BYMONTH", str(begin.month))
        if freq in ("YEARLY", "MONTHLY"):
            parts["BYMONTHDAY"] = str(begin.day)
        elif freq == "WEEKLY":
            parts["BYDAY"] = WEEKDAY_CODES[begin.weekday()]
    if freq == "YEARLY":
        return begin.replace(year=begin.year + steps, month=1, day=1)
    if freq == "MONTHLY":
        years, month = divmod(begin.month - 1 + steps, 12)
        return begin.replace(year=begin.year + years, month=month + 1, day=1)
    return monday + timedelta(weeks=steps) if freq == "WEEKLY" else begin + timedelta(days=steps)


def _is_out(without: Without, day: date) -> bool:
    if any(first_day <= day <= last_day for first_day, last_day in without.spans):
        return True
    if without.holidays and day in public_holidays(day.year):
        return True
    if not without.school or not KNOWN_FROM <= day <= KNOWN_UNTIL:
        return False
    return any(first_day <= day <= last_day for _, first_day, last_day in school_holidays(without.school))


def _is_uncertain(without: Without, day: date) -> bool:
    unknown = bool(without.school) and not KNOWN_FROM <= day <= KNOWN_UNTIL
    return unknown or (without.holidays and day.year > LAST_PUBLIC_YEAR)


def _lasting(begin: datetime, end: datetime) -> timedelta:
    lasting = end - begin
    return lasting if lasting > timedelta() else lasting % _DAY or _DAY


def _end(wall: datetime, minute: datetime, lasting: timedelta, zone: ZoneInfo) -> datetime:
    end = on_the_wall(wall + lasting, zone)
    if _utc(end) <= _utc(minute):
        return on_the_wall(minute.replace(tzinfo=None) + lasting, zone)
    return end


def _on_clock(point: Point, zone: ZoneInfo) -> datetime:
    """What the clock on the wall shows then; midnight for a whole day."""
    if isinstance(point, datetime):
        return point.astimezone(zone).replace(tzinfo=None, fold=0)
    return datetime.combine(point, time())


def _limit(after: Point, zone: ZoneInfo) -> datetime:
    """The moment that a start has to be later than; the last one of a whole day."""
    if isinstance(after, datetime):
        return _utc(after)
    return _utc(on_the_wall(datetime.combine(after, time()) + _DAY, zone)) - timedelta.resolution


def _utc(moment: datetime) -> datetime:
    """Minutes of one zone are else compared by what the clock shows, and that comes twice in autumn."""
    return moment.astimezone(UTC)
