"""How much of a limit some times use: whatever they are, nothing is lost between two periods, nothing is counted
twice."""

from datetime import date, datetime, timedelta
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from handlers.bookings import limits
from handlers.bookings.charter import Limit, Period
from handlers.bookings.model import Times
from tests.neighbours import PARIS

DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
PERIODS = st.sampled_from(get_args(Period))


@st.composite
def stays(draw: st.DrawFn) -> Times:
    first, nights = draw(DAYS), draw(st.integers(1, 120))
    starts = datetime(first.year, first.month, first.day, 16, tzinfo=PARIS)
    last = first + timedelta(days=nights)
    return Times(starts, datetime(last.year, last.month, last.day, 11, tzinfo=PARIS))


@st.composite
def visits(draw: st.DrawFn) -> Times:
    first, hour = draw(DAYS), draw(st.integers(6, 22))
    starts = datetime(first.year, first.month, first.day, hour, tzinfo=PARIS)
    length = timedelta(minutes=draw(st.integers(1, 20 * 24 * 4)) * 15)
    ends = datetime.fromtimestamp(starts.timestamp() + length.total_seconds(), PARIS)
    return Times(starts, ends)


@given(DAYS, PERIODS)
def test_every_day_stands_in_one_period(day: date, period: Period) -> None:
    begins = limits.beginning(day, period)
    following = limits.following(begins, period)
    assert begins <= day < following
    assert limits.beginning(following, period) == following
    assert limits.beginning(following - timedelta(days=1), period) == begins


@given(stays(), PERIODS)
def test_every_night_counts_once(stay: Times, period: Period) -> None:
    used = limits.amounts(Limit("nights", 1, period), stay)
    assert sum(used.values()) == stay.nights
    assert all(limits.beginning(begins, period) == begins for begins in used)


@given(stays(), PERIODS)
def test_nights_of_a_weekend_are_those_of_saturday_and_sunday(stay: Times, period: Period) -> None:
    used = limits.amounts(Limit("nights", 1, period, weekend=True), stay)
    every = [stay.starts.date() + timedelta(days=night) for night in range(stay.nights)]
    assert sum(used.values()) == sum(day.weekday() >= 5 for day in every)


@given(visits(), PERIODS)
def test_real_hours_are_counted_and_begun_ones_whole(visit: Times, period: Period) -> None:
    used = limits.amounts(Limit("hours", 1, period), visit)
    real = visit.minutes / 60
    assert real <= sum(used.values()) < real + len(used)


@given(visits(), PERIODS)
def test_a_booking_is_one_in_the_period_in_which_it_begins(visit: Times, period: Period) -> None:
    used = limits.amounts(Limit("bookings", 1, period), visit)
    assert used == {limits.beginning(visit.starts.date(), period): 1}


@given(st.lists(stays(), max_size=6), stays(), st.integers(1, 40), PERIODS)
def test_a_limit_is_broken_exactly_where_more_than_it_would_be_had(
    had: list[Times], wanted: Times, most: int, period: Period
) -> None:
    limit = Limit("nights", most, period)
    left = limits.exceeded([limit], had, wanted)
    totals = {begins: limits.used(limit, [*had, wanted], begins) for begins in limits.amounts(limit, wanted)}
    assert (left is not None) == any(total > most for total in totals.values())
    if left is not None:
        assert left.used + limits.amounts(limit, wanted)[left.begins] > most
        assert left.remains == max(0, most - left.used)


@given(st.lists(stays(), max_size=6), stays(), st.integers(1, 40), st.integers(1, 40))
def test_of_two_limits_the_one_that_leaves_least_is_told(
    had: list[Times], wanted: Times, month: int, quarter: int
) -> None:
    both = [Limit("nights", month, "month"), Limit("nights", quarter, "quarter")]
    each = [left for limit in both if (left := limits.exceeded([limit], had, wanted)) is not None]
    told = limits.exceeded(both, had, wanted)
    assert (told is None) == (not each)
    if told is not None:
        assert told.remains == min(left.remains for left in each)
