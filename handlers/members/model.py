"""Groups, the people in them, and the households in which they live."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from fractions import Fraction
from typing import Literal
from zoneinfo import ZoneInfo

from handlers.conversation.quiet import Night

Role = Literal["resident", "facilitator", "accompaniment", "professional", "guest"]
"""resident: decides. facilitator: decides, and runs what others opened, until a named day. accompaniment: runs,
never votes. professional: advises, and is counted apart. guest: looks on."""

Kind = Literal["", "housing", "place", "condominium", "other"]
"""What the group is, which decides its words: a household, a person, a lot; '' as long as nobody said."""

Agreement = Literal["last", "majority", "holder"]
"""Of two ballots of one household: the last counts, or most of its adults, or one named person answers
(copropriete.md §3.8, H1 to H3)."""

SchoolZone = Literal["", "A", "B", "C"]
"""Of the three zones of French school holidays, the one in which a group lives; '' where nobody said, and where
there are others (Corsica, overseas, other countries)."""

Silence = Literal["nothing", "consent", "required"]
"""What it means, in a decision by consent, that a voice has not answered (consent.md §2.6, settings A, B, C):
nothing, it lets the others decide, or it may not be."""

FACILITATES = timedelta(days=92)
"""How long a facilitator is one, where nobody says otherwise: three months."""


@dataclass(frozen=True)
class WebAddress:
    """An address of Palabre's own pages. `everywhere`: it is reached from other machines too."""

    address: str
    everywhere: bool


def _nowhere(secret: str) -> WebAddress | None:
    return None


@dataclass(frozen=True)
class Hosting:
    """What the host has decided: who may bring Palabre into a room, and what a new group begins with.

    `operator` is the host's own account on a platform: its id, or its public name with or without « @ »; an id
    may be an address (« @nadia:example.org »). « platform:id » where several platforms could be meant. `open`:
    anybody may bring Palabre in.
    """

    operator: str = ""
    open: bool = False
    zone: str = "Europe/Paris"
    language: str = "fr"
    school: SchoolZone = ""
    calendars: Callable[[str], WebAddress | None] = field(default=_nowhere, compare=False, repr=False)
    """Where the calendar with this secret is read; None while nothing is served."""


@dataclass(frozen=True)
class Group:
    """A group of residents. `night` is None where nobody sleeps next to the phone (the demonstration).

    `voices`: who has one voice in a vote. `quorum`: the part of the voices that must have answered, 0 for none.
    Both, and `agreement`, are frozen into each vote when it opens; `silence` into each proposal. `sunday`: whether
    it is told on Sunday evening what the week holds.
    """

    id: int
    name: str
    zone: str
    language: str
    night: Night | None
    demo: bool = False
    kind: Kind = ""
    voices: Literal["household", "adult"] = "household"
    agreement: Agreement = "last"
    quorum: Fraction = Fraction(0)
    school: SchoolZone = ""
    silence: Silence = "nothing"
    sunday: bool = True

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

    @property
    def decides(self) -> bool:
        """Whether this person lives with what is decided."""
        return self.role in ("resident", "facilitator")

    @property
    def runs(self) -> bool:
        """Whether this person runs what others opened."""
        return self.role in ("facilitator", "accompaniment")


@dataclass(frozen=True)
class Member:
    """Somebody in a group, as the roll knows them.

    `reached`: they have an account, or somebody else brings them the news otherwise. `role_ends_at` for a
    facilitator; `away_until` while they have said that they are away.
    """

    person: Person
    role: Role
    household: int
    reached: bool
    greeted: bool = False
    role_ends_at: datetime | None = None
    away_from: datetime | None = None
    away_until: datetime | None = None

    @property
    def decides(self) -> bool:
        return self.role in ("resident", "facilitator")

    def is_away(self, now: datetime) -> bool:
        return (
            self.away_from is not None and self.away_until is not None and self.away_from <= now < self.away_until
        )


@dataclass(frozen=True)
class Household:
    """People who share one voice; or a lot of a building, perhaps before anybody of it is known.

    `parts` are those of the building (tantièmes), where they count; `holder` the one who answers for all.
    """

    id: int
    label: str
    parts: int | None
    holder: int | None
    people: tuple[Member, ...] = ()


@dataclass(frozen=True)
class Claim:
    """« Sarah est de chez moi », said by the claimant and not yet by the other. `person` is None, with a name
    alone, where that person is not in the group yet."""

    id: int
    claimant: Person
    person: int | None
    name: str


@dataclass(frozen=True)
class Relay:
    """`relay` gives the answers of `person`, in their words; it holds once `agreed`."""

    person: Person
    relay: Person
    agreed: bool


@dataclass(frozen=True)
class Membership:
    """What is kept of somebody in one group. `zone` is that of the group's clock."""

    group: str
    zone: str
    role: Role
    role_ends_at: datetime | None
    since: datetime
    left_at: datetime | None
    greeted_at: datetime | None
    away_from: datetime | None
    away_until: datetime | None

    def local(self, moment: datetime) -> datetime:
        """The same instant on the group's own clock."""
        return moment.astimezone(ZoneInfo(self.zone))


@dataclass(frozen=True)
class About:
    """What is kept of somebody as a member, beside their household. `accounts`: (platform, account) of each.
    `noted`: notes that they took of others; `codes`: codes and tries of the last hours."""

    name: str
    language: str | None
    accounts: tuple[tuple[str, str], ...]
    memberships: tuple[Membership, ...]
    noted: int
    codes: int
