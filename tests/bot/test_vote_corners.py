"""What the model has found in polls and votes, each in as few acts as it takes."""

from collections.abc import Iterator

import pytest

from tests.bot.vote_model.compared import compare
from tests.bot.vote_model.questions import No
from tests.bot.vote_model.roof import Roof
from tests.bot.vote_model.scene import Scene


@pytest.fixture
def scene(url: str) -> Iterator[Scene]:
    scene = Scene(url)
    yield scene
    scene.close()


def test_nobody_answers_in_a_poll_for_who_does_not_decide(scene: Scene) -> None:
    roof = Roof(scene, "poll")
    assert roof.says("Léa", roof.azur)
    for role in ("accompaniment", "professional", "guest"):
        roof.becomes("Odette", role)
        assert not roof.says("Léa", roof.azur), role


def test_nobody_answers_for_another_than_whom_the_household_has_named(scene: Scene) -> None:
    """Marcel lives with Tomás, who answers for both: an answer for Marcel would be noted, and not counted."""
    roof = Roof(scene, agreement="holder")
    assert not roof.says("Fatou", roof.azur, person="Marcel")
    roof.votes("Tomás", roof.brun)
    assert roof.says("Fatou", roof.azur)


def test_who_advises_from_now_on_was_not_heard(scene: Scene) -> None:
    roof = Roof(scene)
    assert roof.says("Léa", roof.azur)
    roof.others_vote()
    assert roof.asked.closing < roof.asked.ends
    roof.becomes("Inès", "professional")
    assert roof.presses("Inès", "vote", roof.azur)
    roof.world.vote(roof.asked, scene.named("Inès"), roof.azur)
    compare(scene)
    assert roof.asked.closing == roof.asked.ends, "her household can still be heard"
    roof.is_ended()
    assert roof.result()[1] == 5


def test_a_quorum_never_asks_for_more_voices_than_there_are(scene: Scene) -> None:
    roof = Roof(scene, quorum=1)
    roof.are_one("Léa", "Odette")
    for name in ("Karim", "Inès", "Léa", "Zoé", "Fatou"):
        roof.votes(name, roof.brun)
    roof.ends()
    assert roof.result() == ({roof.azur: 0, roof.brun: 5, roof.corail: 0}, 5, 5, 0)


@pytest.mark.parametrize("kind", ["poll", "vote"])
def test_what_is_over_is_not_counted_again_when_two_are_one(scene: Scene, kind: str) -> None:
    roof = Roof(scene, kind, quorum=0)
    roof.votes("Inès", roof.azur)
    if kind == "poll":
        roof.votes("Léa", roof.brun)
    roof.is_ended()
    before = roof.result()
    roof.are_one("Inès", "Léa")
    assert roof.result() == before


def test_a_household_whose_one_answerer_lives_elsewhere_answers(scene: Scene) -> None:
    roof = Roof(scene, agreement="holder")
    assert not roof.presses("Zoé", "vote", roof.azur), "Tomás does it"
    roof.are_one("Léa", "Tomás")
    roof.votes("Zoé", roof.azur)


def test_what_somebody_said_for_themselves_under_another_name_is_their_own(scene: Scene) -> None:
    roof = Roof(scene)
    assert roof.says("Léa", roof.azur)
    roof.are_one("Odette", "Léa")
    assert not roof.says("Fatou", roof.brun), "she has answered herself"
    roof.is_ended()
    assert roof.result()[3] == 0


def test_of_a_hidden_vote_nothing_is_kept_of_who_wanted_what(scene: Scene) -> None:
    """The second of a household is asked first; who accompanies is offered to give an opinion; who has neither a
    page nor a private conversation is told with their next answer what was said for them."""
    roof = Roof(scene)
    lea, karim = scene.named("Léa"), scene.named("Karim")
    scene.members(lambda members: members.ask_relay(scene.group, lea, karim, roof.world.now, agreed=True))
    roof.world.relays.add((lea, karim))
    roof.votes("Karim", roof.azur)
    assert roof.presses("Sarah", "vote", roof.brun)
    assert not roof.presses("Nadia", "vote", roof.azur)
    assert roof.says("Karim", roof.corail, person="Léa")
    told = scene.presses(lea, f"polls:leave:{roof.number}")
    assert "corail" in str(told.view), "with the answer to her next act"
    stored = roof.stored()
    assert all(f":{roof.number}:{option}" in stored for option in (roof.azur, roof.brun))
    assert "corail" in stored
    roof.is_ended()
    stored = roof.stored()
    assert not [words for words in roof.words.values() if words in stored]
    assert not [option for option in roof.words if f":{roof.number}:{option}" in stored]


def test_what_was_refused_as_a_correction_can_be_added(scene: Scene) -> None:
    roof = Roof(scene)
    roof.votes("Inès", roof.azur)
    karim = scene.named("Karim")
    assert roof.presses("Karim", "rechoice", roof.azur)
    assert scene.says(karim, "vert").refused
    with pytest.raises(No):
        roof.world.rechoice(roof.asked, karim, roof.azur, "vert")
    assert roof.presses("Karim", "addtyped")
    assert [*scene.choices(roof.number).values()] == ["azur", "brun", "corail", "vert"]
