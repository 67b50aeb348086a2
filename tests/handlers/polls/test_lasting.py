"""The minute at which a poll closes, where its author said until when."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import LANGUAGES, voice
from handlers.conversation.quiet import Night
from handlers.conversation.text import Text
from handlers.members import hours
from handlers.members.desk import appears_at
from handlers.members.model import Group
from handlers.polls import lasting, rules
from handlers.polls.model import Poll
from handlers.polls.until import End, end_typed
from handlers.when.model import Deadline, Duration, Refusal, Why
from tests.neighbours import PARIS, paris, plain

NOW = paris("2027-03-02", "12:10")
GROUP = Group(1, "Les Tilleuls", "Europe/Paris", "fr", Night())


def ends(end: End, now: datetime = NOW) -> datetime:
    found = lasting.ends(GROUP, now, end)
    assert isinstance(found, datetime), found
    return found


def refused(end: End, now: datetime = NOW) -> str:
    found = lasting.ends(GROUP, now, end)
    assert isinstance(found, Text), found
    return plain(voice("fr")(found))


@pytest.mark.parametrize(
    ("end", "now", "closes"),
    [
        (Deadline(date(2027, 3, 4)), NOW, paris("2027-03-04", "20:00")),
        (Deadline(paris("2027-03-05", "12:00")), NOW, paris("2027-03-05", "12:00")),
        (Duration(days=3), NOW, paris("2027-03-05", "20:00")),
        (Duration(months=1), NOW, paris("2027-04-02", "20:00")),
        (Duration(minutes=90), NOW, paris("2027-03-02", "13:40")),
        (Duration(minutes=48 * 60), NOW, paris("2027-03-04", "12:10")),
        (Duration(days=1, minutes=30), NOW, paris("2027-03-03", "12:40")),
        # at night the card appears in the morning, and lengths are counted from there
        (Duration(days=1), paris("2027-03-02", "22:00"), paris("2027-03-04", "20:00")),
        (Duration(minutes=60), paris("2027-03-02", "22:00"), paris("2027-03-03", "09:00")),
        # the year ends
        (Deadline(date(2028, 1, 1)), paris("2027-12-30", "12:00"), paris("2028-01-01", "20:00")),
        (Duration(days=3), paris("2027-12-30", "12:00"), paris("2028-01-02", "20:00")),
        # the clocks change: an evening is an evening, an hour an hour
        (Duration(days=2), paris("2027-03-27", "12:00"), paris("2027-03-29", "20:00")),
        (Duration(minutes=24 * 60), paris("2027-03-27", "12:00"), paris("2027-03-28", "13:00")),
        (Duration(minutes=24 * 60), paris("2027-10-30", "12:00"), paris("2027-10-31", "11:00")),
        (Deadline(date(2027, 10, 31)), paris("2027-10-30", "12:00"), paris("2027-10-31", "20:00")),
    ],
)
def test_days_end_in_the_evening_and_minutes_at_their_minute(end: End, now: datetime, closes: datetime) -> None:
    assert ends(end, now).astimezone(UTC) == closes.astimezone(UTC)
    assert ends(end, now).utcoffset() == closes.utcoffset()


@pytest.mark.parametrize(
    ("end", "now", "why"),
    [
        (Deadline(date(2027, 3, 1)), NOW, "Lundi 1er mars à 20 h est déjà passé."),
        (
            Deadline(paris("2027-03-02", "12:15")), NOW,
            "Mardi 2 mars à 12 h 15, c'est trop tôt : laissez au moins dix minutes.",
        ),
        (Duration(minutes=5), NOW, "Mardi 2 mars à 12 h 15, c'est trop tôt : laissez au moins dix minutes."),
        (Deadline(date(2027, 3, 2)), paris("2027-03-02", "20:10"), "Mardi 2 mars à 20 h est déjà passé."),
        (
            Deadline(paris("2027-03-03", "00:00")), paris("2027-03-02", "22:00"),
            "Il fait nuit : votre sondage arrivera mercredi 3 mars à 8 h. Il doit finir après.",
        ),
        (Deadline(date(2028, 3, 3)), NOW, "C'est trop loin : un sondage dure un an au plus."),
        (Duration(months=13), NOW, "C'est trop loin : un sondage dure un an au plus."),
        (Duration(months=10**9), NOW, "C'est trop loin : un sondage dure un an au plus."),
        (Duration(days=10**12), NOW, "C'est trop loin : un sondage dure un an au plus."),
        (Duration(minutes=10**12), NOW, "C'est trop loin : un sondage dure un an au plus."),
        (
            Refusal(Why.CONTRADICTION, "mercredi 4 mars", date(2027, 3, 4)), NOW,
            "Ce jour et cette date ne vont pas ensemble. Est-ce jeudi 4 mars ?",
        ),
        (Refusal(Why.IMPOSSIBLE, "32 mars"), NOW, "Je ne comprends pas jusqu'à quand."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_plain_words(end: End, now: datetime, why: str) -> None:
    assert refused(end, now) == why


def test_ten_minutes_and_a_year_are_just_enough() -> None:
    assert ends(Duration(minutes=10)) == NOW + timedelta(minutes=10)
    assert ends(Deadline(date(2028, 3, 2))) == paris("2028-03-02", "20:00")
    assert ends(Duration(months=12)) == paris("2028-03-02", "20:00")


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(PARIS)),
    st.builds(Duration, st.integers(0, 14), st.integers(0, 400), st.integers(0, 10**6)),
)
def test_every_end_is_after_the_card_has_appeared(now: datetime, length: Duration) -> None:
    found = lasting.ends(GROUP, now, length)
    if isinstance(found, datetime):
        shown = appears_at(GROUP, now) or now
        assert found.timestamp() >= shown.timestamp() + 600 - 60
        assert lasting.unfit(GROUP, now, found) is None


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2027-03-03", "mercredi 3 mars à 20 h"),
        ("2027-03-04", "jeudi 4 mars à 20 h, dans 2 jours"),
        ("2027-03-09", "mardi 9 mars à 20 h, dans 7 jours"),
        ("2027-05-01", "samedi 1er mai à 20 h, dans 60 jours"),
        ("2027-05-02", "dimanche 2 mai à 20 h"),
        ("2028-03-01", "mercredi 1er mars 2028 à 20 h"),
    ],
)
def test_the_distance_is_read_back_where_it_helps(day: str, said: str) -> None:
    found = lasting.read_back(GROUP, NOW, paris(day, "20:00"))
    words = Text("{end}", {"end": found})
    assert plain(voice("fr")(words)) == said
    assert all(voice(language)(words) for language in LANGUAGES)


POLL = Poll(
    7, 1, 2, "", "La porte ?", "open", NOW, paris("2027-03-09", "12:00"), paris("2027-03-09", "12:00"), None, None, ()
)  # fmt: skip


def test_a_poll_that_starts_again_keeps_the_end_that_was_chosen() -> None:
    later = paris("2027-03-03", "09:00")
    usual = hours.deadline(GROUP, later, rules.POLL_DAYS)
    assert lasting.again(GROUP, POLL, later) == POLL.ends_at
    assert lasting.again(GROUP, replace(POLL, ends_at=hours.deadline(GROUP, NOW, rules.POLL_DAYS)), later) == usual
    assert lasting.again(GROUP, POLL, paris("2027-03-09", "11:55")) == paris("2027-03-11", "20:00")
    assert lasting.again(GROUP, replace(POLL, extended=True), later) == usual


def test_a_midnight_is_read_back_with_the_day_that_was_typed() -> None:
    end = end_typed("jusqu'à jeudi minuit", GROUP, NOW)
    words = Text("{end}", {"end": lasting.read_back(GROUP, NOW, ends(end))})
    assert plain(voice("fr")(words)) == "jeudi 4 mars à minuit, dans 2 jours"
    assert plain(voice("en")(words)) == "Thursday 4 March at midnight, in 2 days"
