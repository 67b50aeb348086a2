"""Whose turn it is: each household as often as the others, whoever is away meanwhile."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from .model import Place, Turn

Away = Callable[[int, datetime], bool]
"""Whether a household is away at that moment."""
AHEAD = 4
"""Turns that are planned at least, however few households take part."""


def how_many(order: Sequence[Place]) -> int:
    """How many turns are planned ahead: one for each household."""
    return max(AHEAD, len(order))


def extended(
    order: Sequence[Place], planned: Sequence[Turn], dates: Sequence[datetime], away: Away
) -> Sequence[Turn]:
    """The turns on these dates, which come after those that are planned: each goes to the household that has had,
    and has, the fewest; of several to the first of the order. Who is away then is left out that time."""
    had = {place.household: place.served for place in order}
    for turn in planned:
        had[turn.household] = had.get(turn.household, 0) + 1
    found = []
    for date in dates:
        here = [place.household for place in order if not away(place.household, date)]
        if not here:
            here = [place.household for place in order]
        whose = min(here, key=lambda household: had[household])
        had[whose] += 1
        found.append(Turn(date, whose))
    return found


def exchanged(planned: Sequence[Turn], turn: Turn, away: Away) -> tuple[Turn, Turn] | None:
    """Whoever is away has the next turn of somebody who is there, and they have this one; None where nobody is."""
    for other in planned:
        if (
            other.due_at > turn.due_at
            and other.household != turn.household
            and not away(other.household, turn.due_at)
            and not away(turn.household, other.due_at)
        ):
            return replace(turn, household=other.household), replace(other, household=turn.household)
    return None


def forgiven(order: Sequence[Place], away: Mapping[int, bool]) -> Sequence[Place]:
    """Whoever was away for long owes one turn, and not all of them at once."""
    there = [place.served for place in order if not away.get(place.household, False)]
    least = min(there, default=0)
    return [replace(place, served=max(place.served, least - 1)) for place in order]


def joined(order: Sequence[Place], households: Sequence[int]) -> Sequence[Place]:
    """These households in this order. Those who are new have had as many turns as whoever has had the fewest."""
    known = {place.household: place for place in order}
    least = min((place.served for place in order), default=0)
    return [known.get(one, Place(one, least)) for one in households]


def named_first(households: Mapping[int, Sequence[str]], typed: Sequence[str]) -> Sequence[int]:
    """The households in the order in which somebody wrote their first names; then the others as they were. Names
    are folded. A household of two people is where the first of them was written."""
    places = {name: at for at, name in reversed(list(enumerate(typed)))}

    def place(household: int) -> int:
        return min((places.get(name, len(typed)) for name in households[household]), default=len(typed))

    return sorted(households, key=place)


def next_dates(after: Callable[[datetime], datetime | None], since: datetime, most: int) -> Sequence[datetime]:
    """The next times of a rhythm, as `after` gives the one that follows a moment."""
    found: list[datetime] = []
    while len(found) < most and (moment := after(found[-1] if found else since)) is not None:
        found.append(moment)
    return found
