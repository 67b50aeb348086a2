"""How settings, rules and roles are said in French and in English."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from bot.texts import voice
from handlers.conversation.quiet import Night
from handlers.groups import sentences
from handlers.members.model import Group, SchoolZone, Silence
from tests.handlers.groups.screens import NOW, members
from tests.neighbours import plain

GROUP = Group(1, "Les Tilleuls", "Europe/Paris", "fr", Night(), kind="housing")
FRENCH, ENGLISH = voice("fr"), voice("en")


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({}, "Réglages : français, heure de Paris, silence de 20 h 30 à 8 h."),
        (
            {"language": "fr@tu", "zone": "Indian/Reunion", "night": None},
            "Réglages : français avec tutoiement, heure de La Réunion, pas de silence.",
        ),
        (
            {"language": "en", "zone": "Pacific/Port_Moresby"},
            "Réglages : anglais, heure de Port Moresby, silence de 20 h 30 à 8 h.",
        ),
    ],
)
def test_the_settings_in_one_sentence(other: dict[str, object], said: str) -> None:
    assert plain(FRENCH(sentences.settings_sentence(replace(GROUP, **other)))) == said  # type: ignore[arg-type]


def test_the_school_zone_is_said_once_it_is_noted() -> None:
    def said(school: SchoolZone) -> list[str]:
        return [plain(FRENCH(one)) for one in sentences.settings_sentences(replace(GROUP, school=school))]

    settings = "Réglages : français, heure de Paris, silence de 20 h 30 à 8 h."
    assert said("") == [settings]
    assert said("A") == [settings, "Zone scolaire : A (Lyon, Bordeaux, Dijon…)."]
    assert said("B") == [settings, "Zone scolaire : B (Nantes, Lille, Nice…)."]
    assert said("C") == [settings, "Zone scolaire : C (Paris, Toulouse, Créteil…)."]


def test_every_academy_of_the_mainland_has_one_school_zone() -> None:
    towns = [town for zone in sentences.ACADEMIES.values() for town in zone.split(", ")]
    assert len(towns) == len(set(towns)) == 24


def test_the_settings_in_english() -> None:
    said = plain(ENGLISH(sentences.settings_sentence(GROUP)))
    assert said == "Settings: French, time in Paris, quiet from 8:30 pm to 8 am."


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({}, "Votes : une voix par foyer, la dernière réponse compte, sans minimum de réponses."),
        (
            {"agreement": "majority", "quorum": Fraction(1, 2)},
            "Votes : une voix par foyer, la majorité du foyer compte, il faut la moitié des réponses.",
        ),
        (
            {"kind": "condominium", "agreement": "holder", "quorum": Fraction(2, 3)},
            "Votes : une voix par lot, une personne désignée répond, il faut deux tiers des réponses.",
        ),
        (
            {"voices": "adult", "quorum": Fraction(1, 4)},
            "Votes : une voix par adulte, il faut un quart des réponses.",
        ),
        (
            {"kind": "place", "voices": "adult", "quorum": Fraction(1, 3)},
            "Votes : une voix par personne, il faut un tiers des réponses.",
        ),
    ],
)
def test_the_rules_in_one_sentence(other: dict[str, object], said: str) -> None:
    assert plain(FRENCH(sentences.rules_sentence(replace(GROUP, **other)))) == said  # type: ignore[arg-type]


def test_what_silence_means_is_said_where_it_is_not_as_everywhere() -> None:
    def said(silence: Silence) -> list[str]:
        return [plain(FRENCH(one)) for one in sentences.rules_sentences(replace(GROUP, silence=silence))]

    votes = "Votes : une voix par foyer, la dernière réponse compte, sans minimum de réponses."
    assert said("nothing") == [votes]
    assert said("consent") == [votes, "Propositions : sans réponse, on laisse faire les autres."]
    assert said("required") == [votes, "Propositions : tout le monde doit répondre."]


def test_who_runs_the_group_the_accompaniment_first() -> None:
    karim, nadia = members()[:2]
    told = [plain(FRENCH(text)) for text in sentences.who_runs(GROUP, [karim, nadia], NOW)]
    assert told == ["Nadia accompagne.", "Karim anime jusqu'au mardi 1er juin."]
    assert plain(FRENCH(sentences.who_runs(GROUP, [], NOW)[0])) == (
        "Personne n'anime : chacun peut nommer quelqu'un."
    )


def test_a_day_of_another_year_says_the_year() -> None:
    karim = replace(members()[0], role_ends_at=NOW + timedelta(days=365))
    assert (
        plain(FRENCH(sentences.role_sentence(GROUP, karim, NOW))) == "Karim anime jusqu'au mardi 29 février 2028."
    )
    assert (
        plain(ENGLISH(sentences.role_sentence(GROUP, karim, NOW)))
        == "Karim runs it until Tuesday 29 February 2028."
    )
