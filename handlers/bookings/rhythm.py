"""The dates of a rhythm: what it lacks, when it ends, and every time that it comes back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from zlib import crc32
from zoneinfo import ZoneInfo

from handlers.conversation.answer import Refused
from handlers.conversation.folding import folded
from handlers.conversation.text import Moment, t, tn
from handlers.when.calendar.almanac import add_months, moved, on_the_wall
from handlers.when.model import Day, Deadline, Duration, Instant, Meaning, Recurrence, Refusal, Span, Why, Without
from handlers.when.occurrences import Occurrence, occurrences
from handlers.when.sentences import why_not
from handlers.when.understanding import understand

from . import rules
from .asked import stay
from .model import Series, Space, Times, Wish, zone_on

_TIMES = re.compile(r"(\d{1,4}) (?:fois|times|dates|seances)")
MOST_LEFT_OUT = 400
"""Dates that are looked at to find those which a rhythm leaves out."""
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Repeated:
    """What somebody wants: `like` this wish, in this rhythm, for `person` (0: themselves). `recurrence`: where it
    is timed, its start and its end are those of the first date."""

    like: Wish
    recurrence: Recurrence
    person: int = 0

    def notes(self) -> dict[str, str | int]:
        """As a dialogue remembers it."""
        of, without = self.recurrence, self.recurrence.without
        return {
            "space": self.like.space,
            "amount": self.like.amount,
            "title": self.like.title,
            "person": self.person,
            "rule": of.rule,
            "start": _wall(of.start),
            "end": "" if of.end is None else _wall(of.end),
            "spans": " ".join(f"{first}/{last}" for first, last in without.spans),
            "holidays": int(without.holidays),
            "school": without.school,
        }

    @classmethod
    def of(cls, notes: Mapping[str, str], zone: ZoneInfo) -> "Repeated":
        """What a dialogue remembers, with times that are replaced by those of each date."""
        start = _point(notes["start"], zone)
        end = _point(notes["end"], zone) if notes["end"] else None
        spans = [tuple(date.fromisoformat(day) for day in span.split("/")) for span in notes["spans"].split()]
        without = Without(tuple((first, last) for first, last in spans), notes["holidays"] == "1", notes["school"])
        minute = start if isinstance(start, datetime) else on_the_wall(datetime.combine(start, _NOON), zone)
        like = Wish(
            int(notes["space"]), Times(minute, minute + timedelta(hours=1)), int(notes["amount"]), notes["title"]
        )
        ends = end if isinstance(end, datetime) else None
        return cls(like, Recurrence(notes["rule"], start, ends, without), int(notes["person"]))

    @property
    def mark(self) -> int:
        """Another rhythm has another one: a button that shows an old one is told by it."""
        return crc32(repr(sorted(self.notes().items())).encode())


_NOON = time(12)


def _wall(point: date | datetime) -> str:
    return f"{point:%Y-%m-%dT%H:%M}" if isinstance(point, datetime) else point.isoformat()


def _point(words: str, zone: ZoneInfo) -> date | datetime:
    if "T" in words:
        return on_the_wall(datetime.fromisoformat(words), zone)
    return date.fromisoformat(words)


# What a rhythm lacks


def settled(space: Space, recurrence: Recurrence, zone: ZoneInfo) -> Recurrence:
    """Of a space by the night each date is a stay, from its hour of arrival to that of departure: of one night,
    where no number of them was said."""
    if space.slot == "hours":
        return recurrence
    start, end = recurrence.start, recurrence.end
    begins = start.date() if isinstance(start, datetime) else start
    night = stay(space, begins, max(1, (end.date() - begins).days) if end else 1, zone)
    return replace(recurrence, start=night.starts, end=night.ends)


def spoken(space: Space, recurrence: Recurrence) -> Recurrence:
    """The rhythm as it is said: of nights, without hours."""
    if space.slot == "hours" or not isinstance(recurrence.start, datetime):
        return recurrence
    return replace(
        recurrence, rule=recurrence.rule.replace("T235959", ""), start=recurrence.start.date(), end=None
    )


def lacks_hours(recurrence: Recurrence) -> bool:
    return recurrence.end is None or not isinstance(recurrence.start, datetime)


def lacks_end(recurrence: Recurrence) -> bool:
    return "UNTIL=" not in recurrence.rule and "COUNT=" not in recurrence.rule


def with_hours(recurrence: Recurrence, meaning: Meaning, zone: ZoneInfo) -> Recurrence | None:
    """The rhythm with the hours that were answered: « 18 h-19 h 30 »; « 19 h 30 » or « une heure » where its
    beginning was known. None where these are none."""
    start = recurrence.start
    begins = start if isinstance(start, datetime) else None
    day = start.date() if isinstance(start, datetime) else start
    match meaning:
        case Span(first=datetime() as first, last=datetime() as last):
            begins, ends = _on(day, first, zone), _on(day, last, zone)
        case Instant(at=at) | Deadline(end=datetime() as at) if begins is not None:
            ends = _on(day, at, zone)
        case Duration(months=0, days=0, minutes=minutes) if begins is not None and minutes:
            ends = on_the_wall(begins.replace(tzinfo=None) + timedelta(minutes=minutes), zone)
        case _:
            return None
    if ends <= begins:
        ends = on_the_wall(ends.replace(tzinfo=None) + _DAY, zone)
    return replace(recurrence, start=begins, end=ends)


def _on(day: date, at: datetime, zone: ZoneInfo) -> datetime:
    return on_the_wall(datetime.combine(day, at.time()), zone)


def until(recurrence: Recurrence, last: date) -> Recurrence:
    """The rhythm with another end, that day included. Raises Refused for one before its beginning."""
    start = recurrence.start
    if last < (start.date() if isinstance(start, datetime) else start):
        raise Refused(t("The end comes before the beginning."))
    return replace(recurrence, rule=f"{_endless(recurrence.rule)};UNTIL={last:%Y%m%d}")


def ended(recurrence: Recurrence, words: str, now: datetime, language: str, school: str) -> Recurrence | None:
    """The rhythm with the end that these words say: « jusqu'au 30 juin », « trois mois », « 12 fois »; None where
    they say none. Raises Refused for words that mean no time that one could act on."""
    counted = _TIMES.search(" ".join(folded(words)))
    if counted is not None:
        return times_over(recurrence, int(counted[1]))
    match understand(words, now, zone_on(now), language.split("@")[0], school=school).meaning:
        case Deadline(end=last) | Day(day=last) | Instant(at=last):
            return until(recurrence, last.date() if isinstance(last, datetime) else last)
        case Duration() as lasting if lasting.months or lasting.days:
            return lasting_for(recurrence, lasting)
        case Refusal(why=why) as refusal if why is not Why.NOTHING:
            raise Refused(why_not(refusal))
        case _:
            return None


def says_an_end(words: str) -> bool:
    """« jusqu'au 31 mai », « 10 fois »; a day alone would rather be another wish."""
    said = folded(words)
    return bool(said) and (said[0] in ("jusqu", "jusque", "until", "till") or bool(_TIMES.search(" ".join(said))))


def lasting_for(recurrence: Recurrence, lasting: Duration) -> Recurrence:
    """The rhythm, for so long from its beginning."""
    start = recurrence.start
    return until(recurrence, moved(start.date() if isinstance(start, datetime) else start, lasting))


def times_over(recurrence: Recurrence, count: int) -> Recurrence:
    """The rhythm so many times."""
    return replace(recurrence, rule=f"{_endless(recurrence.rule)};COUNT={max(1, count)}")


def _endless(rule: str) -> str:
    return ";".join(part for part in rule.split(";") if not part.startswith(("UNTIL=", "COUNT=")))


# Its dates


@dataclass(frozen=True)
class Date:
    """One of them. `uncertain`: holidays are left out, and those of then are not published yet."""

    times: Times
    uncertain: bool = False


def dates(recurrence: Recurrence, zone: ZoneInfo) -> Sequence[Date]:
    """Every date of a rhythm with hours and an end, in order. Raises Refused where it has none, too many, where it
    lasts too long, or where one date runs into the next."""
    found: list[Date] = []
    for one in occurrences(recurrence, zone):
        times = _times(one)
        if found:
            _must_follow(found, times)
        found.append(Date(times, one.uncertain))
    if not found:
        raise Refused(t("No such date comes before that end. Give a later one."))
    return found


def _times(one: Occurrence) -> Times:
    """Of a rhythm whose hours are known by now."""
    assert isinstance(one.start, datetime), "a minute"
    assert one.end is not None, "with its end"
    return Times(one.start, one.end)


def _must_follow(found: Sequence[Date], times: Times) -> None:
    if found[-1].times.meets(times):
        raise Refused(t("These dates run into each other: one begins before the other ends. Write shorter hours."))
    first = found[0].times.starts
    last = add_months(first.date(), rules.LONGEST_SERIES)
    if times.starts.date() > last:
        day = Moment(first.replace(year=last.year, month=last.month, day=last.day), "day")
        raise Refused(t("A series lasts a year at most: end it on {day} {year}.", day=day, year=last.year))
    if len(found) == rules.MOST_DATES:
        raise Refused(
            tn(
                "That is more than {n} date, the most for one series. Give an earlier end.",
                "That is more than {n} dates, the most for one series. Give an earlier end.",
                rules.MOST_DATES,
            )
        )


def left_out(recurrence: Recurrence, zone: ZoneInfo) -> Sequence[datetime]:
    """When it would have begun, were nothing left out: what the person asked to leave out."""
    if not recurrence.without:
        return ()
    kept = {one.start for one in islice(occurrences(recurrence, zone), MOST_LEFT_OUT)}
    plain = replace(recurrence, without=Without())
    whole = (one.start for one in islice(occurrences(plain, zone), MOST_LEFT_OUT))
    return [start for start in whole if isinstance(start, datetime) and start not in kept]


def first_times(recurrence: Recurrence, zone: ZoneInfo) -> Times:
    """From which the rule counts, be it left out or not."""
    one = next(occurrences(replace(recurrence, without=Without()), zone))
    return _times(one)


def recurrence_of(series: Series) -> Recurrence:
    return Recurrence(series.rule, series.first.starts, series.first.ends, series.without)
