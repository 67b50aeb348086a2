"""What neighbours type on their phones, and the poll that they expect."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.conversation.signs import shows
from handlers.conversation.typed import clean
from handlers.polls.model import Wording
from handlers.polls.wording import LONGEST, from_neighbour, understand_choices, understand_poll
from tests.handlers.polls.phrases import CHOICES, OPEN, QUESTIONS, YES_OR_NO

TYPED = (
    "on en à le la les bleu vert samedi dimanche 12 13 mars 18h ou or , ; ? ! : | / ( ) « » soit pas oui non qui "
    "quoi où quand pour contre thé 🎉 Léa l'été\n- \n"
)

anything = st.text(max_size=120)
sentences = st.lists(st.sampled_from(TYPED.split(" ")), max_size=14).map(" ".join)


def one_line(words: str) -> str:
    return clean(clean(words).replace("|", " ").replace("\n", " "))


@pytest.mark.parametrize(("typed", "choices"), CHOICES)
def test_choices_are_found_as_a_neighbour_means_them(typed: str, choices: list[str]) -> None:
    wording = understand_poll(typed)
    assert list(wording.choices) == choices
    assert wording.stock == ()


@pytest.mark.parametrize("typed", YES_OR_NO)
def test_what_each_answers_for_themselves_is_yes_or_no(typed: str) -> None:
    wording = understand_poll(typed)
    assert wording.choices == ()
    assert wording.stock == ("yes", "no")


@pytest.mark.parametrize("typed", OPEN)
def test_an_open_question_has_no_choices_yet(typed: str) -> None:
    assert understand_poll(typed) == Wording(typed)


@pytest.mark.parametrize(("typed", "question"), QUESTIONS)
def test_the_question_keeps_what_is_not_a_choice(typed: str, question: str) -> None:
    assert understand_poll(typed).question == question


def test_choices_given_afterwards_stand_under_their_question_whatever_its_mark() -> None:
    for typed in (
        "des crêpes, une soupe",
        "des crêpes\nune soupe",
        "des crêpes | une soupe",
        "1. des crêpes\n2. une soupe",
    ):
        wording = understand_choices("Que mange-t-on samedi", typed)
        assert wording == Wording("Que mange-t-on samedi", ("des crêpes", "une soupe"))
    assert understand_choices("Que mange-t-on ?", "  ") == Wording("Que mange-t-on ?")


def test_a_neighbours_message_gets_both_and_neither_between_two_choices_only() -> None:
    assert from_neighbour("On fait le chantier samedi ou dimanche ?").stock == ("both", "neither")
    assert from_neighbour("Lundi, mardi ou jeudi ?").stock == ()
    assert from_neighbour("On achète une tondeuse ?").stock == ("yes", "no")


def test_the_same_choice_written_twice_is_one() -> None:
    assert understand_poll("Quelle couleur ?\nBleu\nbleu\nVert").choices == ("Bleu", "Vert")


def test_a_novel_is_a_question_that_is_too_long_and_is_not_taken_apart() -> None:
    for novel in ("soit ou " * 2000, " " * 5000 + "a" + ", " * 5000, "?" * 10_000, "(" * 9_999 + "a"):
        assert understand_poll(novel).question == clean(novel)[: len(novel)]
        assert len(clean(novel)) < LONGEST or not understand_poll(novel).choices


@given(
    st.lists(st.sampled_from(("bleu", "vert", "jaune", "rose pâle", "🔵 azur", "3 h")), min_size=2, unique=True)
)
def test_choices_are_the_same_whether_the_first_stands_behind_the_question_or_below(choices: list[str]) -> None:
    lines = "\n".join(choices)
    for question in ("Quelle couleur ?", "Quelle couleur :"):
        wording = understand_poll(f"{question} {lines}")
        assert list(wording.choices) == choices
        assert wording == understand_poll(f"{question}\n{lines}")


@given(anything | sentences)
def test_any_text_is_understood_as_something(typed: str) -> None:
    wording = understand_poll(typed)
    folded = [choice.casefold() for choice in wording.choices]
    assert len(set(folded)) == len(folded)
    assert all(shows(choice) and choice == choice.strip() for choice in wording.choices)
    assert not (wording.choices and wording.stock)
    for words in (wording.question, *wording.choices):
        unseen = [sign for sign in words if unicodedata.category(sign) in ("Cc", "Cf", "Cs")]
        assert set(unseen) <= {"\u200c", "\u200d"}


@given(anything | sentences)
def test_choices_typed_afterwards_are_never_empty_nor_twice_the_same(typed: str) -> None:
    choices = understand_choices("Que mange-t-on ?", typed).choices
    assert all(shows(choice) for choice in choices)
    assert len({choice.casefold() for choice in choices}) == len(choices)


@given(anything)
def test_cleaning_twice_is_cleaning_once(typed: str) -> None:
    once = clean(typed)
    assert clean(once) == once
    assert once.encode().decode() == once


@given(
    anything.map(one_line).filter(lambda words: shows(words) and not words.endswith(":")),
    st.lists(anything.map(one_line).filter(shows), min_size=2, max_size=8, unique_by=str.casefold),
)
def test_choices_between_bars_come_back_exactly(question: str, choices: list[str]) -> None:
    wording = understand_poll(" | ".join([question, *choices]))
    assert list(wording.choices) == choices
    assert wording.question == question[:1].upper() + question[1:]
