"""How often something comes back, as the parts of its RFC 5545 rule."""

from dataclasses import dataclass
from datetime import date

from .model import WEEKDAY_CODES


@dataclass(frozen=True)
class Rule:
    """`weekdays`: (nth in the month or 0, 0 for Monday), in the order of the rule. `monthdays`: -1 is the last.
    `place`: which one of them in the month (BYSETPOS), or 0. `count`, `until`: 0 and None where it has no end."""

    freq: str
    interval: int = 1
    months: tuple[int, ...] = ()
    monthdays: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    place: int = 0
    count: int = 0
    until: date | None = None

    @classmethod
    def of(cls, text: str) -> "Rule":
        """The value of an RRULE, as `Recurrence.rule` has it. Raises ValueError for parts that have no words."""
        parts = dict(part.split("=", 1) for part in text.split(";"))
        rule = cls(
            parts.pop("FREQ"),
            int(parts.pop("INTERVAL", "1")),
            _numbers(parts.pop("BYMONTH", "")),
            _numbers(parts.pop("BYMONTHDAY", "")),
            tuple(_day(code) for code in _items(parts.pop("BYDAY", ""))),
            int(parts.pop("BYSETPOS", "0")),
            int(parts.pop("COUNT", "0")),
            date.fromisoformat(parts.pop("UNTIL")[:8]) if "UNTIL" in parts else None,
        )
        if parts:
            raise ValueError(f"a rule with {', '.join(parts)}")
        return rule

    @property
    def plain_days(self) -> tuple[int, ...]:
        """Its weekdays, where it is a rhythm of weeks."""
        return tuple(weekday for _, weekday in self.weekdays)

    @property
    def months_out(self) -> tuple[int, ...]:
        """The months that a rhythm of days, weeks or months leaves out."""
        if self.freq == "YEARLY" or not self.months:
            return ()
        return tuple(month for month in range(1, 13) if month not in self.months)

    @property
    def weekdays_out(self) -> tuple[int, ...]:
        """The one weekday that « tous les jours sauf le mercredi » leaves out."""
        if self.freq != "WEEKLY" or self.interval > 1 or len(self.weekdays) != 6:
            return ()
        return tuple(weekday for weekday in range(7) if weekday not in self.plain_days)

    @property
    def nths_out(self) -> tuple[int, ...]:
        """What « tous les mardis sauf le premier du mois » leaves out; () where the rule reads better as it is."""
        nths = [nth for nth, _ in self.weekdays]
        if self.freq != "MONTHLY" or self.interval > 1 or 0 in nths or len({day for _, day in self.weekdays}) != 1:
            return ()
        whole = range(1, 6) if nths[0] > 0 else range(-5, 0)
        out = tuple(nth for nth in whole if nth not in nths)
        shorter = len(nths) == 4 or min(nths) < -2
        return out if shorter and [nth for nth in whole if nth in nths] == nths else ()

    @property
    def names_its_day(self) -> bool:
        """Who hears it knows the weekday, or needs none."""
        return self.freq in ("MONTHLY", "YEARLY") or len(self.weekdays) == 1


def _day(code: str) -> tuple[int, int]:
    """« 2TU » is (2, 1)."""
    return int(code[:-2] or 0), WEEKDAY_CODES.index(code[-2:])


def _items(text: str) -> list[str]:
    return text.split(",") if text else []


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(item) for item in _items(text))
