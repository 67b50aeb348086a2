"""Decisions as files: what a spreadsheet and a reader of Markdown make of them."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.texts import voice
from handlers.conversation.spreadsheet import harmless
from handlers.members.model import Group
from handlers.register import paper
from handlers.register.model import Decision, Leaf, Objection, Reservation, Version

NOON = datetime(2027, 3, 8, 12, tzinfo=UTC)
GROUP = Group(1, "Les *Tilleuls*", "Europe/Paris", "fr", None)
LAUNDRY = Decision(
    id=7,
    group=1,
    year=2027,
    rank=6,
    words="La buanderie ouverte jusqu'à 21 h le samedi",
    method="consent",
    decided_at=NOON,
    noted_at=NOON,
    author=3,
    why="Ceux qui travaillent",
    source="proposals:5",
    voices=12,
    answered=12,
    relayed=1,
    review_at=datetime(2027, 6, 8, 18, tzinfo=UTC),
    trial=True,
    length=92,
)
LEAF = Leaf(
    LAUNDRY,
    "Karim",
    (Version(1, "Jusqu'à 22 h", NOON), Version(2, LAUNDRY.words, NOON)),
    (Reservation("Pas pendant le bac.", "Inès"),),
    (Objection(1, 7, 4, "Ça vibre.", True, NOON, "Léa"),),
)
say = voice("fr")


def table(*leaves: Leaf) -> list[list[str]]:
    written = paper.table(leaves, GROUP, say)
    assert written.startswith("\ufeff")
    return list(csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline=""), strict=True))


def test_a_line_says_all_that_is_counted() -> None:
    after = replace(LAUNDRY, id=9, rank=9)
    head, first, second = table(LEAF, Leaf(replace(LAUNDRY, state="replaced"), "", successor=after))
    assert head == [
        "numéro", "décidée le", "décision", "comment", "réponses", "voix", "état", "revue", "remplacée par",
    ]  # fmt: skip
    assert first == [
        "D-2027-006", "2027-03-08", LAUNDRY.words, "par consentement", "12", "12", "en vigueur", "2027-06-08", "",
    ]  # fmt: skip
    assert second[6:] == ["remplacée", "", "D-2027-009"]
    assert table(Leaf(replace(LAUNDRY, overdue=True), ""))[1][6] == "revue en retard"


def test_lines_end_as_rfc_4180_has_it() -> None:
    written = paper.table([Leaf(replace(LAUNDRY, words='Il a dit : "oui", puis\nnon'), "")], GROUP, say)
    assert '"Il a dit : ""oui"", puis\nnon"' in written
    assert written.count("\r\n") == 2
    assert written.endswith("\r\n")


@pytest.mark.parametrize("words", ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "  =1", "\r=1", "\n=1"])
def test_no_cell_is_a_formula(words: str) -> None:
    assert table(Leaf(replace(LAUNDRY, words=words), ""))[1][2] == f"'{words}"


@given(some.text(alphabet=some.characters(codec="utf-8", exclude_characters="\0"), max_size=60))
def test_any_words_come_back_from_the_table(words: str) -> None:
    cell = table(Leaf(replace(LAUNDRY, words=words), ""))[1][2]
    assert cell == harmless(words)
    assert cell.removeprefix("'") in (words, words.removeprefix("'"))


def test_one_decision_to_read() -> None:
    lines = paper.markdown(LEAF, GROUP, say).replace("\u202f", " ").replace("\u00a0", " ").split("\n")
    assert [line for line in lines if line] == [
        "# D-2027-006",
        "**La buanderie ouverte jusqu'à 21 h le samedi**",
        "Pourquoi : « Ceux qui travaillent »",
        "Décidé par consentement, lundi 8 mars 2027.",
        "12 foyers sur 12 ont répondu, dont une réponse donnée par quelqu'un d'autre.",
        "Proposée par Karim.",
        "- Réserve d'Inès : « Pas pendant le bac. »",
        "- À réviser : « Ça vibre. » (Léa)",
        "À l'essai jusqu'au mardi 8 juin 2027. On en reparlera ce jour-là.",
        "- lundi 8 mars 2027 : Jusqu'à 22 h",
    ]


def test_neighbours_words_are_no_marks() -> None:
    written = paper.all_in_markdown([Leaf(replace(LAUNDRY, words="2 * 3\n# <b> [x](y) _z_"), "")], GROUP, say)
    assert written.startswith("# Décisions de «\u00a0Les \\*Tilleuls\\*\u00a0»\n")
    assert "\n## D-2027-006\n" in written
    assert "**2 \\* 3 \\# \\<b\\> \\[x\\](y) \\_z\\_**" in written


def test_the_page_for_the_hall_says_everything_in_large_letters() -> None:
    page = paper.page(LEAF, GROUP, say)
    assert page.name == "D-2027-006.pdf"
    assert say(page.title) == LEAF.decision.words
    assert page.over is not None
    assert say(page.over).endswith("· D-2027-006")
    said = " ".join(say(line) for line in page.lines)
    for reservation in LEAF.reservations:
        assert reservation.words in said
    assert page.code is not None
    assert "D-2027-006" in say(page.code)


def test_the_files_say_what_they_are() -> None:
    assert [file.name for file in paper.all_files([], GROUP, say)] == ["decisions.md", "decisions.csv"]
