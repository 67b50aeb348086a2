"""How a meaning is put together from the words of a language, whichever that is."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import ClassVar

from .calendar.almanac import LONGEST_RANGE
from .frequency import Rule
from .model import Day, Deadline, Duration, Instant, Recurrence, Span, Without

_A_DAY = timedelta(days=1)
_ONE_EVENING = timedelta(hours=12)
"""A span that ends on the next day is said with one date up to there: « samedi, de 20 h à 2 h »."""
FAR = 60
"""Days; a distance beyond says less than the date."""
_ANOTHER_YEAR = 330
"""Days; a date beyond is so far away that another year would come to mind."""


@dataclass(frozen=True)
class Tongue(ABC):
    """`today`: the day on which it is said, where years and distances may follow from it; None to say all."""

    today: date | None = None
    weekdays: ClassVar[Sequence[str]]
    """From Monday."""
    months: ClassVar[Sequence[str]]
    parts: ClassVar[Mapping[str, str]]
    """How each part of a day is said behind its date, by the name it has in an `Instant`."""

    # what each language has its own words for

    @abstractmethod
    def dated(self, day: date, *, weekday: bool = True, month: bool = True, year: bool = True) -> str: ...
    @abstractmethod
    def hour(self, hour: int, minute: int) -> str:
        """An hour of the clock; 24 is the midnight that ends a day."""

    @abstractmethod
    def at(self, hour: str) -> str: ...
    @abstractmethod
    def hours(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        """Two hours of one day or evening, each with its minutes."""

    @abstractmethod
    def with_hours(self, rhythm: str, hours: str, rule: Rule, *, two: bool) -> str:
        """Both beside each other. `two`: the hours have an end too."""

    @abstractmethod
    def between(self, first: str, last: str) -> str: ...
    @abstractmethod
    def since(self, day: str) -> str: ...
    @abstractmethod
    def until(self, end: str, *, included: bool = False) -> str: ...
    @abstractmethod
    def lasting(self, length: Duration) -> str: ...
    @abstractmethod
    def length(self, length: Duration) -> str: ...
    @abstractmethod
    def times(self, count: int) -> str: ...
    @abstractmethod
    def rhythm(self, rule: Rule) -> str:
        """How often, without the hour, the bounds and what is left out."""

    @abstractmethod
    def without(self, what: Sequence[str], *, apart: bool) -> str:
        """What is left out, said by the next six. `apart`: joined by « et » they would become one."""

    @abstractmethod
    def weekday_out(self, weekday: int) -> str: ...
    @abstractmethod
    def nths_out(self, nths: Sequence[int], weekday: int) -> str: ...
    @abstractmethod
    def month_out(self, month: int) -> str: ...
    @abstractmethod
    def holidays_out(self) -> str: ...
    @abstractmethod
    def outside_school(self, zone: str) -> str: ...
    @abstractmethod
    def one_day(self, day: str) -> str: ...
    @abstractmethod
    def distance(self, days: int) -> str: ...
    @abstractmethod
    def near(self, days: int, dated: str) -> str:
        """A date beside its word: « demain mercredi 3 mars »."""

    # what they share

    def moment(self, meaning: Instant | Day) -> str:
        """With how far it is."""
        day = _day_of(meaning)
        ahead = (day - self.today).days if self.today is not None else None
        if ahead is not None and -1 <= ahead <= 1:
            return self.near(ahead, self.full(meaning))
        return self.with_distance(meaning)

    def with_distance(self, meaning: Instant | Day) -> str:
        """Where that says more than the date: « mardi 9 mars à 20 h, dans 7 jours »."""
        ahead = (_day_of(meaning) - self.today).days if self.today is not None else 0
        said = self.full(meaning)
        return f"{said}, {self.distance(ahead)}" if 2 <= ahead <= FAR else said

    def full(self, meaning: Instant | Day) -> str:
        """The date alone, with its hour or its part of the day."""
        day = _day_of(meaning)
        said = self.dated(day, year=self._needs_year(day))
        if not isinstance(meaning, Instant):
            return said
        return f"{said} {self.parts[meaning.part] if meaning.part else self.at(self.clock(meaning.at))}"

    def clock(self, at: datetime) -> str:
        """Its hour alone. Midnight is that of the day which it ends."""
        return self.hour(*ending(at)[1:])

    def span(self, meaning: Span) -> str:
        first, last = meaning.first, meaning.last
        if not (isinstance(first, datetime) and isinstance(last, datetime)):
            return self.days(first, last)
        day = ending(last)[0]
        one_evening = first < last and last.replace(tzinfo=None) - first.replace(tzinfo=None) <= _ONE_EVENING
        if day == first.date() or (day == first.date() + _A_DAY and one_evening):
            said = self.dated(first.date(), year=self._needs_year(first.date()))
            return f"{said}, {self.hours(_begins(first), _ends(last))}"
        years = self._need_years(first.date(), day)
        return self.between(
            f"{self.dated(first.date(), year=years)} {self.at(self._hour_of(first))}",
            f"{self.dated(day, year=years)} {self.at(self.clock(last))}",
        )

    def days(self, first: date, last: date, *, weekday: bool = True, years: bool = False) -> str:
        """Two days, both included; the first borrows from the last what they share."""
        years = years or self._need_years(first, last)
        same_year = first.year == last.year
        start = self.dated(
            first,
            weekday=weekday,
            month=(first.year, first.month) != (last.year, last.month),
            year=years and not same_year,
        )
        return self.between(start, self.dated(last, weekday=weekday, year=years))

    def deadline(self, meaning: Deadline) -> str:
        if not isinstance(meaning.end, datetime):
            return self.until(self.dated(meaning.end, year=self._needs_year(meaning.end)), included=True)
        return self.until(self.full(Instant(meaning.end)))

    def recurrence(self, meaning: Recurrence) -> str:
        rule = Rule.of(meaning.rule)
        rhythm = self.rhythm(rule)
        hours = self._hours(meaning)
        with_hours = self.with_hours(rhythm, hours, rule, two=meaning.end is not None) if hours else rhythm
        pieces = [with_hours, self._bounds(rule, meaning.start)]
        pieces += [self.times(rule.count)] if rule.count else []
        pieces += [self._left_out(rule, meaning.without)]
        return ", ".join(piece for piece in pieces if piece)

    def _hours(self, meaning: Recurrence) -> str:
        start, end = meaning.start, meaning.end
        if not isinstance(start, datetime):
            return ""
        if end is None:
            return self.at(self._hour_of(start))
        length = end.replace(tzinfo=None) - start.replace(tzinfo=None)
        if length >= _A_DAY:
            lasting = self.lasting(Duration(minutes=length // timedelta(minutes=1)))
            return f"{self.at(self._hour_of(start))} {lasting}"
        return self.hours(_begins(start), _ends(end))

    def _bounds(self, rule: Rule, start: date | datetime) -> str:
        first = start.date() if isinstance(start, datetime) else start
        weekday = not rule.names_its_day
        if rule.until is not None and rule.until > first:
            return self.days(first, rule.until, weekday=weekday)
        since = self.since(self.dated(first, weekday=weekday, year=self._needs_year(first)))
        if rule.until is None:
            return since
        return f"{since}, {self.until(self.dated(first, weekday=weekday, year=self._needs_year(first)))}"

    def _left_out(self, rule: Rule, without: Without) -> str:
        days = [self.weekday_out(day) for day in rule.weekdays_out]
        days += [self.nths_out(rule.nths_out, rule.weekdays[0][1])] if rule.nths_out else []
        days += [self.month_out(month) for month in rule.months_out]
        years = any(self._need_years(first, last) for first, last in without.spans)  # one would lend it to another
        days += [self._days_out(first, last, years=years) for first, last in without.spans]
        days += [self.holidays_out()] if without.holidays else []
        apart = bool(rule.weekdays_out and without.spans)  # « le samedi, le 12 mars » would be one day
        apart = apart or any(after[0] <= before[1] + _A_DAY for before, after in pairwise(without.spans))
        said = [self.without(days, apart=apart)] if days else []
        return ", ".join([*said, self.outside_school(without.school)] if without.school else said)

    def _days_out(self, first: date, last: date, *, years: bool) -> str:
        if first == last:
            return self.one_day(self.dated(first, weekday=False, year=years))
        return self.days(first, last, weekday=False, years=years)

    def _hour_of(self, at: datetime) -> str:
        """Where it begins something: its midnight is that of its own day."""
        return self.hour(*_begins(at))

    def _needs_year(self, day: date) -> bool:
        """It is past, or far."""
        return self.today is None or not 0 <= (day - self.today).days <= _ANOTHER_YEAR

    def _need_years(self, first: date, last: date) -> bool:
        return self._needs_year(first) or self._needs_year(last) or (last - first).days > LONGEST_RANGE


def ending(at: datetime) -> tuple[date, int, int]:
    """The day, hour and minute as people say them: midnight ends the day before it, as hour 24."""
    if at.hour == at.minute == 0:
        return at.date() - _A_DAY, 24, 0
    return at.date(), at.hour, at.minute


def _day_of(meaning: Instant | Day) -> date:
    return ending(meaning.at)[0] if isinstance(meaning, Instant) else meaning.day


def _begins(at: datetime) -> tuple[int, int]:
    return at.hour, at.minute


def _ends(at: datetime) -> tuple[int, int]:
    return ending(at)[1:]


def listed(items: Sequence[str], joined: str) -> str:
    """a, b et c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joined} {items[-1]}"
