"""Whose turn it is: what each of the pure functions does."""

from collections.abc import Sequence
from datetime import datetime, timedelta

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
