"""Which date is best, when answers end, who has a place: pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from handlers.conversation.quiet import Night, next_allowed
from handlers.members import hours
from handlers.members.desk import appears_at
from handlers.members.model import Group
from handlers.when.calendar.almanac import as_long_from
from handlers.when.calendar.school import KNOWN_UNTIL, public_holidays, school_holidays

from .model import Coming, Date, Slot, Suits, Workshop

MOST_DATES = 8
FURTHEST = timedelta(days=330)
"""Beyond that a date would need its year."""
MOST_A_DAY = 10
"""Workshops that one group begins in a day."""
TITLE_LENGTH = 80
MOST_THINGS = 8
MOST_PEOPLE = 20
"""Adults, or children, with one person."""
MOST_PLACES = 999
DAYS_TO_ANSWER = 4
"""From noon on a Monday until Friday evening (transcripts.md §5)."""
EVE = time(18)
"""At which hour of the day before everybody is reminded."""
EVENING = 20
"""At which hour answers end where only a day was said."""
KEPT = timedelta(days=365)
"""How long after it is over a workshop is kept."""
AHEAD = timedelta(days=62)
"""For so long the dates of a series are kept ahead: this month and the next."""
FEWEST_AHEAD = 2
MOST_AHEAD = 12
"""However rare, or frequent, they are."""
BEFORE = timedelta(hours=12)
"""At least so long before the first date the answers end."""
TURNS: Mapping[Suits, Suits] = {"yes": "maybe", "maybe": "no", "no": "yes"}
"""Each tap turns an answer."""


def score(one: Date) -> int:
    """Two for each who can, one for each who could if need be (ballots.md §4.7)."""
    return 2 * one.yes + one.maybes


def ranked(dates: Sequence[Date]) -> list[Date]:
    """The best first: by the sum, then fewer who cannot, then the earlier (ballots.md §4.7)."""
    return sorted(dates, key=lambda one: (-score(one), one.nos, one.slot.starts.timestamp(), one.id))


def deadline(group: Group, dates: Sequence[Slot], now: datetime) -> datetime:
    """When answers end if nobody said: at 20:00 four days later; earlier where the first date is near, and at the
    latest when that begins."""
    first = min((one.starts for one in dates), key=datetime.timestamp)
    for days in range(DAYS_TO_ANSWER, -1, -1):
        ends = hours.deadline(group, now, days)
        if ends <= first - BEFORE and ends - now >= timedelta(hours=2):
            return ends
    shown = next_allowed(group.local(now), group.night or Night())  # nobody answers at night
    halfway = min(shown + max(first - shown, timedelta()) / 2, first)
    return max(group.local(halfway).replace(second=0, microsecond=0), group.local(now) + timedelta(minutes=1))


def told_again(group: Group, now: datetime) -> datetime:
    """On the next evening."""
    return hours.evening(group, group.local(now).date() + timedelta(days=1))


def past_at(one: Slot) -> datetime:
    """From when on a date can be chosen no more: its hour, or the end of its day."""
    return one.starts if one.timed else one.over_at


def is_past(one: Slot, now: datetime) -> bool:
    return past_at(one).timestamp() <= now.timestamp()


def not_past(dates: Sequence[Date], now: datetime) -> list[Date]:
    return [one for one in dates if not is_past(one.slot, now)]


def is_ahead(workshop: Workshop, now: datetime) -> bool:
    """Fixed, and not over."""
    slot = workshop.slot
    return workshop.state == "fixed" and slot is not None and slot.over_at.timestamp() > now.timestamp()


def as_long_as(before: Slot, slot: Slot) -> Slot:
    """Where it is moved to an hour without an end, it lasts as long on the clock as before."""
    if slot.ends is not None or not slot.timed or before.ends is None or not before.timed:
        return slot
    return replace(slot, ends=as_long_from(slot.starts, before.starts, before.ends, slot.zone))


def asked(title: str, language: str) -> str:
    """As what a space is held, while the date is only asked: « Chantier jardin ? »."""
    return f"{title}?" if language == "en" else f"{title}\u202f?"


def has_ended(workshop: Workshop, now: datetime) -> bool:
    """No answer about its dates is taken any more."""
    return workshop.until is not None and workshop.until.timestamp() <= now.timestamp()


def is_to_choose(workshop: Workshop, now: datetime) -> bool:
    """The answers have ended, and a date can be fixed."""
    return workshop.state == "asking" and has_ended(workshop, now) and bool(not_past(workshop.dates, now))


def is_other(one: Workshop, than: Workshop, now: datetime) -> bool:
    """Another date of the same series, ahead."""
    return one.id != than.id and is_ahead(one, now)


def remind_at(group: Group, slot: Slot, now: datetime) -> datetime | None:
    """18:00 on the day before; None where that has passed, or comes right after what is said now."""
    local = group.local(slot.starts)
    eve = datetime.combine(local.date() - timedelta(days=1), EVE, group.tzinfo)
    shown = appears_at(group, now) or now
    return eve if eve - shown >= timedelta(hours=3) else None


def free_places(capacity: int | None, people: Sequence[Coming]) -> int | None:
    """Places that nobody has; None where there is no limit. Never below 0."""
    if capacity is None:
        return None
    return max(0, capacity - sum(one.places for one in people if one.comes == "yes"))


def next_in(capacity: int | None, people: Sequence[Coming]) -> list[Coming]:
    """Who of those that wait has a place now: strictly in their order, so that a family that needs three places
    is not overtaken by whoever needs one."""
    free = free_places(capacity, people)
    found = []
    for one in sorted((one for one in people if one.comes == "waits"), key=lambda one: (one.since, one.person)):
        if free is not None and one.places > free:
            break
        found.append(one)
        free = None if free is None else free - one.places
    return found


def is_holiday(day: date) -> bool:
    """A public one, of France."""
    return day in public_holidays(day.year)


def is_school_holiday(day: date, zone: str) -> bool:
    """Of that zone; False where no zone is known, or the day is beyond what is published."""
    if not zone or day > KNOWN_UNTIL:
        return False
    return any(first <= day <= last for _, first, last in school_holidays(zone))
