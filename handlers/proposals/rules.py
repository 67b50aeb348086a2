"""When a round ends, and what comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Literal

from handlers.members import hours
from handlers.members.desk import appears_at
from handlers.members.electorate import Unit, needed
from handlers.members.model import Group

from .model import Deliberation, Objection, Position, Proposal, State

PART: dict[str, Fraction] = {"nothing": Fraction(2, 3), "consent": Fraction(0), "required": Fraction(1)}
"""The part of the voices that must have answered, by what silence means (consent.md §2.6)."""
MOST_LOOPS = 3
"""Versions that met an objection before another way is offered (consent.md §2.5)."""
LATEST = timedelta(days=21)
"""After which another way is offered, also before that."""
TALK_WAITS = timedelta(days=7)
"""How long « Besoin d'en parler » holds back an end."""
ORPHAN_WAITS = timedelta(hours=48)
"""How long somebody may take up the objection of a neighbour who has left (K15)."""
DAYS: dict[tuple[str, State], int] = {
    ("week", "opinions"): 3,
    ("full", "questions"): 2,
    ("full", "opinions"): 2,
}
ANSWER_DAYS, AMEND_DAYS, AGAIN_DAYS, TREAT_DAYS, MORE_DAYS, COMMISSION_DAYS = 3, 1, 2, 3, 3, 14
"""Days of the question; until the person who proposes has chosen; of the question once more, for another
version; of the search for a solution; of the one extension; of a commission (consent.md §2.6)."""
PATIENCE = timedelta(days=2)
"""How long after the promised evening the person who proposes is waited for: then the text stays as it is."""
WEEKEND = timedelta(hours=72)

Outcome = Literal["adopted", "treatment", "paused", "extended", "undecided"]


@dataclass(frozen=True)
class Count:
    """Where the voices stand. `voices`: those that count; `spoken`: have said what they think; `answered`: have
    answered the question; `reserved`: of those, with a reservation; `talks` want to speak first; `objects`: how
    many objections stand; `relayed`: answers given by somebody else; `reached`: voices that know of it."""

    voices: int
    spoken: int
    answered: int
    reserved: int
    talks: int
    objects: int
    relayed: int
    reached: int
    needed: int

    @property
    def everybody_spoke(self) -> bool:
        return self.spoken >= self.voices > 0

    @property
    def everybody_answered(self) -> bool:
        return self.answered >= self.voices > 0

    @property
    def lacking(self) -> int:
        return max(0, self.needed - self.answered)

    @property
    def unreached(self) -> int:
        return self.voices - self.reached


def living(units: Sequence[Unit]) -> list[Unit]:
    """The voices that count: not those of which everybody has left; a lot of which nobody was ever known is
    missing, and counts."""
    return [unit for unit in units if unit.people or unit.label]


def voice_of(unit: Unit, positions: Sequence[Position], objections: Sequence[Objection]) -> Position | None:
    """What a voice says: an objection of any of its people counts (K16), else their latest answer."""
    given = [answer for answer in positions if answer.person in unit.people]
    standing = {one.person for one in objections if one.stands}
    objecting = [answer for answer in given if answer.kind == "objection" and answer.person in standing]
    return max(objecting or given, key=lambda answer: answer.turn, default=None)


def count(of: Deliberation) -> Count:
    """Where the voices stand now. Whoever wants to speak of it first has not answered, until they do."""
    units = living(of.units)
    said = [voice_of(unit, of.positions, of.objections) for unit in units]
    given = [answer for answer in said if answer is not None]
    talks = sum(answer.kind == "talk" and not answer.talked for answer in given)
    kinds = [answer.kind for answer in given]
    spoken = {of.proposal.author, *(opinion.person for opinion in of.opinions)}
    reached = of.reached or {}
    return Count(
        voices=len(units),
        spoken=sum(any(person in spoken for person in unit.people) for unit in units),
        answered=len(given) - kinds.count("talk"),
        reserved=kinds.count("reservation"),
        talks=talks,
        objects=sum(objection.stands for objection in of.objections),
        relayed=sum(answer.relayed for answer in given),
        reached=sum(
            answer is not None or any(reached.get(person, False) for person in unit.people)
            for unit, answer in zip(units, said, strict=True)
        ),
        needed=needed(PART[of.proposal.silence], len(units)),
    )


def outcome(of: Deliberation, now: datetime) -> Outcome:
    """What the end of the question comes to at `now` (consent.md §2.6, vectors K01 to K19). An objection that
    stands is looked at first: nothing is ever decided over it."""
    counted = count(of)
    if counted.objects:
        return "treatment"
    waited = is_paused(of.proposal) and now >= of.proposal.closing_at
    if counted.talks and not waited:
        return "paused"
    enough = counted.voices > 0 and counted.answered >= counted.needed
    if of.proposal.silence == "consent":
        # Every voice was told, and so at least half of them know of it.
        enough = counted.voices > 0 and counted.unreached == 0
    if enough:
        return "adopted"
    return "undecided" if of.proposal.extended else "extended"


def most_of(counted: Count) -> int:
    """Two thirds of the voices."""
    return needed(PART["nothing"], counted.voices)


def first_round(form: str) -> State:
    """With what a proposal begins."""
    match form:
        case "quick":
            return "objections"
        case "full" | "meeting":
            return "questions"
    return "opinions"


def ends(group: Group, now: datetime, days: int) -> datetime:
    """The evening on which a round ends that begins `now`: one that takes in a part of a weekend, and is shorter
    than 72 hours, lasts until Monday (consent.md §2.6)."""
    end = hours.deadline(group, now, days)
    begins = appears_at(group, now) or group.local(now)
    if end - begins >= WEEKEND:
        return end
    lasts = (end.date() - begins.date()).days
    weekend = next((day for day in map(begins.date().__add__, _DAYS[: lasts + 1]) if day.weekday() >= 5), None)
    if weekend is None:
        return end
    monday = weekend + timedelta(days=7 - weekend.weekday())
    return max(end, datetime.combine(monday, hours.EVENING, group.tzinfo))


_DAYS = tuple(timedelta(days=day) for day in range(4))
"""Those that a round shorter than 72 hours may touch."""


MINUTES: dict[State, int] = {"questions": 10, "opinions": 15, "amendment": 5, "objections": 10, "treatment": 15}
"""Of each round at a meeting; whoever leads it gives more, or goes on before."""


def round_ends(proposal: Proposal, state: State, group: Group, now: datetime, days: int) -> datetime:
    """When a round that begins `now` should end: at a meeting after some minutes, else on an evening."""
    if proposal.form == "meeting":
        return now + timedelta(minutes=MINUTES[state])
    return ends(group, now, days)


def is_paused(proposal: Proposal) -> bool:
    """Whether somebody wants to speak first, so that the promised evening has passed without an end."""
    return proposal.state == "objections" and proposal.closing_at > proposal.ends_at


def closing(of: Deliberation, now: datetime) -> datetime:
    """When the round really ends, after something was said at `now`: fifteen minutes after the last voice;
    whoever changes their mind within these does not put it off."""
    proposal, counted = of.proposal, count(of)
    if proposal.form == "meeting":
        return proposal.ends_at
    if is_paused(proposal):
        waits = counted.talks and not counted.objects
        return proposal.closing_at if waits else min(proposal.closing_at, now + hours.CHANGE_OF_MIND)
    if proposal.state == "amendment":
        return proposal.closing_at  # whoever is waited for is waited for, whatever is said meanwhile
    if proposal.state == "opinions":
        complete = counted.everybody_spoke
    else:
        complete = proposal.state == "objections" and counted.everybody_answered
    return min(proposal.ends_at, proposal.closing_at, now + hours.CHANGE_OF_MIND) if complete else proposal.ends_at


def offers_another_way(proposal: Proposal, now: datetime) -> bool:
    """Whether so much was tried that another way is offered (consent.md §2.5; K13)."""
    return proposal.loops >= MOST_LOOPS or now - proposal.opened_at >= LATEST
