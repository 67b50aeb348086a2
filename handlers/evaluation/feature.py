"""Evaluations: what they answer to."""

from handlers.conversation.feature import Feature, Kept
from handlers.conversation.parts import of
from handlers.conversation.text import t

from .answering import Answering
from .handler import EvaluationHandler
from .reading import Reading

feature: Feature[EvaluationHandler] = Feature(
    name="evaluation",
    held_about=EvaluationHandler.held_about,
    forget=EvaluationHandler.forget,
    keeps=(
        Kept(
            t("What you thought of a workshop"),
            t("you alone; its organiser reads all opinions together, without names."),
            t("seven days. Then only the totals and the words stay, for one year."),
        ),
    ),
    show=EvaluationHandler.show,
    purge=EvaluationHandler.purge,
    waiting=EvaluationHandler.waiting,
    united=EvaluationHandler.united,
    presses={
        "give": of(Answering, Answering.give),
        "ask": of(Answering, Answering.ask),
        "mark": of(Answering, Answering.mark),
        "skip": of(Answering, Answering.skip),
        "unsay": of(Answering, Answering.unsay),
        "withdraw": of(Answering, Answering.withdraw),
        "see": of(Reading, Reading.see),
        "words": of(Reading, Reading.words),
    },
    said={"word": of(Answering, Answering.word_typed)},
    asks={"word": of(Answering, Answering.asks_word)},
    alarms={"close": of(Reading, Reading.close)},
)
