"""Several dates in one sentence, among which one will be chosen."""

import pytest

from handlers.when.model import Why
from handlers.when.several import Several, several
from tests.neighbours import PARIS, paris

MONDAY = paris("2027-03-01", "12:00")


def read(words: str) -> Several:
    return several(words, MONDAY, PARIS, "fr")


def said(found: Several) -> list[str]:
    """« 13/03 9-12 », « 13/03 14 », « 13/03 »."""
    lines = []
    for one in found.dates:
        hours = "" if not one.timed else f" {one.starts:%H}" + ("" if one.ends is None else f"-{one.ends:%H}")
        lines.append(f"{one.starts:%d/%m}{hours}" + ("?" if one.doubtful else ""))
    return lines


@pytest.mark.parametrize(
    ("words", "subject", "dates"),
    [
        (
            "Chantier jardin : samedi 13 matin, dimanche 14 matin ou samedi 20 matin",
            "Chantier jardin",
            ["13/03 09-12", "14/03 09-12", "20/03 09-12"],
        ),
        ("Chantier jardin samedi 13 matin", "Chantier jardin", ["13/03 09-12"]),
        ("samedi 13 matin : chantier", "chantier", ["13/03 09-12"]),
        ("Chantier, samedi 13 matin ou 20 matin", "Chantier", ["13/03 09-12", "20/03 09-12"]),
        ("Chantier : samedi 13, de 9 h à 12 h, ou dimanche 14 à 14 h", "Chantier", ["13/03 09-12", "14/03 14"]),
        ("Peinture ou papier samedi 13", "Peinture ou papier", ["13/03"]),
        ("Fête : le 12 ou le 19 juin", "Fête", ["12/06", "19/06"]),
        ("Chantier\n1. dimanche 14 mars à 10h\n2. samedi 13 mars à 9h", "Chantier", ["13/03 09", "14/03 10"]),
        ("Chantier : samedi 13 matin ou samedi 13 mars au matin", "Chantier", ["13/03 09-12"]),
        # could be meant otherwise
        ("Repas : samedi 13 ou dimanche 14 à 12h30", "Repas", ["13/03 12?", "14/03 12"]),
        ("Chantier : samedi 13 et dimanche 14", "Chantier", ["13/03?"]),
        # no date at all
        ("Atelier compost", "Atelier compost", []),
    ],
)
def test_subject_and_dates(words: str, subject: str, dates: list[str]) -> None:
    found = read(words)
    assert (found.subject, said(found), found.refusal) == (subject, dates, None)
    assert found.doubtful == any("?" in one for one in dates)


def test_until_when_they_can_be_answered() -> None:
    found = read("Repas partagé : jeudi 4 mars à 19h, jusqu'à mercredi midi")
    assert found.until == paris("2027-03-03", "12:00")
    assert read("Repas : jeudi 11 mars, d'ici vendredi").until == paris("2027-03-05", "20:00")


def test_words_that_mean_nothing_here_are_read_back() -> None:
    found = read("Chantier jardin : samedi 13 matin, avec les enfants")
    assert (list(found.unread), found.doubtful) == (["avec les enfants"], True)


def test_what_was_meant_for_a_date_and_is_none() -> None:
    for words, why in (("Chantier : samedi 14", Why.UNCLEAR), ("Chantier : samedi 13 ou bientôt", Why.VAGUE)):
        refusal = read(words).refusal
        assert refusal is not None
        assert refusal.why is why


def test_a_rhythm_is_no_list_of_dates() -> None:
    found = read("Yoga : un jeudi sur deux à 19h")
    assert found.rhythm is not None
    assert list(found.dates) == []
