"""Who makes an objection, and who ends it, told once more."""

from tests.bot.consent_model.asked import Asked, No, Objection
from tests.bot.consent_model.rounds import SOLVED, Rounds


class World(Rounds):
    """All of it."""

    # Objections

    def may_object(self, asked: Asked, name: str, version: int, person: str) -> None:
        self.asked_now(asked, name, version)
        self.must_be_silent(asked, person or name, relayed=self.speaker(asked, name, person))

    def object(self, asked: Asked, name: str, version: int, person: str, one: Objection) -> None:
        self.may_object(asked, name, version, person)
        asked.objections.append(one)
        self.note(asked, one.author, "objection", relayed=one.author != name)
        self.recount(asked)

    def own(self, asked: Asked, name: str, one: Objection) -> bool:
        """Whether somebody speaks for its author; whoever else acts is refused."""
        self.in_round(asked, name, *SOLVED)
        if one not in asked.objections:
            raise No
        if one.author != name:
            if not self.speaks_for(asked, name, one.author):
                raise No
            self.must_end_for(asked, name, one)
        if one.state != "open":
            raise No
        return one.author != name

    def alert(self, asked: Asked, name: str, one: Objection) -> None:
        self.own(asked, name, one)
        one.alerted = True

    def lift(self, asked: Asked, name: str, one: Objection, kind: str) -> None:
        relayed = self.own(asked, name, one)
        self.end(asked, one, kind)
        self.note(asked, one.author, kind, relayed=relayed, words=one.words if kind == "reservation" else "")
        self.resume(asked)

    def maintain(self, asked: Asked, name: str, one: Objection) -> None:
        relayed, one.parked = self.own(asked, name, one), False
        if asked.state == "objections":
            self.note(asked, one.author, "objection", relayed=relayed)
            self.recount(asked)

    def later(self, asked: Asked, name: str, one: Objection) -> None:
        self.own(asked, name, one)
        self.settle(one, "later")
        self.resume(asked)

    def park(self, asked: Asked, name: str, one: Objection) -> None:
        self.must_run(asked, name, *SOLVED)
        read = one.alerted or one.id in asked.read
        if one not in asked.objections or one.state != "open" or not read or not self.people[one.author].here:
            raise No
        one.parked = True

    def take_up(self, asked: Asked, name: str, one: Objection) -> None:
        self.in_round(asked, name, *SOLVED)
        self.must_have_voice(asked, name)
        waits = one.state == "open" and not self.people[one.author].here
        if one not in asked.objections or not waits:
            raise No
        one.author, one.named, one.by, one.orphaned_until = name, True, "", None
        if asked.state == "objections":
            self.note(asked, name, "objection")
        self.recount(asked)
