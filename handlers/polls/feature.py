"""Polls and votes: what they answer to."""

from handlers.conversation.feature import CommandLine, Feature, Kept, MenuEntry
from handlers.conversation.text import t
from handlers.conversation.views import data

from .handler import PollsHandler

feature: Feature[PollsHandler] = Feature(
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
    missed=PollsHandler.missed,
    waiting=PollsHandler.waiting,
    united=PollsHandler.united,
    annexed=PollsHandler.annexed,
    commands=(
        CommandLine(("sondage", "poll"), t("ask the group a question"), PollsHandler.start),
        CommandLine(("vote",), t("decide: one voice each, hidden until the end"), PollsHandler.start_vote),
    ),
    presses={
        # opening
        "ask": PollsHandler.ask,
        "try": PollsHandler.try_one,
        "tune": PollsHandler.tune,
        "most": PollsHandler.most,
        "style": PollsHandler.style,
        "grow": PollsHandler.grow,
        # answering
        "vote": PollsHandler.vote,
        "blank": PollsHandler.blank,
        "replace": PollsHandler.replace,
        "leave": PollsHandler.leave,
        "advise": PollsHandler.advise,
        "ours": PollsHandler.ours,
        "retract": PollsHandler.retract,
        "sheet": PollsHandler.sheet,
        "turn": PollsHandler.turn,
        "all": PollsHandler.all,
        "done": PollsHandler.done,
        # answering for somebody
        "for": PollsHandler.for_whom,
        "speak": PollsHandler.speak,
        "say": PollsHandler.say,
        "nowords": PollsHandler.no_words,
        "unsay": PollsHandler.unsay,
        "told": PollsHandler.told,
        "unreached": PollsHandler.unreached,
        # looking
        "more": PollsHandler.more,
        "others": PollsHandler.others,
        "mine": PollsHandler.mine,
        "who": PollsHandler.who,
        "what": PollsHandler.what,
        "sees": PollsHandler.sees,
        "seal": PollsHandler.seal,
        "card": PollsHandler.card,
        "outcome": PollsHandler.outcome,
        "missing": PollsHandler.missing,
        "check": PollsHandler.check,
        # running
        "extend": PollsHandler.extend,
        "close": PollsHandler.close,
        "withdraw": PollsHandler.withdraw,
        "restore": PollsHandler.restore,
        "nudge": PollsHandler.nudge,
        "again": PollsHandler.again,
        "draw": PollsHandler.draw,
        "meeting": PollsHandler.meeting,
        # what comes of it
        "keep": PollsHandler.keep,
        "propose": PollsHandler.propose,
        # correcting
        "correct": PollsHandler.correct,
        "requestion": PollsHandler.requestion,
        "rechoice": PollsHandler.rechoice,
        "add": PollsHandler.add,
        "addtyped": PollsHandler.add_typed,
        "anew": PollsHandler.anew,
    },
    takes_back={
        "vote": PollsHandler.unvote,
        "turn": PollsHandler.unvote,
        "blank": PollsHandler.unblank,
        "all": PollsHandler.unall,
    },
    said={
        "question": PollsHandler.question_typed,
        "choices": PollsHandler.choices_typed,
        "until": PollsHandler.until_typed,
        "words": PollsHandler.words_typed,
        "requestion": PollsHandler.new_question_typed,
        "rechoice": PollsHandler.new_choice_typed,
        "add": PollsHandler.choice_to_add_typed,
    },
    asks={
        "question": PollsHandler.asks_question,
        "choices": PollsHandler.asks_choices,
        "until": PollsHandler.asks_until,
        "words": PollsHandler.asks_words,
        "requestion": PollsHandler.asks_new_question,
        "rechoice": PollsHandler.asks_new_choice,
        "add": PollsHandler.asks_new_choice,
    },
    replied=PollsHandler.replied,
    alarms={"close": PollsHandler.close_due, "remind": PollsHandler.remind_due},
    launches=(
        MenuEntry(t("A poll"), data("polls", "ask", "poll")),
        MenuEntry(t("A vote"), data("polls", "ask", "vote")),
        MenuEntry(t("Who brings what?"), data("polls", "ask", "signup")),
    ),
)
