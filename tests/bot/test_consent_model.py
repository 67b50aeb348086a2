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

PLAYS = {"sqlite": 28, "postgresql": 3}
STEPS = 70
FEWEST_ACTS = 2000


LATE = some.sampled_from([0, 0, 0, 1, 700])
"""Minutes."""
LOOKS = ("objections", "objections", "opinions", "questions", "mine", "more", "card", "missing", "for", "solve")
FORGED = ("consent", "lift", "soften", "later", "keep", "withdrawn", "retract", "takeup")
LATE_ACTS = (
    ("ask", "question", ("questions", "opinions")),
    ("may_opine", "opinion", ("opinions",)),
    ("unopine", "unopine", ("opinions",)),
    ("keep", "keep", ("amendment",)),
    ("may_modify", "modify", ("amendment", "objections", "treatment")),
    ("finish", "finish", ("questions", "opinions")),
    ("look_for", "commission", ("treatment",)),
    ("short_trial", "shorttrial", ("treatment",)),
    ("talked", "talked", ("objections",)),
)
"""What somebody does, its button, and the rounds to which it belongs."""


class Neighbours(Answers):
    """Time, and those who come and go, around what people say."""

    compared_at = 0

    # Time, and those who come and go

    @ABOUT
    @rule(minutes=some.sampled_from([-1, -1, -1, 1, 6, 14, 15, 40, 300, 780, 1800, 4500, 10200]), late=LATE)
    def time_passes(self, minutes: int, late: int) -> None:
        """To what is due, or so long: over several alarms at once, as after a downtime; or unheard, for a while."""
        due = self.world.due()
        wait = max(due[0][0] - self.world.now, timedelta(0)) + timedelta(minutes=late)
        self.passes(wait if minutes < 0 else timedelta(minutes=minutes), rings=minutes != 6)

    @ABOUT
    @rule(n=ANY, goes=some.booleans())
    def goes_or_comes_back(self, n: int, goes: bool) -> None:
        if n % 3:
            return
        n //= 3
        away = [one.name for one in self.world.people.values() if not one.here]
        here = [
            one.name for one in self.world.people.values() if one.here and one.phone and one.role == "resident"
        ]
        if goes and len(here) > 4:
            self.stage.goes(here[n % len(here)])
            self.world.leaves(here[n % len(here)])
        elif away:
            self.stage.comes_back(away[n % len(away)])
            self.world.comes_back(away[n % len(away)])

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

    # What must change nothing

    @ABOUT
    @rule(n=ANY, q=ANY, what=some.sampled_from(["looks", "looks", "twice", "forged", "late", "late", "restart"]))
    def nothing_changes(self, n: int, q: int, what: str) -> None:
        match what:
            case "looks":
                self.looks(n, q)
            case "twice" if self.stage.handed:
                event, answer = self.stage.handed[-1 - n % min(8, len(self.stage.handed))]
                assert self.stage.again(event).refused == answer.refused
            case "forged":
                self.data_is_forged(n, q)
            case "late":
                self.too_early_or_too_late(n, q)
            case "restart" if n % 3 == 0:
                self.stage.restart()

    def looks(self, n: int, q: int) -> None:
        """Whatever somebody looks up, nobody else's secrets are on it."""
        asked = self.about(q, *(one.state for one in self.world.proposals.values() if one.objections))
        self.stage.presses(self.who(n), LOOKS[n % len(LOOKS)], asked.id, q % 3)

    def too_early_or_too_late(self, n: int, q: int) -> None:
        """What belongs to another round, by people of every role; most are refused, as the model says."""
        act, press, states = LATE_ACTS[q % len(LATE_ACTS)]
        asked, name, rules = self.about(n), self.who(n), getattr(self.world, act)
        if asked.state not in states:
            assert not self.agrees(name, lambda: self.stage.presses(name, press, asked.id), rules, asked, name)

    def data_is_forged(self, n: int, q: int) -> None:
        """From elsewhere, or with numbers that nothing has."""
        name, asked, action = self.voter(n), self.about(q), FORGED[n % len(FORGED)]
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
