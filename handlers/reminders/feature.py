"""Reminders: what they answer to."""

from handlers.conversation.feature import CommandLine, Feature, Kept, MenuEntry
from handlers.conversation.parts import of
from handlers.conversation.text import t
from handlers.conversation.views import data

from .answering import Answering
from .handler import RemindersHandler
from .listing import Listing
from .ringing import Ringing
from .setting import Setting
from .swapping import Swapping
from .turning import Turning

feature: Feature[RemindersHandler] = Feature(
    name="reminders",
    held_about=RemindersHandler.held_about,
    forget=RemindersHandler.forget,
    keeps=(
        Kept(
            t("Your reminders"),
            t("you alone; those for the group, your group."),
            t("until you remove them, then two months."),
        ),
    ),
    show=RemindersHandler.show,
    purge=RemindersHandler.purge,
    entries=RemindersHandler.entries,
    missed=RemindersHandler.missed,
    waiting=RemindersHandler.waiting,
    united=RemindersHandler.united,
    annexed=RemindersHandler.annexed,
    left=RemindersHandler.left,
    commands=(
        CommandLine(("rappel", "remind"), t("be reminded, or remind the group"), of(Setting, Setting.remind)),
        CommandLine(
            ("rappels", "reminders"), t("your reminders and those of the group"), of(Listing, Listing.list)
        ),
        CommandLine(("tour", "turns"), t("households take turns"), of(Turning, Turning.turns)),
    ),
    presses={
        # turns
        "turns": of(Turning, Turning.agree),
        "order": of(Turning, Turning.reorder),
        "swap": of(Swapping, Swapping.choose),
        "ask": of(Swapping, Swapping.ask),
        "swapyes": of(Swapping, Swapping.agree),
        "swapno": of(Swapping, Swapping.decline),
        # setting
        "new": of(Listing, Listing.new),
        "when": of(Setting, Setting.when),
        "for": of(Setting, Setting.audience),
        "change": of(Setting, Setting.change),
        "pause": of(Setting, Setting.pause),
        "resume": of(Setting, Setting.resume),
        "remove": of(Setting, Setting.remove),
        # looking
        "list": of(Listing, Listing.page),
        "open": of(Listing, Listing.open),
        # answering
        "done": of(Answering, Answering.done),
        "undone": of(Answering, Answering.undone),
        "take": of(Answering, Answering.take),
        "cannot": of(Answering, Answering.cannot),
        "later": of(Answering, Answering.later),
        "tomorrow": of(Answering, Answering.tomorrow),
        "more": of(Answering, Answering.more),
        "answer": of(Answering, Answering.answer),
    },
    takes_back={"take": of(Answering, Answering.cannot), "done": of(Answering, Answering.undone)},
    said={
        "order": of(Turning, Turning.order_typed),
        "what": of(Setting, Setting.what_typed),
        "when": of(Setting, Setting.when_typed),
        "change": of(Setting, Setting.change_typed),
    },
    asks={
        "order": of(Turning, Turning.asks_order),
        "what": of(Setting, Setting.asks_what),
        "when": of(Setting, Setting.asks_when),
        "change": of(Setting, Setting.asks_change),
    },
    alarms={
        "ring": of(Ringing, Ringing.due),
        "again": of(Ringing, Ringing.again),
        "nudge": of(Ringing, Ringing.nudge),
    },
    launches=(MenuEntry(t("A reminder"), data("reminders", "new")),),
    mine=(MenuEntry(t("My reminders"), data("reminders", "list", 0)),),
)
