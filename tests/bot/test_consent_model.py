"""Decisions by consent against a model of them: thousands of acts in any order by people of every role, jumps of
time, departures, restarts; and no objection is ever ended by anybody but its author."""

import os
import sys
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from tests.bot.consent_model.acts import ABOUT, ANY
from tests.bot.consent_model.answers import OBJECTED, Answers
from tests.bot.consent_model.compared import compare, is_adopted_rightly
from tests.bot.consent_model.stage import Stage

PLAYS = {"sqlite": 40, "postgresql": 4}
STEPS = 40
FEWEST_ACTS = 2000


LOOKS = [
    "objections",
    "objections",
    "objections",
    "opinions",
    "questions",
    "mine",
    "more",
    "card",
    "missing",
    "for",
]


class Neighbours(Answers):
    """Time, and those who come and go, around what people say."""

    compared_at = 0

    # Time, and those who come and go

    @rule(minutes=some.integers(1, 40), rings=some.booleans())
    def minutes_pass(self, minutes: int, rings: bool) -> None:
        self.passes(timedelta(minutes=minutes), rings)

    @rule(hours=some.sampled_from([5, 13, 30, 49, 75, 100, 170]))
    def a_long_time_passes(self, hours: int) -> None:
        """Also over several alarms at once, as after a downtime."""
        self.passes(timedelta(hours=hours), rings=True)

    @rule(late=some.sampled_from([0, 0, 0, 1, 700]))
    def time_passes_to_what_is_due(self, late: int) -> None:
        due = self.world.due()
        if due:
            wait = max(due[0][0] - self.world.now, timedelta(0))
            self.passes(wait + timedelta(minutes=late), rings=True)

    @rule(n=ANY)
    def leaves(self, n: int) -> None:
        here = [
            one.name for one in self.world.people.values() if one.here and one.phone and one.role == "resident"
        ]
        if len(here) > 4:
            name = here[n % len(here)]
            self.stage.goes(name)
            self.world.leaves(name)

    @OBJECTED
    @rule(n=ANY, hours=some.sampled_from([3, 47, 49]), back=some.booleans())
    def somebody_who_objects_leaves(self, n: int, hours: int, back: bool) -> None:
        """For a while, or for good; their objection waits for two days."""
        authors = [one.author for asked in self.world.proposals.values() for one in asked.standing]
        here = [name for name in authors if self.world.people[name].here and self.world.people[name].phone]
        if not here:
            return
        name = here[n % len(here)]
        self.stage.goes(name)
        self.world.leaves(name)
        self.passes(timedelta(hours=hours), rings=True)
        if back:
            self.stage.comes_back(name)
            self.world.comes_back(name)
            self.passes(timedelta(hours=n), rings=True)

    @rule(n=ANY)
    def comes_back(self, n: int) -> None:
        away = [one for one in self.world.people.values() if not one.here]
        if away:
            self.stage.comes_back(away[n % len(away)].name)
            self.world.comes_back(away[n % len(away)].name)

    @rule(really=some.integers(0, 5))
    def the_program_restarts(self, really: int) -> None:
        if really == 5:
            self.stage.restart()

    # What must change nothing

    @ABOUT
    @rule(n=ANY, q=ANY, what=some.sampled_from(LOOKS), place=some.integers(0, 2))
    def looks(self, n: int, q: int, what: str, place: int) -> None:
        """Whatever somebody looks up, nobody else's secrets are on it."""
        asked = self.about(q, *(one.state for one in self.world.proposals.values() if one.objections))
        self.stage.presses(self.who(n), what, asked.id, place)

    @rule(n=ANY)
    def an_event_comes_twice(self, n: int) -> None:
        if self.stage.handed:
            event, answer = self.stage.handed[-1 - n % min(8, len(self.stage.handed))]
            assert self.stage.again(event).refused == answer.refused

    @ABOUT
    @rule(
        n=ANY,
        q=ANY,
        action=some.sampled_from(["consent", "lift", "soften", "later", "keep", "withdrawn", "retract", "takeup"]),
    )
    def data_is_forged(self, n: int, q: int, action: str) -> None:
        """From elsewhere, or with numbers that nothing has."""
        name, asked = self.voter(n), self.about(q)
        assert self.stage.intrudes(action, asked.id, 1).refused
        assert self.stage.presses(name, action, 10**9, 1).refused
        if action in ("lift", "soften", "later", "takeup"):
            assert self.stage.presses(name, action, asked.id, 10**9).refused
        if action == "consent":
            assert self.stage.presses(name, action, asked.id, asked.version + 7).refused
            assert self.stage.presses(name, action, asked.id, asked.version, 10**9).refused

    # What always holds

    @invariant()
    def the_model_is_right(self) -> None:
        if self.stage.acts != self.compared_at:
            compare(self.stage)
            self.stage.shown.clear()
            self.compared_at = self.stage.acts
            decisions = self.stage.rows("SELECT * FROM decisions WHERE group_id = :id", id=self.stage.real.group)
            adopted = [one for one in self.world.proposals.values() if one.state == "adopted"]
            assert len(decisions) == len(adopted)
            for asked in adopted:
                is_adopted_rightly(self.stage, asked, decisions)

    def teardown(self) -> None:
        if sys.exc_info()[0] is None:
            for asked in self.world.proposals.values():
                counts[asked.state] = counts.get(asked.state, 0) + 1


counts: dict[str, int] = {}
"""How the proposals of all plays ended."""


def test_a_proposal_always_goes_as_the_model_says(url: str) -> None:
    stage = Stage(url)

    class OnThis(Neighbours):
        pass

    OnThis.stage = stage
    kind, wanders = url.split(":")[0], os.environ.get("HYPOTHESIS") == "wander"
    how = settings(
        max_examples=PLAYS[kind] * (25 if wanders else 1),
        stateful_step_count=STEPS * (2 if wanders else 1),
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    try:
        run_state_machine_as_test(OnThis, settings=how)
    finally:
        stage.close()
    print(f"{stage.acts} acts on {kind}; {counts}")
    assert stage.acts >= FEWEST_ACTS * PLAYS[kind] / PLAYS["sqlite"]
