"""What is said of a proposal on cards, on private screens and in refusals, in the same words."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.text import Moment, Text, t, tn
from handlers.conversation.typed import lowered
from handlers.conversation.views import Block, paragraph
from handlers.members import hours, voices
from handlers.members.electorate import Voice
from handlers.members.model import Group

from .model import Kind, Objection, Proposal, Review
from .rules import Count

KINDS: dict[Kind, Text] = {
    "consent": t("no objection"),
    "reservation": t("yes, with a reservation"),
    "objection": t("an objection"),
    "follow": t("I follow the group"),
    "talk": t("I wish to talk about it"),
}
"""An answer, in the middle of a sentence."""
SHOWN_LENGTH = 90
"""Characters of somebody's words where the group reads them among others; whole, they are one tap away."""


def since(group: Group, proposal: Proposal) -> Moment:
    """When its list of voices was closed."""
    return hours.until(group, proposal.opened_at, proposal.closing_at)


def not_now(proposal: Proposal, group: Group, now: datetime) -> Text:
    """Why this cannot be done in the round that runs: what happens instead."""
    match proposal.state:
        case "adopted":
            return t("This is decided already ({number}). /decisions shows it.", number=proposal.number)
        case "withdrawn":
            return t("This proposal was withdrawn.")
        case "undecided":
            return t("Nothing was decided here. You will speak of it at the meeting.")
        case "amendment":
            return t("The opinions are in. Now the person who proposes answers them.")
        case "treatment":
            return t("An objection stands. A solution is being looked for; then I ask again.")
        case "objections":
            return t("The question is asked now: can you live with it? The card is in the group.")
        case "questions":
            return t("For now there are only questions. The opinions come next.")
        case "opinions":
            return t("For now the group listens. The question comes next.")


def spoken(voice: Voice, n: int, every: int) -> Text:
    """« 9 foyers sur 12 se sont exprimés. »"""
    return voices.of(
        voice,
        tn("{n} household of {all} has spoken.", "{n} households of {all} have spoken.", n, all=every),
        tn("{n} lot of {all} has spoken.", "{n} lots of {all} have spoken.", n, all=every),
        tn("{n} person of {all} has spoken.", "{n} people of {all} have spoken.", n, all=every),
    )


def deciding(voice: Voice, n: int) -> Text:
    """« Les 12 foyers décident. »"""
    return voices.of(
        voice,
        tn("{n} household decides.", "The {n} households decide.", n),
        tn("{n} lot decides.", "The {n} lots decide.", n),
        tn("{n} person decides.", "The {n} people decide.", n),
    )


def rule(proposal: Proposal, counted: Count) -> Text:
    """What it takes to be decided, on every card of the question (consent.md §2.6, silence)."""
    need, every, voice = counted.needed, counted.voices, proposal.voice
    match proposal.silence:
        case "consent" if voice == "household":
            return t("No objection must stand. Without an answer, your household lets the others decide.")
        case "consent":
            return t("No objection must stand. Without an answer, you let the others decide.")
        case "required" if voice == "household":
            return t("Every household must answer, and no objection must stand.")
        case "required":
            return t("Everybody must answer, and no objection must stand.")
    return voices.of(
        voice,
        t("It takes {need} households of {all} and no objection.", need=need, all=every),
        t("It takes {need} lots of {all} and no objection.", need=need, all=every),
        t("It takes {need} people of {all} and no objection.", need=need, all=every),
    )


def review(review: Review, group: Group) -> Text:
    """For how long it is decided, before it is."""
    if review.day is not None:
        day = Moment(hours.evening(group, review.day), "day")
        return (
            t("It will be a trial until {day}.", day=day)
            if review.trial
            else t("To be seen again {day}.", day=day)
        )
    if review.months == 3:
        return t("It will be a trial of three months.") if review.trial else t("To be seen again in three months.")
    n = review.months
    if review.trial:
        return tn("It will be a trial of {n} month.", "It will be a trial of {n} months.", n)
    return tn("To be seen again in {n} month.", "To be seen again in {n} months.", n)


def silence(proposal_silence: str) -> Text:
    """What not answering means, where one chooses it."""
    match proposal_silence:
        case "consent":
            return t("Who does not answer lets the others decide.")
        case "required":
            return t("Everybody must answer.")
    return t("Silence is not a yes: two thirds must answer.")


def after_an_objection(objections: Sequence[Objection], author: str | Text) -> Text:
    """« Karim modifie, après une objection d'Odette. »"""
    names = tuple(dict.fromkeys(one.name for one in objections if one.named and one.name))
    if len(names) == 1 and len(objections) == 1:
        return t("{author} changes it, after an objection by {name}.", author=author, name=names[0])
    if len(objections) > 1:
        return t("{author} changes it, after objections.", author=author)
    return t("{author} changes it, after an objection.", author=author)


def quoted(words: str, name: str = "") -> Text:
    """« Inès : « Très bien pour moi. » », or only the words."""
    return t("{name}: « {words} »", name=name, words=words) if name else t("« {words} »", words=words)


_ENDS = (".", "!", "?", "…")


def bare(text: str) -> str:
    """A text of ours to stand inside a sentence: without a capital letter of its own, and without an end."""
    return lowered(text).rstrip(" \u00a0\u202f.!?…")


def ended(words: str) -> str:
    """The words with a full stop, where they end with none and a sentence follows."""
    return words if words.endswith(_ENDS) else f"{words}."


def wondered(words: str) -> str | Text:
    """A question with its mark, where its answer follows and none was typed."""
    return words if words.endswith(_ENDS) else t("{words}?", words=words)


def cut(words: str, most: int = SHOWN_LENGTH) -> str:
    """The first words, as many as fit."""
    one_line = " ".join(words.split())
    if len(one_line) <= most:
        return one_line
    return one_line[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def objects(objection: Objection, *, may_know: bool) -> list[Block]:
    """An objection in its author's words, with their name for whoever may know it; and that it is for them alone,
    where it is."""
    words = objection.risk
    said = t("An objection: « {words} »", words=words)
    if objection.name and (objection.named or may_know):
        said = t("{name} objects: « {words} »", name=objection.name, words=words)
    blocks: list[Block] = [paragraph(said)]
    if objection.remedy:
        blocks.append(paragraph(t("What would help: « {words} »", words=objection.remedy)))
    if may_know and objection.name and not objection.named:
        blocks.append(paragraph(t("The name is for you alone: you carry this objection.")))
    return blocks


def no_objection(voice: Voice, n: int) -> Text:
    """« 9 foyers sans objection »."""
    return voices.of(
        voice,
        tn("{n} household without objection", "{n} households without objection", n),
        tn("{n} lot without objection", "{n} lots without objection", n),
        tn("{n} person without objection", "{n} people without objection", n),
    )


def unreached(voice: Voice, n: int) -> Text:
    """« 1 foyer non prévenu » (K19)."""
    return voices.of(
        voice,
        tn("{n} household was not told.", "{n} households were not told.", n),
        tn("{n} lot was not told.", "{n} lots were not told.", n),
        tn("{n} person was not told.", "{n} people were not told.", n),
    )


def informed(voice: Voice, n: int) -> Text:
    """« par absence d'objection (12 foyers prévenus) » (K18)."""
    return voices.of(
        voice,
        tn(
            "For want of an objection ({n} household told).",
            "For want of an objection ({n} households told).",
            n,
        ),
        tn("For want of an objection ({n} lot told).", "For want of an objection ({n} lots told).", n),
        tn("For want of an objection ({n} person told).", "For want of an objection ({n} people told).", n),
    )


def relayed(n: int) -> list[Text]:
    """How many answers somebody else gave, in the words of the person."""
    if not n:
        return []
    if n == 1:
        return [t("One answer was given by somebody else.")]
    return [t("{n} answers were given by somebody else.", n=n)]
