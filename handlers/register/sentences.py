"""What is said of a decision, on cards, on screens, on paper and in tables alike."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.folding import folded
from handlers.conversation.text import Moment, Text, t, tn, verbatim
from handlers.conversation.typed import capital
from handlers.members.model import Group

from .model import Choice, Decision, Leaf, Method, Reservation, Review, State, Version

CHOICES: dict[Choice, Text] = {"keep": t("we keep it"), "adjust": t("we adjust it"), "stop": t("we stop it")}
_METHODS: dict[Method, Text] = {
    "consent": t("by consent"),
    "vote": t("by a vote"),
    "poll": t("after a poll"),
    "meeting": t("at the meeting"),
}
_STATES: dict[State, Text] = {
    "in_force": t("in force"),
    "to_revise": t("to be revised"),
    "replaced": t("replaced"),
    "ended": t("no longer in force"),
    "withdrawn": t("taken back"),
}
_LENGTHS = {
    30: t("a month"),
    31: t("a month"),
    61: t("two months"),
    62: t("two months"),
    **dict.fromkeys(range(89, 93), t("three months")),
    **dict.fromkeys(range(181, 185), t("six months")),
    365: t("a year"),
    366: t("a year"),
}
"""Lengths in days that people call otherwise."""
_OPENERS = {
    "a", "au", "aucun", "aucune", "aux", "ce", "ces", "cet", "cette", "chacun", "chacune", "chaque",
    "d", "dans", "de", "des", "du", "en", "il", "ils", "interdit", "l", "la", "le", "les", "leur",
    "leurs", "ne", "nos", "notre", "nous", "on", "pas", "plus", "pour", "quand", "si", "tous", "tout",
    "toute", "toutes", "un", "une", "every", "each", "no", "nobody", "the", "we", "our", "an", "if",
    "when",
}  # fmt: skip
"""Words that begin a sentence and are nobody's name."""


def inside(words: str) -> str:
    """A decision in the middle of a sentence: « on range les vélos », but « Nadia garde la clé »; its own end does
    not end that sentence."""
    bare = words.rstrip().rstrip(".") if not words.rstrip().endswith("...") else words.rstrip()
    first = folded(bare.split(" ")[0])[:1]
    return bare[:1].lower() + bare[1:] if first and first[0] in _OPENERS else bare


def day(group: Group, at: datetime) -> Text:
    """« lundi 8 mars 2027 »: a decision is read for years."""
    local = group.local(at)
    return t("{day} {year}", day=Moment(local, "day"), year=local.year)


def method(decision: Decision) -> Text:
    return _METHODS[decision.method]


def state(decision: Decision) -> Text:
    """The state in two or three words."""
    return t("review overdue") if decision.lives and decision.overdue else _STATES[decision.state]


def by_silence(decision: Decision) -> bool:
    """Whether it stands because those who were told said nothing (consent.md §2.6, setting B)."""
    return decision.reached > 0 and (not decision.answered or decision.answered < decision.voices)


def how(decision: Decision, group: Group) -> Sequence[Text]:
    """How and when it was decided, and how many answered."""
    when = day(group, decision.decided_at)
    if by_silence(decision):
        told = _told(decision, group)
        said = t(
            "Decided {method}, {day}, as nobody objected ({told}).", method=method(decision), day=when, told=told
        )
        return (said, _answered(decision, group)) if decision.answered else (said,)
    decided = t("Decided {method}, {day}.", method=method(decision), day=when)
    return (decided, _answered(decision, group)) if decision.answered else (decided,)


def _unit(decision: Decision, group: Group) -> str:
    if decision.method == "poll" or group.voices == "adult":
        return "person"
    return "lot" if group.kind == "condominium" else "household"


def _answered(decision: Decision, group: Group) -> Text:
    n, every = decision.answered, decision.voices
    if not every:
        said = tn("{n} person has answered", "{n} people have answered", n)
    elif _unit(decision, group) == "person":
        said = tn("{n} person of {all} has answered", "{n} people of {all} have answered", n, all=every)
    elif _unit(decision, group) == "lot":
        said = tn("{n} lot of {all} has answered", "{n} lots of {all} have answered", n, all=every)
    else:
        said = tn("{n} household of {all} has answered", "{n} households of {all} have answered", n, all=every)
    if decision.relayed == 1:
        return t("{answered}, of which one answer was given by somebody else.", answered=said)
    if decision.relayed:
        return t(
            "{answered}, of which {number} answers were given by somebody else.",
            answered=said,
            number=decision.relayed,
        )
    return t("{answered}.", answered=said)


def _told(decision: Decision, group: Group) -> Text:
    n = decision.reached
    match _unit(decision, group):
        case "lot":
            return tn("{n} lot told", "{n} lots told", n)
        case "person":
            return tn("{n} person told", "{n} people told", n)
    return tn("{n} household told", "{n} households told", n)


def whose(leaf: Leaf) -> Text | None:
    """Who noted or proposed it."""
    if not leaf.author:
        return None
    if leaf.decision.noted:
        return t("Noted by {author}.", author=leaf.author)
    return t("Proposed by {author}.", author=leaf.author)


def reserved(reservation: Reservation) -> Text:
    if reservation.name:
        return t("Reservation from {name}: « {words} »", name=reservation.name, words=reservation.words)
    return t("Reservation: « {words} »", words=reservation.words)


def flags(leaf: Leaf) -> Sequence[Text]:
    """What whoever reads it must know first: whether it still holds, and what it holds instead of."""
    decision, said = leaf.decision, []
    match decision.state:
        case "to_revise":
            said.append(t("In force, to be revised."))
        case "replaced":
            by = leaf.successor
            said.append(t("Replaced by {number}.", number=by.number) if by else t("Replaced."))
        case "ended" | "withdrawn":
            said.append(t("No longer in force."))
    if decision.lives and decision.overdue:
        said.append(t("Review overdue: nobody has answered."))
    if leaf.predecessor is not None:
        said.append(t("Replaces {number}.", number=leaf.predecessor.number))
    if decision.former:
        said.append(t("Formerly {number}.", number=", ".join(decision.former.split())))
    return said


def objected(leaf: Leaf) -> Sequence[Text]:
    """What was said against it since."""
    return [
        t("To be revised: « {words} » ({name})", words=one.words, name=one.name)
        if one.name
        else t("To be revised: « {words} »", words=one.words)
        for one in leaf.objections
    ]


def review(decision: Decision, group: Group) -> Sequence[Text]:
    """Until when it holds before it is looked at again."""
    if decision.review_at is None or not decision.lives:
        return ()
    when = day(group, decision.review_at)
    if decision.trial and decision.state == "in_force":
        return (t("On trial until {day}. You speak of it again on that day.", day=when),)
    return (t("To be looked at again: {day}.", day=when),)


def how_long(days: int) -> Text:
    """« trois mois », « 10 jours »."""
    if days in _LENGTHS:
        return _LENGTHS[days]
    if days >= 60:
        return tn("{n} month", "{n} months", round(days / 30.44))
    return tn("{n} day", "{n} days", days)


def counts(of: Review) -> Text:
    """« On garde 5, on ajuste 1, on arrête 0. »"""
    return t(
        "We keep it: {keeps}. We adjust it: {adjusts}. We stop it: {stops}.",
        keeps=of.keeps,
        adjusts=of.adjusts,
        stops=of.stops,
    )


def titled(decision: Decision) -> Text:
    return t("{number}: {text}", number=decision.number, text=capital(decision.words))


def dated(version: Version, group: Group) -> Text:
    """A text that it had, with the day since which it was the text."""
    return t("{day}: {text}", day=day(group, version.at), text=capital(version.words))


def line(decision: Decision) -> Text:
    """One line of a list: its number, its text, and whether something is the matter with it."""
    said = titled(decision)
    plain = decision.state == "in_force" and not decision.overdue
    return said if plain else t("{line} ({state})", line=said, state=state(decision))


def quoted(decision: Decision) -> Text:
    """« la buanderie ouverte jusqu'à 21 h le samedi (D-2027-006) », in the middle of a sentence."""
    return verbatim(f"{inside(decision.words)} ({decision.number})")
