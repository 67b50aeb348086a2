"""What the rules of a space allow: the vectors of the domain (bookings.md §5.6), with the charters of §5.3."""

from dataclasses import replace
from datetime import time

import pytest

from bot.texts import voice
from handlers.bookings import charter, free, rules
from handlers.bookings.charter import Limit, Rules
from handlers.bookings.model import Booking, Space, Taken, Times, Wish
from tests.neighbours import paris, plain

NOW = paris("2026-03-02", "12:00")
ROOM = Space(1, 1, "Chambre d'amis", "nights", (1,), rules=charter.GUEST_ROOM)
HALL = Space(2, 1, "Salle commune", "hours", (2,), rules=charter.COMMON_ROOM)
LAUNDRY = Space(3, 1, "Buanderie", "hours", (3,), rules=charter.LAUNDRY)
FREE = Rules()


def nights(first: str, last: str) -> Times:
    return Times(paris(first, "16:00"), paris(last, "11:00"))


def hours(day: str, begins: str, ends: str, last: str = "") -> Times:
    return Times(paris(day, begins), paris(last or day, ends))


def why(
    space: Space, times: Times, *had: Times, coming: int = 0, listed: bool = True, amount: int = 1, title: str = ""
) -> str:
    """Why these times are not allowed, in French; nothing where they are."""
    wish = Wish(space.id, times, amount, title)
    verdict = rules.judge(space, wish, rules.Situation(had, coming, listed), NOW)
    return "" if verdict.why_not is None else plain(voice("fr")(verdict.why_not))


def test_r01_who_arrives_on_the_day_of_departure_meets_nobody() -> None:
    stay, following = nights("2026-03-12", "2026-03-15"), nights("2026-03-15", "2026-03-17")
    assert why(ROOM, stay) == ""
    assert stay.nights == 3
    assert not stay.meets(following)
    taken = [Taken(1, stay.starts, stay.ends, "stay", 1)]
    assert free.free_units(ROOM, taken, following) == [1]
    assert free.free_units(ROOM, taken, nights("2026-03-14", "2026-03-16")) == []


def test_r03_a_stay_of_eight_nights_is_too_long() -> None:
    assert why(ROOM, nights("2026-03-12", "2026-03-20")) == "7 nuits de suite au plus."
    assert why(ROOM, nights("2026-03-12", "2026-03-19")) == ""
    assert why(ROOM, nights("2026-03-03", "2026-03-11")) == "7 nuits de suite au plus.", "the last minute too"


USED_13 = (nights("2026-01-05", "2026-01-12"), nights("2026-02-02", "2026-02-08"))


def test_r04_a_new_quarter_begins_anew_and_this_one_says_what_remains() -> None:
    assert why(ROOM, nights("2026-04-07", "2026-04-10"), *USED_13) == ""
    said = why(ROOM, nights("2026-03-20", "2026-03-23"), *USED_13)
    assert said == "Votre foyer : 13 nuits sur 15, du 1er janvier au 31 mars : il en reste 2."
    assert why(ROOM, nights("2026-03-20", "2026-03-22"), *USED_13) == ""


def test_r05_each_night_counts_in_its_own_quarter() -> None:
    over = nights("2026-03-30", "2026-04-02")
    assert why(ROOM, over, *USED_13) == "", "two nights of March remain, and the third is one of April"
    thirteen_of_april = (nights("2026-04-06", "2026-04-13"), nights("2026-04-20", "2026-04-27"))
    assert why(ROOM, over, *thirteen_of_april) == ""
    fifteen = (*thirteen_of_april, nights("2026-05-04", "2026-05-05"))
    assert "il ne reste rien" in why(ROOM, over, *fifteen)


def test_r06_the_last_minute_counts_in_no_limit() -> None:
    exhausted = (*USED_13, nights("2026-02-20", "2026-02-22"))
    wish = Wish(1, nights("2026-03-03", "2026-03-05"))
    verdict = rules.judge(ROOM, wish, rules.Situation(exhausted, 2), NOW)
    assert (verdict.why_not, verdict.counts) == (None, False)
    assert "il ne reste rien" in why(ROOM, nights("2026-03-08", "2026-03-09"), *exhausted)


def test_r07_cleaning_keeps_the_next_one_away_for_half_an_hour() -> None:
    private, wanted = hours("2026-03-14", "14:00", "18:00"), hours("2026-03-14", "18:00", "20:00")
    cleaned = free.after_cleaning(HALL, private.ends)
    taken = [Taken(2, private.starts, private.ends, "stay", 1), Taken(2, private.ends, cleaned, "buffer", 1)]
    assert free.free_units(HALL, taken, wanted) == []
    near = free.nearest(HALL, taken, wanted, 1, lambda times: why(HALL, times) == "")
    assert hours("2026-03-14", "18:30", "20:30") in near
    before = hours("2026-03-14", "12:00", "14:00")
    assert free.free_units(HALL, taken, before) == [], "one's own cleaning would meet it"


def test_r10_the_hall_closes_at_eleven_on_saturday_and_at_ten_on_other_days() -> None:
    assert why(HALL, hours("2026-03-14", "20:00", "23:30")) == "Ce jour-là, la fermeture est à 23 h."
    assert why(HALL, hours("2026-03-14", "20:00", "23:00")) == ""
    assert why(HALL, hours("2026-03-12", "20:00", "22:30")) == "Ce jour-là, la fermeture est à 22 h."
    assert why(HALL, hours("2026-03-12", "07:30", "09:00")) == "L'ouverture est à 8 h."
    assert why(HALL, hours("2026-03-12", "22:30", "23:00")) == "Ce jour-là, la fermeture est à 22 h."
    assert "fermeture" in why(HALL, hours("2026-03-12", "21:00", "00:00", "2026-03-13"))


def test_r11_a_third_booking_ahead_is_too_many() -> None:
    slot = hours("2026-03-05", "10:00", "12:00")
    assert why(LAUNDRY, slot, coming=1) == ""
    assert why(LAUNDRY, slot, coming=2) == "Votre foyer a déjà 2 réservations à venir, c'est le maximum."


@pytest.mark.parametrize(
    ("clock", "counts"), [(("2026-03-11", "16:00"), True), (("2026-03-10", "15:59"), False)], ids=["24h", "48h"]
)
def test_r15_what_is_freed_late_counts_all_the_same(clock: tuple[str, str], counts: bool) -> None:
    booking = Booking(1, Wish(1, nights("2026-03-12", "2026-03-15")), 1, NOW, NOW)
    assert rules.is_too_late_to_free(ROOM, booking, paris(*clock)) is counts


def test_r15_nothing_counts_within_ten_minutes_of_having_booked_it() -> None:
    at = paris("2026-03-11", "16:00")
    booking = Booking(1, Wish(1, nights("2026-03-12", "2026-03-15")), 1, at, at)
    assert not rules.is_too_late_to_free(ROOM, booking, paris("2026-03-11", "16:09"))
    assert rules.is_too_late_to_free(ROOM, booking, paris("2026-03-11", "16:11"))


NIGHT = replace(HALL, rules=Rules(opens=time(22), closes=time(6)))


def test_r17_the_night_of_the_clock_change_keeps_its_hours_and_has_seven_real_ones() -> None:
    night = hours("2026-03-28", "22:00", "06:00", "2026-03-29")
    assert why(NIGHT, night) == ""
    assert (night.minutes, night.ends.hour) == (7 * 60, 6)
    limited = replace(NIGHT, rules=replace(NIGHT.rules, limits=(Limit("hours", 7, "month"),)))
    assert why(limited, night) == ""
    assert "0 heure sur 7" in why(limited, hours("2026-03-21", "22:00", "06:00", "2026-03-22"))


@pytest.mark.parametrize(
    ("begins", "ends", "last"),
    [("22:00", "06:30", "2026-03-15"), ("20:00", "23:00", ""), ("10:00", "12:00", ""), ("05:00", "08:00", "")],
)
def test_a_space_that_is_open_at_night_is_closed_by_day(begins: str, ends: str, last: str) -> None:
    assert why(NIGHT, hours("2026-03-14", begins, ends, last)) != ""


def test_a_space_that_is_open_at_night_is_open_after_midnight() -> None:
    assert why(NIGHT, hours("2026-03-14", "01:00", "05:00")) == ""


def test_open_until_midnight() -> None:
    late = replace(HALL, rules=Rules(opens=time(8), closes=time(0)))
    assert why(late, hours("2026-03-12", "20:00", "00:00", "2026-03-13")) == ""
    assert "fermeture" in why(late, hours("2026-03-12", "20:00", "00:30", "2026-03-13"))


def test_of_several_rules_the_strictest_is_told() -> None:
    """Eight nights where two remain: the two; where nine remain, the seven; with no booking left, that."""
    eight = nights("2026-03-20", "2026-03-28")
    assert "il en reste 2" in why(ROOM, eight, *USED_13)
    assert why(ROOM, eight, nights("2026-01-05", "2026-01-12")) == "7 nuits de suite au plus."
    assert "réservations à venir" in why(ROOM, eight, *USED_13, coming=2)
    both = replace(ROOM, rules=Rules(limits=(Limit("nights", 15, "quarter"), Limit("bookings", 2, "month"))))
    march = (nights("2026-03-03", "2026-03-09"), nights("2026-03-10", "2026-03-17"))
    said = why(both, nights("2026-03-20", "2026-03-23"), *march)
    assert said == "Votre foyer : 2 réservations sur 2, du 1er mars au 31 mars : il ne reste rien."


def test_what_no_household_may() -> None:
    chairs = Space(4, 1, "Chaises", "hours", (1, 2, 3))
    assert why(chairs, hours("2026-03-12", "10:00", "12:00"), amount=4) == "Il n'y en a que 3."
    assert why(chairs, hours("2026-03-12", "12:00", "10:00")) != ""
    assert "passé" in why(chairs, hours("2026-03-01", "10:00", "12:00"))
    assert "deux ans" in why(chairs, hours("2028-03-12", "10:00", "12:00"))
    car = replace(chairs, rules=charter.CAR)
    assert "conducteurs déclarés" in why(car, hours("2026-03-12", "10:00", "12:00"), listed=False)


def test_how_far_ahead_is_measured_to_the_end() -> None:
    three = replace(ROOM, rules=Rules(horizon=3))
    assert why(three, nights("2026-05-30", "2026-06-02")) == ""
    assert "mois à l'avance" in why(three, nights("2026-05-30", "2026-06-03"))
    assert why(HALL, hours("2026-09-12", "14:00", "18:00"), title="Fête") == "", "the group looks further"
    assert "mois à l'avance" in why(HALL, hours("2026-09-12", "14:00", "18:00"))


def test_notice_steps_and_lengths() -> None:
    assert "24 heures avant" in why(HALL, hours("2026-03-03", "10:00", "12:00"))
    assert why(HALL, hours("2026-03-03", "12:00", "14:00")) == ""
    assert "pas de 30 minutes" in why(HALL, hours("2026-03-05", "14:10", "18:00"))
    assert why(HALL, hours("2026-03-05", "08:00", "16:30")) == "Trop long : 8 heures au plus."
    assert why(HALL, hours("2026-03-05", "08:00", "22:00"), title="Fête") == ""
    short = replace(HALL, rules=Rules(shortest=60))
    assert why(short, hours("2026-03-05", "14:00", "14:30")) == "Trop court : 1 heure au moins."
