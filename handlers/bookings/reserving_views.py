"""What whoever books is shown: the wish read back, the booking, its end."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.conversation.text import Moment, Text, t, verbatim
from handlers.conversation.views import Block, Button, File, Title, View, data, paragraph
from handlers.members.model import Group, Person
from handlers.members.views import short

from . import free, sentences
from .buttons import word_of
from .calendar import Shown, calendar
from .charter import Limit
from .limits import beginning
from .model import Booking, Space, Wish

EMOJI = {"nights": "🛏️", "hours": "🗓️"}


def read_back(
    space: Space, wish: Wish, holder: Person | None, had: Sequence[tuple[Limit, int]], *, outside: bool
) -> View:
    """The wish in full, which one tap takes. `had`: of each limit, how much the household has had already;
    `outside`: it counts for none, as nobody has taken it so shortly before."""
    times = wish.times
    said: list[Text] = []
    if space.slot == "nights":
        said.append(sentences.arrival(times))
    else:
        said.append(t("{when:cap}.", when=sentences.when(space, times)))
    if wish.amount > 1:
        said.append(t("How many: {n}.", n=wish.amount))
    blocks: list[Block] = [Title(t("{space} is free.", space=space.name), EMOJI[space.slot]), paragraph(*said)]
    if holder is not None:
        blocks.append(paragraph(t("In the name of {name}.", name=holder.name)))
    if wish.title:
        blocks.append(paragraph(t("Event of the group: « {title} ».", title=wish.title)))
    blocks += [paragraph(one) for one in _beside(space, wish, had, outside=outside)]
    person = 0 if holder is None else holder.id
    book = data("bookings", "book", space.id, word_of(times), wish.amount, person, int(wish.collective))
    buttons = [
        Button(t("Book"), book),
        Button(t("Change the dates"), data("bookings", "dates", space.id, wish.amount, person)),
    ]
    if space.rules.announced and not wish.collective:
        buttons.append(Button(t("It is for the group"), data("bookings", "group")))
    buttons.append(Button(t("✖️ Close"), data("bookings", "close")))
    return View(tuple(blocks), tuple(buttons), asks=t("Other dates, or yes"))


def _beside(space: Space, wish: Wish, had: Sequence[tuple[Limit, int]], *, outside: bool) -> list[Text]:
    rules, said = space.rules, list[Text]()
    if rules.buffer:
        until = free.after_cleaning(space, wish.times.ends)
        said.append(t("Cleaning included, until {at}.", at=Moment(until, "hour")))
    if rules.quiet is not None and wish.times.ends.time() > rules.quiet:
        at = wish.times.ends.replace(hour=rules.quiet.hour, minute=rules.quiet.minute)
        said.append(t("Quiet from {at} on.", at=Moment(at, "hour")))
    if rules.capacity:
        said.append(t("Room for {n} people.", n=rules.capacity))
    price = sentences.contribution(space, wish)
    if price is not None:
        said.append(price)
    starts = wish.times.starts
    for limit, used in had:
        said.append(t("{had}.", had=sentences.share(limit, used, beginning(starts.date(), limit.period), starts)))
    if outside:
        said.append(t("So shortly before, it counts in no limit."))
    if rules.approval != "none" and not wish.collective:
        said.append(sentences.approval(space))
    return [*said, t("I do not keep the reason.")]


def booked(space: Space, booking: Booking, group: Group, now: datetime, holder: str | None) -> View:
    """The booking as it stands, with what can be done with it."""
    when, called = sentences.when(space, booking.times), sentences.which(space, booking.wish)
    over = booking.times.ends.timestamp() <= now.timestamp()
    match booking.state:
        case "asked":
            said = [t("⏳ Asked for: {space}, {when}.", space=called, when=when), sentences.approval(space)]
        case "confirmed":
            said = [t("✅ It is booked: {space}, {when}.", space=called, when=when)]
        case _:
            said = [t("No longer booked: {space}, {when}.", space=called, when=when)]
    blocks: list[Block] = [paragraph(*said)]
    if holder is not None:
        blocks.append(paragraph(t("In the name of {name}.", name=holder)))
    if booking.lives and not over:
        blocks += [paragraph(one) for one in _to_know(space, booking, group, now)]
    if not booking.lives or over:
        return View(tuple(blocks))
    whole = []
    if booking.series is not None:
        whole = [Button(t("The whole series"), data("bookings", "series", booking.series, 0))]
    buttons = [
        Button(t("Put it in my calendar"), data("bookings", "ics", booking.id)),
        Button(t("Change the dates"), data("bookings", "move", booking.id)),
        *whole,
        Button(t("Free {space}", space=short(sentences.called(space), 13)), data("bookings", "free", booking.id)),
    ]
    return View(tuple(blocks), tuple(buttons))


def _to_know(space: Space, booking: Booking, group: Group, now: datetime) -> list[Text]:
    """What the holder needs: from the day itself, how one comes in; before, when it will be told."""
    said: list[Text] = []
    if space.rules.buffer:
        until = free.after_cleaning(space, booking.times.ends)
        said.append(t("Cleaning included, until {at}.", at=Moment(until, "hour")))
    if space.info and booking.state == "confirmed":
        if is_told(booking, group, now):
            said += [verbatim(line) for line in space.info.splitlines() if line.strip()]
        else:
            said.append(
                t(
                    "How to get in: {day} in the morning, in private or by /moi.",
                    day=Moment(booking.times.starts, "day"),
                )
            )
    if space.rules.cancel:
        last = booking.times.starts - timedelta(hours=space.rules.cancel)
        said.append(t("Freed after {moment}, it counts all the same.", moment=Moment(last)))
    return said


def is_told(booking: Booking, group: Group, now: datetime) -> bool:
    """How one comes in is told on the day itself, and as long as one is there."""
    return group.local(now).date() >= group.local(booking.times.starts).date()


def freed(space: Space, booking: Booking, *, counts: bool) -> View:
    said = [
        t("{space} is free again, {when}.", space=space.name, when=sentences.when(space, booking.times)),
    ]
    if counts:
        said.append(t("So late, it counts all the same for your household."))
    back = Button(t("Undo"), data("bookings", "back", booking.id))
    return View((paragraph(*said), paragraph(t("You can take it back for ten minutes."))), (back,))


def ask_title() -> View:
    return View(
        (paragraph(t("What is this event called?"), t("Everybody sees its name in the planning.")),),
        asks=t("The name of the event"),
    )


def ask_when() -> View:
    return View(
        (
            paragraph(
                t("From when to when?"), t("For example: from 12 to 15 March, or Saturday from 2 pm to 6 pm.")
            ),
        ),
        asks=t("From when to when"),
    )


def closed() -> Text:
    return t("Nothing is booked.")


def calendar_file(space: Space, booking: Booking) -> View:
    """A file for one's own calendar. It says nothing that is not the holder's to know."""
    content = calendar([Shown(booking, space, booking.wish.title or space.name)], space.name)
    return file_of(content, Button(t("My booking"), data("bookings", "mine", booking.id)))


def file_of(content: str, back: Button) -> View:
    file = File("reservation.ics", "text/calendar", content, t("For my calendar"))
    said = t("Open this file: your calendar will ask whether to keep it.")
    return View((paragraph(said), file), (back,))
