"""Turns over the years: equal, whoever is away meanwhile, exchanges, stands in, comes or goes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.reminders import rota
from handlers.reminders.model import Place, Turn
from tests.handlers.reminders.test_rota import TUESDAY, WEEK, date


@dataclass
class House:
    """What `handlers.reminders.rotating` does with the pure functions, week after week, without a database.
    `away[household]`: the weeks in which nobody of it is there."""

    order: Sequence[Place]
    away: Mapping[int, set[int]] = field(default_factory=dict)
    planned: list[Turn] = field(default_factory=list)
    had: list[int | None] = field(default_factory=list)
    """Whose turn each week was."""
    gone: set[int] = field(default_factory=set)

    def is_away(self, household: int, moment: datetime) -> bool:
        return household in self.gone or (moment - TUESDAY) // WEEK in self.away.get(household, ())

    def plan(self, week: int) -> None:
        """As after the ring of that week."""
        self.planned = list(rota.settled(self.order, self.planned, self.is_away))
        self.order = rota.forgiven(
            self.order, self.planned, {p.household for p in self.order if self.is_away(p.household, date(week))}
        )
        first = week + 1 + len(self.planned)
        dates = [date(at) for at in range(first, week + 1 + rota.how_many(self.order))]
        self.planned += rota.extended(self.order, self.planned, dates, self.is_away)

    def rings(self, week: int) -> int | None:
        """Whose turn it is that week; None where everybody is away."""
        turns = list(rota.settled(self.order, self.planned, self.is_away))
        turn, self.planned = turns[0], turns[1:]
        assert turn.due_at == date(week)
        whose = None if self.is_away(turn.household, turn.due_at) else turn.household
        if whose is not None:
            self.serve(whose, 1)
        self.had.append(whose)
        self.plan(week)
        return whose

    def serve(self, household: int, by: int) -> None:
        self.order = [
            Place(place.household, place.served + by * (place.household == household)) for place in self.order
        ]

    def totals(self) -> Counter[int]:
        """Turns that each household has had, and has."""
        found = Counter({place.household: place.served for place in self.order})
        found.update(turn.household for turn in self.planned)
        return found

    def swaps(self, one: int, other: int) -> None:
        """Two planned turns are exchanged, as two households agree on it."""
        first, second = self.planned[one], self.planned[other]
        self.planned[one] = Turn(first.due_at, second.household)
        self.planned[other] = Turn(second.due_at, first.household)


def house(many: int, away: Mapping[int, set[int]] | None = None) -> House:
    made = House([Place(one) for one in range(1, many + 1)], away or {})
    made.plan(-1)
    return made


WEEKS = 150
absences = st.dictionaries(
    st.integers(1, 7),
    st.lists(st.tuples(st.integers(0, WEEKS), st.integers(1, 30)), max_size=4).map(
        lambda spans: {week for begins, many in spans for week in range(begins, begins + many)}
    ),
    max_size=6,
)


@settings(max_examples=80)
@given(st.integers(2, 8), absences, st.data())
def test_those_who_were_never_away_have_equally_many(
    many: int, away: dict[int, set[int]], data: st.DataObject
) -> None:
    """Also while others are away, and while planned turns are exchanged: they never differ by more than one."""
    turns = house(many, away)
    always = [one for one in range(1, many + 1) if not away.get(one)]
    swaps = data.draw(st.dictionaries(st.integers(0, WEEKS), st.tuples(*[st.integers(0, 99)] * 2), max_size=40))
    for week in range(WEEKS):
        whose = turns.rings(week)
        here = [one for one in range(1, many + 1) if week not in away.get(one, ())]
        assert whose in here if here else whose is None, "somebody who is there, while anybody is"
        assert [turn.due_at for turn in turns.planned] == [date(week + 1 + at) for at in range(max(4, many))]
        if week in swaps:
            one, other = (at % len(turns.planned) for at in swaps[week])
            turns.swaps(one, other)
        totals = turns.totals()
        counted = [totals[one] for one in always]
        assert not counted or max(counted) - min(counted) <= 1, (week, totals)


@settings(max_examples=80)
@given(st.integers(2, 8), st.integers(1, 60), st.integers(0, 30), st.data())
def test_who_comes_back_owes_one_turn_and_not_all_at_once(
    many: int, weeks: int, begins: int, data: st.DataObject
) -> None:
    """However long they were away, and whether they said it beforehand or on that day."""
    who = data.draw(st.integers(1, many))
    turns = house(many)
    for week in range(begins):
        turns.rings(week)
    turns.away = {who: set(range(begins, begins + weeks))}
    for week in range(begins, begins + weeks):
        assert turns.rings(week) != who
    after = [turns.rings(week) for week in range(begins + weeks, begins + weeks + 3 * many)]
    totals = turns.totals()
    assert max(totals.values()) - min(totals.values()) <= 1, "and soon all are equal again"
    often = max(after[at : at + many].count(who) for at in range(2 * many + 1))
    assert often <= 2, f"in one round: {after}"


@settings(max_examples=80)
@given(st.integers(2, 8), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 8)), max_size=30))
def test_whoever_stands_in_has_one_fewer_later(many: int, stood_in: Sequence[tuple[int, int]]) -> None:
    """What somebody did for somebody else comes back to them, and everybody is equal a few rounds later."""
    turns, stands_in = house(many), dict(stood_in)
    for week in range(60):
        whose, instead = turns.rings(week), stands_in.get(week)
        assert whose is not None
        if instead is not None and instead <= many:
            turns.serve(whose, -1)
            turns.serve(instead, 1)
    for week in range(60, 60 + 12 * many * (1 + len(stood_in))):
        turns.rings(week)
    totals = turns.totals()
    assert max(totals.values()) - min(totals.values()) <= 1


@settings(max_examples=80)
@given(st.integers(3, 8), st.lists(st.tuples(st.integers(1, 99), st.booleans()), max_size=12), st.data())
def test_who_joins_or_goes_makes_nobody_pay_for_it(
    many: int, moves: Sequence[tuple[int, bool]], data: st.DataObject
) -> None:
    """A household that goes leaves no date without anybody; one that joins has as few as the others, and not all
    the turns that were before it came."""
    turns, new = house(many), 100
    at = dict(moves)
    for week in range(100):
        whose = turns.rings(week)
        assert whose is not None
        assert whose not in turns.gone
        if week not in at:
            continue
        households = [place.household for place in turns.order]
        if at[week]:
            new += 1
            turns.order = rota.joined(turns.order, [*households, new])
            turns.planned = []  # another order is planned anew
        elif len(households) > 2:
            leaves = data.draw(st.sampled_from(households))
            turns.gone.add(leaves)
            turns.order = [place for place in turns.order if place.household != leaves]
            # nobody says so: it shows at the next ring
        turns.plan(week)
        assert not {turn.household for turn in turns.planned} & turns.gone
        totals = turns.totals()
        there = [totals[place.household] for place in turns.order]
        assert max(there) - min(there) <= 2


@settings(max_examples=200)
@given(
    st.lists(st.integers(1, 5), min_size=1, max_size=9),
    st.sets(st.tuples(st.integers(1, 5), st.integers(0, 8))),
    st.data(),
)
def test_an_exchange_never_loses_nor_doubles_a_date(
    households: Sequence[int], away: set[tuple[int, int]], data: st.DataObject
) -> None:
    planned = [Turn(date(week), one) for week, one in enumerate(households)]

    def is_away(household: int, moment: datetime) -> bool:
        return (household, (moment - TUESDAY) // WEEK) in away

    turn = data.draw(st.sampled_from(planned))
    both = rota.exchanged(planned, turn, is_away)
    if both is not None:
        mine, theirs = both
        assert mine.due_at == turn.due_at < theirs.due_at
        assert theirs.household == turn.household != mine.household
        assert Turn(theirs.due_at, mine.household) in planned, "it was theirs"
        assert not is_away(mine.household, mine.due_at)
        assert not is_away(theirs.household, theirs.due_at)
    order = [Place(one) for one in range(1, 6)]
    found = rota.settled(order, planned, is_away)
    assert [one.due_at for one in found] == [one.due_at for one in planned]
    assert rota.settled(order, found, is_away) == found, "what is settled moves no more"
    for one in found:
        everybody = all(is_away(place.household, one.due_at) for place in order)
        assert everybody or not is_away(one.household, one.due_at)
