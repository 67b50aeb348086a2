"""The card of a workshop that is fixed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.conversation.text import Listing, Moment, Text, t, tn
from handlers.conversation.views import Block, Button, View, data, paragraph

from .box import Drawn
from .model import Brought, Slot
from .rules import free_places
from .sentences import NAMED, how_many, is_one, lacking, needed, person_brings, total, when

FOLLOWING = 2
"""Dates of a series that are named beside the next."""


def card(drawn: Drawn, now: datetime) -> View:
    """`now` on the group's clock."""
    workshop = drawn.workshop
    if workshop.slot is None:
        return View((paragraph(t("📅 {title}: no date is fixed.", title=workshop.title)),), only_replaces=True)
    if workshop.state == "cancelled" and workshop.series is not None and not _following(drawn):
        ends = t("📅 {title:cap} stops: there are no more dates.", title=workshop.title)
        return View((paragraph(ends),), only_replaces=True)
    if workshop.state == "cancelled":
        said = t("📅 Cancelled: {title:low}, {when}.", title=workshop.title, when=when(workshop.slot))
        return View((paragraph(said),), only_replaces=True)
    if workshop.state == "over":
        return _over(drawn, workshop.slot)
    reminded = workshop.reminded_at is not None
    head = _head(drawn, workshop.slot, now)
    if drawn.place:
        head.append(t("Where: {place:low}.", place=drawn.place))
    blocks: list[Block] = [paragraph(*head), paragraph(*_who(drawn))]
    if brings := _what(drawn):
        blocks.append(paragraph(*brings))
    buttons = [Button(t("I am coming"), data("workshops", "come", workshop.id))]
    if not reminded:
        buttons.append(Button(t("Perhaps"), data("workshops", "maybe", workshop.id)))
    buttons += [
        Button(t("Not this time"), data("workshops", "no", workshop.id)),
        Button(t("I bring something"), data("workshops", "bring", workshop.id)),
        Button(t("⋯ More"), data("workshops", "more", workshop.id)),
    ]
    return View(tuple(blocks), tuple(buttons), moved=t("This card is further down."))


def _head(drawn: Drawn, slot: Slot, now: datetime) -> list[Text]:
    workshop = drawn.workshop
    if workshop.reminded_at is not None:
        day = slot.starts.date() - now.date()
        if day == timedelta(days=1):
            return [t("📅 Tomorrow {when}: {title:low}.", when=when(slot), title=workshop.title)]
        if not day:
            return [t("📅 Today {when}: {title:low}.", when=when(slot), title=workshop.title)]
    if workshop.moved_from is not None:
        return [
            t("📅 The date changes: {title:low}, {when}.", title=workshop.title, when=when(slot)),
            t("It was to be {before}.", before=Moment(workshop.moved_from, "day")),
        ]
    if workshop.series is not None:
        return _next(drawn, slot)
    return [t("📅 It is fixed: {title:low}, {when}.", title=workshop.title, when=when(slot))]


def _next(drawn: Drawn, slot: Slot) -> list[Text]:
    """« Café bricolage : jeudi 11 mars, de 18 h 30 à 20 h. Ensuite : jeudi 25 mars et jeudi 8 avril. »"""
    said = [t("📅 {title:cap}: {when}.", title=drawn.workshop.title, when=when(slot))]
    others = [(one.state, one.slot) for one in drawn.others if one.slot is not None]
    if gone := [other for state, other in others if state == "cancelled" and _before(other, slot)]:
        said.append(t("Cancelled: {days}.", days=_days(gone)))
    if ahead := [other for state, other in others if state == "fixed" and _before(slot, other)]:
        said.append(t("Then: {days}.", days=_days(ahead[:FOLLOWING])))
    return said


def _days(slots: Sequence[Slot]) -> Listing:
    return Listing(tuple(t("{day}", day=Moment(one.starts, "day")) for one in slots))


def _before(one: Slot, other: Slot) -> bool:
    return one.starts.timestamp() < other.starts.timestamp()


def _following(drawn: Drawn) -> bool:
    return any(one.state == "fixed" for one in drawn.others)


def _who(drawn: Drawn) -> list[Text]:
    """Those who said yes are signed up, until somebody says more; then everybody is counted."""
    people, workshop = drawn.people, drawn.workshop
    adults, children = total(people)
    said: list[Text] = []
    fresh = workshop.reminded_at is None and workshop.moved_from is None and bool(people and workshop.dates)
    fresh = fresh and all(one.since == workshop.changed_at and one.places == 1 for one in people)
    if fresh:
        many = sum(one.comes == "yes" for one in people)
        said.append(tn("I signed up {n} person who said yes.", "I signed up the {n} people who said yes.", many))
        said.append(t("The others, are you coming?"))
    elif adults + children:
        come = how_many(adults, children)
        said.append(t("{many} comes.", many=come) if is_one(people) else t("{many} are coming.", many=come))
    else:
        said.append(t("Are you coming?"))
    if maybe := sum(one.comes == "maybe" for one in people):
        said.append(tn("{n} person perhaps.", "{n} people perhaps.", maybe))
    said += _places(drawn)
    return said


def _places(drawn: Drawn) -> list[Text]:
    free = free_places(drawn.workshop.capacity, drawn.people)
    if free is None:
        return []
    waiting = sum(one.comes == "waits" for one in drawn.people)
    said = [tn("{n} place is left.", "{n} places are left.", free) if free else t("It is full.")]
    if waiting:
        said.append(tn("{n} person waits for a place.", "{n} people wait for a place.", waiting))
    return said


def _what(drawn: Drawn) -> list[Text]:
    """What is needed, who brings what, what is missing."""
    if not drawn.brought:
        return [t("We also need {things}.", things=needed(drawn.things))] if drawn.things else []
    by: dict[int, list[Brought]] = {}
    for one in drawn.brought:
        by.setdefault(one.person, []).append(one)
    said = [
        person_brings(drawn.names.get(person, "?"), drawn.things, theirs)
        for person, theirs in list(by.items())[:NAMED]
    ]
    if len(by) > NAMED:
        said.append(tn("{n} other brings something.", "{n} others bring something.", len(by) - NAMED))
    missing = lacking(drawn.things, drawn.brought)
    if missing is not None:
        still = drawn.workshop.reminded_at is not None
        said.append(
            t("{things} still missing.", things=missing) if still else t("{things} missing.", things=missing)
        )
    return said


def _over(drawn: Drawn, slot: Slot) -> View:
    said = [t("📅 It was {when}: {title:low}.", when=when(slot), title=drawn.workshop.title)]
    adults, children = total(drawn.people)
    if adults + children:
        said.append(t("{many:cap}.", many=how_many(adults, children)))
    return View((paragraph(*said),), tuple(drawn.afterwards), only_replaces=True)
