"""Who may do what of a decision by consent, and what comes of it, told once more."""

from datetime import datetime, timedelta

from tests.bot.consent_model.asked import UNDER_WAY, Asked, Neighbour, No, Objection, Said, evening_after
from tests.bot.consent_model.course import Course

LISTENS = ("questions", "opinions")
SOLVED = ("objections", "treatment")
DRAFTS_LAST = timedelta(hours=24)


class Rounds(Course):
    """Everything but objections. Every act raises No where the rules refuse it."""

    def __init__(self, now: datetime) -> None:
        super().__init__(now)
        self.relays: set[tuple[str, str]] = set()
        self.drafts: dict[str, tuple[str, int, int, str, str, datetime]] = {}
        """What somebody has not sent yet: kind, proposal, version, for whom, words, since when."""

    # Who may

    def member(self, name: str) -> Neighbour:
        if not self.people[name].here:
            raise No
        return self.people[name]

    def in_round(self, asked: Asked, name: str, *rounds: str) -> Neighbour:
        one = self.member(name)
        if asked.state not in rounds:
            raise No
        return one

    def must_run(self, asked: Asked, name: str, *rounds: str) -> None:
        if not self.in_round(asked, name, *rounds).runs and name != asked.author:
            raise No

    def has_voice(self, asked: Asked, name: str) -> bool:
        return any(name in home for home in asked.homes) and self.people[name].here

    def must_have_voice(self, asked: Asked, name: str) -> None:
        if self.people[name].role not in ("resident", "facilitator") or not self.has_voice(asked, name):
            raise No

    def speaks_for(self, asked: Asked, name: str, person: str) -> bool:
        without = self.people[name].runs and not self.people[person].phone
        return (
            name != person
            and ((person, name) in self.relays or without)
            and self.people[person].here
            and self.has_voice(asked, person)
        )

    def speaker(self, asked: Asked, name: str, person: str) -> bool:
        """Whether somebody else gives the answer."""
        if person in ("", name):
            self.must_have_voice(asked, name)
            return False
        if not self.speaks_for(asked, name, person):
            raise No
        return True

    def must_be_silent(self, asked: Asked, person: str, *, relayed: bool) -> None:
        """Who has answered in person is not answered for."""
        answered = person in asked.answers and not asked.answers[person].relayed
        if relayed and (answered or any(not one.by for one in asked.standing_of(person))):
            raise No

    def must_end_for(self, asked: Asked, name: str, one: Objection) -> None:
        """Who was asked to answer for its author; or who wrote it down, unless it stands against them."""
        if not one.by or not ((one.author, name) in self.relays or one.by == name != asked.author):
            raise No

    def asked_now(self, asked: Asked, name: str, version: int) -> None:
        self.in_round(asked, name, "objections")
        if version not in (0, asked.version):
            raise No

    # Listening

    def ask(self, asked: Asked, name: str) -> None:
        if self.in_round(asked, name, *LISTENS).role == "guest":
            raise No
        if asked.state == "opinions" and asked.form == "full":
            raise No

    def may_ask_more(self, asked: Asked, name: str) -> None:
        if sum(who == name for who, _ in asked.questions.values()) >= 10:
            raise No

    def asks(self, asked: Asked, name: str, number: int) -> None:
        asked.questions[number] = (name, False)
        if name != asked.author and not self.draft_of(asked.author):
            self.drafts[asked.author] = ("reply", asked.id, 0, "", "", self.now)
        self.drafts.pop(name, None)
        self.recount(asked)

    def reply(self, asked: Asked, name: str, number: int) -> None:
        self.must_run(asked, name, "questions", "opinions", "amendment", "objections")
        if number not in asked.questions:
            raise No
        asked.questions[number] = (asked.questions[number][0], True)
        self.recount(asked)

    def may_opine(self, asked: Asked, name: str) -> None:
        if self.in_round(asked, name, "opinions").role == "guest" or name == asked.author:
            raise No

    def opine(self, asked: Asked, name: str, words: str, *, named: bool = True) -> None:
        self.may_opine(asked, name)
        asked.opinions[name] = (words, False, named)
        self.recount(asked)

    def nameless(self, asked: Asked, name: str, *, named: bool) -> None:
        self.may_opine(asked, name)
        if name not in asked.opinions:
            raise No
        asked.opinions[name] = (asked.opinions[name][0], False, named)

    def unopine(self, asked: Asked, name: str) -> None:
        self.may_opine(asked, name)
        if asked.opinions.pop(name, None) is None:
            raise No
        self.recount(asked)

    def may_opine_for(self, asked: Asked, name: str, person: str) -> None:
        self.in_round(asked, name, "opinions", *SOLVED)
        if not self.speaker(asked, name, person):
            raise No  # not played: it would be their own
        self.must_be_silent(asked, person, relayed=True)
        if person in asked.opinions and not asked.opinions[person][1]:
            raise No

    def opine_for(self, asked: Asked, name: str, person: str, words: str) -> None:
        if asked.state != "opinions":
            raise No
        asked.opinions[person] = (words, True, True)
        self.recount(asked)

    # What becomes of it

    def keep(self, asked: Asked, name: str) -> None:
        self.must_run(asked, name, "amendment")
        self.put_to_question(asked)

    def may_modify(self, asked: Asked, name: str) -> None:
        self.must_run(asked, name, "amendment", *SOLVED)

    def publish(self, asked: Asked, name: str, version: int, text: str) -> None:
        self.may_modify(asked, name)
        if version != asked.version:
            raise No
        self.another_version(asked, text)

    def withdraw(self, asked: Asked, name: str) -> None:
        self.must_run(asked, name, *UNDER_WAY)
        asked.state = "withdrawn"

    def to_meeting(self, asked: Asked, name: str) -> None:
        if not self.in_round(asked, name, *SOLVED).runs or not asked.standing:
            raise No
        for one in asked.standing:
            self.settle(one, "meeting")
        asked.read |= {one.id for one in asked.objections}
        asked.state = "undecided"

    def look_for(self, asked: Asked, name: str) -> None:
        """Three neighbours search: two weeks."""
        self.must_run(asked, name, "treatment")
        asked.commission = True
        self.begin(asked, "treatment", 14)

    def short_trial(self, asked: Asked, name: str) -> None:
        self.must_run(asked, name, "treatment")
        if asked.short:
            raise No
        asked.short = True
        self.another_version(asked, asked.text)

    def finish(self, asked: Asked, name: str) -> None:
        self.must_run(asked, name, *LISTENS)
        if asked.state == "questions" and any(not answered for _, answered in asked.questions.values()):
            raise No
        self.round_ends(asked)

    def extend(self, asked: Asked, name: str) -> None:
        self.must_run(asked, name, *LISTENS, *SOLVED)
        self.run_until(asked, asked.state, evening_after(max(asked.ends, self.now), 1))

    # Answers

    def answer(self, asked: Asked, name: str, version: int, person: str, kind: str, words: str = "") -> None:
        self.asked_now(asked, name, version)
        relayed, person = self.speaker(asked, name, person), person or name
        self.must_be_silent(asked, person, relayed=relayed)
        standing = asked.standing_of(person) if kind != "talk" else []
        for one in standing:
            if relayed:
                self.must_end_for(asked, name, one)
        for one in standing:
            self.end(asked, one, kind)
        self.note(asked, person, kind, relayed=relayed, words=words)
        self.recount(asked)

    def note(self, asked: Asked, person: str, kind: str, *, relayed: bool = False, words: str = "") -> None:
        self.turns += 1
        asked.answers[person] = Said(kind, self.turns, relayed, words)

    def end(self, asked: Asked, one: Objection, kind: str) -> None:
        """Its author says something else: withdrawn within its own round, lifted after it."""
        lifted = one.version < asked.version or asked.state == "treatment"
        self.settle(one, "reservation" if kind == "reservation" else "lifted" if lifted else "withdrawn")

    def settle(self, one: Objection, state: str) -> None:
        one.state, one.parked = state, False

    def retract(self, asked: Asked, name: str, person: str) -> None:
        self.in_round(asked, name, "objections")
        relayed, person = self.speaker(asked, name, person), person or name
        self.must_be_silent(asked, person, relayed=relayed)
        fresh = [
            one for one in asked.standing_of(person) if one.version == asked.version and one.id not in asked.read
        ]
        if person not in asked.answers:
            raise No
        for one in fresh:
            if relayed:
                self.must_end_for(asked, name, one)
        del asked.answers[person]
        for one in fresh:
            self.settle(one, "withdrawn")
        self.recount(asked)

    def talked(self, asked: Asked, name: str) -> None:
        self.must_run(asked, name, "objections")
        if not any(said.kind == "talk" and not said.talked for said in asked.answers.values()):
            raise No
        for said in asked.answers.values():
            said.talked = said.talked or said.kind == "talk"
        tomorrow = evening_after(self.now, 1)
        if tomorrow > asked.ends:
            self.run_until(asked, "objections", tomorrow)
        self.recount(asked)

    def reach(self, asked: Asked, name: str, person: str, *, told: bool) -> None:
        self.in_round(asked, name, "opinions", *SOLVED)
        self.speaker(asked, name, person)
        asked.told.add(person or name) if told else asked.told.discard(person or name)
        self.recount(asked)

    # What is not sent yet

    def draft_of(self, name: str) -> tuple[str, int, int, str, str, datetime] | None:
        found = self.drafts.get(name)
        return found if found is not None and found[-1] > self.now - DRAFTS_LAST else None
