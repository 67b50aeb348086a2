"""What is seen of the rules of a space, and of what would change."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from handlers.conversation.text import Listing, Moment, Text, t, tn
from handlers.conversation.views import Block, Button, Items, Title, View, data, paragraph
from handlers.members.model import Group

from . import changes, charter_sentences, clauses, sentences
from .charter import NEW, Offer, Ruled, Rules
from .clauses import Clause
from .model import Booking, Space

RULES = 4
"""Rules on one screen, beside « more »."""
STAY = 5
"""Bookings that are named, of those that stay."""
_GROUPS: dict[clauses.Group, Text] = {
    "hours": t("Hours and length"),
    "ahead": t("Before and after"),
    "household": t("For each household"),
    "around": t("Who, how, contribution"),
}


def rules(
    space: Space,
    every: Sequence[Ruled],
    names: Mapping[int, str],
    group: Group,
    now: datetime,
    *,
    may: bool,
    charter: bool,
    proposed: int,
) -> View:
    """The rules that hold, by whom and since when; and those that begin later."""
    holds = every[0] if every and every[0].since.timestamp() <= now.timestamp() else None
    blocks: list[Block] = [Title(t("{space}: the rules", space=space.name), "📜"), _lines(space, space.rules)]
    if holds is not None:
        blocks.append(paragraph(_source(holds, names, group)))
    for one in every:
        if one is not holds:
            day = Moment(group.local(one.since), "day")
            before = space.rules if holds is None else holds.rules
            change = changes.change(space.slot, before, one.rules)
            blocks.append(paragraph(t("From {day} on:", day=day)))
            blocks.append(Items(tuple(change.new) or (t("No longer: {rules}", rules=_one_line(change.gone)),)))
    buttons = []
    if proposed:
        buttons.append(Button(t("The rules proposed"), data("bookings", "proposed", proposed)))
    if may:
        buttons.append(Button(t("Change a rule"), data("bookings", "rulemenu", space.id, 0)))
    if charter:
        buttons.append(Button(t("Rules of other groups"), data("bookings", "charter", space.id)))
    buttons.append(Button(t("↩️ Back"), data("bookings", "sheet", space.id)))
    return View(tuple(blocks), tuple(buttons))


def _one_line(lines: Sequence[Text]) -> Listing:
    return Listing(tuple(lines), "commas")


def _source(one: Ruled, names: Mapping[int, str], group: Group) -> Text:
    day = Moment(group.local(one.since), "day")
    if one.source:
        return t("Decided by the group ({number}), since {day}.", number=one.source, day=day)
    if one.by is not None and one.by in names:
        return t("Set by {name}, since {day}.", name=names[one.by], day=day)
    return t("Since {day}.", day=day)


def _lines(space: Space, has: Rules) -> Block:
    lines = tuple(charter_sentences.of(space.slot, has))
    if has == NEW:
        return paragraph(t("Open to every household, without limits."), *lines)
    return Items(lines)


def charter(space: Space, has: Rules) -> View:
    """The whole of it, before anything is done with it."""
    return View(
        (
            Title(t("{space}: what other groups have chosen", space=space.name), "📜"),
            Items(tuple(charter_sentences.of(space.slot, has))),
            paragraph(t("Nothing changes yet.")),
        ),
        (
            Button(t("Take these rules"), data("bookings", "takecharter", space.id)),
            Button(t("Choose one by one"), data("bookings", "rulemenu", space.id, 0)),
            Button(t("Not now"), data("bookings", "sheet", space.id)),
        ),
    )


def groups(space: Space, has: Rules, offer: int) -> View:
    """Of which kind is the rule?"""
    buttons = [
        Button(label, data("bookings", "rulegroup", space.id, offer, number, 0))
        for number, label in enumerate(_GROUPS[group] for group in clauses.GROUPS)
    ]
    back = data("bookings", "review", offer) if offer else data("bookings", "rules", space.id)
    return View(
        (Title(t("{space}: which rule?", space=space.name), "📜"), _lines(space, has)),
        (*buttons, Button(t("↩️ Back"), back)),
    )


def group(space: Space, has: Rules, offer: int, of: clauses.Group, page: int) -> View:
    """The rules of one kind, four at a time from page 0."""
    every = clauses.of_space(space, of)
    begins = page * RULES if page * RULES < len(every) else 0
    shown = every[begins : begins + RULES]
    buttons = [Button(one.label, data("bookings", "rule", space.id, offer, one.key)) for one in shown]
    if begins + RULES < len(every):
        number = clauses.GROUPS.index(of)
        more = data("bookings", "rulegroup", space.id, offer, number, begins // RULES + 1)
        buttons.append(Button(t("The other rules"), more))
    else:
        buttons.append(Button(t("↩️ Back"), data("bookings", "rulemenu", space.id, offer)))
    lines = tuple(
        t("{rule}: set", rule=one.label)
        if clauses.is_set(has, one) or one.fixed
        else t("{rule}: none", rule=one.label)
        for one in shown
    )
    return View((Title(_GROUPS[of], "📜"), Items(lines)), tuple(buttons))


def rule(space: Space, has: Rules, offer: int, one: Clause) -> View:
    """What it does, how it is now, what is usual."""
    lines = list(charter_sentences.of(space.slot, has))
    rest = list(charter_sentences.of(space.slot, clauses.without(has, one)))
    now = [line for line in lines if line not in rest]
    if one.fixed:
        now = lines[:1]
    blocks: list[Block] = [Title(one.label, "📜"), paragraph(one.does)]
    blocks.append(Items(tuple(now)) if now else paragraph(t("There is no such rule now.")))
    blocks.append(paragraph(_example(one)))
    buttons = [
        Button(
            t("{value:cap}", value=clauses.said(one, value)),
            data("bookings", "set", space.id, offer, one.key, value),
        )
        for value in clauses.choices(space, one)
    ]
    if clauses.is_set(has, one) and not one.fixed:
        buttons.append(Button(t("Remove this rule"), data("bookings", "set", space.id, offer, one.key)))
    number = clauses.GROUPS.index(one.group)
    buttons.append(Button(t("↩️ Back"), data("bookings", "rulegroup", space.id, offer, number, 0)))
    return View(tuple(blocks), tuple(buttons), asks=one.label)


def ask_rule(key: str) -> View:
    one = next(each for each in clauses.CLAUSES if each.key == key)
    return View((paragraph(one.does, _example(one)),), asks=one.label)


def _example(one: Clause) -> Text:
    """What can be typed instead."""
    match one.kind:
        case "minutes" | "before":
            return t("You can also write a length: 45 minutes, 2 hours, 3 days.")
        case "nights":
            return t("You can also write a number: 5 nights.")
        case "count":
            return t("You can also write a number: 4.")
        case "months":
            return t("You can also write a number: 4 months.")
        case "days":
            return t("You can also write a number: 10 days.")
        case "clock":
            return t("You can also write an hour: 9 pm.")
        case "span":
            return t("You can also write: from 8 am to 10 pm.")
        case "limits":
            return t("You can also write: 15 nights a quarter, 2 weekends a month, 10 hours a week.")
        case "price":
            return t("You can also write a price: 5 € a night, 2 € an hour, 0.34 € a km.")
        case "approval":
            return t("You can also write: 3 days without objection.")
        case "switch":
            return t("You can also write: yes.")
        case "lines":
            return t("You can also write the whole list, with commas: floor swept, bin emptied.")


def review(space: Space, offer: Offer, number: int, *, sets: bool) -> View:
    """What would hold, and what would not any more. `sets`: whoever sees it may set it."""
    blocks: list[Block] = [
        Title(t("{space}: what would change", space=space.name), "📜"),
        *_changed(space, offer),
    ]
    buttons = []
    if sets:
        buttons.append(Button(t("Set these rules"), data("bookings", "rulewhen", number, "set")))
    else:
        blocks.append(paragraph(t("Your neighbours decide. Once they have, it holds by itself.")))
    buttons += [
        Button(t("Make it a proposal"), data("bookings", "rulewhen", number, "propose")),
        Button(t("Change another rule"), data("bookings", "rulemenu", space.id, number)),
        Button(t("Leave it as it is"), data("bookings", "rules", space.id)),
    ]
    return View(tuple(blocks), tuple(buttons))


def proposed(space: Space, offer: Offer) -> View:
    """What the group is asked about, for everybody to read."""
    title = Title(t("{space}: the rules proposed", space=space.name), "📜")
    back = Button(t("↩️ Back"), data("bookings", "rules", space.id))
    return View(
        (title, *_changed(space, offer), paragraph(t("Nothing changes before the group decides."))), (back,)
    )


def _changed(space: Space, offer: Offer) -> list[Block]:
    change = changes.change(space.slot, offer.before, offer.becomes)
    blocks: list[Block] = []
    if change.new:
        blocks.append(Items(tuple(change.new)))
    if change.gone:
        blocks += [paragraph(t("This would no longer hold:")), Items(tuple(change.gone))]
    return blocks


def since(
    space: Space, offer: Offer, stay: Sequence[tuple[Booking, Sequence[str | Text]]], *, proposes: bool
) -> View:
    """From when on; and the bookings to come that stay although these rules would not allow them."""
    blocks: list[Block] = [Title(t("{space}: from when on?", space=space.name), "📜")]
    if stay:
        said = tn(
            "{n} booking to come is not as these rules want it. It stays.",
            "{n} bookings to come are not as these rules want them. They stay.",
            len(stay),
        )
        lines = [_stays(space, booking, names) for booking, names in stay[:STAY]]
        if len(stay) > STAY:
            lines.append(tn("and {n} other", "and {n} others", len(stay) - STAY))
        blocks += [paragraph(said), Items(tuple(lines))]
    else:
        blocks.append(paragraph(t("The bookings to come are all as these rules want them.")))
    way, act = ("propose", "propose") if proposes else ("set", "enact")
    first, week = (t("Once decided"), t("One week after")) if proposes else (t("Today"), t("In one week"))
    return View(
        tuple(blocks),
        (
            Button(first, data("bookings", act, offer.id, 0)),
            Button(week, data("bookings", act, offer.id, 7)),
            Button(t("Write a day"), data("bookings", "ruleday", offer.id, way)),
            Button(t("↩️ Back"), data("bookings", "review", offer.id)),
        ),
        asks=t("From which day on"),
    )


def _stays(space: Space, booking: Booking, names: Sequence[str | Text]) -> Text:
    when = sentences.when(space, booking.times)
    if booking.wish.title:
        return t("{when:cap}: {who}", when=when, who=t("« {title} »", title=booking.wish.title))
    if names:
        return t("{when:cap}: {who}", when=when, who=Listing(tuple(names)))
    return t("{when:cap}", when=when)


def ask_day(offer: int, way: str) -> View:
    return View(
        (paragraph(t("From which day on? For example: 1 April.")),),
        (Button(t("↩️ Back"), data("bookings", "rulewhen", offer, way)),),
        asks=t("From which day on"),
    )


def from_when(when: str, begins: datetime) -> Text | None:
    """« À partir du jeudi 1er avril. », for the words of a proposal."""
    if when == "0":
        return None
    if when == "7":
        return t("One week after the decision.")
    return t("From {day} on.", day=Moment(begins + timedelta(hours=12), "day"))
