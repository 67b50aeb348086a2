"""Groups and the people in them."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

from handlers.conversation.quiet import Night

Role = Literal["resident", "facilitator", "accompaniment"]
"""resident: decides. facilitator: decides, and runs what others opened. accompaniment: runs, never votes."""


@dataclass(frozen=True)
class Hosting:
    """What the host has decided: who may bring Palabre into a room, and what a new group begins with.

    `operator` is the host's own account on a platform: its id, or its public name with or without « @ »;
    « platform:id » where several platforms could be meant. `open`: anybody may bring Palabre in.
    """

    operator: str = ""
    open: bool = False
    zone: str = "Europe/Paris"
    language: str = "fr"


@dataclass(frozen=True)
class Group:
    """A group of residents. `night` is None where nobody sleeps next to the phone (the demonstration)."""

    id: int
    name: str
    zone: str
    language: str
    night: Night | None
    demo: bool = False

    @property
    def tzinfo(self) -> tzinfo:
        return ZoneInfo(self.zone)

    def local(self, moment: datetime) -> datetime:
        """The same instant on the group's own clock."""
        return moment.astimezone(self.tzinfo)


@dataclass(frozen=True)
class Person:
    """Somebody, whatever accounts they have."""

    id: int
    name: str


@dataclass(frozen=True)
class Here:
    """Who acts, in which group, with which role: what every handler first asks for."""

    group: Group
    person: Person
    role: Role
