"""What is shown of a rhythm of bookings before it is booked, and once it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from handlers.conversation.text import Listing, Moment, Money, Text, t, tn, verbatim
from handlers.conversation.views import Block, Button, Items, Title, View, data, paragraph
from handlers.members.model import Person

from . import sentences
from .fitting import Planned
from .model import Booking, Space
from .reserving_views import EMOJI
from .rhythm import Repeated

PAGE = 8
"""Lines of one page."""
TOGETHER = 3
"""So many dates in a row that fail for one reason are one line."""
NAMED = 6
"""Dates that are left out are named up to so many, else counted."""


@dataclass(frozen=True)
class Missing:
    """A date that cannot be had, and why: a sentence without its stop."""

    starts: datetime
    why: Text


@dataclass(frozen=True)
class Proposed:
    """A rhythm as it is read back: in `words`, date by date; what the person left out; for whom, where that is
    somebody else. `at_once`: nobody is there who could say yes."""

    wanted: Repeated
    words: str
    planned: Sequence[Planned]
    missing: Sequence[Missing]
    left_out: Sequence[datetime]
    holder: Person | None = None
    at_once: bool = False


def reason(one: Planned, booking: Booking | None, names: Sequence[str | Text], *, mine: bool) -> Text:
    """Why a date cannot be had, in a few words. `names`: of those who have it, where the group shows them."""
    if one.over:
        return t("it is over.")
    if one.limit is not None:
        return t("limit of the household, {used} of {most}.", used=one.limit.used, most=one.limit.limit.most)
    if one.why_not is not None:
        return t("{why:low}", why=one.why_not)
    assert one.in_the_way is not None
    if one.in_the_way.kind == "buffer":
        return t("cleaning.")
    if booking is None:
        own = one.in_the_way.kind == "stay"
        return t("too near to the date before.") if own else t("occupied.")
    if mine:
        return t("your household has it.")
    if booking.wish.title:
        return t("« {title} » has it.", title=booking.wish.title)
    if names:
        return tn("{names} has it.", "{names} have it.", len(names), names=Listing(tuple(names)))
    return t("occupied.")


def lines(missing: Sequence[Missing]) -> list[Text]:
    """One line for each date; where several in a row fail for one reason, one for all of them."""
    found: list[Text] = []
    for why, group in groupby(missing, key=lambda one: one.why):
        dates = [one.starts for one in group]
        if len(dates) >= TOGETHER:
            found.append(
                tn(
                    "From {first} to {last}, {n} date: {why}",
                    "From {first} to {last}, {n} dates: {why}",
                    len(dates),
                    first=Moment(dates[0], "day"),
                    last=Moment(dates[-1], "day"),
                    why=why,
                )
            )
        else:
            found += [t("{day:cap}: {why}", day=Moment(day, "day"), why=why) for day in dates]
    return found


def read_back(space: Space, proposed: Proposed, page: int) -> View:
    """The rhythm, how many dates, which of them cannot be had. One tap takes the others."""
    planned, wanted = proposed.planned, proposed.wanted
    free = sum(one.possible for one in planned)
    blocks: list[Block] = [
        Title(t("{space}, several dates", space=sentences.title(space, wanted.like.amount)), EMOJI[space.slot]),
        paragraph(t("{rhythm:cap}.", rhythm=proposed.words)),
        paragraph(_how_many(proposed)),
    ]
    nights = planned[0].date.times.nights
    if space.slot == "nights" and nights > 1:
        blocks.append(paragraph(tn("{n} night each time.", "{n} nights each time.", nights)))
    out = _left_out(proposed.left_out)
    if out is not None:
        blocks.append(paragraph(out))
    if wanted.like.title:
        blocks.append(paragraph(t("Event of the group: « {title} ».", title=wanted.like.title)))
    if proposed.holder is not None:
        blocks.append(paragraph(t("In the name of {name}.", name=proposed.holder.name)))
    blocks.append(paragraph(_how_free(free, len(planned) - free)))
    following = _page(blocks, lines(proposed.missing), page)
    blocks += [paragraph(one) for one in _beside(space, proposed)]
    blocks.append(paragraph(t("I do not keep the reason.")))
    return View(tuple(blocks), _buttons(space, proposed, free, following), asks=t("Another rhythm, or yes"))


def _buttons(space: Space, proposed: Proposed, free: int, following: int | None) -> tuple[Button, ...]:
    mark, wanted = proposed.wanted.mark, proposed.wanted
    buttons: list[Button] = []
    if free:
        label = t("Book") if free == len(proposed.planned) else t("Book the others")
        buttons.append(Button(label, data("bookings", "repeat", space.id, mark)))
    if following is not None:
        buttons.append(Button(t("The other dates"), data("bookings", "repeats", following, mark)))
    buttons.append(Button(t("Change"), data("bookings", "rhythm", mark)))
    if space.rules.announced and not wanted.like.collective:
        buttons.append(Button(t("It is for the group"), data("bookings", "forall", mark)))
    return (*buttons, Button(t("✖️ Close"), data("bookings", "close")))


def _page(blocks: list[Block], found: Sequence[Text], page: int) -> int | None:
    """Adds one page of these lines; gives the next page, where there is another."""
    if not found:
        return None
    begins = page * PAGE if page * PAGE < len(found) else 0
    blocks.append(Items(tuple(found[begins : begins + PAGE])))
    if len(found) <= PAGE:
        return None
    return page + 1 if begins + PAGE < len(found) else 0


def _how_many(proposed: Proposed) -> Text:
    planned = proposed.planned
    first, last = planned[0].date.times.starts, planned[-1].date.times.starts
    if len(planned) == 1:
        return t("One date: {first}.", first=Moment(first, "day"))
    return tn(
        "{n} date, the first on {first}, the last on {last}.",
        "{n} dates, the first on {first}, the last on {last}.",
        len(planned),
        first=Moment(first, "day"),
        last=Moment(last, "day"),
    )


def _left_out(dates: Sequence[datetime]) -> Text | None:
    if not dates:
        return None
    if len(dates) > NAMED:
        return tn("{n} date is left out, as you asked.", "{n} dates are left out, as you asked.", len(dates))
    named = Listing(tuple(t("{day}", day=Moment(day, "day")) for day in dates))
    return t("Left out, as you asked: {dates}.", dates=named)


def _how_free(free: int, lost: int) -> Text:
    if not lost:
        return t("It is free.") if free == 1 else t("All are free: {n}.", n=free)
    if not free:
        return t("None of them can be had:")
    others = tn("{n} is not:", "{n} are not:", lost)
    return tn("{n} is free, {others}", "{n} are free, {others}", free, others=others)


def _beside(space: Space, proposed: Proposed) -> list[Text]:
    said: list[Text] = []
    uncertain = [one.date.times.starts for one in proposed.planned if one.date.uncertain]
    if uncertain:
        said.append(
            t(
                "From {day} on, holidays are not published yet: look at these again.",
                day=Moment(uncertain[0], "day"),
            )
        )
    cost = sentences.cost(space, proposed.planned[0].wish)
    if cost and space.rules.per != "km":
        said.append(t("Contribution: {price} for each date.", price=Money(cost)))
    if space.rules.approval != "none" and not proposed.wanted.like.collective:
        said.append(sentences.approval(space, at_once=proposed.at_once))
    return said


def booked(
    space: Space, series: int, made: Sequence[Booking], missing: Sequence[Missing], holder: Person | None
) -> View:
    """How many dates are booked, and which are not."""
    called = sentences.which(space, made[0].wish)
    first, last = Moment(made[0].times.starts, "day"), Moment(made[-1].times.starts, "day")
    if made[0].state == "asked":
        said = tn(
            "⏳ Asked for: {space}, {n} date, from {first} to {last}.",
            "⏳ Asked for: {space}, {n} dates, from {first} to {last}.",
            len(made),
            space=called,
            first=first,
            last=last,
        )
        blocks: list[Block] = [paragraph(said, sentences.approval(space))]
    else:
        said = tn(
            "✅ It is booked: {space}, {n} date, from {first} to {last}.",
            "✅ It is booked: {space}, {n} dates, from {first} to {last}.",
            len(made),
            space=called,
            first=first,
            last=last,
        )
        blocks = [paragraph(said)]
    if holder is not None:
        blocks.append(paragraph(t("In the name of {name}.", name=holder.name)))
    if missing:
        found = lines(missing)
        blocks.append(paragraph(tn("{n} date is missing:", "{n} dates are missing:", len(missing))))
        blocks.append(Items(tuple(found[:PAGE])))
        more = len(found) - PAGE
        if more > 0:
            blocks.append(paragraph(tn("And {n} more.", "And {n} more.", more)))
    return View(
        tuple(blocks),
        (
            Button(t("Put it in my calendar"), data("bookings", "icsall", series)),
            Button(t("See the dates"), data("bookings", "series", series, 0)),
            Button(t("Free the series"), data("bookings", "freeall", series)),
        ),
    )


# What is asked


def ask_hours(space: Space | None, words: str) -> View:
    """`space`, `words`: the rhythm as far as it is known, where it is said again."""
    return View(
        (
            *_known(space, words),
            paragraph(t("From which hour to which hour?"), t("For example: from 6 pm to 7.30 pm.")),
        ),
        asks=t("From which hour to which hour"),
    )


def ask_until(space: Space | None, words: str, mark: int) -> View:
    """`mark` 0: only the question, whose buttons stand elsewhere."""
    buttons = (
        Button(t("For a month"), data("bookings", "until", 1, mark)),
        Button(t("For three months"), data("bookings", "until", 3, mark)),
        Button(t("For six months"), data("bookings", "until", 6, mark)),
        Button(t("For a year"), data("bookings", "until", 12, mark)),
    )
    asked = paragraph(t("Until when?"), t("For example: until 30 June, or 10 times. A year at most."))
    return View((*_known(space, words), asked), buttons if mark else (), asks=t("Until when"))


def _known(space: Space | None, words: str) -> tuple[Block, ...]:
    if space is None:
        return ()
    return (paragraph(verbatim(space.name)), paragraph(t("{rhythm:cap}.", rhythm=words)))


def ask_rhythm() -> View:
    return View(
        (
            paragraph(
                t("Which rhythm?"),
                t("For example: every Thursday from 6 pm to 8 pm until 30 June. Or another end."),
            ),
        ),
        asks=t("Another rhythm"),
    )
