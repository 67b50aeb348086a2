"""One proposal and what was said of it, as consent.md §2.6 and §2.7 tell it."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
QUARTER = timedelta(minutes=15)
PATIENCE, TALKS, ORPHANED = 2, 7, timedelta(hours=48)
UNDER_WAY = ("questions", "opinions", "amendment", "objections", "treatment")


class No(Exception):
    """The rules refuse it."""


@dataclass
class Neighbour:
    """Somebody. `phone`: they have an account; `left_at` while they are not of the group."""

    name: str
    id: int
    role: str
    home: int
    phone: bool = True
    left_at: datetime | None = None

    @property
    def here(self) -> bool:
        return self.left_at is None

    @property
    def runs(self) -> bool:
        return self.role in ("facilitator", "accompaniment")


@dataclass
class Objection:
    """`by`: who wrote it down for its author. `orphaned_until` while it is asked whether somebody takes it up."""

    id: int
    version: int
    author: str
    words: str
    named: bool
    by: str = ""
    state: str = "open"
    parked: bool = False
    alerted: bool = False
    orphaned_until: datetime | None = None


@dataclass
class Said:
    """An answer to the question; `turn` orders those of one household."""

    kind: str
    turn: int
    relayed: bool
    words: str = ""
    talked: bool = False


@dataclass
class Asked:
    """A proposal. `ends` is promised, `closing` is when the round really ends."""

    id: int
    author: str
    form: str
    silence: str
    state: str
    text: str
    homes: list[tuple[str, ...]]
    now: datetime
    ends: datetime
    closing: datetime
    version: int = 1
    extended: bool = False
    loops: int = 0
    asked: int = 0
    short: bool = False
    commission: bool = False
    questions: dict[int, tuple[str, bool]] = field(default_factory=dict)
    """Who asked, and whether there is an answer."""
    opinions: dict[str, tuple[str, bool, bool]] = field(default_factory=dict)
    """Words, whether somebody else gave them, and whether with the name."""
    answers: dict[str, Said] = field(default_factory=dict)
    objections: list[Objection] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    read: set[int] = field(default_factory=set)
    """Objections with which a round has ended: everybody has read them since."""
    result: tuple[int, int, int] = (0, 0, 0)
    """Voices, answers and answers given by others, when it was adopted."""

    @property
    def under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def standing(self) -> list[Objection]:
        return [one for one in self.objections if one.state == "open"]

    def standing_of(self, name: str) -> list[Objection]:
        return [one for one in self.standing if one.author == name]


@dataclass(frozen=True)
class Tally:
    """Where the households stand. `told`: those that know of the question."""

    homes: int
    spoken: int
    answered: int
    talks: int
    relayed: int
    told: int


def tally(asked: Asked, people: dict[str, Neighbour]) -> Tally:
    """Households of which somebody is still there; of two answers an objection goes first, else the later one."""
    spoken = answered = talks = relayed = told = 0
    homes = [[name for name in home if people[name].here] for home in asked.homes]
    homes = [home for home in homes if home]
    for home in homes:
        spoken += any(name == asked.author or name in asked.opinions for name in home)
        given = {name: asked.answers[name] for name in home if name in asked.answers}
        against = [said for name, said in given.items() if said.kind == "objection" and asked.standing_of(name)]
        said = max(against or given.values(), key=lambda one: one.turn, default=None)
        told += said is not None or any(people[name].phone or name in asked.told for name in home)
        if said is None:
            continue
        relayed += said.relayed
        answered += said.kind != "talk"
        talks += said.kind == "talk" and not said.talked
    return Tally(len(homes), spoken, answered, talks, relayed, told)


def quorum(silence: str, homes: int) -> int:
    """Two thirds rounded up; all of them; or none."""
    return {"nothing": -(-2 * homes // 3), "required": homes, "consent": 0}[silence]


def evening(day: date) -> datetime:
    return datetime.combine(day, time(20), PARIS)


def evening_after(moment: datetime, days: int) -> datetime:
    """20:00, so many days on, whatever the clocks do meanwhile."""
    return evening(moment.astimezone(PARIS).date() + timedelta(days=days))


def round_ends(now: datetime, days: int) -> datetime:
    """20:00, so many days on; below 72 hours never on a weekend, nor over a part of one: then on Monday."""
    begins = now.astimezone(PARIS)
    ends = evening(begins.date() + timedelta(days=days))
    if ends.replace(tzinfo=None) - begins.replace(tzinfo=None) >= timedelta(hours=72):
        return ends
    day = begins.date()
    while day <= ends.date():
        if day.strftime("%a") in ("Sat", "Sun"):
            while day.strftime("%a") != "Mon":
                day += timedelta(days=1)
            return max(ends, evening(day))
        day += timedelta(days=1)
    return ends
