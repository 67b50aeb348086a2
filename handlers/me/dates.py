"""One date as somebody wrote it, as far as it is written out: « 3 », « mardi », « 20 août 2027 »."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Part:
    """What somebody wrote of one date. `weekday`: 0 for Monday; `end`: the last day of that month is meant."""

    day: int = 0
    month: int = 0
    year: int = 0
    weekday: int = -1
    end: bool = False
    fixed: date | None = None


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev february feb",
            "mars march mar",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "aout august aug",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "lundi lun monday mon",
            "mardi tuesday tue tues",
            "mercredi mer wednesday wed",
            "jeudi jeu thursday thu thurs",
            "vendredi ven friday fri",
            "samedi sam saturday sat",
            "dimanche dim sunday sun",
        )
    )
    for name in names.split()
}
_NEAR = {
    "aujourd'hui": 0, "ce jour": 0, "ce soir": 0, "maintenant": 0, "today": 0, "now": 0, "tonight": 0,
    "demain": 1, "tomorrow": 1, "apres-demain": 2, "apres demain": 2, "the day after tomorrow": 2,
    "hier": -1, "yesterday": -1,
}  # fmt: skip

MONTH, _WEEKDAY = "|".join(MONTHS), "|".join(_WEEKDAYS)
_ORDINAL = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th|e)?"
YEAR = r"(?:,?\s*(?P<year>20\d\d))?"
_DATES = tuple(
    re.compile(rf"(?:le |la |the |on )?(?:(?:{_WEEKDAY})\.?,? (?:the )?)?{pattern}")
    for pattern in (
        r"(?P<year>20\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>20\d\d)",
        r"(?P<day>\d{1,2})\s?[/.]\s?(?P<month>\d{1,2})(?:\s?[/.]\s?(?P<year>(?:20)?\d\d)?)?",
        rf"{_ORDINAL}(?: de| of)? ?(?P<named>{MONTH})\.?{YEAR}",
        rf"(?P<named>{MONTH})\.? (?:the )?{_ORDINAL}{YEAR}",
        _ORDINAL,
    )
)
_ON_WEEKDAY = re.compile(rf"(?:le |ce |this |next |on )?(?P<weekday>{_WEEKDAY})(?: prochain| next)?")
_END_OF_MONTH = re.compile(
    rf"(?:la |the )?(?:fin|end)(?: de| of| d')? ?(?:(?P<named>{MONTH})|du mois|(?:the |this )?month){YEAR}"
)
_END_OF_WEEK = re.compile(r"(?:la |the )?(?:fin de(?: la)? semaine|end of (?:the |this )?week)")


def written(words: str, today: date) -> Part | None:
    """One date, as far as it is written out."""
    words = re.sub(r"^(?:le|the) ", "", words.strip(" ,"))
    near = _NEAR.get(words)
    if near is not None:
        return Part(fixed=today + timedelta(days=near))
    if (found := _ON_WEEKDAY.fullmatch(words)) is not None:
        return Part(weekday=_WEEKDAYS[found["weekday"]])
    if _END_OF_WEEK.fullmatch(words):
        return Part(fixed=today + timedelta(days=6 - today.weekday()))
    if (found := _END_OF_MONTH.fullmatch(words)) is not None:
        month = MONTHS[found["named"]] if found["named"] else today.month
        return Part(31, month, int(found["year"] or 0), end=True)
    for pattern in _DATES:
        if (found := pattern.fullmatch(words)) is not None:
            given = found.groupdict()
            month = MONTHS[given["named"]] if given.get("named") else int(given.get("month") or 0)
            year = int(given.get("year") or 0)
            part = Part(int(given["day"]), month, year + 2000 if 0 < year < 100 else year)
            return part if 1 <= part.day <= 31 and (month in range(1, 13) or not given.get("month")) else None
    return None


def in_year(part: Part, year: int) -> date | None:
    """The date in that year; None where it has none such."""
    if part.end:
        return last_of(year, part.month)
    try:
        return date(year, part.month, part.day)
    except ValueError:
        return None


def last_of(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
