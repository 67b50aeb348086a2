"""The screens on which a booking is put together, one question each."""

from collections.abc import Sequence
from datetime import date, datetime

from handlers.conversation.text import Moment, Text, t, tn, verbatim
from handlers.conversation.views import Button, View, data, paragraph
from handlers.members.views import short
from handlers.when.calendar.almanac import at

from . import sentences
from .buttons import word_of
from .model import Space, Times, zone_on

DAYS = 3
SPACES = 4
NIGHTS = 3
SLOTS = 3


def no_space(*, may_add: bool) -> View:
    """A group that shares nothing yet."""
    said = t("Your group has no shared space here yet.")
    if not may_add:
        return View((paragraph(said, t("Ask those who run the group to add one.")),))
    return View((paragraph(said),), (Button(t("Add a space"), data("bookings", "add")),))


def which(spaces: Sequence[Space], page: int, *, unknown: bool = False) -> View:
    """The spaces, four at a time from page 0. `unknown`: something was typed that names none of them."""
    begins = page * SPACES if page * SPACES < len(spaces) else 0
    shown = spaces[begins : begins + SPACES]
    buttons = [Button(verbatim(short(space.name)), data("bookings", "space", space.id)) for space in shown]
    if len(spaces) > SPACES:
        following = page + 1 if begins + SPACES < len(spaces) else 0
        buttons.append(Button(t("The other spaces"), data("bookings", "begin", following)))
    said = (t("Which one do you mean?"),) if unknown else (t("What do you want to book?"),)
    return View((paragraph(*said),), tuple(buttons), asks=t("Which space"))


def ask_which() -> View:
    return View((paragraph(t("What do you want to book?")),), asks=t("Which space"))


def which_day(space: Space, days: Sequence[date], local: datetime, amount: int, person: int) -> View:
    """« Quel jour d'arrivée ? »; each day holds what was chosen before."""
    asks = t("Which day do you arrive?") if space.slot == "nights" else t("Which day?")
    buttons = [
        Button(
            t("{day:cap}", day=Moment(_noon(day, local), "day")),
            data("bookings", "day", space.id, day.toordinal(), amount, person),
        )
        for day in days
    ]
    written = (
        t("You can also write: from 12 to 15 March.")
        if space.slot == "nights"
        else t("You can also write: Saturday from 2 pm to 6 pm.")
    )
    return View(
        (paragraph(sentences.title(space, amount)), paragraph(asks, written)),
        tuple(buttons),
        asks=t("Another day"),
    )


def _noon(day: date, local: datetime) -> datetime:
    return at(day, 12, 0, zone_on(local))


def how_many_nights(space: Space, day: datetime, amount: int, person: int, page: int) -> View:
    """« Combien de nuits ? », three at a time."""
    most = space.rules.longest or 60
    begins = page * NIGHTS + 1 if page * NIGHTS < most else 1
    choices = range(begins, min(begins + NIGHTS, most + 1))
    number = day.date().toordinal()
    buttons = [
        Button(
            tn("{n} night", "{n} nights", nights),
            data("bookings", "nights", space.id, number, nights, amount, person),
        )
        for nights in choices
    ]
    if most > NIGHTS:
        following = page + 1 if begins + NIGHTS <= most else 0
        buttons.append(Button(t("More"), data("bookings", "more", space.id, number, following, amount, person)))
    return View(
        (
            paragraph(sentences.title(space, amount)),
            paragraph(t("Arrival {day}.", day=Moment(day, "day")), t("How many nights?")),
        ),
        tuple(buttons),
        asks=t("How many nights"),
    )


def which_hours(space: Space, day: datetime, slots: Sequence[Times], amount: int, person: int, page: int) -> View:
    """The free hours of a day, three at a time."""
    title = paragraph(sentences.title(space, amount))
    if not slots:
        said = t("Nothing is free {day}. Write another day.", day=Moment(day, "day"))
        return View((title, paragraph(said)), asks=t("Another day"))
    at_once = len(slots) if len(slots) <= SLOTS + 1 else SLOTS
    begins = page * at_once if page * at_once < len(slots) else 0
    buttons = [
        Button(
            t(
                "{starts} to {ends}",
                starts=Moment(times.starts, "hour"),
                ends=Moment(times.ends, "hour"),
            ),
            take(space, times, amount, person),
        )
        for times in slots[begins : begins + at_once]
    ]
    if len(slots) > at_once:
        following = page + 1 if begins + at_once < len(slots) else 0
        number = day.date().toordinal()
        buttons.append(
            Button(t("Other hours"), data("bookings", "slots", space.id, number, following, amount, person))
        )
    return View(
        (
            title,
            paragraph(
                t("{day:cap}: at which hours?", day=Moment(day, "day")),
                t("You can also write: from 2 pm to 6 pm."),
            ),
        ),
        tuple(buttons),
        asks=t("Other hours"),
    )


def how_long(space: Space, fitting: Sequence[Times], amount: int, person: int) -> View:
    """« Pour combien de temps ? », of a beginning that is known."""
    buttons = [Button(_until(times), take(space, times, amount, person)) for times in fitting]
    return View(
        (
            paragraph(sentences.title(space, amount)),
            paragraph(t("{moment:cap}: for how long?", moment=Moment(fitting[0].starts))),
        ),
        tuple(buttons),
        asks=t("For how long"),
    )


def _until(times: Times) -> Text:
    """« Jusqu'à 16 h (2 h) »."""
    hours, minutes = divmod(times.minutes, 60)
    lasting = (
        t("{hours} h {minutes}", hours=hours, minutes=f"{minutes:02}") if minutes else t("{hours} h", hours=hours)
    )
    return t("Until {end} ({length})", end=Moment(times.ends, "hour"), length=lasting)


def take(space: Space, times: Times, amount: int, person: int) -> str:
    """The data of a button that reads these times back."""
    return data("bookings", "slot", space.id, word_of(times), amount, person)
