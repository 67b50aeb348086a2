"""How a poll's choices and numbers are said, on cards, in receipts and in refusals."""

from collections.abc import Sequence

from handlers.conversation.text import Listing, Text, t, tn, verbatim
from handlers.conversation.typed import capital
from handlers.conversation.views import Paragraph
from handlers.members.voices import answered as voices_answered
from handlers.members.voices import out_of

from .days import fits_a_button
from .model import MAYBE, YES, Ballot, Option, Poll

FEWEST_BALLOTS = 5
"""Answers below which a hidden vote tells its outcome and no numbers: they would say who chose what
(people.md §6.3)."""

_STOCK = {
    "yes": (t("Yes"), t("yes")),
    "no": (t("No"), t("no")),
    "both": (t("Both suit me"), t("both")),
    "neither": (t("Neither of them"), t("neither")),
    "neither_she": (t("Neither one"), t("neither one")),
    "for": (t("For"), t("for")),
    "against": (t("Against"), t("against")),
    "salty": (t("Salty"), t("salty")),
    "sweet": (t("Sweet"), t("sweet")),
    "tastes": (t("Both"), t("both")),
}


def lists_choices(poll: Poll) -> bool:
    """Choices too long for a button are written in full above the buttons, with numbers; so are those that
    have no button on the card."""
    return has_sheet(poll) or not all(fits_a_button(option.words) for option in poll.options)


def has_sheet(poll: Poll) -> bool:
    """Whether the answer is given on a sheet of one's own, and not by the buttons of the card."""
    return poll.style == "availability" or len(poll.options) > MOST_ON_CARD


MOST_ON_CARD = 8
"""Choices that a card shows as buttons at most (DESIGN §4, phones first)."""


def label(option: Option) -> Text:
    """The choice as a button or the beginning of a line shows it."""
    return _STOCK[option.stock][0] if option.stock else verbatim(capital(option.words))


def inside(option: Option) -> Text:
    """The choice in the middle of a sentence: as it was typed."""
    return _STOCK[option.stock][1] if option.stock else verbatim(option.words)


def answer_of(poll: Poll, ballot: Ballot) -> Text:
    """What somebody answered, in the middle of a sentence: « bleu », « bleu et vert », « sans avis »."""
    if poll.style == "one" or not ballot.marks:
        option = poll.option(ballot.option) if ballot.option is not None else None
        return t("no preference") if option is None else inside(option)
    chosen = [option for option in poll.options if ballot.marks.get(option.id, 0) == YES]
    perhaps = [option for option in poll.options if ballot.marks.get(option.id, 0) == MAYBE]
    said = [inside(option) for option in chosen]
    said += [t("{choice} if need be", choice=inside(option)) for option in perhaps]
    return t("{choices}", choices=Listing(tuple(said))) if said else t("none of them")


def result_sentence(poll: Poll) -> Text:
    """Who leads, in one sentence; ties are said as ties."""
    if poll.hidden and not poll.reaches_quorum:
        return t("Not enough answers: nothing is decided.")
    if poll.style == "signup":
        missing = tuple(inside(option) for option in poll.options if option.lacks)
        return t("Still missing: {choices}.", choices=Listing(missing)) if missing else t("Nothing is missing.")
    leaders = poll.leaders()
    if not leaders:
        return t("Nobody has chosen.") if poll.answered else t("Nobody has answered.")
    if len(leaders) == 1:
        if poll.style == "availability":
            return t("Suits best: {choice}.", choice=inside(leaders[0]))
        # « Bleu est en tête. », but « En tête : les deux me vont. »: whole phrases cannot be subjects.
        stocks = ("both", "neither", "neither_she", "for", "against")
        phrase = leaders[0].stock in stocks or len(leaders[0].words.split()) > 3
        form = t("Ahead: {choice}.", choice=label(leaders[0]))
        return form if phrase else t("{choice} is ahead.", choice=label(leaders[0]))
    names = Listing(tuple(inside(option) for option in leaders))
    if poll.hidden and poll.answered < FEWEST_BALLOTS:
        return t("Tie between {choices}.", choices=names)
    return tn(
        "Tie between {choices}: {n} answer each.",
        "Tie between {choices}: {n} answers each.",
        leaders[0].ballots,
        choices=names,
    )


def has_majority(poll: Poll) -> bool:
    """Whether the choice ahead has more than half of the voices heard (ballots.md §4.7, O1); where parts
    count, of the parts."""
    leaders = poll.leaders()
    heard = sum(map(poll.weight, poll.options)) + (poll.blank_parts if poll.weighs else poll.blank)
    return len(leaders) == 1 and 2 * poll.weight(leaders[0]) > heard


def second_round(poll: Poll) -> tuple[Option, ...]:
    """The choices between which to vote again: those of a tie; without a majority, the first and all that
    come second (ballots.md §4.7)."""
    leaders = poll.leaders()
    if len(leaders) != 1:
        return leaders
    rest = [option for option in poll.options if option not in leaders and poll.weight(option)]
    second = max(map(poll.weight, rest), default=0)
    return (*leaders, *(option for option in rest if poll.weight(option) == second))


def unsettled(poll: Poll) -> tuple[Option, ...]:
    """The choices between which a poll that is over can go on; none where one is ahead as it must be: in a vote
    by a majority, which is not told where few answered."""
    again = second_round(poll)
    if poll.style != "one" or len(again) < 2 or (poll.hidden and not poll.reaches_quorum):
        return ()
    if len(poll.leaders()) == 1 and (not poll.hidden or has_majority(poll) or poll.answered < FEWEST_BALLOTS):
        return ()
    return again


def counts(poll: Poll) -> Paragraph:
    """« Bleu 4, vert 2, jaune 0. 6 personnes ont répondu. »"""
    words = tuple(_count(poll, option, at) for at, option in enumerate(poll.options))
    sentences = [t("{counts}.", counts=Listing(words, "commas"))]
    if poll.blank:
        sentences.append(tn("{n} has no preference.", "{n} have no preference.", poll.blank))
    return Paragraph((*sentences, answered(poll)))


def _count(poll: Poll, option: Option, at: int) -> Text:
    choice = label(option) if at == 0 else inside(option)
    if poll.style == "availability":
        return t("{choice} {yes} yes, {maybe} if need be", choice=choice, yes=option.ballots, maybe=option.maybe)
    if poll.weighs:
        return t("{choice} {number} ({parts} shares)", choice=choice, number=option.ballots, parts=option.parts)
    return t("{choice} {number}", choice=choice, number=option.ballots)


def answered(poll: Poll) -> Text:
    """How many have answered; of a roll, out of how many."""
    if poll.hidden:
        return voices_answered(poll.voice, poll.answered, poll.voices)
    if not poll.answered:
        return t("Nobody has answered.")
    return tn("{n} person has answered.", "{n} people have answered.", poll.answered)


def all_answered(poll: Poll) -> Text:
    """« 12 foyers sur 12. »"""
    return out_of(poll.voice, poll.answered, poll.voices) if poll.hidden else t("Everyone has answered.")


def how_to_answer(poll: Poll) -> Text:
    """What a tap does."""
    match poll.style:
        case "one":
            return t("Tap a choice; tap another one to change.")
        case "several":
            most = min(poll.most, len(poll.options))
            return tn("Tap your choices: {n} at most.", "Tap your choices: {n} at most.", most)
        case "signup":
            return t("Tap what you take.")
        case "availability":
            return t("Tap a line to change your answer.")


def given_for_others(poll: Poll) -> Sequence[Text]:
    """How many answers were given by somebody else, if any."""
    if not poll.relayed:
        return ()
    return (tn("{n} answer was given for somebody.", "{n} answers were given for somebody.", poll.relayed),)


def advice(poll: Poll) -> Sequence[Text]:
    """What those who only advise have said, never added to the rest (methods.md E1)."""
    said = tuple(
        t("{choice} ({number})", choice=label(option), number=option.advice)
        for option in poll.options
        if option.advice
    )
    return (t("Opinion of the professionals: {counts}.", counts=Listing(said, "commas")),) if said else ()
