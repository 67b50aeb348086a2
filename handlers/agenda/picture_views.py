"""The agenda as a picture: a row for each sort of thing, in which days without anything stay empty."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from handlers.conversation.feature import Entry, Sort
from handlers.conversation.text import Moment, Text, t
from handlers.conversation.views import Had, Mark, Month, Row, Segment, Week
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


def month(group: Group, first: date, end: date, entries: Sequence[Entry], title: Text, today: date) -> Month:
    """From the first day of a month to the day before `end`. What lasts stands on each of its days."""
    marks: list[list[Mark]] = [[] for _ in range((end - first).days)]
    for one in ahead.by_sort(entries):
        begins = group.local(one.at).date()
        last = begins if one.ends is None else (group.local(one.ends) - timedelta(minutes=1)).date()
        for day in range(max(0, (begins - first).days), min(len(marks), (last - first).days + 1)):
            marks[day].append(Mark(one.short or one.question or one.words, _HAD[one.sort]))
    return Month(
        title=title,
        weekdays=weekday_names(),
        marks=tuple(tuple(of) for of in marks),
        skipped=first.weekday(),
        alternative=t("The month as a picture: the lines below say the same."),
        today=today.day if first <= today < end else None,
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


def weekday_names() -> tuple[Text, ...]:
    return (t("Mon"), t("Tue"), t("Wed"), t("Thu"), t("Fri"), t("Sat"), t("Sun"))


def day_name(day: date) -> Text:
    return t("{weekday} {day}", weekday=weekday_names()[day.weekday()], day=day.day)
