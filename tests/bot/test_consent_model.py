"""Decisions by consent against a model of them: thousands of acts in any order by people of every role, jumps of
time, departures, restarts; and no objection is ever ended by anybody but its author."""

import os
import sys
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from tests.bot.consent_model.acts import ABOUT, ANY, Acts
from tests.bot.consent_model.asked import Asked, Objection
from tests.bot.consent_model.compared import compare, is_adopted_rightly, must_be_theirs
from tests.bot.consent_model.stage import Stage

PLAYS = {"sqlite": 40, "postgresql": 4}
STEPS = 40
FEWEST_ACTS = 2000
STALE = some.sampled_from([0, 0, 0, 0, 1])
"""How many versions ago the button was shown."""
QUESTION = precondition(lambda self: any(one.state == "objections" for one in self.world.proposals.values()))
OBJECTED = precondition(lambda self: any(one.standing for one in self.world.proposals.values()))


class Neighbours(Acts):
    """Answers to the question, objections, time, and those who come and go."""

    compared_at = 0

    # Answers

    @QUESTION
    @rule(
        n=ANY,
        q=ANY,
        p=ANY,
        stale=STALE,
        kind=some.sampled_from(["consent", "consent", "consent", "follow", "talk", "reservation"]),
    )
    def answers(self, n: int, q: int, p: int, stale: int, kind: str) -> None:
        asked, person = self.about(q, "objections"), self.whom(p)
        name, version = self.speaking(n, person), max(asked.version - stale, 1)
        ids = (asked.id, version, self.number(person))
        if kind == "reservation":
            self.reserves(asked, name, version, person)
            return
        rules = (self.world.answer, asked, name, version, person, kind)
        self.agrees(name, lambda: self.stage.presses(name, kind, *ids), *rules)

    def reserves(self, asked: Asked, name: str, version: int, person: str) -> None:
        def may_reserve() -> None:
            self.world.asked_now(asked, name, version)
            self.world.speaker(asked, name, person)

        ids = (asked.id, version, self.number(person))
        if self.agrees(name, lambda: self.stage.presses(name, "reserve", *ids), may_reserve):
            words = self.word("Pas trop fort")
            self.waits(name, "reserve", asked, person)
            rules = (self.world.answer, asked, name, version, person, "reservation", words)
            if self.agrees(name, lambda: self.stage.types(name, words), *rules):
                self.world.drafts.pop(name, None)

    @QUESTION
    @rule(q=ANY, but=some.integers(0, 3), kind=some.sampled_from(["consent", "consent", "follow"]))
    def nearly_all_answer(self, q: int, but: int, kind: str) -> None:
        asked = self.about(q, "objections")
        for home in asked.homes[but:]:
            name = next((name for name in home if self.world.people[name].here), "")
            if name and name not in asked.answers and not asked.standing_of(name):
                speaker = "Léa" if name == "Odette" else name
                person = name if speaker != name else ""
                ids = (asked.id, asked.version, self.number(person))
                rules = (self.world.answer, asked, speaker, asked.version, person, kind)
                self.agrees(speaker, lambda ids=ids, by=speaker: self.stage.presses(by, kind, *ids), *rules)  # type: ignore[misc]

    @QUESTION
    @rule(n=ANY, q=ANY, p=ANY)
    def retracts(self, n: int, q: int, p: int) -> None:
        asked, person = self.about(q, "objections"), self.whom(p)
        name = self.speaking(n, person)
        press = ("retract", asked.id, self.number(person))
        self.agrees(name, lambda: self.stage.presses(name, *press), self.world.retract, asked, name, person)

    @ABOUT
    @rule(n=ANY, q=ANY, told=some.booleans())
    def reaches(self, n: int, q: int, told: bool) -> None:
        asked = self.about(q, "objections", "opinions")
        name = ("Léa", "Léa", "Nadia", self.who(n))[n % 4]
        if name == "Odette":
            return
        press = ("told" if told else "unreached", asked.id, self.number("Odette"))
        self.agrees(
            name, lambda: self.stage.presses(name, *press), self.world.reach, asked, name, "Odette", told=told
        )

    # Objections

    @QUESTION
    @rule(n=ANY, q=ANY, p=ANY, stale=STALE, named=some.integers(0, 1), at_once=some.integers(0, 5))
    def objects(self, n: int, q: int, p: int, stale: int, named: int, at_once: int) -> None:
        asked, person = self.about(q, "objections"), self.whom(p)
        name, version = self.speaking(n, person), max(asked.version - stale, 1)
        ids = (asked.id, version, self.number(person))
        rules = (self.world.may_object, asked, name, version, person)
        if not self.agrees(name, lambda: self.stage.presses(name, "object", *ids), *rules):
            return
        words = self.word("Le bruit")
        assert not self.stage.types(name, words).refused
        assert not self.stage.presses(name, "skip").refused
        self.waits(name, "object", asked, person, words)
        if at_once:
            self.sends(name, named, rather=at_once == 5)

    def objection(self, n: int, q: int) -> tuple[Asked, Objection]:
        """One that stands, where any does."""
        asked = self.about(q, *(one.state for one in self.world.proposals.values() if one.standing))
        if not asked.standing:
            asked = next(one for one in self.world.proposals.values() if one.standing)
        return asked, asked.standing[n % len(asked.standing)]

    @OBJECTED
    @rule(n=ANY, q=ANY, act=some.sampled_from(["lift", "soften", "maintain", "later", "alert"]))
    def its_author_acts(self, n: int, q: int, act: str) -> None:
        asked, one = self.objection(n, q)
        author = self.world.people[one.author]
        name = one.author if author.phone else "Léa"
        self.acts_on(name, asked, one, act)

    @OBJECTED
    @rule(n=ANY, q=ANY, act=some.sampled_from(["lift", "soften", "maintain", "later", "alert", "takeup", "park"]))
    def others_try(self, n: int, q: int, act: str) -> None:
        """Anybody, of any role, on any objection: their authors alone, and who speaks for them, end it."""
        asked, one = self.objection(n, q)
        name = self.runner(n, asked) if act == "park" else self.who(n)
        if self.world.people[name].phone:
            self.acts_on(name, asked, one, act)

    def acts_on(self, name: str, asked: Asked, one: Objection, act: str) -> None:
        world = self.world
        match act:
            case "lift":
                rules = (world.lift, asked, name, one, "consent")
            case "soften":
                rules = (world.lift, asked, name, one, "reservation")
            case "alert":
                rules = (world.own, asked, name, one)
            case "takeup":
                rules = (world.take_up, asked, name, one)
            case _:
                rules = (getattr(world, act), asked, name, one)
        self.agrees(name, lambda: self.stage.presses(name, act, asked.id, one.id), *rules)

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

    def passes(self, time: timedelta, rings: bool) -> None:
        self.world.now += time
        self.stage.acts += 1
        if rings:
            before = self.open_objections()
            self.stage.ring()
            self.world.ring()
            must_be_theirs(self.stage, before, "")

    @rule(n=ANY)
    def leaves(self, n: int) -> None:
        here = [
            one.name for one in self.world.people.values() if one.here and one.phone and one.role == "resident"
        ]
        objecting = [name for asked in self.world.proposals.values() for name in map(_author, asked.standing)]
        names = [name for name in objecting if name in here] if n % 2 else here
        if len(here) > 4 and names:
            name = names[n % len(names)]
            self.stage.goes(name)
            self.world.leaves(name)

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


def _author(one: Objection) -> str:
    return one.author


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
