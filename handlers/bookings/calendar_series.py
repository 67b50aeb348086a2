"""Series as calendars read them (RFC 5545): a rhythm, what it leaves out, what of it was changed. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from handlers.when.calendar.almanac import on_the_wall
from handlers.when.model import Recurrence
from handlers.when.occurrences import occurrences

from .calendar import HOST, Shown, event, single, span
from .calendar_lines import line, times, utc
from .model import Booking, Series, Times, zone_on

MOST = 1000
"""Times of a rhythm that are looked at: nobody may book so many."""


@dataclass(frozen=True)
class Rhythm:
    """A series: every booking that was ever made of it, and those that this calendar shows. What it does not show
    is left out of the rhythm."""

    series: Series
    every: Sequence[Booking]
    shown: Sequence[Shown]

    @property
    def uid(self) -> str:
        return f"series-{self.series.id}@{HOST}"

    @property
    def sequence(self) -> int:
        """One for all its events, as calendars take one that is older than its rhythm for overtaken: it grows
        with every change of any date, and with every date that is added."""
        return sum(booking.revision + 1 for booking in self.every)


def events(of: Rhythm, *, busy: bool) -> Iterator[str]:
    """The rhythm, then each of its dates that is not as the rhythm has it. Nothing where nothing is shown."""
    planned, whole = _planned(of.series.rule, of.series.first.starts, of.series.first.ends)
    by_start = _newest(of.shown)
    placed = [(when, by_start.pop(when.starts.timestamp(), None)) for when in planned]
    kept = [(when, one) for when, one in placed if one is not None and _is_told(of.series, when)]
    if kept:
        usual = _usual([one for when, one in kept if one.booking.times == when] or [one for _, one in kept])
        last = None if whole else kept[-1][0].starts
        out = [when.starts for when, one in placed if one is None or not _is_told(of.series, when)]
        out = [start for start in out if last is None or start.timestamp() <= last.timestamp()]
        yield _master(of, usual, last, out, busy=busy)
        for when, one in kept:
            if one.look != usual.look or one.booking.times != when or _crosses(when):
                lines = [times("RECURRENCE-ID", _on_its_clock(of.series, when.starts)), *span(one.booking.times)]
                yield event(one, of.uid, of.sequence, lines, busy=busy)
    # What the rhythm does not know, or calendars would not place alike, stands for itself.
    for one in [*by_start.values(), *(one for when, one in placed if one and not _is_told(of.series, when))]:
        yield single(one, busy=busy)


def _newest(shown: Sequence[Shown]) -> dict[float, Shown]:
    """By when each would have begun. Of one date that was cancelled and booked again, the living one."""
    in_order = sorted(shown, key=lambda one: (one.booking.lives, one.booking.id))
    return {(one.booking.was or one.booking.times.starts).timestamp(): one for one in in_order}


@lru_cache(maxsize=512)
def _planned(rule: str, starts: datetime, ends: datetime) -> tuple[Sequence[Times], bool]:
    """Every time that the rule alone gives, which never changes; and whether these are all."""
    found: list[Times] = []
    for one in occurrences(Recurrence(rule, starts, ends), zone_on(starts)):
        assert isinstance(one.start, datetime), "the series began at a minute"
        assert one.end is not None, "and so did its end"
        if len(found) == MOST:
            return found, False
        found.append(Times(one.start, one.end))
    return found, True


def _is_told(series: Series, when: Times) -> bool:
    """Whether calendars agree about this minute of the rhythm: one that the clock skips, some leave out (as
    RFC 5545 §3.3.10 says) and some move on."""
    return when.starts.time() == series.first.starts.time()


def _crosses(when: Times) -> bool:
    """Whether the clock changes within it: some calendars then keep its hours, some its length."""
    return when.starts.utcoffset() != when.ends.utcoffset()


def _usual(shown: Sequence[Shown]) -> Shown:
    """One that looks as most of them do, the earliest: the others are told as exceptions."""
    look, _ = Counter(one.look for one in shown).most_common(1)[0]
    return next(one for one in shown if one.look == look)


def _master(of: Rhythm, usual: Shown, last: datetime | None, out: Sequence[datetime], *, busy: bool) -> str:
    series, first = of.series, of.series.first
    when = list(span(first))
    if _crosses(first):
        length = first.ends.replace(tzinfo=None) - first.starts.replace(tzinfo=None)
        when[1] = line("DURATION", f"PT{length // timedelta(minutes=1)}M")
    when.append(line("RRULE", _rule(series, last)))
    when += [times("EXDATE", _on_its_clock(series, start)) for start in out]
    return event(usual, of.uid, of.sequence, when, busy=busy, changed=max(one.changed_at for one in of.every))


def _on_its_clock(series: Series, start: datetime) -> datetime:
    """The minute that the rule gives, also where the clock skips it."""
    return datetime.combine(start.date(), series.first.starts.time(), start.tzinfo)


def _rule(series: Series, last: datetime | None) -> str:
    """With its end in UTC, as §3.3.10 wants it where the start has a zone; of one that goes on for ever, after the
    `last` date that is booked."""
    parts = dict(part.split("=", 1) for part in series.rule.upper().split(";") if part)
    if last is not None:
        parts.pop("COUNT", None)
        parts["UNTIL"] = utc(last)
    elif "UNTIL" in parts:
        parts["UNTIL"] = utc(_until(parts["UNTIL"], series.first))
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _until(words: str, first: Times) -> datetime:
    """The last moment of a rule on the clock of its zone; a bare day is included."""
    whole_day = len(words) == len("20260930")
    return on_the_wall(datetime.fromisoformat(f"{words}T235959" if whole_day else words), first.zone)
