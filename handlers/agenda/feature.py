"""The next meeting's list: what it answers to."""

from handlers.conversation.feature import CommandLine, Feature, Kept, MenuEntry
from handlers.conversation.text import t
from handlers.conversation.views import data

from .handler import AgendaHandler

feature: Feature[AgendaHandler] = Feature(
    name="agenda",
    held_about=AgendaHandler.held_about,
    forget=AgendaHandler.forget,
    keeps=(
        Kept(
            t("What you bring to the meetings"),
            t("your group sees it."),
            t("two months after it was spoken of."),
        ),
    ),
    show=AgendaHandler.show,
    purge=AgendaHandler.purge,
    entries=AgendaHandler.entries,
    united=AgendaHandler.united,
    annexed=AgendaHandler.annexed,
    invited=lambda handler, event: handler.sundays.invited(event),
    commands=(
        CommandLine(("odj", "topics"), t("what the next meeting is about"), AgendaHandler.odj),
        CommandLine(
            ("agenda",),
            t("what the group has ahead, this week and this month"),
            lambda handler, command: handler.showing.agenda(command),
        ),
    ),
    presses={
        # what the group has ahead
        "week": lambda handler, press: handler.showing.week(press),
        "month": lambda handler, press: handler.showing.month(press),
        # the list
        "list": AgendaHandler.list,
        "ask": AgendaHandler.ask,
        "which": AgendaHandler.which,
        "topic": AgendaHandler.open,
        "remove": AgendaHandler.remove,
        "later": AgendaHandler.later,
        "done": AgendaHandler.done,
        "back": AgendaHandler.back,
        # the date
        "date": AgendaHandler.date,
        "refix": AgendaHandler.refix,
        "unfix": AgendaHandler.unfix,
        "restore": AgendaHandler.restore,
        # afterwards
        "held": AgendaHandler.held,
        "turn": AgendaHandler.turn,
        "settle": AgendaHandler.settle,
    },
    takes_back={"turn": AgendaHandler.unturn},
    said={"topic": AgendaHandler.topic_typed, "date": AgendaHandler.date_typed},
    asks={"topic": AgendaHandler.asks_topic, "date": AgendaHandler.asks_date},
    alarms={
        "list": AgendaHandler.list_due,
        "over": AgendaHandler.over_due,
        "ask": AgendaHandler.ask_due,
        "sunday": lambda handler, alarm: handler.sundays.due(alarm),
    },
    launches=(MenuEntry(t("A topic for the meeting"), data("agenda", "ask")),),
)
