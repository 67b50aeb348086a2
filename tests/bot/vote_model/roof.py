"""One vote, played act by act on the real thing and on the model, for what must be seen happening."""

from fractions import Fraction

from handlers.members.model import Role
from storage.database import Transaction
from storage.households import StoredHouseholds
from storage.polls import StoredPolls
from tests.bot.vote_model.compared import compare
from tests.bot.vote_model.questions import Question
from tests.bot.vote_model.scene import Scene


class Roof:
    """A vote of Karim's about the roof, or a poll, on the real thing and on the model; all is done to both."""

    def __init__(self, scene: Scene, kind: str = "vote", *, quorum: int = 1, agreement: str = "last") -> None:
        self.scene, self.world = scene, scene.settle()
        scene.settles(quorum=Fraction(quorum), agreement=agreement)
        self.world.quorum, self.world.agreement = Fraction(quorum), agreement
        if agreement == "holder":
            tomas = self.world.people[scene.named("Tomás")]
            scene.holds(tomas.id, True)
            self.world.holders[tomas.household] = tomas.id
        command = "vote" if kind == "vote" else "sondage"
        scene.writes(scene.named("Karim"), command, "Quelle couleur ?\nazur\nbrun\ncorail")
        self.number = scene.newest()
        self.words = scene.choices(self.number)
        self.azur, self.brun, self.corail = self.words
        self.asked: Question = self.world.ask(self.number, scene.named("Karim"), kind, self.words)
        self.odette = scene.named("Odette")
        compare(scene)

    def presses(self, name: str, action: str, *numbers: int) -> bool:
        """Whether it was done."""
        data = ":".join(["polls", action, str(self.number), *map(str, numbers)])
        return not self.scene.presses(self.scene.named(name), data).refused

    def says(self, name: str, option: int, words: str = "", person: str = "Odette") -> bool:
        """Somebody answers for Odette, with her words."""
        who, spoken = self.scene.named(name), self.scene.named(person)
        if not self.presses(name, "say", spoken, option):
            return False
        answer = self.scene.says(who, words) if words else self.scene.presses(who, "polls:nowords")
        self.world.say(self.asked, who, spoken, option)
        self.world.finish(who)
        compare(self.scene)
        return not answer.refused

    def votes(self, name: str, option: int) -> None:
        assert self.presses(name, "replace", option)
        self.world.vote(self.asked, self.scene.named(name), option, over=True)
        compare(self.scene)

    def others_vote(self) -> None:
        for name in ("Karim", "Inès", "Léa", "Zoé", "Fatou"):
            self.votes(name, self.brun)

    def ends(self) -> None:
        """A quarter of an hour after everybody has answered, and not before."""
        due = self.world.next_alarm()
        assert due is not None
        assert due == self.asked.closing
        assert due < self.asked.ends, "everybody has answered"
        self.world.now = due
        self.scene.ring()
        self.world.ring()
        compare(self.scene)
        assert self.asked.state == "closed"

    def is_ended(self) -> None:
        """By its author, before its time."""
        assert self.presses("Karim", "close")
        self.world.close(self.asked, self.scene.named("Karim"))
        compare(self.scene)

    def are_one(self, kept: str, gone: str) -> None:
        self.world.unite(self.scene.named(kept), self.scene.named(gone))
        self.scene.unites(self.scene.named(kept), self.scene.named(gone))
        compare(self.scene)

    def becomes(self, name: str, role: Role) -> None:
        who = self.scene.named(name)
        self.scene.members(lambda members: members.give_role(self.scene.group, who, role))
        self.world.people[who].role = role

    def stored(self) -> str:
        """All answers that were given, as they are kept."""

        async def look(tx: Transaction) -> str:
            return " ".join(row["answer"] for row in await tx.rows("SELECT answer FROM heard ORDER BY at"))

        return self.scene.read(look)

    def told(self) -> dict[int, str]:
        async def look(tx: Transaction) -> dict[int, str]:
            return await StoredHouseholds(tx, self.world.now).reaches(f"polls:{self.number}")

        return self.scene.read(look)

    def result(self) -> tuple[dict[int, int], int, int, int]:
        async def look(tx: Transaction) -> tuple[dict[int, int], int, int, int]:
            poll = await StoredPolls(tx).find(self.number)
            assert poll is not None
            return {option.id: option.ballots for option in poll.options}, poll.answered, poll.voices, poll.relayed

        return self.scene.read(look)
