"""Sentences in three voices: elision, spaces, dates, lists and plurals."""

import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.french import de
from bot.texts import LANGUAGES, catalogue, say_moment, typographic, voice
from handlers.conversation.text import Form, Listing, Moment, Text, t, tn, verbatim
from tests.neighbours import paris, plain


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Inès", "d'Inès"),
        ("Karim", "de Karim"),
        ("Émile", "d'Émile"),
        ("E\u0301mile", "d'E\u0301mile"),
        ("Yves", "d'Yves"),
        ("Yvonne", "d'Yvonne"),
        ("Yann", "de Yann"),
        ("Yohann", "de Yohann"),
        ("Ysé", "d'Ysé"),
        ("Œdipe", "d'Œdipe"),
        ("œuvre", "d'œuvre"),
        ("Élodie", "d'Élodie"),
        ("Ugo", "d'Ugo"),
        ("Odette", "d'Odette"),
        ("M. Roux", "de M. Roux"),
        ("un voisin", "d'un voisin"),
        ("12", "de 12"),
        ("🎉", "de 🎉"),
        ("", "de "),
        ("Hélène", "d'Hélène"),
        ("Hugo", "d'Hugo"),
        ("Hervé", "d'Hervé"),
        ("Henri", "d'Henri"),
        ("Hakim", "de Hakim"),
        ("Hassan", "de Hassan"),
        ("Hong", "de Hong"),
    ],
)
def test_de_is_elided_as_people_say_it(name: str, said: str) -> None:
    assert de(name) == said


@pytest.mark.parametrize(
    ("at", "form", "french", "english"),
    [
        (paris("2027-03-04", "20:00"), "full", "jeudi 4 mars à 20 h", "Thursday 4 March at 8 pm"),
        (paris("2027-04-01", "08:05"), "full", "jeudi 1er avril à 8 h 05", "Thursday 1 April at 8:05 am"),
        (paris("2027-03-04", "00:00"), "full", "mercredi 3 mars à minuit", "Wednesday 3 March at midnight"),
        (paris("2027-03-04", "12:00"), "full", "jeudi 4 mars à midi", "Thursday 4 March at noon"),
        (paris("2027-03-04", "12:30"), "hour", "12 h 30", "12:30 pm"),
        (paris("2027-03-04", "00:15"), "hour", "0 h 15", "12:15 am"),
        (paris("2027-03-04", "12:00"), "hour", "midi", "noon"),
        (paris("2027-03-04", "00:00"), "hour", "minuit", "midnight"),
        (paris("2027-03-04", "00:00"), "day", "jeudi 4 mars", "Thursday 4 March"),
        (paris("2027-03-04", "20:00"), "short", "jeudi 20 h", "Thursday 8 pm"),
        (paris("2027-03-04", "00:00"), "short", "mercredi à minuit", "Wednesday at midnight"),
        (paris("2027-03-04", "12:00"), "short", "jeudi à midi", "Thursday at noon"),
        (paris("2027-08-01", "09:00"), "day", "dimanche 1er août", "Sunday 1 August"),
        (paris("2027-12-31", "23:59"), "full", "vendredi 31 décembre à 23 h 59", "Friday 31 December at 11:59 pm"),
    ],
)
def test_a_moment_is_said_in_full_in_both_languages(at: datetime, form: Form, french: str, english: str) -> None:
    assert plain(say_moment(Moment(at, form), "fr")) == french
    assert plain(say_moment(Moment(at, form), "en")) == english


def test_an_hour_never_breaks_between_its_number_and_its_h() -> None:
    assert say_moment(Moment(paris("2027-03-04", "20:30"), "hour"), "fr") == "20\u00a0h\u00a030"
    assert say_moment(Moment(paris("2027-03-04", "20:30"), "hour"), "en") == "8:30\u00a0pm"


@pytest.mark.parametrize(
    ("items", "joined"),
    [
        ((), ("", "", "", "")),
        (("bleu",), ("bleu", "bleu", "bleu", "bleu")),
        (("bleu", "vert"), ("bleu et vert", "bleu ou vert", "bleu and vert", "bleu or vert")),
        (
            ("bleu", "vert", "rose"),
            ("bleu, vert et rose", "bleu, vert ou rose", "bleu, vert, and rose", "bleu, vert, or rose"),
        ),
    ],
)
def test_lists_end_with_and_or_with_or(items: tuple[str, ...], joined: tuple[str, str, str, str]) -> None:
    said = tuple(
        voice(language)(t("{counts}.", counts=Listing(items, join))).removesuffix(".")
        for language in ("fr", "en")
        for join in ("and", "or")
    )
    assert said == joined
    assert voice("fr")(t("{counts}.", counts=Listing(items, "commas"))) == ", ".join(items) + "."


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [
        (0, "0 personne a répondu.", "0 people have answered."),
        (1, "1 personne a répondu.", "1 person has answered."),
        (2, "2 personnes ont répondu.", "2 people have answered."),
        (1000, "1000 personnes ont répondu.", "1000 people have answered."),
    ],
)
def test_plurals_agree_as_each_language_counts(number: int, french: str, english: str) -> None:
    text = tn("{n} person has answered.", "{n} people have answered.", number)
    assert voice("fr")(text) == french
    assert voice("fr@tu")(text) == french
    assert voice("en")(text) == english


def test_tu_speaks_where_it_differs_and_else_as_vous() -> None:
    assert voice("fr@tu")(t("You have not answered.")) == "Tu n'as pas répondu."
    assert voice("fr")(t("You have not answered.")) == "Vous n'avez pas répondu."
    assert voice("fr@tu")(t("Nobody has answered.")) == voice("fr")(t("Nobody has answered."))


def test_an_unknown_language_speaks_french() -> None:
    assert voice("de")(t("Yes")) == "Oui"


def _strings(language: str) -> list[str]:
    said: list[str] = []
    for message in catalogue(language):
        if message.id:
            said += message.string if isinstance(message.string, tuple | list) else [str(message.string)]
    return said


@pytest.mark.parametrize("language", ["fr", "fr@tu"])
def test_every_french_sentence_gets_its_spaces(language: str) -> None:
    for sentence in _strings(language):
        said = typographic(sentence)
        assert not re.search(r" [?!;:»]|« ", said), sentence
        assert not re.search(r"\w[?!;](\s|$)", said), sentence
        assert typographic(said) == said
        assert plain(said) == plain(sentence)


def test_what_residents_type_keeps_its_own_spaces() -> None:
    assert voice("fr")(verbatim("Bleu ou vert ?")) == "Bleu ou vert ?"


@pytest.mark.parametrize("language", LANGUAGES)
@given(words=st.text(alphabet=st.characters(codec=None, exclude_categories=())))
def test_words_with_braces_are_said_as_they_are(language: str, words: str) -> None:
    say = voice(language)
    for braces in (
        words,
        "{words}",
        "{0}",
        "{{words}}",
        "{words.__class__}",
        "{",
        "}",
        "%s %(words)s",
        words + "{n!r}",
    ):
        assert say(verbatim(braces)) == braces
        assert braces in say(t("You are {name}.", name=braces))
        assert braces in say(t("Your answer: {choice}.", choice=verbatim(braces)))


def test_a_sentence_that_no_catalogue_has_is_said_in_english() -> None:
    assert voice("fr")(Text("A sentence to come.")) == "A sentence to come."
