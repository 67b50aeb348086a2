"""What a topic keeps of somebody's words, which day they meant, and when what happens."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.agenda import rules
from handlers.agenda.model import Meeting, Point
from handlers.conversation.answer import Refused
from handlers.conversation.quiet import Night
from handlers.members.model import Group
from tests.conftest import TUESDAY_NOON
from tests.neighbours import paris

GROUP = Group(1, "Les Tilleuls", "Europe/Paris", "fr", Night())


def meeting(day: str, clock: str = "18:30") -> Meeting:
    return Meeting(1, 1, paris(day, clock), clock != "00:00", None)


@given(st.text(max_size=600), st.integers(2, 200))
def test_what_is_cut_is_whole_words_from_the_beginning(words: str, most: int) -> None:
    cut, line = rules.cut(words, most), " ".join(words.split())
    assert len(cut) <= most + 1
    if len(line) <= most:
        assert cut == line
    else:
        assert cut.endswith("…")
        assert line.startswith(cut[:-1])
        rest = line[len(cut) - 1 :]
        assert rest[0] in " ,;:." or " " not in line[:most].rstrip(), "cut within a word though another was whole"


@pytest.mark.parametrize(
    ("typed", "at", "timed"),
    [
        ("jeudi 18 mars à 18h30", paris("2027-03-18", "18:30"), True),
        ("jeudi 18 mars", paris("2027-03-18", "00:00"), False),
        ("jeudi", paris("2027-03-04", "00:00"), False),
        ("jeudi soir", paris("2027-03-04", "00:00"), False),
        ("demain 20h", paris("2027-03-03", "20:00"), True),
        ("aujourd'hui", paris("2027-03-02", "00:00"), False),
        ("jeudi de 18h30 à 20h", paris("2027-03-04", "18:30"), True),
        ("Thursday at 6:30 pm", paris("2027-03-04", "18:30"), True),
        ("la réunion est jeudi 18 mars à 18h30, salle commune", paris("2027-03-18", "18:30"), True),
    ],
)
def test_a_day_or_its_minute_is_understood_and_no_hour_is_made_up(typed: str, at: datetime, timed: bool) -> None:
    assert rules.when(typed, GROUP, "fr@tu", TUESDAY_NOON) == (at, timed)


NO_DAY = (
    *("", "bientôt", "jeudi ou vendredi", "tous les jeudis", "du 3 au 5 mars", "2 heures", "avant jeudi"),
    *("le 30 février", "aujourd'hui à 9h", "1er mars 2027", "dans deux ans", "chambre 12"),
)


@pytest.mark.parametrize("typed", NO_DAY)
def test_what_is_no_day_to_come_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        rules.when(typed, GROUP, "fr", TUESDAY_NOON)


def test_the_list_goes_out_two_evenings_before_or_one_or_not_at_all() -> None:
    friday = meeting("2027-03-05")
    assert rules.list_at(GROUP, friday, TUESDAY_NOON) == paris("2027-03-03", "18:00")
    assert rules.list_at(GROUP, friday, paris("2027-03-03", "18:00")) == paris("2027-03-04", "18:00")
    assert rules.list_at(GROUP, friday, paris("2027-03-04", "18:00")) is None


def test_the_evening_is_that_of_the_wall_clock_when_the_clocks_change() -> None:
    monday = meeting("2027-03-29")  # summer time begins on Sunday 28
    at = rules.list_at(GROUP, monday, TUESDAY_NOON)
    assert at is not None
    assert at.isoformat() == "2027-03-27T18:00:00+01:00"
    assert rules.asked_at(GROUP, meeting("2027-03-27")).isoformat() == "2027-03-28T18:00:00+02:00"


def test_a_meeting_lasts_until_its_day_ends() -> None:
    for clock in ("18:30", "00:00"):
        thursday = meeting("2027-03-11", clock)
        assert not rules.is_over(GROUP, thursday, paris("2027-03-11", "23:59"))
        assert rules.is_over(GROUP, thursday, paris("2027-03-12", "00:00"))
        assert rules.is_over(GROUP, thursday, datetime(2027, 3, 11, 23, tzinfo=UTC)), "on the group's clock"
        assert rules.begins(GROUP, thursday) == paris("2027-03-11", "00:00")
        assert rules.over_at(GROUP, thursday) == paris("2027-03-12", "08:00")


def test_two_points_are_one_where_the_message_or_the_words_are() -> None:
    own = Point(1, 1, "Le compost", TUESDAY_NOON, brought_by=1)
    message = Point(2, 1, "La pompe fuit", TUESDAY_NOON, message="salon:x/7", said_by=2)
    photo = Point(3, 1, "", TUESDAY_NOON, message="salon:x/8", said_by=2)
    later = TUESDAY_NOON + timedelta(hours=1)
    assert own.is_same(Point(4, 1, "le COMPOST", later, brought_by=3))
    assert not own.is_same(Point(4, 1, "Le compost", later, said_by=2)), "somebody else's words are theirs"
    assert message.is_same(Point(4, 1, "La pompe", later, message="salon:x/7", said_by=2)), "a part of it"
    assert not message.is_same(Point(4, 1, "La pompe fuit", later, message="salon:x/9", said_by=2))
    assert not photo.is_same(Point(4, 1, "", later, message="salon:x/9", said_by=2))
    assert not photo.is_same(Point(4, 1, "", later, said_by=2))
