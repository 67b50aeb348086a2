"""What one person alone sees of a vote: the voice of their household, and whose voice is missing."""

from collections.abc import Sequence

from handlers.conversation.text import Listing, Moment, Text, t, verbatim
from handlers.conversation.typed import lowered
from handlers.conversation.views import Block, Button, Items, Title, View, data, paragraph
from handlers.members.electorate import Silent
from handlers.members.model import Group
from handlers.members.voices import one_voice

from .model import Ballot, Option, Poll
from .sentences import FEWEST_BALLOTS, answer_of, inside, label, lists_choices
from .views import back, consultation


def quorum(poll: Poll) -> Sequence[Text]:
    """How many must answer, where that was decided."""
    return (t("At least {n} must answer.", n=poll.quorum),) if poll.quorum else ()


def betrays(poll: Poll) -> Sequence[Text]:
    """What a secret cannot keep (people.md §6.3, confidential in practice)."""
    if poll.weighs:
        return (t("Parts are counted: a part that is like no other tells whose answer it is."),)
    if poll.voices < FEWEST_BALLOTS:
        return (t("There are few of you: I will only say what is ahead."),)
    return ()


def our_voice(poll: Poll, name: str) -> View:
    """Somebody of the household has given its voice; what it is is theirs to tell."""
    return View((paragraph(t("{name} has answered for your household.", name=name)),), (back(poll),))


def voice_is_given(poll: Poll, name: str | Text, option: Option | None) -> View:
    """Two adults of one household: the voice is given already; what the other chose is not shown
    (transcripts.md §2.6)."""
    number = 0 if option is None else option.id
    choice = t("no preference") if option is None else inside(option)
    put = t("Put {choice}", choice=choice)
    fits = option is not None and len(option.words) <= 18
    return View(
        (paragraph(t("Your household has one voice, and {name} has given it already.", name=name)),),
        (
            Button(put if fits else t("Put my answer"), data("polls", "replace", poll.id, number)),
            Button(t("Leave the answer"), data("polls", "leave", poll.id)),
        ),
    )


def voice_changed(poll: Poll, name: str) -> View:
    """Told to whoever had given the voice of a household before."""
    return View(
        (
            Title(verbatim(poll.question)),
            paragraph(t("{name} has changed your household's answer.", name=name), t("The last answer counts.")),
        ),
        (Button(t("See our answer"), data("polls", "ours", poll.id)),),
    )


def ours(poll: Poll, ballot: Ballot | None) -> View:
    """The answer of one's household, for whoever had a part in giving it."""
    said = (
        t("Your household has not answered.")
        if ballot is None
        else t("Your household's answer: {choice}.", choice=answer_of(poll, ballot))
    )
    return View((paragraph(said),), (back(poll),))


def missing(poll: Poll, silent: Sequence[Silent], away: Sequence[str]) -> View:
    """Who has not answered, for those who run the group alone; and a reminder to them alone."""
    if not silent:
        return View((paragraph(t("Everybody who can answer has answered.")),), (back(poll),))
    lines = tuple(unit_name(unit) for unit in silent)
    blocks: list[Block] = [Title(t("Who has not answered")), Items(lines)]
    if away:
        blocks.append(paragraph(t("Away, without reminders: {names}.", names=Listing(tuple(away)))))
    return View(tuple(blocks), (Button(t("Send a reminder"), data("polls", "nudge", poll.id)), back(poll)))


def unit_name(unit: Silent) -> Text:
    """« Karim et Sarah », « Lot 12 (M. Roux) »."""
    names = Listing(tuple(name for _, name in unit.people))
    if unit.label:
        return t("{label} ({names})", label=unit.label, names=names)
    return t("{names}", names=names)


def ballot(poll: Poll, group: Group, buttons: Sequence[Button]) -> View:
    """A vote, sent to somebody alone who could only answer it in sight of all (transcripts.md §2.8)."""
    blocks: list[Block] = [
        Title(t("Vote: {question}", question=lowered(poll.question)), "🗳️"),
        *consultation(group, poll),
        paragraph(
            one_voice(poll.voice),
            t("Nobody sees your answer; the result appears at the end, without names."),
            t("Until {end}.", end=Moment(group.local(poll.ends_at))),
        ),
    ]
    if lists_choices(poll):
        blocks.append(Items(tuple(label(option) for option in poll.options), numbered=True))
    return View(tuple(blocks), tuple(buttons))


def nudge(poll: Poll, group: Group, name: str, buttons: Sequence[Button]) -> View:
    """The reminder to somebody alone whose voice is missing (transcripts.md §3)."""
    end = Moment(group.local(poll.ends_at))
    words = (
        t("{name}, your household's answer is missing: {question}", name=name, question=lowered(poll.question))
        if poll.voice == "household"
        else t("{name}, your answer is missing: {question}", name=name, question=lowered(poll.question))
    )
    return View(
        (paragraph(words), *consultation(group, poll), paragraph(t("It ends {end}.", end=end))), tuple(buttons)
    )
