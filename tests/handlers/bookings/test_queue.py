"""Until when something is held for who waits."""

from datetime import datetime, time, timedelta

import pytest

from handlers.bookings.charter import Rules
from handlers.bookings.model import Space, Times
from handlers.bookings.queue import held_until, meet
from handlers.conversation.quiet import Night
from handlers.members.model import Group
from tests.neighbours import paris

SLEEPS = Group(1, "Les Tilleuls", "Europe/Paris", "fr", Night())
AWAKE = Group(1, "Les Tilleuls", "Europe/Paris", "fr", None)
FAR = paris("2027-06-01", "16:00")


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (("2027-03-02", "08:00"), ("2027-03-02", "20:00")),
        (("2027-03-02", "08:29"), ("2027-03-02", "20:29")),
        (("2027-03-02", "08:30"), ("2027-03-03", "10:00")),  # it would end as the night begins
        (("2027-03-02", "12:10"), ("2027-03-03", "10:00")),
        (("2027-03-02", "20:29"), ("2027-03-03", "08:29")),
        (("2027-03-02", "22:00"), ("2027-03-03", "20:00")),  # read in the morning
        (("2027-03-03", "03:00"), ("2027-03-03", "20:00")),
        (("2027-03-27", "22:00"), ("2027-03-28", "20:00")),  # the night of a clock change
    ],
)
def test_twelve_hours_never_running_out_at_night(now: tuple[str, str], until: tuple[str, str]) -> None:
    assert held_until(SLEEPS, FAR, paris(*now)) == paris(*until)


@pytest.mark.parametrize(
    ("now", "starts", "until"),
    [
        (("2027-03-02", "12:10"), ("2027-03-03", "16:00"), ("2027-03-02", "14:10")),
        (("2027-03-02", "12:00"), ("2027-03-04", "12:00"), ("2027-03-03", "10:00")),  # 48 hours: not yet soon
        (("2027-03-02", "12:00"), ("2027-03-04", "11:59"), ("2027-03-02", "14:00")),
        (("2027-03-02", "19:30"), ("2027-03-03", "16:00"), ("2027-03-03", "10:00")),
        (("2027-03-02", "19:30"), ("2027-03-03", "09:00"), ("2027-03-03", "09:00")),  # not beyond its beginning
        (("2027-03-02", "12:10"), ("2027-03-02", "13:00"), ("2027-03-02", "13:00")),
        (("2027-03-02", "22:00"), ("2027-03-03", "09:00"), ("2027-03-03", "09:00")),
    ],
)
def test_two_hours_where_it_begins_soon(
    now: tuple[str, str], starts: tuple[str, str], until: tuple[str, str]
) -> None:
    assert held_until(SLEEPS, paris(*starts), paris(*now)) == paris(*until)


def test_what_begins_before_anybody_could_read_of_it_is_not_held() -> None:
    assert held_until(SLEEPS, paris("2027-03-03", "07:00"), paris("2027-03-02", "22:00")) is None
    assert held_until(SLEEPS, paris("2027-03-03", "08:00"), paris("2027-03-02", "22:00")) is None
    assert held_until(AWAKE, paris("2027-03-02", "12:00"), paris("2027-03-02", "12:00")) is None


def test_the_hours_are_real_ones_where_nobody_sleeps() -> None:
    for now in (paris("2027-03-27", "20:00"), paris("2027-10-30", "20:00")):
        until = held_until(AWAKE, paris("2027-12-01", "16:00"), now)
        assert until is not None
        assert until.timestamp() - now.timestamp() == 12 * 3600


def test_a_late_riser_has_two_hours_in_the_morning() -> None:
    group = Group(1, "Les Tilleuls", "Europe/Paris", "fr", Night(time(20, 30), time(11)))
    assert held_until(group, FAR, paris("2027-03-02", "12:10")) == paris("2027-03-03", "13:00")


def test_no_hold_of_any_minute_ends_at_night() -> None:
    now = paris("2027-03-26", "00:00")
    while now < paris("2027-03-30", "00:00"):
        now = datetime.fromtimestamp(now.timestamp() + 7 * 60, now.tzinfo)
        until = held_until(SLEEPS, FAR, now)
        assert until is not None
        assert time(8) <= until.time() < time(20, 30), now
        assert until.timestamp() - now.timestamp() >= 12 * 3600, now


def test_cleaning_keeps_two_times_apart() -> None:
    hall = Space(1, 1, "Salle", "hours", rules=Rules(buffer=30))

    def hours(first: int, last: int, minutes: int = 0) -> Times:
        begins = paris("2027-03-14", "00:00") + timedelta(minutes=minutes)
        return Times(begins.replace(hour=first), begins.replace(hour=last))

    assert meet(hall, hours(14, 18), hours(18, 20))
    assert meet(hall, hours(18, 20), hours(14, 18))
    assert not meet(hall, hours(14, 18), hours(18, 20, 30))
    assert not meet(hall, hours(18, 20, 30), hours(14, 18))
