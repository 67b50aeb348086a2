"""Weeks, Sunday evenings, and what is the same thing several times."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.texts import voice
from handlers.agenda import ahead, ahead_views, picture_views
from handlers.conversation.feature import Entry
from handlers.conversation.text import verbatim
from handlers.conversation.topic import Topic
from tests.neighbours import paris, plain
from tests.poll_screens import GROUP

ZONES = ("Europe/Paris", "America/Martinique", "Pacific/Noumea", "America/Toronto", "Indian/Reunion", "UTC")
MONDAY = date(2027, 3, 8)
WATER = Entry(paris("2027-03-09", "08:00"), verbatim("arroser"), Topic("reminders", 1), sort="reminder")


def said(one: Entry, *times: datetime) -> str:
    return plain(voice("fr")(ahead_views.line(GROUP, ahead.Line(one, times or (one.at,)))))


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2036, 1, 1), timezones=st.just(ZoneInfo("UTC"))),
    st.sampled_from(ZONES),
)
def test_from_each_moment_the_next_sunday_evening_is_the_first(now: datetime, zone: str) -> None:
    """Over ten years of clock changes: at 18:00 on the wall of a Sunday, a week from the one before, and the week
    that is spoken of then begins the day after."""
    group = replace(GROUP, zone=zone)
    found = ahead.next_sunday(group, now)
    local = group.local(found)
    assert (local.weekday(), local.hour, local.minute) == (6, 18, 0)
    assert timedelta() < found - now <= timedelta(days=7, hours=1)
    following = group.local(ahead.next_sunday(group, found))
    assert following.date() - local.date() == timedelta(days=7)
    monday = ahead.week_to_tell(group, found)
    assert monday == local.date() + timedelta(days=1)
    assert ahead.told_at(group, monday) == found
    assert not ahead.is_over(group, monday, found)
    assert ahead.is_over(group, monday, following)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2036, 1, 1), timezones=st.just(ZoneInfo("UTC"))))
def test_a_week_is_told_from_sunday_evening_to_monday_noon(now: datetime) -> None:
    local = GROUP.local(now)
    evening, morning = (local.weekday(), local.hour >= 18), (local.weekday(), local.hour < 12)
    monday = ahead.week_to_tell(GROUP, now)
    assert (monday is not None) == (evening == (6, True) or morning == (0, True))
    assert monday is None or (monday.weekday() == 0 and timedelta(0) <= abs(local.date() - monday) <= timedelta(1))


def test_what_comes_back_at_the_same_hour_is_one_line() -> None:
    later = [replace(WATER, at=WATER.at + timedelta(days=days)) for days in (0, 2, 4)]
    evening = replace(WATER, at=paris("2027-03-10", "19:00"))
    whose = replace(WATER, at=paris("2027-03-11", "08:00"), words=verbatim("arroser (Léa)"))
    lines = ahead.lines(GROUP, [*later, evening, whose])
    assert [len(one.times) for one in lines] == [3, 1, 1]
    assert said(WATER, *lines[0].times) == "Arroser : mardi 9, jeudi 11 et samedi 13 mars, à 8 h"
    many = [replace(WATER, at=WATER.at + timedelta(days=days)) for days in range(6)]
    (line,) = ahead.lines(GROUP, many)
    assert said(WATER, *line.times) == "Arroser : 6 fois à 8 h, à partir du mardi 9 mars"
    lasting = [replace(one, ends=one.at + timedelta(hours=1)) for one in later]
    assert len(ahead.lines(GROUP, lasting)) == 3, "of what lasts, each has its own end"


def test_when_something_is() -> None:
    booking = replace(WATER, words=verbatim("salle"), sort="booking")
    assert said(booking) == "Mardi 9 mars à 8 h : salle"
    for starts, ends, timed, when in (
        ("2027-03-09 14:00", "2027-03-09 18:00", True, "Mardi 9 mars, de 14 h à 18 h"),
        ("2027-03-09 20:00", "2027-03-10 00:00", True, "Mardi 9 mars, de 20 h à minuit"),
        ("2027-03-09 20:00", "2027-03-10 02:00", True, "Du mardi 9 au mercredi 10 mars"),
        ("2027-03-30 16:00", "2027-04-02 11:00", False, "Du mardi 30 mars au vendredi 2 avril"),
        ("2027-03-09 08:00", "2027-03-09 18:00", False, "Mardi 9 mars"),
    ):
        one = replace(booking, at=paris(*starts.split()), ends=paris(*ends.split()), timed=timed)
        assert said(one) == f"{when} : salle"
    assert said(replace(booking, timed=False)) == "Mardi 9 mars : salle"


def test_what_is_over_is_not_ahead() -> None:
    now = paris("2027-03-09", "08:01")
    assert not ahead.is_ahead(WATER, now, GROUP)
    assert ahead.is_ahead(WATER, WATER.at, GROUP)
    assert ahead.is_ahead(replace(WATER, timed=False), now, GROUP), "all day"
    assert not ahead.is_ahead(replace(WATER, timed=False), paris("2027-03-10", "00:00"), GROUP)
    assert ahead.is_ahead(replace(WATER, ends=now), now, GROUP)


def test_the_picture_names_nobody_and_leaves_what_is_free_empty() -> None:
    booking = Entry(
        paris("2027-03-12", "16:00"),
        verbatim("chambre (Karim)"),
        Topic("bookings", 1),
        paris("2027-03-15", "11:00"),
        timed=False,
        sort="booking",
        short=verbatim("chambre"),
    )
    week = picture_views.week(GROUP, MONDAY, [WATER, booking], verbatim("Semaine"), date(2027, 3, 10))
    assert "Karim" not in repr(week)
    assert week.today == 2
    water, room = (row.segments[0] for row in week.rows)
    assert (water.begins, water.ends, water.had) == ((1 + 8 / 24) / 7, (1 + 8 / 24) / 7, "due")
    assert (round(room.begins * 7 * 24), room.ends, room.had) == (4 * 24 + 16, 1.0, "taken")
    (row,) = picture_views.week(GROUP, MONDAY, [replace(WATER, timed=False)], verbatim(""), None).rows
    assert [(one.begins, one.ends) for one in row.segments] == [(1 / 7, 2 / 7)], "its whole day"


def test_what_lasts_stands_on_each_day_of_the_month() -> None:
    stay = replace(WATER, at=paris("2027-03-30", "16:00"), ends=paris("2027-04-02", "11:00"), timed=False)
    first, end = ahead.month_of(date(2027, 3, 9))
    month = picture_views.month(GROUP, first, end, [WATER, stay], verbatim("Mars"), date(2027, 3, 10))
    assert (len(month.marks), month.skipped, month.today) == (31, 0, 10)
    assert [day for day, of in enumerate(month.marks, 1) if of] == [9, 30, 31]
    first, end = ahead.month_of(date(2027, 4, 30))
    month = picture_views.month(GROUP, first, end, [stay], verbatim("Avril"), date(2027, 3, 10))
    assert [day for day, of in enumerate(month.marks, 1) if of] == [1, 2]
    assert (len(month.marks), month.skipped, month.today) == (30, 3, None)
