"""When a round ends, and what comes of it: examples, and what holds of anything."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from math import ceil
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as some

from handlers.conversation.quiet import Night
from handlers.members.electorate import Unit
from handlers.members.model import Group, Silence
from handlers.proposals import rules
from handlers.proposals.model import Deliberation, Kind, Objection, Opinion, Position, Proposal, State
from tests.neighbours import PARIS, paris

TILLEULS = Group(1, "Les Tilleuls", "Europe/Paris", "fr", None)
ASLEEP = replace(TILLEULS, night=Night())
NOW = paris("2027-03-01", "19:00")
THURSDAY = paris("2027-03-04", "20:00")
UNITS = tuple(Unit(number, (10 * number, 10 * number + 1)) for number in range(1, 13))
"""Twelve households of two; the first is that of the person who proposes."""
KINDS: tuple[Kind, ...] = get_args(Kind)
MOMENTS = some.datetimes(datetime(2027, 1, 1), datetime(2028, 12, 31), timezones=some.just(PARIS))


def proposal(state: State = "objections", silence: Silence = "nothing", **more: object) -> Proposal:
    made = Proposal(
        id=1,
        group=1,
        author=10,
        form="week",
        state=state,
        silence=silence,
        voice="household",
        voices=12,
        text="La buanderie ouverte jusqu'à 22 h",
        why="Plus de créneau.",
        version=1,
        opened_at=NOW,
        round_at=NOW,
        ends_at=THURSDAY,
        closing_at=THURSDAY,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def objection(person: int | None, number: int = 1, **more: object) -> Objection:
    made = Objection(number, 1, 1, person, "Zoé", "Le bruit.", "", named=True, state="open", made_at=NOW)
    return replace(made, **more)  # type: ignore[arg-type]


def said(*kinds: Kind) -> list[Position]:
    """The first of each household answers, in this order."""
    return [Position(10 * at, kind, at) for at, kind in enumerate(kinds, 1)]


def of(positions: Sequence[Position] = (), objections: Sequence[Objection] = (), **more: object) -> Deliberation:
    return Deliberation(proposal(**more), UNITS, positions, objections)  # type: ignore[arg-type]


# Counting


def test_a_household_has_one_voice_and_an_objection_goes_first() -> None:
    given_ = [Position(10, "objection", 1), Position(11, "consent", 2), Position(20, "consent", 3)]
    counted = rules.count(of(given_, [objection(10)]))
    assert (counted.answered, counted.objects) == (2, 1)
    lifted = rules.count(of(given_, [objection(10, state="lifted")]))
    assert (lifted.answered, lifted.objects) == (2, 0)


def test_the_later_of_two_answers_counts() -> None:
    earlier, later = Position(10, "follow", 1), Position(11, "consent", 2)
    assert rules.voice_of(UNITS[0], [later, earlier], []) is later


def test_who_wants_to_talk_has_not_answered_yet() -> None:
    counted = rules.count(of(said("consent", "talk", "talk")))
    assert (counted.answered, counted.talks) == (1, 2)
    spoken_with = [*said("consent"), Position(20, "talk", 2, talked=True)]
    counted = rules.count(of(spoken_with))
    assert (counted.answered, counted.talks) == (1, 0)


def test_a_household_of_which_everybody_has_left_counts_no_more() -> None:
    units = (*UNITS[:10], Unit(11, ()), Unit(12, (), label="Lot 12"))
    counted = rules.count(Deliberation(proposal(), units))
    assert (counted.voices, counted.needed) == (11, 8), "a lot of which nobody is known is missing"


def test_setting_b_counts_who_knows_of_it() -> None:
    reached = {person: True for unit in UNITS[:10] for person in unit.people[:1]}
    silent = Deliberation(proposal(silence="consent"), UNITS, reached=reached)
    assert rules.count(silent).unreached == 2
    answered = replace(silent, positions=[Position(111, "consent", 1)])
    assert rules.count(answered).unreached == 1, "who has answered knows of it"


positions_of_any = some.lists(
    some.tuples(some.sampled_from([person for unit in UNITS for person in unit.people]), some.sampled_from(KINDS)),
    unique_by=lambda one: one[0],
).map(lambda given_: [Position(person, kind, turn) for turn, (person, kind) in enumerate(given_, 1)])
silences = some.sampled_from(get_args(Silence))


@given(positions_of_any, silences, some.sets(some.sampled_from([10, 21, 60])))
def test_counts_add_up(positions: list[Position], silence: Silence, objecting: set[int]) -> None:
    objections = [objection(person, number) for number, person in enumerate(objecting, 1)]
    counted = rules.count(of(positions, objections, silence=silence))
    assert counted.reserved <= counted.answered <= counted.voices == 12
    assert counted.answered + counted.talks <= 12
    assert counted.objects == len(objecting)
    assert counted.needed == ceil(12 * {"nothing": 2, "required": 3, "consent": 0}[silence] / 3)
    assert counted.lacking == max(0, counted.needed - counted.answered)


# What comes of it


@given(positions_of_any, silences, some.booleans(), some.integers(0, 20 * 24))
def test_nothing_is_ever_decided_over_an_objection(
    positions: list[Position], silence: Silence, extended: bool, late: int
) -> None:
    """Whoever answers what, and whoever its author is by now."""
    for person in (10, 61, None):
        one = of(positions, [objection(person)], silence=silence, extended=extended)
        assert rules.outcome(one, THURSDAY + timedelta(hours=late)) == "treatment"


@given(positions_of_any, silences, some.booleans(), some.booleans())
def test_adopted_only_with_enough_answers(
    positions: list[Position], silence: Silence, extended: bool, waited: bool
) -> None:
    """`waited`: seven days more, for whoever wants to talk first."""
    now = THURSDAY + rules.TALK_WAITS if waited else THURSDAY
    one = of(positions, silence=silence, extended=extended, closing_at=now)
    counted, outcome = rules.count(one), rules.outcome(one, now)
    enough = counted.answered >= counted.needed and (silence != "consent" or not counted.unreached)
    waits = counted.talks > 0 and not waited
    expected = "paused" if waits else "adopted" if enough else "undecided" if extended else "extended"
    assert outcome == expected


@pytest.mark.parametrize(
    ("silence", "kinds", "extended", "outcome"),
    [
        ("nothing", ("consent",) * 7, False, "extended"),
        ("nothing", ("consent",) * 8, False, "adopted"),
        ("nothing", ("follow",) * 8, False, "adopted"),
        ("nothing", ("consent",) * 7, True, "undecided"),
        ("required", ("consent",) * 11, False, "extended"),
        ("required", ("consent",) * 11, True, "undecided"),
        ("required", ("consent",) * 12, False, "adopted"),
        ("consent", ("consent",) * 11, False, "extended"),
        ("consent", ("consent",) * 12, False, "adopted"),
        ("nothing", ("consent",) * 8 + ("talk",), False, "paused"),
        ("nothing", (), False, "extended"),
    ],
)
def test_outcomes(silence: Silence, kinds: tuple[Kind, ...], extended: bool, outcome: str) -> None:
    assert rules.outcome(of(said(*kinds), silence=silence, extended=extended), THURSDAY) == outcome


def test_a_group_of_nobody_decides_nothing() -> None:
    nobody = Deliberation(proposal(silence="consent"), [Unit(1, ()), Unit(2, ())])
    assert rules.outcome(nobody, THURSDAY) == "extended"


# When a round ends


@pytest.mark.parametrize(
    ("begins", "days", "ends"),
    [
        (("2027-03-01", "19:00"), 3, ("2027-03-04", "20:00")),  # Monday to Thursday
        (("2027-03-01", "19:00"), 1, ("2027-03-02", "20:00")),
        (("2027-03-04", "20:00"), 1, ("2027-03-05", "20:00")),  # Thursday to Friday: no weekend in it
        (("2027-03-05", "20:00"), 1, ("2027-03-08", "20:00")),  # Friday evening: Monday
        (("2027-03-05", "12:00"), 2, ("2027-03-08", "20:00")),
        (("2027-03-06", "12:00"), 1, ("2027-03-08", "20:00")),
        (("2027-03-07", "12:00"), 1, ("2027-03-08", "20:00")),
        (("2027-03-07", "12:00"), 2, ("2027-03-09", "20:00")),  # Sunday to Tuesday: later than Monday already
        (("2027-03-05", "20:00"), 3, ("2027-03-08", "20:00")),  # 72 hours
        (("2027-03-05", "12:00"), 3, ("2027-03-08", "20:00")),
        (("2027-03-03", "20:00"), 3, ("2027-03-06", "20:00")),  # 72 hours end on a Saturday
        (("2027-03-03", "20:01"), 3, ("2027-03-08", "20:00")),  # a minute less does not
        (("2027-03-26", "12:00"), 2, ("2027-03-29", "20:00")),  # the clocks go forward on Sunday
        (("2027-10-29", "12:00"), 2, ("2027-11-01", "20:00")),  # and back
        (("2027-03-05", "12:00"), 14, ("2027-03-19", "20:00")),
    ],
)
def test_a_short_round_never_ends_on_a_weekend(begins: tuple[str, str], days: int, ends: tuple[str, str]) -> None:
    assert rules.ends(TILLEULS, paris(*begins), days) == paris(*ends)


def test_what_is_sent_at_night_begins_in_the_morning() -> None:
    assert rules.ends(ASLEEP, paris("2027-03-01", "22:00"), 3) == paris("2027-03-05", "20:00")
    assert rules.ends(ASLEEP, paris("2027-03-02", "03:00"), 3) == paris("2027-03-05", "20:00")
    assert rules.ends(ASLEEP, paris("2027-03-07", "21:00"), 1) == paris("2027-03-09", "20:00"), "Monday morning"


@given(MOMENTS, some.sampled_from([1, 2, 3, 14]), some.booleans())
def test_every_round_ends_at_eight_in_the_evening_and_lasts(now: datetime, days: int, sleeps: bool) -> None:
    ends = rules.ends(ASLEEP if sleeps else TILLEULS, now, days)
    local = ends.astimezone(PARIS)
    assert local.time() == time(20)
    lasts = (local.date() - now.astimezone(PARIS).date()).days
    assert days <= lasts <= days + 3
    if days < 3:
        assert local.weekday() < 5


# When it really ends


@given(positions_of_any, some.integers(0, 72 * 60))
def test_it_ends_as_promised_or_a_quarter_of_an_hour_after_the_last_voice(
    positions: list[Position], minutes: int
) -> None:
    now = NOW + timedelta(minutes=minutes)
    one = of(positions)
    closing = rules.closing(one, now)
    complete = rules.count(one).everybody_answered
    assert closing == (min(THURSDAY, now + timedelta(minutes=15)) if complete else THURSDAY)


def test_whoever_changes_their_mind_within_the_quarter_puts_nothing_off() -> None:
    everybody = said(*("consent",) * 12)
    first = rules.closing(of(everybody), NOW)
    later = of(everybody, closing_at=first)
    assert rules.closing(later, NOW + timedelta(minutes=9)) == first == NOW + timedelta(minutes=15)
    one_less = of(everybody[:11], closing_at=first)
    assert rules.closing(one_less, NOW + timedelta(minutes=9)) == THURSDAY, "somebody took it back"


def test_opinions_are_complete_once_every_household_has_spoken() -> None:
    spoken = [Opinion(unit.people[1], "", "") for unit in UNITS[1:]]
    waits = Deliberation(proposal("opinions"), UNITS, opinions=spoken[:-1])
    assert rules.closing(waits, NOW) == THURSDAY
    complete = replace(waits, opinions=spoken)
    assert rules.closing(complete, NOW) == NOW + timedelta(minutes=15), "who proposes need not say so"


def test_while_somebody_wants_to_talk_the_end_waits_for_them() -> None:
    waits_until = THURSDAY + rules.TALK_WAITS
    paused = of(said("consent", "talk"), closing_at=waits_until)
    assert rules.is_paused(paused.proposal)
    now = THURSDAY + timedelta(days=2)
    assert rules.closing(paused, now) == waits_until
    answered = replace(paused, positions=said("consent", "consent"))
    soon = now + timedelta(minutes=15)
    assert rules.closing(answered, now) == soon
    again = replace(answered, proposal=replace(paused.proposal, closing_at=soon))
    assert rules.closing(again, now + timedelta(minutes=14)) == soon, "nobody can put it off for ever"


@pytest.mark.parametrize("days", [0, 1])
def test_while_the_person_who_proposes_is_waited_for_nothing_moves_the_end(days: int) -> None:
    closing_at = THURSDAY + timedelta(days=days)
    one = Deliberation(proposal("amendment", closing_at=closing_at), UNITS)
    assert rules.closing(one, THURSDAY + timedelta(hours=1)) == closing_at


def test_another_way_is_offered_after_three_loops_or_three_weeks() -> None:
    assert not rules.offers_another_way(proposal(loops=2), NOW + timedelta(days=20))
    assert rules.offers_another_way(proposal(loops=3), NOW)
    assert rules.offers_another_way(proposal(), NOW + timedelta(days=21))


@pytest.mark.parametrize(
    ("form", "state"),
    [("quick", "objections"), ("full", "questions"), ("meeting", "questions"), ("week", "opinions")],
)
def test_how_each_form_begins(form: str, state: str) -> None:
    assert rules.first_round(form) == state
