"""The summary of the coming week, as it stands in the room."""

from collections.abc import Sequence
from datetime import date

from handlers.conversation.feature import Entry
from handlers.conversation.text import Moment, Text, t
from handlers.conversation.views import Block, Button, Items, Title, View, data, paragraph
from handlers.members.model import Group

from . import ahead, ahead_views, picture_views

MOST_LINES = 10
"""Lines below one picture: some rooms take no more than 1,024 characters there."""


def summary(
    group: Group, monday: date, questions: Sequence[Entry], entries: Sequence[Entry], *, is_news: bool
) -> View:
    """« Semaine du lundi 8 mars ». `questions` are those that are open; `entries`, what else is in the week."""
    title = _title(group, monday)
    sorted_by = ahead.by_sort([*questions, *entries])
    lines = [ahead_views.line(group, one, to_answer=True) for one in ahead.lines(group, sorted_by)]
    last = ahead.midnight(group, ahead.week_of(monday)[1])
    first = ahead.midnight(group, monday)
    in_the_week = [one for one in sorted_by if one.at < last and (one.ends or one.at) >= first]
    blocks: list[Block] = [Title(title, "🗓️")]
    if in_the_week:
        blocks.append(picture_views.week(group, monday, in_the_week, title, None))
    if lines:
        blocks.append(Items(ahead_views.cut(lines, MOST_LINES)))
    else:
        blocks.append(paragraph(t("Nothing is planned.")))
    return View(tuple(blocks), _buttons(monday, questions, entries), only_replaces=not is_news)


def _buttons(monday: date, questions: Sequence[Entry], entries: Sequence[Entry]) -> tuple[Button, ...]:
    to_answer = Button(t("To answer: {n}", n=len(questions)), data("help", "waiting"))
    if any(one.topic.feature == "bookings" for one in entries):
        look = Button(t("See the planning"), data("bookings", "week", 0, monday.toordinal()))
    else:
        look = Button(t("See the week"), data("agenda", "week", monday.toordinal()))
    return (to_answer, look) if questions else (look,)


def over(group: Group, monday: date) -> View:
    """What is left of it once the week is over: no name, no button."""
    return View((paragraph(t("The week of {day} is over.", day=_day(group, monday))),), only_replaces=True)


def _title(group: Group, monday: date) -> Text:
    return t("Week of {day}", day=_day(group, monday))


def _day(group: Group, monday: date) -> Moment:
    return Moment(ahead.midnight(group, monday), "day")
