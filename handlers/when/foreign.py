"""A day typed in one of the other languages that residents of France speak, read where nothing is doubtful.

The library dateparser is asked for single words only (which weekday, month or day is this?): it knows those of
eleven languages. Asked for whole phrases it drops or misreads hours (« domani alle 18 » is tomorrow at any hour,
« amanhã às 19h » tomorrow in 19 hours, « 3 marzo alle 18 » in the year 2118) and never sees that a weekday is
not that date's: the few forms that a phrase may have are ours.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Lock
from typing import Any
from zoneinfo import ZoneInfo

from .calendar.almanac import FIRST_YEAR, LAST_YEAR, WEEK, at, exists, monday_of
from .model import Day, Instant, Meaning

LONGEST = 60
"""Characters; a day with its hour needs fewer."""
_WORD = r"[^\W\d_](?:[^\W\d_]|['\-\u064b-\u0652])+"
_SHORT = frozenset(("hoy", "azi", "joi", "dün", "غدا", "أمس", "mai", "mei", "мая", "gün", "dni", "дня", "дні"))
"""Words of three letters that are no abbreviation: abbreviations (do, set, mar) are words of other things."""
_DOUBTFUL_ALONE = frozenset(("segunda", "terça", "terca", "quarta", "quinta", "sexta", "marti", "maine"))
"""Second, third, fourth; a surname, a province: days only beside an hour or a date."""
_OTHER_THINGS = re.compile(
    "يومين|лист|листоп|серп|трав|груд|берез|верес|жовт|квіт|черв|серед|субот|неділ|понед|вівтор"
)
"""Two days (a length); leaf, sickle, grasses, birches, among …: what dateparser takes for abbreviations."""
_TYPED_TWO_WAYS = str.maketrans({"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u200e": None, "\u200f": None})
_WEDNESDAY, _MONDAY = datetime(2024, 1, 3, 12), datetime(2024, 1, 8, 12)  # noqa: DTZ001  # dateparser reads naive
_ONE_AT_A_TIME = Lock()
"""dateparser sets its settings aside while it tries a locale."""


_NONE = "(?!)"


@dataclass(frozen=True)
class _Language:
    """Its little words, as regular expressions. `on`: before a weekday or a date; `day`: after a weekday; `of`:
    before a month or a year; `ahead`, `hence`: before and after a number of days; `hour`, `oclock`: before and
    after an hour."""

    code: str
    on: str
    of: str
    coming: str
    ahead: str
    hour: str
    oclock: str
    hence: str = _NONE
    day: str = _NONE


_LANGUAGES = (
    _Language("es", "el|este", "de|del", "próximo|proximo|que viene", "en|dentro de", "a las|a la", "h|hs|horas"),
    _Language("pt", "no|na|em|dia|no dia", "de", "próxima|proxima|próximo|proximo|que vem", "em|daqui a|dentro de",
              "às|as|a", "h|horas"),
    _Language("it", "il|questo|questa", "di", "prossimo|prossima", "tra|fra", "alle|alle ore|ore", "h"),
    _Language("de", "am|den|diesen", _NONE, "nächsten|nächster|kommenden", "in", "um", "uhr"),
    _Language("nl", "op", _NONE, "volgende|komende|aanstaande", "over", "om", "uur"),
    _Language("pl", "w|we", _NONE, "następny|następną|najbliższy|najbliższą", "za", "o|o godz.|o godzinie", _NONE),
    _Language("ro", "pe|în|in", _NONE, "viitoare|viitor", "peste|în|in", "la|la ora|ora", _NONE),
    _Language("tr", _NONE, _NONE, "gelecek|önümüzdeki", _NONE, "saat", "'?(?:de|da|te|ta)",
              hence="sonra|içinde", day="günü"),
    _Language("ar", "يوم|في يوم", _NONE, "القادم|المقبل", "بعد", "الساعة|في الساعة|على الساعة", _NONE),
    _Language("uk", "у|в|на", _NONE, "наступний|наступну|наступна", "через", "о|об", "годин[иіа]|год"),
    _Language("ru", "в|во|на", _NONE, "следующий|следующую|следующее", "через", "в|к", "час(?:а|ов)?"),
)  # fmt: skip


def understand_foreign(text: str, now: datetime, zone: ZoneInfo) -> Meaning | None:
    """The day, or the minute, that the whole of `text` says in Spanish, Portuguese, Italian, German, Dutch,
    Polish, Romanian, Turkish, Arabic, Ukrainian or Russian; None for anything else, and where it is doubtful.

    Read: a day near now, a weekday, the coming weekday, a date with its weekday or year, so many days or weeks
    from now; then its hour, on 24 hours. Future first, as in French. Doubtful, so None: a weekday that is not
    that date's; the « next » weekday where a nearer one comes this week; an hour from 1 to 7 in one figure
    (18:00 in many mouths); an hour alone; figures alone; abbreviations; what two languages read differently.

    `now` is aware. Pure; safe under threads. dateparser is loaded by the first text that has the form of a day.
    """
    plain = unicodedata.normalize("NFC", text.translate(_TYPED_TWO_WAYS)).strip().removesuffix(".").lower()
    if len(text) > LONGEST or "\n" in plain:
        return None
    here = now.astimezone(zone)
    found = {
        meaning for language in _LANGUAGES for meaning in _read(" ".join(plain.split()), language, here, zone)
    }
    return found.pop() if len(found) == 1 else None


def _read(text: str, language: _Language, now: datetime, zone: ZoneInfo) -> Iterator[Meaning]:
    try:
        day = None if text in _DOUBTFUL_ALONE else _day(text, language, now.date())
        if day is not None:
            yield Day(day)
        if (clock := _hour(text, language)) is not None:
            words, hour, minute = clock
            day = _day(words, language, now.date())
            if day is not None:
                yield Instant(at(day, hour, minute, zone))
    except OverflowError:  # so many weeks that no calendar has them
        return


def _hour(text: str, language: _Language) -> tuple[str, int, int] | None:
    """The words before an hour at the end of the text, and that hour."""
    found = re.fullmatch(
        rf"(?P<words>.+?),? (?:(?P<before>{language.hour}) )?(?P<hour>\d\d?)(?P<mark>[:.h](?P<minute>\d\d))?"
        rf"(?: ?(?P<after>{language.oclock})(?: (?P<late>\d\d))?)?",
        text,
    )
    if found is None or (found["minute"] and found["late"]):
        return None
    if not (found["before"] or found["after"] or (found["minute"] and "." not in found["mark"])):
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or found["late"] or 0)
    if hour > 23 or minute > 59 or (len(found["hour"]) == 1 and 1 <= hour <= 7):
        return None
    return found["words"], hour, minute


def _day(text: str, language: _Language, today: date) -> date | None:
    return (
        _date(text, language, today)
        or _days_ahead(text, language, today)
        or _coming(text, language, today)
        or _weekday_or_near(text, language, today)
    )


def _date(text: str, language: _Language, today: date) -> date | None:
    """« Freitag, den 3. März 2027 »: the next such date, today included, or that year's."""
    found = re.fullmatch(
        rf"(?:(?:{language.on}) )?(?:(?P<weekday>{_WORD}),? (?:(?:{language.on}) )?)?(?P<day>\d\d?)(?:[.º°ª] ?| )"
        rf"(?:(?:{language.of}) )?(?P<month>{_WORD})(?: (?:(?:{language.of}) )?(?P<year>\d{{4}}))?",
        text,
    )
    month = None if found is None else _month(language, found["month"])
    if found is None or month is None:
        return None
    years = [int(found["year"])] if found["year"] else range(today.year, today.year + 9)
    days = [exists(year, month, int(found["day"])) for year in years if FIRST_YEAR <= year <= LAST_YEAR]
    day = next((day for day in days if day is not None and (found["year"] or day >= today)), None)
    if day is None or (found["weekday"] and _weekday(language, found["weekday"]) != day.weekday()):
        return None
    return day


def _days_ahead(text: str, language: _Language, today: date) -> date | None:
    """« tra 3 giorni », « 3 gün sonra »."""
    some = rf"(?P<count>\d\d?) (?P<unit>{_WORD})"
    found = re.fullmatch(rf"(?:{language.ahead}) {some}", text) or re.fullmatch(
        rf"{some} (?:{language.hence})", text
    )
    days = None if found is None else _days_in(language, found["unit"])
    return None if found is None or days is None else today + timedelta(days=int(found["count"]) * days)


def _coming(text: str, language: _Language, today: date) -> date | None:
    """« nächsten Dienstag », « martedì prossimo ». Where a nearer one comes this week, some mean that one, some
    the one of the next week: None."""
    on, word = rf"(?:(?:{language.on}) )?", rf"(?P<weekday>{_WORD})"
    found = re.fullmatch(rf"{on}(?:{language.coming}) {word}", text) or re.fullmatch(
        rf"{on}{word} (?:{language.coming})", text
    )
    weekday = None if found is None else _weekday(language, found["weekday"])
    if weekday is None or weekday > today.weekday():
        return None
    return monday_of(today) + WEEK + timedelta(days=weekday)


def _weekday_or_near(text: str, language: _Language, today: date) -> date | None:
    """« el martes », « salı günü », strictly after today; « mañana »."""
    found = re.fullmatch(rf"(?:(?:{language.on}) )?(?P<weekday>{_WORD})(?: (?:{language.day}))?", text)
    if found is None:
        return None
    weekday = _weekday(language, found["weekday"])
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    near = _near(language, text) if found["weekday"] == text else None  # « am Morgen » is no tomorrow
    return None if near is None else today + timedelta(days=near)


def _near(language: _Language, word: str) -> int | None:
    """How many days from today the word means: -1 yesterday, 1 tomorrow."""
    days = {_days_from(language, word, base) for base in (_WEDNESDAY, _MONDAY)}
    near = days.pop()
    return near if not days and near is not None and -1 <= near <= 2 else None


def _weekday(language: _Language, word: str) -> int | None:
    """0 for a word that means Monday: the day that it names is the same from whichever day one looks."""
    days = [(base, _days_from(language, word, base)) for base in (_WEDNESDAY, _MONDAY)]
    found = {(base.weekday() + days) % 7 for base, days in days if days is not None and 1 <= days <= 7}
    return found.pop() if len(found) == 1 and all(days is not None for _, days in days) else None


def _month(language: _Language, word: str) -> int | None:
    found = _ask(language, word, f"1 {word} 2024", _MONDAY)
    return found.month if found is not None and (found.year, found.day) == (2024, 1) else None


def _days_in(language: _Language, word: str) -> int | None:
    """1 for a word that means days, 7 for weeks."""
    found = _ask(language, word, f"3 {word}", _MONDAY)
    days = 0 if found is None else (found - _MONDAY.date()).days
    return {3: 1, 21: 7}.get(days)


def _days_from(language: _Language, word: str, base: datetime) -> int | None:
    found = _ask(language, word, word, base)
    return None if found is None else (found - base.date()).days


def _ask(language: _Language, word: str, text: str, base: datetime) -> date | None:
    """What dateparser says of a text in that language, where it says a whole day and no hour.

    The settings: https://dateparser.readthedocs.io/en/latest/settings.html. UTC, or it asks the machine's zone.
    """
    if _OTHER_THINGS.fullmatch(word) or (len(word) < 4 and word not in _SHORT):
        return None
    with _ONE_AT_A_TIME:
        # A third of a second with its eleven languages: for those who write so.
        from dateparser.date import DateDataParser  # type: ignore[import-untyped]

        parser = DateDataParser(
            languages=[language.code],
            settings={
                "RELATIVE_BASE": base,
                "PREFER_DATES_FROM": "future",
                "DATE_ORDER": "DMY",
                "TIMEZONE": "UTC",
                "RETURN_AS_TIMEZONE_AWARE": False,
                "PARSERS": ["relative-time", "absolute-time"],
            },
        )
        found: Any = parser.get_date_data(text)
    if found.date_obj is None or found.parts != ("year", "month", "day"):
        return None
    day: date = found.date_obj.date()
    return day
