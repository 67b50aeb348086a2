"""Whose turn it is: equal over the years, whoever is away meanwhile, exchanges, stands in, comes or goes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.reminders import rota
from handlers.reminders.model import Place, Turn
from tests.neighbours import paris

TUESDAY = paris("2027-03-02", "19:00")
WEEK = timedelta(days=7)
INES, KARIM, LEA, ROUX, TOMAS = range(1, 6)


def date(week: int) -> datetime:
    """The Tuesday that is so many weeks later, at 19:00."""
    return TUESDAY + week * WEEK


def always_here(household: int, moment: datetime) -> bool:
    return False


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


# What each function does


def test_one_after_the_other_in_their_order() -> None:
    order = [Place(LEA), Place(INES), Place(KARIM)]
    found = rota.extended(order, (), [date(week) for week in range(5)], always_here)
    assert [turn.household for turn in found] == [LEA, INES, KARIM, LEA, INES]
    assert [turn.due_at for turn in found] == [date(week) for week in range(5)]
    assert rota.how_many(order) == rota.AHEAD
    assert rota.how_many([Place(one) for one in range(9)]) == 9


def test_who_has_had_the_fewest_comes_first_and_what_is_planned_counts() -> None:
    order = [Place(INES, 3), Place(KARIM, 2), Place(LEA, 3)]
    planned = [Turn(date(0), KARIM)]
    dates = [date(1), date(2), date(3)]
    assert [one.household for one in rota.extended(order, planned, dates, always_here)] == [INES, LEA, KARIM]
    assert [one.household for one in rota.extended(order, (), dates, always_here)] == [KARIM, INES, LEA]


def test_of_several_who_have_had_as_many_it_is_the_one_whose_turns_are_far() -> None:
    planned = [Turn(date(week), one) for week, one in ((1, INES), (2, KARIM), (3, LEA))]
    order = [Place(INES), Place(KARIM), Place(LEA)]
    assert rota.extended(order, planned, [date(0)], always_here) == [Turn(date(0), LEA)], "not twice in a row"
    assert rota.extended(order, planned, [date(4)], always_here) == [Turn(date(4), INES)]


def test_who_is_away_exchanges_with_the_next_who_is_there() -> None:
    planned = [Turn(date(week), one) for week, one in enumerate((INES, KARIM, LEA, INES))]

    def away(household: int, moment: datetime) -> bool:
        return household in (INES, KARIM) and moment < date(1)

    both = rota.exchanged(planned, planned[0], away)
    assert both == (Turn(date(0), LEA), Turn(date(2), INES))
    assert rota.exchanged(planned[:2], planned[0], away) is None, "Karim is away too"


def test_where_no_exchange_is_left_whoever_is_there_has_one_more() -> None:
    """Inès is away for longer than anything is planned: it is not nobody's turn, for Karim is there."""
    planned = [Turn(date(week), one) for week, one in enumerate((INES, KARIM, INES, KARIM))]
    order = [Place(INES), Place(KARIM)]
    found = rota.settled(order, planned, lambda household, moment: household == INES)
    assert [turn.household for turn in found] == [KARIM] * 4


def test_whoever_is_away_for_long_owes_one_and_who_is_there_owes_all() -> None:
    order = [Place(INES, 9), Place(KARIM, 8), Place(LEA, 2), Place(ROUX, 10)]
    assert rota.forgiven(order, (), {LEA}) == [Place(INES, 9), Place(KARIM, 8), Place(LEA, 7), Place(ROUX, 10)]
    assert rota.forgiven(order, (), set()) == order, "who was there all the time has had too few, and owes them"
    assert rota.forgiven(order, [Turn(date(1), LEA)], {LEA})[2] == Place(LEA, 6), "what is planned counts"
    assert rota.forgiven(order, [Turn(date(1), KARIM)], {LEA})[2] == Place(LEA, 8)
    everybody = {place.household for place in order}
    assert rota.forgiven(order, (), everybody) == order


def test_who_is_new_has_had_as_many_as_whoever_has_had_the_fewest() -> None:
    order = [Place(INES, 9), Place(KARIM, 8)]
    assert rota.joined(order, [TOMAS, KARIM, INES]) == [Place(TOMAS, 8), Place(KARIM, 8), Place(INES, 9)]
    assert rota.joined((), [INES, KARIM]) == [Place(INES), Place(KARIM)]
    assert rota.joined(order, [KARIM]) == [Place(KARIM, 8)]


NAMES = {INES: {"ines"}, KARIM: {"karim", "sarah"}, LEA: {"lea"}, ROUX: {"roux"}, TOMAS: {"tomas"}}
INSIDE = (INES, KARIM, LEA, ROUX)


def test_an_order_is_typed_as_one_says_it() -> None:
    def wished(typed: str) -> Sequence[int] | None:
        return rota.wished(NAMES, INSIDE, typed.split())

    assert wished("lea ines karim") == [LEA, INES, KARIM, ROUX]
    assert wished("lea et sarah") == [LEA, KARIM, INES, ROUX], "either of a household stands for it"
    assert wished("d abord m roux puis lea") == [ROUX, LEA, INES, KARIM]
    assert wished("sans lea") == wished("sans lea ni tomas") == [INES, KARIM, ROUX]
    assert wished("avec tomas") == [INES, KARIM, LEA, ROUX, TOMAS]
    assert wished("tomas lea") == [TOMAS, LEA, INES, KARIM, ROUX], "who is written first takes part"
    assert wished("roux lea sans ines") == [ROUX, LEA, KARIM], "« sans » said at the end leaves out"
    assert wished("roux sans ines avec tomas") == [ROUX, KARIM, LEA, TOMAS]
    assert wished("without lea with tomas") == [INES, KARIM, ROUX, TOMAS]
    assert wished("sans lea avec lea") == [INES, KARIM, ROUX], "who is left out is left out"
    for nobody in ("", "sans", "avec odette", "chaque jeudi a 19 h"):
        assert wished(nobody) is None


def test_a_rhythm_gives_its_next_dates_while_it_has_any() -> None:
    def after(moment: datetime) -> datetime | None:
        return moment + WEEK if moment < date(3) else None

    assert rota.next_dates(after, date(0), 2) == [date(1), date(2)]
    assert rota.next_dates(after, date(0), 9) == [date(1), date(2), date(3)]
    assert rota.next_dates(after, date(0), -1) == []


# Over the years

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
