"""How a proposal goes from round to round, told once more."""

from datetime import datetime

from tests.bot.consent_model.asked import (
    ORPHANED,
    PATIENCE,
    QUARTER,
    TALKS,
    Asked,
    Neighbour,
    Objection,
    Tally,
    evening_after,
    quorum,
    round_ends,
    tally,
)


class Course:
    """One group, its proposals, and the time."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.people: dict[str, Neighbour] = {}
        self.proposals: dict[int, Asked] = {}
        self.turns = 0

    def tally(self, asked: Asked) -> Tally:
        return tally(asked, self.people)

    # Rounds

    def begin(self, asked: Asked, state: str, days: int) -> None:
        self.run_until(asked, state, round_ends(self.now, days))

    def run_until(self, asked: Asked, state: str, ends: datetime) -> None:
        asked.state, asked.ends, asked.closing = state, ends, ends

    def put_to_question(self, asked: Asked) -> None:
        days = 2 if asked.asked else 3
        asked.asked, asked.extended = asked.asked + 1, False
        self.begin(asked, "objections", days)

    def another_version(self, asked: Asked, text: str) -> None:
        asked.loops += asked.state == "objections" and bool(asked.standing)
        asked.version, asked.text, asked.answers, asked.commission = asked.version + 1, text, {}, False
        self.put_to_question(asked)

    def recount(self, asked: Asked) -> None:
        """A quarter of an hour after the last voice; whoever changes their mind within it puts nothing off."""
        counted, soon = self.tally(asked), self.now + QUARTER
        if asked.state == "objections" and asked.closing > asked.ends:
            if not counted.talks or asked.standing:
                asked.closing = min(asked.closing, soon)
        elif asked.state in ("opinions", "objections"):
            heard = counted.spoken if asked.state == "opinions" else counted.answered
            complete = 0 < counted.homes <= heard
            asked.closing = min(asked.ends, asked.closing, soon) if complete else asked.ends

    def resume(self, asked: Asked) -> None:
        if asked.state == "treatment" and not asked.standing:
            counted = self.tally(asked)
            enough = self.is_enough(asked, counted) and not counted.talks
            self.run_until(asked, "objections", self.now + QUARTER if enough else evening_after(self.now, 1))
        else:
            self.recount(asked)

    # What time does

    def due(self) -> list[tuple[datetime, Asked, Objection | None]]:
        """All that time will do, in order: ends of rounds, and objections that nobody took up."""
        found: list[tuple[datetime, Asked, Objection | None]] = []
        for asked in self.proposals.values():
            if asked.under_way:
                found.append((asked.closing, asked, None))
            found += [
                (one.orphaned_until, asked, one) for one in asked.objections if one.orphaned_until is not None
            ]
        return sorted(found, key=lambda one: one[0])

    def ring(self) -> None:
        while batch := [one for one in self.due() if one[0] <= self.now]:
            for at, asked, objection in batch:
                if objection is not None:
                    if objection.orphaned_until == at:
                        self.nobody_took_it(asked, objection)
                elif asked.under_way and asked.closing == at:
                    self.offer(asked)
                    self.round_ends(asked)

    def nobody_took_it(self, asked: Asked, objection: Objection) -> None:
        objection.orphaned_until = None
        if objection.state != "open" or self.people[objection.author].here:
            return
        objection.state, objection.parked = "lapsed", False
        if asked.under_way:
            self.resume(asked)

    def round_ends(self, asked: Asked) -> None:
        match asked.state:
            case "questions":
                waits = any(not answered for _, answered in asked.questions.values())
                self.begin(asked, "questions" if waits else "opinions", 1 if waits else 2)
            case "opinions":
                self.begin(asked, "amendment", 1)
            case "amendment" if asked.closing > asked.ends:
                self.put_to_question(asked)
            case "amendment":
                asked.closing = max(evening_after(asked.ends, PATIENCE), evening_after(self.now, 1))
            case "objections":
                self.question_ends(asked)
            case "treatment":
                self.begin(asked, "treatment", 3)

    def question_ends(self, asked: Asked) -> None:
        counted = self.tally(asked)
        if asked.standing:
            asked.loops += 1
            asked.read |= {one.id for one in asked.objections}
            self.begin(asked, "treatment", 3)
        elif counted.talks and asked.closing <= asked.ends:
            asked.closing = evening_after(asked.ends, TALKS)
        elif self.is_enough(asked, counted):
            asked.state = "adopted"
            asked.result = (counted.homes, counted.answered, counted.relayed)
        elif asked.extended:
            asked.state = "undecided"
        else:
            asked.extended = True
            self.run_until(asked, "objections", evening_after(self.now, 3))

    @staticmethod
    def is_enough(asked: Asked, counted: Tally) -> bool:
        if not counted.homes:
            return False
        if asked.silence == "consent":
            return counted.told == counted.homes
        return counted.answered >= quorum(asked.silence, counted.homes)

    # Who comes and goes

    def leaves(self, name: str) -> None:
        self.people[name].left_at = self.now
        self.came_or_went(name)

    def comes_back(self, name: str) -> None:
        """What was complete without them is not, perhaps; and their objection is theirs again."""
        self.people[name].left_at = None
        self.came_or_went(name)

    def came_or_went(self, name: str) -> None:
        for asked in self.proposals.values():
            if asked.under_way and (asked.author == name or any(name in home for home in asked.homes)):
                self.offer(asked)
                self.recount(asked)

    def offer(self, asked: Asked) -> None:
        """An objection whose author is gone can be taken up for two days; that of who is back cannot."""
        for one in asked.standing:
            if self.people[one.author].here:
                one.orphaned_until = None
            elif one.orphaned_until is None:
                one.orphaned_until = self.now + ORPHANED
