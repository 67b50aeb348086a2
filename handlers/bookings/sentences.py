"""How times, rules and limits are said, on every screen alike."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from handlers.conversation.text import Listing, Moment, Money, Text, t, tn, verbatim
from handlers.when.calendar.almanac import at

from .charter import Limit
from .limits import Left, following
from .model import Booking, Space, Times, Wish, zone_on


def called(space: Space) -> str:
    """Its name within a sentence: « chambre d'amis », but « DIY »."""
    name = space.name
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def length(minutes: int) -> Text:
    """« 24 heures », « 2 heures 30 », « 3 jours »."""
    if minutes % (24 * 60) == 0 and minutes >= 48 * 60:
        return tn("{n} day", "{n} days", minutes // (24 * 60))
    hours, rest = divmod(minutes, 60)
    if not hours:
        return tn("{n} minute", "{n} minutes", rest)
    if not rest:
        return tn("{n} hour", "{n} hours", hours)
    return t("{hours} h {minutes}", hours=hours, minutes=f"{rest:02}")


def when(space: Space, times: Times) -> Text:
    """« du vendredi 12 au lundi 15 mars », « samedi 14 mars, de 14 h à 18 h »."""
    first, last = times.starts, times.ends
    if space.slot == "hours" and _one_evening(times):
        return t(
            "{day}, from {starts} to {ends}",
            day=Moment(first, "day"),
            starts=Moment(first, "hour"),
            ends=Moment(last, "hour"),
        )
    if space.slot == "hours":
        return t("from {starts} to {ends}", starts=Moment(first), ends=Moment(last))
    one_month = (first.year, first.month) == (last.year, last.month)
    begins = Moment(first, "weekday" if one_month else "day")
    return t("from {first} to {last}", first=begins, last=Moment(last, "day"))


def dates(space: Space, together: Sequence[Booking]) -> Text:
    """When a booking is, or the dates of a series: « mardi 2 mars, de 18 h à 19 h 30, et 15 autres dates jusqu'au
    mardi 29 juin »."""
    first = when(space, together[0].times)
    if len(together) == 1:
        return first
    return tn(
        "{when}, and {n} other date, {last}",
        "{when}, and {n} other dates until {last}",
        len(together) - 1,
        when=first,
        last=Moment(together[-1].times.starts, "day"),
    )


def when_short(space: Space, times: Times) -> Text:
    """The same on a button: « du 12 au 15 mars », « samedi 14, 18 h 30 »."""
    first, last = times.starts, times.ends
    if space.slot == "nights":
        one_month = (first.year, first.month) == (last.year, last.month)
        begins = Moment(first, "number" if one_month else "date")
        return t("from {first} to {last}", first=begins, last=Moment(last, "date"))
    return t("{day}, {hour}", day=Moment(first, "weekday"), hour=Moment(first, "hour"))


def hours_of(times: Times) -> Text:
    """« de 14 h à 18 h »."""
    return t("from {starts} to {ends}", starts=Moment(times.starts, "hour"), ends=Moment(times.ends, "hour"))


def _one_evening(times: Times) -> bool:
    """It ends on the day on which it begins, or in the night after it."""
    return times.ends - times.starts < timedelta(days=1) and (
        times.ends.date() == times.starts.date() or times.ends.time() <= time(8)
    )


def arrival(times: Times) -> Text:
    """« Arrivée vendredi 12 mars à 16 h, départ lundi 15 mars à 11 h : 3 nuits. »"""
    return tn(
        "Arrival {arrival}, departure {departure}: {n} night.",
        "Arrival {arrival}, departure {departure}: {n} nights.",
        times.nights,
        arrival=Moment(times.starts),
        departure=Moment(times.ends),
    )


def title(space: Space, amount: int = 1) -> Text:
    """The space above a question, and how many of it."""
    return t("{n} × {space}", n=amount, space=called(space)) if amount > 1 else verbatim(space.name)


def contribution(space: Space, wish: Wish) -> Text | None:
    """What one gives for it, where the group has said so."""
    rules = space.rules
    if rules.free_gift:
        return t("Everybody gives what they want.")
    if not rules.price:
        return None
    if rules.per == "km":
        return t("Contribution: {price} a kilometre.", price=Money(rules.price))
    return t("Contribution: {price}.", price=Money(cost(space, wish) or 0))


def cost(space: Space, wish: Wish, kilometres: int = 0) -> int | None:
    """What a booking costs, in cents; None where the group has given no price."""
    rules = space.rules
    if not rules.price:
        return None
    per = {
        "night": wish.times.nights,
        "hour": -(-wish.times.minutes // 60),
        "km": kilometres,
        "use": 1,
    }[rules.per]
    return rules.price * per * (1 if rules.per == "km" else wish.amount)


def money(cents: int) -> Money:
    """« 20,40 € »."""
    return Money(cents)


def approval(space: Space, *, at_once: bool = False) -> Text:
    """What has still to happen before it is confirmed. `at_once`: nobody is there who could say yes."""
    if at_once:
        return t("At the moment nobody can say yes or no: it is confirmed at once.")
    if space.rules.approval == "contact":
        return t("Whoever looks after it still has to say yes.")
    return tn(
        "It is yours if nobody objects within {n} day.",
        "It is yours if nobody objects within {n} days.",
        space.rules.objecting,
    )


def which(space: Space, wish: Wish) -> Text:
    """The space, and how many of it: « 12 × chaises »."""
    if wish.amount > 1:
        return t("{n} × {space}", n=wish.amount, space=called(space))
    return verbatim(called(space))


def not_listed(space: Space) -> Text:
    if space.rules.meter:
        return t("Only declared drivers book it. Ask those who run the group to put you on the list.")
    return t("Only people on its list book it. Ask those who run the group to put you on it.")


def used_up(left: Left, starts: datetime) -> Text:
    """« 13 nuits sur 15 de janvier à mars : il en reste 2. »"""
    had = share(left.limit, left.used, left.begins, starts)
    if left.remains:
        return tn("{had}: {n} remains.", "{had}: {n} remain.", left.remains, had=had)
    return t("{had}: none remains.", had=had)


def share(limit: Limit, used: int, begins: date, on: datetime) -> Text:
    """How much a household has had of a limit: « 9 nuits sur 15, de janvier à mars »."""
    period = period_of(limit, begins, on)
    most = limit.most
    match limit.counted:
        case "nights":
            return tn(
                "Your household: {n} night of {most}, {period}",
                "Your household: {n} nights of {most}, {period}",
                used,
                most=most,
                period=period,
            )
        case "hours":
            return tn(
                "Your household: {n} hour of {most}, {period}",
                "Your household: {n} hours of {most}, {period}",
                used,
                most=most,
                period=period,
            )
        case "bookings" if limit.weekend:
            return tn(
                "Your household: {n} weekend booking of {most}, {period}",
                "Your household: {n} weekend bookings of {most}, {period}",
                used,
                most=most,
                period=period,
            )
        case "bookings":
            return tn(
                "Your household: {n} booking of {most}, {period}",
                "Your household: {n} bookings of {most}, {period}",
                used,
                most=most,
                period=period,
            )


def period_of(limit: Limit, begins: date, on: datetime) -> Text:
    """The days of a period: « du 1er janvier au 31 mars »."""
    last = following(begins, limit.period) - timedelta(days=1)
    first, end = (at(day, 12, 0, zone_on(on)) for day in (begins, last))
    return t("from {first} to {last}", first=Moment(first, "date"), last=Moment(end, "date"))


def listed(things: Sequence[str | Text]) -> Listing:
    return Listing(tuple(things), "commas")
