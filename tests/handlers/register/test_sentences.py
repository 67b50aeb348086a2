"""What is said of a decision: how it came to be, whether it holds, in words that a resident would use."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.texts import voice
from handlers.conversation.text import Text
from handlers.members.model import Group
from handlers.register import sentences
from handlers.register.model import Decision, Leaf
from tests.neighbours import plain

NOON = datetime(2027, 3, 8, 12, tzinfo=UTC)
GROUP = Group(1, "Les Tilleuls", "Europe/Paris", "fr", None, kind="housing")
LOTS, ADULTS = replace(GROUP, kind="condominium"), replace(GROUP, kind="place", voices="adult")
ONE = Decision(
    id=7, group=1, year=2027, rank=6, words="La buanderie", method="consent", decided_at=NOON, noted_at=NOON, author=3,
    source="proposals:5",
)  # fmt: skip


def said(texts: "list[Text] | tuple[Text, ...] | object") -> str:
    assert isinstance(texts, (list, tuple))
    return plain(" ".join(voice("fr")(text) for text in texts))


@pytest.mark.parametrize(
    ("group", "more", "words"),
    [
        (GROUP, {}, "Décidé par consentement, lundi 8 mars 2027."),
        (
            GROUP,
            {"voices": 12, "answered": 12, "relayed": 1},
            "Décidé par consentement, lundi 8 mars 2027. "
            "12 foyers sur 12 ont répondu, dont une réponse donnée par quelqu'un d'autre.",
        ),
        (
            GROUP,
            {"voices": 12, "answered": 1},
            "Décidé par consentement, lundi 8 mars 2027. 1 foyer sur 12 a répondu.",
        ),
        (
            LOTS,
            {"method": "vote", "voices": 9, "answered": 7, "relayed": 2},
            "Décidé par un vote, lundi 8 mars 2027. "
            "7 lots sur 9 ont répondu, dont 2 réponses données par quelqu'un d'autre.",
        ),
        (
            ADULTS,
            {"voices": 20, "answered": 11},
            "Décidé par consentement, lundi 8 mars 2027. 11 personnes sur 20 ont répondu.",
        ),
        (
            GROUP,
            {"method": "poll", "answered": 11},
            "Décidé après un sondage, lundi 8 mars 2027. 11 personnes ont répondu.",
        ),
        (
            GROUP,
            {"reached": 12},
            "Décidé par consentement, lundi 8 mars 2027, par absence d'objection (12 foyers prévenus).",
        ),
        (
            LOTS,
            {"reached": 1},
            "Décidé par consentement, lundi 8 mars 2027, par absence d'objection (1 lot prévenu).",
        ),
        (
            ADULTS,
            {"reached": 3},
            "Décidé par consentement, lundi 8 mars 2027, par absence d'objection (3 personnes prévenues).",
        ),
        (GROUP, {"method": "meeting", "source": ""}, "Décidé en réunion, lundi 8 mars 2027."),
    ],
)
def test_how_it_was_decided(group: Group, more: dict[str, object], words: str) -> None:
    decision = Decision(**{**vars(ONE), **more})
    assert said(sentences.how(decision, group)) == words


def test_what_must_be_known_first() -> None:
    other = replace(ONE, id=9, rank=9)
    assert said(sentences.flags(Leaf(ONE, ""))) == ""
    for decision, words in (
        (replace(ONE, state="to_revise"), "En vigueur, à réviser."),
        (replace(ONE, overdue=True), "Revue en retard : personne n'a répondu."),
        (replace(ONE, state="ended", overdue=True), "N'est plus en vigueur."),
        (replace(ONE, former="D-2026-001 D-2027-003"), "Ancien numéro : D-2026-001, D-2027-003."),
        (replace(ONE, state="replaced"), "Remplacée."),
    ):
        assert said(sentences.flags(Leaf(decision, ""))) == words
    replaced = Leaf(replace(ONE, state="replaced"), "", successor=other)
    assert said(sentences.flags(replaced)) == "Remplacée par D-2027-009."
    assert said(sentences.flags(Leaf(other, "", predecessor=ONE))) == "Remplace D-2027-006."


def test_when_it_is_looked_at_again() -> None:
    review = replace(ONE, review_at=NOON + timedelta(days=92))
    assert said(sentences.review(ONE, GROUP)) == ""
    assert said(sentences.review(review, GROUP)) == "À revoir le mardi 8 juin 2027."
    trial = replace(review, trial=True)
    assert said(sentences.review(trial, GROUP)) == (
        "À l'essai jusqu'au mardi 8 juin 2027. On en reparlera ce jour-là."
    )
    assert said(sentences.review(replace(trial, state="to_revise"), GROUP)) == "À revoir le mardi 8 juin 2027."
    assert said(sentences.review(replace(trial, state="replaced"), GROUP)) == ""


@pytest.mark.parametrize(
    ("words", "inside"),
    [
        ("On range les vélos.", "on range les vélos"),
        ("L'été, on mange dehors", "l'été, on mange dehors"),
        ("Nadia garde la clé", "Nadia garde la clé"),
        ("AG en mai", "AG en mai"),
        ("À partir de mai, on mange dehors...", "à partir de mai, on mange dehors..."),
        ("Éteindre à 22 h !", "Éteindre à 22 h !"),
        ("", ""),
    ],
)
def test_a_decision_within_a_sentence(words: str, inside: str) -> None:
    assert sentences.inside(words) == inside


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "1 jour"), (14, "14 jours"), (31, "un mois"), (61, "deux mois"), (92, "trois mois"), (122, "4 mois"),
     (184, "six mois"), (365, "un an"), (730, "24 mois")],
)  # fmt: skip
def test_how_long_it_has_held(days: int, words: str) -> None:
    assert said([sentences.how_long(days)]) == words


def test_a_line_of_a_list() -> None:
    assert said([sentences.line(replace(ONE, words="on range"))]) == "D-2027-006 : On range"
    assert said([sentences.line(replace(ONE, overdue=True))]) == "D-2027-006 : La buanderie (revue en retard)"
    assert said([sentences.line(replace(ONE, state="ended"))]) == "D-2027-006 : La buanderie (plus en vigueur)"
