"""Who has a voice in what is decided, frozen when it opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Literal

from handlers.conversation.answer import Refused
from handlers.conversation.text import t

from .model import Group, Household

Voice = Literal["person", "household", "lot"]
"""What a voice stands for."""

FEWEST = 2
"""Voices without which there is nothing to decide together."""


@dataclass(frozen=True)
class Unit:
    """One voice: the people who share it, frozen at the opening. `holder` answers for all where one
    person does; `label` is that of a lot."""

    number: int
    people: tuple[int, ...]
    parts: int = 1
    holder: int | None = None
    label: str = ""


@dataclass(frozen=True)
class Silent:
    """A voice that has not been heard: the people in it who are still there, by id and name."""

    unit: int
    label: str
    people: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Electorate:
    """The voices; `weighs`: the parts of the building count; `quorum`: how many must answer."""

    voice: Voice
    units: tuple[Unit, ...]
    weighs: bool
    quorum: int


def electorate(group: Group, households: Sequence[Household]) -> Electorate:
    """The voices as they are now: one per household, per lot, or per adult. Raises Refused below two.

    Parts count where every voice has some. A lot of which nobody is known has a voice that nobody can use:
    it counts among those that are missing, as in the assembly.
    """
    lived_in = [household for household in households if household.people or group.kind == "condominium"]
    voice: Voice = "household"
    if group.voices == "adult":
        voice = "person"
        units = [
            Unit(number, (member.person.id,))
            for number, member in enumerate((member for household in lived_in for member in household.people), 1)
        ]
    else:
        voice = "lot" if group.kind == "condominium" else "household"
        units = [
            Unit(
                number,
                tuple(member.person.id for member in household.people),
                household.parts or 1,
                household.holder if _lives_there(household) else None,
                household.label,
            )
            for number, household in enumerate(lived_in, 1)
        ]
    if sum(bool(unit.people) for unit in units) < FEWEST:
        raise Refused(t("I only know one household so far. Ask your neighbours to tap « Say hello » first."))
    weighs = voice == "lot" and all(household.parts for household in lived_in)
    return Electorate(voice, tuple(units), weighs, needed(group.quorum, len(units)))


def _lives_there(household: Household) -> bool:
    """A holder who has left holds nothing."""
    return any(member.person.id == household.holder for member in household.people)


def needed(quorum: Fraction, voices: int) -> int:
    """How many voices must have answered: the part of all, rounded up (copropriete.md §3.8)."""
    return ceil(quorum * voices)
