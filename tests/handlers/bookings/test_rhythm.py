"""The dates of a rhythm, and which of them can be had."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from handlers.bookings.charter import NEW, Limit
from handlers.bookings.fitting import Planned, plan
from handlers.bookings.model import Space, Taken, Times, Wish
from handlers.bookings.rhythm import (
    Date,
    Repeated,
    dates,
    ended,
    first_times,
    lacks_end,
    lacks_hours,
    left_out,
    settled,
    with_hours,
)
from handlers.bookings.rules import Situation
from handlers.conversation.answer import Refused
from handlers.when.model import Duration, Instant, Recurrence, Span, Without
from tests.neighbours import PARIS, paris

NOTHING = Without()
ALONE = Situation()
NOW = paris("2027-03-02", "12:10")
SIX = Times(paris("2027-03-09", "18:00"), paris("2027-03-09", "19:30"))
HALL = Space(1, 1, "Salle commune", "hours", (1,))
ROOM = Space(2, 1, "Chambre d'amis", "nights", (2,))


def weekly(end: str = ";COUNT=5", times: Times = SIX, without: Without = NOTHING) -> Recurrence:
    return Recurrence(f"FREQ=WEEKLY;BYDAY=TU{end}", times.starts, times.ends, without)


def planned(space: Space, taken: Sequence[Taken] = (), situation: Situation = ALONE) -> Sequence[Planned]:
    return plan(space, Wish(space.id, SIX), dates(weekly(), PARIS), taken, situation, NOW)


def test_hours_stay_those_of_the_wall_across_a_clock_change() -> None:
    found = dates(weekly(), PARIS)
    assert [one.times.starts.time() for one in found] == [time(18)] * 5
    assert len({one.times.starts.utcoffset() for one in found}) == 2


def test_what_is_left_out_still_counts_in_the_rule() -> None:
    first = Without(((date(2027, 3, 9), date(2027, 3, 9)),))
    rhythm = weekly(without=first)
    assert [one.times.starts.day for one in dates(rhythm, PARIS)] == [16, 23, 30, 6]
    assert [start.day for start in left_out(rhythm, PARIS)] == [9]
    assert first_times(rhythm, PARIS) == SIX
    assert left_out(weekly(), PARIS) == ()


@pytest.mark.parametrize(
    ("rhythm", "why"),
    [
        (replace(weekly(), rule="FREQ=DAILY;COUNT=400"), "That is more than {n} dates"),
        (weekly(";UNTIL=20300101"), "A series lasts a year"),
        (replace(weekly(), rule="FREQ=DAILY;COUNT=3", end=SIX.ends + timedelta(days=1)), "These dates run into"),
        (weekly(";COUNT=1", without=Without(((date(2027, 3, 9), date(2027, 3, 9)),))), "No such date"),
    ],
)
def test_what_is_no_series(rhythm: Recurrence, why: str) -> None:
    with pytest.raises(Refused) as refused:
        dates(rhythm, PARIS)
    said = refused.value.text
    assert why in (said.sentence, said.plural) or why in said.sentence + said.plural


def test_a_year_and_the_most_dates_are_allowed() -> None:
    assert len(dates(weekly(";COUNT=53"), PARIS)) == 53
    assert len(dates(replace(weekly(), rule="FREQ=DAILY;COUNT=120"), PARIS)) == 120
    with pytest.raises(Refused):
        dates(replace(weekly(), rule="FREQ=DAILY;COUNT=121"), PARIS)
    with pytest.raises(Refused):
        dates(weekly(";COUNT=54"), PARIS)


def test_a_dialogue_remembers_all_of_it() -> None:
    spans = ((date(2027, 4, 1), date(2027, 4, 3)), (date(2027, 5, 1), date(2027, 5, 1)))
    for rhythm in (
        weekly(without=Without(spans, holidays=True, school="B")),
        Recurrence("FREQ=WEEKLY", date(2027, 3, 9)),
    ):
        wanted = Repeated(Wish(7, SIX, 3, "Yoga"), rhythm, 9)
        again = Repeated.of({name: str(note) for name, note in wanted.notes().items()}, PARIS)
        assert again.recurrence == rhythm
        assert (again.person, again.like.space, again.like.amount, again.like.title) == (9, 7, 3, "Yoga")
        assert again.mark == wanted.mark
        assert replace(wanted, person=8).mark != wanted.mark
        assert replace(wanted, like=replace(wanted.like, title="Chant")).mark != wanted.mark


def test_what_a_rhythm_lacks() -> None:
    days = Recurrence("FREQ=WEEKLY", date(2027, 3, 9))
    assert lacks_end(days)
    assert lacks_hours(days)
    assert not lacks_hours(settled(ROOM, days, PARIS)), "a night has its hours"
    assert settled(HALL, days, PARIS) == days
    span = Span(paris("2027-03-02", "22:00"), paris("2027-03-02", "02:00"))
    late = with_hours(days, span, PARIS)
    assert late is not None
    assert (late.start, late.end) == (paris("2027-03-09", "22:00"), paris("2027-03-10", "02:00"))
    assert with_hours(days, Instant(NOW), PARIS) is None
    begun = replace(days, start=SIX.starts)
    for meaning in (Instant(SIX.ends), Duration(minutes=90)):
        timed = with_hours(begun, meaning, PARIS)
        assert timed is not None
        assert timed.end == SIX.ends


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("jusqu'au 30 juin", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630"),
        ("30 juin", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630"),
        ("trois mois", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270609"),
        ("12 fois", "FREQ=WEEKLY;BYDAY=TU;COUNT=12"),
        ("toujours", None),
    ],
)
def test_an_end_in_words(words: str, rule: str | None) -> None:
    found = ended(weekly(), words, NOW, "fr", "B")
    assert (None if found is None else found.rule) == rule


def test_what_others_have_is_in_the_way() -> None:
    kept = Taken(1, paris("2027-03-16", "19:00"), paris("2027-03-16", "20:00"), "stay", 5)
    plans = planned(HALL, [kept])
    assert [one.possible for one in plans] == [True, False, True, True, True]
    assert plans[1].in_the_way == kept
    two = replace(HALL, units=(1, 2))
    assert [one.units for one in planned(two, [kept])] == [(1,), (2,), (1,), (1,), (1,)]


def test_a_stay_of_weeks_is_in_the_way_of_all_that_it_covers() -> None:
    kept = Taken(1, paris("2027-03-10", "00:00"), paris("2027-03-30", "18:00"), "stay", 5)
    assert [one.possible for one in planned(HALL, [kept])] == [True, False, False, True, True]


def test_cleaning_after_one_date_is_in_the_way_of_the_next() -> None:
    hall = replace(HALL, rules=replace(NEW, buffer=23 * 60))
    found = dates(replace(weekly(), rule="FREQ=DAILY;COUNT=4"), PARIS)
    plans = plan(hall, Wish(1, SIX), found, (), Situation(), NOW)
    assert [one.possible for one in plans] == [True, False, True, False]
    assert plans[1].in_the_way is not None
    assert plans[1].in_the_way.booking is None


def test_each_date_sees_those_before_it() -> None:
    two_ahead = replace(HALL, rules=replace(NEW, future=2))
    assert [one.possible for one in planned(two_ahead, (), Situation((), 1))] == [True, False, False, False, False]
    hours = replace(HALL, rules=replace(NEW, limits=(Limit("hours", 5, "month"),)))
    assert [one.possible for one in planned(hours)] == [True, True, False, False, True], "two begun hours each"
    had = Situation([Times(datetime(2027, 3, 3, 8, tzinfo=PARIS), datetime(2027, 3, 3, 10, tzinfo=PARIS))])
    assert [one.possible for one in planned(hours, (), had)] == [True, False, False, False, True]


def test_what_is_over_is_not_had() -> None:
    found = [Date(Times(NOW - timedelta(hours=1), NOW + timedelta(hours=1))), Date(SIX)]
    plans = plan(HALL, Wish(1, SIX), found, (), Situation(), NOW)
    assert [one.over for one in plans] == [True, False]
