"""The agenda as a picture: a row for each sort of thing, in which days without anything stay empty."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from handlers.conversation.feature import Entry, Sort
from handlers.conversation.text import Moment, Text, t
from handlers.conversation.views import Had, Row, Segment, Week
from handlers.members.model import Group

from . import ahead, ahead_views

_HAD: dict[Sort, Had] = {"event": "event", "booking": "taken", "question": "due", "reminder": "due"}


def week(group: Group, monday: date, entries: Sequence[Entry], title: Text, today: date | None) -> Week:
    """Nobody is named in it: a picture that stands in a room is never taken back."""
    at = -1 if today is None else (today - monday).days
    rows = [
        Row(_label(sort), tuple(_segment(group, monday, one) for one in of))
        for sort in ahead.SORTS
        if (of := [one for one in entries if one.sort == sort])
    ]
    return Week(
        title=title,
        days=tuple(day_name(monday + timedelta(days=day)) for day in range(ahead.DAYS)),
        rows=tuple(rows),
        alternative=t("The week as a picture: the lines below say the same."),
        today=at if 0 <= at < ahead.DAYS else None,
    )


def _label(sort: Sort) -> Text:
    return {
        "question": t("To answer"),
        "event": t("Together"),
        "reminder": t("Not to forget"),
        "booking": t("Shared spaces"),
    }[sort]


def _segment(group: Group, monday: date, one: Entry) -> Segment:
    first = group.local(one.at)
    last = first if one.ends is None else group.local(one.ends)
    label = one.short or one.question or one.words
    note = None
    if one.ends is None and one.timed:
        note = t("{at}", at=Moment(first, "hour"))
    elif one.ends is None:
        first = datetime.combine(first.date(), datetime.min.time(), first.tzinfo)
        last = first + timedelta(days=1)  # on the wall
    elif one.timed and ahead_views.one_day(first, last):
        note = t("{starts}–{ends}", starts=Moment(first, "hour"), ends=Moment(last, "hour"))
    return Segment(_part(monday, first), _part(monday, last), label, _HAD[one.sort], note)


def _part(monday: date, moment: datetime) -> float:
    """Where a minute stands in the week, as the clock on the wall shows it."""
    wall = moment.replace(tzinfo=None) - datetime.combine(monday, datetime.min.time())
    return min(1.0, max(0.0, wall / timedelta(days=ahead.DAYS)))


def day_name(day: date) -> Text:
    names = (t("Mon"), t("Tue"), t("Wed"), t("Thu"), t("Fri"), t("Sat"), t("Sun"))
    return t("{weekday} {day}", weekday=names[day.weekday()], day=day.day)
