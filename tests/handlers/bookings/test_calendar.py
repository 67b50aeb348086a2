"""Series as calendars read them: whatever was skipped, moved or cancelled, exactly what is booked is read."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st

from handlers.bookings.calendar import Shown, calendar
from handlers.bookings.calendar_lines import line, times, zones
from handlers.bookings.calendar_series import Rhythm, events
from handlers.bookings.model import Booking, Series, State, Times, Wish
from handlers.when.model import Recurrence, Without
from handlers.when.occurrences import occurrences
from tests.calendars import living, read
from tests.conftest import TUESDAY_NOON
from tests.neighbours import paris

SPRING, AUTUMN = paris("2027-03-16", "18:00"), paris("2027-10-19", "18:00")
YEARS = (paris("2026-12-01", "00:00"), paris("2029-12-31", "00:00"))
DATES = 12


def _series(rule: str, first: Times) -> tuple[Series, list[Booking]]:
    series = Series(7, 1, 1, rule, first, Without(), TUESDAY_NOON)
    made = []
    for place, one in enumerate(occurrences(Recurrence(rule, first.starts, first.ends), first.zone)):
        assert one.end is not None
        when = Times(one.start, one.end)  # type: ignore[arg-type]
        made.append(Booking(place + 1, Wish(1, when), 1, TUESDAY_NOON, TUESDAY_NOON, series=7, was=when.starts))
        if len(made) == DATES:
            break
    return series, made


def _content(series: Series, every: Sequence[Booking], shown: Sequence[Booking]) -> str:
    looks = [Shown(one, "Salle" if one.lives else "Annulé", "Les Tilleuls") for one in shown]
    when = [series.first.starts, *(end for one in shown for end in (one.times.starts, one.times.ends))]
    return calendar(events(Rhythm(series, every, looks), busy=True), when, "Salle")


RULES = st.sampled_from(
    [
        "FREQ=WEEKLY;COUNT=12",
        "FREQ=WEEKLY;INTERVAL=2;COUNT=9",
        "FREQ=WEEKLY;BYDAY=TU,FR;COUNT=12",
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270601",
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=20280101T180000",
        "FREQ=MONTHLY;BYDAY=3TU;COUNT=6",
        "FREQ=DAILY;COUNT=12",
        "FREQ=WEEKLY;BYDAY=TU",
    ]
)
FATES = st.lists(
    st.sampled_from(["kept", "never", "moved", "cancelled", "forgotten", "asked"]), min_size=12, max_size=12
)


@given(RULES, st.sampled_from([SPRING, AUTUMN]), st.sampled_from([1, 8, 14, 62]), st.integers(0, 23), FATES)
def test_exactly_what_is_booked_is_read(rule: str, day: object, hours: int, hour: int, fates: list[str]) -> None:
    starts = (SPRING if day == SPRING else AUTUMN).replace(hour=hour)
    naive = starts.replace(tzinfo=None) + timedelta(hours=hours)
    first = Times(starts, naive.replace(tzinfo=starts.tzinfo))
    series, planned = _series(rule, first)
    every, shown = list[Booking](), list[Booking]()
    states: dict[str, State] = {"cancelled": "cancelled", "forgotten": "cancelled", "asked": "asked"}
    for booking, fate in zip(planned, fates, strict=False):
        one = replace(booking, state=states.get(fate, "confirmed"), revision=int(fate not in ("kept", "never")))
        if fate == "moved":
            begins = booking.times.starts.timestamp() + 3600 * 5
            moved = [
                paris("2027-01-01", "00:00").fromtimestamp(at, starts.tzinfo) for at in (begins, begins + 1800)
            ]
            one = replace(one, wish=replace(one.wish, times=Times(*moved)))
        every += [one] if fate != "never" else []
        shown += [one] if fate not in ("never", "forgotten") else []
    if not every:
        return
    content = _content(series, every, shown)
    wanted = sorted((one.times.starts.timestamp(), one.times.ends.timestamp()) for one in shown if one.lives)
    assert living(content, *YEARS) == wanted
    gone = [one for one in read(content, *YEARS) if one[3] == "CANCELLED"]
    assert len(gone) == len(shown) - len(wanted)


def test_a_rhythm_without_end_ends_with_what_is_booked() -> None:
    first = Times(SPRING, SPRING + timedelta(hours=1))
    series, planned = _series("FREQ=DAILY", first)
    content = _content(series, planned[:3], planned[:3])
    assert "RRULE:FREQ=DAILY;UNTIL=20270318T170000Z\r\n" in content
    assert len(living(content, *YEARS)) == 3


def test_lines_are_folded_between_letters_and_never_within_what_is_escaped() -> None:
    for words in ("é" * 200, "a" * 63 + "\\," * 40, "🎉" * 60, "x" * 67, "x" * 68):
        folded = line("SUMMARY", words)
        assert folded.endswith("\r\n")
        lines = folded.removesuffix("\r\n").split("\r\n ")
        assert "".join(lines) == f"SUMMARY:{words}"
        assert all(len(one.encode()) <= 75 - (place > 0) for place, one in enumerate(lines))
        assert not any(one.endswith("\\") for one in lines)
    assert line("X", "y" * 73) == f"X:{'y' * 73}\r\n"


def test_a_minute_that_the_clock_shows_twice_is_in_utc() -> None:
    first = paris("2027-10-31", "02:30")
    assert times("DTSTART", first) == "DTSTART;TZID=Europe/Paris:20271031T023000\r\n"
    assert times("DTSTART", first.replace(fold=1)) == "DTSTART:20271031T013000Z\r\n"


def test_the_clock_of_a_zone_changes_in_it_when_it_really_does() -> None:
    """Read by python-dateutil, which knows nothing of this machine's own zones then."""
    made = zones([paris("2026-06-01", "12:00"), paris("2028-06-01", "12:00")])
    assert "RDATE:20260329T020000\r\n" in made  # as the clock shows it before
    for key in ("Europe/Paris", "America/Sao_Paulo", "Australia/Lord_Howe", "Etc/GMT-5", "Africa/Casablanca"):
        zone = ZoneInfo(key)
        made = zones([datetime(2026, 6, 1, tzinfo=zone), datetime(2028, 6, 1, tzinfo=zone)])
        read = tzical(StringIO(made)).get(key)
        at = datetime(2026, 1, 1, tzinfo=UTC)
        while at.year < 2029:
            # dateutil places the hour that comes twice by « fold »; what it shows is compared, not how it finds it.
            wall = at.astimezone(zone)
            if wall.fold == 0 and (at - timedelta(hours=2)).astimezone(zone).utcoffset() == wall.utcoffset():
                assert wall.replace(tzinfo=read).utcoffset() == wall.utcoffset(), (key, wall)
            at += timedelta(minutes=30)


def test_zones_stand_once_and_in_order() -> None:
    made = zones([paris("2027-01-01", "12:00"), SPRING, datetime(2027, 1, 1, tzinfo=ZoneInfo("UTC"))])
    assert made.count("BEGIN:VTIMEZONE") == 1
