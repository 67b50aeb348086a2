"""Each rule on its own: what is typed for it, what it becomes, what makes no sense."""

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import LANGUAGES, voice
from handlers.bookings import changes, charter, charter_sentences, clauses, clauses_read
from handlers.bookings.charter import NEW, Limit, Rules
from handlers.bookings.model import Slot, Space
from handlers.conversation.answer import Refused
from handlers.conversation.views import LABEL_LENGTH
from tests.neighbours import paris, plain

NOW = paris("2027-03-02", "12:10")
ROOM, HALL = (Space(1, 1, name, slot) for name, slot in (("Chambre", "nights"), ("Salle", "hours")))  # type: ignore[arg-type]


def value(key: str, words: str, slot: Slot = "hours") -> str:
    one = next(each for each in clauses.CLAUSES if each.key == key)
    return clauses_read.typed(one, words, NOW, "fr", slot)


@pytest.mark.parametrize(
    ("key", "words", "means"),
    [
        ("opens", "de 8 h à 22 h", "480-1320"),
        ("opens", "8h30-22h", "510-1320"),
        ("opens", "de 8 h à minuit", "480-0"),
        ("opens", "de 22 h à 6 h", "1320-360"),
        ("quiet", "22 h 30", "1350"),
        ("closes_late", "minuit", "0"),
        ("shortest", "une demi-heure", "30"),
        ("longest", "2 h", "120"),
        ("longest", "1 h 30", "90"),
        ("longest", "3 jours", "4320"),
        ("notice", "45", "45"),
        ("cancel", "2 jours", "48"),
        ("late", "36 heures", "36"),
        ("horizon", "un an", "12"),
        ("horizon", "4 mois", "4"),
        ("nights", "7 nuits", "7"),
        ("nights", "sept nuits", "7"),
        ("future", "deux réservations", "2"),
        ("announced", "21 jours", "21"),
        ("limits", "10 heures par semaine", "10hw"),
        ("limits", "2 week-ends par mois", "2wm"),
        ("limits", "3 fois par an", "3by"),
        ("limits", "2 bookings a week", "2bw"),
        ("limits", "1 weekend a quarter", "1wq"),
        ("price", "2 € l'heure", "200h"),
        ("price", "0,34 € le km", "34k"),
        ("price", "1,50 €", "150u"),
        ("price", "participation libre", "gift"),
        ("approval", "3 jours sans objection", "silence3"),
        ("approval", "la personne qui s'en occupe", "contact"),
        ("listed", "oui", "1"),
    ],
)
def test_what_is_typed(key: str, words: str, means: str) -> None:
    assert value(key, words) == means


def test_what_is_typed_for_a_space_by_the_night() -> None:
    assert value("limits", "15 nuits par trimestre", "nights") == "15nq"
    assert value("price", "5 € la nuit", "nights") == "500n"
    assert value("price", "5 €", "nights") == "500n"


@pytest.mark.parametrize(
    ("key", "words", "why"),
    [
        ("opens", "de 18 h à 14 h", "La fermeture serait avant l'ouverture."),
        ("opens", "bonjour", "Écrivez deux heures. Par exemple : de 8 h à 22 h."),
        ("opens", "du 3 au 5 mars", "Écrivez deux heures. Par exemple : de 8 h à 22 h."),
        ("quiet", "samedi", "Écrivez une heure. Par exemple : 22 h."),
        ("step", "45 minutes", "Ce pas ne remplit pas une heure. Écrivez 15, 20, 30 ou 60 minutes."),
        ("longest", "0", "Zéro n'est pas une limite. Écrivez 1 ou plus, ou : enlever."),
        ("nights", "-3 0", "3 nuits"),
        ("nights", "61", "60 au plus ici."),
        ("horizon", "3 ans", "24 au plus ici."),
        ("horizon", "2 jours", "Écrivez un nombre de mois. Par exemple : 3 mois."),
        ("future", "beaucoup", "Écrivez un nombre. Par exemple : 3."),
        ("limits", "15 nuits par mois", "Cet espace se réserve à l'heure. Par exemple : 10 heures par mois."),
        ("limits", "2 réservations", "Sur quelle période ? "),
        ("limits", "0 heures par mois", "Zéro n'est pas une limite. Écrivez 1 ou plus, ou : enlever."),
        ("price", "0 €", "Un prix va de 0,01 € à 1 000 €. Ou écrivez : enlever."),
        ("price", "cher", "Écrivez un prix. Par exemple : 5 € la nuit, ou : libre."),
        ("approval", "90 jours", "Entre 1 et 30 jours."),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(key: str, words: str, why: str) -> None:
    if key == "nights" and why == "3 nuits":  # a sign before a number is no number below nought
        assert value(key, words) == "3"
        return
    with pytest.raises(Refused) as refused:
        value(key, words)
    assert plain(voice("fr")(refused.value.text)).startswith(why.strip())


def test_a_checklist() -> None:
    assert clauses_read.lines("sol balayé, poubelle vidée\nSol balayé") == ("Sol balayé", "Poubelle vidée")
    for words in (" , ", ",".join("abcdefghi"), "x" * 61):
        with pytest.raises(Refused):
            clauses_read.lines(words)
    assert clauses_read.is_removed("Enlever.")
    assert not clauses_read.is_removed("Aucune fenêtre ouverte")
    assert clauses_read.is_none("sans limite")
    assert not clauses_read.is_none("3 jours sans objection")


@pytest.mark.parametrize(
    "space", [ROOM, HALL, replace(HALL, rules=Rules(meter=True))], ids=["night", "hour", "car"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_is_said_on_a_button_and_changes_what_is_said(space: Space, language: str) -> None:
    say = voice(language)
    for group in clauses.GROUPS:
        for one in clauses.of_space(space, group):
            assert len(say(one.label)) <= LABEL_LENGTH
            base = replace(Rules(), opens=time(10), closes=time(11))
            was = list(charter_sentences.of(space.slot, base))
            for choice in clauses.choices(space, one):
                assert len(say(clauses.said(one, choice))) <= LABEL_LENGTH, say(clauses.said(one, choice))
                new = clauses.having(base, one, choice)
                assert clauses.is_set(new, one) or one.fixed
                told = list(charter_sentences.of(space.slot, new))
                silent = one.key in ("late", "kept") or new == base  # said only beside another rule
                assert told != was or silent, one.key
                assert one.fixed or clauses.without(new, one) == clauses.without(base, one)


def test_another_limit_of_the_same_kind_takes_its_place_and_one_of_another_stands_beside_it() -> None:
    limits = next(one for one in clauses.CLAUSES if one.key == "limits")
    rules = clauses.having(charter.GUEST_ROOM, limits, "10nq")
    assert rules.limits == (Limit("nights", 10, "quarter"),)
    assert clauses.having(rules, limits, "1wm").limits == (
        *rules.limits,
        Limit("bookings", 1, "month", weekend=True),
    )


@pytest.mark.parametrize(
    ("rules", "sense"),
    [
        (Rules(shortest=60, longest=30), False),
        (Rules(shortest=60, longest=60), True),
        (Rules(closes_late=time(23)), False),
        (Rules(opens=time(8), closes=time(8)), False),
        (Rules(opens=time(8), closes=time(10), shortest=180), False),
        (Rules(opens=time(22), closes=time(6), shortest=180), True),
        (Rules(horizon=1, notice=31 * 24 * 60), False),
        (charter.COMMON_ROOM, True),
        (charter.LAUNDRY, True),
        (charter.WORKSHOP, True),
        (charter.CAR, True),
    ],
)
def test_rules_under_which_nobody_could_book(rules: Rules, *, sense: bool) -> None:
    assert (changes.contradiction("hours", rules) is None) is sense
    assert changes.contradiction("nights", charter.GUEST_ROOM) is None


FIELDS = st.builds(
    Rules,
    longest=st.integers(0, 5),
    future=st.integers(0, 3),
    buffer=st.sampled_from((0, 30)),
    notice=st.sampled_from((0, 60)),
)


@given(FIELDS, FIELDS, FIELDS)
def test_what_was_changed_is_changed_and_nothing_else(current: Rules, before: Rules, becomes: Rules) -> None:
    new = changes.merged(current, before, becomes, "nights")
    for name in ("longest", "future", "buffer", "notice"):
        changed = getattr(becomes, name) != getattr(before, name)
        assert getattr(new, name) == getattr(becomes if changed else current, name)


def test_two_changes_that_make_no_sense_together_are_the_later_one_alone() -> None:
    shorter, longer = Rules(longest=60), Rules(shortest=120)
    assert changes.merged(shorter, NEW, longer, "hours") == longer


@pytest.mark.parametrize("rules", [charter.GUEST_ROOM, charter.COMMON_ROOM, charter.CAR])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_proposed_fits_into_a_proposal(rules: Rules, language: str) -> None:
    space = ROOM if rules is charter.GUEST_ROOM else HALL
    many = replace(rules, checklist=tuple(f"{n} parce que {'x' * 50}" for n in range(8)))
    for becomes in (rules, many):
        words = changes.proposed(space, NEW, becomes, None, voice(language), 300)
        assert 20 < len(words) <= 300
        assert "\n" not in words
    few = changes.proposed(ROOM, NEW, Rules(longest=7), None, voice("fr"), 300)
    assert plain(few) == "Règles pour la chambre : 7 nuits de suite au plus."
    gone = changes.proposed(ROOM, Rules(longest=7), NEW, None, voice("fr"), 300)
    assert "Ne vaut plus : 7 nuits de suite au plus." in plain(gone)
