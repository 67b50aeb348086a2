"""How the spaces are shared out, for those who run the group: no reason is known, and none is shown."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

from handlers.conversation.spreadsheet import spreadsheet
from handlers.conversation.text import Listing, Moment, Text, t, tn, verbatim
from handlers.conversation.views import Bar, Block, Button, Chart, File, Items, Title, View, data, paragraph
from handlers.when.calendar.almanac import at

from . import sentences
from .equity import NOBODY, Share
from .limits import Left, beginning, following
from .model import Space, zone_on

MOST_BARS = 12
MOST_LINES = 25
Names = Mapping[int, Sequence[str | Text]]
"""By household."""
Say = Callable[[Text], str]


def nothing() -> View:
    return View((paragraph(t("Your group shares nothing yet. /espaces shows how to begin.")),))


def fairness(
    space: Space,
    shares: Sequence[Share],
    events: int,
    names: Names,
    begins: date,
    now: datetime,
    place: int = 0,
    many: int = 1,
) -> View:
    """One space in the quarter that begins then, the one at this place of so many. `events` of the group; `now` on
    the group's clock."""
    blocks: list[Block] = [Title(t("{space}, {quarter}", space=space.name, quarter=_quarter(begins, now)))]
    if not shares:
        blocks.append(paragraph(t("No household had it in these three months.")))
    if len(shares) > 1:
        blocks.append(_chart(space, shares, names))
    said = [_line(space, share, names, now) for share in shares]
    if len(said) > MOST_LINES:
        said = [*said[:MOST_LINES], tn("and {n} other", "and {n} others", len(said) - MOST_LINES)]
    if said:
        blocks.append(Items(tuple(said)))
    if events:
        blocks.append(paragraph(tn("And {n} event of the group.", "And {n} events of the group.", events)))
    day = begins.toordinal()
    before, after = beginning(begins - timedelta(days=1), "quarter"), following(begins, "quarter")
    buttons = [
        Button(t("Next quarter"), data("bookings", "equity", after.toordinal(), place)),
        Button(t("Previous quarter"), data("bookings", "equity", before.toordinal(), place)),
    ]
    if many > 1:
        buttons.append(Button(t("Next space"), data("bookings", "equity", day, (place + 1) % many)))
    buttons.append(Button(t("All as a table"), data("bookings", "table", day)))
    return View(tuple(blocks), tuple(buttons))


def _chart(space: Space, shares: Sequence[Share], names: Names) -> Chart:
    """Nobody is ahead here: no bar is darker than the others."""
    bars = tuple(Bar(_who(share, names), share.amount) for share in shares[:MOST_BARS])
    counts = tuple(t("{choice} {number}", choice=bar.label, number=bar.number) for bar in bars)
    note = t("In nights.") if space.slot == "nights" else t("In hours.")
    alternative = t("Bar chart: {counts}.", counts=Listing(counts, "commas"))
    return Chart(verbatim(space.name), bars, note, alternative)


def _line(space: Space, share: Share, names: Names, now: datetime) -> Text:
    """« Karim et Sarah : 2 réservations, 5 nuits ; il reste 10 nuits sur 15 »."""
    bookings = tn("{n} booking", "{n} bookings", share.bookings)
    line = t(
        "{who}: {bookings}, {amount}", who=_who(share, names), bookings=bookings, amount=_amount(space, share)
    )
    if not share.left:
        return line
    left = Listing(tuple(_left(one, now) for one in share.left), "commas")
    return t("{line}; limit: {left}", line=line, left=left)


def _amount(space: Space, share: Share) -> Text:
    if space.slot == "nights":
        return tn("{n} night", "{n} nights", share.amount)
    return tn("{n} hour", "{n} hours", share.amount)


def _left(left: Left, now: datetime) -> Text:
    """What a limit leaves; with its period, where that is not the quarter of the title."""
    most = left.limit.most
    if left.limit.period == "quarter":
        return t("{n} of {most} left", n=left.remains, most=most)
    period = sentences.period_of(left.limit, left.begins, now)
    return t("{n} of {most} left {period}", n=left.remains, most=most, period=period)


def _who(share: Share, names: Names) -> Text:
    if share.household == NOBODY:
        return t("former neighbours")
    return t("{names:cap}", names=Listing(tuple(names[share.household])))


def _quarter(begins: date, now: datetime) -> Text:
    """« de janvier à mars » is said by its days: « du 1er janvier au 31 mars 2027 »."""
    last = following(begins, "quarter") - timedelta(days=1)
    first, end = (at(day, 12, 0, zone_on(now)) for day in (begins, last))
    return t(
        "from {first} to {last} {year}",
        first=Moment(first, "date"),
        last=Moment(end, "date"),
        year=str(begins.year),
    )


_HEAD = (t("space"), t("household"), t("bookings"), t("nights"), t("hours"), t("limit"), t("still allowed"))


def table(every: Sequence[tuple[Space, Sequence[Share]]], names: Names, begins: date, say: Say) -> View:
    """Every space and household of a quarter as a file: one line for each, and for each limit where there are
    several (RFC 4180: commas, CRLF)."""
    rows: list[Sequence[str | int]] = [[say(name) for name in _HEAD]]
    for space, shares in every:
        for share in shares:
            nights, hours = (share.amount, "") if space.slot == "nights" else ("", share.amount)
            had = (space.name, say(_who(share, names)), share.bookings, nights, hours)
            for left in share.left or (None,):
                rows.append((*had, *(("", "") if left is None else (left.limit.most, left.remains))))
    name = f"{begins.year}-T{(begins.month + 2) // 3}.csv"
    file = File(name, "text/csv", spreadsheet(rows), t("Bookings of the quarter, as a table"))
    return View((paragraph(t("One line for each household and space.")), file))
