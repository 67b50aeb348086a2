"""The planning of a week: where each time stands, whose name is said, and how much fits on one screen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.platforms.telegram.outgoing import TEXT_UNITS, screen, units
from bot.texts import voice
from handlers.bookings.model import Booking, Space, State, Times, Wish
from handlers.bookings.week_views import MOST_LINES, Seen, week
from handlers.conversation.views import Items, Row, Week
from tests.neighbours import plain

PARIS = ZoneInfo("Europe/Paris")
MONDAY = datetime(2027, 3, 1, tzinfo=PARIS)
ROOM = Space(1, 1, "Chambre d'amis", "nights", (1,))
HALL = Space(2, 1, "Salle commune", "hours", (2, 3, 4))
FR = voice("fr")


def paris(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=PARIS)


def booking(id: int, space: Space, times: Times, state: State = "confirmed", title: str = "") -> Booking:
    return Booking(id, Wish(space.id, times, 1, title), 7, MONDAY, MONDAY, state)


STAY = booking(1, ROOM, Times(paris(5, 16), paris(8, 11)))
PARTY = booking(2, HALL, Times(paris(6, 14), paris(6, 18)))
SEEN = Seen(
    MONDAY, date(2027, 3, 2), [ROOM, HALL], [STAY, PARTY], {1: ("Karim", "Sarah"), 2: ("Léa",)}, frozenset(), {}
)


def picture(seen: Seen) -> Week:
    return next(block for block in week(seen).blocks if isinstance(block, Week))


def rows(seen: Seen) -> Sequence[Row]:
    return picture(seen).rows


def said(seen: Seen) -> list[str]:
    return [plain(FR(line)) for block in week(seen).blocks if isinstance(block, Items) for line in block.lines]


def test_times_stand_where_the_clock_on_the_wall_shows_them() -> None:
    (stay,), (party,) = (row.segments for row in rows(SEEN))
    assert stay.begins == pytest.approx((4 + 16 / 24) / 7)
    assert stay.ends == 1.0, "it goes on into the next week"
    assert party.begins == pytest.approx((5 + 14 / 24) / 7)
    assert party.ends == pytest.approx((5 + 18 / 24) / 7)
    assert party.note is not None
    assert plain(FR(party.note)) == "14 h–18 h"
    assert stay.note is None


def test_a_day_is_a_seventh_also_when_the_clocks_change() -> None:
    monday = datetime(2027, 3, 22, tzinfo=PARIS)
    sunday = booking(3, HALL, Times(paris(28, 12), paris(28, 18)))
    ((segment,),) = (row.segments for row in rows(replace(SEEN, begins=monday, spaces=[HALL], bookings=[sunday])))
    assert segment.begins == pytest.approx(6.5 / 7)
    assert segment.ends == pytest.approx(6.75 / 7)


def test_names_only_where_the_group_shows_them_and_oneself_always() -> None:
    assert said(SEEN)[0] == "Du vendredi 5 au lundi 8 mars : Karim et Sarah"
    hidden = replace(SEEN, names={}, yours=frozenset((2,)))
    assert said(hidden) == ["Du vendredi 5 au lundi 8 mars : occupé", "Samedi 6 mars, de 14 h à 18 h : vous"]
    assert [row.segments[0].had for row in rows(hidden)] == ["taken", "yours"]
    assert "Karim" not in repr(week(hidden))


def test_what_is_asked_for_kept_or_of_the_group() -> None:
    asked = replace(PARTY, state="asked")
    event = booking(3, HALL, Times(paris(3, 18), paris(3, 20)), title="Yoga")
    held = Times(paris(4, 9), paris(4, 11))
    seen = replace(SEEN, spaces=[HALL], bookings=[asked, event], held={HALL.id: [held]})
    assert said(seen) == [
        "Mercredi 3 mars, de 18 h à 20 h : Yoga",
        "Jeudi 4 mars, de 9 h à 11 h : gardé pour quelqu'un qui attend",
        "Samedi 6 mars, de 14 h à 18 h : Léa, en attente",
    ]
    assert [segment.had for segment in rows(seen)[0].segments] == ["event", "held", "asked"]
    assert [FR(segment.label) for segment in rows(seen)[0].segments] == ["Yoga", "gardé", "Léa"]


def test_today_is_one_of_its_days_or_none() -> None:
    assert picture(SEEN).today == 1
    assert picture(replace(SEEN, today=date(2027, 3, 8))).today is None
    assert picture(replace(SEEN, today=date(2027, 2, 28))).today is None


def test_a_full_screen_fits_into_one_message() -> None:
    spaces = [
        Space(at, 1, "La grande salle commune du rez-de-chaussée, côté jardin " + str(at), "hours", (at,))
        for at in range(8)
    ]
    every = [
        booking(
            100 * space.id + at,
            space,
            Times(MONDAY + timedelta(hours=at), MONDAY + timedelta(hours=at + 1)),
            "asked",
        )
        for space in spaces
        for at in range(40)
    ]
    names = {one.id: ("Marie-Madeleine d'Aubigné", "Jean-Baptiste de la Tour") for one in every}
    seen = replace(SEEN, spaces=spaces, bookings=every, names=names)
    lines = said(seen)
    assert len(lines) == MOST_LINES + len(spaces)
    assert lines.count("et 36 autres") == len(spaces)
    assert units(screen(replace(week(seen), blocks=week(seen).blocks[2:]), FR).text) < TEXT_UNITS


def test_a_busy_space_takes_the_lines_that_others_do_not_need() -> None:
    busy = [
        booking(at, HALL, Times(MONDAY + timedelta(hours=at), MONDAY + timedelta(hours=at + 1)))
        for at in range(40)
    ]
    lines = said(replace(SEEN, bookings=[STAY, *busy]))
    assert len(lines) == MOST_LINES + 1
    assert lines[-1] == "et 9 autres"


def test_a_guest_is_offered_nothing_to_book() -> None:
    labels = [FR(button.label) for button in week(replace(SEEN, may_book=False)).buttons]
    assert "Réserver" not in labels
