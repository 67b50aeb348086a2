"""Lots that anybody can draw again, and the order on a private sheet."""

import hashlib
from collections import Counter

import pytest

from handlers.polls.tally import draw, drawn_from, seal, shuffled


def test_the_draw_can_be_done_by_hand() -> None:
    words = "3f29" + "17" + "bleu" + "vert"
    assert drawn_from("3f29", 17, ["bleu", "vert"]) == words
    by_hand = int(hashlib.sha256(words.encode("utf-8")).hexdigest(), 16) % 2
    assert draw("3f29", 17, ["bleu", "vert"]) == by_hand
    assert seal("3f29") == hashlib.sha256(b"3f29").hexdigest()
    accented = int(hashlib.sha256("9été".encode()).hexdigest(), 16) % 1
    assert draw("", 9, ["été"]) == accented


def test_the_draw_is_the_same_for_everybody_and_hangs_on_all_three() -> None:
    assert len({draw("secret", 5, ["a", "b", "c"]) for _ in range(10)}) == 1
    many = [f"choix {n}" for n in range(97)]
    assert len({draw(secret, 5, many) for secret in "abcdefgh"}) > 4
    assert len({draw("secret", poll, many) for poll in range(8)}) > 4
    assert draw("secret", 5, many) != draw("secret", 5, many[::-1])


@pytest.mark.parametrize("tied", [2, 3, 5])
def test_the_draw_favours_nobody(tied: int) -> None:
    """Over 1000 secrets each comes out about as often: within four standard deviations."""
    drawn = Counter(draw(f"{secret:032x}", 17, list("abcde")[:tied]) for secret in range(1000))
    expected = 1000 / tied
    allowed = 4 * (1000 * (1 / tied) * (1 - 1 / tied)) ** 0.5
    assert set(drawn) == set(range(tied))
    assert all(abs(n - expected) < allowed for n in drawn.values()), drawn


def test_a_sheet_has_one_order_for_one_person() -> None:
    options = list(range(100, 120))
    assert len({tuple(shuffled(options, 7, 1)) for _ in range(5)}) == 1
    assert shuffled(options, 7, 1) == shuffled(options[::-1], 7, 1), "not that of the card"
    assert sorted(shuffled(options, 7, 1)) == options
    assert len({tuple(shuffled(options, 7, person)) for person in range(50)}) == 50
    assert shuffled(options, 7, 1) != shuffled(options, 8, 1), "another poll, another order"


@pytest.mark.parametrize("choices", [4, 9, 20])
def test_every_choice_comes_first_about_as_often(choices: int) -> None:
    first = Counter(shuffled(range(choices), 3, person)[0] for person in range(1000))
    expected, allowed = 1000 / choices, 4.5 * (1000 / choices * (1 - 1 / choices)) ** 0.5
    assert set(first) == set(range(choices))
    assert all(abs(n - expected) < allowed for n in first.values()), first


def test_a_choice_that_is_added_moves_no_other() -> None:
    """Who comes back to their sheet finds the others in the same order."""
    before = shuffled(range(10), 3, 2)
    assert [option for option in shuffled(range(11), 3, 2) if option < 10] == before
