"""Which moments a sentence means, what is to be remembered, and what is still worth saying late."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.conversation.answer import Refused
from handlers.conversation.near import is_late
from handlers.members.model import Group
from handlers.reminders import rules
from handlers.reminders.model import Reminder
from handlers.reminders.ring_views import sign
from handlers.reminders.rules import Moments
from handlers.when.understanding import understand
from tests.neighbours import PARIS, paris, plain

NOON = paris("2027-03-02", "12:10")
GROUP = Group(1, "Les Tilleuls", "Europe/Paris", "fr", None)
BREAD = Reminder(1, 1, 1, "sortir le pain", "one", NOON + timedelta(minutes=20), NOON)
WATER = replace(BREAD, words="arroser", rule="FREQ=DAILY", starts=paris("2027-03-03", "08:00"))


def meant(words: str, now: datetime = NOON) -> Moments | None:
    zone = now.tzinfo
    assert isinstance(zone, ZoneInfo)
    return rules.moments(understand(words, now, zone, "fr").meaning, now, zone)


def refused(words: str, now: datetime = NOON) -> str:
    with pytest.raises(Refused) as why:
        meant(words, now)
    return plain(why.value.text.sentence)


@pytest.mark.parametrize(
    ("words", "day", "clock"),
    [
        ("dans 20 minutes", "2027-03-02", "12:30"),
        ("dans une heure et demie", "2027-03-02", "13:40"),
        ("ce soir", "2027-03-02", "19:00"),
        ("demain matin", "2027-03-03", "09:00"),
        ("demain soir", "2027-03-03", "19:00"),
        ("demain", "2027-03-03", "09:00"),
        ("aujourd'hui", "2027-03-02", "19:00"),
        ("samedi", "2027-03-06", "09:00"),
        ("demain à 6h", "2027-03-03", "06:00"),
        ("du 5 au 8 mars", "2027-03-05", "09:00"),
        ("samedi de 14h à 17h", "2027-03-06", "14:00"),
        ("d'ici vendredi midi", "2027-03-05", "09:00"),
        ("d'ici vendredi 8h", "2027-03-05", "08:00"),
        ("avant samedi", "2027-03-05", "09:00"),
        ("d'ici ce soir 19h", "2027-03-02", "19:00"),
    ],
)
def test_words_that_mean_one_moment(words: str, day: str, clock: str) -> None:
    assert meant(words) == Moments(paris(day, clock))


def test_a_day_whose_morning_is_over_means_its_evening_and_one_whose_evening_is_over_is_refused() -> None:
    assert meant("aujourd'hui", paris("2027-03-02", "08:59")) == Moments(paris("2027-03-02", "09:00"))
    assert meant("aujourd'hui", paris("2027-03-02", "09:00")) == Moments(paris("2027-03-02", "19:00"))
    assert refused("aujourd'hui", paris("2027-03-02", "19:00")).startswith("That moment is over.")


@pytest.mark.parametrize(
    ("words", "rule", "day", "clock"),
    [
        ("tous les 2 jours à 8h", "FREQ=DAILY;INTERVAL=2", "2027-03-03", "08:00"),
        ("chaque mardi à 19h", "FREQ=WEEKLY;BYDAY=TU", "2027-03-02", "19:00"),
        ("un jeudi sur deux", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "2027-03-04", "09:00"),
        ("le dernier vendredi du mois", "FREQ=MONTHLY;BYDAY=-1FR", "2027-03-26", "09:00"),
    ],
)
def test_words_that_mean_a_rhythm(words: str, rule: str, day: str, clock: str) -> None:
    found = meant(words)
    assert found is not None
    assert (found.rule, found.starts) == (rule, paris(day, clock))


def test_what_a_rhythm_leaves_out_is_kept() -> None:
    found = meant("un jeudi sur deux à 19h sauf vacances scolaires zone B")
    assert found is not None
    assert found.without.school == "B"


@pytest.mark.parametrize("words", ["", "sortir le pain", "12 rue du 8 mai", "?!", "🌱"])
def test_words_that_mean_no_moment(words: str) -> None:
    assert meant(words) is None


@pytest.mark.parametrize(
    "words", ["hier", "hier à 8h", "il y a 2 jours", "aujourd'hui à 9h", "lundi 1er mars 2027"]
)
def test_what_is_over_is_refused(words: str) -> None:
    assert "over" in refused(words) or "past" in refused(words)


@pytest.mark.parametrize(
    "words", ["bientôt", "un de ces jours", "mardi et jeudi à 18h", "mardi 25h", "le 31 février", "x" * 2000]
)
def test_what_is_vague_or_cannot_be_is_refused(words: str) -> None:
    assert refused(words)


def test_two_years_ahead_are_enough() -> None:
    assert meant("le 1er mars 2029") is not None
    assert refused("le 3 mars 2029 à 13h").startswith("That is too far")


def test_in_20_minutes_is_on_a_watch_also_while_the_clock_is_changed() -> None:
    spring = meant("dans 20 minutes", paris("2027-03-28", "01:50"))
    assert spring == Moments(paris("2027-03-28", "03:10"))
    second = paris("2027-10-31", "02:50")
    autumn = meant("dans 20 minutes", second)
    assert autumn is not None
    assert autumn.starts.timestamp() - second.timestamp() == 1200
    assert (autumn.starts.hour, autumn.starts.minute, autumn.starts.fold) == (2, 10, 1)


@pytest.mark.parametrize(
    ("left", "kept"),
    [
        ("de sortir le pain", "sortir le pain"),
        ("d'arroser", "arroser"),
        ("d’arroser", "arroser"),
        ("que Léa passe", "Léa passe"),
        ("qu'on arrose", "on arrose"),
        ("to water", "water"),
        ("demander à Karim", "demander à Karim"),
        ("descendre les poubelles", "descendre les poubelles"),
        ("tondre la pelouse", "tondre la pelouse"),
        ("tourner le compost", "tourner le compost"),
        ("quelque chose", "quelque chose"),
        ("Queue de l'évier", "Queue de l'évier"),
        ("aboutir", "aboutir"),
        (" , arroser ; ", "arroser"),
        ("une\nligne\t\tet  une autre", "une ligne et une autre"),
        ("de", "de"),
        ("🌱", "🌱"),
        ("", ""),
        (" \u200b\u202e ", ""),
        ("a" * 200, "a" * 200),
    ],
)
def test_what_is_to_be_remembered(left: str, kept: str) -> None:
    assert rules.what(left) == kept


def test_too_many_words_are_refused_and_a_neighbours_are_cut() -> None:
    with pytest.raises(Refused):
        rules.what("a" * 201)
    assert rules.quoted("a" * 201) == "a" * 199 + "…"
    assert rules.quoted("mot " * 90) == " ".join(["mot"] * 49) + "…"
    assert rules.quoted(" court\net bon ") == "court et bon"
    assert rules.quoted("") == ""


@pytest.mark.parametrize(
    ("reminder", "due", "said", "useful"),
    [
        (BREAD, "2027-03-02 12:30", "2027-03-02 13:30", True),
        (BREAD, "2027-03-02 12:30", "2027-03-02 13:31", False),
        (replace(BREAD, made_at=NOON - timedelta(days=3)), "2027-03-02 12:30", "2027-03-02 23:59", True),
        (replace(BREAD, made_at=NOON - timedelta(days=3)), "2027-03-02 12:30", "2027-03-03 00:00", False),
        (WATER, "2027-03-03 08:00", "2027-03-03 21:00", True),
        (WATER, "2027-03-03 08:00", "2027-03-04 07:00", False),
        (WATER, "2027-03-03 23:55", "2027-03-04 00:10", True),
        (WATER, "2027-03-03 23:55", "2027-03-04 00:56", False),
    ],
)
def test_what_comes_late_is_said_while_it_is_of_use(reminder: Reminder, due: str, said: str, useful: bool) -> None:
    due_at, said_at = (paris(*moment.split()) for moment in (due, said))
    assert rules.is_useful(reminder, GROUP, due_at, said_at) is useful


def test_less_than_ten_minutes_are_not_late() -> None:
    assert not is_late(NOON, NOON + timedelta(minutes=9, seconds=59))
    assert is_late(NOON, NOON + timedelta(minutes=10))


def test_tomorrow_is_the_day_after_today_at_the_hour_at_which_it_was_due() -> None:
    due = paris("2027-03-02", "08:00")
    assert rules.tomorrow(due, NOON, GROUP) == paris("2027-03-03", "08:00")
    assert rules.tomorrow(due, NOON + timedelta(days=4), GROUP) == paris("2027-03-07", "08:00")
    gap = rules.tomorrow(paris("2027-03-27", "02:30"), paris("2027-03-27", "09:00"), GROUP)
    assert gap == paris("2027-03-28", "03:30"), "there is no 2:30 that night"
    assert gap.tzinfo == PARIS


def test_what_comes_once_comes_once() -> None:
    assert rules.following(BREAD, NOON) == BREAD.starts
    assert rules.following(BREAD, BREAD.starts) is None


@pytest.mark.parametrize(
    ("words", "emoji"),
    [
        ("arroser le potager", "💧"),
        ("Arrosage", "💧"),
        ("sortir les bacs", "🗑️"),
        ("Faire le ménage", "🧹"),
        ("tourner le compost", "🌱"),
        ("bacon et triage", "⏰"),
        ("", "⏰"),
    ],
)
def test_the_sign_before_it(words: str, emoji: str) -> None:
    assert sign(words) == emoji
