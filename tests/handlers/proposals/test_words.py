"""Until when something is tried, and what a typed reply means."""

from datetime import date, datetime, time
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as some

from handlers.conversation.answer import Refused
from handlers.members.model import Group
from handlers.proposals import trials, typed
from handlers.proposals.model import Review, State
from tests.neighbours import PARIS, paris

TILLEULS = Group(1, "Les Tilleuls", "Europe/Paris", "fr", None)
NOW = paris("2027-03-01", "19:00")
MOMENTS = some.datetimes(datetime(2027, 1, 1), datetime(2028, 12, 31), timezones=some.just(PARIS))


# Trials


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("jusqu'au 30 juin", date(2027, 6, 30)),
        ("six mois", date(2027, 9, 1)),
        ("30 juin", date(2027, 6, 30)),
        ("trois semaines", date(2027, 3, 22)),
        ("jusqu'à fin juin", date(2027, 6, 30)),
    ],
)
def test_the_last_day_of_a_trial(words: str, day: date) -> None:
    assert trials.last_day(words, TILLEULS, NOW) == day


@pytest.mark.parametrize("words", ["demain", "dix ans", "bleu", "", "hier", "le 14 mars"])
def test_no_last_day(words: str) -> None:
    with pytest.raises(Refused):
        trials.last_day(words, TILLEULS, NOW)


@given(some.text(max_size=40))
def test_any_words_are_a_day_that_lasts_or_are_refused(words: str) -> None:
    try:
        day = trials.last_day(words, TILLEULS, NOW)
    except Refused:
        return
    assert trials.SOONEST <= day - NOW.date() <= trials.LATEST


@given(MOMENTS, some.integers(1, 36), some.none() | some.dates(date(2027, 1, 1), date(2030, 1, 1)))
def test_it_is_looked_at_again_on_an_evening_after_the_decision(
    decided: datetime, months: int, day: date | None
) -> None:
    at = trials.review_at(Review(months, day), TILLEULS, decided).astimezone(PARIS)
    assert at.time() == time(20)
    if day is not None and day > decided.date():
        assert at.date() == day
    else:
        then = divmod(decided.month - 1 + months, 12)
        assert (at.year, at.month) == (decided.year + then[0], then[1] + 1)
        assert at.day <= decided.day


# What is typed


@pytest.mark.parametrize(
    ("words", "state", "meant"),
    [
        ("Pas d'objection", "objections", typed.Meant("consent")),
        ("pas d’objection.", "objections", typed.Meant("consent")),
        ("✅", "objections", typed.Meant("consent")),
        ("Toujours pas d'objection !", "objections", typed.Meant("consent")),
        ("je suivrai le groupe", "objections", typed.Meant("follow")),
        ("Besoin d'en parler", "objections", typed.Meant("talk")),
        ("objection", "objections", typed.Meant("objection")),
        ("Objection : le bruit", "objections", typed.Meant("objection", "le bruit")),
        ("✋ le bruit", "objections", typed.Meant("objection", "le bruit")),
        ("réserve: pas après 21 h", "objections", typed.Meant("reservation", "pas après 21 h")),
        ("Question : même l'été ?", "opinions", typed.Meant("question", "même l'été ?")),
        ("Avis : très bien", "opinions", typed.Meant("opinion", "très bien")),
        ("Rien à ajouter", "opinions", typed.Meant("nothing")),
        ("pas d'objection mais j'hésite", "objections", typed.Meant("")),
        ("pas bleu !", "objections", typed.Meant("")),
        ("Objection :", "objections", typed.Meant("")),
        ("✅", "opinions", typed.Meant("")),
        ("👍", "objections", typed.Meant("")),
        ("✋", "treatment", typed.Meant("")),
        ("Avis : très bien", "objections", typed.Meant("opinion", "très bien")),
        ("Pas d'objection", "treatment", typed.Meant("consent")),
        ("question : quand ?", "amendment", typed.Meant("question", "quand ?")),
    ],
)
def test_what_a_typed_reply_means(words: str, state: State, meant: typed.Meant) -> None:
    assert typed.understand(words, state) == meant


@given(some.text(max_size=60), some.sampled_from(get_args(State)))
def test_neighbours_who_talk_answer_nothing(words: str, state: State) -> None:
    meant = typed.understand(words, state)
    if meant.what in ("consent", "follow", "talk", "nothing"):
        assert len(words.strip(" .!")) < 30
        assert not meant.words
