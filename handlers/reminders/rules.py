"""When a reminder rings, what is said of one that comes late, and how many there may be."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.conversation.answer import Refused
from handlers.conversation.signs import shows
from handlers.conversation.text import t
from handlers.conversation.typed import clean
from handlers.members.model import Group
from handlers.when.calendar.almanac import at as at_hour
from handlers.when.calendar.almanac import on_the_wall
from handlers.when.model import Day, Deadline, Duration, Instant, Meaning, Recurrence, Refusal, Span, Why, Without
from handlers.when.occurrences import first
from handlers.when.sentences import why_not

from .model import Reminder

MORNING, EVENING = time(9), time(19)
"""Of a day without an hour, as « matin » and « ce soir » mean them; the evening where its morning is over."""
WORDS = 200
"""Characters of what is to be remembered."""
MOST = 30
"""Reminders of one person in a group."""
FEWEST_HOMES = 2
"""Households that can take turns."""
HOUR = timedelta(hours=1)
NUDGED = timedelta(hours=2)
"""After which whoever said that they do it is asked, once (transcripts.md §6.2)."""
RECENT = timedelta(days=7)
"""How long a ring can be answered."""
KEPT = timedelta(days=61)
FURTHEST = timedelta(days=731)
_ASKING = re.compile(r"^(?:(?:de|que|to|about|that)\s+|(?:d|qu)['’]\s*)(?=\w)", re.IGNORECASE)
"""« /rappel de sortir le pain »: the little word belongs to « rappel »."""


@dataclass(frozen=True)
class Moments:
    """When it rings first, and how it comes back: as a reminder keeps it."""

    starts: datetime
    rule: str = ""
    without: Without = field(default_factory=Without)


# What was asked for


def moments(meaning: Meaning, now: datetime, zone: ZoneInfo) -> Moments | None:
    """The moments that these words mean; None where they say none. `now` on the group's clock. Raises Refused for
    what is over, or cannot be."""
    match meaning:
        case Refusal(why=Why.NOTHING | Why.NOT_A_TIME):
            return None
        case Refusal(why=Why.TOO_LONG):
            raise _too_long()
        case Refusal():
            raise Refused(why_not(meaning))
        case Instant(at=at):
            return _once(at, now)
        case Day(day=day):
            return _once(on_day(day, now, zone), now)
        case Duration(months=months, days=days, minutes=minutes):
            if months:
                raise Refused(t("When? For example: tomorrow at 9, or every Tuesday at 7 pm."))
            return _once((now.astimezone(UTC) + timedelta(days=days, minutes=minutes)).astimezone(zone), now)
        case Span(first=point):
            return _once(point if isinstance(point, datetime) else on_day(point, now, zone), now)
        case Deadline(end=point):
            return _once(_before(point, now, zone), now)
        case Recurrence():
            return _rhythm(meaning, now, zone)


def _once(at: datetime, now: datetime) -> Moments:
    if at.timestamp() <= now.timestamp():
        raise Refused(t("That moment is over. Give one to come, for example: tomorrow at 9."))
    if at.timestamp() - now.timestamp() > FURTHEST.total_seconds():
        raise Refused(t("That is too far: two years ahead at most."))
    return Moments(at)


def on_day(day: date, now: datetime, zone: ZoneInfo) -> datetime:
    """Its morning; its evening, where the morning is over."""
    morning = at_hour(day, MORNING.hour, MORNING.minute, zone)
    return morning if morning.timestamp() > now.timestamp() else at_hour(day, EVENING.hour, EVENING.minute, zone)


def _before(end: date | datetime, now: datetime, zone: ZoneInfo) -> datetime:
    """In time for a last moment: that morning; the one before, where the day itself is not in it any more."""
    if not isinstance(end, datetime):
        return on_day(end, now, zone)
    if end.time() == time():
        return on_day(end.date() - timedelta(days=1), now, zone)
    morning = at_hour(end.date(), MORNING.hour, MORNING.minute, zone)
    return morning if now.timestamp() < morning.timestamp() < end.timestamp() else end


def _rhythm(meaning: Recurrence, now: datetime, zone: ZoneInfo) -> Moments:
    start = meaning.start
    if not isinstance(start, datetime):
        start = at_hour(start, MORNING.hour, MORNING.minute, zone)
    timed = Recurrence(meaning.rule, start, None, meaning.without)
    if first(timed, zone, after=now) is None:
        raise Refused(t("None of these days is to come. Give another end, for example: until 30 June."))
    return Moments(start, meaning.rule, meaning.without)


def what(subject: str) -> str:
    """What is to be remembered, from the words that were left: on one line, without « de » before it. "" where
    there is nothing to read. Raises Refused for too much."""
    words = _ASKING.sub("", " ".join(clean(subject).split())).strip(" ,;:")
    if not shows(words):
        return ""
    if len(words) > WORDS:
        raise _too_long()
    return words


def _too_long() -> Refused:
    return Refused(t("That is too long: {most} characters at most.", most=WORDS))


def quoted(words: str) -> str:
    """What is to be remembered, from a neighbour's message; of many words, the first."""
    words = " ".join(clean(words).split())
    return what(
        words if len(words) <= WORDS else f"{words[: WORDS - 1].rpartition(' ')[0] or words[: WORDS - 1]}…"
    )


# When it rings


def following(reminder: Reminder, after: datetime) -> datetime | None:
    """Its next time that is later than this moment; None where there is no more."""
    if reminder.rhythm is None:
        return reminder.starts if reminder.starts.timestamp() > after.timestamp() else None
    found = first(reminder.rhythm, reminder.zone, after=after)
    return None if found is None or not isinstance(found.start, datetime) else found.start


def is_useful(reminder: Reminder, group: Group, due_at: datetime, said_at: datetime) -> bool:
    """Whether what comes late is still worth saying: within the hour; later on the same day, but of what was set
    shortly before (« dans 2 h ») no later than as long again."""
    late = said_at - due_at
    if late <= HOUR:
        return True
    today = group.local(due_at).date() == group.local(said_at).date()
    return today and (bool(reminder.rule) or late <= due_at - reminder.made_at)


def tomorrow(due_at: datetime, now: datetime, group: Group) -> datetime:
    """The day after today, at the hour at which it was due."""
    clock = group.local(due_at).time()
    day = group.local(now).date() + timedelta(days=1)
    return on_the_wall(datetime.combine(day, clock), ZoneInfo(group.zone))
