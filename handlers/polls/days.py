"""A date among the choices: as short as its button needs, « Sam. 6 mars 14 h », and known again when typed."""

import re
from collections.abc import Iterator
from itertools import product

from handlers.conversation.views import LABEL_LENGTH
from handlers.when.saying import TONGUES
from handlers.when.tongue import Tongue

_TONGUES = tuple(tongue() for tongue in TONGUES.values())
_SHORT_MONTHS = {
    "fr": (
        "janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."
    ),
    "en": (
        "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."
    ),
}  # fmt: skip
_SHORT = {
    month.casefold(): short
    for language, tongue in TONGUES.items()
    for month, short in zip(tongue.months, _SHORT_MONTHS[language], strict=True)
}
_CLOCKS = ((9, 0), (9, 30), (12, 0), (15, 0), (15, 30), (24, 0))
"""An hour of every shape that an hour can have."""


def _behind_a_date(tongue: Tongue) -> Iterator[str]:
    """What may follow it: a part of the day, an hour, two hours."""
    yield from (f" {part}" for part in tongue.parts.values())
    yield from (f" {tongue.at(tongue.hour(*clock))}" for clock in _CLOCKS)
    yield from (f", {tongue.hours(*two)}" for two in product(_CLOCKS, repeat=2))


def _with_any_numbers(said: str) -> str:
    return re.sub(r"\d+", r"\\d+", re.escape(said))


_RESTS = sorted({_with_any_numbers(said) for tongue in _TONGUES for said in _behind_a_date(tongue)})
_WORDED = re.compile(
    rf"(?P<weekday>{'|'.join(name for tongue in _TONGUES for name in tongue.weekdays)})"
    rf" (?P<day>\d{{1,2}})(?P<er>er)?"
    rf" (?P<month>{'|'.join(name for tongue in _TONGUES for name in tongue.months)})(?P<year> \d{{4}})?"
    rf"(?P<rest>{'|'.join(_RESTS)}|)",
    re.IGNORECASE,
)
_ARTICLES = re.compile(r"(?<=^ )(?:dans l'|in the )")
_LINKS = re.compile(r"(?<=^ )(?:à |at |au |en )|(?<=^, )de ")


def is_date(words: str) -> bool:
    """Whether these words are a date as `say_date` gives them."""
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
    """The same date, shorter and shorter: « Samedi 6 mars après-midi », « Mer. 14 avril à 14 h 30 »,
    « Mer. 14 sept. 14 h 30 »."""
    found = _WORDED.fullmatch(words)
    if found is None:
        return
    weekday, month, year = _short_weekday(found["weekday"]), _SHORT[found["month"].casefold()], found["year"] or ""
    number, rest = found["day"] + (found["er"] or ""), _ARTICLES.sub("", found["rest"])
    yield f"{found['weekday']} {number} {found['month']}{year}{rest}"
    yield f"{weekday} {number} {found['month']}{year}{rest}"
    yield f"{weekday} {number} {month}{year}{rest}"
    yield f"{weekday} {number} {month}{year}{_short_rest(rest)}"


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


def _short_rest(rest: str) -> str:
    return re.sub(r" (?:à|to) ", "-", _LINKS.sub("", _ARTICLES.sub("", rest)))


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
