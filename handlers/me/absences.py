"""The days of an absence, from what somebody wrote: « du 3 au 20 août », « until Friday », « 2 semaines »."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from handlers.conversation.answer import Refused
from handlers.conversation.text import Text, t
from handlers.when.calendar.almanac import moved
from handlers.when.model import (
    Day,
    Deadline,
    Duration,
    Instant,
    Point,
    Recurrence,
    Refusal,
    SchoolZone,
    Span,
    Understanding,
    Why,
)
from handlers.when.sentences import why_not
from handlers.when.understanding import understand

LONGEST = 180
"""Days of one absence."""
_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
_WEEK = "MO,TU,WE,TH,FR,SA,SU"
"""As RFC 5545 names its days."""
_IN = {"fr": "en", "en": "in"}
"""The languages that are read, with their word before a month."""
_HALF = re.compile(
    r"\bpartir d(?:[eu]\b|['’])|\b(?:dès|depuis|from|starting|beginning|since|as of)\b|^\s*des\b"
    r"|\b(?:rentr\w+|retour|revien\w*|back|return\w*)\b",
    re.IGNORECASE,
)
"""A beginning without an end, a return without a departure, where one day alone was found beside it."""
_TELLING = (Why.IMPOSSIBLE, Why.CONTRADICTION, Why.WHICH_ZONE, Why.BEYOND, Why.NO_BRIDGE)
"""Reasons that only a language that understands gives: of « le 29 février 2027 » English sees the 29 alone."""


@dataclass(frozen=True)
class Away:
    """The first and the last day, both included."""

    first: date
    last: date


@dataclass(frozen=True)
class Words:
    """What was typed: by somebody of that language ("fr", "fr@tu", "en"), in a group of that time zone and of that
    school zone."""

    typed: str
    zone: ZoneInfo
    language: str = "fr"
    school: SchoolZone = ""


def understand_absence(words: Words, now: datetime) -> Away:
    """The days that these words name, as seen at `now` (aware).

    A date without a year is the next one of its name, unless the absence has begun already. The last day
    belongs to it. Raises Refused, with the reason, where no such days can be known.
    """
    now = now.astimezone(words.zone)
    today = now.date()
    read = _read(words, now)
    days = _days(read, now)
    ahead = days is not None and days.first > today and isinstance(read.meaning, Span)
    if (ahead or _refused(read, *_TELLING)) and (begun := _begun(words, now)) is not None:
        return begun
    half = _HALF.search(unicodedata.normalize("NFC", words.typed)) is not None
    if half and (isinstance(read.meaning, (Day, Instant)) or _refused(read, Why.UNCLEAR)):
        raise Refused(t("Until when? For example: from 3 to 20 August, or until Friday."))
    if days is None:
        raise Refused(_why(read))
    return days


def _why(read: Understanding) -> Text:
    """The reason, with an example that is an absence where nothing at all was seen."""
    if isinstance(read.meaning, Duration) or _refused(read, Why.NOTHING):
        return t("I do not see the dates. For example: from 3 to 20 August, or until Friday.")
    return why_not(read.meaning if isinstance(read.meaning, Refusal) else Refusal(Why.SEVERAL))


def _read(words: Words, now: datetime) -> Understanding:
    """In the language of whoever typed it, or in the other one where that explains more of the words."""
    own = words.language.split("@")[0]
    return _better(*(_read_in(language, words, now) for language in sorted(_IN, key=lambda one: one != own)))


def _read_in(language: str, words: Words, now: datetime) -> Understanding:
    """A month alone (« août ») is no time in a sentence; behind /absent it is."""
    read = understand(words.typed, now, words.zone, language, school=words.school)
    if _refused(read, Why.NOTHING):
        month = understand(f"{_IN[language]} {words.typed}", now, words.zone, language, school=words.school)
        return month if month.understood and not month.subject else read
    return read


def _better(own: Understanding, other: Understanding) -> Understanding:
    """Of two readings, that which leaves fewer words over; a reason is a reason in either language."""
    if not other.understood:
        doubtful = _refused(own, Why.NOTHING) or (own.understood and own.subject and _refused(other, *_TELLING))
        return other if doubtful else own
    if own.understood:
        return other if len(other.subject) < len(own.subject) else own
    if _refused(own, Why.SEVERAL):  # « from the 3rd until the 20th » in French; « jeudi ou 12/02 » in English
        return other if isinstance(other.meaning, Span) else own
    return other if _refused(own, Why.NOTHING, Why.UNCLEAR) else own


def _refused(read: Understanding, *reasons: Why) -> bool:
    return isinstance(read.meaning, Refusal) and read.meaning.why in reasons


def _begun(words: Words, now: datetime) -> Away | None:
    """An absence that is under way: « du 25 juillet au 20 août », said on 3 August.

    It is what the same words meant half a year ago, where they mean that on its first day too: so « in six
    months, for a week », which is counted from the day it is said, is none.
    """
    today = now.date()
    days = _span(words, now - timedelta(days=LONGEST))
    if days is None or not days.first <= today <= days.last:
        return None
    return days if _span(words, now - (today - days.first)) == days else None


def _span(words: Words, now: datetime) -> Away | None:
    meaning = _read(words, now).meaning
    return Away(_first(meaning.first), _last(meaning.last)) if isinstance(meaning, Span) else None


def _days(read: Understanding, now: datetime) -> Away | None:
    """The days of a meaning; None where it has none of its own."""
    meaning, today = read.meaning, now.date()
    match meaning:
        case Day(day=day):
            return Away(day, day)
        case Instant(at=minute):
            return Away(minute.date(), minute.date())
        case Span(first=first, last=last):
            return _left_of(Away(_first(first), _last(last)), today)
        case Deadline(end=end):
            return Away(min(today, _last(end)), _last(end))
        case Duration():
            return _lasting(meaning, now)
        case Recurrence(rule=rule):
            once = next((other for other in read.others if not isinstance(other, Recurrence)), None)
            return _run(rule, today) if once is None else _days(Understanding(once), now)
        case Refusal():
            return None
    assert_never(meaning)


def _left_of(days: Away, today: date) -> Away:
    """Of a week, a week-end or a month that is running (« cette semaine »), the days that are left."""
    week = days.last.weekday() == 6 and (days.last - days.first).days in (1, 6)
    month = days.first.day == 1 and (days.last + _DAY) == moved(days.first, Duration(months=1))
    return Away(today, days.last) if (week or month) and days.first < today <= days.last else days


def _lasting(length: Duration, now: datetime) -> Away | None:
    """So many days from today on; hours count for the days that they touch. None for no days at all."""
    today = now.date()
    try:
        last = moved(today, length) - _DAY
        if length.minutes:
            last = moved((now + length.minutes * _MINUTE).date(), length)
    except (OverflowError, ValueError):  # a year past 9999
        raise Refused(why_not(Refusal(Why.BEYOND))) from None
    return Away(today, last) if last >= today else None


def _run(rule: str, today: date) -> Away | None:
    """« du lundi au vendredi » is every week elsewhere, and the next of those weeks here."""
    named = re.fullmatch(r"FREQ=WEEKLY;BYDAY=([A-Z]{2}(?:,[A-Z]{2}){2,5})", rule)
    if named is None or named[1] not in _WEEK:
        return None
    number = _WEEK.index(named[1]) // 3
    first = today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return Away(first, first + timedelta(days=named[1].count(",")))


def _first(point: Point) -> date:
    return point.date() if isinstance(point, datetime) else point


def _last(point: Point) -> date:
    """An end at midnight is none of the day that it begins."""
    return (point - _MINUTE).date() if isinstance(point, datetime) else point
