"""A moment: a day, a part of it, an hour, as far as they are said, in any order."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ..calendar.almanac import at
from ..model import Stop, Why
from .clocks import PARTS, Clock, clock, clock_range, part
from .days import day
from .lengths import lasts
from .loose import Loose, find
from .reading import Reading


@dataclass(frozen=True)
class Moment:
    """`today`: it is said of today (« ce soir »). `last`: the hour that ends it, where two are said."""

    loose: Loose | None = None
    part: str = ""
    today: bool = False
    clock: Clock | None = None
    last: Clock | None = None
    words: str = ""
    place: int = -1
    """Where it stands in the text, as far as `end`."""
    end: int = -1
    led: bool = False
    """Little words lead to its part of the day: « le soir », « en soirée »."""


def moment(r: Reading, i: int, *, ranges: bool = True, dated: bool = False) -> tuple[Moment, int] | None:
    """As much of a moment as stands together there. `ranges`: two hours are taken too. `dated`: a day was said."""
    loose, name, today, first, last = None, "", False, None, None
    led = False
    j = i
    while j < len(r):
        dated = dated or today or _is_dated(loose)
        k = past_little(r, j) if j > i else j + (r.is_the(j) or r.word(j) == "les")
        if loose is None and not today and (found := day(r, j) or day(r, k)) is not None:
            loose, j = found
        elif loose is None and (tonight := tonight_at(r, k)) is not None:
            loose, name, today, j = tonight[0], tonight[1], True, tonight[2]
        elif first is None and ranges and (two := clock_range(r, k, day=dated)) is not None:
            first, last, j = two
        elif first is None and (hour := _hour(r, k, dated)) is not None:
            first, j = hour
        elif not name and (said := part(r, j) or part(r, k)) is not None and not (said[1] and loose is not None):
            led = led or said[1] or r.sense(j, "part") is None
            first_said = j == i
            name, j = said[0], said[2]
            today = today or said[1]
            if first_said and not led and name in ("morning", "evening") and day(r, j) is not None:
                break  # « coffee morning Saturday », « soirée samedi » : not the day's own part
        elif not name and (night := this_night(r, k)) is not None:
            name, today, j = "night", True, night
        elif first is None and (noon := this_noon(r, k)) is not None:
            first, today, j = Clock(12), True, noon
        else:
            break
    if j == i or (loose is None and first is None and not name):
        return None
    if name == "night" and first is None:
        return None
    return Moment(loose, name, today, first, last, r.said(i, j), i, j, led), j


def _hour(r: Reading, i: int, dated: bool) -> tuple[Clock, int] | None:
    """An hour; not the length of « samedi 3h de ménage »."""
    found = clock(r, i, bare=_may_be_bare(r, i, dated))
    return None if found is None or (dated and lasts(r, i, found[1])) else found


def _is_dated(loose: Loose | None) -> bool:
    """A day that needs no number behind it: « demain 9 à 12 » are hours."""
    return loose is not None and (loose.fixed is not None or loose.day > 0 or loose.weekday >= 0)


def _may_be_bare(r: Reading, i: int, dated: bool) -> bool:
    """« at 7 »; with a day beside it also « Friday 7.30 »."""
    return (not r.french and _at_before(r, i)) or (dated and r.is_mark(i + 1, ".") and r.glued(i + 2))


def _at_before(r: Reading, i: int) -> bool:
    return i > 0 and r.word(i - 1) in (
        "at",
        "@",
        "by",
        "around",
        "about",
        "until",
        "till",
        "from",
        "before",
        "after",
    )


def past_little(r: Reading, i: int) -> int:
    """The place after the little words between the parts of a moment."""
    j = i
    while j < len(r) and j - i < 4:
        k = r.after(j, "at")
        if k == j and (r.is_mark(j, ",(@") or r.is_the(j) or r.word(j) == "les"):
            k = j + 1
        if k == j:
            break
        j = k
    return j


def tonight_at(r: Reading, i: int) -> tuple[Loose, str, int] | None:
    """tonight, last night: a day with its part."""
    found = r.sense(i, "near")
    if found is None or found[0] not in ("tonight", "last night"):
        return None
    return Loose(fixed=r.today - timedelta(days=found[0] == "last night")), "evening", found[1]


def this_noon(r: Reading, i: int) -> int | None:
    """The place after « ce midi »."""
    this = r.sense(i, "this")
    noon = r.sense(this[1], "noon") if this else None
    return noon[1] if noon is not None and noon[0] == 12 else None


def this_night(r: Reading, i: int) -> int | None:
    """The place after « cette nuit », before an hour."""
    this = r.sense(i, "this")
    night = r.sense(this[1], "night") if this and r.french else None
    return None if night is None else night[1]


def in_part(found: Clock, name: str, words: str) -> tuple[Clock, int]:
    """The hour in its part of the day, and the days to add: « ce soir 8h » is 20:00, « samedi soir 1h » Sunday's.

    Raises Stop where they contradict each other: « demain matin 18h ».
    """
    hour = found.hour
    if name == "evening" or name.endswith(" evening"):
        if found.noon:
            raise Stop(Why.CONTRADICTION, words)
        if hour in (12, 0) and not found.midnight:
            return Clock(24, found.minute), 0
        if hour < 5:
            return found, 1
        if hour < 12:
            return found.later_half(), 0
    elif name in ("afternoon", "late afternoon"):
        if 1 <= hour < 8:
            return found.later_half(), 0
        if hour < 12:
            raise Stop(Why.CONTRADICTION, words)
    elif name in ("morning", "late morning") and hour > 12:
        raise Stop(Why.CONTRADICTION, words)
    return found, 0


def minute_of(r: Reading, said: Moment, day_of: date) -> datetime:
    """The minute of a moment on its day; its part's hour where no hour is said."""
    found, more = said.clock, 0
    if found is None:
        return at(day_of, PARTS[said.part], 0, r.zone)
    if said.part:
        found, more = in_part(found, said.part, said.words)
    return at(day_of + timedelta(days=more), found.hour, found.minute, r.zone)


def day_of(r: Reading, said: Moment) -> date | None:
    """Its day; None where none is said."""
    if said.loose is not None:
        return find(said.loose, r.today)
    return r.today if said.today else None


def resolve(r: Reading, said: Moment) -> date | datetime:
    """The day or the minute that is meant; an hour alone is the next such hour."""
    day = day_of(r, said)
    if said.part == "night" and said.clock is not None:
        minute = minute_of(r, said, r.today)
        return (
            minute if minute > r.now or said.clock.hour >= 12 else minute_of(r, said, r.today + timedelta(days=1))
        )
    if said.clock is None and not said.part:
        assert day is not None, "a moment says something"
        return day
    if day is not None:
        minute = minute_of(r, said, day)
        if not r.french and said.clock is not None and not said.clock.sure and not said.part and day == r.today:
            later = minute + timedelta(hours=12)
            return later if minute <= r.now < later and said.clock.hour < 12 else minute
        return minute
    for ahead in (0, 1, 2):
        minute = minute_of(r, said, r.today + timedelta(days=ahead))
        if minute > r.now:
            return minute
    raise AssertionError("a minute comes back every day")
