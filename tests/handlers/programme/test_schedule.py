"""What a delay does to the steps that follow, always: no step is negative, and meals stay where they are."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from handlers.programme import schedule
from handlers.programme.lines import read
from handlers.programme.model import Day, Kind, Slot, Step
from handlers.programme.templates import templates

DAYS = read(templates()["Module 7.3"]).days
NINE_FIFTEEN = 30_000_000
LUNCH = NINE_FIFTEEN + 195


def lengths(slots: tuple[Slot, ...] | None) -> list[int]:
    assert slots is not None, "the meal was in the way"
    return [one.minutes for one in slots]


def at(hour: int, minute: int) -> int:
    return NINE_FIFTEEN + hour * 60 + minute - 555


def in_order(slots: tuple[Slot, ...]) -> bool:
    """Each step begins where the one before it ends, and none is negative."""
    follow = all(one.ends == after.starts for one, after in pairwise(slots))
    return follow and all(one.minutes >= 0 for one in slots)


M1 = schedule.begun(DAYS[0], NINE_FIFTEEN, NINE_FIFTEEN)


def test_m1_ten_minutes_more() -> None:
    """methods.md M1: at 10:44 ten minutes more, lunch at 12:30, the stock-taking cut to 35 minutes."""
    once = schedule.extended(M1, 2, 5)
    assert lengths(once) == [15, 15, 65, 60, 40, 90, 90, 90]
    assert once is not None
    twice = schedule.extended(once, 2, 5)
    assert lengths(twice) == [15, 15, 70, 60, 35, 90, 90, 90]
    assert twice is not None
    assert (twice[5].starts, twice[-1].ends) == (at(12, 30), at(17, 0))
    moved = schedule.meal_moved(twice, 2)
    assert lengths(moved) == [15, 15, 70, 60, 45, 90, 90, 90]
    assert (moved[5].starts, moved[-1].ends) == (at(12, 40), at(17, 10))
    assert schedule.meal_moved(moved, 2) == moved, "once is enough"
    assert [one.title for one in schedule.shortened(M1, twice, 2)] == [M1[4].title]


def test_the_step_that_was_shortened_gets_its_minutes_back_while_it_goes_on() -> None:
    shorter = schedule.extended(M1, 2, 10)
    assert shorter is not None
    moved = schedule.meal_moved(shorter, 4)
    assert lengths(moved) == [15, 15, 70, 60, 45, 90, 90, 90]
    assert (moved[5].kept, moved[-1].ends) == (at(12, 40), at(17, 10))
    assert schedule.meal_moved(moved, 4) == moved, "once is enough"
    gained = schedule.skipped(M1, 2, at(10, 35))
    assert schedule.meal_moved(gained, 4) == gained, "what was gained stays"


def test_the_step_before_the_meal_gives_first_and_none_is_shorter_than_five_minutes() -> None:
    assert lengths(schedule.extended(M1, 2, 60)) == [15, 15, 120, 40, 5, 90, 90, 90]
    assert lengths(schedule.extended(M1, 2, 95)) == [15, 15, 155, 5, 5, 90, 90, 90]
    assert schedule.extended(M1, 2, 96) is None
    assert schedule.extended(M1, 4, 5) is None
    assert schedule.pushed(M1, 4, 5)[5].starts == at(12, 35)


def test_after_the_meal_all_that_follows_moves() -> None:
    later = schedule.extended(M1, 6, 5)
    assert lengths(later) == [15, 15, 60, 60, 45, 90, 95, 90]
    assert schedule.lengthened(M1, later or (), 6) == []
    assert (later or M1)[-1].ends == at(17, 5)


def test_the_next_step_before_its_time() -> None:
    gained = schedule.skipped(M1, 2, at(10, 35))
    assert lengths(gained) == [15, 15, 50, 60, 55, 90, 90, 90]
    assert [one.minutes for one in schedule.lengthened(M1, gained, 2)] == [55]
    late = schedule.extended(M1, 2, 10)
    assert late is not None
    assert lengths(schedule.skipped(late, 2, at(10, 55))) == lengths(late)
    assert schedule.skipped(M1, 6, at(15, 0))[-1].ends == at(16, 30)


def test_lunch_that_begins_early_ends_as_written() -> None:
    early = schedule.skipped(M1, 4, at(12, 20))
    assert (early[5].starts, early[5].ends, early[-1].ends) == (at(12, 20), at(14, 0), at(17, 0))


def test_begun_a_little_early_or_late_the_meal_stays() -> None:
    early = schedule.begun(DAYS[0], at(9, 5), NINE_FIFTEEN)
    assert (early[0].starts, early[0].ends, early[5].starts) == (at(9, 5), at(9, 30), at(12, 30))
    late = schedule.begun(DAYS[0], at(9, 25), NINE_FIFTEEN)
    assert (late[0].ends, late[4].minutes, late[5].starts) == (at(9, 40), 35, at(12, 30))
    evening = schedule.begun(DAYS[0], at(18, 15), NINE_FIFTEEN)
    assert (evening[5].starts, evening[5].kept) == (at(21, 30), at(21, 30))
    assert schedule.begun(DAYS[0], at(18, 15), None) == evening


def test_what_goes_on() -> None:
    assert schedule.place_at(M1, at(9, 0)) == 0
    assert schedule.place_at(M1, at(10, 44)) == 2
    assert schedule.place_at(M1, at(10, 45)) == 3
    assert schedule.place_at(M1, at(17, 0)) == 8
    assert (schedule.boundary(M1, at(10, 44)), schedule.boundary(M1, at(17, 0))) == (at(10, 45), None)


def test_ended_before_its_time() -> None:
    over = schedule.ended(M1, at(10, 0))
    assert (over[-1].ends, sum(lengths(over))) == (at(10, 0), 45)
    assert schedule.ended(M1, at(18, 0)) == M1


KINDS: tuple[Kind, ...] = ("step", "step", "step", "lunch", "meal")
some_days = some.builds(
    Day,
    some.lists(
        some.builds(Step, some.just("Tour"), some.integers(1, 240), some.sampled_from(KINDS)),
        min_size=1,
        max_size=12,
    ),
    some.just(555),
)


@given(some_days, some.integers(-60, 120), some.data())
def test_always(day: Day, off: int, data: some.DataObject) -> None:
    """Whatever is touched: steps follow each other, none is negative, a meal moves only where that was asked for,
    and what comes after the last meal is as long as it was written."""
    slots = schedule.begun(day, NINE_FIFTEEN + off, NINE_FIFTEEN)
    assert in_order(slots)
    for _ in range(data.draw(some.integers(0, 5))):
        place = data.draw(some.integers(0, len(slots) - 1))
        by = data.draw(some.integers(1, 30))
        meals = [one.kept for one in slots[place + 1 :] if one.kept is not None]
        before, later = slots, schedule.extended(slots, place, by)
        if later is not None:
            assert [one.kept for one in later[place + 1 :] if one.kept is not None] == meals
            assert all(one.starts == one.kept for one in later[place + 1 :] if one.kept is not None)
            assert later[-1].ends - slots[-1].ends == (0 if meals else by)
            slots = later
        else:
            assert meals, "only a meal can be in the way"
            slots = schedule.pushed(slots, place, by)
            assert max(one.kept or 0 for one in slots[place + 1 :]) >= max(meals)
        assert in_order(slots)
        assert slots[:place] == before[:place], "what is past stays"
        assert slots[place].minutes == before[place].minutes + by


@given(some_days, some.data())
def test_the_sum_is_kept_until_the_meal(day: Day, data: some.DataObject) -> None:
    """As long as nothing is forced, the minutes until the next meal are as many as there were."""
    slots = schedule.begun(day, NINE_FIFTEEN, NINE_FIFTEEN)
    assert sum(lengths(slots)) == day.minutes
    place = data.draw(some.integers(0, len(slots) - 1))
    later = schedule.extended(slots, place, data.draw(some.integers(1, 30)))
    meal = next((at for at in range(place + 1, len(slots)) if slots[at].kept is not None), None)
    if later is not None and meal is not None:
        assert sum(lengths(later[:meal])) == sum(lengths(slots[:meal]))
        assert later[meal:] == slots[meal:]
        floor = [min(schedule.SHORTEST, one.planned) for one in slots[place + 1 : meal]]
        assert all(one.minutes >= least for one, least in zip(later[place + 1 : meal], floor, strict=True))


@given(some_days, some.data())
def test_the_next_step_always(day: Day, data: some.DataObject) -> None:
    """It begins now, and no meal but itself moves."""
    slots = schedule.begun(day, NINE_FIFTEEN, NINE_FIFTEEN)
    place = data.draw(some.integers(0, len(slots) - 1))
    now = data.draw(some.integers(slots[place].starts, slots[place].ends - 1))
    early = schedule.skipped(slots, place, now)
    assert in_order(early)
    if place + 1 < len(slots):
        assert early[place + 1].starts == now
        assert schedule.place_at(early, now) == place + 1
    meals = [(one.starts, one.ends) for one in slots[place + 2 :] if one.kept is not None]
    assert [(one.starts, one.ends) for one in early[place + 2 :] if one.kept is not None] == meals or any(
        one.kept is None and one.kind != "step" for one in early[place + 1 :]
    )


@given(some_days, some.data())
def test_a_moved_meal_leaves_every_step_its_length(day: Day, data: some.DataObject) -> None:
    slots = schedule.begun(day, NINE_FIFTEEN, NINE_FIFTEEN)
    place = data.draw(some.integers(0, len(slots) - 1))
    later = schedule.extended(slots, place, data.draw(some.integers(1, 30)))
    if later is None:
        return
    moved = schedule.meal_moved(later, place)
    assert in_order(moved)
    meal = next((at for at in range(place + 1, len(slots)) if slots[at].kept is not None), len(slots))
    assert all(one.minutes == one.planned for one in moved[place + 1 : meal])
    assert schedule.meal_moved(moved, place) == moved
    assert moved[place] == later[place]
