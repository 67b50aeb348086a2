"""The rhythm that was said, with its first occurrence, its bounds and what it leaves out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from dateutil.rrule import rrulestr

from ..calendar.almanac import add_months, at
from ..grammar.clocks import PARTS, Clock
from ..grammar.loose import Loose, find
from ..grammar.moments import Moment, in_part
from ..grammar.reading import Reading
from ..grammar.rhythm import Rhythm
from ..model import Day, Duration, Instant, Meaning, Point, Recurrence, Span, Stop, Why, Without
from .ends import ending_point
from .gathered import Ending, Gathered, Named

_FAR = timedelta(days=366 * 9)


def recurrence(r: Reading, g: Gathered) -> tuple[Meaning, Sequence[Meaning]]:
    """The recurrence; said as « le mardi », also the next one alone. Raises Stop where it never happens."""
    assert g.rhythm is not None
    _begin_hours(g)
    said, rhythm = _days_said(r, g)
    first, last = _bounds(r, g)
    rhythm, without = _left_out(r, g, rhythm, first or r.today)
    clock, end_clock = _hours(r, said, rhythm)
    end_clock = end_clock or _until_hour(g)
    start = _first(r, rhythm, clock, first)
    day = start.date() if isinstance(start, datetime) else start
    rule = rhythm.rule
    lasting = g.lasting or (g.lengths[0] if g.lengths else None)
    count = g.count or rhythm.count
    end = None
    if end_clock is not None and clock is not None:
        over = (end_clock.hour, end_clock.minute) <= (clock.hour, clock.minute)
        end = at(day + timedelta(days=over), end_clock.hour, end_clock.minute, r.zone)
    elif lasting is not None and lasting.minutes and isinstance(start, datetime):
        end, lasting = start + timedelta(minutes=lasting.minutes), None
    if lasting is not None and not count:
        count, last = _as_count(rhythm, lasting, day, last)
    if count:
        rule += f";COUNT={count}"
    elif last is not None:
        if last < day:
            raise Stop(Why.BACKWARDS, r.text)
        rule += f";UNTIL={last:%Y%m%d}" + ("T235959" if isinstance(start, datetime) else "")
    found = Recurrence(rule, start, end, without)
    once = first is None and last is None and not count and not without
    return found, (_once(r, rhythm, start, said),) if once and (rhythm.soft or rhythm.together) else ()


def _once(r: Reading, rhythm: Rhythm, start: Point, said: Moment) -> Meaning:
    """The next such day alone: « le mardi » may be next Tuesday, « le week-end » the next one."""
    if isinstance(start, datetime):
        return Instant(start, "" if said.clock else rhythm.part)
    if rhythm.together:
        first = r.today + timedelta(days=(rhythm.weekdays[0][1] - r.today.weekday()) % 7)
        return Span(first, first + timedelta(days=len(rhythm.weekdays) - 1))
    return Day(start if start > r.today else start + timedelta(days=7))


def _begin_hours(g: Gathered) -> None:
    """« à partir du 12/11 20h », « jusqu'à Noël 18h » : the hour is the rhythm's."""
    begins: list[Moment | Named] = []
    for begin in g.begins:
        if isinstance(begin, Moment) and (begin.clock is not None or begin.part):
            g.moments.append(replace(begin, loose=None))
        if not isinstance(begin, Moment) or begin.loose is not None:
            begins.append(begin)
    g.begins = begins
    hours = any(said.clock is not None for said in g.moments)
    for ending in g.endings:
        target = ending.target
        if isinstance(target, Moment) and target.loose is not None and target.clock is not None and not hours:
            g.moments.append(Moment(clock=target.clock, part=target.part, words=target.words))


def _days_said(r: Reading, g: Gathered) -> tuple[Moment, Rhythm]:
    """The hour that was said, and the rhythm with the day that was said beside it: « tous les mois … le 15 »."""
    rhythm = g.rhythm
    assert rhythm is not None
    hour = Moment()
    for said in g.moments:
        loose = said.loose
        if loose is not None:
            rhythm = _with_day(r, rhythm, loose)
        if said.clock is not None:
            if hour.clock is not None:
                raise Stop(Why.SEVERAL, r.text)
            hour = replace(hour, clock=said.clock, last=said.last)
        if said.part:
            if hour.part and hour.part != said.part:
                raise Stop(Why.SEVERAL, r.text)
            hour = replace(hour, part=said.part)
    if g.exact:
        raise Stop(Why.UNCLEAR, r.text)
    return replace(hour, part=hour.part or rhythm.part), rhythm


def _with_day(r: Reading, rhythm: Rhythm, loose: Loose) -> Rhythm:
    if rhythm.open and rhythm.freq == "WEEKLY" and loose.weekday >= 0 and not loose.day and not loose.side:
        return replace(rhythm, weekdays=((0, loose.weekday),))
    if rhythm.open and rhythm.freq == "MONTHLY" and loose.day and not loose.month and loose.weekday < 0:
        return replace(rhythm, monthdays=(loose.day,))
    if rhythm.open and rhythm.freq == "YEARLY" and loose.nth and loose.fixed is not None:
        weekday = (loose.nth, loose.fixed.weekday())
        return replace(rhythm, weekdays=(weekday,), months=(loose.fixed.month,))
    if rhythm.open and rhythm.freq == "YEARLY":
        found = find(loose, r.today)
        if loose.month or loose.fixed is not None:
            return replace(rhythm, months=(found.month,), monthdays=(found.day,))
    raise Stop(Why.UNCLEAR, loose.words)


def _hours(r: Reading, said: Moment, rhythm: Rhythm) -> tuple[Clock | None, Clock | None]:
    if said.clock is None:
        if said.part == "midnight":
            return Clock(0), None
        return (Clock(PARTS[said.part]) if said.part else None), None
    clock, last = said.clock, said.last
    if said.part and said.part not in ("noon", "midnight"):
        clock, more = in_part(clock, said.part, said.words)
        if more:
            raise Stop(Why.UNCLEAR, said.words)
        last = in_part(last, said.part, said.words)[0] if last is not None and not last.sure else last
    return (replace(clock, hour=0) if clock.hour == 24 else clock), last


def _bounds(r: Reading, g: Gathered) -> tuple[date | None, date | None]:
    """The first and the last day that were said, both included."""
    first: date | None = None
    last: date | None = None
    if len(g.endings) > 1 or len(g.begins) > 1 or len(g.spans) + len(g.ranges) > 1:
        raise Stop(Why.SEVERAL, r.text)
    for span in g.spans:
        first, last = max(span.first, r.today), span.last
    for begins, ends in g.ranges:
        if not (begins.plain and ends.plain):
            raise Stop(Why.UNCLEAR, r.text)
        first, last = begins.day, ends.day
    for begin in g.begins:
        if isinstance(begin, Moment):
            assert begin.loose is not None, "those without a day were taken for hours"
            first = find(begin.loose, r.today)
        else:
            first = max(begin.first, r.today)
    for ending in g.endings:
        if _is_hour(ending):
            continue
        point = ending_point(r, ending)
        if isinstance(point, datetime):
            point = point.date() - timedelta(days=point.hour == 0 and point.minute == 0)
        elif isinstance(ending.target, Named) and ending.target.off:
            point = ending.target.first - timedelta(days=1)
        last = point
    return first, last


def _is_hour(ending: Ending) -> bool:
    """« tous les soirs jusqu'à 2h » : each of them ends then."""
    target = ending.target
    return isinstance(target, Moment) and target.loose is None and not target.today and target.clock is not None


def _until_hour(g: Gathered) -> Clock | None:
    for ending in g.endings:
        if _is_hour(ending) and isinstance(ending.target, Moment):
            return ending.target.clock
    return None


def _left_out(r: Reading, g: Gathered, rhythm: Rhythm, first: date) -> tuple[Rhythm, Without]:
    """The rule without the weekdays and months that are left out, and the days that a rule cannot say."""
    left = g.left
    if not left:
        return rhythm, Without()
    plain = {weekday for nth, weekday in left.weekdays if nth == 0}
    nths = [(nth, weekday) for nth, weekday in left.weekdays if nth]
    nths += [(nth, rhythm.weekdays[0][1]) for nth in left.nths if rhythm.weekdays]
    if left.nths and not rhythm.weekdays:
        raise Stop(Why.UNCLEAR, left.words)
    if plain:
        if rhythm.freq == "DAILY" and rhythm.interval == 1:
            rhythm = replace(rhythm, freq="WEEKLY", weekdays=tuple((0, weekday) for weekday in range(7)))
        if rhythm.freq != "WEEKLY" or not rhythm.weekdays:
            raise Stop(Why.UNCLEAR, left.words)
        kept = tuple(entry for entry in rhythm.weekdays if entry[1] not in plain)
        if not kept or len(kept) == len(rhythm.weekdays):
            raise Stop(Why.CONTRADICTION, left.words)
        rhythm = replace(rhythm, weekdays=kept)
    if nths:
        weekday = nths[0][1]
        if rhythm.rule != Rhythm("WEEKLY", 1, ((0, weekday),)).rule or any(other != weekday for _, other in nths):
            raise Stop(Why.UNCLEAR, left.words)
        gone = {nth for nth, _ in nths}
        if min(gone) < 0 < max(gone):
            raise Stop(Why.UNCLEAR, left.words)  # no rule counts from both ends
        numbers = range(1, 6) if min(gone) > 0 else range(-5, 0)
        rhythm = replace(rhythm, freq="MONTHLY", weekdays=tuple((n, weekday) for n in numbers if n not in gone))
    if left.months:
        months = tuple(month for month in rhythm.months or range(1, 13) if month not in left.months)
        if not months:
            raise Stop(Why.CONTRADICTION, left.words)
        rhythm = replace(rhythm, months=months)
    return rhythm, Without(left.spans, left.holidays, left.school)


def _first(r: Reading, rhythm: Rhythm, clock: Clock | None, first: date | None) -> Point:
    """The first occurrence, from the first day on; with an hour, the first still ahead."""
    begin = first or r.today
    start = datetime.combine(begin, datetime.min.time())
    rule = replace(rhythm, interval=1).rule if rhythm.interval > 1 else rhythm.rule
    if rhythm.open:
        rule = "FREQ=DAILY"
    for found in rrulestr(rule, dtstart=start).xafter(start, inc=True):
        if found - start > _FAR:
            break
        if clock is None:
            return found.date()
        minute = at(found.date(), clock.hour, clock.minute, r.zone)
        if minute > r.now:
            return minute
    raise Stop(Why.IMPOSSIBLE, r.text)


def _as_count(rhythm: Rhythm, lasting: Duration, start: date, last: date | None) -> tuple[int, date | None]:
    """« pendant 8 semaines » of a weekly rhythm is 8 times; other lengths end on their last day."""
    days = lasting.days + lasting.minutes // 1440
    if rhythm.freq == "WEEKLY" and days and days % (7 * rhythm.interval) == 0 and not lasting.months:
        return days // (7 * rhythm.interval) * max(1, len(rhythm.weekdays)), last
    if rhythm.freq == "DAILY" and days and not lasting.months:
        return -(-days // rhythm.interval), last
    if rhythm.freq == "MONTHLY" and lasting.months and lasting.months % rhythm.interval == 0 and not days:
        return lasting.months // rhythm.interval * max(1, len(rhythm.weekdays) + len(rhythm.monthdays)), last
    if rhythm.freq == "YEARLY" and lasting.months and lasting.months % (12 * rhythm.interval) == 0:
        return lasting.months // (12 * rhythm.interval), last
    end = add_months(start, lasting.months) + timedelta(days=days - 1)
    return 0, end if last is None else min(last, end)
