"""Groups: what they answer to."""

from handlers.conversation.feature import CommandLine, Feature, MenuEntry
from handlers.conversation.text import t
from handlers.conversation.views import data

from .handler import GroupsHandler

feature: Feature[GroupsHandler] = Feature(
    name="groups",
    held_about=GroupsHandler.held_about,
    forget=GroupsHandler.forget,
    show=GroupsHandler.show,
    purge=GroupsHandler.purge,
    invited=GroupsHandler.invited,
    dismissed=GroupsHandler.dismissed,
    moved=GroupsHandler.moved,
    united=GroupsHandler.united,
    commands=(
        CommandLine(("groupe", "group"), t("the group: who runs it, its language, its rules"), GroupsHandler.look),
    ),
    presses={
        "kind": GroupsHandler.kind,
        "mine": GroupsHandler.mine,
        "ready": GroupsHandler.ready,
        "perfect": GroupsHandler.perfect,
        "settings": GroupsHandler.look,
        "customs": GroupsHandler.customs,
        "language": GroupsHandler.language,
        "school": GroupsHandler.school,
        "zones": GroupsHandler.zones,
        "night": GroupsHandler.night,
        "sunday": GroupsHandler.sunday,
        "votes": GroupsHandler.votes,
        "voices": GroupsHandler.voices,
        "agreement": GroupsHandler.agreement,
        "quorum": GroupsHandler.quorum,
        "silence": GroupsHandler.silence,
        "kinds": GroupsHandler.kinds,
        "set": GroupsHandler.set,
        "roles": lambda handler, press: handler.naming.roles(press),
        "pick": lambda handler, press: handler.naming.pick(press),
        "person": lambda handler, press: handler.naming.person(press),
        "terms": lambda handler, press: handler.naming.terms(press),
        "give": lambda handler, press: handler.naming.give(press),
        "undo": lambda handler, press: handler.naming.undo(press),
        "agree": lambda handler, press: handler.naming.agree(press),
        "decline": lambda handler, press: handler.naming.decline(press),
        "stop": lambda handler, press: handler.naming.stop(press),
        "admit": lambda handler, press: handler.admission.admit(press),
        "refuse": lambda handler, press: handler.admission.refuse(press),
        "join": lambda handler, press: handler.doors.give(press),
        "unite": lambda handler, press: handler.doors.unite(press),
        "leave": lambda handler, press: handler.doors.leave(press),
    },
    alarms={"ending": GroupsHandler.ending_due, "ended": GroupsHandler.ended_due},
    mine=(MenuEntry(t("The group"), data("groups", "settings")),),
)
