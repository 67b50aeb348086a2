"""Moments, lengths and rhythms in English, as a careful person writes them out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from .frequency import Rule
from .model import Duration
from .tongue import Tongue, listed

_SPACE = "\u00a0"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "second to last"}
_PARTS = {
    "morning": "in the morning", "late morning": "in the late morning", "noon": "at lunchtime",
    "afternoon": "in the afternoon", "late afternoon": "in the late afternoon",
    "early evening": "in the early evening", "evening": "in the evening", "late evening": "in the late evening",
}  # fmt: skip
_QUARTERS = {
    15: "a quarter of an hour", 30: "half an hour", 45: "three quarters of an hour", 75: "an hour and a quarter",
    90: "an hour and a half",
}  # fmt: skip
_READ_AS_WEEKS = (7, 8, 14, 15, 21)
"""Every so many days is every one, two or three weeks; these are said « one day in 14 » where days are meant."""


@dataclass(frozen=True)
class English(Tongue):
    """In English: “Thursday 4 June 2026 at 6:30 pm”, “every other Tuesday”."""

    weekdays = _WEEKDAYS
    months = _MONTHS
    parts = _PARTS

    def dated(self, day: date, *, weekday: bool = True, month: bool = True, year: bool = True) -> str:
        said = [_WEEKDAYS[day.weekday()]] if weekday else []
        said += [str(day.day)]
        said += [_MONTHS[day.month - 1]] if month else []
        return " ".join([*said, str(day.year)] if year else said)

    def hour(self, hour: int, minute: int) -> str:
        if hour in (12, 24) and not minute:
            return "noon" if hour == 12 else "midnight"
        return f"{hour % 12 or 12}" + (f":{minute:02}" if minute else "") + _SPACE + ("am" if hour < 12 else "pm")

    def at(self, hour: str) -> str:
        return f"at {hour}"

    def hours(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        return f"{self.hour(*first)} to {self.hour(*last)}"

    def with_hours(self, rhythm: str, hours: str, rule: Rule, *, two: bool) -> str:
        return f"{rhythm}, {hours}" if two else f"{rhythm} {hours}"

    def between(self, first: str, last: str) -> str:
        return f"from {first} to {last}"

    def since(self, day: str) -> str:
        return f"from {day}"

    def until(self, end: str, *, included: bool = False) -> str:
        return f"until {end}" + (" inclusive" if included else "")

    def lasting(self, length: Duration) -> str:
        return f"for {_minutes(length.minutes)}"

    def length(self, length: Duration) -> str:
        said = [_months(length.months)] if length.months else []
        said += [_days(length.days)] if length.days else []
        if length.minutes or not said:
            said += [_minutes(length.minutes)]
        return listed(said, "and")

    def times(self, count: int) -> str:
        return f"{count} times" if count > 1 else "one session"

    def distance(self, days: int) -> str:
        if -1 <= days <= 1:
            return ("yesterday", "today", "tomorrow")[days + 1]
        return f"in {days} days" if days > 0 else f"{-days} days ago"

    def near(self, days: int, dated: str) -> str:
        return f"{self.distance(days)}, {dated}"

    def one_day(self, day: str) -> str:
        return f"on {day}"

    def without(self, what: Sequence[str], *, apart: bool) -> str:
        return ", ".join(f"except {one}" for one in what) if apart else f"except {listed(what, 'and')}"

    def weekday_out(self, weekday: int) -> str:
        return f"on {_WEEKDAYS[weekday]}s"

    def nths_out(self, nths: Sequence[int], weekday: int) -> str:
        return f"on the {listed([_NTH[nth] for nth in nths], 'and')} {_WEEKDAYS[weekday]} of the month"

    def month_out(self, month: int) -> str:
        return f"in {_MONTHS[month - 1]}"

    def holidays_out(self) -> str:
        return "on public holidays"

    def outside_school(self, zone: str) -> str:
        return f"outside school holidays (zone {zone})"

    def rhythm(self, rule: Rule) -> str:
        return {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}[rule.freq](rule)


def _daily(rule: Rule) -> str:
    if rule.interval in _READ_AS_WEEKS:
        return f"one day in {_number(rule.interval)}"
    return "every other day" if rule.interval == 2 else _every(rule.interval, "day")


def _weekly(rule: Rule) -> str:
    days = rule.plain_days
    names = [_WEEKDAYS[day] for day in days]
    if rule.interval > 1:
        if days == (5, 6):
            return "every other weekend" if rule.interval == 2 else f"one weekend in {_number(rule.interval)}"
        if len(days) == 1 and rule.interval == 2:
            return f"every other {names[0]}"
        every = _every(rule.interval, "week")
        if not days:
            return every
        return f"{every} on {names[0] if len(days) == 1 else listed([f'{name}s' for name in names], 'and')}"
    if not days:
        return "every week"
    if days == (0, 1, 2, 3, 4):
        return "Monday to Friday"
    if rule.weekdays_out:
        return "every day"
    return f"every {listed(names, 'and')}"


def _monthly(rule: Rule) -> str:
    if rule.nths_out:
        return f"every {_WEEKDAYS[rule.weekdays[0][1]]}"
    every = _every(rule.interval, "month")
    of = "of every month" if rule.interval == 1 else "of the month"
    if rule.place:
        on = f"the {_NTH[rule.place]} working day {of}"
    elif rule.weekdays:
        on = f"{_nth_weekdays(rule)} of the month"
    elif rule.monthdays:
        alone = rule.interval > 1 and len(rule.monthdays) == 1 and rule.monthdays[0] > 0
        on = f"the {_monthdays(rule.monthdays)}" + ("" if alone else f" {of}")
    else:
        return every
    return on if rule.interval == 1 else f"{every} on {on}"


def _yearly(rule: Rule) -> str:
    every = _every(rule.interval, "year")
    if not rule.months:
        return every
    month = _MONTHS[rule.months[0] - 1]
    if rule.weekdays:
        return f"{every} on {_nth_weekdays(rule)} of {month}"
    return f"{every} on {listed([str(day) for day in rule.monthdays], 'and')} {month}"


def _nth_weekdays(rule: Rule) -> str:
    """the first and third Saturday."""
    groups = groupby(rule.weekdays, key=lambda entry: entry[1])
    said = [f"the {listed([_NTH[nth] for nth, _ in group], 'and')} {_WEEKDAYS[day]}" for day, group in groups]
    return listed(said, "and")


def _monthdays(days: Sequence[int]) -> str:
    """1st and 15th; last day."""
    if min(days) > 0:
        return listed([_suffixed(day) for day in days], "and")
    return f"{listed([_NTH.get(day, str(day)) for day in days], 'and')} day"


def _suffixed(day: int) -> str:
    return f"{day}{'th' if day // 10 == 1 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def _every(interval: int, unit: str) -> str:
    return f"every {unit}" if interval == 1 else f"every {_number(interval)} {unit}s"


def _number(value: int) -> str:
    return _NUMBERS[value] if value < len(_NUMBERS) else str(value)


def _counted(value: int, one: str, many: str) -> str:
    return one if value == 1 else f"{_number(value)} {many}"


def _months(months: int) -> str:
    years, rest = divmod(months, 12)
    return _counted(months, "a month", "months") if rest else _counted(years, "a year", "years")


def _days(days: int) -> str:
    if days % 7 == 0:
        return _counted(days // 7, "a week", "weeks")
    return f"{days} days" if days > 1 else "1 day"  # one day is one of these days


def _minutes(minutes: int) -> str:
    if minutes in _QUARTERS:
        return _QUARTERS[minutes]
    hours, rest = divmod(minutes, 60)
    if not hours:
        return "one minute" if minutes == 1 else f"{minutes} minutes"
    if not rest:
        return _counted(hours, "an hour", "hours")
    said = "an hour" if hours == 1 else f"{hours} hours"
    return f"{said} and {'one minute' if rest == 1 else f'{rest} minutes'}"
