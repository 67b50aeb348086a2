"""How a poll's choices and numbers are said, on cards, in receipts and in refusals."""

from handlers.conversation.text import Listing, Text, t, tn, verbatim
from handlers.conversation.views import LABEL_LENGTH, Paragraph

from .model import Option, Poll

_STOCK = {
    "yes": (t("Yes"), t("yes")),
    "no": (t("No"), t("no")),
    "both": (t("Both suit me"), t("both")),
    "neither": (t("Neither of them"), t("neither")),
}


def lists_choices(poll: Poll) -> bool:
    """Choices too long for a button are written in full above the buttons, with numbers."""
    return any(len(option.words) > LABEL_LENGTH for option in poll.options)


def label(option: Option) -> Text:
    """The choice as a button or the beginning of a line shows it."""
    return _STOCK[option.stock][0] if option.stock else verbatim(capital(option.words))


def inside(option: Option) -> Text:
    """The choice in the middle of a sentence: as it was typed."""
    return _STOCK[option.stock][1] if option.stock else verbatim(option.words)


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def result_sentence(poll: Poll) -> Text:
    """Who leads, in one sentence; ties are said as ties."""
    leaders = poll.leaders()
    if not leaders:
        return t("Nobody has chosen.") if poll.answered else t("Nobody has answered.")
    if len(leaders) == 1:
        # « Bleu est en tête. », but « En tête : les deux me vont. »: whole phrases cannot be subjects.
        phrase = leaders[0].stock in ("both", "neither") or len(leaders[0].words.split()) > 3
        form = t("Ahead: {choice}.", choice=label(leaders[0]))
        return form if phrase else t("{choice} is ahead.", choice=label(leaders[0]))
    names = Listing(tuple(inside(option) for option in leaders))
    return tn(
        "Tie between {choices}: {n} answer each.",
        "Tie between {choices}: {n} answers each.",
        leaders[0].ballots,
        choices=names,
    )


def counts(poll: Poll) -> Paragraph:
    """« Bleu 4, vert 2, jaune 0. 6 personnes ont répondu. »"""
    words = tuple(
        t("{choice} {number}", choice=label(option) if at == 0 else inside(option), number=option.ballots)
        for at, option in enumerate(poll.options)
    )
    sentences = [t("{counts}.", counts=Listing(words, "commas"))]
    if poll.blank:
        sentences.append(tn("{n} has no preference.", "{n} have no preference.", poll.blank))
    return Paragraph((*sentences, answered(poll)))


def answered(poll: Poll) -> Text:
    """How many people have answered."""
    if not poll.answered:
        return t("Nobody has answered.")
    return tn("{n} person has answered.", "{n} people have answered.", poll.answered)
