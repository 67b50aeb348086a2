"""What neighbours do, on the real thing and on the model at once: both must refuse, or neither."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from handlers.conversation.answer import Answer
from tests.bot.consent_model.asked import UNDER_WAY, Asked, No, Objection, round_ends
from tests.bot.consent_model.compared import must_be_theirs
from tests.bot.consent_model.stage import Stage
from tests.proposals_world import told

ANY = some.integers(0, 59)
"""Who, or which: the same number finds somebody in every world."""
FORMS = some.sampled_from(["quick", "quick", "quick", "week", "week", "full"])
SILENCES = some.sampled_from(["nothing", "nothing", "consent", "required"])
ABOUT = precondition(lambda self: self.has(*UNDER_WAY))
LISTENING = precondition(lambda self: self.has("questions", "opinions"))
AMENDED = precondition(lambda self: self.has("amendment", "treatment"))
MOST = 2
"""Proposals that are under way at once."""


class Acts(RuleBasedStateMachine):
    """The stage is that of the class: one database for all plays."""

    stage: Stage

    @initialize(n=ANY, form=some.sampled_from(["quick", "quick", "quick", "week", "full"]), silence=SILENCES)
    def everybody_is_there(self, n: int, form: str, silence: str) -> None:
        self.world = self.stage.settle()
        self.propose(n, form, silence)

    # Who, and what

    def who(self, n: int) -> str:
        names = [one.name for one in self.world.people.values() if one.phone]
        return names[n % len(names)]

    def voter(self, n: int) -> str:
        """Mostly somebody who decides."""
        names = [one.name for one in self.world.people.values() if one.here and one.phone]
        return self.who(n) if n % 5 == 0 or not names else names[n % len(names)]

    def runner(self, n: int, asked: Asked) -> str:
        """The person who proposes, one who runs the group, or anybody."""
        return (asked.author, asked.author, "Nadia", "Fatou", self.who(n))[n % 5]

    def about(self, n: int, *states: str) -> Asked:
        """A proposal, one in these rounds where there is any."""
        every = list(self.world.proposals.values())
        found = [one for one in every if one.state in states]
        return found[n % len(found)] if found else every[n % len(every)]

    def has(self, *states: str) -> bool:
        """Whether a proposal is in one of these rounds."""
        return any(one.state in states for one in self.world.proposals.values())

    def whom(self, n: int) -> str:
        """For whom somebody answers: mostly for nobody but themselves."""
        return {1: "Odette", 2: "Odette", 3: "Inès", 4: self.who(n)}.get(n % 9, "")

    def speaking(self, n: int, person: str) -> str:
        return {"Odette": ("Léa", "Nadia", "Fatou"), "Inès": ("Karim",) * 3}.get(person, (self.voter(n),) * 3)[
            n % 3
        ]

    def number(self, name: str) -> int:
        return self.world.people[name].id if name else 0

    def word(self, what: str) -> str:
        """Words that nobody has said before."""
        return f"{what} n{self.stage.acts}x"

    # Both at once

    def agrees(
        self, name: str, act: Callable[[], Answer], rules: Callable[..., Any], *args: Any, **how: Any
    ) -> bool:
        """Whether both took it; that only one did is the bug."""
        before = self.open_objections()
        answer = act()
        try:
            rules(*args, **how)
        except No:
            assert answer.refused, f"{name}: {told(answer)}"
            taken = False
        else:
            assert not answer.refused, f"{name}: {told(answer)}"
            taken = True
        must_be_theirs(self.stage, before, name)
        return taken

    def open_objections(self) -> dict[int, str]:
        return {
            one.id: one.author
            for asked in self.world.proposals.values()
            for one in asked.objections
            if one.state == "open"
        }

    def waits(self, name: str, kind: str, asked: Asked, person: str = "", words: str = "") -> None:
        """Something is not sent yet."""
        self.world.drafts[name] = (kind, asked.id, asked.version, person, words, self.world.now)

    # Proposing

    @precondition(lambda self: sum(one.under_way for one in self.world.proposals.values()) < MOST)
    @rule(n=ANY, form=FORMS, silence=SILENCES)
    def proposes(self, n: int, form: str, silence: str) -> None:
        self.propose(n, form, silence)

    def propose(self, n: int, form: str, silence: str) -> None:
        name, stage, world = self.voter(n), self.stage, self.world
        one = world.people[name]
        if sum(asked.author == name for asked in world.proposals.values()) >= 4 or len(world.proposals) >= 10:
            return
        answer = stage.presses(name, "ask")
        if not one.here or one.role == "guest":
            assert answer.refused
            return
        text = self.word("Une haie")
        stage.types(name, text)
        stage.types(name, "Parce qu'il fait chaud.")
        stage.presses(name, "form", form)
        stage.presses(name, "silence", silence)
        assert not stage.presses(name, "send").refused
        world.drafts.pop(name, None)
        state = {"quick": "objections", "week": "opinions", "full": "questions"}[form]
        homes: dict[int, list[str]] = {}
        for other in world.people.values():
            if other.here and other.role in ("resident", "facilitator"):
                homes.setdefault(other.home, []).append(other.name)
        ends = round_ends(world.now, 2 if form == "full" else 3)
        roll = [tuple(home) for home in homes.values()]
        number = stage.newest("proposals")
        asked = Asked(number, name, form, silence, state, text, roll, world.now, ends, ends)
        asked.asked = int(form == "quick")
        world.proposals[number] = asked

    # What becomes of it

    @precondition(lambda self: self.has("amendment"))
    @rule(n=ANY, q=ANY)
    def keeps(self, n: int, q: int) -> None:
        asked = self.about(q, "amendment")
        name = self.runner(n, asked)
        self.agrees(name, lambda: self.stage.presses(name, "keep", asked.id), self.world.keep, asked, name)

    @AMENDED
    @rule(n=ANY, q=ANY, at_once=some.integers(0, 3))
    def modifies(self, n: int, q: int, at_once: int) -> None:
        asked = self.about(q, "amendment", "treatment", "objections")
        name = self.runner(n, asked)
        rules = (self.world.may_modify, asked, name)
        if self.agrees(name, lambda: self.stage.presses(name, "modify", asked.id), *rules):
            words = self.word("Un mur")
            assert not self.stage.types(name, words).refused
            self.waits(name, "publish", asked, words=words)
            if at_once:
                self.sends(name)

    def withdraws(self, n: int, q: int, really: int) -> None:
        asked = self.about(q, "amendment", "treatment", "objections", "opinions")
        name = self.runner(n, asked) if really == 5 else self.who(n)
        if really == 5 or (name != asked.author and not self.world.people[name].runs):
            rules = (self.world.withdraw, asked, name)
            self.agrees(name, lambda: self.stage.presses(name, "withdrawn", asked.id), *rules)

    @ABOUT
    @rule(
        n=ANY,
        q=ANY,
        act=some.sampled_from(
            ["finish", "finish", "extend", "short_trial", "look_for", "to_meeting", "talked", "withdraw"]
        ),
        really=some.integers(0, 3),
    )
    def goes_on(self, n: int, q: int, act: str, really: int) -> None:
        """What those who run it do; mostly others try."""
        if q % 2:
            return
        rounds = {"finish": ("questions", "opinions"), "extend": ("objections",), "talked": ("objections",)}
        if act == "withdraw":
            self.withdraws(n, q, really + n % 3)
            return
        asked = self.about(q, *rounds.get(act, ("treatment",)))
        name = self.runner(n, asked) if really or act == "finish" else self.who(n)
        if act == "to_meeting" and really < 3 and self.world.people[name].runs:
            return
        if act == "look_for":
            self.commissions(name, asked)
            return
        press = {"short_trial": "shorttrial", "to_meeting": "meeting"}.get(act, act)
        rules = getattr(self.world, act)
        self.agrees(name, lambda: self.stage.presses(name, press, asked.id), rules, asked, name)

    def commissions(self, name: str, asked: Asked) -> None:
        rules = (self.world.must_run, asked, name, "treatment")
        if self.agrees(name, lambda: self.stage.presses(name, "commission", asked.id), *rules):
            assert not self.stage.types(name, "Trois voisins").refused
            self.world.look_for(asked, name)
            self.world.drafts.pop(name, None)

    # What was begun is sent

    def sends(self, name: str, named: int = 1, *, rather: bool = False) -> None:
        """An objection or another version; nothing, where none was begun."""
        world, draft = self.world, self.world.draft_of(name)
        kind, number, version, person, words, _ = draft or ("", 0, 0, "", "", world.now)
        if kind == "publish":
            asked = world.proposals[number]
            rules = (world.publish, asked, name, version, words)
            taken = self.agrees(name, lambda: self.stage.presses(name, "publish"), *rules)
        elif kind == "object":
            asked = world.proposals[number]
            taken = self.objects_now(name, asked, version, person, words, named, rather=rather)
        else:
            number = next(iter(self.world.proposals), 0)
            press = ("ratherreserve", number) if rather else ("sendobjection", number, named)
            assert self.stage.presses(name, *press).refused
            assert kind == "publish" or self.stage.presses(name, "publish").refused
            return
        if taken:
            world.drafts.pop(name, None)

    def objects_now(
        self, name: str, asked: Asked, version: int, person: str, words: str, named: int, *, rather: bool
    ) -> bool:
        world = self.world
        if rather:
            reserve = (world.answer, asked, name, version, person, "reservation", words)
            return self.agrees(name, lambda: self.stage.presses(name, "ratherreserve", asked.id), *reserve)
        one = Objection(0, version, person or name, words, bool(named), name if person else "")
        rules = (world.object, asked, name, version, person, one)
        taken = self.agrees(name, lambda: self.stage.presses(name, "sendobjection", asked.id, named), *rules)
        if taken:
            one.id = self.stage.newest("objections")
        return taken

    @precondition(lambda self: any(draft[0] in ("publish", "object") for draft in self.world.drafts.values()))
    @rule(n=ANY, named=some.integers(0, 1), rather=some.integers(0, 4))
    def sends_what_waited(self, n: int, named: int, rather: int) -> None:
        drafts = [name for name, draft in self.world.drafts.items() if draft[0] in ("publish", "object")]
        self.sends(drafts[n % len(drafts)], named, rather=rather == 4)
