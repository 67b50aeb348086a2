"""Who may write and publish minutes, when they are asked for, when somebody is reminded: pure."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from handlers.conversation.answer import Refused
from handlers.conversation.text import t
from handlers.members.model import Group, Here

from .model import DAY, Due, Minutes

AFTER = timedelta(minutes=30)
"""How long after it is over whoever organised it is asked for a trace (transcripts.md §5)."""
TOO_LATE = timedelta(days=7)
"""After a downtime longer than that nobody is asked any more."""
PROPOSED = timedelta(days=14)
"""How far back workshops are offered to /note."""
SAME_MEETING = timedelta(hours=1)
"""How long « a meeting, today » is still the one that was begun before."""
WORDS_LENGTH = 2000
TASK_LENGTH = 120
MOST_TASKS = 12
KEPT_UNWRITTEN = timedelta(days=60)
KEPT_NAMES = timedelta(days=365)
_MORNING = time(9)
_EVE = time(18)
_SOON = timedelta(hours=3)


def may_publish(here: Here, organisers: Sequence[int], running: Sequence[int]) -> bool:
    """Whoever organised it, and those who run the group; where nobody does, everybody who decides. `organisers`:
    of a workshop; `running`: of the group."""
    return here.runs or here.person.id in organisers or (not running and here.decides)


def must_publish(here: Here, organisers: Sequence[int], running: Sequence[int]) -> None:
    """Raises Refused."""
    if not may_publish(here, organisers, running):
        raise Refused(t("Whoever organised it publishes, or those who run the group."))


def must_hold(minutes: Minutes, more: int) -> None:
    """Raises Refused for more tasks than minutes hold."""
    if len(minutes.actions) + more > MOST_TASKS:
        raise Refused(t("That is too much at once: {most} tasks at most.", most=MOST_TASKS))


def later(group: Group, now: datetime) -> datetime:
    """« Plus tard »: on the next day, in the evening."""
    tomorrow = group.local(now).date() + DAY
    return datetime.combine(tomorrow, _EVE, group.tzinfo)


def remind_at(group: Group, due: Due | None, now: datetime) -> datetime | None:
    """The one reminder: the day before at 18:00, or on the morning of the last day; of what has no date, in a
    week. Never at night; None where there is no time for one."""
    if due is None:
        day = group.local(now).date() + timedelta(days=7)
        return datetime.combine(day, _MORNING, group.tzinfo)
    last = due.last_day.date()
    morning = datetime.combine(last, _MORNING, group.tzinfo)
    eve = datetime.combine(last - DAY, _EVE, group.tzinfo)
    wished = (morning, eve) if due.how == "before" and not due.timed else (eve, morning)
    ahead = [at for at in wished if at - now >= _SOON and at.timestamp() < due.over_at.timestamp()]
    return ahead[0] if ahead else None
