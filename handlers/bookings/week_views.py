"""The planning of a week: the picture, and the same in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handlers.conversation.text import Listing, Moment, Text, t, tn, verbatim
from handlers.conversation.views import (
    Block,
    Button,
    Had,
    Items,
    Row,
    Segment,
    Title,
    View,
    Week,
    data,
    paragraph,
)

from . import sentences
from .model import Booking, Space, Times

PAGE = 8
"""Spaces of one picture."""
MOST_LINES = 32
"""Lines of one screen: with the longest words they stay below what a message holds (4,096 characters)."""
MOST_NAMED = 8
"""Lines of one space in the words of the picture itself."""
DAYS = 7


@dataclass(frozen=True)
class Seen:
    """What one person may see of a week that begins at midnight of the Monday `begins`. `names`: by booking, where
    the group shows them; `yours`: the bookings of their household; `held`: by space, what is kept for somebody who
    waits. `only`: the id of the one space that is shown, or 0; else the `page`, of so many `pages`."""

    begins: datetime
    today: date
    spaces: Sequence[Space]
    bookings: Sequence[Booking]
    names: Mapping[int, Sequence[str | Text]]
    yours: frozenset[int]
    held: Mapping[int, Sequence[Times]]
    only: int = 0
    page: int = 0
    pages: int = 1
    may_book: bool = True


def week(seen: Seen) -> View:
    """« /planning »."""
    sunday = seen.begins + timedelta(days=DAYS - 1)
    first = Moment(seen.begins, "weekday" if seen.begins.month == sunday.month else "day")
    title = t("Planning from {first} to {last}", first=first, last=Moment(sunday, "day"))
    blocks: list[Block] = [Title(title)]
    if seen.spaces:
        blocks.append(_picture(seen, title))
    else:
        blocks.append(paragraph(t("Your group shares nothing yet. /espaces shows how to begin.")))
    said = {space.id: lines(seen, space) for space in seen.spaces}
    most = _shared_out([len(of) for of in said.values()])
    for space in seen.spaces:
        of = said[space.id]
        if not of:
            blocks.append(paragraph(t("{space}: free all week.", space=space.name)))
            continue
        blocks += [paragraph(t("{space}:", space=space.name)), Items(_cut(of, most))]
    return View(tuple(blocks), tuple(_buttons(seen)))


def _buttons(seen: Seen) -> list[Button]:
    monday = seen.begins.date().toordinal()
    buttons = [
        Button(t("Next week"), data("bookings", "week", seen.only, monday + DAYS, seen.page)),
        Button(t("Previous week"), data("bookings", "week", seen.only, monday - DAYS, seen.page)),
    ]
    if seen.only:
        buttons.append(Button(t("All the spaces"), data("bookings", "week", 0, monday)))
    elif seen.pages > 1:
        following = (seen.page + 1) % seen.pages
        buttons.append(Button(t("Other spaces"), data("bookings", "week", 0, monday, following)))
    if seen.may_book and seen.spaces:
        buttons.append(Button(t("Book"), data("bookings", "begin", 0)))
    asked = sum(one.state == "asked" for one in seen.bookings)
    if asked:
        buttons.append(Button(tn("{n} is asked for", "{n} are asked for", asked), data("bookings", "asked", 0)))
    else:
        kind = "space" if seen.only else "group"
        buttons.append(Button(t("In my calendar"), data("bookings", "feed", kind, seen.only)))
    return buttons


def lines(seen: Seen, space: Space) -> list[Text]:
    """What is not free of a space, in order: « Samedi 14 mars, de 14 h à 18 h : Léa »."""
    said = [
        (one.times, _line(space, one, _who(seen, one), one.id in seen.yours))
        for one in seen.bookings
        if one.space == space.id
    ]
    said += [
        (times, t("{when:cap}: kept for somebody who waits", when=sentences.when(space, times)))
        for times in seen.held.get(space.id, ())
    ]
    return [line for _, line in sorted(said, key=lambda one: one[0].starts.timestamp())]


def _line(space: Space, booking: Booking, who: Text, yours: bool) -> Text:
    when = sentences.when(space, booking.times)
    if booking.wish.amount > 1:
        who = t("{who} ({n})", who=who, n=booking.wish.amount)
    if booking.wish.collective and yours:
        who = t("{title} (you)", title=who)
    if booking.state == "asked":
        return t("{when:cap}: {who}, not yet agreed", when=when, who=who)
    return t("{when:cap}: {who}", when=when, who=who)


def _who(seen: Seen, booking: Booking) -> Text:
    """The event, or whoever has it, as far as the group shows that; oneself always."""
    if booking.wish.title:
        return verbatim(booking.wish.title)
    if booking.id in seen.yours:
        return t("you")
    names = seen.names.get(booking.id, ())
    return t("{names}", names=Listing(tuple(names))) if names else t("occupied")


def _shared_out(counts: Sequence[int]) -> int:
    """How many lines each space may have at most, so that all together fit."""
    most = MOST_LINES
    while most > 1 and sum(min(count, most) for count in counts) > MOST_LINES:
        most -= 1
    return most


def _cut(of: Sequence[Text], most: int) -> tuple[Text, ...]:
    if len(of) <= most:
        return tuple(of)
    return (*of[:most], tn("and {n} other", "and {n} others", len(of) - most))


# The picture


def _picture(seen: Seen, title: Text) -> Week:
    at = (seen.today - seen.begins.date()).days
    return Week(
        title=title,
        days=tuple(_day((seen.begins + timedelta(days=day)).date()) for day in range(DAYS)),
        rows=tuple(Row(verbatim(space.name), _segments(seen, space)) for space in seen.spaces),
        alternative=_in_words(seen),
        today=at if 0 <= at < DAYS else None,
    )


def _segments(seen: Seen, space: Space) -> tuple[Segment, ...]:
    of = [one for one in seen.bookings if one.space == space.id]
    drawn = [_segment(seen, space, one.times, _who(seen, one), _had(seen, one)) for one in of]
    kept = [_segment(seen, space, times, t("kept"), "held") for times in seen.held.get(space.id, ())]
    return tuple(sorted((*drawn, *kept), key=lambda one: one.begins))


def _had(seen: Seen, booking: Booking) -> Had:
    if booking.state == "asked":
        return "asked"
    if booking.wish.collective:
        return "event"
    return "yours" if booking.id in seen.yours else "taken"


def _segment(seen: Seen, space: Space, times: Times, label: Text, had: Had) -> Segment:
    note = None
    one_day = times.starts.date() == (times.ends - timedelta(minutes=1)).date()
    if space.slot == "hours" and one_day:
        note = t("{starts}–{ends}", starts=Moment(times.starts, "hour"), ends=Moment(times.ends, "hour"))
    begins, ends = (_part(seen.begins, moment) for moment in (times.starts, times.ends))
    return Segment(begins, ends, label, had, note)


def _part(monday: datetime, moment: datetime) -> float:
    """Where a minute stands in the week, as the clock on the wall shows it: a day is a seventh, also when the
    clocks change."""
    wall = moment.astimezone(monday.tzinfo).replace(tzinfo=None) - monday.replace(tzinfo=None)
    return min(1.0, max(0.0, wall / timedelta(days=DAYS)))


def _in_words(seen: Seen) -> Text:
    """What the picture shows, for those who come upon it alone."""
    said = t("A week as a picture.")
    for space in seen.spaces:
        of = lines(seen, space)
        row = t("{space}:", space=space.name) if of else t("{space}: free all week.", space=space.name)
        said = t("{said} {more}", said=said, more=row)
        for line in _cut(of, MOST_NAMED):
            said = t("{said} {more}.", said=said, more=line)
    return said


def _day(day: date) -> Text:
    names = (t("Mon"), t("Tue"), t("Wed"), t("Thu"), t("Fri"), t("Sat"), t("Sun"))
    return t("{weekday} {day}", weekday=names[day.weekday()], day=day.day)
