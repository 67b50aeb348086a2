"""The table of contents: which features exist, and what each is given."""

from datetime import datetime
from typing import Any

from handlers.agenda.desk import AgendaDesk
from handlers.agenda.feature import feature as agenda_feature
from handlers.agenda.handler import AgendaHandler
from handlers.bookings.enacting import Enacting
from handlers.bookings.feature import feature as bookings_feature
from handlers.bookings.handler import BookingsHandler, Outside
from handlers.conversation.feature import CommandLine
from handlers.course.feature import feature as course_feature
from handlers.downtime.feature import feature as downtime_feature
from handlers.downtime.handler import DowntimeHandler
from handlers.evaluation.feature import feature as evaluation_feature
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
from handlers.minutes.feature import feature as minutes_feature
from handlers.minutes.handler import MinutesHandler
from handlers.polls.feature import feature as polls_feature
from handlers.polls.handler import Desks, PollsHandler
from handlers.programme.feature import feature as programme_feature
from handlers.proposals.feature import feature as proposals_feature
from handlers.proposals.handler import ProposalsHandler
from handlers.register.desk import RegisterDesk
from handlers.register.feature import feature as register_feature
from handlers.register.handler import RegisterHandler
from handlers.reminders.feature import feature as reminders_feature
from handlers.reminders.handler import RemindersHandler
from handlers.workshops.feature import feature as workshops_feature
from storage.agenda import StoredAgenda
from storage.codes import StoredCodes
from storage.downtime import StoredDowntimes
from storage.groups import StoredGroups
from storage.polls import StoredPolls
from storage.proposals import StoredProposals
from storage.register import StoredRegister

from . import gatherings
from .boxes import bookings_box, reminders_box
from .every_feature import EveryFeature
from .followers import minutes_desk
from .ground import Ground, Placed


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
        every_feature(ground).say,
    )
    return PollsHandler(StoredPolls(ground.tx), desk, *stores, desks)


def _agenda(ground: Ground) -> AgendaHandler:
    stores = (ground.posts, ground.alarms, ground.drafts)
    return AgendaHandler(StoredAgenda(ground.tx), MembersDesk(ground.members), *stores, every_feature(ground))


def _proposals(ground: Ground) -> ProposalsHandler:
    desk, stores = MembersDesk(ground.members), (ground.posts, ground.alarms, ground.drafts)
    register = RegisterDesk(StoredRegister(ground.tx), desk, ground.posts, ground.alarms)
    meeting = AgendaDesk(StoredAgenda(ground.tx), ground.members, ground.posts)
    return ProposalsHandler(StoredProposals(ground.tx), desk, *stores, register, meeting, Decided(ground))


def _register(ground: Ground) -> RegisterHandler:
    desk, stores = MembersDesk(ground.members), (ground.posts, ground.alarms, ground.drafts)
    return RegisterHandler(StoredRegister(ground.tx), desk, *stores, every_feature(ground), minutes_desk(ground))


def _bookings(ground: Ground) -> BookingsHandler:
    house = every_feature(ground)
    outside = Outside(_proposals(ground), house.say, ground.hosting.calendars, house.entries)
    return BookingsHandler(bookings_box(ground), outside)


class Decided:
    """handlers.proposals.box.Effects: hands what was decided to the feature from which it came."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def take(self, effect: str, number: str, now: datetime) -> bool:
        match effect.split(":"):
            case ["bookings", "rules", offer, when]:
                return await Enacting(bookings_box(self._ground)).decided(int(offer), when, number, now)
        return False


def _reminders(ground: Ground) -> RemindersHandler:
    return RemindersHandler(reminders_box(ground))


def _minutes(ground: Ground) -> MinutesHandler:
    return gatherings.minutes(ground, every_feature(ground))


def _downtime(ground: Ground) -> DowntimeHandler:
    desk, house = MembersDesk(ground.members), every_feature(ground)
    return DowntimeHandler(StoredDowntimes(ground.tx), desk, ground.posts, house, ground.hosting)


def _groups(ground: Ground) -> GroupsHandler:
    return GroupsHandler(
        StoredGroups(ground.tx),
        MembersDesk(ground.members),
        ground.posts,
        ground.alarms,
        StoredCodes(ground.tx),
        every_feature(ground),
        ground.hosting,
    )


def _households(ground: Ground) -> HouseholdsHandler:
    desk = MembersDesk(ground.members)
    return HouseholdsHandler(desk, ground.posts, ground.drafts, every_feature(ground), GroupsDesk(ground.members))


def _me(ground: Ground) -> MeHandler:
    desk, codes = MembersDesk(ground.members), StoredCodes(ground.tx)
    return MeHandler(every_feature(ground), desk, ground.posts, ground.drafts, ground.alarms, codes)


def _help(ground: Ground) -> HelpHandler:
    desk, stores = MembersDesk(ground.members), (ground.posts, ground.drafts, ground.alarms, ground.receipts)
    return HelpHandler(every_feature(ground), desk, *stores, ground.hosting)


FEATURES: tuple[Placed[Any], ...] = (
    Placed(polls_feature, _polls),
    Placed(proposals_feature, _proposals),
    Placed(workshops_feature, gatherings.workshops),
    Placed(evaluation_feature, gatherings.evaluation),
    Placed(course_feature, gatherings.course),
    Placed(programme_feature, gatherings.programme),
    Placed(agenda_feature, _agenda),
    Placed(bookings_feature, _bookings),
    Placed(reminders_feature, _reminders),
    Placed(downtime_feature, _downtime),
    Placed(register_feature, _register),
    Placed(me_feature, _me),
    Placed(minutes_feature, _minutes),  # after what everybody may need, as not everybody has something to do
    Placed(groups_feature, _groups),
    Placed(households_feature, _households),
    Placed(help_feature, _help),
    Placed(members_feature, _members),  # last: what the others hold about a person goes before the person
)

BY_NAME: dict[str, Placed[Any]] = {placed.feature.name: placed for placed in FEATURES}

COMMANDS: dict[str, tuple[Placed[Any], CommandLine[Any]]] = {
    name: (placed, line) for placed in FEATURES for line in placed.feature.commands for name in line.names
}


def every_feature(ground: Ground) -> EveryFeature:
    """All of them at once, on this ground."""
    return EveryFeature(ground, FEATURES)
