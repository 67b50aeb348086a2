"""Why words were not taken for a time: every reason has its sentence, in every language."""

from datetime import date, datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from bot.texts import LANGUAGES, typographic, voice
from handlers.when.grammar.reading import LONGEST
from handlers.when.model import Refusal, Why
from handlers.when.sentences import why_not
from handlers.when.understanding import understand

NOW = datetime(2026, 11, 4, 18, 10, tzinfo=ZoneInfo("Europe/Paris"))
TOAST = 200
"""Characters that the short answer to a tap may have on the strictest platform (DESIGN §7)."""

SAID = {
    ("merci beaucoup", "thank you all"): (
        Why.NOTHING,
        "Je n'y vois ni jour ni heure. Écrivez par exemple : samedi, ou le 6 mars.",
        "I see no day and no time there. Write for example: Saturday, or 6 March.",
    ),
    ("le 31 février", "31 February"): (
        Why.IMPOSSIBLE,
        "« {} » n'existe pas. Écrivez par exemple : samedi, ou le 6 mars.",
        "“{}” does not exist. Write for example: Saturday, or 6 March.",
    ),
    ("du 20 août au 3 août", "from 20 August to 3 August"): (
        Why.BACKWARDS,
        "« {} » : la fin vient avant le début.",
        "“{}”: the end comes before the beginning.",
    ),
    ("lundi 5 novembre 2026", "Monday 5 November 2026"): (
        Why.CONTRADICTION,
        "Le jour ne va pas avec la date : c'est le jeudi 5 novembre 2026. Lequel est le bon ?",
        "The weekday does not fit the date: that is Thursday 5 November 2026. Which one is right?",
    ),
    ("demain matin à 18h", "tomorrow at 15am"): (
        Why.CONTRADICTION,
        "« {} » se contredit. Écrivez par exemple : samedi, ou le 6 mars.",
        "“{}” contradicts itself. Write for example: Saturday, or 6 March.",
    ),
    ("bientôt", "soon"): (
        Why.VAGUE,
        "« {} », c'est trop vague pour moi. Écrivez par exemple : samedi, ou le 6 mars.",
        "“{}” is too vague for me. Write for example: Saturday, or 6 March.",
    ),
    ("toutes les heures", "every Easter"): (
        Why.UNCLEAR,
        "Je ne comprends pas « {} ». Écrivez par exemple : samedi, ou le 6 mars.",
        "I do not understand “{}”. Write for example: Saturday, or 6 March.",
    ),
    ("mardi ou jeudi", "Tuesday or Thursday?"): (
        Why.SEVERAL,
        "J'y vois plusieurs moments, et il m'en faut un seul. Écrivez par exemple : samedi, ou le 6 mars.",
        "I see several moments there, and I need one. Write for example: Saturday, or 6 March.",
    ),
    ("appartement 24", "we're in room 214"): (
        Why.NOT_A_TIME,
        "Cela ne ressemble pas à une date. Écrivez par exemple : samedi, ou le 6 mars.",
        "That does not look like a date. Write for example: Saturday, or 6 March.",
    ),
    ("les vacances d'hiver", "the February school holidays"): (
        Why.WHICH_ZONE,
        "De quelle zone scolaire ? Ajoutez « zone A », « zone B » ou « zone C ». Qui anime le groupe peut la noter une fois pour toutes : /groupe.",
        "Which school zone? Add “zone A”, “zone B” or “zone C”. Who runs the group can note it once and for all: /groupe.",
    ),
    ("vacances de Noël 2029", "Christmas holidays 2029"): (
        Why.BEYOND,
        "Les vacances scolaires sont connues jusqu'à l'été 2028. Écrivez les dates.",
        "School holidays are known until the summer of 2028. Write the dates.",
    ),
    ("le pont du 11 novembre", "the bridge of 11 November"): (
        Why.NO_BRIDGE,
        "Ce jour férié ne fait pas de pont : c'est le mercredi 11 novembre 2026. Écrivez les dates.",
        "There is no long weekend: that holiday is Wednesday 11 November 2026. Write the dates.",
    ),
    ("très " * LONGEST, "very " * LONGEST): (
        Why.TOO_LONG,
        "C'est trop long pour moi. Écrivez par exemple : samedi, ou le 6 mars.",
        "That is too long for me. Write for example: Saturday, or 6 March.",
    ),
}
"""What somebody typed in French and in English, and what they are told; {} are the words that are said back."""


def refused(typed: str, language: str) -> Refusal:
    meaning = understand(typed, NOW, ZoneInfo("Europe/Paris"), language).meaning
    assert isinstance(meaning, Refusal), typed
    return meaning


@pytest.mark.parametrize(("french", "english"), SAID)
def test_what_is_said_instead(french: str, english: str) -> None:
    why, in_french, in_english = SAID[french, english]
    for language, typed, said in (("fr", french, typographic(in_french)), ("en", english, in_english)):
        refusal = refused(typed, language)
        assert refusal.why is why
        assert voice(language)(why_not(refusal)) == said.format(refusal.words)


def test_every_reason_is_among_them() -> None:
    assert {why for why, _, _ in SAID.values()} == set(Why)


@pytest.mark.parametrize("why", Why)
def test_every_reason_is_said_in_every_language_with_and_without_its_words(why: Why) -> None:
    for words, day in product(("", "le 31 février", "{x} … ", "mot " * 99), (None, date(2026, 11, 1))):
        text = why_not(Refusal(why, words, day))
        said = {language: voice(language)(text) for language in LANGUAGES}
        assert said["fr"] != said["en"]
        for sentences in said.values():
            assert 0 < len(sentences) <= TOAST
            assert "““" not in sentences
            assert "“”" not in sentences


def test_the_familiar_voice_says_tu() -> None:
    for why in Why:
        said = voice("fr@tu")(why_not(Refusal(why, "bientôt", date(2026, 11, 5))))
        assert "Écrivez" not in said
        assert "Ajoutez" not in said


def test_long_words_are_said_back_in_part_and_on_one_line() -> None:
    words = "mardi\nou bien " + "encore un autre jour " * 9
    said = voice("en")(why_not(Refusal(Why.UNCLEAR, words)))
    assert said.startswith("I do not understand “mardi ou bien encore un autre jour enco…”.")
