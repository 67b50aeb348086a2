"""The night, minute by minute, and through the two nights when clocks change."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.conversation.quiet import Night, next_allowed
from tests.neighbours import PARIS, paris

NIGHT = Night()


@pytest.mark.parametrize(
    ("asked", "allowed"),
    [
        (("2027-03-02", "07:59"), ("2027-03-02", "08:00")),
        (("2027-03-02", "08:00"), ("2027-03-02", "08:00")),
        (("2027-03-02", "12:10"), ("2027-03-02", "12:10")),
        (("2027-03-02", "20:29"), ("2027-03-02", "20:29")),
        (("2027-03-02", "20:30"), ("2027-03-03", "08:00")),
        (("2027-03-02", "23:59"), ("2027-03-03", "08:00")),
        (("2027-03-03", "00:00"), ("2027-03-03", "08:00")),
        (("2027-12-31", "22:00"), ("2028-01-01", "08:00")),
        (("2027-03-27", "21:00"), ("2027-03-28", "08:00")),  # the clocks go forward
        (("2027-03-28", "01:59"), ("2027-03-28", "08:00")),
        (("2027-10-30", "21:00"), ("2027-10-31", "08:00")),  # the clocks go back
        (("2027-10-31", "02:30"), ("2027-10-31", "08:00")),
    ],
)
def test_a_message_waits_for_the_morning(asked: tuple[str, str], allowed: tuple[str, str]) -> None:
    assert next_allowed(paris(*asked), NIGHT) == paris(*allowed)


def test_the_hour_that_comes_twice_is_night_both_times() -> None:
    for fold in (0, 1):
        asked = datetime(2027, 10, 31, 2, 30, tzinfo=PARIS, fold=fold)
        assert next_allowed(asked, NIGHT) == paris("2027-10-31", "08:00")


def test_where_nobody_sleeps_nothing_waits() -> None:
    assert next_allowed(paris("2027-03-02", "03:00"), None) == paris("2027-03-02", "03:00")


@given(st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(PARIS)))
def test_what_is_allowed_is_later_by_day_and_stays_allowed(asked: datetime) -> None:
    allowed = next_allowed(asked, NIGHT)
    assert asked.timestamp() <= allowed.timestamp() <= asked.timestamp() + timedelta(hours=13).total_seconds()
    assert time(8) <= allowed.time() < time(20, 30)
    assert next_allowed(allowed, NIGHT) == allowed
