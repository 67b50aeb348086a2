"""What people answer to the question, and what becomes of objections."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import strategies as some
from hypothesis.stateful import precondition, rule

from tests.bot.consent_model.acts import ANY
from tests.bot.consent_model.asked import Asked, Objection
from tests.bot.consent_model.compared import must_be_theirs
from tests.bot.consent_model.listening import Listening

STALE = some.sampled_from([0, 0, 0, 0, 1])
"""How many versions ago the button was shown."""
KINDS = ["consent", "consent", "follow", "talk", "reservation", "objection", "objection", "retract", "over"]
ENDS = ["lift", "soften", "later"]
QUESTION = precondition(lambda self: any(one.state == "objections" for one in self.world.proposals.values()))
OBJECTED = precondition(lambda self: any(one.standing for one in self.world.proposals.values()))


class Answers(Listening):
    """Every kind of answer, also for somebody; objections, and those who try to end them."""

    # Answers

    @QUESTION
    @rule(
        n=ANY,
        q=ANY,
        p=ANY,
        stale=STALE,
        kind=some.sampled_from(KINDS),
    )
    def answers(self, n: int, q: int, p: int, stale: int, kind: str) -> None:
        asked, person = self.about(q, "objections"), self.whom(p)
        name, version = self.speaking(n, person), max(asked.version - stale, 1)
        ids = (asked.id, version, self.number(person))
        if kind == "reservation":
            self.reserves(asked, name, version, person)
            return
        if kind == "objection":
            self.object(asked, name, version, person, named=n % 2, at_once=p % 6)
            return
        if kind == "over":
            acts = ("consent", "follow", "object", "retract", "reserve")
            self.a_relay_answers_over_it(asked, acts[n % len(acts)])
            return
        if kind == "retract":
            self.retracts(asked, name, person)
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
        self.nearly_all(self.about(q, "objections"), but, kind)

    @QUESTION
    @rule(n=ANY, q=ANY, p=ANY, stale=STALE, at_once=some.integers(0, 5))
    def objects(self, n: int, q: int, p: int, stale: int, at_once: int) -> None:
        asked, person = self.about(q, "objections"), self.whom(p)
        version = max(asked.version - stale, 1)
        self.object(asked, self.speaking(n, person), version, person, named=n % 2, at_once=at_once)

    @QUESTION
    @rule(n=ANY, q=ANY, but=some.integers(0, 3), objects=some.booleans())
    def a_question_ends(self, n: int, q: int, but: int, objects: bool) -> None:
        """Because its time has come, or because nobody is missing any more; perhaps with an objection."""
        asked = self.about(q, "objections")
        self.nearly_all(asked, but, "consent")
        if objects:
            self.object(asked, self.voter(n), asked.version, "", named=n % 2, at_once=1)
        self.passes(max(asked.closing - self.world.now, timedelta(0)), rings=True)

    def a_relay_answers_over_it(self, asked: Asked, act: str) -> None:
        """Karim for Inès, who has asked him to; she has answered, and that is what counts."""
        world = self.world
        here = (asked.id, asked.version)
        rules = (world.answer, asked, "Inès", asked.version, "", "consent")
        if not self.agrees("Inès", lambda: self.stage.presses("Inès", "consent", *here), *rules):
            return
        ids = (*here, self.number("Inès"))
        match act:
            case "object":
                may = (world.may_object, asked, "Karim", asked.version, "Inès")
                self.agrees("Karim", lambda: self.stage.presses("Karim", act, *ids), *may)
            case "retract":
                takes = (world.retract, asked, "Karim", "Inès")
                press = ("retract", asked.id, self.number("Inès"))
                self.agrees("Karim", lambda: self.stage.presses("Karim", *press), *takes)
            case "reserve":
                self.reserves(asked, "Karim", asked.version, "Inès")
            case _:
                says = (world.answer, asked, "Karim", asked.version, "Inès", act)
                self.agrees("Karim", lambda: self.stage.presses("Karim", act, *ids), *says)

    def nearly_all(self, asked: Asked, but: int, kind: str) -> None:
        for home in asked.homes[but:]:
            name = next((name for name in home if self.world.people[name].here), "")
            if name and name not in asked.answers and not asked.standing_of(name):
                speaker = "Léa" if name == "Odette" else name
                person = name if speaker != name else ""
                ids = (asked.id, asked.version, self.number(person))
                rules = (self.world.answer, asked, speaker, asked.version, person, kind)
                self.agrees(speaker, lambda ids=ids, by=speaker: self.stage.presses(by, kind, *ids), *rules)  # type: ignore[misc]

    def retracts(self, asked: Asked, name: str, person: str) -> None:
        press = ("retract", asked.id, self.number(person))
        self.agrees(name, lambda: self.stage.presses(name, *press), self.world.retract, asked, name, person)

    @precondition(lambda self: any(one.silence == "consent" for one in self.world.proposals.values()))
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

    def object(self, asked: Asked, name: str, version: int, person: str, *, named: int, at_once: int) -> None:
        ids = (asked.id, version, self.number(person))
        rules = (self.world.may_object, asked, name, version, person)
        if not self.agrees(name, lambda: self.stage.presses(name, "object", *ids), *rules):
            return
        if asked.standing_of(person or name):
            return  # they see what they can do with the one that they have
        words = self.word("Le bruit")
        assert not self.stage.types(name, words).refused
        assert not self.stage.presses(name, "skip", asked.id).refused
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
    @rule(n=ANY, q=ANY)
    def another_version_is_tried(self, n: int, q: int) -> None:
        """While the question runs with an objection, or once it has ended with it."""
        asked, _ = self.objection(n, q)
        name = asked.author if n % 2 else "Nadia"
        rules = (self.world.may_modify, asked, name)
        if self.agrees(name, lambda: self.stage.presses(name, "modify", asked.id), *rules):
            words = self.word("Un banc")
            assert not self.stage.types(name, words).refused
            self.waits(name, "publish", asked, words=words)
            self.sends(name)

    @OBJECTED
    @rule(n=ANY, q=ANY, act=some.sampled_from([*ENDS, "maintain", "alert", "talk", "talk", "consent"]))
    def its_author_acts(self, n: int, q: int, act: str) -> None:
        asked, one = self.objection(n, q)
        author = self.world.people[one.author]
        name = one.author if author.phone else "Léa"
        if act in ("talk", "consent"):
            person = "" if name == one.author else one.author
            ids = (asked.id, asked.version, self.number(person))
            rules = (self.world.answer, asked, name, asked.version, person, act)
            self.agrees(name, lambda: self.stage.presses(name, act, *ids), *rules)
            return
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
        rules: dict[str, Callable[[], object]] = {
            "lift": lambda: world.lift(asked, name, one, "consent"),
            "soften": lambda: world.lift(asked, name, one, "reservation"),
            "maintain": lambda: world.maintain(asked, name, one),
            "later": lambda: world.later(asked, name, one),
            "alert": lambda: world.alert(asked, name, one),
            "takeup": lambda: world.take_up(asked, name, one),
            "park": lambda: world.park(asked, name, one),
        }
        self.agrees(name, lambda: self.stage.presses(name, act, asked.id, one.id), rules[act])

    # Time

    def passes(self, time: timedelta, rings: bool) -> None:
        self.world.now += time
        self.stage.acts += 1
        if rings:
            before = self.open_objections()
            self.stage.ring()
            self.world.ring()
            must_be_theirs(self.stage, before, "")
