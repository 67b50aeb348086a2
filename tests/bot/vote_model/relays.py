"""What neighbours do for somebody, and what those do who run a question."""

from hypothesis import strategies as some
from hypothesis.stateful import precondition, rule

from tests.bot.vote_model.acts import ANY, CHOICE, Acts


class Relays(Acts):
    """Answers given for others, and the course of a question."""

    # For somebody

    @precondition(lambda self: self.world.questions)
    @rule(
        n=ANY,
        for_whom=ANY,
        q=ANY,
        choice=CHOICE,
        door=CHOICE,
        words=some.sampled_from(["", "pas trop clair", None]),
    )
    def answers_for(self, n: int, for_whom: int, q: int, choice: int, door: int, words: str | None) -> None:
        """Perhaps without getting to the end of it."""
        asked, pair = self.question(q), self._pair(n, for_whom)
        self._says(asked, *pair, self.option(asked, choice), door)
        if words is not None:
            self._finishes(pair[0], words, door)

    def _pair(self, n: int, for_whom: int) -> tuple[int, int]:
        """Mostly somebody who may answer for that one."""
        able = [(relay, person) for person, relay in sorted(self.world.relays) if self.world.people[relay].doors]
        without = [one.id for one in self.world.people.values() if one.here and not one.doors]
        able += [
            (one.id, person) for one in self.world.people.values() if one.runs and one.doors for person in without
        ]
        if n % 5 and able:
            return able[for_whom % len(able)]
        return self.who(n).id, self.somebody(for_whom).id

    @precondition(lambda self: self.world.drafts)
    @rule(n=ANY, words=some.sampled_from(["", "après réflexion"]))
    def finishes_an_answer_for_somebody(self, n: int, words: str) -> None:
        begun = sorted(who for who in self.world.drafts if self.world.people[who].doors)
        self._finishes(begun[n % len(begun)] if begun else self.who(n).id, words, 0)

    @precondition(lambda self: self.world.questions)
    @rule(n=ANY, for_whom=ANY, q=ANY, told=some.booleans())
    def unsays_or_tells(self, n: int, for_whom: int, q: int, told: bool) -> None:
        asked, (relay, person) = self.question(q), self._pair(n, for_whom)
        given = [
            (slip.by, who) for who, slip in asked.slips.items() if slip.by and self.world.people[slip.by].doors
        ]
        if given and n % 3:
            relay, person = given[n % len(given)]
        answer = self.stage.presses(relay, f"polls:{'told' if told else 'unsay'}:{asked.id}:{person}")
        self.agrees(answer, self.world.must_speak if told else self.world.unsay, asked, relay, person)

    # Running

    @precondition(lambda self: self.world.questions)
    @rule(
        n=ANY,
        q=ANY,
        door=CHOICE,
        action=some.sampled_from(["extend", "close", "withdraw", "restore", "restore", "nudge"]),
    )
    def runs(self, n: int, q: int, door: int, action: str) -> None:
        one, asked = self.runner(n, q)
        if action == "restore":
            asked = next((one for one in self.world.questions.values() if one.state == "withdrawn"), asked)
        answer = self.stage.presses(one.id, f"polls:{action}:{asked.id}", door)
        self.agrees(answer, getattr(self.world, action), asked, one.id)
