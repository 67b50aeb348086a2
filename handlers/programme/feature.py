"""Timed programmes: what they answer to."""

from handlers.conversation.feature import CommandLine, Feature, Kept, MenuEntry
from handlers.conversation.parts import of
from handlers.conversation.text import t
from handlers.conversation.views import data

from .announcing import Announcing
from .handler import ProgrammeHandler
from .leading import Leading
from .replying import Replying
from .writing import Writing

feature: Feature[ProgrammeHandler] = Feature(
    name="programme",
    held_about=ProgrammeHandler.held_about,
    forget=ProgrammeHandler.forget,
    keeps=(
        Kept(
            t("The programmes that you write and lead"),
            t("your group."),
            t("until somebody deletes them; how a day went, three months."),
        ),
    ),
    show=ProgrammeHandler.show,
    purge=ProgrammeHandler.purge,
    united=ProgrammeHandler.united,
    annexed=ProgrammeHandler.annexed,
    left=ProgrammeHandler.left,
    commands=(
        CommandLine(
            ("deroule", "programme"), t("time the steps of a meeting, and follow them"), of(Writing, Writing.begin)
        ),
    ),
    presses={
        # writing
        "new": of(Writing, Writing.new),
        "list": of(Writing, Writing.list),
        "template": of(Writing, Writing.template),
        "again": of(Writing, Writing.again),
        "keep": of(Writing, Writing.keep),
        "open": of(Writing, Writing.open),
        "change": of(Writing, Writing.change),
        "remove": of(Writing, Writing.remove),
        "removeyes": of(Writing, Writing.remove_surely),
        # leading
        "days": of(Leading, Leading.days),
        "start": of(Leading, Leading.start),
        "plus": of(Leading, Leading.plus),
        "next": of(Leading, Leading.next),
        "back": of(Leading, Leading.back),
        "pause": of(Leading, Leading.pause),
        "resume": of(Leading, Leading.resume),
        "meal": of(Leading, Leading.meal),
        "force": of(Leading, Leading.force),
        "fine": of(Leading, Leading.fine),
        "undo": of(Leading, Leading.undo),
        "end": of(Leading, Leading.end),
        "more": of(Leading, Leading.more),
        "lead": of(Leading, Leading.lead),
    },
    said={"lines": of(Writing, Writing.lines_typed), "read": of(Writing, Writing.read_typed)},
    asks={"lines": of(Writing, Writing.asks_lines), "read": of(Writing, Writing.asks_read)},
    replied=of(Replying, Replying.replied),
    alarms={
        "five": of(Announcing, Announcing.five),
        "one": of(Announcing, Announcing.one),
        "step": of(Announcing, Announcing.step),
        "forgotten": of(Announcing, Announcing.forgotten),
    },
    launches=(MenuEntry(t("A timed programme"), data("programme", "list", 0)),),
)
