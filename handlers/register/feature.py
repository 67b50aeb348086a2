"""The register: what it answers to."""

from handlers.conversation.feature import CommandLine, Feature, Kept, MenuEntry
from handlers.conversation.text import t
from handlers.conversation.views import data

from .handler import RegisterHandler

feature: Feature[RegisterHandler] = Feature(
    name="register",
    held_about=RegisterHandler.held_about,
    forget=RegisterHandler.forget,
    keeps=(
        Kept(
            t("Decisions, with who noted or proposed them"),
            t("your group reads them again."),
            t("as long as the group; your name until you erase it."),
        ),
        Kept(
            t("Your answers to « Do we go on? »"),
            t("everyone sees numbers."),
            t("two months after the end, then only numbers."),
        ),
        Kept(t("What you found not accurate"), t("those who can check it."), t("two months.")),
    ),
    show=RegisterHandler.show,
    purge=RegisterHandler.purge,
    entries=RegisterHandler.entries,
    waiting=RegisterHandler.waiting,
    united=RegisterHandler.united,
    annexed=RegisterHandler.annexed,
    commands=(
        CommandLine(("decision",), t("note what you decided aloud"), RegisterHandler.note),
        CommandLine(("decisions",), t("find a decision again"), RegisterHandler.look_up),
    ),
    presses={
        # noting, and putting right
        "note": RegisterHandler.begin,
        "undo": RegisterHandler.undo,
        "doubt": RegisterHandler.doubt,
        "exact": RegisterHandler.exact,
        "correct": RegisterHandler.correct,
        # reading
        "list": RegisterHandler.latest,
        "others": RegisterHandler.others,
        "find": RegisterHandler.find,
        "found": RegisterHandler.found,
        "take": RegisterHandler.take,
        "read": RegisterHandler.read,
        "more": RegisterHandler.more,
        "versions": RegisterHandler.versions,
        "print": RegisterHandler.print,
        # objecting
        "object": RegisterHandler.object,
        "send": RegisterHandler.send,
        # reviewing
        "keep": RegisterHandler.keep,
        "adjust": RegisterHandler.adjust,
        "stop": RegisterHandler.stop,
        "review": RegisterHandler.review,
        "ask": RegisterHandler.ask_again,
    },
    takes_back={
        "keep": RegisterHandler.unkeep,
        "adjust": RegisterHandler.unadjust,
        "stop": RegisterHandler.unstop,
    },
    said={
        "decision": RegisterHandler.decision_typed,
        "doubt": RegisterHandler.doubt_typed,
        "correct": RegisterHandler.correction_typed,
        "find": RegisterHandler.word_typed,
        "object": RegisterHandler.objection_typed,
        "name": RegisterHandler.name_typed,
    },
    asks={
        "decision": RegisterHandler.asks_decision,
        "doubt": RegisterHandler.asks_doubt,
        "correct": RegisterHandler.asks_correction,
        "find": RegisterHandler.asks_word,
        "object": RegisterHandler.asks_objection,
        "name": RegisterHandler.asks_name,
    },
    replied=RegisterHandler.replied,
    alarms={
        "settled": RegisterHandler.settled_due,
        "soon": RegisterHandler.soon_due,
        "review": RegisterHandler.review_due,
        "end": RegisterHandler.end_due,
    },
    menu=(MenuEntry(t("Find a decision"), data("register", "find")),),
    launches=(MenuEntry(t("Note a decision"), data("register", "note")),),
)
