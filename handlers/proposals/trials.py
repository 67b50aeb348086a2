"""Until when something is tried: from what somebody typed, and counted from the day on which it is decided."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.conversation.answer import Refused
from handlers.conversation.text import t
from handlers.members import hours
from handlers.members.model import Group
from handlers.when.calendar.almanac import moved
from handlers.when.model import Day, Deadline, Duration, Instant, Refusal, Span, Why
from handlers.when.sentences import why_not
from handlers.when.understanding import understand

from .model import Review

SOONEST, LATEST = timedelta(days=14), timedelta(days=3 * 366)
"""A trial must outlast its own decision, and somebody must remember why it was tried."""


def last_day(typed: str, group: Group, now: datetime) -> date:
    """The last day of a trial. Raises Refused for words that name none, or one that is too near or too far."""
    meaning = understand(typed, now, ZoneInfo(group.zone), group.language, school=group.school).meaning
    today = group.local(now).date()
    match meaning:
        case Refusal() if meaning.why not in (Why.NOTHING, Why.NOT_A_TIME):
            raise Refused(why_not(meaning))
        case Duration():
            day = moved(today, meaning)
        case Deadline(end=datetime() as at) | Instant(at=at):
            day = group.local(at).date()
        case Deadline(end=day) | Day(day=day):
            pass
        case Span(last=datetime() as at):
            day = group.local(at).date()
        case Span(last=day):
            pass
        case _:
            raise Refused(t("I see no last day there. For example: until 30 June, or: six months."))
    if day - today < SOONEST:
        raise Refused(t("That is too soon: a trial lasts two weeks at least."))
    if day - today > LATEST:
        raise Refused(t("That is too far away: three years at most."))
    return day


def review_at(review: Review, group: Group, decided_at: datetime) -> datetime:
    """The evening on which it is looked at again: some months after it was decided, or on the day that was said,
    where that is not past by then."""
    decided = group.local(decided_at).date()
    day = review.day
    if day is None or day <= decided:
        day = moved(decided, Duration(months=review.months))
    return hours.evening(group, day)
