"""Meanings of every kind that the grammar can find, to be drawn by hypothesis."""

from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr
from hypothesis import assume
from hypothesis import strategies as st

from handlers.when.calendar.almanac import at
from handlers.when.model import Duration, Instant, Point, Recurrence, Span, Without
from tests.handlers.when.corpus import PARIS

PARTS = {
    "morning": 9, "late morning": 11, "noon": 12, "afternoon": 14, "late afternoon": 17, "early evening": 18,
    "evening": 19, "late evening": 22,
}  # fmt: skip
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def minute(day: date, hour: int, minutes: int = 0) -> datetime:
    return at(day, hour, minutes, PARIS)


DAYS = st.dates(date(2026, 3, 3), date(2032, 12, 31))
PAST = st.dates(date(2024, 1, 1), date(2026, 3, 1))
MINUTES = st.one_of(
    st.tuples(st.integers(0, 23), st.sampled_from((0, 15, 30, 45))),
    st.tuples(st.integers(0, 23), st.integers(0, 59)),
)


@st.composite
def moments(draw: st.DrawFn, days: st.SearchStrategy[date] = DAYS) -> datetime:
    return minute(draw(days), *draw(MINUTES))


@st.composite
def named_parts(draw: st.DrawFn, days: st.SearchStrategy[date] = DAYS) -> Instant:
    part = draw(st.sampled_from(sorted(PARTS)))
    return Instant(minute(draw(days), PARTS[part]), part)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    if draw(st.booleans()):
        first = draw(st.one_of(DAYS, PAST))
        return Span(first, first + timedelta(days=draw(st.one_of(st.integers(1, 20), st.integers(1, 800)))))
    start = draw(moments(st.one_of(DAYS, PAST)))
    more = draw(st.one_of(st.integers(1, 24 * 60), st.integers(1, 90 * 24 * 60)))
    wall = start.replace(tzinfo=None) + timedelta(minutes=more)
    end = minute(wall.date(), wall.hour, wall.minute)
    assume(start < end)
    return Span(start, end)


DURATIONS = st.one_of(
    st.builds(Duration, months=st.integers(1, 60)),
    st.builds(Duration, days=st.integers(1, 120)),
    st.builds(Duration, minutes=st.one_of(st.integers(1, 72 * 60), st.integers(1, 40).map(lambda n: n * 15))),
)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Without bounds, in the order in which the grammar writes them."""
    freq = draw(st.sampled_from(("DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY")))
    interval = draw(st.one_of(st.just(1), st.integers(1, 15)))
    months: list[int] = []
    monthdays: list[int] = []
    weekdays: list[str] = []
    position = 0
    form = draw(st.integers(0, 4))
    if freq == "WEEKLY" and form:
        weekdays = sorted(draw(st.sets(st.sampled_from(CODES), min_size=1)), key=CODES.index)
    elif freq == "MONTHLY" and form == 1:
        monthdays = draw(
            st.one_of(
                st.sampled_from(([-1], [1, -1], [-2])),
                st.lists(st.integers(1, 31), min_size=1, max_size=3, unique=True),
            )
        )
    elif freq == "MONTHLY" and form == 2:
        nths = draw(st.lists(st.sampled_from((1, 2, 3, 4, -1, -2)), min_size=1, max_size=3, unique=True))
        weekdays = [f"{nth}{code}" for nth, code in zip(nths, draw(_codes(len(nths))), strict=True)]
    elif freq == "MONTHLY" and form == 3:
        out, code = draw(st.sampled_from((1, 2, 3, 4, -1, -2))), draw(st.sampled_from(CODES))
        interval, numbers = 1, range(1, 6) if out > 0 else range(-5, 0)
        weekdays = [f"{nth}{code}" for nth in numbers if nth != out]
    elif freq == "MONTHLY" and form == 4:
        weekdays, position = list(CODES[:5]), draw(st.sampled_from((1, -1)))
    elif freq == "YEARLY" and form:
        months = [draw(st.integers(1, 12))]
        if form < 3:
            monthdays = [draw(st.integers(1, 31))]
        else:
            weekdays = [f"{draw(st.sampled_from((1, 2, 3, 4, -1)))}{draw(st.sampled_from(CODES))}"]
    if freq != "YEARLY" and draw(st.integers(0, 3)) == 0:
        months_out = draw(st.sets(st.integers(1, 12), min_size=1, max_size=4))
        months = [month for month in range(1, 13) if month not in months_out]
    return _rule(freq, interval, months, monthdays, weekdays, position)


def _codes(count: int) -> st.SearchStrategy[list[str]]:
    """The same weekday each time, or any."""
    one = st.sampled_from(CODES)
    return st.one_of(one.map(lambda code: [code] * count), st.lists(one, min_size=count, max_size=count))


def _rule(
    freq: str, interval: int, months: list[int], monthdays: list[int], weekdays: list[str], position: int
) -> str:
    parts = [f"FREQ={freq}", f"INTERVAL={interval}" if interval > 1 else ""]
    for name, values in (("BYMONTH", months), ("BYMONTHDAY", monthdays), ("BYDAY", weekdays)):
        parts.append(f"{name}={','.join(map(str, values))}" if values else "")
    return ";".join(part for part in [*parts, f"BYSETPOS={position}" if position else ""] if part)


def first_from(rule: str, day: date) -> date | None:
    """The first day of that rhythm, whatever its interval is counted from."""
    parts = [part for part in rule.split(";") if not part.startswith("INTERVAL")]
    if not any(part.startswith(("BYDAY", "BYMONTHDAY")) for part in parts):
        parts[0] = "FREQ=DAILY"
    begin = datetime.combine(day, time())
    found = rrulestr(";".join(parts), dtstart=begin).after(begin, inc=True)
    return found.date() if found is not None and found.year < day.year + 9 else None


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    rule = draw(rules())
    day = first_from(rule, draw(DAYS))
    assume(day is not None)
    assert day is not None
    start: Point = day
    end = None
    if draw(st.integers(0, 3)):
        start = minute(day, *draw(MINUTES))
        length = draw(st.one_of(st.none(), st.integers(1, 24 * 60), st.integers(2, 96).map(lambda n: n * 30)))
        if length is not None:
            wall = start.replace(tzinfo=None) + timedelta(minutes=length)
            end = minute(wall.date(), wall.hour, wall.minute)
            assume(start < end and wall == end.replace(tzinfo=None))
    match draw(st.integers(0, 3)):
        case 1:
            rule += f";COUNT={draw(st.integers(1, 60))}"
        case 2:
            last = day + timedelta(days=draw(st.integers(0, 800)))
            rule += f";UNTIL={last:%Y%m%d}" + ("T235959" if isinstance(start, datetime) else "")
    return Recurrence(rule, start, end, draw(exceptions(day)))


@st.composite
def exceptions(draw: st.DrawFn, start: date) -> Without:
    if draw(st.integers(0, 2)):
        return Without()
    found = []
    for _ in range(draw(st.integers(0, 3))):
        first = start + timedelta(days=draw(st.integers(0, 700)))
        found.append((first, first + timedelta(days=draw(st.one_of(st.just(0), st.integers(0, 60))))))
    return Without(tuple(found), draw(st.booleans()), draw(st.sampled_from(("", "", "A", "B", "C"))))
