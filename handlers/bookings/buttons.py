"""Times and days as the data of a button holds them: short, as all of it has 64 bytes."""

from datetime import date, datetime, timedelta

from handlers.members.desk import unknown
from handlers.members.model import Group
from handlers.when.calendar.almanac import FIRST_YEAR, LAST_YEAR

from .box import zone_of
from .model import Times

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LONGEST = 12
"""Characters of the longest word that says times of ours."""


def word_of(times: Times) -> str:
    """« hkd0q.5k0 »: the minute at which it begins, counted from 1970, and its length in minutes, in base 36."""
    starts = round(times.starts.timestamp()) // 60
    return f"{_in_36(starts)}.{_in_36(round(times.ends.timestamp()) // 60 - starts)}"


def times_of(word: str, group: Group) -> Times:
    """The times of such a word, on the group's clock. Raises Refused for one that is no time of ours: anybody can
    send any data."""
    starts, dot, length = word.partition(".")
    if len(word) > _LONGEST or not dot or not (_is_in_36(starts) and _is_in_36(length)) or not int(length, 36):
        raise unknown()
    begins = int(starts, 36) * 60
    try:
        return Times(
            *(datetime.fromtimestamp(at, zone_of(group)) for at in (begins, begins + int(length, 36) * 60))
        )
    except (OverflowError, ValueError, OSError) as error:  # a year past 9999
        raise unknown() from error


def _in_36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"


def _is_in_36(word: str) -> bool:
    return bool(word) and set(word) <= set(_DIGITS)


def at_day(number: int) -> date:
    """The day of a button's number: days since the beginning of our calendar. Raises Refused."""
    if not date(FIRST_YEAR, 1, 1).toordinal() <= number <= (date(LAST_YEAR, 1, 1) - timedelta(days=1)).toordinal():
        raise unknown()
    return date.fromordinal(number)
