"""Until which minute a poll lasts, where its author said so; what is too soon, and what is too far."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.conversation.text import Moment, Text, t
from handlers.members import hours
from handlers.members.desk import appears_at
from handlers.members.model import Group
from handlers.when.calendar.almanac import add_months, moved, on_the_wall
from handlers.when.model import Deadline, Duration, Refusal, Why
from handlers.when.sentences import why_not

from . import rules
from .model import Poll
from .until import End

EVENING = time(20)
"""When a day ends for a poll, the given and the promised one alike (transcripts.md §0 rule 4)."""
SHORTEST = timedelta(minutes=10)
LONGEST_MONTHS = 12


def ends(group: Group, now: datetime, end: End) -> datetime | Text:
    """The minute at which a poll opened `now` closes, on the group's clock; or why it cannot close then, and
    what to write instead. A length counts from when the card appears, which at night is the morning."""
    match end:
        case Refusal(day=date() as day):
            return t("This day and this date do not match. Is it {day}?", day=_named(group, day))
        case Refusal(why=Why.WHICH_ZONE):
            return why_not(end)
        case Refusal():
            return t("I do not understand until when.")
        case Duration(months, days, minutes) if max(months / 12, days / 366, minutes / (366 * 24 * 60)) > 1:
            return too_far()
        case Duration():
            found = _after(group, appears_at(group, now) or group.local(now), end)
        case Deadline(end=datetime() as at):
            found = group.local(at)
        case Deadline(end=day):
            found = datetime.combine(day, EVENING, group.tzinfo)
    return unfit(group, now, found) or found


def _named(group: Group, day: date) -> Moment:
    return Moment(datetime.combine(day, EVENING, group.tzinfo), "day")


def _after(group: Group, shown: datetime, length: Duration) -> datetime:
    """Days end in the evening; hours are counted on a watch."""
    day = moved(shown.date(), length)
    if not length.minutes:
        return datetime.combine(day, EVENING, group.tzinfo)
    begins = on_the_wall(datetime.combine(day, shown.time()), ZoneInfo(group.zone)).astimezone(UTC)
    return group.local(begins + timedelta(minutes=length.minutes)).replace(second=0, microsecond=0)


def unfit(group: Group, now: datetime, ends_at: datetime) -> Text | None:
    """Why a poll that opens `now` cannot close then; None where it can."""
    shown = appears_at(group, now)
    end = Moment(group.local(ends_at))
    if shown is not None and now < ends_at < shown + SHORTEST:
        return t("It is night: your poll appears {at}. It must end after that.", at=Moment(shown))
    if ends_at < now:
        return t("{end:cap} is over.", end=end)
    if ends_at < now + SHORTEST:
        return t("{end:cap} is too soon: give at least ten minutes.", end=end)
    if group.local(ends_at).date() > add_months(group.local(now).date(), LONGEST_MONTHS):
        return too_far()
    return None


def too_far() -> Text:
    return t("That is too far: a poll lasts a year at most.")


def again(group: Group, poll: Poll, now: datetime) -> datetime:
    """The end of a poll that is opened once more: the one that its author had chosen, as long as it can still
    be, else the usual one, counted from now."""
    days = rules.VOTE_DAYS if poll.hidden else rules.POLL_DAYS
    chosen = poll.ends_at != hours.deadline(group, poll.opened_at, days) and not (poll.extended or poll.prolonged)
    if chosen and unfit(group, now, poll.ends_at) is None:
        return poll.ends_at
    return hours.deadline(group, now, days)


def read_back(group: Group, now: datetime, ends_at: datetime) -> Moment:
    """« mardi 9 mars à 20 h, dans 7 jours », where the distance helps."""
    return Moment(group.local(ends_at), today=group.local(now).date())
