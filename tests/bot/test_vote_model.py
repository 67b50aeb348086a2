"""Polls and votes against a model of them: joins, departures, linked accounts, relays, corrections, closings and
restarts, thousands of acts in any order; the count is always the model's."""

import sys
from datetime import timedelta
from fractions import Fraction

from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from handlers.members.model import Role
from tests.bot.vote_model.acts import ANY, CHOICE
from tests.bot.vote_model.compared import can_all_be_drawn, compare, is_burned
from tests.bot.vote_model.relays import Relays
from tests.bot.vote_model.scene import FAR, Scene
from tests.bot.vote_model.stage import SALON, TELEGRAM

PLAYS = {"sqlite": 40, "postgresql": 4}
STEPS = 50
FEWEST_ACTS = 2000
FEWEST_PEOPLE = 5
ROLES: tuple[Role, ...] = ("resident", "facilitator", "accompaniment", "professional", "guest")


class Neighbours(Relays):
    """Everything that happens around what people answer."""

    compared_at = 0

    # Corrections

    @precondition(lambda self: self.world.questions)
    @rule(n=ANY, q=ANY, door=CHOICE)
    def corrects_the_question(self, n: int, q: int, door: int) -> None:
        one, asked = self.runner(n, q)
        answer = self.stage.presses(one.id, f"polls:requestion:{asked.id}", door)
        if self.agrees(answer, self.world.run, asked, one.id):
            self.world.drafts.pop(one.id, None)
            assert not self.stage.says(one.id, f"Quelle teinte {n} {self.stage.acts} ?", door).refused

    @precondition(lambda self: self.world.questions)
    @rule(n=ANY, q=ANY, choice=CHOICE, same=some.booleans(), adds=some.booleans())
    def corrects_a_choice(self, n: int, q: int, choice: int, same: bool, adds: bool) -> None:
        """Its spelling at any time; another meaning only where nobody has chosen it, else it can be added."""
        (one, asked), world = self.runner(n, q), self.world
        option = self.option(asked, choice)
        answer = self.stage.presses(one.id, f"polls:rechoice:{asked.id}:{option}")
        if not self.concerns_words(answer, world.must_reword, asked, one.id, option):
            return
        world.drafts.pop(one.id, None)
        words = asked.words[option].swapcase() if same else f"gris{asked.id}x{self.stage.acts}"
        answer = self.stage.says(one.id, words)
        if not self.concerns_words(answer, world.rechoice, asked, one.id, option, words):
            if adds:
                answer = self.stage.presses(one.id, f"polls:addtyped:{asked.id}")
                if self.concerns_words(answer, world.must_add, asked, one.id):
                    self.reads_choices(asked, words)
            self.stage.writes(one.id, "annuler", "")

    @precondition(lambda self: self.world.questions)
    @rule(n=ANY, q=ANY, door=CHOICE)
    def adds_a_choice(self, n: int, q: int, door: int) -> None:
        one, asked = self.runner(n, q)
        answer = self.stage.presses(one.id, f"polls:add:{asked.id}", door)
        if self.concerns_words(answer, self.world.must_add, asked, one.id):
            self.world.drafts.pop(one.id, None)
            words = f"rose{asked.id}x{self.stage.acts}"
            assert not self.stage.says(one.id, words, door).refused
            self.reads_choices(asked, words)

    # Time

    @rule(minutes=some.integers(1, 40), rings=some.booleans())
    def minutes_pass(self, minutes: int, rings: bool) -> None:
        self.passes(timedelta(minutes=minutes), rings)

    @rule(late=some.sampled_from([0, 0, 1, 700]), rings=some.sampled_from([True, True, False]))
    def time_passes_to_what_is_due(self, late: int, rings: bool) -> None:
        """The reminder, the closing, a prolongation; on the second, or after a downtime."""
        due = self.world.next_alarm()
        if due is not None and due > self.world.now:
            self.passes(due - self.world.now + timedelta(minutes=late), rings)

    @precondition(lambda self: any(asked.state == "open" for asked in self.world.questions.values()))
    @rule(q=ANY, choice=CHOICE, but=some.integers(-1, 3))
    def a_question_ends(self, q: int, choice: int, but: int) -> None:
        """Because its time has come, or because nobody is missing any more."""
        asked = next((one for one in self.world.questions.values() if one.state == "open"), self.question(q))
        if q % 2:
            self.nearly_all(asked, choice, but)
        self.passes(max(asked.closing - self.world.now, timedelta(0)), rings=True)

    def passes(self, time: timedelta, rings: bool) -> None:
        self.world.now += time
        self.stage.acts += 1
        if rings:
            self.stage.ring()
            self.world.ring()
            self.looks_for_what_ended()

    @rule()
    def the_program_restarts(self) -> None:
        self.stage.restart()

    @precondition(lambda self: any(asked.state != "open" for asked in self.world.questions.values()))
    @rule(really=some.integers(0, 3))
    def two_months_pass(self, really: int) -> None:
        if really == 3:
            self.passes(timedelta(days=62), rings=True)
            self.stage.purge()
            self.world.months_later()

    # People

    @precondition(lambda self: len(self.world.people) < 16)
    @rule(telegram=some.booleans())
    def somebody_new_joins(self, telegram: bool) -> None:
        self.stage.joins("Tom", TELEGRAM if telegram else SALON)

    @precondition(lambda self: len(self.able()) > FEWEST_PEOPLE)
    @rule(n=ANY, door=CHOICE)
    def leaves(self, n: int, door: int) -> None:
        one = self.who(n)
        self.world.leaves(one.id, self.stage.goes(one.id, door))

    @rule(n=ANY, door=CHOICE)
    def comes_back(self, n: int, door: int) -> None:
        away = [one for one in self.world.people.values() if one.doors and not one.here]
        one = away[n % len(away)] if away else self.who(n)
        self.stage.comes_back(one.id, door)
        one.here = True

    @precondition(lambda self: len(self.able()) > FEWEST_PEOPLE)
    @rule(n=ANY, m=ANY)
    def two_turn_out_to_be_one(self, n: int, m: int) -> None:
        kept, gone = self.somebody(n), self.somebody(m)
        concerned = self.concerned()
        if concerned and (n + m) % 3:
            gone = self.world.people[concerned[m % len(concerned)]]
        if kept is gone:
            return
        for one in (kept, gone):
            self.world.drafts.pop(one.id, None)
        self.world.unite(kept.id, gone.id)
        self.stage.unites(kept.id, gone.id)

    @rule(n=ANY, m=ANY, how=some.sampled_from(["with", "alone", "holds", "nobody holds"]))
    def a_household_changes(self, n: int, m: int, how: str) -> None:
        """Which no open vote learns of."""
        one, other, group = self.somebody(n), self.somebody(m), self.stage.group
        if how == "with":
            self.world.live_with(one.id, other.id)
            self.stage.members(lambda members: members.live_with(group, one.id, other.id))
        elif how == "alone":
            self.world.live_alone(one.id)
            self.stage.members(lambda members: members.live_alone(group, one.id))
        else:
            self.stage.holds(one.id, how == "holds")
            self.world.holders.pop(one.household, None)
            if how == "holds":
                self.world.holders[one.household] = one.id

    @rule(
        voices=some.sampled_from(["household", "household", "adult"]),
        agreement=some.sampled_from(["last", "last", "majority", "holder"]),
        quorum=some.sampled_from([Fraction(0), Fraction(1, 2), Fraction(1)]),
    )
    def other_rules_hold(self, voices: str, agreement: str, quorum: Fraction) -> None:
        """For the next votes, and not for one that is open."""
        self.the_rules_of_the_group_change(voices, agreement, quorum)

    @rule(n=ANY, role=some.sampled_from(ROLES))
    def a_role_changes(self, n: int, role: Role) -> None:
        spoken = [self.world.people[who] for who, _ in sorted(self.world.relays) if self.world.people[who].here]
        one = spoken[n % len(spoken)] if spoken and n % 3 == 0 else self.somebody(n)
        self.stage.members(
            lambda members: members.give_role(
                self.stage.group, one.id, role, FAR if role == "facilitator" else None
            )
        )
        one.role = role

    @rule(n=ANY)
    def somebody_gets_an_account(self, n: int) -> None:
        """Odette, perhaps, has a tablet now."""
        without = [one for one in self.world.people.values() if one.here and not one.doors]
        if without:
            one = without[n % len(without)]
            self.stage.members(lambda members: members.add_account(one.id, SALON, f"later{one.id}"))
            one.doors.append((SALON, f"later{one.id}"))

    @precondition(lambda self: len(self.able()) > FEWEST_PEOPLE)
    @rule(n=ANY)
    def is_forgotten(self, n: int) -> None:
        """Anybody; perhaps who has answered for somebody."""
        asked = self.world.questions.values()
        relays = sorted({slip.by for one in asked for slip in one.slips.values() if slip.by is not None})
        able = [self.world.people[who] for who in relays if self.world.people[who] in self.able()]
        one = able[n % len(able)] if able and n % 3 else self.able()[n % len(self.able())]
        for step in ("", ":sure", ":surely"):
            assert not self.stage.presses(one.id, f"help:forget{step}").refused
        self.world.forget(one.id)

    # What must change nothing

    @rule(n=ANY)
    def an_event_comes_twice(self, n: int) -> None:
        if self.stage.handed:
            event, answer = self.stage.handed[-1 - n % min(8, len(self.stage.handed))]
            again = self.stage.hand(event)
            assert again.refused in (answer.refused, False), "the same, or burned meanwhile"

    @precondition(lambda self: self.world.questions)
    @rule(
        n=ANY,
        q=ANY,
        choice=CHOICE,
        action=some.sampled_from(["vote", "replace", "retract", "close", "withdraw", "add"]),
    )
    def data_is_forged(self, n: int, q: int, choice: int, action: str) -> None:
        """From another group, or with a number that this question has not."""
        one, asked = self.who(n), self.question(q)
        assert self.stage.intrudes(f"polls:{action}:{asked.id}:{self.option(asked, choice)}").refused
        others = [
            option for other in self.world.questions.values() if other is not asked for option in other.words
        ]
        for option in (*others[:1], 0 if action == "vote" else 10**15):
            assert self.stage.presses(one.id, f"polls:vote:{asked.id}:{option}").refused
        assert self.stage.presses(one.id, f"polls:{action}:{10**9}:1").refused

    # What always holds

    @invariant()
    def the_count_is_the_models(self) -> None:
        if self.stage.acts != self.compared_at:
            compare(self.stage)
            self.compared_at = self.stage.acts
        self.looks_for_what_ended()

    def looks_for_what_ended(self) -> None:
        for asked in self.world.questions.values():
            if asked.state == "closed" and asked.id not in self.before:
                self.before[asked.id] = list(self.answering)
                if asked.kind == "vote":
                    is_burned(self.stage, asked, self.before[asked.id])

    def teardown(self) -> None:
        if sys.exc_info()[0] is None:
            self.everything_ends()

    def everything_ends(self) -> None:
        """In most questions the rest answer, and some of a household otherwise; then all time passes."""
        for at, asked in enumerate(list(self.world.questions.values())):
            if asked.state == "open" and at % 3 < 2:
                self.nearly_all(asked, 0, -1)
        for at, (asked, who) in enumerate(self.shared()):
            if at % 3 < 2:
                self.answers_over(asked, who, self.option(asked, at + 1))
        while (due := self.world.next_alarm()) is not None:
            self.passes(max(due - self.world.now, timedelta(0)), rings=True)
            compare(self.stage)
        can_all_be_drawn(self.stage)
        for asked in self.world.questions.values():
            assert asked.state != "open"
            if asked.state == "closed" and asked.kind == "vote":
                is_burned(self.stage, asked, self.before[asked.id])


def test_the_count_always_equals_the_models(url: str) -> None:
    stage = Scene(url)

    class OnThis(Neighbours):
        pass

    OnThis.stage = stage
    kind = url.split(":")[0]
    how = settings(
        max_examples=PLAYS[kind],
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    try:
        run_state_machine_as_test(OnThis, settings=how)
    finally:
        stage.close()
    print(f"{stage.acts} acts on {kind}")
    assert stage.acts >= FEWEST_ACTS * PLAYS[kind] / PLAYS["sqlite"]
