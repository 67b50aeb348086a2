"""How dates, numbers of people and things are said, on every screen alike."""

from collections.abc import Sequence
from datetime import timedelta

from handlers.conversation.text import Listing, Moment, Text, t, tn, verbatim
from handlers.members.model import Group

from . import rules, things
from .model import Brought, Coming, Date, Slot, Thing

_SHORT_DAYS = (
    t("Mon. {n}"), t("Tue. {n}"), t("Wed. {n}"), t("Thu. {n}"), t("Fri. {n}"), t("Sat. {n}"), t("Sun. {n}"),
)  # fmt: skip
_EVENING = timedelta(hours=18)
NAMED = 4
"""Neighbours who are named one by one in a card."""


def when(slot: Slot) -> Text:
    """« samedi 13 mars, de 9 h à 12 h », « samedi 13 mars à 14 h », « samedi 13 mars »."""
    begins, ends = slot.starts, slot.ends
    if not slot.timed:
        last = begins if ends is None else ends - timedelta(minutes=1)
        if last.date() == begins.date():
            return t("{day}", day=Moment(begins, "day"))
        return t("from {first} to {last}", first=Moment(begins, "day"), last=Moment(last, "day"))
    if ends is None:
        return t("{moment}", moment=Moment(begins))
    if ends.replace(tzinfo=None) - begins.replace(tzinfo=None) <= _EVENING:
        hours = {"begins": Moment(begins, "hour"), "ends": Moment(ends, "hour")}
        return t("{day}, from {begins} to {ends}", day=Moment(begins, "day"), **hours)
    return t("from {first} to {last}", first=Moment(begins), last=Moment(ends))


def day(slot: Slot) -> Moment:
    return Moment(slot.starts, "day")


def short_day(slot: Slot) -> Text:
    """« Sam. 13 »: for a button."""
    said = _SHORT_DAYS[slot.starts.weekday()]
    return Text(said.sentence, {"n": slot.starts.day})


def hour(slot: Slot) -> Moment:
    return Moment(slot.starts, "hour")


def shares_its_day(one: Date, dates: Sequence[Date]) -> bool:
    """Whether another date is on the same day: then its hour is said too."""
    return sum(other.slot.starts.date() == one.slot.starts.date() for other in dates) > 1


def button_day(one: Date, dates: Sequence[Date]) -> Text:
    """« Samedi 13 », or « Sam. 13, 14 h 30 » where another date is on that day."""
    if one.slot.timed and shares_its_day(one, dates):
        return t("{day}, {hour}", day=short_day(one.slot), hour=hour(one.slot))
    return t("{day:cap}", day=Moment(one.slot.starts, "weekday"))


def holiday(slot: Slot, group: Group) -> Text | None:
    """What is to be known of that day."""
    first = slot.starts.date()
    if rules.is_holiday(first):
        return t("public holiday")
    if rules.is_school_holiday(first, group.school):
        return t("school holidays")
    return None


def counts(one: Date) -> Text:
    """« 8 oui, 2 s'il le faut »; those who cannot are not counted aloud."""
    yes = tn("{n} yes", "{n} yes", one.yes)
    if not one.maybes:
        return yes
    return t("{yes}, {n} if need be", yes=yes, n=one.maybes)


def how_many(adults: int, children: int) -> Text:
    """« 11 adultes et 4 enfants »."""
    grown = tn("{n} adult", "{n} adults", adults)
    young = tn("{n} child", "{n} children", children)
    if not children:
        return grown
    return t("{adults} and {children}", adults=grown, children=young) if adults else young


def one_after_the_other(said: Sequence[Text]) -> Text:
    """Several sentences where one is said."""
    first, *others = said
    for other in others:
        first = t("{one} {other}", one=first, other=other)
    return first


def total(people: Sequence[Coming]) -> tuple[int, int]:
    """Adults and children who come."""
    come = [one for one in people if one.comes == "yes"]
    return sum(one.adults for one in come), sum(one.children for one in come)


def is_one(people: Sequence[Coming]) -> bool:
    return sum(total(people)) == 1


def needed(all_things: Sequence[Thing]) -> Listing:
    return Listing(tuple(one.words for one in all_things))


def lacking(all_things: Sequence[Thing], brought: Sequence[Brought]) -> Listing | None:
    """« 1 brouette et des gants »; None where nothing is missing."""
    missing = things.missing(all_things, brought)
    said = tuple(things.said(one, missing[one.id]) for one in all_things if one.id in missing)
    return Listing(said) if said else None


def person_brings(name: str, all_things: Sequence[Thing], theirs: Sequence[Brought]) -> Text:
    """« Karim apporte 2 brouettes et un gâteau »."""
    said: list[str | Text] = []
    for thing in all_things:
        if many := things.brought(thing, theirs):
            said.append(things.said(thing, many))
    said += [verbatim(one.words) for one in theirs if one.thing is None]
    return t("{name} brings {things}.", name=name, things=Listing(tuple(said)))
