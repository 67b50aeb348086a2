"""At which minute things end, remind, and are said to end."""

from datetime import date, datetime, time, timedelta

from handlers.conversation.text import Moment, Text, t

from .desk import appears_at
from .model import Group

EVENING = time(20)
"""When what the group decides ends (transcripts.md §0 rule 4)."""
CHANGE_OF_MIND = timedelta(minutes=15)
"""Between the last answer of the roll and the closing (transcripts.md §2.6)."""
NUDGED_EVERY = timedelta(hours=48)
"""Between two reminders to one person alone."""
LATE = timedelta(minutes=10)
"""Beyond this a closing says that it is late (transcripts.md §6.1)."""


def deadline(group: Group, now: datetime, days: int) -> datetime:
    """20:00 on the group's clock, some days after the card appears."""
    shown = appears_at(group, now) or group.local(now)
    return evening(group, shown.date() + timedelta(days=days))


def evening(group: Group, day: date) -> datetime:
    """20:00 of a day on the group's clock."""
    return datetime.combine(day, EVENING, group.tzinfo)


def extended(group: Group, ends_at: datetime) -> datetime:
    """One day more, at the same local time."""
    local = group.local(ends_at)
    return datetime.combine(local.date() + timedelta(days=1), local.time(), group.tzinfo)


def reminder(group: Group, now: datetime, ends_at: datetime) -> datetime | None:
    """18:30 on the day before the deadline; none within six hours of `now`, the opening or extension."""
    eve = group.local(ends_at).date() - timedelta(days=1)
    at = datetime.combine(eve, time(18, 30), group.tzinfo)
    return at if at - now >= timedelta(hours=6) else None


def until(group: Group, moment: datetime, now: datetime) -> Moment:
    """A moment as short as it can be said without doubt: « jeudi 20 h » within six days, else in full."""
    return Moment(group.local(moment), "short" if abs(moment - now) < timedelta(days=6) else "full")


def result_at(group: Group, closing_at: datetime) -> tuple[Text, ...]:
    """When the result appears: fifteen minutes after the last answer, or in the morning."""
    at, morning = Moment(group.local(closing_at), "hour"), appears_at(group, closing_at)
    if morning is None:
        return (t("Result at {at}, time to change your mind.", at=at),)
    return (t("You can still change until {at}.", at=at), t("Result {morning}.", morning=Moment(morning)))
