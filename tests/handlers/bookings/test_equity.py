"""How the spaces are shared out: counted as the limits count, reasons and events of the group left out."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.texts import voice
from handlers.bookings.charter import GUEST_ROOM, NEW, Limit
from handlers.bookings.equity import NOBODY, Share, of_the_group, shares
from handlers.bookings.equity_views import table
from handlers.bookings.model import Booking, Space, State, Times, Wish
from handlers.conversation.spreadsheet import harmless
from handlers.conversation.views import File

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 3, 2, 12, tzinfo=PARIS)
FIRST, SECOND = date(2026, 1, 1), date(2026, 4, 1)
ROOM = Space(1, 1, "Chambre d'amis", "nights", (1,), rules=GUEST_ROOM)
HALL = Space(2, 1, "Salle", "hours", (2,), rules=NEW)
KARIM, SARAH, LEA = 1, 2, 3
HOMES = {KARIM: 10, SARAH: 10, LEA: 11}


def stay(
    arrives: date, nights: int, person: int | None = KARIM, state: State = "confirmed", *, counts: bool = True
) -> Booking:
    starts = datetime(arrives.year, arrives.month, arrives.day, 16, tzinfo=PARIS)
    ends = starts.replace(hour=11) + timedelta(days=nights)
    return Booking(1, Wish(ROOM.id, Times(starts, ends)), person, NOW, NOW, state, counts=counts)


def counted(*bookings: Booking, begins: date = FIRST, space: Space = ROOM) -> list[Share]:
    return shares(space, bookings, lambda person: HOMES.get(person, -person), begins, NOW.date())


def remains(share: Share) -> list[int]:
    return [left.remains for left in share.left]


def test_those_of_a_household_are_counted_together() -> None:
    found = counted(stay(date(2026, 3, 6), 2), stay(date(2026, 3, 20), 3, SARAH), stay(date(2026, 3, 12), 1, LEA))
    assert [(one.household, one.bookings, one.amount) for one in found] == [(10, 2, 5), (11, 1, 1)]
    assert [remains(one) for one in found] == [[10], [14]]


def test_a_stay_across_two_quarters_counts_in_each_as_r05_says() -> None:
    across = stay(date(2026, 3, 30), 3)
    assert [(one.bookings, one.amount) for one in counted(across)] == [(1, 2)]
    assert [(one.bookings, one.amount) for one in counted(across, begins=SECOND)] == [(0, 1)]


def test_what_was_freed_in_time_or_refused_is_nobodys() -> None:
    freed = stay(date(2026, 3, 6), 2, state="cancelled", counts=False)
    assert not counted(
        freed, stay(date(2026, 3, 12), 1, state="refused"), stay(date(2026, 3, 12), 1, state="displaced")
    )


def test_what_was_freed_too_late_or_missed_counts() -> None:
    found = counted(stay(date(2026, 3, 6), 2, state="cancelled"), stay(date(2026, 3, 12), 1, state="missed"))
    assert [(one.bookings, one.amount, remains(one)) for one in found] == [(2, 3, [12])]


def test_last_minute_nights_are_used_but_outside_the_limit() -> None:
    (found,) = counted(stay(date(2026, 3, 6), 2, counts=False))
    assert (found.amount, remains(found)) == (2, [15])


def test_those_who_are_not_known_any_more_stand_together_without_a_limit() -> None:
    found = counted(stay(date(2026, 2, 6), 2, None), stay(date(2026, 2, 12), 2, None))
    assert [(one.household, one.bookings, one.left) for one in found] == [(NOBODY, 2, ())]


def test_somebody_who_has_no_household_here_is_on_their_own() -> None:
    assert [one.household for one in counted(stay(date(2026, 2, 6), 2, 77))] == [-77]


def test_events_of_the_group_are_counted_apart() -> None:
    event = replace(stay(date(2026, 2, 6), 1), wish=replace(stay(date(2026, 2, 6), 1).wish, title="Fête"))
    assert not counted(event)
    assert of_the_group(ROOM, [event, replace(event, state="cancelled")], FIRST) == 1
    assert of_the_group(ROOM, [event], SECOND) == 0


def test_a_limit_of_a_month_is_told_of_in_the_quarter_of_today_alone() -> None:
    monthly = replace(
        ROOM, rules=replace(GUEST_ROOM, limits=(Limit("nights", 4, "month"), Limit("nights", 20, "year")))
    )
    march, february = stay(date(2026, 3, 6), 2), stay(date(2026, 2, 6), 3)
    (found,) = counted(march, february, space=monthly)
    assert remains(found) == [2, 15]
    (later,) = counted(march, stay(date(2026, 5, 6), 1), begins=SECOND, space=monthly)
    assert remains(later) == [17]


def test_the_table_has_a_line_for_each_and_no_formula() -> None:
    names = {10: ("=Karim",), 11: ("Léa",)}
    found = counted(stay(date(2026, 3, 6), 2), stay(date(2026, 3, 12), 1, LEA))
    view = table([(ROOM, found), (HALL, [])], names, FIRST, voice("en"))
    (file,) = (block for block in view.blocks if isinstance(block, File))
    assert file.name == "2026-T1.csv"
    lines = file.content.removeprefix("\ufeff").split("\r\n")
    assert lines[0] == "space,household,bookings,nights,hours,limit,still allowed"
    assert [line.split(",")[0] for line in lines[1:3]] == ["Chambre d'amis"] * 2
    assert [line.rsplit(",", 5)[1:] for line in lines[1:3]] == [
        ["1", "2", "", "15", "13"],
        ["1", "1", "", "15", "14"],
    ]
    assert harmless("=1+1") == "'=1+1"
    assert harmless("Léa") == "Léa"
