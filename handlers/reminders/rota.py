"""Whose turn it is: each household as often as the others, whoever is away meanwhile."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from math import inf

from .model import Place, Turn

Away = Callable[[int, datetime], bool]
"""Whether a household is away at that moment."""
AHEAD = 4
"""Turns that are planned at least, however few households take part."""
_WITHOUT, _WITH = ("sans", "without"), ("avec", "with")


def how_many(order: Sequence[Place]) -> int:
    """How many turns are planned ahead: one for each household."""
    return max(AHEAD, len(order))


def extended(
    order: Sequence[Place], planned: Sequence[Turn], dates: Sequence[datetime], away: Away
) -> Sequence[Turn]:
    """The turns on these dates: each goes to who has had, and has, the fewest; of several to the one
    whose turns are the farthest from that date, then to the first of the order. Who is away then is left out."""
    had = {place.household: place.served for place in order}
    turns: dict[int, list[datetime]] = {}
    for turn in planned:
        had[turn.household] = had.get(turn.household, 0) + 1
        turns.setdefault(turn.household, []).append(turn.due_at)
    found = []
    for date in dates:
        here = [place.household for place in order if not away(place.household, date)]
        if not here:
            here = [place.household for place in order]
        whose = min(here, key=lambda household: (had[household], -_apart(date, turns.get(household, ()))))
        had[whose] += 1
        turns.setdefault(whose, []).append(date)
        found.append(Turn(date, whose))
    return found


def _apart(date: datetime, turns: Sequence[datetime]) -> float:
    """Seconds to the nearest of these."""
    return min((abs((date - turn).total_seconds()) for turn in turns), default=inf)


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


def settled(order: Sequence[Place], planned: Sequence[Turn], away: Away) -> Sequence[Turn]:
    """The same dates, once whoever is away has exchanged with somebody who is there; where no exchange is left,
    whoever is there has one more. Where everybody is away it stays with somebody who is."""
    turns = list(planned)
    for at, turn in enumerate(turns):
        if not away(turn.household, turn.due_at):
            continue
        both = exchanged(turns[at + 1 :], turn, away)
        if both is None:
            turns[at] = extended(order, [*turns[:at], *turns[at + 1 :]], [turn.due_at], away)[0]
        else:
            turns[at] = both[0]
            turns = [both[1] if one.due_at == both[1].due_at else one for one in turns]
    return turns


def forgiven(order: Sequence[Place], planned: Sequence[Turn], away: Collection[int]) -> Sequence[Place]:
    """Whoever is away for long will owe one turn, and not all of them at once. `away`: those who are, now."""
    ahead = Counter(turn.household for turn in planned)
    had = {place.household: place.served + ahead[place.household] for place in order}
    least = min((many for household, many in had.items() if household not in away), default=0)
    return [
        replace(place, served=max(place.served, least - 1 - ahead[place.household]))
        if place.household in away
        else place
        for place in order
    ]


def joined(order: Sequence[Place], households: Sequence[int]) -> Sequence[Place]:
    """These households in this order. Those who are new have had as many turns as whoever has had the fewest."""
    known = {place.household: place for place in order}
    least = min((place.served for place in order), default=0)
    return [known.get(one, Place(one, least)) for one in households]


def wished(
    households: Mapping[int, Collection[str]], inside: Sequence[int], typed: Sequence[str]
) -> Sequence[int] | None:
    """The order that somebody typed: first names, then those who are left out (« sans Odette »), or come to it
    (« avec Odette »). `households` with the names by which they are known, `inside` those that take turns now; all
    words folded. None where nobody is named."""
    first, out, more, into = [], set(), [], ""
    for word in typed:
        if word in (*_WITHOUT, *_WITH):
            into = word
            continue
        meant = [id for id, names in households.items() if word in names]
        if into in _WITHOUT:
            out.update(meant)
            continue
        more += meant
        if not into:
            first.append(word)
    if not (out or more):
        return None
    everybody = [id for id in dict.fromkeys((*inside, *more)) if id not in out]
    return named_first({id: households[id] for id in everybody}, first)


def named_first(households: Mapping[int, Collection[str]], typed: Sequence[str]) -> Sequence[int]:
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
