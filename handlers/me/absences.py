"""Understands « du 3 au 20 août », « jusqu'à vendredi », « from 3 to 20 August »: the days of an absence."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .dates import MONTH, MONTHS, YEAR, Part, in_year, last_of, written

LONGEST_TYPED = 100
"""Characters; nobody needs more for two dates."""
_RUNNING = 366
"""Days: an absence that has begun already is not looked for further back."""


@dataclass(frozen=True)
class Away:
    """The first and the last day, both included."""

    first: date
    last: date


_NUMBERS = {
    "un": 1, "une": 1, "a": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4,
    "cinq": 5, "five": 5, "six": 6, "sept": 7, "seven": 7, "huit": 8, "eight": 8, "dix": 10, "ten": 10,
    "quinze": 15, "fifteen": 15,
}  # fmt: skip
_WHOLE_MONTH = re.compile(
    rf"(?:en |in |all of |tout |pendant |(?:tout )?(?:le )?mois (?:de |d'))?(?P<named>{MONTH}){YEAR}"
)
_LASTING = re.compile(
    r"(?:(?P<from>(?!pendant |pour |durant |for ).+?),? )?(?:pendant|pour|durant|for)? ?"
    rf"(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)}) (?P<unit>jours?|days?|semaines?|weeks?|mois|months?)"
    r"(?: (?:a partir (?:du|de)|des|from|starting) (?P<after>.+))?"
)
_UNTIL = re.compile(
    r"(?:jusqu'|jusque |jusqu )(?:au |a |en |aux )?(?P<last>.+)|(?:until|till|through|up to|to) (?P<to>.+)"
)
_BETWEEN = re.compile(
    r" ?(?:,? jusqu'(?:au|a|en)? | au | aux | a | et | to | until | till | through | and |-|→|>)"
)
_BEGINS = re.compile(
    r"^(?:(?:du|de|des|depuis|a partir (?:du|de)|entre(?: le)?|from|between|starting|as of)(?: the)? |d')"
)
_NOISE = re.compile(
    r"\b(?:inclus|incluse|compris|included|inclusive|absente?|away|svp|please|merci|thanks|en vacances"
    r"|on holidays?|je (?:suis|serai)|je pars|i am|i'm|i will be|i'll be)\b"
)


def understand_absence(typed: str, today: date) -> Away | None:
    """The days that these words name, as seen on `today`; None where they are something else.

    A date without a year is the next one of its name, unless the absence has begun already. The last day
    belongs to it. What makes no sense (an end before its beginning) is given as it was said.
    """
    words = _plain(typed)
    if not words or len(words) > LONGEST_TYPED:
        return None
    if (named := _named(words, today)) or (named := _lasting(words, today)):
        return named
    until = _UNTIL.fullmatch(words)
    if until and (end := written(until["last"] or until["to"], today)):
        return _between(Part(fixed=today), end, today)
    begun = _BEGINS.sub("", words)
    for first, last in _halves(begun):
        one, other = written(first, today), written(last, today)
        if one and other:
            return _between(one, other, today)
    alone = written(words, today)
    first_day = None if alone is None or begun != words else _next(alone, today)
    return None if first_day is None else Away(first_day, first_day)


def _plain(typed: str) -> str:
    """The same in small letters, without accents and without what says nothing of a date."""
    words = unicodedata.normalize("NFKD", typed.casefold().replace("’", "'"))
    words = "".join(sign for sign in words if not unicodedata.combining(sign))
    words = re.sub(r"[–—−‑]", "-", words)
    return re.sub(r"\s+", " ", _NOISE.sub(" ", words)).strip(" .!?,;:")


def _named(words: str, today: date) -> Away | None:
    """A span with a name of its own: this week, next month, August."""
    monday = today - timedelta(days=today.weekday())
    week = timedelta(days=7)
    match re.sub(r"^(?:toute? |all |la |le |the )+", "", words):
        case "cette semaine" | "semaine" | "this week" | "week":
            return Away(today, monday + timedelta(days=6))
        case "semaine prochaine" | "next week" | "semaine suivante":
            return Away(monday + week, monday + timedelta(days=13))
        case "ce week-end" | "ce weekend" | "week-end" | "weekend" | "this weekend" | "this week-end":
            return Away(max(today, monday + timedelta(days=5)), monday + timedelta(days=6))
        case "week-end prochain" | "weekend prochain" | "next weekend" | "next week-end":
            return Away(monday + timedelta(days=12), monday + timedelta(days=13))
        case "ce mois-ci" | "ce mois" | "this month":
            return Away(today, last_of(today.year, today.month))
        case "mois prochain" | "next month":
            following = last_of(today.year, today.month) + timedelta(days=1)
            return Away(following, last_of(following.year, following.month))
    if month := _WHOLE_MONTH.fullmatch(words):
        number = MONTHS[month["named"]]
        year = int(month["year"]) if month["year"] else today.year + (number < today.month)
        first = date(year, number, 1)
        return Away(today if first < today <= last_of(year, number) else first, last_of(year, number))
    return None


def _lasting(words: str, today: date) -> Away | None:
    """So many days, from today or from a date on."""
    found = _LASTING.fullmatch(words)
    if found is None:
        return None
    begins = found["from"] or found["after"]
    part = Part(fixed=today) if not begins else written(_BEGINS.sub("", begins + " ").strip(), today)
    first = None if part is None else _next(part, today)
    number = int(found["number"]) if found["number"].isdigit() else _NUMBERS[found["number"]]
    if first is None or not number:
        return None
    if found["unit"].startswith(("j", "d")):
        return Away(first, first + timedelta(days=number - 1))
    if found["unit"].startswith(("s", "w")):
        return Away(first, first + timedelta(days=7 * number - 1))
    months = first.year * 12 + first.month - 1 + number
    if months >= 12 * date.max.year:
        return None
    year, month = divmod(months, 12)
    same = date(year, month + 1, min(first.day, last_of(year, month + 1).day))
    return Away(first, same - timedelta(days=1))


def _halves(words: str) -> Iterator[tuple[str, str]]:
    """Every way to take the words for a first and a last date."""
    for link in _BETWEEN.finditer(words):
        yield words[: link.start()].strip(), words[link.end() :].strip()


def _between(one: Part, other: Part, today: date) -> Away | None:
    """The days from one date to the other, each of which lends the other what it does not say."""
    if one.day and not one.month:
        one = replace(one, month=other.month)
    if other.day and not other.month and one.month:
        month = one.month if other.day >= one.day else one.month % 12 + 1
        other = replace(other, month=month)
    if not one.year and other.year and one.day:
        last = in_year(other, other.year)
        first = None if last is None else _latest(one, last)
    else:
        first = _begun(one, other, today) or _next(one, today)
        last = None if first is None else _after(other, first)
    return None if first is None or last is None else Away(first, last)


def _begun(one: Part, other: Part, today: date) -> date | None:
    """The first day of an absence that is under way: « du 25 juillet au 20 août », said on 3 August."""
    if one.fixed or one.year or not one.month or other.weekday >= 0:
        return None
    first = _latest(one, today)
    last = None if first is None else _after(other, first)
    running = first is not None and last is not None and first <= today <= last
    return first if running and first is not None and (today - first).days < _RUNNING // 2 else None


def _after(part: Part, first: date) -> date | None:
    """The last day of an absence that begins at `first`. An end that would be most of a year away is one that
    was said before its beginning, and is given so."""
    if part.fixed or part.year:
        return part.fixed or in_year(part, part.year)
    last = _next(part, first + timedelta(days=1) if part.weekday >= 0 else first, weekday_included=True)
    same_year = in_year(part, first.year) if part.month else None
    if last is not None and same_year is not None and same_year < first and (last - first).days >= _RUNNING // 2:
        return same_year
    return last


def _next(part: Part, today: date, *, weekday_included: bool = False) -> date | None:
    """The first date of this name from today on; a weekday after today."""
    if part.fixed is not None:
        return part.fixed
    if part.year:
        return in_year(part, part.year)
    if part.weekday >= 0:
        ahead = (part.weekday - today.weekday()) % 7
        return today + timedelta(days=ahead or (0 if weekday_included else 7))
    if not part.month:
        months = ((today.year, today.month), ((today + timedelta(days=31)).year, today.month % 12 + 1))
        found = [in_year(replace(part, month=month), year) for year, month in _three(months)]
        return next((day for day in found if day is not None and day >= today), None)
    found = [in_year(part, year) for year in range(today.year, today.year + 9)]  # 29 February may be 8 years away
    return next((day for day in found if day is not None and day >= today), None)


def _three(months: tuple[tuple[int, int], tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """This month, the next one, and the one after it, which has 31 days where that one has not."""
    yield from months
    year, month = months[1]
    yield year + month // 12, month % 12 + 1


def _latest(part: Part, until: date) -> date | None:
    """The last date of this name until that day."""
    found = [in_year(part, year) for year in range(until.year, until.year - 9, -1)]
    return next((day for day in found if day is not None and day <= until), None)
