"""The table of contents: which features exist, and what each is given."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from handlers.agenda.desk import AgendaDesk
from handlers.agenda.feature import feature as agenda_feature
from handlers.agenda.handler import AgendaHandler
from handlers.bookings.box import Box
from handlers.bookings.enacting import Enacting
from handlers.bookings.feature import feature as bookings_feature
from handlers.bookings.handler import BookingsHandler, Outside
from handlers.conversation.feature import CommandLine, Entry, Feature, Held, Kept, MenuEntry, Waiting
from handlers.conversation.text import Text, t, tn
from handlers.groups.desk import GroupsDesk
from handlers.groups.feature import feature as groups_feature
from handlers.groups.handler import GroupsHandler
from handlers.help.feature import feature as help_feature
from handlers.help.handler import HelpHandler
from handlers.households.feature import feature as households_feature
from handlers.households.handler import HouseholdsHandler
from handlers.me.feature import feature as me_feature
from handlers.me.handler import MeHandler
from handlers.members.desk import MembersDesk
from handlers.members.feature import feature as members_feature
from handlers.members.handler import MembersHandler
from handlers.members.model import Hosting
from handlers.polls.feature import feature as polls_feature
from handlers.polls.handler import Desks, PollsHandler
from handlers.proposals.feature import feature as proposals_feature
from handlers.proposals.handler import ProposalsHandler
from handlers.register.desk import RegisterDesk
from handlers.register.feature import feature as register_feature
from handlers.register.handler import RegisterHandler
from handlers.reminders.box import Box as RemindersBox
from handlers.reminders.feature import feature as reminders_feature
from handlers.reminders.handler import RemindersHandler
from storage.agenda import StoredAgenda
from storage.alarms import StoredAlarms
from storage.bookings import StoredBookings
from storage.codes import StoredCodes
from storage.database import Transaction
from storage.drafts import StoredDrafts
from storage.groups import StoredGroups
from storage.heard import StoredHeard
from storage.matrix import StoredMatrix
from storage.members import StoredMembers
from storage.polls import StoredPolls
from storage.posts import StoredPosts
from storage.proposals import StoredProposals
from storage.register import StoredRegister
from storage.reminders import StoredReminders
from storage.salon import StoredSalon

from .keeps import HOUSE_KEEPS
from .texts import voice

H = TypeVar("H")


@dataclass
class Ground:
    """The stores of one transaction, on which every feature stands, and what the host has decided."""

    tx: Transaction
    now: datetime
    hosting: Hosting = field(default_factory=Hosting)
    members: StoredMembers = field(init=False)
    posts: StoredPosts = field(init=False)
    alarms: StoredAlarms = field(init=False)
    drafts: StoredDrafts = field(init=False)
    receipts: StoredHeard = field(init=False)

    def __post_init__(self) -> None:
        self.members = StoredMembers(self.tx, self.now)
        self.posts = StoredPosts(self.tx)
        self.alarms = StoredAlarms(self.tx)
        self.drafts = StoredDrafts(self.tx)
        self.receipts = StoredHeard(self.tx)


@dataclass(frozen=True)
class Placed(Generic[H]):
    """A feature with the way to make its handler for one transaction."""

    feature: Feature[H]
    make: Callable[[Ground], H]


def _members(ground: Ground) -> MembersHandler:
    return MembersHandler(ground.members, ground.hosting)


def _polls(ground: Ground) -> PollsHandler:
    desk = MembersDesk(ground.members)
    stores = (ground.posts, ground.alarms, ground.drafts, ground.receipts)
    desks = Desks(
        GroupsDesk(ground.members),
        AgendaDesk(StoredAgenda(ground.tx), ground.members, ground.posts),
        RegisterDesk(StoredRegister(ground.tx), desk, ground.posts, ground.alarms),
        _proposals(ground),
        EveryFeature(ground).say,
    )
    return PollsHandler(StoredPolls(ground.tx), desk, *stores, desks)


def _agenda(ground: Ground) -> AgendaHandler:
    stores = (ground.posts, ground.alarms, ground.drafts)
    return AgendaHandler(StoredAgenda(ground.tx), MembersDesk(ground.members), *stores, EveryFeature(ground))


def _proposals(ground: Ground) -> ProposalsHandler:
    desk, stores = MembersDesk(ground.members), (ground.posts, ground.alarms, ground.drafts)
    register = RegisterDesk(StoredRegister(ground.tx), desk, ground.posts, ground.alarms)
    meeting = AgendaDesk(StoredAgenda(ground.tx), ground.members, ground.posts)
    return ProposalsHandler(StoredProposals(ground.tx), desk, *stores, register, meeting, Decided(ground))


def _register(ground: Ground) -> RegisterHandler:
    desk, stores = MembersDesk(ground.members), (ground.posts, ground.alarms, ground.drafts)
    return RegisterHandler(StoredRegister(ground.tx), desk, *stores, EveryFeature(ground))


def _bookings(ground: Ground) -> BookingsHandler:
    house = EveryFeature(ground)
    outside = Outside(_proposals(ground), house.say, ground.hosting.calendars, house.entries)
    return BookingsHandler(_box(ground), outside)


def _box(ground: Ground) -> Box:
    stores = (ground.posts, ground.alarms, ground.drafts, ground.receipts)
    return Box(StoredBookings(ground.tx), MembersDesk(ground.members), *stores)


class Decided:
    """handlers.proposals.box.Effects: hands what was decided to the feature from which it came."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def take(self, effect: str, number: str, now: datetime) -> bool:
        match effect.split(":"):
            case ["bookings", "rules", offer, when]:
                return await Enacting(_box(self._ground)).decided(int(offer), when, number, now)
        return False


def _reminders(ground: Ground) -> RemindersHandler:
    stores = (ground.posts, ground.alarms, ground.drafts)
    return RemindersHandler(RemindersBox(StoredReminders(ground.tx), MembersDesk(ground.members), *stores))


def _groups(ground: Ground) -> GroupsHandler:
    return GroupsHandler(
        StoredGroups(ground.tx),
        MembersDesk(ground.members),
        ground.posts,
        ground.alarms,
        StoredCodes(ground.tx),
        EveryFeature(ground),
        ground.hosting,
    )


def _households(ground: Ground) -> HouseholdsHandler:
    desk = MembersDesk(ground.members)
    return HouseholdsHandler(desk, ground.posts, ground.drafts, EveryFeature(ground), GroupsDesk(ground.members))


def _me(ground: Ground) -> MeHandler:
    desk, codes = MembersDesk(ground.members), StoredCodes(ground.tx)
    return MeHandler(EveryFeature(ground), desk, ground.posts, ground.drafts, ground.alarms, codes)


def _help(ground: Ground) -> HelpHandler:
    desk, stores = MembersDesk(ground.members), (ground.posts, ground.drafts, ground.alarms, ground.receipts)
    return HelpHandler(EveryFeature(ground), desk, *stores, ground.hosting)


FEATURES: tuple[Placed[Any], ...] = (
    Placed(polls_feature, _polls),
    Placed(proposals_feature, _proposals),
    Placed(agenda_feature, _agenda),
    Placed(bookings_feature, _bookings),
    Placed(reminders_feature, _reminders),
    Placed(register_feature, _register),
    Placed(me_feature, _me),
    Placed(groups_feature, _groups),
    Placed(households_feature, _households),
    Placed(help_feature, _help),
    Placed(members_feature, _members),  # last: what the others hold about a person goes before the person
)

FIRST = ("polls:ask:poll", "polls:ask:vote", "proposals:ask")
"""What a group begins most often; the ways to decide stand beside each other."""

BY_NAME: dict[str, Placed[Any]] = {placed.feature.name: placed for placed in FEATURES}

COMMANDS: dict[str, tuple[Placed[Any], CommandLine[Any]]] = {
    name: (placed, line) for placed in FEATURES for line in placed.feature.commands for name in line.names
}


class EveryFeature:
    """handlers.help.store.House: all features at once, from their declarations."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def commands(self) -> Sequence[tuple[str, Text]]:
        return [(line.names[0], line.help) for placed in FEATURES for line in placed.feature.commands]

    def menu(self) -> Sequence[MenuEntry]:
        return [entry for placed in FEATURES for entry in placed.feature.menu]

    def launches(self) -> Sequence[MenuEntry]:
        entries = [entry for placed in FEATURES for entry in placed.feature.launches]
        return sorted(entries, key=lambda one: FIRST.index(one.data) if one.data in FIRST else len(FIRST))

    def mine(self) -> Sequence[MenuEntry]:
        return [entry for placed in FEATURES for entry in placed.feature.mine]

    def keeps(self) -> Sequence[Kept]:
        by_feature = [kept for placed in reversed(FEATURES) for kept in placed.feature.keeps]
        return [*by_feature[:1], *HOUSE_KEEPS[:1], *by_feature[1:], *HOUSE_KEEPS[1:]]

    def say(self, text: Text, language: str) -> str:
        return voice(language)(text)

    async def waiting(self, person: int) -> Sequence[Waiting]:
        """Every open question that this person has not answered, in every group they are in."""
        waiting: list[Waiting] = []
        for placed in FEATURES:
            if placed.feature.waiting is not None:
                waiting += await placed.feature.waiting(placed.make(self._ground), person, self._ground.now)
        return waiting

    async def entries(self, group: int, begins: datetime, ends: datetime) -> Sequence[Entry]:
        """What the group has ahead between these moments, in order."""
        found: list[Entry] = []
        for placed in FEATURES:
            if placed.feature.entries is not None:
                found += await placed.feature.entries(placed.make(self._ground), group, begins, ends)
        return sorted(found, key=lambda entry: entry.at.timestamp())

    async def unite(self, kept: int, gone: int) -> None:
        """Two people turned out to be one: what is kept of the second is the first's from now on."""
        # First what goes by the person's number alone; members last, who know whose accounts they were.
        await StoredSalon(self._ground.tx).unite(kept, gone)
        await self._ground.drafts.unite(kept, gone)
        await self._ground.posts.unite(kept, gone)
        for placed in FEATURES:
            if placed.feature.united is not None:
                await placed.feature.united(placed.make(self._ground), kept, gone)

    async def annex(self, kept: int, gone: int) -> None:
        """Two groups turned out to be one: the rooms and the subjects of the second are the first's."""
        for placed in FEATURES:
            if placed.feature.annexed is not None:
                await placed.feature.annexed(placed.make(self._ground), kept, gone)

    async def held_about(self, person: int) -> Sequence[Held]:
        held: list[Held] = []
        for placed in FEATURES:
            held += await placed.feature.held_about(placed.make(self._ground), person)
        return [*held, *await self._held_by_the_house(person)]

    async def _held_by_the_house(self, person: int) -> Sequence[Held]:
        salon, lines = StoredSalon(self._ground.tx), []
        if said := await salon.messages_of(person):
            lines.append(tn("{n} message in the room", "{n} messages in the room", said))
        if links := await salon.links_of(person):
            lines.append(tn("{n} personal link to the room", "{n} personal links to the room", links))
        if answers := await self._ground.receipts.answers_of(person):
            lines.append(tn("{n} answer that I gave you", "{n} answers that I gave you", answers))
        reactions, rooms = await StoredMatrix(self._ground.tx).held_about(person)
        if reactions:
            lines.append(tn("{n} reaction under my messages", "{n} reactions under my messages", reactions))
        if rooms:
            lines.append(tn("{n} private room with me", "{n} private rooms with me", rooms))
        return [Held(t("Your words"), tuple(lines))] if lines else []

    async def forget(self, person: int) -> None:
        # What the house itself holds goes first: afterwards nobody knows any more who this was.
        name = (await self._ground.members.names([person])).get(person, "")
        await StoredHeard(self._ground.tx).forget(person, name)
        await self._ground.drafts.forget(person, name)
        await self._ground.posts.forget(person)
        await StoredSalon(self._ground.tx).forget(person)
        await StoredMatrix(self._ground.tx).forget(person, name)
        for placed in FEATURES:
            await placed.feature.forget(placed.make(self._ground), person)
