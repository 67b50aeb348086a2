"""Who may settle what a group is, who may name whom, and what can be chosen."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from fractions import Fraction

from handlers.conversation.answer import Refused
from handlers.conversation.events import Chat, FromPerson
from handlers.conversation.quiet import Night
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from handlers.members import rules as members_rules
from handlers.members.code_store import CODE_DIGITS
from handlers.members.model import (
    FACILITATES,
    Agreement,
    Group,
    Here,
    Hosting,
    Kind,
    Member,
    Role,
    SchoolZone,
    Silence,
)

from .model import ROLES, Named

KINDS: tuple[Kind, ...] = ("housing", "place", "condominium", "other")
BY_HOUSEHOLD: tuple[Kind, ...] = ("", "housing", "condominium")
"""Kinds of groups in which people live together; elsewhere each person has one voice."""
LANGUAGES = ("fr", "fr@tu", "en")
NIGHTS: Mapping[str, Night | None] = {
    "2030": Night(time(20, 30), time(8)),
    "2130": Night(time(21, 30), time(7, 30)),
    "2200": Night(time(22), time(7)),
    "none": None,
}
METROPOLIS = "Europe/Paris"
"""Where the three school zones are: overseas and abroad, school holidays are others."""
ZONES = (
    METROPOLIS,
    "Indian/Reunion",
    "America/Guadeloupe",
    "America/Martinique",
    "America/Cayenne",
    "Indian/Mayotte",
    "Pacific/Noumea",
    "Pacific/Tahiti",
    "Europe/Brussels",
    "Europe/Zurich",
    "Europe/Luxembourg",
    "America/Toronto",
)
"""Where French is spoken; the host can choose any other zone for new groups."""
SCHOOL_ZONES: Mapping[str, SchoolZone] = {"A": "A", "B": "B", "C": "C", "none": ""}
AGREEMENTS: tuple[Agreement, ...] = ("last", "majority", "holder")
SILENCES: tuple[Silence, ...] = ("nothing", "consent", "required")
QUORUMS: Mapping[str, Fraction] = {
    "none": Fraction(0),
    "quarter": Fraction(1, 4),
    "third": Fraction(1, 3),
    "half": Fraction(1, 2),
    "most": Fraction(2, 3),
}
TERMS: Mapping[int, timedelta] = {
    1: timedelta(days=31),
    3: FACILITATES,
    6: timedelta(days=183),
    12: timedelta(days=365),
}
"""How long somebody runs a group, by months."""
WARNED = timedelta(days=7)
"""Before the end of a term, its holder is told."""
UNDO = timedelta(minutes=10)
INVITATION_KEPT = timedelta(days=30)
"""A host who has not answered in that time does not want Palabre there."""


def somebody_runs(members: Sequence[Member]) -> bool:
    """Whether the group has somebody who runs it now."""
    return any(runs(member.role) for member in members)


def runs(role: Role) -> bool:
    return role in ("facilitator", "accompaniment")


def must_settle(here: Here, members: Sequence[Member]) -> None:
    """Those who run the group settle what it is; anybody, as long as nobody does. Raises Refused."""
    if not may_settle(here, members):
        raise Refused(t("Only those who run the group can change this."))


def may_settle(here: Here, members: Sequence[Member]) -> bool:
    return here.runs or not somebody_runs(members)


def must_join(here: Here) -> None:
    """Rooms are joined by those who run the groups on both sides. Raises Refused."""
    if not here.runs:
        raise Refused(t("Only those who run the group can join its rooms to others."))


def changed(group: Group, setting: str, word: str) -> Group:
    """The group with one setting changed. Raises Refused for what no button offers."""
    match setting:
        case "kind" if (kind := next((one for one in KINDS if one == word), None)) is not None:
            return replace(group, kind=kind, voices="household" if kind in BY_HOUSEHOLD else "adult")
        case "language" if word in LANGUAGES:
            return replace(group, language=word)
        case "zone" if word in ZONES:
            return replace(group, zone=word, school=group.school if word == METROPOLIS else "")
        case "school" if word in SCHOOL_ZONES:
            return replace(group, school=SCHOOL_ZONES[word])
        case "night" if word in NIGHTS:
            return replace(group, night=NIGHTS[word])
        case "voices" if word in ("household", "adult") and group.kind in BY_HOUSEHOLD:
            return replace(group, voices="household" if word == "household" else "adult")
        case "agreement" if (way := next((one for one in AGREEMENTS if one == word), None)) is not None:
            return replace(group, agreement=way)
        case "silence" if (meaning := next((one for one in SILENCES if one == word), None)) is not None:
            return replace(group, silence=meaning)
        case "sunday" if word in ("on", "off"):
            return replace(group, sunday=word == "on")
        case "quorum" if word in QUORUMS:
            return replace(group, quorum=QUORUMS[word])
    raise Refused(t("This choice does not exist here."))


# Naming


def administers(event: FromPerson, rooms: Collection[Chat] = ()) -> bool:
    """Whether whoever acts is an administrator of the very room in which they act; in private, of one of
    `rooms`, those of the group."""
    if event.chat.private:
        return any(room in rooms for room in event.sender.administers)
    return event.sender.standing.rank == "administrator"


def may_name(here: Here, event: FromPerson, members: Sequence[Member], rooms: Collection[Chat] = ()) -> bool:
    """Whether there is anything that this person may make of somebody else. `rooms`: those of the group."""
    return may_settle(here, members) or administers(event, rooms)


def must_name(
    here: Here,
    event: FromPerson,
    members: Sequence[Member],
    named: Member,
    role: Role,
    rooms: Collection[Chat] = (),
) -> None:
    """Raises Refused. Nobody but the accompaniment changes what the accompaniment is; an administrator of a
    room makes facilitators and nothing else (DESIGN §4: who animates is said, not inferred)."""
    if not may_name(here, event, members, rooms):
        raise Refused(t("Only those who run the group can name somebody."))
    if named.role == "accompaniment" and here.role != "accompaniment":
        raise Refused(t("{name} accompanies the group: that comes first.", name=named.person.name))
    if not may_settle(here, members) and role != "facilitator":
        raise Refused(t("An administrator of the room can only name who runs the group."))


def role_of(word: str) -> Role:
    """The role of a button. Raises Refused for what no button offers."""
    if word not in ROLES:
        raise Refused(t("This choice does not exist here."))
    return ROLES[word]


def ends_at(now: datetime, role: Role, months: int) -> datetime | None:
    """When the role ends: that of a facilitator alone has an end. Raises Refused for a term nobody offers."""
    if role != "facilitator":
        return None
    if months not in TERMS:
        raise Refused(t("This choice does not exist here."))
    return now + TERMS[months]


def term_end(now: datetime, member: Member | None) -> datetime:
    """The end of an ordinary term that begins now; a longer one that was given is not cut short."""
    ordinary, given = now + FACILITATES, None if member is None else member.role_ends_at
    return ordinary if given is None else max(ordinary, given)


def holds(named: Named, member: Member | None) -> bool:
    """Whether that role is still the one that was given then."""
    return member is not None and member.role == named.role and member.role_ends_at == named.until


def term(group: int, person: int) -> Topic:
    """What the alarms of a facilitator's term are set for."""
    return Topic("groups", group, f"term:{person}")


def quotes(topic: Topic, person: int) -> bool:
    """Whether what was told about this topic names the person."""
    return str(person) in topic.aspect.split(":")[1:]


# Rooms


def is_code(words: str) -> bool:
    """Whether somebody typed a code, or what was meant to be one."""
    digits = words.replace(" ", "")
    return digits.isascii() and digits.isdigit()


def code_in(words: str) -> str:
    """The code that was typed, « 482 913 » too; '' where it cannot be one."""
    digits = words.replace(" ", "")
    return digits if is_code(digits) and len(digits) == CODE_DIGITS else ""


def host_account(hosting: Hosting, platform: str, beside: str = "") -> str | None:
    """The host's account on this platform, where the settings give its number or its address: a name does not
    tell where to write. Where they name no platform, it is one whose accounts look alike: `beside` is another
    account of this one."""
    where, account = members_rules.host_named(hosting.operator)
    address = members_rules.is_address(account)
    if where not in ("", platform) or not (address or (account.isascii() and account.isdigit())):
        return None
    alike = where != "" or address == members_rules.is_address(beside)
    return account if alike else None
