"""The course of support: what it answers to."""

from handlers.conversation.feature import CommandLine, Feature
from handlers.conversation.parts import of
from handlers.conversation.text import t

from .editing import Editing
from .funding import Funding
from .handler import CourseHandler
from .phasing import Phasing
from .planning import Planning
from .seeing import Seeing

feature: Feature[CourseHandler] = Feature(
    name="course",
    held_about=CourseHandler.held_about,
    forget=CourseHandler.forget,
    show=CourseHandler.show,
    purge=CourseHandler.purge,
    annexed=CourseHandler.annexed,
    commands=(
        CommandLine(
            ("parcours", "course"), t("the steps of your project, and who pays"), of(Seeing, Seeing.command)
        ),
    ),
    presses={
        # looking
        "show": of(Seeing, Seeing.show),
        "all": of(Seeing, Seeing.all),
        "mission": of(Seeing, Seeing.mission),
        "balance": of(Seeing, Seeing.balance),
        "more": of(Seeing, Seeing.more),
        # half-days
        "ask": of(Planning, Planning.ask),
        "askhalf": of(Planning, Planning.ask_half),
        "pick": of(Planning, Planning.pick),
        "picked": of(Planning, Planning.picked),
        "did": of(Planning, Planning.did),
        "done": of(Planning, Planning.done),
        "undone": of(Planning, Planning.undone),
        "missed": of(Planning, Planning.missed),
        # phases
        "phases": of(Phasing, Phasing.phases),
        "to": of(Phasing, Phasing.to),
        "meetings": of(Phasing, Phasing.meetings),
        "with": of(Phasing, Phasing.choose),
        "pace": of(Phasing, Phasing.pace),
        "send": of(Phasing, Phasing.send),
        "back": of(Phasing, Phasing.back),
        # the model
        "model": of(Editing, Editing.model),
        "edit": of(Editing, Editing.mission),
        "call": of(Editing, Editing.call),
        "newmission": of(Editing, Editing.new_mission),
        "takeout": of(Editing, Editing.take_out),
        "putback": of(Editing, Editing.put_back),
        "halves": of(Editing, Editing.half_days),
        "half": of(Editing, Editing.half_day),
        "drop": of(Editing, Editing.drop),
        "newhalf": of(Editing, Editing.new_half),
        "paidby": of(Editing, Editing.paid_by),
        "addhalf": of(Editing, Editing.add_half),
        # who pays
        "funders": of(Funding, Funding.funders),
        "funder": of(Funding, Funding.funder),
        "callfunder": of(Funding, Funding.call),
        "newfunder": of(Funding, Funding.new),
        "dropfunder": of(Funding, Funding.drop),
    },
    said={
        "dates": of(Planning, Planning.dates_typed),
        "call": of(Editing, Editing.call_typed),
        "newmission": of(Editing, Editing.new_mission_typed),
        "callfunder": of(Funding, Funding.call_typed),
        "newfunder": of(Funding, Funding.new_typed),
    },
    asks={
        "dates": of(Planning, Planning.asks_dates),
        "call": of(Editing, Editing.asks_call),
        "newmission": of(Editing, Editing.asks_new_mission),
        "callfunder": of(Funding, Funding.asks_call),
        "newfunder": of(Funding, Funding.asks_new),
    },
)
