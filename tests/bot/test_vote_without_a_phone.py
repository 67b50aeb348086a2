"""Odette is 76 and has no phone: she is in the roll, she is told, she is answered for, and she counts once."""

from collections.abc import Iterator

import pytest

from tests.bot.vote_model.compared import compare, compare_waiting
from tests.bot.vote_model.roof import Roof
from tests.bot.vote_model.scene import Scene
from tests.bot.vote_model.stage import SALON


@pytest.fixture
def roof(url: str) -> Iterator[Roof]:
    scene = Scene(url)
    yield Roof(scene)
    scene.close()


def test_she_is_in_the_roll_told_answered_for_and_counted_once(roof: Roof) -> None:
    assert frozenset({roof.odette}) in roof.world.missing(roof.asked), "she is missed, as everybody is"
    compare_waiting(roof.scene, roof.odette)
    assert not roof.presses("Karim", "say", roof.odette, roof.azur), "she has asked Léa, and not him"
    assert roof.presses("Léa", "told", roof.odette)
    assert roof.told() == {roof.odette: "told"}
    assert roof.says("Léa", roof.azur, "Le bleu, comme avant.")
    assert roof.says("Fatou", roof.corail), "whoever animates may too: it is still one answer"
    roof.scene.restart()
    assert roof.says("Léa", roof.azur)
    roof.others_vote()
    roof.ends()
    assert roof.result() == ({roof.azur: 1, roof.brun: 5, roof.corail: 0}, 6, 6, 1)


def test_she_gets_a_tablet_and_answers_herself(roof: Roof) -> None:
    assert roof.says("Léa", roof.azur)
    roof.scene.members(lambda members: members.add_account(roof.odette, SALON, "odette"))
    roof.world.people[roof.odette].doors.append((SALON, "odette"))
    compare(roof.scene)
    assert not roof.says("Fatou", roof.brun), "who has an account is answered for by whom they asked alone"
    assert roof.says("Léa", roof.brun), "as long as she has not answered herself"
    assert roof.presses("Léa", "say", roof.odette, roof.azur)
    roof.votes("Odette", roof.corail)
    assert roof.scene.presses(roof.scene.named("Léa"), "polls:nowords").refused, "she was quicker"
    compare(roof.scene)
    assert not roof.says("Léa", roof.azur), "her own answer stands"
    assert not roof.presses("Léa", "unsay", roof.odette), "and nobody takes it back"
    roof.others_vote()
    roof.ends()
    assert roof.result() == ({roof.azur: 0, roof.brun: 5, roof.corail: 1}, 6, 6, 0)


def test_the_account_turns_out_to_be_hers(roof: Roof) -> None:
    """« Mme Odette » had come into the room by herself, after the opening; somebody says that she is Odette."""
    assert roof.says("Léa", roof.azur)
    roof.scene.joins("Mme Odette", SALON)
    assert not roof.presses("Mme Odette", "vote", roof.brun), "she came after the opening"
    roof.are_one("Odette", "Mme Odette")
    roof.votes("Odette", roof.brun)
    assert not roof.says("Léa", roof.azur)
    roof.others_vote()
    roof.ends()
    assert roof.result() == ({roof.azur: 0, roof.brun: 6, roof.corail: 0}, 6, 6, 0)


def test_who_answered_for_her_is_forgotten_and_her_answer_is_still_one_given_for_her(roof: Roof) -> None:
    assert roof.says("Léa", roof.azur)
    lea = roof.scene.named("Léa")
    roof.scene.presses(lea, "help:forget:surely")
    roof.world.forget(lea)
    compare(roof.scene)
    assert roof.says("Fatou", roof.corail), "it can still be corrected"
    for name in ("Karim", "Inès", "Zoé", "Fatou"):
        roof.votes(name, roof.brun)
    assert roof.asked.closing < roof.asked.ends
    roof.scene.presses(roof.scene.named("Fatou"), f"polls:close:{roof.number}")
    roof.world.close(roof.asked, roof.scene.named("Fatou"))
    compare(roof.scene)
    assert roof.result() == ({roof.azur: 0, roof.brun: 4, roof.corail: 1}, 5, 6, 1)
