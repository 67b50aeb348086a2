"""Minutes: what they answer to."""

from handlers.conversation.feature import CommandLine, Feature, Kept, MenuEntry
from handlers.conversation.parts import of
from handlers.conversation.text import t
from handlers.conversation.views import data

from .doing import Doing
from .handler import MinutesHandler
from .publishing import Publishing
from .writing import Writing

feature: Feature[MinutesHandler] = Feature(
    name="minutes",
    held_about=MinutesHandler.held_about,
    forget=MinutesHandler.forget,
    keeps=(
        Kept(t("Minutes, and who wrote them"), t("your group reads them again."), t("as long as the group.")),
        Kept(
            t("What you are to do for the group"),
            t("your group, once you have said yes."),
            t("one year, then without your name."),
        ),
    ),
    show=MinutesHandler.show,
    purge=MinutesHandler.purge,
    entries=MinutesHandler.entries,
    waiting=MinutesHandler.waiting,
    united=MinutesHandler.united,
    annexed=MinutesHandler.annexed,
    left=MinutesHandler.left,
    replied=MinutesHandler.replied,
    commands=(CommandLine(("note",), t("write minutes in three lines"), of(Writing, Writing.note)),),
    presses={
        # writing
        "new": of(Writing, Writing.begin),
        "about": of(Writing, Writing.about),
        "write": of(Writing, Writing.write),
        "later": of(Writing, Writing.later),
        "preview": of(Writing, Writing.preview),
        # publishing
        "publish": of(Publishing, Publishing.publish),
        "send": of(Publishing, Publishing.send),
        "read": of(Publishing, Publishing.read),
        "print": of(Publishing, Publishing.print),
        # putting right
        "fix": of(Publishing, Publishing.fix),
        "rewrite": of(Publishing, Publishing.rewrite),
        "task": of(Publishing, Publishing.task),
        "retask": of(Publishing, Publishing.retask),
        "untask": of(Publishing, Publishing.untask),
        "drop": of(Publishing, Publishing.drop),
        # doing
        "yes": of(Doing, Doing.yes),
        "no": of(Doing, Doing.no),
        "done": of(Doing, Doing.done),
        "cannot": of(Doing, Doing.cannot),
        "open": of(Doing, Doing.open),
        "take": of(Doing, Doing.take),
        "answer": of(Doing, Doing.answer),
        "mine": of(Doing, Doing.mine),
    },
    said={
        "words": of(Writing, Writing.words_typed),
        "rewrite": of(Publishing, Publishing.rewritten),
        "task": of(Publishing, Publishing.task_typed),
    },
    asks={
        "words": of(Writing, Writing.asks_words),
        "rewrite": of(Publishing, Publishing.asks_rewrite),
        "task": of(Publishing, Publishing.asks_task),
    },
    alarms={
        "ask": of(Writing, Writing.ask),
        "later": of(Writing, Writing.again),
        "remind": of(Doing, Doing.remind),
    },
    launches=(MenuEntry(t("Minutes in three lines"), data("minutes", "new")),),
    mine=(MenuEntry(t("My tasks"), data("minutes", "mine", 0)),),
)
