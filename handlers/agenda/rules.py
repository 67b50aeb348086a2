"""How long a list is, when it goes out, and which day somebody meant."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.conversation.answer import Refused
from handlers.conversation.signs import shows
from handlers.conversation.text import Moment, t
from handlers.members.model import Group
from handlers.when.model import Day, Instant, Refusal, Span, Why
from handlers.when.sentences import why_not
from handlers.when.understanding import understand

from .model import Meeting

LONGEST = 200
"""Characters of one topic."""
MOST = 30
"""Topics that wait, for one group."""
MOST_A_DAY = 10
"""Topics that one person brings in 24 hours."""
A_DAY = timedelta(days=1)
KEPT = timedelta(days=61)
"""How long a topic is kept once it was spoken of: two months."""
UNDO = timedelta(days=1)
"""How long what was removed can be put back."""
FURTHEST = timedelta(days=366)
_EVENING, _MORNING = time(18), time(8)


def cut(words: str, most: int = LONGEST) -> str:
    """The words on one line; of many, as many whole ones as `most` characters hold."""
    words = " ".join(words.split())
    if len(words) <= most:
        return words
    whole = words[:most].rpartition(" ")[0].rstrip(" ,;:.") or words[: most - 1]
    return f"{whole}…"


def worded(typed: str) -> str:
    """A topic from what somebody typed. Raises Refused where there is nothing to read."""
    words = cut(typed)
    if not shows(words):
        raise Refused(t("I see no words there. Write what you want to speak of."))
    return words


# When


def day_of(group: Group, meeting: Meeting) -> date:
    return group.local(meeting.at).date()


def is_over(group: Group, meeting: Meeting, now: datetime) -> bool:
    """A meeting lasts until its day ends: what is added during it belongs to it."""
    return group.local(now).date() > day_of(group, meeting)


def list_at(group: Group, meeting: Meeting, now: datetime) -> datetime | None:
    """When the list goes out: two evenings before; the evening before, where the date was known late; later
    than that nobody would have time to read it."""
    for days in (2, 1):
        evening = _on(group, meeting, -days, _EVENING)
        if evening > now:
            return evening
    return None


def over_at(group: Group, meeting: Meeting) -> datetime:
    """When what was not spoken of goes on the next list: the next morning."""
    return _on(group, meeting, 1, _MORNING)


def asked_at(group: Group, meeting: Meeting) -> datetime:
    """When those who run the group are asked what was spoken of: the next evening."""
    return _on(group, meeting, 1, _EVENING)


def begins(group: Group, meeting: Meeting) -> datetime:
    """The first instant of its day."""
    return _on(group, meeting, 0, time())


def _on(group: Group, meeting: Meeting, days: int, clock: time) -> datetime:
    return datetime.combine(day_of(group, meeting) + timedelta(days=days), clock, group.tzinfo)


# Which day


def when(typed: str, group: Group, language: str, now: datetime) -> tuple[datetime, bool]:
    """The moment that these words mean, and whether they name its minute: an hour is never made up, and of
    « jeudi soir » only the day is known. Raises Refused, with the reason, where they mean no such moment."""
    local = group.local(now)
    read = understand(typed, local, ZoneInfo(group.zone), language.split("@")[0], school=group.school)
    at, timed = local, True
    match read.meaning:
        case Instant(at=minute, part=""):
            at = minute
        case Instant(at=minute):
            at, timed = _first_of(minute.date(), group), False
        case Day(day=day):
            at, timed = _first_of(day, group), False
        case Span(first=datetime() as first, last=datetime() as last) if last - first < A_DAY:
            at = first
        case Refusal():
            raise Refused(why_not(read.meaning))
        case _:
            raise Refused(why_not(Refusal(Why.SEVERAL)))
    must_be_ahead(group, at, timed, now)
    return at, timed


def _first_of(day: date, group: Group) -> datetime:
    return datetime.combine(day, time(), group.tzinfo)


def must_be_ahead(group: Group, at: datetime, timed: bool, now: datetime) -> None:
    """Raises Refused for a moment that is over, and for one that is too far."""
    at, local = group.local(at), group.local(now)
    if at < local if timed else at.date() < local.date():
        raise Refused(
            t("{moment:cap} is over. Give a day to come.", moment=Moment(at, "full" if timed else "day"))
        )
    if at - local > FURTHEST:
        raise Refused(t("That is too far: give a day within a year."))
