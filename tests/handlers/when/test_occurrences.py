"""Occurrences: clock changes, ends of months, nights, and what is left out."""

import time as stopwatch
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from handlers.when.model import Point, Recurrence, Without
from handlers.when.occurrences import Occurrence, first, occurrences

PARIS = ZoneInfo("Europe/Paris")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def starts(recurrence: Recurrence, count: int, after: Point | None = None) -> list[str]:
    found = islice(occurrences(recurrence, PARIS, after=after), count)
    return [one.start.isoformat(*(("T", "minutes") if isinstance(one.start, datetime) else ())) for one in found]


def ends(recurrence: Recurrence, count: int) -> list[str]:
    found = islice(occurrences(recurrence, PARIS), count)
    return [one.end.isoformat(timespec="minutes") for one in found if one.end is not None]


def test_nineteen_stays_nineteen_when_the_clocks_change() -> None:
    in_spring = Recurrence("FREQ=WEEKLY;BYDAY=WE", at("2026-03-25T19:00"), at("2026-03-25T21:00"))
    assert starts(in_spring, 2) == ["2026-03-25T19:00+01:00", "2026-04-01T19:00+02:00"]
    assert ends(in_spring, 2) == ["2026-03-25T21:00+01:00", "2026-04-01T21:00+02:00"]
    in_autumn = Recurrence("FREQ=WEEKLY;BYDAY=TH", at("2026-10-22T19:00"))
    assert starts(in_autumn, 2) == ["2026-10-22T19:00+02:00", "2026-10-29T19:00+01:00"]


def test_an_hour_that_is_skipped_is_moved_on_and_the_next_is_where_it_was() -> None:
    nightly = Recurrence("FREQ=DAILY", at("2026-03-28T02:30"), at("2026-03-28T03:00"))
    assert starts(nightly, 3) == ["2026-03-28T02:30+01:00", "2026-03-29T03:30+02:00", "2026-03-30T02:30+02:00"]
    assert ends(nightly, 3) == ["2026-03-28T03:00+01:00", "2026-03-29T04:00+02:00", "2026-03-30T03:00+02:00"]


def test_of_an_hour_that_comes_twice_it_is_the_first() -> None:
    nightly = Recurrence("FREQ=DAILY", at("2026-10-24T02:30"))
    assert starts(nightly, 3) == ["2026-10-24T02:30+02:00", "2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00"]
    second = at("2026-10-25T02:45").replace(fold=1)  # a quarter past the first 2:30, and an hour
    assert starts(nightly, 1, second) == ["2026-10-26T02:30+01:00"]


def test_two_that_fall_together_in_the_skipped_hour_are_one() -> None:
    twice = Recurrence("FREQ=DAILY;BYHOUR=2,3", at("2026-03-28T02:00"))
    assert starts(twice, 4) == [
        "2026-03-28T02:00+01:00", "2026-03-28T03:00+01:00", "2026-03-29T03:00+02:00", "2026-03-30T02:00+02:00",
    ]  # fmt: skip
    crossing = Recurrence("FREQ=DAILY;BYHOUR=2,3;BYMINUTE=0,30", at("2026-03-29T03:00"))
    assert starts(crossing, 3) == ["2026-03-29T03:00+02:00", "2026-03-29T03:30+02:00", "2026-03-30T02:00+02:00"]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-03-21T20:00", ["2026-03-22T02:00+01:00", "2026-03-29T03:00+02:00", "2026-04-05T02:00+02:00"]),
        ("2026-10-17T20:00", ["2026-10-18T02:00+02:00", "2026-10-25T02:00+02:00", "2026-11-01T02:00+01:00"]),
    ],
)
def test_a_night_from_20_to_2_across_the_change(start: str, expected: list[str]) -> None:
    end = at(start[:11] + "02:00")  # before its start: the next day is meant
    nights = Recurrence("FREQ=WEEKLY;BYDAY=SA", at(start), end)
    assert ends(nights, 3) == expected
    assert ends(Recurrence(nights.rule, nights.start, end + timedelta(days=1)), 3) == expected


def test_an_end_days_later_and_an_end_at_the_same_hour() -> None:
    weekend = Recurrence("FREQ=WEEKLY;BYDAY=FR", at("2026-10-16T18:00"), at("2026-10-18T20:00"))
    assert ends(weekend, 2) == ["2026-10-18T20:00+02:00", "2026-10-25T20:00+01:00"]
    assert ends(Recurrence("FREQ=DAILY", at("2026-05-01T18:00"), at("2026-05-01T18:00")), 1) == [
        "2026-05-02T18:00+02:00"
    ]


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-31", ["2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31"]),
        ("FREQ=MONTHLY", "2026-01-31", ["2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2028-01-31", ["2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"]),
        ("FREQ=MONTHLY;BYDAY=1SA", "2026-12-05", ["2026-12-05", "2027-01-02", "2027-02-06", "2027-03-06"]),
        ("FREQ=MONTHLY;BYDAY=-1TH", "2026-11-26", ["2026-11-26", "2026-12-31", "2027-01-28", "2027-02-25"]),
        ("FREQ=YEARLY", "2024-02-29", ["2024-02-29", "2028-02-29", "2032-02-29", "2036-02-29"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2096-02-29", ["2096-02-29", "2104-02-29", "2108-02-29", "2112-02-29"]),
        ("FREQ=YEARLY", "2026-12-31", ["2026-12-31", "2027-12-31", "2028-12-31", "2029-12-31"]),
        ("FREQ=DAILY", "2026-12-30", ["2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "2026-12-24", ["2026-12-24", "2027-01-07", "2027-01-21", "2027-02-04"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU", "2026-12-28", ["2026-12-28", "2027-01-03", "2027-01-11", "2027-01-17"]),
    ],
)  # fmt: skip
def test_ends_of_months_and_years(rule: str, start: str, expected: list[str]) -> None:
    day = date.fromisoformat(start)
    assert starts(Recurrence(rule, day), 4) == expected
    minutes = starts(Recurrence(rule, datetime.combine(day, time(23, 30), PARIS)), 4)
    assert [minute[:16] for minute in minutes] == [f"{one}T23:30" for one in expected]


def test_a_night_that_ends_in_the_new_year() -> None:
    eve = Recurrence("FREQ=YEARLY", at("2026-12-31T20:00"), at("2027-01-01T02:00"))
    assert ends(eve, 2) == ["2027-01-01T02:00+01:00", "2028-01-01T02:00+01:00"]


def test_the_day_of_until_is_included_and_its_hour_is_local() -> None:
    start = at("2026-10-19T23:00")
    week = [f"2026-10-{day}" for day in (19, 20, 21)]
    for until in ("20261021", "20261021T235959", "20261021T230000"):
        assert [one[:10] for one in starts(Recurrence(f"FREQ=DAILY;UNTIL={until}", start), 9)] == week
    assert len(starts(Recurrence("FREQ=DAILY;UNTIL=20261021T225959", start), 9)) == 2
    assert starts(Recurrence("FREQ=DAILY;UNTIL=20261021", date(2026, 10, 19)), 9) == week


def test_what_is_left_out_counts_for_count() -> None:
    without = Without(spans=((date(2026, 8, 10), date(2026, 8, 16)),))
    four = Recurrence("FREQ=WEEKLY;COUNT=4", date(2026, 8, 3), without=without)
    assert starts(four, 9) == ["2026-08-03", "2026-08-17", "2026-08-24"]
    assert starts(four, 9, date(2026, 8, 17)) == ["2026-08-24"]


@pytest.mark.parametrize("rule", ["", "FREQ", "FREQ=NEVER", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;COUNT=3;UNTIL=20270101",
                                  "FREQ=DAILY;UNTIL=20270101T000000Z", "FREQ=WEEKLY;BYDAY=XX", "COUNT=3"])  # fmt: skip
def test_what_is_no_rule_is_refused(rule: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        first(Recurrence(rule, at("2026-10-19T23:00")), PARIS, after=date(2030, 1, 1))


def test_public_holidays_are_left_out() -> None:
    fridays = Recurrence(
        "FREQ=WEEKLY;BYDAY=FR", at("2026-04-24T18:00"), without=Without(holidays=True)
    )  # May 1st and 8th
    assert [one[:10] for one in starts(fridays, 3)] == ["2026-04-24", "2026-05-15", "2026-05-22"]
    mondays = Recurrence("FREQ=WEEKLY;BYDAY=MO", date(2026, 3, 30), without=Without(holidays=True))
    assert starts(mondays, 2) == ["2026-03-30", "2026-04-13"]  # Easter Monday is on the 6th


def test_a_night_counts_for_the_day_it_starts_on() -> None:
    without = Without(spans=((date(2026, 7, 14), date(2026, 7, 14)),))
    nights = Recurrence("FREQ=DAILY", at("2026-07-13T20:00"), at("2026-07-14T02:00"), without)
    assert [one[:10] for one in starts(nights, 2)] == ["2026-07-13", "2026-07-15"]


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("A", ["2027-02-03", "2027-02-10", "2027-03-03", "2027-03-10"]),
        ("B", ["2027-02-03", "2027-02-10", "2027-02-17", "2027-03-10"]),
        ("C", ["2027-02-03", "2027-02-24", "2027-03-03", "2027-03-10"]),
    ],
)
def test_each_zone_has_its_winter_holidays(zone: str, expected: list[str]) -> None:
    wednesdays = Recurrence("FREQ=WEEKLY;BYDAY=WE", date(2027, 2, 3), without=Without(school=zone))
    assert starts(wednesdays, 4) == expected
    assert not any(one.uncertain for one in islice(occurrences(wednesdays, PARIS), 40))


def test_beyond_the_decreed_calendar_it_says_so() -> None:
    wednesdays = Recurrence("FREQ=WEEKLY;BYDAY=WE", at("2028-06-28T18:00"), without=Without(school="C"))
    found = list(islice(occurrences(wednesdays, PARIS), 3))
    assert [(str(one.start)[:10], one.uncertain) for one in found] == [
        ("2028-06-28", False),
        ("2028-09-06", True),
        ("2028-09-13", True),
    ]
    plain = Recurrence(wednesdays.rule, wednesdays.start, without=Without(holidays=True))
    assert not any(one.uncertain for one in islice(occurrences(plain, PARIS), 20))
    old = Recurrence("FREQ=WEEKLY;BYDAY=WE", date(2019, 12, 18), without=Without(school="C"))
    assert [one.uncertain for one in islice(occurrences(old, PARIS), 3)] == [True, True, False]


def test_after_a_minute_and_after_a_day() -> None:
    evenings = Recurrence("FREQ=DAILY", at("2026-05-04T19:00"))
    assert starts(evenings, 1, at("2026-05-06T18:59")) == ["2026-05-06T19:00+02:00"]
    assert starts(evenings, 1, at("2026-05-06T19:00")) == ["2026-05-07T19:00+02:00"]
    assert starts(evenings, 1, date(2026, 5, 6)) == ["2026-05-07T19:00+02:00"]
    assert starts(evenings, 1, date(2020, 1, 1)) == ["2026-05-04T19:00+02:00"]
    days = Recurrence("FREQ=DAILY", date(2026, 5, 4))
    assert starts(days, 1, at("2026-05-06T00:00")) == ["2026-05-07"]
    assert starts(days, 1, date(2026, 5, 6)) == ["2026-05-07"]
    assert starts(days, 1, at("2026-05-05T23:59")) == ["2026-05-06"]


def test_first_is_the_next_or_none() -> None:
    twice = Recurrence("FREQ=MONTHLY;COUNT=2", at("2026-05-04T19:00"), at("2026-05-04T20:30"))
    assert first(twice, PARIS) == Occurrence(at("2026-05-04T19:00"), at("2026-05-04T20:30"))
    assert first(twice, PARIS, after=at("2026-06-04T19:00")) is None
    christmas = Recurrence("FREQ=YEARLY", date(2026, 12, 25), without=Without(holidays=True))
    assert first(christmas, PARIS) == Occurrence(date(2101, 12, 25), uncertain=True)
    new_year = Recurrence("FREQ=YEARLY;UNTIL=21000101", date(2026, 1, 1), without=Without(holidays=True))
    assert first(new_year, PARIS) is None


def test_an_endless_one_ends_with_the_year_2199() -> None:
    assert starts(Recurrence("FREQ=YEARLY", date(2197, 12, 31)), 9) == ["2197-12-31", "2198-12-31", "2199-12-31"]


@pytest.mark.parametrize("rule", ["FREQ=DAILY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "FREQ=DAILY;COUNT=5000"])
def test_ten_years_later_it_is_found_at_once(rule: str) -> None:
    old = Recurrence(rule, at("2016-05-03T19:00"), at("2016-05-03T21:00"))
    begun = stopwatch.perf_counter()
    found = first(old, PARIS, after=at("2026-05-03T12:00"))
    assert found is not None
    assert found.start >= at("2026-05-03T12:00")
    assert stopwatch.perf_counter() - begun < (0.5 if "COUNT" in rule else 0.05)
