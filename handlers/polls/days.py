"""A date in the words of a choice: « samedi 6 mars à 14 h », and « Sam. 6 mars 14 h » where a button is short."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Literal, TypeAlias

from handlers.conversation.views import LABEL_LENGTH
from handlers.when.model import Day, Instant, Span

Language: TypeAlias = Literal["fr", "en"]
Dated: TypeAlias = Day | Instant | Span
"""A day; a minute or a part of a day; two minutes of one day."""

_WEEKDAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
        "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ),
}  # fmt: skip
_SHORT_MONTHS = {
    "fr": (
        "janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."
    ),
    "en": (
        "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."
    ),
}  # fmt: skip
PARTS = {
    "fr": {
        "morning": " au matin", "late morning": " en fin de matinée", "afternoon": " après-midi",
        "late afternoon": " en fin d'après-midi", "early evening": " en début de soirée", "evening": " au soir",
        "late evening": " en fin de soirée",
    },
    "en": {
        "morning": ", morning", "late morning": ", late morning", "afternoon": ", afternoon",
        "late afternoon": ", late afternoon", "early evening": ", early evening", "evening": ", evening",
        "late evening": ", late evening",
    },
}  # fmt: skip
"""A part of a day as it was said: no hour is made up for it."""

_WIDE = "\u00a0"
_YEAR_SAID = timedelta(days=330)
"""A date that far away is said with its year."""
_HOUR = r"(?:\d{1,2}\sh(?:\s\d\d)?|midi|minuit|\d{1,2}(?::\d\d)?\s[ap]m|noon|midnight)"
_PART = "|".join(re.escape(said) for parts in PARTS.values() for said in parts.values())
_WORDED = re.compile(
    rf"(?P<weekday>{'|'.join((*_WEEKDAYS['fr'], *_WEEKDAYS['en']))}) (?P<day>\d{{1,2}})(?P<er>er)? "
    rf"(?P<month>{'|'.join((*_MONTHS['fr'], *_MONTHS['en']))})(?P<year> \d{{4}})?"
    rf"(?P<rest> (?:à|at) {_HOUR}|, (?:de|from) {_HOUR} (?:à|to) {_HOUR}|{_PART}|)",
    re.IGNORECASE,
)
_LINKS = re.compile(r"(?<=^ )(?:à |at |au |en )|(?<=^, )(?:de |from )")


def in_words(said: Dated, language: Language, today: date) -> str:
    """The date in full, as the cards of the house say dates; with its year where it is far away."""
    match said:
        case Day(day=day):
            return _day(day, language, today)
        case Instant(at=at, part=part):
            rest = PARTS[language].get(part) or f" {'à' if language == 'fr' else 'at'} {_hour(at, language)}"
            return _day(at.date(), language, today) + rest
        case Span(first=first, last=last):
            assert isinstance(first, datetime)
            assert isinstance(last, datetime)
            hours = (_hour(first, language, bounds=True), _hour(last, language, bounds=True))
            between = "de {} à {}" if language == "fr" else "from {} to {}"
            return f"{_day(first.date(), language, today)}, {between.format(*hours)}"


def _day(day: date, language: Language, today: date) -> str:
    number = f"{day.day}er" if language == "fr" and day.day == 1 else str(day.day)
    year = f" {day.year}" if day - today > _YEAR_SAID else ""
    return f"{_WEEKDAYS[language][day.weekday()]} {number} {_MONTHS[language][day.month - 1]}{year}"


def _hour(at: datetime, language: Language, *, bounds: bool = False) -> str:
    """« 18 h 30 », « 6:30 pm »; « midi » alone, and « de 9 h à 12 h »."""
    french = language == "fr"
    if at.minute == 0 and at.hour == 12 and not (bounds and french):
        return "midi" if french else "noon"
    if at.minute == 0 and at.hour == 0:
        return "minuit" if french else "midnight"
    if french:
        return f"{at.hour}{_WIDE}h" + (f"{_WIDE}{at.minute:02}" if at.minute else "")
    clock = f"{at.hour % 12 or 12}" + (f":{at.minute:02}" if at.minute else "")
    return f"{clock}{_WIDE}{'am' if at.hour < 12 else 'pm'}"


def is_date(words: str) -> bool:
    """Whether these words are a date as `in_words` gives them."""
    return _WORDED.fullmatch(words) is not None


def fits_a_button(words: str) -> bool:
    """Whether a button can say all of it, a date perhaps with shorter words."""
    return any(len(form) <= LABEL_LENGTH for form in (words, *_whole_forms(words)))


def fitting(words: str, room: int) -> str:
    """As much as `room` characters can say: of a date what tells most, of other words their beginning."""
    forms = (words, *_whole_forms(words), *_part_forms(words))
    cut = words[: room - 1].rstrip() + "…"
    return next((form for form in forms if len(form) <= room), cut)


def _whole_forms(words: str) -> Iterator[str]:
    """The same date, shorter and shorter: « Mer. 14 avril à 14 h 30 », « Mer. 14 sept. 14 h 30 »."""
    found = _WORDED.fullmatch(words)
    if found is None:
        return
    weekday, number, year = (
        _short_weekday(found["weekday"]),
        found["day"] + (found["er"] or ""),
        found["year"] or "",
    )
    month = _short_month(found["month"])
    yield f"{weekday} {number} {found['month']}{year}{found['rest']}"
    yield f"{weekday} {number} {month}{year}{found['rest']}"
    yield f"{weekday} {number} {month}{year}{_short_rest(found['rest'])}"


def _part_forms(words: str) -> Iterator[str]:
    """What is left of a date where there is no room for its month: « Dim. 14, 9 h-12 h », « Dim. 14 »."""
    found = _WORDED.fullmatch(words)
    if found is None:
        return
    rest = _short_rest(found["rest"])
    if rest:
        yield f"{_short_weekday(found['weekday'])} {found['day']}{rest if rest[0] == ',' else ',' + rest}"
    yield f"{found['weekday']} {found['day']}"
    yield f"{_short_weekday(found['weekday'])} {found['day']}"


def _short_weekday(weekday: str) -> str:
    return weekday[:3] + "."


def _short_month(month: str) -> str:
    for language, names in _MONTHS.items():
        for name, short in zip(names, _SHORT_MONTHS[language], strict=True):
            if name.casefold() == month.casefold():
                return short
    return month


def _short_rest(rest: str) -> str:
    return re.sub(r" (?:à|to) ", "-", _LINKS.sub("", rest))


def names(words: str) -> frozenset[str]:
    """What people call this date when they type it, in small letters: « samedi », « le 6 mars », « samedi 6 »."""
    found = _WORDED.fullmatch(words)
    if found is None:
        return frozenset()
    weekday, month = found["weekday"].casefold(), found["month"].casefold()
    called: set[str] = {weekday}
    for number in (found["day"], found["day"] + "er") if found["er"] else (found["day"],):
        called |= {f"{weekday} {number}", f"{weekday} {number} {month}", f"{number} {month}", f"le {number}"}
    return frozenset(called | {f"le {one}" for one in called if not one.startswith("le ")})
