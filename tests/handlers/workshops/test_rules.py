"""Which date is best, when answers end, who has a place."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.conversation.quiet import Night
from handlers.members.model import Group
from handlers.workshops.model import Comes, Coming, Date, Slot
from handlers.workshops.rules import (
    deadline,
    free_places,
    is_holiday,
    is_school_holiday,
    next_in,
    ranked,
    remind_at,
)

PARIS = ZoneInfo("Europe/Paris")
GROUP = Group(1, "Les Tilleuls", "Europe/Paris", "fr", Night())


def at(day: int, hour: int = 9, month: int = 3) -> datetime:
    return datetime(2027, month, day, hour, tzinfo=PARIS)


def date(id: int, day: int, yes: int, maybes: int, nos: int) -> Date:
    return Date(id, Slot(at(day)), yes, maybes, nos)


def test_dt1_of_two_equal_sums_the_one_with_fewer_who_cannot() -> None:
    """ballots.md §4.7: 14/03 and 21/03 both have 14, and 21/03 has fewer ❌."""
    dates = [date(1, 14, 6, 2, 4), date(2, 21, 5, 4, 3)]
    assert [one.id for one in ranked(dates)] == [2, 1]


def test_the_sum_comes_first_and_the_earlier_date_last() -> None:
    assert [one.id for one in ranked([date(1, 14, 5, 0, 0), date(2, 21, 4, 3, 9)])] == [2, 1]
    assert [one.id for one in ranked([date(1, 21, 3, 1, 2), date(2, 14, 3, 1, 2)])] == [2, 1]


def test_answers_end_four_evenings_later_and_before_the_first_date() -> None:
    """transcripts.md §5: from Monday noon until Friday at 20:00."""
    monday = at(1, 12)
    assert deadline(GROUP, [Slot(at(13)), Slot(at(14))], monday) == at(5, 20)
    assert deadline(GROUP, [Slot(at(4))], monday) == at(3, 20)
    assert deadline(GROUP, [Slot(at(2))], monday) == at(1, 20)
    soon = deadline(GROUP, [Slot(at(1, 15))], monday)
    assert monday < soon < at(1, 15)


def test_the_reminder_is_on_the_day_before_unless_it_was_just_said() -> None:
    slot = Slot(at(13))
    assert remind_at(GROUP, slot, at(1, 12)) == at(12, 18)
    assert remind_at(GROUP, slot, at(12, 15)) == at(12, 18)
    assert remind_at(GROUP, slot, at(12, 16)) is None
    assert remind_at(GROUP, slot, at(12, 20)) is None
    spring = Slot(at(28, 9))  # the night of the clock change
    assert remind_at(GROUP, spring, at(1, 12)) == at(27, 18)


def coming(person: int, comes: Comes, places: int, minute: int) -> Coming:
    since = datetime(2027, 3, 1, 12, minute, tzinfo=UTC)
    return Coming(person, comes, 1, places - 1, since)


def test_places_are_given_strictly_in_order() -> None:
    people = [coming(1, "yes", 3, 0), coming(2, "waits", 3, 1), coming(3, "waits", 1, 2), coming(4, "no", 9, 3)]
    assert free_places(5, people) == 2
    assert next_in(5, people) == []  # a family of three is not overtaken
    assert [one.person for one in next_in(6, people)] == [2]
    assert [one.person for one in next_in(7, people)] == [2, 3]
    assert [one.person for one in next_in(None, people)] == [2, 3]
    assert free_places(2, people) == 0


def test_days_off_are_known() -> None:
    assert is_holiday(at(29).date())  # Easter Monday
    assert not is_holiday(at(13).date())
    assert is_school_holiday((at(5, month=4) + timedelta(days=2)).date(), "C")
    assert not is_school_holiday(at(13).date(), "C")
    assert not is_school_holiday((at(5, month=4)).date(), "")
