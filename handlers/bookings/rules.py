"""What the rules of a space allow, and which one does not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from handlers.conversation.answer import Refused
from handlers.conversation.text import Moment, Text, t, tn
from handlers.when.calendar.almanac import add_months

from . import limits, sentences
from .asked import closing, opening
from .charter import Limit
from .model import Booking, Space, Times, Wish, united

MOST_SPACES = 40
"""Spaces of one group."""
MOST_UNITS = 200
NAME_LENGTH = 40
FURTHEST = 24
"""Months ahead, of any space: a year that somebody mistyped."""
LONGEST = timedelta(days=60)
"""Of one booking by the hour, of any space."""
MOST_DATES = 120
"""Dates of one series."""
LONGEST_SERIES = 12
"""Months; a longer one would swallow the calendar (bookings.md §5.5)."""
UNDO = timedelta(minutes=10)


@dataclass(frozen=True)
class Situation:
    """How a household stands with a space. `had`: the times that count for its limits; `coming`: how many bookings
    it has ahead; `listed`: whether whoever is to have it stands on the list. `spent`: of what the wish takes the
    place of, the times that count all the same."""

    had: Sequence[Times] = ()
    coming: int = 0
    listed: bool = True
    spent: Sequence[Times] = ()


@dataclass(frozen=True)
class Verdict:
    """What becomes of a wish. `counts`: it is within the limits; else it was nobody's so shortly before."""

    why_not: Text | None = None
    counts: bool = True
    limit: limits.Left | None = field(default=None)


def judge(space: Space, wish: Wish, situation: Situation, now: datetime) -> Verdict:
    """Whether the rules allow a wish, at `now` on the group's clock, were it free. Of several rules the strictest
    is told, with what remains."""
    why = nonsense(wish.times, now) or _never(space, wish, now)
    if why is None and space.rules.listed and not situation.listed:
        why = sentences.not_listed(space)
    if why is not None:
        return Verdict(why)
    if _is_late(space, wish, now):
        why = _too_long(space, wish)
        return Verdict(why, counts=False)
    return _within_limits(space, wish, situation)


def must_be_allowed(verdict: Verdict) -> None:
    """Raises Refused, with the rule that does not allow it."""
    if verdict.why_not is not None:
        raise Refused(verdict.why_not)


def is_too_late_to_free(space: Space, booking: Booking, now: datetime) -> bool:
    """Whether what is freed now goes on counting for its household (bookings.md R15); within ten minutes of having
    booked it, nothing does."""
    if now.timestamp() - booking.made_at.timestamp() < UNDO.total_seconds():
        return False
    return booking.times.starts.timestamp() - now.timestamp() < space.rules.cancel * 3600


def spent(space: Space, booking: Booking, now: datetime) -> tuple[Times, ...]:
    """The times of a booking that go on counting whatever others it gets now: those that it left too late before,
    and those that it has, where it is too late to free them."""
    late = booking.counts and is_too_late_to_free(space, booking, now)
    return tuple(united([*booking.given_up, booking.times])) if late else booking.given_up


def leaves_too_late(space: Space, booking: Booking, times: Times, now: datetime) -> bool:
    """Whether, with these times instead, it leaves some that go on counting."""
    within = times.starts.timestamp() <= booking.times.starts.timestamp() and (
        booking.times.ends.timestamp() <= times.ends.timestamp()
    )
    return booking.counts and not within and is_too_late_to_free(space, booking, now)


def nonsense(times: Times, now: datetime) -> Text | None:
    """What is wrong with these times for any space: over, backwards, or too far."""
    if times.ends.timestamp() <= times.starts.timestamp():
        return t("The end comes before the beginning.")
    if times.starts.timestamp() < now.timestamp() - UNDO.total_seconds():
        return t("{moment:cap} is over. Give a day to come.", moment=Moment(times.starts))
    if times.ends.date() > add_months(now.date(), FURTHEST):
        return t("That is too far: two years ahead at most.")
    return None


def _never(space: Space, wish: Wish, now: datetime) -> Text | None:
    """What no household may, whatever it has had."""
    if wish.amount > len(space.units):
        return tn("There is only {n} of them.", "There are only {n} of them.", len(space.units))
    if space.rules.capacity and wish.attending > space.rules.capacity:
        return tn("There is room for {n} person.", "There is room for {n} people.", space.rules.capacity)
    if space.slot == "hours" and wish.times.ends - wish.times.starts > LONGEST:
        return t("That is too long: sixty days at most.")
    return _hours(space, wish.times) or _ahead(space, wish, now)


def _hours(space: Space, times: Times) -> Text | None:
    rules = space.rules
    if space.slot == "nights":
        return None
    if rules.opens is not None and (why := _closed(space, times)) is not None:
        return why
    if rules.step and (times.starts.minute % rules.step or times.ends.minute % rules.step):
        return tn("By steps of {n} minute.", "By steps of {n} minutes, counted from the hour.", rules.step)
    if rules.shortest and times.minutes < rules.shortest:
        return t("Too short: {length} at least.", length=sentences.length(rules.shortest))
    return None


def _closed(space: Space, times: Times) -> Text | None:
    """It begins and ends while the space is open. What opened the evening before may still be open."""
    first, last = times.starts.date(), times.ends.date()
    starts, ends = times.starts.timestamp(), times.ends.timestamp()
    for day in (first - timedelta(days=1), first):
        opens, closes = opening(space, day, times.zone), closing(space, day, times.zone)
        if opens.timestamp() <= starts < closes.timestamp():
            break
    else:
        if starts < opens.timestamp():
            return t("It opens at {at}.", at=Moment(opens, "hour"))
        return t("It closes at {at} that day.", at=Moment(closes, "hour"))
    for day in (last - timedelta(days=1), last):
        opens, closes = opening(space, day, times.zone), closing(space, day, times.zone)
        if opens.timestamp() < ends <= closes.timestamp():
            return None
    if ends <= opens.timestamp():  # it would end before the opening: what closed was the evening before
        closes = closing(space, last - timedelta(days=1), times.zone)
    return t("It closes at {at} that day.", at=Moment(closes, "hour"))


def _ahead(space: Space, wish: Wish, now: datetime) -> Text | None:
    rules = space.rules
    if rules.notice and wish.times.starts.timestamp() - now.timestamp() < rules.notice * 60:
        return t("It is booked {length} ahead at least.", length=sentences.length(rules.notice))
    months = rules.horizon_collective if wish.collective else rules.horizon
    last = add_months(now.date(), months)
    if months and wish.times.ends.date() > last:
        day = Moment(now.replace(year=last.year, month=last.month, day=last.day), "day")
        return tn(
            "It is booked up to {n} month ahead: until {day}.",
            "It is booked up to {n} months ahead: until {day}.",
            months,
            day=day,
        )
    return None


def _is_late(space: Space, wish: Wish, now: datetime) -> bool:
    """So shortly before, what nobody has taken is outside of the limits (bookings.md R06)."""
    ahead = wish.times.starts.timestamp() - now.timestamp()
    return bool(space.rules.late) and ahead < space.rules.late * 3600


def _too_long(space: Space, wish: Wish) -> Text | None:
    longest = space.rules.longest
    if space.slot == "nights" and longest and wish.times.nights > longest:
        return tn("{n} night in a row at most.", "{n} nights in a row at most.", longest)
    if space.slot == "hours" and longest and not wish.collective and wish.times.minutes > longest:
        return t("Too long: {length} at most.", length=sentences.length(longest))
    return None


def _within_limits(space: Space, wish: Wish, situation: Situation) -> Verdict:
    """Of what is too much, the rule that leaves least."""
    if wish.collective:
        return Verdict(_too_long(space, wish), counts=False)
    broken: list[tuple[float, Verdict]] = []  # how many minutes each leaves; of two alike the first is told
    whole = united([wish.times, *situation.spent])
    wanted = next(one for one in whole if one.meets(wish.times))
    had = [*situation.had, *(one for one in whole if one != wanted)]
    left = limits.exceeded(space.rules.limits, had, wanted)
    if left is not None:
        broken.append((left.minutes, Verdict(sentences.used_up(left, wish.times.starts), limit=left)))
    if space.rules.future and situation.coming >= space.rules.future:
        said = tn(
            "Your household has {n} booking ahead already, which is the most.",
            "Your household has {n} bookings ahead already, which is the most.",
            situation.coming,
        )
        broken.append((0, Verdict(said)))
    too_long = _too_long(space, wish)
    if too_long is not None:
        unit = limits.MINUTES["nights"] if space.slot == "nights" else 1
        broken.append((space.rules.longest * unit, Verdict(too_long)))
    return min(broken, key=lambda one: one[0], default=(0.0, Verdict()))[1]


def remaining(space: Space, situation: Situation, times: Times) -> Sequence[tuple[Limit, int]]:
    """Each limit of the space, with how much of it was had in the period in which these times begin."""
    return [
        (limit, limits.used(limit, situation.had, limits.beginning(times.starts.date(), limit.period)))
        for limit in space.rules.limits
    ]
