"""Whoever reads the figures, as often as they like, learns of nobody what they answered."""

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.evaluation.figures import AVERAGED_FROM, OPEN_FROM, figures, shown
from handlers.evaluation.model import Figures, Given

PEOPLE = 8
MARK = st.integers(1, 4)
WHOLE = st.builds(Given, st.tuples(MARK, MARK, MARK), st.sampled_from(("", "Bien", "Trop long", "À refaire")))
PARTIAL = st.builds(Given, st.tuples(st.integers(0, 4), st.integers(0, 4), st.just(0)), st.just("Non"))
LIFE = st.lists(st.tuples(st.integers(0, PEOPLE - 1), st.booleans()), max_size=30)
"""Who gives an answer, or takes it back, one after the other."""


def _given(*marks: int) -> list[Given]:
    return [Given((mark, mark, mark)) for mark in marks]


def test_five_answers_are_counted() -> None:
    found = figures([*_given(1, 1, 2, 4), Given((2, 3, 1), "Merci")])
    assert found == Figures(5, ((2, 2, 0, 1), (2, 1, 1, 1), (3, 1, 0, 1)), (), ("Merci",))


def test_of_four_only_the_side_of_the_average_is_said_and_no_words() -> None:
    found = figures([*_given(1, 2, 3), Given((4, 3, 4), "Merci")])
    assert found == Figures(4, (), ("good", "good", "good"), ())
    assert figures([*_given(1, 4, 4), Given((2, 2, 1), "Merci")]).leanings == ("poor", "poor", "good")


@pytest.mark.parametrize("few", [0, 1, 2])
def test_of_fewer_than_three_nothing_is_said(few: int) -> None:
    assert figures([Given((1, 1, 1), "Merci")] * few) == Figures(few)


def test_an_answer_that_is_not_whole_counts_nowhere() -> None:
    assert figures([*_given(1, 1, 1, 1), Given((1, 1, 0), "Merci")]) == figures(_given(1, 1, 1, 1))
    assert not shown(None, [*_given(1, 1, 1, 1), Given((1, 1, 0))])


def test_words_stand_in_the_order_of_the_alphabet() -> None:
    said = [Given((1, 1, 1), words) for words in ("zèbre", "École", "eau", "", "à deux")]
    assert figures(said).words == ("à deux", "eau", "École", "zèbre")


@pytest.mark.parametrize("many", range(AVERAGED_FROM, OPEN_FROM))
def test_whoever_knows_their_own_answer_knows_no_other(many: int) -> None:
    """Every neighbour's answer is still one of several, whatever the average and whatever one's own answer."""
    possible: dict[tuple[object, int, int], set[int]] = {}
    for marks in product(range(1, 5), repeat=many):
        (average, _, _) = figures(_given(*marks)).leanings
        for other in range(1, many):
            possible.setdefault((average, marks[0], other), set()).add(marks[other])
    assert len(possible) == 2 * 4 * (many - 1)
    assert all(len(answers) > 1 for answers in possible.values())


def _looks(life: Sequence[tuple[int, bool]], last: Sequence[Given], early: Sequence[Given]) -> Iterator[object]:
    """What is shown after each act, and once it is closed. `last` is what each of them answered in the end, `early`
    whatever they had said before they changed it."""
    now: dict[int, Given] = {}
    ends = {who: at for at, (who, _) in enumerate(life)}
    for at, (who, gives) in enumerate(life):
        if gives:
            now[who] = last[who] if at == ends[who] else early[at % len(early)]
        else:
            now.pop(who, None)
        yield shown(None, list(now.values()))
    closed = figures(list(now.values()))
    yield shown(closed, [])


@given(
    LIFE,
    st.lists(WHOLE, min_size=PEOPLE, max_size=PEOPLE),
    st.lists(WHOLE, min_size=1),
    st.lists(WHOLE, min_size=1),
    st.randoms(use_true_random=False),
)
def test_no_two_looks_tell_who_answered_what(
    life: list[tuple[int, bool]], last: list[Given], early: list[Given], others: list[Given], chance: object
) -> None:
    """Neighbours exchange their answers, and had said other things before: every look is the same, so that nothing
    between two of them says whose answer was which."""
    ends = dict(life)
    who = [one for one, gives in ends.items() if gives]
    mixed = list(who)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    exchanged = list(last)
    for one, other in zip(who, mixed, strict=True):
        exchanged[one] = last[other]
    assert list(_looks(life, last, early)) == list(_looks(life, exchanged, others))


@given(st.lists(WHOLE, max_size=12), st.lists(PARTIAL, max_size=5))
def test_every_question_has_as_many_answers_as_were_given(whole: list[Given], partial: list[Given]) -> None:
    found = figures([*partial, *whole])
    assert found.answers == len(whole)
    assert all(sum(counts) == len(whole) for counts in found.counts)
    assert bool(found.counts) == (len(whole) >= OPEN_FROM)
    assert bool(found.leanings) == (AVERAGED_FROM <= len(whole) < OPEN_FROM)
    assert found.counts or not found.words
    assert "Non" not in found.words
