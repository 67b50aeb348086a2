"""What whoever books is shown: the wish read back, the booking, its end."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.conversation.text import Moment, Text, t, verbatim
from handlers.conversation.views import Block, Button, File, Items, Page, Title, View, data, paragraph
from handlers.members.model import Group, Person
from handlers.members.views import short

from . import free, sentences
from .buttons import word_of
from .calendar import Shown, one
from .charter import Limit
from .limits import beginning
from .model import Booking, Space, Wish

EMOJI = {"nights": "🛏️", "hours": "🗓️"}


def read_back(
    space: Space,
    wish: Wish,
    holder: Person | None,
    had: Sequence[tuple[Limit, int]],
    *,
    outside: bool,
    displaced: Sequence[Text] = (),
    at_once: bool = False,
) -> View:
    """The wish in full, which one tap takes. `had`: of each limit, how much the household has had already;
    `outside`: it counts for none, as nobody has taken it so shortly before. `displaced`: what the event would
    come before. `at_once`: nobody has to say yes, or nobody could."""
    times = wish.times
    said: list[Text] = []
    if space.slot == "nights":
        said.append(sentences.arrival(times))
    else:
        said.append(t("{when:cap}.", when=sentences.when(space, times)))
    if wish.amount > 1:
        said.append(t("How many: {n}.", n=wish.amount))
    free_or_not = t("{space} is free.", space=space.name)
    if displaced:
        free_or_not = t("{space} can go to the group.", space=space.name)
    blocks: list[Block] = [Title(free_or_not, EMOJI[space.slot]), paragraph(*said)]
    if displaced:
        blocks += [
            paragraph(t("This event would take the place of:")),
            Items(tuple(displaced)),
            paragraph(t("They will be told, with the nearest free times.")),
        ]
    if holder is not None:
        blocks.append(paragraph(t("In the name of {name}.", name=holder.name)))
    if wish.title:
        blocks.append(paragraph(t("Event of the group: « {title} ».", title=wish.title)))
    blocks += [paragraph(one) for one in _beside(space, wish, had, outside=outside, at_once=at_once)]
    person = 0 if holder is None else holder.id
    book = data("bookings", "book", space.id, word_of(times), wish.amount, person, int(wish.collective))
    buttons = [
        Button(t("Book"), book),
        Button(t("Change the dates"), data("bookings", "dates", space.id, wish.amount, person)),
    ]
    if space.rules.announced and not wish.collective:
        buttons.append(for_the_group())
    buttons.append(Button(t("✖️ Close"), data("bookings", "close")))
    return View(tuple(blocks), tuple(buttons), asks=t("Other dates, or yes"))


def for_the_group() -> Button:
    return Button(t("It is for the group"), data("bookings", "group"))


def _beside(
    space: Space, wish: Wish, had: Sequence[tuple[Limit, int]], *, outside: bool, at_once: bool
) -> list[Text]:
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
        said.append(sentences.approval(space, at_once=at_once))
    return [*said, t("I do not keep the reason.")]


def booked(
    space: Space, booking: Booking, now: datetime, holder: str | None, writer: str | None, *, told: bool
) -> View:
    """The booking as it stands, with what can be done with it. `holder`, `writer`: who has it and who wrote it
    down, where these are others than whoever looks. `told`: whoever looks is told how one comes in."""
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
    if holder is not None and writer is not None:
        blocks.append(paragraph(t("In the name of {name}, written down by {writer}.", name=holder, writer=writer)))
    elif holder is not None:
        blocks.append(paragraph(t("In the name of {name}.", name=holder)))
    elif writer is not None:
        blocks.append(paragraph(t("Written down by {name}.", name=writer)))
    if not booking.lives or over:
        return View(tuple(blocks))
    blocks += [paragraph(one) for one in _to_know(space, booking, told=told)]
    whole = []
    if booking.series is not None:
        whole = [Button(t("The whole series"), data("bookings", "series", booking.series, 0))]
    buttons = [
        Button(t("Put it in my calendar"), data("bookings", "ics", booking.id)),
        Button(t("Change the dates"), data("bookings", "move", booking.id)),
        *whole,
        Button(t("Free {space}", space=short(sentences.called(space), 13)), data("bookings", "free", booking.id)),
    ]
    if holder is not None and booking.entered_by is not None:
        buttons.append(Button(t("Print"), data("bookings", "slip", booking.id)))
    return View(tuple(blocks), tuple(buttons))


def _to_know(space: Space, booking: Booking, *, told: bool) -> list[Text]:
    """What the holder needs: from the day itself, how one comes in; before, when it will be told."""
    said: list[Text] = []
    if space.rules.buffer:
        until = free.after_cleaning(space, booking.times.ends)
        said.append(t("Cleaning included, until {at}.", at=Moment(until, "hour")))
    if space.info and booking.state == "confirmed":
        if told:
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
    today = group.local(now).date() >= group.local(booking.times.starts).date()
    return today and booking.state == "confirmed" and now.timestamp() < booking.times.ends.timestamp()


def slip(space: Space, booking: Booking, holder: str, writer: str, group: Group) -> View:
    """A sheet in large letters for somebody without a telephone. How one comes in is not on it: paper lies
    about."""
    times = booking.times
    lines = (
        [sentences.arrival(times)]
        if space.slot == "nights"
        else [t("{when:cap}.", when=sentences.when(space, times))]
    )
    if booking.wish.amount > 1:
        lines.append(t("How many: {n}.", n=booking.wish.amount))
    price = sentences.contribution(space, booking.wish)
    if price is not None:
        lines.append(price)
    if space.info:
        lines.append(t("How to get in: {name} tells it on the day.", name=writer))
    page = Page(
        name="reservation.pdf",
        label=t("The page to print"),
        title=verbatim(space.name),
        lines=(t("For {name}.", name=holder), *lines),
        over=verbatim(group.name),
        note=t("Written down by {name}.", name=writer),
    )
    said = t("A sheet in large letters for {name}.", name=holder)
    return View((paragraph(said), page), (Button(t("My booking"), data("bookings", "mine", booking.id)),))


def freed(space: Space, booking: Booking, *, counts: bool, held: bool) -> View:
    """`held`: somebody waits for it, who is offered it once it cannot be taken back."""
    said = [
        t("{space} is free again, {when}.", space=space.name, when=sentences.when(space, booking.times)),
    ]
    if counts:
        said.append(t("So late, it counts all the same for your household."))
    back = Button(t("Undo"), data("bookings", "back", booking.id))
    then = [t("You can take it back for ten minutes.")]
    if held:
        then.append(t("Somebody waits: I offer it to them after that."))
    return View((paragraph(*said), paragraph(*then)), (back,))


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
    content = one(Shown(booking, booking.wish.title or space.name, space.name))
    return file_of(content, Button(t("My booking"), data("bookings", "mine", booking.id)))


def file_of(content: str, back: Button) -> View:
    """What a calendar takes over."""
    file = File("reservation.ics", "text/calendar", content, t("For my calendar"))
    said = t("Open this file: your calendar will ask whether to keep it.")
    return View((paragraph(said), file), (back,))
