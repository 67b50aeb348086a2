"""What everybody sees of a poll that is over: the result, and what comes after a tie."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers.conversation.text import Listing, Moment, Text, t, tn, verbatim
from handlers.conversation.views import (
    LABEL_LENGTH,
    Bar,
    Block,
    Button,
    Chart,
    Items,
    Paragraph,
    Title,
    View,
    data,
    paragraph,
)
from handlers.members.model import Group

from .model import Poll
from .sentences import (
    FEWEST_BALLOTS,
    advice,
    answered,
    counts,
    given_for_others,
    has_majority,
    inside,
    label,
    result_sentence,
    unsettled,
)
from .views import consultation, line, more_button


def closed_card(poll: Poll) -> View:
    """What the card becomes once the result stands below it; a trial has no other result."""
    if poll.kind == "trial":
        return _trial_over(poll)
    ended = paragraph(
        t("This vote has ended.") if poll.hidden else t("This poll has ended."), result_sentence(poll)
    )
    return View((Title(verbatim(poll.question), "🗳️"), ended), only_replaces=True)


def _trial_over(poll: Poll) -> View:
    leaders = poll.leaders()
    over = t("Trial over.")
    if len(leaders) == 1:
        over = tn(
            "Trial over: {choice}, {n} answer of {all}.",
            "Trial over: {choice}, {n} answers of {all}.",
            leaders[0].ballots,
            choice=inside(leaders[0]),
            all=poll.answered,
        )
    return View(
        (
            Title(t("{over} Nothing is kept.", over=over), "🗳️"),
            paragraph(t("Your turn: write /sondage, then your question and the choices.")),
            paragraph(t("For example: /sondage Do we eat outside or inside?")),
        ),
        only_replaces=True,
    )


def withdrawn_card() -> View:
    """What the card becomes when it is taken back, by its author or by those who run the group."""
    return View((paragraph(t("This poll was withdrawn.")),), only_replaces=True)


@dataclass(frozen=True)
class Becomes:
    """What a result may become: `ahead`, something came of it; `kept`, the decision (id and number) it is."""

    ahead: bool = False
    kept: tuple[int, str] | None = None


def result(
    poll: Poll,
    group: Group,
    late: bool,
    names: Mapping[int, Sequence[str]] | None = None,
    becomes: Becomes = Becomes(),
) -> View:
    """The result: a new message, one sentence and a picture. `names`: who takes what, where people sign up."""
    head = Title(verbatim(poll.question), "🗳️")
    outcome = _list(poll, names or {}) if poll.style == "signup" else _outcome(poll)
    blocks: list[Block] = [head, *consultation(group, poll), *outcome]
    if late:
        was = Moment(group.local(poll.closing_at))
        blocks.append(paragraph(t("I was stopped: this poll was to end {end}.", end=was)))
    blocks += [paragraph(*advice(poll))] if advice(poll) else []
    blocks += _what_it_is_worth(poll)
    if becomes.kept is not None:
        blocks.append(paragraph(t("Kept among your decisions: {number}.", number=becomes.kept[1])))
    return View(tuple(blocks), (*_after_a_tie(poll), *_what_it_becomes(poll, becomes), more_button(poll)))


def _what_it_becomes(poll: Poll, becomes: Becomes) -> tuple[Button, ...]:
    """« En faire une proposition », « Garder en mémoire » (transcripts.md §2.5)."""
    if becomes.kept is not None:
        return (Button(t("Read the decision"), data("register", "read", becomes.kept[0])),)
    if not becomes.ahead:
        return ()
    keep = Button(t("Keep it in memory"), data("polls", "keep", poll.id))
    propose = Button(t("Make it a proposal"), data("polls", "propose", poll.id))
    return (keep,) if poll.hidden else (propose, keep)


def _list(poll: Poll, names: Mapping[int, Sequence[str]]) -> Sequence[Block]:
    """Who takes what, and what nobody takes: a list has no winner."""
    lines = tuple(line(poll, option, names.get(option.id, ())) for option in poll.options)
    return (paragraph(result_sentence(poll)), Items(lines), paragraph(answered(poll), *given_for_others(poll)))


def _outcome(poll: Poll) -> Sequence[Block]:
    sentences = [result_sentence(poll)]
    if poll.hidden and poll.answered < FEWEST_BALLOTS:
        # Fewer answers, told one by one, would say who chose what.
        few = (t("With fewer than five answers, I give no numbers."),) if poll.answered else ()
        return (Paragraph((*sentences, answered(poll), *few)),)
    if poll.hidden and poll.leaders() and poll.reaches_quorum and poll.style == "one" and not has_majority(poll):
        sentences.append(t("No choice has the majority."))
    if poll.style == "several" and len(poll.leaders()) == 1:
        best = poll.leaders()[0].ballots
        sentences.append(tn("Chosen by {n} of {all}.", "Chosen by {n} of {all}.", best, all=poll.answered))
    blocks: list[Block] = [Paragraph(tuple(sentences))]
    if poll.style == "availability":
        blocks += [Items(tuple(line(poll, option) for option in poll.options), numbered=True)]
        blocks += [paragraph(answered(poll))]
    else:
        blocks += [counts(poll)]
    if given_for_others(poll):
        blocks.append(Paragraph(tuple(given_for_others(poll))))
    return [*blocks, chart(poll)] if poll.answered else blocks


def _what_it_is_worth(poll: Poll) -> Sequence[Block]:
    if poll.tie == "drawn":
        return ()
    if poll.tie == "meeting":
        return (paragraph(t("You will speak of it at the meeting.")),)
    if poll.tie == "again":
        return (paragraph(t("You vote again: the new card is below.")),)
    if poll.hidden or poll.style == "signup":
        return ()
    return (paragraph(t("A poll gives an opinion."), t("It does not decide alone.")),)


def _after_a_tie(poll: Poll) -> tuple[Button, ...]:
    """What can be done where nothing is ahead, once (ballots.md §4, head)."""
    again = unsettled(poll)
    if poll.tie or not again:
        return ()
    names = Listing(tuple(inside(option) for option in again), "or")
    named = t("Vote again: {choices}", choices=names)
    room = LABEL_LENGTH - len("Vote again: ")
    fits = sum(len(option.words) or room for option in again) + 4 * (len(again) - 1) <= room
    vote = Button(named if fits else t("Vote again"), data("polls", "again", poll.id))
    if len(poll.leaders()) == 1:
        return (vote,)
    draw = Button(t("Draw lots"), data("polls", "draw", poll.id))
    return (vote, draw, Button(t("Speak of it together"), data("polls", "meeting", poll.id)))


def drawn(poll: Poll) -> View:
    """What the lot has decided, and that everybody can check it."""
    option = poll.option(poll.drawn) if poll.drawn is not None else None
    choice = label(option) if option is not None else t("nothing")
    return View(
        (
            Title(t("Lots are drawn: {choice}.", choice=choice), "🎲"),
            paragraph(verbatim(poll.question), t("The draw was sealed when the poll opened.")),
        ),
        (Button(t("Check the draw"), data("polls", "check", poll.id)),),
    )


def chart(poll: Poll) -> Chart:
    """Bars with numbers; the alternative text says every number too. It never shows more than the card."""
    leaders = {option.id for option in poll.leaders()}
    # Of dates, how many said yes: nobody reads a sum in which a yes counts twice.
    numbers = {o.id: o.ballots if poll.style == "availability" else poll.weight(o) for o in poll.options}
    words = tuple(t("{choice} {number}", choice=label(o), number=numbers[o.id]) for o in poll.options)
    return Chart(
        title=verbatim(poll.question),
        bars=tuple(Bar(label(o), numbers[o.id], o.id in leaders) for o in poll.options),
        note=answered(poll),
        alternative=t("Bar chart: {counts}.", counts=Listing(words, "commas")),
    )


def figures(poll: Poll) -> Sequence[tuple[Text, int | None]]:
    """Each choice with its number, for a table: never more than the card shows, so that a hidden vote with
    fewer than five answers has no number."""
    secret = poll.hidden and poll.answered < FEWEST_BALLOTS
    return [(label(option), None if secret else option.ballots) for option in poll.options]
