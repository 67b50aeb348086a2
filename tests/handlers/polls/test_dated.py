"""Choices that are dates are said in full; choices that may be something else are left as they are."""

import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.conversation.views import LABEL_LENGTH
from handlers.members.model import Group
from handlers.polls.dated import Dated, another_date, dated
from handlers.polls.days import fits_a_button, fitting, is_date, names
from handlers.polls.model import Choice
from handlers.polls.rules import choices_of
from handlers.polls.wording import from_neighbour, understand_poll
from handlers.when.model import Day, Instant, Span
from handlers.when.saying import say_date
from tests.neighbours import PARIS, paris, plain

NOW = paris("2027-03-02", "12:10")
"""A Tuesday."""
GROUP = Group(1, "Les Tilleuls", "Europe/Paris", "fr", None)
ENGLISH = Group(2, "The Limes", "Europe/London", "en", None)


def choices(typed: str, now: datetime = NOW, group: Group = GROUP) -> list[str]:
    wording = understand_poll(typed)
    return [plain(one.words) for one in dated(choices_of(wording), wording.question, group, now)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("On fait le chantier samedi ou dimanche ?", ["samedi 6 mars", "dimanche 7 mars"]),
        ("Samedi ou dimanche ?", ["samedi 6 mars", "dimanche 7 mars"]),
        ("Le 12 ou le 13 mars ?", ["vendredi 12 mars", "samedi 13 mars"]),
        ("Rendez-vous le 12/03 ou le 13/03 ?", ["vendredi 12 mars", "samedi 13 mars"]),
        ("Quand ? samedi 20, samedi 13", ["samedi 20 mars", "samedi 13 mars"]),
        ("On se voit ce soir ou demain soir ?", ["mardi 2 mars au soir", "mercredi 3 mars au soir"]),
        ("Demain ou aujourd'hui ?", ["mercredi 3 mars", "mardi 2 mars"]),
        (
            "Apéro vendredi soir, samedi midi ou dimanche ?",
            ["vendredi 5 mars au soir", "samedi 6 mars à midi", "dimanche 7 mars"],
        ),
        (
            "Chantier : samedi 13 matin, dimanche 14 matin ou samedi 20 matin",
            ["samedi 13 mars au matin", "dimanche 14 mars au matin", "samedi 20 mars au matin"],
        ),
        (
            "Samedi 13 de 9h à 12h ou dimanche 14 de 18h30 à minuit ?",
            ["samedi 13 mars, de 9 h à 12 h", "dimanche 14 mars, de 18 h 30 à minuit"],
        ),
        ("On se voit à 18 h : samedi ou dimanche ?", ["samedi 6 mars", "dimanche 7 mars"]),
        ("Ce week-end : dimanche ou samedi ?", ["dimanche 7 mars", "samedi 6 mars"]),
        ("La semaine prochaine : lundi ou mardi ?", ["lundi 8 mars", "mardi 9 mars"]),
        ("2 heures de chantier : samedi ou dimanche ?", ["samedi 6 mars", "dimanche 7 mars"]),
        ("On fête le 1er mai ou le 8 mai ?", ["samedi 1er mai", "samedi 8 mai"]),
        ("Samedi à minuit ou dimanche à 11 h ?", ["samedi 6 mars à minuit", "dimanche 7 mars à 11 h"]),
        (
            "Samedi après-midi ou dimanche après-midi ?",
            ["samedi 6 mars dans l'après-midi", "dimanche 7 mars dans l'après-midi"],
        ),
        ("Saturday lunchtime or Sunday evening?", ["samedi 6 mars à midi", "dimanche 7 mars au soir"]),
        ("Saturday at 2 pm or Sunday at 11 am?", ["samedi 6 mars à 14 h", "dimanche 7 mars à 11 h"]),
    ],
)
def test_dates_are_said_in_full_in_the_language_of_the_group(typed: str, said: list[str]) -> None:
    assert choices(typed) == said


def test_an_english_group_has_english_dates_whoever_writes() -> None:
    assert choices("Saturday or Sunday?", group=ENGLISH) == ["Saturday 6 March", "Sunday 7 March"]
    assert choices("samedi 14 h ou dimanche matin ?", group=ENGLISH) == [
        "Saturday 6 March at 2 pm",
        "Sunday 7 March in the morning",
    ]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("On se retrouve à 18h ou 19h30 ?", ["18h", "19h30"]),  # of which day?
        ("Rendez-vous samedi : 18h ou 19h30 ?", ["18h", "19h30"]),
        ("On arrose le matin ou le soir ?", ["le matin", "le soir"]),
        ("On prend le 12 ou le 14 ?", ["le 12", "le 14"]),  # a bus
        ("10, 15 ou 20 euros ?", ["10 euros", "15 euros", "20 euros"]),
        ("On part en juillet ou en août ?", ["juillet", "août"]),
        ("Noël ou Pâques ?", ["Noël", "Pâques"]),
        ("Samedi ou un autre jour ?", ["Samedi", "un autre jour"]),
        ("Hier ou avant-hier ?", ["Hier", "avant-hier"]),
        ("Hier ou demain ?", ["Hier", "demain"]),
        ("Samedi 6 mars ou le 6 mars ?", ["Samedi 6 mars", "le 6 mars"]),  # the same day
        ("Le week-end du 13 mars ou du 20 mars ?", ["du 13 mars", "du 20 mars"]),
        ("Quelle semaine : 8 mars ou 15 mars ?", ["8 mars", "15 mars"]),
        ("La semaine prochaine : mercredi ou lundi ?", ["mercredi", "lundi"]),
        # weekdays out of their order: of which week?
        ("Mardi ou mercredi ?", ["Mardi", "mercredi"]),
        ("Réunion mardi 20 h 30 ou jeudi 19 h ?", ["mardi 20 h 30", "jeudi 19 h"]),
        ("Lundi, mardi, mercredi ?", ["Lundi", "mardi", "mercredi"]),
        ("Jeudi 7 ou vendredi 8 ?", ["Jeudi 7", "vendredi 8"]),  # no such days before the summer
        # every week, or another one
        ("On se voit plutôt le samedi ou le dimanche ?", ["le samedi", "le dimanche"]),
        ("Quel jour de la semaine pour les bacs ? Jeudi ou vendredi", ["Jeudi", "vendredi"]),
        ("Chantier du week-end du 20 mars : samedi ou dimanche ?", ["samedi", "dimanche"]),
        ("Le mois prochain : samedi ou dimanche ?", ["samedi", "dimanche"]),
        ("Permanence jeudi ou vendredi ?", ["jeudi", "vendredi"]),
    ],
)
def test_what_may_mean_something_else_is_left_as_it_was_typed(typed: str, kept: list[str]) -> None:
    assert choices(typed) == kept


def test_on_a_saturday_nobody_knows_which_saturday_and_which_sunday() -> None:
    assert choices("Samedi ou dimanche ?", paris("2027-03-06", "10:00")) == ["Samedi", "dimanche"]
    assert choices("Samedi ou dimanche ?", paris("2027-03-07", "10:00")) == ["samedi 13 mars", "dimanche 14 mars"]


def test_at_the_end_of_the_year_the_next_such_day_is_in_the_next_year() -> None:
    december = paris("2027-12-29", "12:00")
    assert choices("Samedi ou dimanche ?", december) == ["samedi 1er janvier", "dimanche 2 janvier"]
    assert choices("Le 30 décembre ou le 6 janvier ?", december) == ["jeudi 30 décembre", "jeudi 6 janvier"]
    far = choices("Le 24 décembre 2028 ou le 31 décembre 2028 ?", december)
    assert far == ["dimanche 24 décembre 2028", "dimanche 31 décembre 2028"]


def test_hours_of_the_day_on_which_the_clocks_change() -> None:
    eve = paris("2027-03-27", "12:00")
    assert choices("Dimanche 28 à 9 h ou dimanche 28 à 15 h ?", eve) == [
        "dimanche 28 mars à 9 h",
        "dimanche 28 mars à 15 h",
    ]
    autumn = paris("2027-10-30", "12:00")
    assert choices("Demain à 1 h ou demain à 4 h ?", autumn) == [
        "dimanche 31 octobre à 1 h",
        "dimanche 31 octobre à 4 h",
    ]


def test_what_palabre_words_itself_stays_beside_dates() -> None:
    wording = from_neighbour("On fait le chantier samedi ou dimanche ?")
    found = dated(choices_of(wording), wording.question, GROUP, NOW)
    assert [one.stock for one in found] == ["", "", "both", "neither"]
    assert [one.words for one in found[:2]] == ["samedi 6 mars", "dimanche 7 mars"]


def test_places_stay_with_their_date() -> None:
    found = dated((Choice("Samedi", places=4), Choice("Dimanche", places=1)), "Qui aide ?", GROUP, NOW)
    assert found == (Choice("samedi 6 mars", places=4), Choice("dimanche 7 mars", places=1))


def test_a_date_that_joins_dates_is_said_as_they_are() -> None:
    dates = ["samedi 6 mars", "dimanche 7 mars"]
    assert another_date("vendredi", dates, GROUP, NOW) == "vendredi 5 mars"
    assert another_date("aucun jour", dates, GROUP, NOW) == "aucun jour"
    assert another_date("vendredi", ["bleu", "vert"], GROUP, NOW) == "vendredi"
    assert another_date("vendredi", [], GROUP, NOW) == "vendredi"


# In words, and on buttons


@pytest.mark.parametrize(
    ("words", "room", "shown"),
    [
        ("Samedi 13 mars", 24, "Samedi 13 mars"),
        ("Samedi 13 mars à 14 h", 24, "Samedi 13 mars à 14 h"),
        ("Dimanche 14 mars au matin", 24, "Dim. 14 mars au matin"),
        ("Mercredi 15 septembre à 14 h 30", 24, "Mer. 15 sept. à 14 h 30"),
        ("Samedi 13 mars, de 9 h à 12 h", 24, "Sam. 13 mars, 9 h-12 h"),
        ("Saturday 6 March at 2:30 pm", 24, "Sat. 6 March at 2:30 pm"),
        ("Sunday 14 November in the late afternoon", 24, "Sun. 14, late afternoon"),
        ("Samedi 6 mars dans l'après-midi", 24, "Samedi 6 mars après-midi"),
        ("Dimanche 14 mars dans l'après-midi", 24, "Dim. 14 mars après-midi"),
        ("Sunday 7 March in the morning", 24, "Sunday 7 March morning"),
        ("Saturday 6 March, 9 am to noon", 24, "Sat. 6 March, 9 am-noon"),
        ("Mercredi 15 septembre, de 14 h 30 à 16 h 30", 21, "Mercredi 15"),
        ("Dimanche 14 mars", 7, "Dim. 14"),
        ("Samedi 1er mai", 7, "Sam. 1"),
        ("Samedi 13 mars : le grand ménage", 16, "Samedi 13 mars…"),
        ("Repeindre la cage d'escalier", 16, "Repeindre la ca…"),
    ],
)
def test_a_button_says_of_a_date_what_tells_most(words: str, room: int, shown: str) -> None:
    unbroken = re.sub(r" (?=[hap]m?\b)|(?<=\bh) (?=30)", "\u00a0", words)
    assert plain(fitting(unbroken, room)) == shown


days = st.dates(date(2027, 1, 1), date(2030, 1, 1))
minutes = st.datetimes(datetime(2027, 1, 1), datetime(2030, 1, 1), timezones=st.just(PARIS))


def spans(first: datetime) -> Span:
    return Span(first, first.replace(hour=23, minute=59))


@given(
    days.map(Day) | minutes.map(Instant) | minutes.map(lambda at: Instant(at, "evening")) | minutes.map(spans),
    st.sampled_from(("fr", "en")),
)
def test_every_date_fits_a_button_and_is_known_again(said: Dated, language: str) -> None:
    words = say_date(said, language, date(2027, 3, 2))
    assert is_date(words)
    assert is_date(words[:1].upper() + words[1:])
    assert 0 < len(fitting(words, LABEL_LENGTH)) <= LABEL_LENGTH
    assert "…" not in fitting(words, LABEL_LENGTH)
    assert not isinstance(said, Day) or fits_a_button(words)


def test_people_call_a_date_by_less_than_its_whole_name() -> None:
    assert {"samedi", "samedi 6", "samedi 6 mars", "le samedi 6", "6 mars", "le 6 mars", "le 6"} <= names(
        "samedi 6 mars"
    )
    assert names("bleu") == frozenset()
    assert "dim" not in names("dimanche 7 mars")
