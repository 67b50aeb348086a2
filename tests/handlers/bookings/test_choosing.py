"""The days and hours that are offered to be tapped."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.bookings import choosing
from handlers.bookings.charter import LAUNDRY, NEW, Rules
from handlers.bookings.model import Slot, Space, Taken, Times
from tests.neighbours import paris

PARIS = ZoneInfo("Europe/Paris")
DAY = date(2026, 3, 14)


def _space(rules: Rules = NEW, slot: Slot = "hours") -> Space:
    return Space(1, 1, "Salle", slot, (1,), rules=rules)


def _clocks(times: list[Times]) -> list[str]:
    return [f"{one.starts:%H:%M}-{one.ends:%H:%M}" for one in times]


def _at(clock: str) -> datetime:
    return paris("2026-03-14", clock)


def test_slot_follows_slot_until_it_closes() -> None:
    slots = choosing._one_after_the_other(_at("07:00"), _at("22:00"), timedelta(hours=2))
    assert _clocks(list(slots)) == [f"{hour:02}:00-{hour + 2:02}:00" for hour in range(7, 20, 2)]


def test_a_long_day_is_offered_in_parts_as_far_as_it_is_open() -> None:
    assert _clocks(choosing._parts(DAY, _at("08:00"), _at("23:00"))) == [
        "09:00-12:00",
        "14:00-18:00",
        "19:00-22:00",
        "08:00-23:00",
    ]
    assert _clocks(choosing._parts(DAY, _at("10:30"), _at("17:00"))) == [
        "10:30-12:00",
        "14:00-17:00",
        "10:30-17:00",
    ]


def test_a_day_is_offered_while_an_hour_of_it_is_free() -> None:
    laundry, local = _space(LAUNDRY), _at("09:10")

    def room(*busy: tuple[str, str], now: datetime = local, of: Space = laundry, amount: int = 1) -> bool:
        held = [Taken(1, _at(begins), _at(ends), "stay") for begins, ends in busy]
        return choosing._has_room(of, held, DAY, amount, now)

    assert room()
    assert not room(amount=2)
    assert not room(("07:00", "22:00"))
    assert not room(("10:00", "22:00")), "what is left of it is over, or about to begin"
    assert room(("10:00", "21:00"))
    assert not room(now=_at("21:00"))
    assert room(now=_at("20:30"))
    guests = _space(slot="nights")
    assert room(of=guests)
    assert not room(of=guests, now=_at("16:00")), "one has arrived"
    assert not room(("18:00", "19:00"), of=guests)


def test_nights_are_offered_from_fridays_long_hours_on_saturdays_and_short_ones_every_day() -> None:
    def days(space: Space) -> set[int]:
        found = list(choosing.Choosing._days(None, space, _at("09:00")))  # type: ignore[arg-type]
        assert all(_at("00:00").date() <= day < _at("00:00").date() + timedelta(days=60) for day in found)
        return {day.weekday() for day in found}

    assert days(_space(slot="nights")) == {4}
    assert days(_space()) == {5}
    assert days(_space(LAUNDRY)) == set(range(7))
    assert days(_space(Rules(opens=time(8), longest=8 * 60))) == {5}
