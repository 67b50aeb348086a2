"""Polls: what they answer to."""

from handlers.conversation.feature import CommandLine, Feature, Kept, MenuEntry
from handlers.conversation.text import t
from handlers.conversation.views import data

from .handler import PollsHandler

feature = Feature(
    name="polls",
    held_about=PollsHandler.held_about,
    forget=PollsHandler.forget,
    keeps=(
        Kept(
            t("Your answers to polls"),
            t("everyone sees what the card says."),
            t("two months after the end, then only numbers."),
        ),
    ),
    show=PollsHandler.show,
    purge=PollsHandler.purge,
    entries=PollsHandler.entries,
    commands=(CommandLine(("sondage", "poll"), t("ask the group a question"), PollsHandler.start),),
    presses={
        "ask": PollsHandler.ask,
        "vote": PollsHandler.vote,
        "blank": PollsHandler.blank,
        "retract": PollsHandler.retract,
        "more": PollsHandler.more,
        "mine": PollsHandler.mine,
        "who": PollsHandler.who,
        "what": PollsHandler.what,
        "extend": PollsHandler.extend,
        "close": PollsHandler.close,
        "withdraw": PollsHandler.withdraw,
        "restore": PollsHandler.restore,
    },
    said={"question": PollsHandler.question_typed, "choices": PollsHandler.choices_typed},
    asks={"question": PollsHandler.asks_question, "choices": PollsHandler.asks_choices},
    replied=PollsHandler.replied,
    alarms={"close": PollsHandler.close_due, "remind": PollsHandler.remind_due},
    menu=(MenuEntry(t("Start a poll"), data("polls", "ask")),),
)
