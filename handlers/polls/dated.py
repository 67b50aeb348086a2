"""Choices that are dates: « samedi ou dimanche ? » becomes « samedi 6 mars », « dimanche 7 mars »."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import TypeAlias
from zoneinfo import ZoneInfo

from handlers.members.model import Group
from handlers.when.day_names import NEAR, WEEKDAY, WITH_MONTH, names_day
from handlers.when.model import Day, Duration, Instant, Refusal, Span, Why
from handlers.when.saying import say_date
from handlers.when.understanding import understand

from .days import is_date
from .model import Choice

Dated: TypeAlias = Day | Instant | Span
"""A day; a minute or a part of a day; two minutes of one day."""

_SURE_DAY = re.compile(
    rf"\b(?:{WEEKDAY})\.?\s+(?:le\s+)?\d{{1,2}}(?!\s?[h:\d]|\s?[ap]m)|\b(?:{NEAR})\b|{WITH_MONTH.pattern}", re.I
)
"""A day that could be no other: with its number, or near. A weekday alone may be next week's."""
_HOURS = re.compile(
    r"\b(?:\d{1,2}\s?(?:h|heures?)(?:\s?\d\d)?|\d{1,2}:\d\d|\d{1,2}\s?[ap]m|midi|minuit|noon|midnight)\b"
    r"|\b(?:matin[ée]*e?|soir[ée]*e?|apr[èe]s-midi|morning|afternoon|evening)\b",
    re.I,
)
_OTHER_WEEKS = re.compile(
    r"\b(?:semaines?|week-?ends?|vacances|ponts?|holidays?|hebdo\w*|chaque|toujours|d['’]habitude|habituel\w*|mois|trimestre|r[ée]guli[èe]re?\w*|fixe"
    r"|permanences?|weeks?|weekly|months?|monthly|every|each|usual\w*|regular\w*)\b",
    re.I,
)
"""Questions about every week, or about another week than the next."""
_OF = re.compile(r"(?:du|des?|of|from|since|depuis)\b", re.I)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_SOON = timedelta(days=62)
"""Further away nobody names a day without its month: « jeudi 7 » was then meant of another Thursday."""


def languages(group: Group) -> tuple[str, str]:
    """In which languages words of time are read: the group's own first."""
    return ("en", "fr") if group.language == "en" else ("fr", "en")


def dated(choices: tuple[Choice, ...], question: str, group: Group, now: datetime) -> tuple[Choice, ...]:
    """The same choices, each as a date in full where all of them are dates that can only be meant so.

    Left as they are: choices of which one is no date, or past, or the same day twice; weekdays that are not in
    the order of the calendar (« mardi ou mercredi », on a Tuesday); weekdays of a question that speaks of
    another time (« le week-end du 20 : samedi ou dimanche ? ») or of every week.
    """
    words = [choice.words for choice in choices if not choice.stock]
    if len(words) < 2:
        return choices
    for language in languages(group):
        found = [_read(one, language, group, now) for one in words]
        said = [one for one in found if one is not None]
        if len(said) == len(words) and _can_only_be(said, words, question, language, group, now):
            full = iter(_worded(one, group, now) for one in said)
            return tuple(choice if choice.stock else replace(choice, words=next(full)) for choice in choices)
    return choices


def another_date(words: str, others: Sequence[str], group: Group, now: datetime) -> str:
    """A choice that joins others: as a date in full where they are dates and it is one, else as it was typed."""
    said = a_date(words, group, now) if others and all(map(is_date, others)) else None
    return words if said is None else _worded(said, group, now)


def a_date(words: str, group: Group, now: datetime) -> Dated | None:
    """The date that these words are, and nothing else; None where they are something else, or past."""
    found = (_read(words, language, group, now) for language in languages(group))
    return next((said for said in found if said is not None), None)


def begins(said: Dated, group: Group) -> datetime:
    """The first minute of a date, on the group's clock."""
    match said:
        case Instant(at=at):
            return at
        case Day(day=day) | Span(first=day):
            return day if isinstance(day, datetime) else datetime.combine(day, time(), group.tzinfo)


def _worded(said: Dated, group: Group, now: datetime) -> str:
    return say_date(said, languages(group)[0], group.local(now).date())


def _read(words: str, language: str, group: Group, now: datetime) -> Dated | None:
    # « 18 h », « le matin », « le 12 » may be of any day, or no time at all; « du 12 mars » names a week, a feast.
    if not names_day(words) or _OF.match(words):
        return None
    found = understand(words, now, ZoneInfo(group.zone), language, school=group.school)
    if found.subject or found.others:
        return None
    match found.meaning:
        case Day(day=day) as said if day >= group.local(now).date():
            return said
        case Instant(at=at) as said if at > now:
            return said
        case Span(first=datetime() as first, last=datetime() as last) as said if first > now:
            one_day = (last - timedelta(minutes=1)).date() == first.date()
            return said if one_day else None
    return None


def _can_only_be(
    said: Sequence[Dated], words: Sequence[str], question: str, language: str, group: Group, now: datetime
) -> bool:
    if len({_worded(one, group, now) for one in said}) < len(said):
        return False
    starts = [begins(one, group) for one in said]
    left = _without(question, words)
    around = understand(_HOURS.sub(" ", left), now, ZoneInfo(group.zone), language, school=group.school).meaning
    if isinstance(around, Span) and not isinstance(around.first, datetime):  # « ce week-end, samedi ou dimanche »
        return all(around.first <= start.date() <= around.last for start in starts)
    if _OTHER_WEEKS.search(left):
        return False
    if all(map(WITH_MONTH.search, words)):
        return True
    in_order = all(one < other for one, other in pairwise(starts))
    if max(starts) - now > _SOON or not (in_order or all(map(_SURE_DAY.search, words))):
        return False
    if isinstance(around, Refusal):
        return around.why in (Why.NOTHING, Why.NOT_A_TIME, Why.TOO_LONG)
    return isinstance(around, Duration)


def _without(question: str, choices: Sequence[str]) -> str:
    """The question without the words of its choices."""
    chosen = {word.casefold() for choice in choices for word in _WORD.findall(choice)}
    return _WORD.sub(lambda word: "" if word[0].casefold() in chosen else word[0], question)
