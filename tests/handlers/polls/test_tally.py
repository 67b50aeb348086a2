"""What a vote comes to: the vectors of the domain papers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from itertools import count

import pytest

from handlers.members.electorate import Unit, needed
from handlers.members.model import Agreement
from handlers.polls import results
from handlers.polls.model import MAYBE, NO, YES, Ballot, Option, Poll
from handlers.polls.sentences import has_majority, result_sentence, second_round
from handlers.polls.tally import Tally, tally
from tests.poll_screens import GROUP, NOW, a_poll

FOR, AGAINST = 71, 72
A, B, C = 11, 12, 13
KARIM, SARAH, INES = 1, 2, 3


def counted(units: Sequence[Unit], ballots: Sequence[Ballot], agreement: Agreement = "last") -> Tally:
    return tally(units, ballots, agreement)


def each(*chosen: int | None) -> tuple[list[Unit], list[Ballot]]:
    """One unit and one ballot for each person."""
    units = [Unit(number, (number,)) for number, _ in enumerate(chosen, 1)]
    return units, [Ballot(number, "", option, turn=number) for number, option in enumerate(chosen, 1)]


def approving(*ballots: set[int]) -> Tally:
    units = [Unit(number, (number,)) for number, _ in enumerate(ballots, 1)]
    return counted(
        units,
        [Ballot(number, "", None, dict.fromkeys(chosen, YES)) for number, chosen in enumerate(ballots, 1)],
    )


def vote(*numbers: int, blank: int = 0, **other: object) -> Poll:
    """A vote that has ended with these numbers."""
    poll = a_poll("Bleu", len(numbers), kind="vote", state="closed", closed_at=NOW, voice="household", blank=blank)
    options = tuple(Option(at, f"choix {at}", "", n) for at, n in zip(count(1), numbers, strict=False))
    return replace(poll, options=options, replies=sum(numbers) + blank, **other)  # type: ignore[arg-type]


# --- one voice for several people (copropriete.md §3.8)

TOGETHER = Unit(1, (KARIM, SARAH))
ALONE = Unit(2, (INES,))


def test_h1_of_two_adults_the_later_answer_is_the_voice() -> None:
    ballots = [Ballot(KARIM, "Karim", FOR, turn=1), Ballot(SARAH, "Sarah", AGAINST, turn=2)]
    for given in (ballots, ballots[::-1]):
        result = counted([TOGETHER], given)
        assert dict(result.voices) == {AGAINST: 1}
        assert result.answered == {1}
        assert result.blank == 0


def test_h1_a_later_answer_that_chooses_nothing_is_the_voice_too() -> None:
    ballots = [Ballot(KARIM, "Karim", FOR, turn=1), Ballot(SARAH, "Sarah", None, turn=2)]
    result = counted([TOGETHER], ballots)
    assert not result.voices
    assert (result.blank, set(result.answered)) == (1, {1})


def test_h2_two_adults_who_disagree_abstain() -> None:
    ballots = [Ballot(KARIM, "Karim", FOR, turn=1), Ballot(SARAH, "Sarah", AGAINST, turn=2)]
    result = counted([TOGETHER], ballots, "majority")
    assert not result.voices
    assert (result.blank, set(result.answered)) == (1, {1})


@pytest.mark.parametrize(
    ("chosen", "voices", "blank"),
    [
        ((FOR, FOR, AGAINST), {FOR: 1}, 0),
        ((FOR, None, None), {}, 1),
        ((FOR, FOR, None), {FOR: 1}, 0),
        ((FOR, AGAINST, None), {}, 1),
    ],
)
def test_h2_most_of_those_who_answered_decide(
    chosen: tuple[int | None, ...], voices: dict[int, int], blank: int
) -> None:
    unit = Unit(1, (1, 2, 3))
    ballots = [Ballot(person, "", option, turn=person) for person, option in enumerate(chosen, 1)]
    result = counted([unit], ballots, "majority")
    assert (dict(result.voices), result.blank) == (voices, blank)


def test_h2_one_adult_who_answers_alone_is_the_majority() -> None:
    result = counted([TOGETHER], [Ballot(SARAH, "Sarah", AGAINST)], "majority")
    assert dict(result.voices) == {AGAINST: 1}


def test_h3_only_the_named_person_answers() -> None:
    held = replace(TOGETHER, holder=KARIM)
    both = [Ballot(KARIM, "Karim", FOR, turn=1), Ballot(SARAH, "Sarah", AGAINST, turn=2)]
    assert dict(counted([held], both, "holder").voices) == {FOR: 1}
    alone = counted([held], both[1:], "holder")
    assert (dict(alone.voices), alone.answered) == ({}, frozenset())
    # Nobody was named, or the one who was has left: the last answer counts.
    assert dict(counted([TOGETHER], both, "holder").voices) == {AGAINST: 1}
    # A name means something only where the group wants one.
    assert dict(counted([held], both, "last").voices) == {AGAINST: 1}


def test_h4_one_voice_per_adult() -> None:
    units, ballots = each(*[FOR] * 9, *[AGAINST] * 8, None, None)
    result = counted(units, ballots[:17])
    assert (dict(result.voices), len(set(result.answered))) == ({FOR: 9, AGAINST: 8}, 17)
    assert has_majority(vote(9, 8))
    assert not has_majority(vote(9, 8, blank=2)), "who answers without choosing was heard"


def test_h5_who_leaves_is_counted_and_the_number_of_voices_stays() -> None:
    result = counted([TOGETHER, ALONE], [Ballot(INES, "", FOR)])
    assert (dict(result.voices), set(result.answered)) == ({FOR: 1}, {2})


def test_h6_a_ballot_of_nobody_in_the_roll_is_not_counted() -> None:
    result = counted([ALONE], [Ballot(INES, "Inès", FOR), Ballot(99, "Tomás", AGAINST)])
    assert (dict(result.voices), set(result.answered)) == ({FOR: 1}, {2})


def test_what_is_said_apart_is_never_added() -> None:
    """Also where the one who advises is in the roll, because their role changed since."""
    ballots = [
        Ballot(INES, "Inès", FOR),
        Ballot(KARIM, "Karim", AGAINST, advice=True),
        Ballot(9, "", None, advice=True),
    ]
    result = counted([TOGETHER, ALONE], ballots)
    assert dict(result.voices) == {FOR: 1}
    assert dict(result.advice) == {AGAINST: 1}
    assert (set(result.answered), result.blank, result.blank_advice) == ({2}, 0, 1)


def test_parts_of_the_building_are_added_beside_the_voices() -> None:
    units = [Unit(1, (1,), 420), Unit(2, (2,), 80), Unit(3, (3,), 300), Unit(4, (4,), 200)]
    ballots = [Ballot(1, "", FOR), Ballot(2, "", AGAINST), Ballot(3, "", AGAINST), Ballot(4, "", None)]
    result = counted(units, ballots)
    assert (dict(result.voices), dict(result.parts)) == ({FOR: 1, AGAINST: 2}, {FOR: 420, AGAINST: 380})
    assert (result.blank, result.blank_parts) == (1, 200)


def test_a_vote_by_parts_is_led_by_parts_and_not_by_ballots() -> None:
    """copropriete.md §3.7, C35: bars drawn per ballot once reversed a result."""
    options = (Option(FOR, "pour", "for", 1, parts=420), Option(AGAINST, "contre", "against", 2, parts=380))
    poll = replace(vote(1, 2, blank=1), options=options, weighs=True, blank_parts=200)
    assert [option.id for option in poll.leaders()] == [FOR]
    assert not has_majority(poll), "420 is not more than half of the 1000 that were heard"
    assert has_majority(replace(poll, blank_parts=39))
    assert [bar.number for bar in results.chart(poll).bars] == [420, 380]


# --- several answers (ballots.md §4.4)


def test_ap1_most_approvals_lead() -> None:
    result = approving({A, B}, {B}, {B, C}, {C}, {A, B})
    assert dict(result.voices) == {A: 2, B: 4, C: 2}
    assert len(result.answered) == 5
    poll = replace(
        a_poll("", 3, style="several", most=3, replies=5),
        options=(Option(A, "a", "", 2), Option(B, "b", "", 4), Option(C, "c", "", 2)),
    )
    assert [option.id for option in poll.leaders()] == [B]
    assert poll.answered == 5, "voters, and not marks"


def test_ap2_at_least_half_of_twelve() -> None:
    half = needed(Fraction(1, 2), 12)
    assert [approvals >= half for approvals in (5, 6)] == [False, True]


def test_ap3_an_empty_ballot_is_a_voter_to_whom_nothing_suits() -> None:
    result = approving({A}, set())
    assert (dict(result.voices), len(result.answered), result.blank) == ({A: 1}, 2, 1)


# --- quorum (copropriete.md §3.8)


@pytest.mark.parametrize(
    ("part", "voices", "attending", "reached"),
    [
        (Fraction(1, 2), 19, 9, False),  # A05
        (Fraction(1, 2), 19, 10, True),
        (Fraction(1, 2), 20, 10, True),  # A06: seven, and three by proxy
        (Fraction(1, 3), 3, 1, True),  # never 1.0000000002
        (Fraction(2, 3), 12, 8, True),
        (Fraction(2, 3), 12, 7, False),
        (Fraction(0), 12, 0, True),
        (Fraction(1), 12, 11, False),
    ],
)
def test_a05_a06_how_many_must_answer(part: Fraction, voices: int, attending: int, reached: bool) -> None:
    poll = vote(attending, 0, quorum=needed(part, voices), voices=voices)
    assert poll.reaches_quorum is reached


def test_a05_without_enough_answers_nothing_is_decided() -> None:
    poll = vote(9, 0, quorum=10, voices=19)
    assert result_sentence(poll).sentence == "Not enough answers: nothing is decided."
    assert [button.data.split(":")[1] for button in results.result(poll, GROUP, False).buttons] == ["more"]


# --- the second round, and dates (ballots.md §4.7)


def names(options: Sequence[Option]) -> list[int]:
    return [option.id for option in options]


def test_o1_without_a_majority_the_first_two_go_on() -> None:
    poll = vote(5, 4, 3)
    assert (names(poll.leaders()), has_majority(poll)) == ([1], False)
    assert names(second_round(poll)) == [1, 2]


def test_o1_a_tie_for_second_place_takes_all_of_them_on() -> None:
    assert names(second_round(vote(5, 4, 4))) == [1, 2, 3]
    assert names(second_round(vote(3, 5, 3, 1))) == [2, 1, 3]


def test_o1_of_a_tie_for_the_first_place_only_those_go_on() -> None:
    assert names(second_round(vote(4, 4, 3))) == [1, 2]


def test_o1_what_nobody_chose_never_goes_on() -> None:
    assert names(second_round(vote(5, 0, 0))) == [1]


def test_o1_half_is_no_majority() -> None:
    assert not has_majority(vote(5, 3, 2))
    assert has_majority(vote(6, 3, 2))


def available(*numbers: tuple[int, int]) -> Poll:
    options = tuple(Option(at, f"date {at}", "", yes, maybe) for at, (yes, maybe) in enumerate(numbers, 1))
    return replace(a_poll("", 2, style="availability", replies=12), options=options)


def test_dt1_as_many_points_and_fewer_refusals() -> None:
    poll = available((6, 2), (5, 4))
    assert [poll.weight(option) for option in poll.options] == [14, 14]
    assert names(poll.leaders()) == [2], "21/03: three refusals, and 14/03 has four"


def test_dt1_as_good_in_everything_the_earlier_one() -> None:
    assert names(available((5, 4), (5, 4)).leaders()) == [1]
    assert names(available((3, 1), (5, 4), (5, 4)).leaders()) == [2]


def test_dates_that_suit_nobody_have_no_leader() -> None:
    assert available((0, 0), (0, 0)).leaders() == ()


def test_if_need_be_and_no_are_told_apart_in_a_tally() -> None:
    units = [Unit(1, (1,)), Unit(2, (2,))]
    ballots = [Ballot(1, "", None, {A: YES, B: MAYBE, C: NO}), Ballot(2, "", None, {A: MAYBE, B: NO, C: NO})]
    result = counted(units, ballots)
    assert (dict(result.voices), dict(result.maybe)) == ({A: 1}, {A: 1, B: 1})


def test_the_poll_is_over_only_after_its_last_minute() -> None:
    assert not a_poll("", 2).everybody_answered
    assert replace(a_poll("", 2), closing_at=NOW + timedelta(minutes=15)).everybody_answered
