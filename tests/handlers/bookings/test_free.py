"""What is free, and the nearest other times; beside every other time there is."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as some

from handlers.bookings.charter import Rules
from handlers.bookings.free import AROUND, after_cleaning, free_units, moved, nearest
from handlers.bookings.model import Slot, Space, Taken, Times
from tests.neighbours import paris

HOUR = timedelta(hours=1)


def space(slot: Slot = "hours", units: int = 1, **rules: int) -> Space:
    return Space(1, 1, "Salle", slot, tuple(range(1, units + 1)), rules=Rules(**rules))  # type: ignore[arg-type]


def taken(starts: datetime, hours: float, unit: int = 1) -> Taken:
    return Taken(unit, starts.astimezone(UTC), (starts + hours * HOUR).astimezone(UTC), "stay")


def always(times: Times) -> bool:
    return True


def test_what_touches_is_free_and_cleaning_comes_before_the_next() -> None:
    day = paris("2026-03-14", "14:00")
    held = [taken(day, 4), taken(day + 4 * HOUR, 0.5)]
    six, half_past = Times(day + 4 * HOUR, day + 6 * HOUR), Times(day + 4.5 * HOUR, day + 6 * HOUR)
    assert free_units(space(), held[:1], six) == [1]
    assert free_units(space(buffer=30), held, six) == [], "R07"
    assert free_units(space(buffer=30), held, half_past) == [1]
    before = Times(day - 2 * HOUR, day - HOUR / 4)
    assert free_units(space(), held, before) == [1]
    assert free_units(space(buffer=30), held, before) == [], "its own cleaning would meet what comes then"
    assert free_units(space(units=3), [taken(day, 4, 2)], Times(day, day + HOUR)) == [1, 3]


def test_cleaning_takes_real_minutes_also_when_the_clock_changes() -> None:
    ends = paris("2026-03-29", "01:45")
    assert after_cleaning(space(buffer=30), ends) == paris("2026-03-29", "03:15")


def test_the_nearest_stay_by_night_is_days_away_and_by_hour_on_the_same_day() -> None:
    arrives = paris("2026-03-14", "16:00")
    wish = Times(arrives, paris("2026-03-16", "11:00"))
    held = [taken(paris("2026-03-12", "16:00"), 43 + 48)]  # until the 16th
    assert nearest(space("nights"), held, wish, 1, always) == [
        Times(paris("2026-03-10", "16:00"), paris("2026-03-12", "11:00")),
        Times(paris("2026-03-16", "16:00"), paris("2026-03-18", "11:00")),
    ]
    two = Times(arrives, arrives + 2 * HOUR)
    found = nearest(space(), [taken(arrives, 2)], two, 1, always)
    assert [one.starts for one in found] == [arrives - 2 * HOUR, arrives + 2 * HOUR]
    full = [taken(paris("2026-03-14", "00:00"), 48)]
    found = nearest(space(), full, two, 1, always)
    assert [one.starts for one in found] == [arrives - 24 * HOUR, arrives + 48 * HOUR], (
        "the same hours of other days"
    )
    assert nearest(space(), [], two, 2, always) == [], "there is only one"
    assert nearest(space(), [], two, 1, lambda times: False) == []


def test_a_time_keeps_its_hours_over_a_clock_change() -> None:
    later = moved(Times(paris("2026-03-27", "22:00"), paris("2026-03-28", "06:00")), timedelta(days=1))
    assert later == Times(paris("2026-03-28", "22:00"), paris("2026-03-29", "06:00"))
    assert later.minutes == 7 * 60


FIRST = paris("2026-03-21", "00:00")  # a week before the clock changes


@given(
    slot=some.sampled_from(["hours", "nights"]),
    units=some.integers(1, 3),
    amount=some.integers(1, 3),
    step=some.sampled_from([0, 15, 60]),
    buffer=some.sampled_from([0, 30, 90]),
    begins=some.integers(0, 14 * 48),
    lasts=some.integers(1, 20),
    busy=some.lists(
        some.tuples(some.integers(1, 3), some.integers(-100, 16 * 48), some.integers(1, 300)), max_size=12
    ),
    closed=some.sets(some.integers(0, 6), max_size=4),
)
def test_nothing_nearer_is_free_and_what_is_offered_is(
    slot: Slot,
    units: int,
    amount: int,
    step: int,
    buffer: int,
    begins: int,
    lasts: int,
    busy: Sequence[tuple[int, int, int]],
    closed: set[int],
) -> None:
    of = space(slot, units, step=step, buffer=buffer)
    day = (FIRST + begins * HOUR / 2).date()
    if slot == "nights":
        wish = Times(*(
            datetime.combine(day + timedelta(days=late), clock, FIRST.tzinfo)
            for late, clock in ((0, time(16)), (1 + lasts % 4, time(11)))
        ))  # fmt: skip
    else:
        wish = moved(Times(FIRST, FIRST + lasts * HOUR / 2), begins * HOUR / 2)
    held = [taken(FIRST + at * HOUR / 2, lasting / 2, unit) for unit, at, lasting in busy if unit <= units]

    def fits(times: Times) -> bool:
        return times.starts.timestamp() < times.ends.timestamp() and times.starts.weekday() not in closed

    def is_free(times: Times) -> bool:
        first, last = times.starts.timestamp(), times.ends.timestamp() + buffer * 60
        return fits(times) and amount <= sum(
            all(
                one.ends.timestamp() <= first or one.starts.timestamp() >= last for one in held if one.unit == unit
            )
            for unit in of.units
        )

    by_day = [moved(wish, timedelta(days=days)) for days in range(-31, 32) if days]
    minutes = step or 30
    within = [moved(wish, timedelta(minutes=by)) for by in range(-720, 721, minutes) if by]
    free: list[Times] = []
    for others in (by_day,) if slot == "nights" else (within, by_day):
        free = free or [one for one in others if is_free(one)]
    found = nearest(of, held, wish, amount, fits)
    assert all(is_free(one) for one in found)
    assert found == sorted(found, key=lambda one: one.starts)
    earlier = [one for one in free if one.starts.replace(tzinfo=None) < wish.starts.replace(tzinfo=None)]
    later = [one for one in free if one not in earlier]
    assert found == earlier[-1:] + later[:1]


def test_it_looks_no_further_than_what_it_was_given() -> None:
    wish = Times(paris("2026-05-10", "16:00"), paris("2026-05-12", "11:00"))
    busy = [taken(wish.starts - AROUND - 99 * HOUR, 24 * 80)]
    assert nearest(space("nights"), busy, wish, 1, always) == []
