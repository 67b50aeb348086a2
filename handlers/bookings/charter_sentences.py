"""The rules of a space in sentences, as a neighbour would say them."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time

from handlers.conversation.folding import folded
from handlers.conversation.text import Moment, Money, Text, t, tn

from . import charter, sentences
from .charter import Limit, Rules
from .model import Space

_KNOWN = (
    ({"chambre", "guest", "studio"}, charter.GUEST_ROOM, "nights"),
    ({"salle", "common", "hall"}, charter.COMMON_ROOM, "hours"),
    ({"buanderie", "laverie", "laundry", "machine"}, charter.LAUNDRY, "hours"),
    ({"atelier", "workshop"}, charter.WORKSHOP, "hours"),
    ({"voiture", "auto", "car", "vehicule"}, charter.CAR, "hours"),
)
"""Words by which a space is known, and the charter of its kind."""


def charter_for(space: Space) -> Rules | None:
    """The charter that other groups have chosen for such a space; None where there is none."""
    words = set(folded(space.name))
    known = next((rules for names, rules, slot in _KNOWN if words & names and slot == space.slot), None)
    return known or (charter.GUEST_ROOM if space.slot == "nights" else None)


def offered(space: Space) -> Text | None:
    """« D'autres groupes ont choisi des règles : 7 nuits de suite, 15 nuits par trimestre. »"""
    rules = charter_for(space)
    if rules is None:
        return None
    said = list(in_short(space.slot, rules))[:2]
    return t("Other groups have chosen rules: {rules}.", rules=sentences.listed(said))


def in_short(slot: str, rules: Rules) -> Iterator[Text]:
    """Each rule in a few words."""
    if rules.longest:
        yield (
            tn("{n} night in a row", "{n} nights in a row", rules.longest)
            if slot == "nights"
            else t("{length} at most", length=sentences.length(rules.longest))
        )
    for limit in rules.limits:
        yield per_period(limit)
    if rules.opens is not None and rules.closes is not None:
        yield t("from {opens} to {closes}", opens=clock(rules.opens), closes=clock(rules.closes))
    if rules.future:
        yield tn("{n} booking ahead", "{n} bookings ahead", rules.future)
    if rules.listed:
        yield t("only for people on a list")


def per_period(limit: Limit) -> Text:
    """« 15 nuits par trimestre »."""
    counted = {
        "nights": tn("{n} night", "{n} nights", limit.most),
        "hours": tn("{n} hour", "{n} hours", limit.most),
        "bookings": tn("{n} weekend", "{n} weekends", limit.most)
        if limit.weekend
        else tn("{n} booking", "{n} bookings", limit.most),
    }[limit.counted]
    match limit.period:
        case "week":
            return t("{amount} a week", amount=counted)
        case "month":
            return t("{amount} a month", amount=counted)
        case "quarter":
            return t("{amount} a quarter", amount=counted)
        case "year":
            return t("{amount} a year", amount=counted)


def rules(space: Space) -> Sequence[Text]:
    """Every rule of the space, in sentences."""
    return list(of(space.slot, space.rules))


def of(slot: str, has: Rules) -> Iterator[Text]:
    """Every rule, in sentences, in the order in which one meets them."""
    if slot == "nights":
        yield t(
            "Arrival at {arrives}, departure at {leaves}.", arrives=clock(has.arrives), leaves=clock(has.leaves)
        )
    if has.opens is not None and has.closes is not None:
        opens, closes = clock(has.opens), clock(has.closes)
        if time() < has.closes <= has.opens:
            yield t("Open from {opens} to {closes} the next day.", opens=opens, closes=closes)
        else:
            yield t("Open from {opens} to {closes}.", opens=opens, closes=closes)
    if has.closes_late is not None:
        yield t("Friday and Saturday until {closes}.", closes=clock(has.closes_late))
    if has.quiet is not None:
        yield t("Quiet from {at} on.", at=clock(has.quiet))
    if has.step:
        yield tn("By steps of {n} minute.", "By steps of {n} minutes, counted from the hour.", has.step)
    if has.shortest:
        yield t("{length:cap} at least.", length=sentences.length(has.shortest))
    if has.longest and slot == "nights":
        yield tn("{n} night in a row at most.", "{n} nights in a row at most.", has.longest)
    elif has.longest:
        yield t("{length:cap} at most.", length=sentences.length(has.longest))
    yield from _ahead(has)
    if has.buffer:
        yield t("{length:cap} for cleaning after each booking.", length=sentences.length(has.buffer))
    if has.capacity:
        yield t("Room for {n} people.", n=has.capacity)
    yield from _shares(has)
    yield from _who(has)
    yield from _money(has)
    yield from _around(has)


def _ahead(has: Rules) -> Iterator[Text]:
    if has.horizon:
        yield tn("Booked {n} month ahead at most.", "Booked {n} months ahead at most.", has.horizon)
    if has.horizon_collective:
        yield tn(
            "Events of the group: {n} month ahead at most.",
            "Events of the group: {n} months ahead at most.",
            has.horizon_collective,
        )
    if has.notice:
        yield t("Booked {length} ahead at least.", length=sentences.length(has.notice))


def _shares(has: Rules) -> Iterator[Text]:
    for limit in has.limits:
        yield t("For each household: {amount}.", amount=per_period(limit))
    if has.future:
        yield tn(
            "For each household: {n} booking ahead at most.",
            "For each household: {n} bookings ahead at most.",
            has.future,
        )
    if has.late and (has.limits or has.future):
        yield t("What is still free {length} before counts in no limit.", length=sentences.length(has.late * 60))
    if has.announced:
        yield tn(
            "An event of the group comes first if it is announced {n} day before.",
            "An event of the group comes first if it is announced {n} days before.",
            has.announced,
        )
    if has.kept:
        yield tn(
            "{n} day before, only its holder can give it up.",
            "{n} days before, only its holder can give it up.",
            has.kept,
        )


def _who(has: Rules) -> Iterator[Text]:
    if has.listed:
        yield t("Only people on its list book it.")
    if has.approval == "contact":
        yield t("Whoever looks after it confirms each booking.")
    if has.approval == "silence":
        yield tn(
            "Confirmed if nobody objects within {n} day.",
            "Confirmed if nobody objects within {n} days.",
            has.objecting,
        )


def _money(has: Rules) -> Iterator[Text]:
    if has.free_gift:
        yield t("Everybody gives what they want.")
    if has.price:
        match has.per:
            case "night":
                yield t("{price} a night.", price=Money(has.price))
            case "hour":
                yield t("{price} an hour.", price=Money(has.price))
            case "km":
                yield t("{price} a kilometre.", price=Money(has.price))
            case "use":
                yield t("{price} each time.", price=Money(has.price))


def _around(has: Rules) -> Iterator[Text]:
    if has.cancel:
        yield t(
            "Freed less than {length} before, it counts all the same.", length=sentences.length(has.cancel * 60)
        )
    if has.presence:
        yield tn(
            "Without « I am here » after {n} minute, it is free again.",
            "Without « I am here » after {n} minutes, it is free again.",
            has.presence,
        )
    if has.meter:
        yield t("The kilometres are noted before and after.")
    for line in has.checklist:
        yield t("To check when leaving: {line}.", line=line)


def clock(at: time) -> Moment:
    """An hour of the wall clock: any day will do."""
    return Moment(datetime.combine(datetime(2027, 3, 4, tzinfo=UTC).date(), at, UTC), "hour")
