"""How often something happens, as an RFC 5545 rule counts."""

from dataclasses import dataclass, replace

from ..model import WEEKDAY_CODES, Stop, Why

WORKING = tuple((0, weekday) for weekday in range(5))
WEEKEND = ((0, 5), (0, 6))


@dataclass(frozen=True)
class Rhythm:
    """As an RFC 5545 rule counts. `weekdays`: (nth in the month or 0, 0 for Monday). `soft`: said as « le mardi »,
    which may also be the next one. `part`: « tous les matins »."""

    freq: str
    interval: int = 1
    weekdays: tuple[tuple[int, int], ...] = ()
    monthdays: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    part: str = ""
    soft: bool = False
    together: bool = False
    """Days that follow each other (« le week-end », « du lundi au vendredi »): also the next such span."""
    adjective: bool = False
    """« notre réunion mensuelle » : of the subject, where a date is said."""
    position: int = 0
    """Of those days of the month, only this one (BYSETPOS): « le premier jour ouvré du mois »."""
    count: int = 0

    @property
    def open(self) -> bool:
        """It does not say on which days."""
        return not (self.weekdays or self.monthdays or self.months)

    @property
    def rule(self) -> str:
        """Its RFC 5545 value, without bounds."""
        parts = [f"FREQ={self.freq}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.months:
            parts.append("BYMONTH=" + ",".join(map(str, self.months)))
        if self.monthdays:
            parts.append("BYMONTHDAY=" + ",".join(map(str, self.monthdays)))
        if self.weekdays:
            days = ((str(nth) if nth else "") + WEEKDAY_CODES[weekday] for nth, weekday in self.weekdays)
            parts.append("BYDAY=" + ",".join(days))
        if self.position:
            parts.append(f"BYSETPOS={self.position}")
        return ";".join(parts)


def joined(one: Rhythm, other: Rhythm, words: str) -> Rhythm:
    """Two rhythms that are said of one thing: « toutes les deux semaines » and « le mardi ».

    Raises Stop where they are two.
    """
    for base, more in ((one, other), (other, one)):
        if base.open and not base.part and (base.freq == more.freq or (base.freq == "MONTHLY" and more.monthdays)):
            interval = max(base.interval, more.interval)
            return replace(more, interval=interval, soft=False, adjective=False, part=more.part or base.part)
        if base == Rhythm("DAILY") and more.freq == "WEEKLY":
            return replace(more, soft=False)
        if base.open and base.freq == "WEEKLY" and more.freq == "WEEKLY":
            return replace(more, interval=base.interval, soft=False)
    if one.part and other.part and one.part != other.part:
        raise Stop(Why.SEVERAL, words)
    if one.freq == other.freq == "WEEKLY" and one.interval == other.interval and one.soft == other.soft:
        weekdays = tuple(sorted({*one.weekdays, *other.weekdays}))
        return replace(one, weekdays=weekdays, part=one.part or other.part)
    if one.freq == other.freq == "DAILY" and one.interval == other.interval == 1:
        return replace(one, part=one.part or other.part)
    raise Stop(Why.SEVERAL, words)
