"""What holds of the occurrences of every rule, whatever its hours, its bounds and what it leaves out."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as some

from handlers.when.calendar.school import KNOWN_UNTIL, public_holidays, school_holidays
from handlers.when.model import Point, Recurrence, Without
from handlers.when.occurrences import Occurrence, occurrences

PARIS = ZoneInfo("Europe/Paris")
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)

WEEKDAY = some.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
RULES = some.one_of(
    some.just("FREQ=DAILY"),
    some.just("FREQ=WEEKLY"),
    some.just("FREQ=MONTHLY"),
    some.just("FREQ=YEARLY"),
    some.builds("FREQ=DAILY;BYMONTH={}".format, some.integers(1, 12)),
    some.builds("FREQ=WEEKLY;BYDAY={},{}".format, WEEKDAY, WEEKDAY),
    some.builds("FREQ=WEEKLY;WKST=SU;BYDAY={},{}".format, WEEKDAY, WEEKDAY),
    some.builds("FREQ=MONTHLY;BYDAY={}{}".format, some.sampled_from([1, 2, 3, 4, 5, -1, -2]), WEEKDAY),
    some.builds("FREQ=MONTHLY;BYMONTHDAY={}".format, some.sampled_from([1, 15, 29, 30, 31, -1, -2])),
    some.builds("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={}".format, some.sampled_from([1, -1])),
    some.builds("FREQ=YEARLY;BYMONTH={}".format, some.integers(1, 12)),
    some.builds("FREQ=YEARLY;BYWEEKNO={};BYDAY={}".format, some.integers(1, 53), WEEKDAY),
)
DAYS = some.one_of(
    some.dates(date(2024, 1, 1), date(2028, 12, 31)),
    some.sampled_from([SPRING, AUTUMN, SPRING - timedelta(days=7), date(2024, 2, 29), date(2026, 12, 31)]),
)
HOURS = some.one_of(
    some.times(), some.sampled_from([time(2, 0), time(2, 30), time(3, 0), time(0, 0), time(23, 59)])
)
WITHOUT = some.builds(
    Without,
    some.lists(
        some.tuples(DAYS, some.integers(0, 60)).map(lambda s: (s[0], s[0] + timedelta(days=s[1]))), max_size=2
    ).map(tuple),
    some.booleans(),
    some.sampled_from(["", "A", "B", "C"]),
)


def _minute(day: date, hour: time) -> datetime:
    wall = datetime.combine(day, hour.replace(second=0, microsecond=0, fold=0), PARIS)
    return wall.astimezone(UTC).astimezone(PARIS)


@some.composite
def recurrences(draw: some.DrawFn) -> Recurrence:
    rule = draw(RULES) + draw(some.sampled_from(["", ";INTERVAL=2", ";INTERVAL=3"]))
    rule += draw(some.sampled_from(["", "", ";COUNT=12", ";UNTIL=20290101"]))
    day = draw(DAYS)
    if draw(some.booleans()):
        return Recurrence(rule, day, without=draw(WITHOUT))
    start = _minute(day, draw(HOURS))
    end = _minute(day, draw(HOURS)) if draw(some.booleans()) else None
    return Recurrence(rule, start, end, draw(WITHOUT))


def _some_of(recurrence: Recurrence, after: Point | None = None) -> list[Occurrence]:
    """Those until 2030, at most 400."""
    found: list[Occurrence] = []
    for one in islice(occurrences(recurrence, PARIS, after=after), 400):
        if one.start.year > 2030:
            break
        found.append(one)
    return found


def _moment(point: Point) -> datetime:
    whole = point if isinstance(point, datetime) else datetime.combine(point, time(), PARIS)
    return whole.astimezone(UTC)


@given(recurrences())
@settings(deadline=None)
def test_the_hour_on_the_wall_never_moves_except_in_a_gap(recurrence: Recurrence) -> None:
    for one in _some_of(recurrence):
        if not isinstance(recurrence.start, datetime):
            assert type(one.start) is date
            continue
        assert isinstance(one.start, datetime)
        meant = datetime.combine(one.start, recurrence.start.time(), PARIS)
        exists = meant.astimezone(UTC).astimezone(PARIS) == meant
        if exists:
            assert one.start == meant
            assert one.start.fold == 0
        else:
            assert one.start.date() == SPRING or one.start.month == 3
            assert one.start.replace(tzinfo=None) == meant.replace(tzinfo=None) + timedelta(hours=1)


@given(recurrences())
@settings(deadline=None)
def test_each_is_later_than_the_one_before_and_ends_after_its_start(recurrence: Recurrence) -> None:
    found = _some_of(recurrence)
    assert all(_moment(one.start) < _moment(two.start) for one, two in pairwise(found))
    for one in found:
        assert (one.end is None) == (recurrence.end is None)
        assert one.end is None or _moment(one.end) > _moment(one.start)


@given(recurrences(), DAYS, HOURS, some.booleans())
@settings(deadline=None, max_examples=300)
def test_after_gives_the_tail_of_the_whole(recurrence: Recurrence, day: date, hour: time, whole: bool) -> None:
    after: Point = day if whole else _minute(day, hour)
    limit = _moment(day + timedelta(days=1)) - timedelta.resolution if whole else _moment(after)
    every = _some_of(recurrence)
    tail = [one for one in every if _moment(one.start) > limit]
    assert _some_of(recurrence, after)[: len(tail)] == tail


@given(recurrences())
@settings(deadline=None)
def test_nothing_that_is_left_out_comes_and_nothing_else_is_missing(recurrence: Recurrence) -> None:
    without = recurrence.without
    bare = Recurrence(recurrence.rule, recurrence.start, recurrence.end)

    def is_out(one: Occurrence) -> bool:
        day = one.start.date() if isinstance(one.start, datetime) else one.start
        school = school_holidays(without.school) if without.school and day <= KNOWN_UNTIL else ()
        spans = [*without.spans, *((first_day, last_day) for _, first_day, last_day in school)]
        in_a_span = any(first_day <= day <= last_day for first_day, last_day in spans)
        return in_a_span or (without.holidays and day in public_holidays(day.year))

    kept = [one.start for one in _some_of(bare) if not is_out(one)]
    found = [one.start for one in _some_of(recurrence)]
    assert found[: len(kept)] == kept
    assert not any(is_out(one) for one in _some_of(recurrence))
