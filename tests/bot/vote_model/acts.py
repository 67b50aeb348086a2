"""What neighbours do with polls and votes, each time on the real thing and on the model."""

from collections.abc import Callable
from fractions import Fraction
from typing import ClassVar

from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from handlers.conversation.answer import Answer
from handlers.conversation.events import Event
from handlers.conversation.topic import Topic
from tests.bot.vote_model.compared import compare, compare_waiting
from tests.bot.vote_model.questions import Neighbour, No, Question
from tests.bot.vote_model.scene import Scene

ANY = some.integers(0, 23)
"""Stands for whom or what: the choice is made among those that there are."""
CHOICE = some.integers(0, 3)
MOST_QUESTIONS = 6


class Acts(RuleBasedStateMachine):
    """Each step is an act of somebody, or of time, on the real thing and on the model."""

    stage: ClassVar[Scene]

    def __init__(self) -> None:
        super().__init__()
        self.world = self.stage.settle()
        self.asked = 0
        self.answering: list[str] = []
        self.before: dict[int, list[str]] = {}

    # Whom and what

    def who(self, n: int) -> Neighbour:
        able = [one for one in self.world.people.values() if one.doors]
        return able[n % len(able)]

    def able(self) -> list[Neighbour]:
        """Those who are here and can act."""
        return [one for one in self.world.people.values() if one.here and one.doors]

    def somebody(self, n: int) -> Neighbour:
        here = [one for one in self.world.people.values() if one.here]
        return here[n % len(here)]

    def concerned(self) -> list[int]:
        """Those whom a question speaks of: who answer for a household, who have answered, for themselves or others."""
        asked = self.world.questions.values()
        found = {voice.holder for one in asked for voice in one.voices} | {
            who for one in asked for who in one.slips
        }
        found |= {slip.by for one in asked for slip in one.slips.values()}
        return sorted(who for who in found if who is not None and self.world.people[who].here)

    def question(self, n: int) -> Question:
        """Mostly one that is open."""
        all = list(self.world.questions.values())
        open = [asked for asked in all if asked.state == "open"]
        return all[n % len(all)] if n % 6 == 5 or not open else open[n % len(open)]

    def runner(self, n: int, q: int) -> tuple[Neighbour, Question]:
        """Mostly the author of the question."""
        one, asked = self.who(n), self.question(q)
        author = self.world.people[asked.author]
        return (author if n % 3 and author.doors else one), asked

    @staticmethod
    def option(asked: Question, n: int) -> int:
        return list(asked.words)[n % len(asked.words)]

    def agrees(self, answer: Answer, act: Callable[..., None], *how: object, **more: object) -> bool:
        """The model does it too, or refuses it too."""
        event = self.stage.handed[-1][0]
        self.answering.append(event.id)
        return self._agrees(event, answer, act, *how, **more)

    def concerns_words(self, answer: Answer, act: Callable[..., None], *how: object) -> bool:
        """The same for what is about the wording of one choice, and about nobody's answer."""
        return self._agrees(self.stage.handed[-1][0], answer, act, *how)

    def _agrees(
        self, event: Event, answer: Answer, act: Callable[..., None], *how: object, **more: object
    ) -> bool:
        try:
            act(*how, **more)
            done = True
        except No:
            done = False
        assert answer.refused is not done, answer
        return done

    # Asking

    @initialize(n=ANY, rules=some.integers(0, 35), holder=ANY)
    def begins(self, n: int, rules: int, holder: int) -> None:
        """A vote under some rules, and a poll beside it."""
        agreement = ("last", "majority", "holder")[rules % 3]
        quorum = (Fraction(0), Fraction(1, 2), Fraction(1))[rules // 3 % 3]
        voices = "adult" if rules > 26 else "household"
        for held in (
            self.somebody(holder),
            self.world.people[self.stage.named(("Tomás", "Marcel", "Zoé")[holder % 3])],
        ):
            self.stage.holds(held.id, True)
            self.world.holders[held.household] = held.id
        self.the_rules_of_the_group_change(voices, agreement, quorum)
        self.opens(self.who(n), "vote", 3, 0)
        self.opens(self.who(n + 1), "poll", 2, 0)

    def the_rules_of_the_group_change(self, voices: str, agreement: str, quorum: Fraction) -> None:
        self.stage.settles(voices=voices, agreement=agreement, quorum=quorum)
        self.world.voices, self.world.agreement, self.world.quorum = voices, agreement, quorum

    @precondition(lambda self: len(self.world.questions) < MOST_QUESTIONS)
    @rule(n=ANY, door=CHOICE, vote=some.sampled_from([True, True, False]), choices=some.integers(2, 3))
    def asks(self, n: int, door: int, vote: bool, choices: int) -> None:
        self.opens(self.who(n), "vote" if vote else "poll", choices, door)

    def opens(self, one: Neighbour, kind: str, choices: int, door: int) -> None:
        self.asked += 1
        number = self.asked  # no two questions have a choice with the same words
        words = [f"{colour}{number}" for colour in ("azur", "brun", "corail")[:choices]]
        command = "vote" if kind == "vote" else "sondage"
        answer = self.stage.writes(one.id, command, "\n".join([f"Quelle couleur {number} ?", *words]), door)
        if self.agrees(answer, self.world.must_ask, one.id, kind):
            self.answering.pop()
            self.world.ask(self.stage.newest(), one.id, kind, {})
            more = [""] if kind == "vote" and choices == 2 else []  # neither of them
            self.reads_choices(self.world.questions[self.stage.newest()], *words, *more)

    def reads_choices(self, asked: Question, *words: str) -> None:
        """The numbers that the real thing has given to choices with these words, behind those that there were."""
        choices = self.stage.choices(asked.id)
        assert list(choices.values()) == [*asked.words.values(), *words]
        asked.words = choices

    # Answering

    @precondition(lambda self: self.world.questions)
    @rule(
        n=ANY,
        q=ANY,
        choice=CHOICE,
        door=CHOICE,
        way=some.sampled_from(["vote", "turn", "typed", "replace", "blank"]),
    )
    def answers(self, n: int, q: int, choice: int, door: int, way: str) -> None:
        one, asked = self.who(n), self.question(q)
        option = None if way == "blank" else self.option(asked, choice)
        words = asked.words.get(option or 0, "")
        if way == "typed" and words:
            answer = self.stage.says(one.id, f"{words.upper()} !", door, Topic("polls", asked.id))
        elif way == "blank":
            answer = self.stage.presses(one.id, f"polls:blank:{asked.id}", door)
        else:
            action = "vote" if way == "typed" else way
            answer = self.stage.presses(one.id, f"polls:{action}:{asked.id}:{option}", door)
        self.agrees(answer, self.world.vote, asked, one.id, option, over=way == "replace")

    @precondition(lambda self: self.world.questions)
    @rule(n=ANY, q=ANY, choice=CHOICE, door=CHOICE)
    def somebody_missing_answers(self, n: int, q: int, choice: int, door: int) -> None:
        asked = self.question(q)
        missing = sorted(map(sorted, self.world.missing(asked)))
        if missing:
            self._answers_at_last(asked, missing[n % len(missing)][0], self.option(asked, choice), door)

    @precondition(lambda self: self.world.questions)
    @rule(q=ANY, choice=CHOICE, but=ANY)
    def nearly_all_answer(self, q: int, choice: int, but: int) -> None:
        """Of every voice somebody; perhaps all but one."""
        self.nearly_all(self.question(q), choice, but)

    def nearly_all(self, asked: Question, choice: int, but: int) -> None:
        for at, people in enumerate(self.world.missing(asked)):
            if at != but:
                self._answers_at_last(asked, min(people), self.option(asked, choice + at), 0)
                if len(people) > 1 and at % 3:  # somebody of the same household says otherwise
                    self._answers_at_last(asked, max(people), self.option(asked, choice + at + 1), 0)
                compare(self.stage)

    def _answers_at_last(self, asked: Question, who: int, option: int, door: int) -> None:
        """By themselves; who has no account is answered for."""
        if self.world.people[who].doors:
            self.answers_over(asked, who, option, door)
        elif relay := next((one.id for one in self.world.people.values() if one.runs and one.doors), 0):
            self._says(asked, relay, who, option, door)
            self._finishes(relay, "", door)

    @precondition(lambda self: self.world.questions)
    @rule(n=ANY, q=ANY, door=CHOICE)
    def takes_it_back(self, n: int, q: int, door: int) -> None:
        one, asked = self.who(n), self.question(q)
        answered = [who for who in asked.slips if self.world.people[who].doors]
        who = answered[n % len(answered)] if answered and n % 4 else one.id
        answer = self.stage.presses(who, f"polls:retract:{asked.id}", door)
        self.agrees(answer, self.world.retract, asked, who)

    @precondition(lambda self: self.world.questions)
    @rule(n=ANY, q=ANY, choice=CHOICE)
    def advises(self, n: int, q: int, choice: int) -> None:
        one, asked = self.who(n), self.question(q)
        option = self.option(asked, choice)
        answer = self.stage.presses(one.id, f"polls:advise:{asked.id}:{option}")
        self.agrees(answer, self.world.advise, asked, one.id, option)

    @precondition(lambda self: self.world.questions)
    @rule(
        n=ANY,
        q=ANY,
        door=CHOICE,
        action=some.sampled_from(
            ["leave", "mine", "ours", "sheet", "more", "card", "who", "for", "missing", "done"]
        ),
    )
    def looks(self, n: int, q: int, door: int, action: str) -> None:
        """Nothing of this changes anything."""
        one, asked = self.who(n), self.question(q)
        self.stage.presses(one.id, f"polls:{action}:{asked.id}", door)
        self.answering.append(self.stage.handed[-1][0].id)
        compare_waiting(self.stage, one.id)

    def _says(self, asked: Question, relay: int, person: int, option: int, door: int) -> None:
        answer = self.stage.presses(relay, f"polls:say:{asked.id}:{person}:{option}", door)
        self.agrees(answer, self.world.say, asked, relay, person, option)

    def _finishes(self, relay: int, words: str, door: int) -> None:
        if words and relay in self.world.drafts:
            answer = self.stage.says(relay, words, door)
        else:
            answer = self.stage.presses(relay, "polls:nowords", door)
        self.agrees(answer, self.world.finish, relay)

    def answers_over(self, asked: Question, who: int, option: int, door: int = 0) -> None:
        """Whatever somebody else of the household has answered."""
        answer = self.stage.presses(who, f"polls:replace:{asked.id}:{option}", door)
        self.agrees(answer, self.world.vote, asked, who, option, over=True)

    @precondition(lambda self: self.shared())
    @rule(n=ANY, choice=CHOICE, door=CHOICE, replaces=some.booleans())
    def another_of_a_household_answers(self, n: int, choice: int, door: int, replaces: bool) -> None:
        """They are asked first, where the last answer counts; and may replace it."""
        shared = self.shared()
        asked, who = shared[n % len(shared)]
        option = self.option(asked, choice)
        for action in ("vote", "replace")[: 1 + replaces]:
            answer = self.stage.presses(who, f"polls:{action}:{asked.id}:{option}", door)
            self.agrees(answer, self.world.vote, asked, who, option, over=action == "replace")

    def shared(self) -> list[tuple[Question, int]]:
        """Those whose household has answered an open vote without them."""
        return [
            (asked, who)
            for asked in self.world.questions.values()
            if asked.kind == "vote" and asked.state == "open"
            for voice in asked.heard()
            for who in sorted(voice.people)
            if self.world.people[who] in self.able() and asked.given(voice)[-1][0] != who
        ]
