"""What was used of each funder's half-days, which half-day is meant, what a typed mission says: pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.conversation.answer import Refused
from handlers.conversation.folding import folded
from handlers.conversation.text import t
from handlers.conversation.typed import brief, capital

from .model import PHASES, Course, Funder, HalfDay, Mission, Phase

MOST_MISSIONS = 20
MOST_HALF_DAYS = 12
"""In one mission."""
MOST_FUNDERS = 4
TITLE_LENGTH = 60
NAME_LENGTH = 30
"""Characters of a funder's name."""
KEPT = timedelta(days=61)
"""How long a mission that was taken out can still be put back."""
_CODE = re.compile(r"^(?P<code>[A-Za-z]\d{1,2})(?:\s*[:.\-–—]\s*|\s+)(?P<title>\S.*)$")
_LETTER = re.compile(r"^(?P<letter>[A-Z])(?P<number>\d+)$")


@dataclass(frozen=True)
class Balance:
    """In half-days: `used` have taken place, `planned` have a date, `left` have none."""

    used: int
    planned: int
    left: int

    @property
    def all(self) -> int:
        return self.used + self.planned + self.left


def balance(course: Course, funder: int | None = None) -> Balance:
    """Of one funder, or of all together."""
    halves = [half for one in course.missions for half in one.half_days if funder in (None, half.funder)]
    states = [half.progress for half in halves]
    return Balance(states.count("done"), states.count("planned"), states.count("open"))


# Phases


def phase_named(word: str) -> Phase | None:
    return next((phase for phase in PHASES if phase == word), None)


def following(phase: Phase) -> Phase | None:
    """None after the last one."""
    place = PHASES.index(phase) + 1
    return PHASES[place] if place < len(PHASES) else None


# Which half-day is meant


def to_be_asked(mission: Mission) -> list[HalfDay]:
    """Those for which dates can be asked; of several that are alike, the first."""
    return _unlike([one for one in mission.half_days if one.progress == "open" and one.workshop is None])


def to_be_done(mission: Mission, now: datetime) -> list[HalfDay]:
    """Those of which can be said that they took place: of several that are alike, first what was planned, and is
    over; then what has no date. What is ahead has still to come."""
    past = [one for one in mission.half_days if one.progress == "planned" and not is_ahead(one, now)]
    return _unlike([*past, *(one for one in mission.half_days if one.progress == "open" and not one.is_asked)])


def is_ahead(half: HalfDay, now: datetime) -> bool:
    return half.progress == "planned" and half.starts is not None and half.starts.timestamp() > now.timestamp()


def _unlike(halves: Sequence[HalfDay]) -> list[HalfDay]:
    found: dict[tuple[str, int], HalfDay] = {}
    for one in halves:
        found.setdefault((one.kind, one.funder), one)
    return list(found.values())


# What is typed


def mission_typed(typed: str, missions: Sequence[Mission]) -> tuple[str, str]:
    """The code and the title of a new mission: « C2 Le chantier », or a title alone, which gets the next code.
    Raises Refused."""
    words = brief(typed, TITLE_LENGTH)
    coded = _CODE.match(words)
    code = next_code(missions) if coded is None else coded["code"].upper()
    title = capital(words if coded is None else coded["title"])
    if any(one.code == code for one in missions):
        raise Refused(t("There is a mission {code} already. Choose another number.", code=code))
    return code, title


def title_typed(typed: str, mission: Mission) -> str:
    """Its new title; its code may stand before it, and stays. Raises Refused."""
    words = brief(typed, TITLE_LENGTH)
    coded = _CODE.match(words)
    if coded is not None and coded["code"].upper() == mission.code:
        words = coded["title"]
    return capital(words)


def next_code(missions: Sequence[Mission]) -> str:
    """« C2 » after « C1 »."""
    last = _LETTER.match(missions[-1].code) if missions else None
    letter = "A" if last is None else last["letter"]
    known = [_LETTER.match(one.code) for one in missions]
    numbers = [int(one["number"]) for one in known if one is not None and one["letter"] == letter]
    return f"{letter}{max(numbers, default=0) + 1}"


def mission_named(words: str, missions: Sequence[Mission]) -> Mission | None:
    """« a1 », « A1 Culture commune », « culture commune »; None where no mission, or more than one, is meant."""
    said = folded(words)
    exact = [one for one in missions if said in (folded(one.code), folded(one.title), folded(one.name))]
    return exact[0] if len(exact) == 1 else None


def funder_typed(typed: str, funders: Sequence[Funder], but: int = 0) -> str:
    """Raises Refused for a name that another one has."""
    name = capital(brief(typed, NAME_LENGTH))
    if any(folded(one.name) == folded(name) and one.id != but for one in funders):
        raise Refused(t("{name} is there already.", name=name))
    return name
