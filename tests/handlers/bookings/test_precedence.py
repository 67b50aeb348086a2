"""What an event of the group comes before (bookings.md §5.3, R08, R09)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.bookings.charter import COMMON_ROOM, NEW
from handlers.bookings.model import Booking, Plea, Space, State, Taken, Times, Wish
from handlers.bookings.precedence import Gives, answered_by, gives, way
from handlers.conversation.quiet import Night
from tests.neighbours import paris

NOW = paris("2027-03-02", "12:10")
SPACE = Space(1, 1, "Salle commune", "hours", (7, 8), rules=COMMON_ROOM)


def _times(days: int) -> Times:
    begins = paris("2027-03-02", "14:00") + timedelta(days=days)
    return Times(begins, begins + timedelta(hours=4))


def _booking(days: int, state: State = "confirmed", number: int = 1, title: str = "") -> Booking:
    return Booking(number, Wish(1, _times(days), title=title), 5, NOW, NOW, state)


@pytest.mark.parametrize(
    ("days", "state", "expected"),
    [
        (21, "confirmed", "way"),
        (20, "confirmed", "asked"),  # announced too late
        (20, "asked", "asked"),
        (21, "asked", "way"),
        (60, "asked", "way"),
        (0, "confirmed", "asked"),
        (60, "cancelled", "stays"),
    ],
)
def test_announced_in_time_it_comes_first(days: int, state: State, expected: Gives) -> None:
    assert gives(SPACE, _booking(days, state), _booking(days, title="Fête").wish, NOW) == expected


def test_what_is_near_needs_its_holders_word_however_early_it_was_announced() -> None:
    rules = replace(COMMON_ROOM, announced=5)
    room = replace(SPACE, rules=rules)
    for days, expected in ((13, "asked"), (14, "way")):
        assert gives(room, _booking(days), _booking(days, title="Fête").wish, NOW) == expected


def test_events_do_not_displace_events_and_nothing_moves_without_the_rule() -> None:
    event = _booking(60, title="Fête").wish
    assert gives(SPACE, _booking(60, title="Chorale"), event, NOW) == "stays"
    assert gives(replace(SPACE, rules=NEW), _booking(60), event, NOW) == "stays"
    assert gives(SPACE, replace(_booking(60), wish=_booking(-1).wish), event, NOW) == "stays", "it has begun"


def test_the_units_that_ask_fewest_are_taken() -> None:
    event, times = _booking(30, title="Fête").wish, _times(30)
    near = Times(NOW + timedelta(days=2), times.starts + timedelta(hours=1))  # begins soon, and reaches into it
    bookings = {1: replace(_booking(30), wish=Wish(1, near)), 2: _booking(30, number=2)}
    taken = [Taken(7, near.starts, near.ends, "stay", 1), Taken(8, times.starts, times.ends, "stay", 2)]
    found = way(SPACE, event, taken, bookings, NOW)
    assert found is not None
    assert ([one.id for one in found.displaced], found.asked) == ([2], ())
    both = way(SPACE, replace(event, amount=2), taken, bookings, NOW)
    assert both is not None
    assert ([one.id for one in both.displaced], [one.id for one in both.asked]) == ([2], [1])
    agreed = way(SPACE, replace(event, amount=2), taken, bookings, NOW, agreed=[1])
    assert agreed is not None
    assert ([one.id for one in agreed.displaced], agreed.asked) == ([1, 2], ())
    held = [*taken, Taken(8, times.starts, times.ends, "hold", wait=4)]
    assert way(SPACE, replace(event, amount=2), held, bookings, NOW) is None, "what is held for somebody stays"


@pytest.mark.parametrize(
    ("days", "night", "until"),
    [
        (12, None, ("2027-03-12", "14:00")),  # two days before
        (2, None, ("2027-03-03", "13:05")),  # half of the time
        (26, None, ("2027-03-26", "13:00")),  # over the change of the clock: two real days
        (1, Night(), ("2027-03-03", "08:00")),  # half would be at one in the morning
    ],
)
def test_who_is_asked_has_until_then_to_answer(days: int, night: Night | None, until: tuple[str, str]) -> None:
    plea = Plea(1, _booking(days, title="Fête").wish, 5, NOW, {1: False})
    assert answered_by(plea, night) == paris(*until)


def test_what_begins_before_the_night_is_over_is_answered_in_it() -> None:
    begins = paris("2027-03-03", "07:00")
    plea = Plea(1, Wish(1, Times(begins, begins + timedelta(hours=1)), title="Marché"), 5, NOW, {1: False})
    assert answered_by(plea, Night()) == paris("2027-03-02", "21:35")
