"""The agenda of a group: a week or a month, as a picture and in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handlers.conversation.feature import Entry
from handlers.conversation.text import Moment, Text, t
from handlers.conversation.views import Block, Button, Items, Title, View, data, paragraph
from handlers.members.model import Group

from . import ahead, ahead_views, picture_views
from .views import to_list


@dataclass(frozen=True)
class Seen:
    """What there is from the day `first` to the day before `end`. `now` on the group's clock."""

    group: Group
    now: datetime
    first: date
    end: date
    entries: Sequence[Entry]

    @property
    def ahead(self) -> list[Entry]:
        """What is over is said no more."""
        return [one for one in self.entries if ahead.is_ahead(one, self.now, self.group)]


def week(seen: Seen) -> View:
    """« /agenda »: seven days from a Monday on; of the week in which one is, what is left of it."""
    sunday = seen.end - timedelta(days=1)
    title = _title(seen, sunday)
    blocks: list[Block] = [Title(title, "🗓️")]
    if seen.ahead:
        blocks.append(picture_views.week(seen.group, seen.first, seen.ahead, title, seen.now.date()))
        said = [ahead_views.line(seen.group, ahead.Line(one, (one.at,))) for one in seen.ahead]
        blocks.append(Items(ahead_views.cut(said)))
    else:
        blocks.append(paragraph(t("Nothing is planned.")))
    monday = seen.first.toordinal()
    buttons = [Button(t("Next week"), data("agenda", "week", monday + ahead.DAYS))]
    if seen.first > seen.now.date():
        buttons.append(Button(t("Previous week"), data("agenda", "week", monday - ahead.DAYS)))
    buttons += [
        Button(t("The month"), data("agenda", "month", max(seen.now.date(), seen.first).toordinal())),
        *_beside(seen),
    ]
    return View(tuple(blocks), tuple(buttons))


def _title(seen: Seen, last: date) -> Text:
    first = max(seen.first, seen.now.date())
    if first == last:
        return t("Agenda of {day}", day=Moment(ahead.midnight(seen.group, first), "day"))
    begins = Moment(ahead.midnight(seen.group, first), "weekday" if first.month == last.month else "day")
    ends = Moment(ahead.midnight(seen.group, last), "day")
    return t("Agenda from {first} to {last}", first=begins, last=ends)


def month(seen: Seen) -> View:
    """A month, each thing once; of the month in which one is, what is left of it."""
    title = t("Agenda of {month} {year}", month=month_name(seen.first), year=seen.first.year)
    blocks: list[Block] = [Title(title, "🗓️")]
    lines = ahead.lines(seen.group, seen.ahead)
    if lines:
        today = seen.now.date()
        blocks.append(picture_views.month(seen.group, seen.first, seen.end, seen.ahead, title, today))
        blocks.append(Items(ahead_views.cut([ahead_views.line(seen.group, one) for one in lines])))
    else:
        blocks.append(paragraph(t("Nothing is planned.")))
    buttons = [Button(t("Next month"), data("agenda", "month", seen.end.toordinal()))]
    if seen.first > seen.now.date():
        before = (seen.first - timedelta(days=1)).toordinal()
        buttons.append(Button(t("Previous month"), data("agenda", "month", before)))
    buttons += [
        Button(t("The week"), data("agenda", "week", max(seen.now.date(), seen.first).toordinal())),
        *_beside(seen),
    ]
    return View(tuple(blocks), tuple(buttons))


def _beside(seen: Seen) -> list[Button]:
    """The calendar to which one subscribes; and the next meeting's list."""
    return [Button(t("In my calendar"), data("bookings", "feed", "group", 0)), to_list()]


def month_name(day: date) -> Text:
    """« mars »."""
    names = (
        *(t("January"), t("February"), t("March"), t("April"), t("May"), t("June"), t("July")),
        *(t("August"), t("September"), t("October"), t("November"), t("December")),
    )
    return names[day.month - 1]
