"""Another pace for something that comes back: at the same hour, counted from the last time that it took place."""

from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from .calendar.almanac import as_long_from
from .frequency import Rule
from .model import WEEKDAY_CODES, Recurrence
from .occurrences import first, occurrences

Pace = Literal["week", "fortnight", "month", "two_months"]
PACES: tuple[Pace, ...] = ("week", "fortnight", "month", "two_months")
_EVERY = {"week": ("WEEKLY", 1), "fortnight": ("WEEKLY", 2), "month": ("MONTHLY", 1), "two_months": ("MONTHLY", 2)}
_LOOKED_BACK = timedelta(days=500)
"""Where nothing has taken place for so long, nothing is counted from it."""
_FIFTH = 5
_MOST_MONTHS = 7
"""With so many months of the year allowed, a rhythm of every second month always meets one of them."""


def paced(rhythm: Recurrence, pace: Pace, zone: ZoneInfo, now: datetime) -> Recurrence | None:
    """The same at another pace, from its next time on, which is later than `now` (aware); None where nothing of it
    is left: its end is kept, and how long each time lasts on the clock.

    Counted from the last time that has passed; where none has, from the first that is ahead. By weeks it keeps
    that weekday; by months the same weekday of the month: what was on a first Thursday is on first Thursdays, on a
    fifth one, on the last. A rhythm by months that says its own day (« le 15 », « le dernier vendredi ») keeps it.
    """
    anchor = _last(rhythm, zone, now) or _next(rhythm, zone, now)
    if anchor is None:
        return None
    freq, interval = _EVERY[pace]
    parts = [f"FREQ={freq}"]
    if interval > 1:
        parts.append(f"INTERVAL={interval}")
    before = dict(part.split("=", 1) for part in rhythm.rule.split(";"))
    if len(before.get("BYMONTH", "").split(",")) >= _MOST_MONTHS:
        parts.append(f"BYMONTH={before['BYMONTH']}")
    parts += [_weekday(anchor)] if freq == "WEEKLY" else _of_the_month(before, anchor)
    if "UNTIL" in before or "COUNT" in before:
        parts.append(f"UNTIL={_end(before, rhythm, zone)}")
    new = Recurrence(";".join(parts), anchor, None, rhythm.without)
    ahead = _next(new, zone, now)
    if ahead is None:
        return None
    end = rhythm.end
    if end is not None and isinstance(rhythm.start, datetime):
        end = as_long_from(ahead, rhythm.start, end, zone)
    return Recurrence(new.rule, ahead, end, rhythm.without)


def pace_of(rhythm: Recurrence) -> Pace | None:
    """None for any other rhythm."""
    rule = Rule.of(rhythm.rule)
    if max(len(rule.weekdays), len(rule.monthdays)) > 1:
        return None
    return next((pace for pace in PACES if _EVERY[pace] == (rule.freq, rule.interval)), None)


def _last(rhythm: Recurrence, zone: ZoneInfo, now: datetime) -> datetime | None:
    found = None
    for one in occurrences(rhythm, zone, after=now - _LOOKED_BACK):
        if not isinstance(one.start, datetime) or one.start.timestamp() > now.timestamp():
            break
        found = one.start
    return found


def _next(rhythm: Recurrence, zone: ZoneInfo, now: datetime) -> datetime | None:
    ahead = first(rhythm, zone, after=now.astimezone(UTC))
    return ahead.start if ahead is not None and isinstance(ahead.start, datetime) else None


def _weekday(anchor: datetime) -> str:
    return f"BYDAY={WEEKDAY_CODES[anchor.weekday()]}"


def _of_the_month(before: dict[str, str], anchor: datetime) -> list[str]:
    said = [f"{name}={before[name]}" for name in ("BYMONTHDAY", "BYDAY", "BYSETPOS") if name in before]
    alone = "BYSETPOS" in before or not any("," in part or _is_any_weekday(part) for part in said)
    if before["FREQ"] == "MONTHLY" and said and alone:
        return said
    if before["FREQ"] == "MONTHLY" and not said:
        return [f"BYMONTHDAY={anchor.day}"]
    nth = (anchor.day - 1) // 7 + 1
    return [f"BYDAY={-1 if nth == _FIFTH else nth}{WEEKDAY_CODES[anchor.weekday()]}"]


def _end(before: dict[str, str], rhythm: Recurrence, zone: ZoneInfo) -> str:
    if "UNTIL" in before:
        return before["UNTIL"]
    last = [one.start for one in occurrences(rhythm, zone)][-1]
    return f"{last:%Y%m%d}T235959"


def _is_any_weekday(part: str) -> bool:
    """« BYDAY=TH »: every one of the month."""
    return part.startswith("BYDAY=") and not any(sign.isdigit() for sign in part)
