"""What becomes of the rules of a space: what is new, what goes, what makes no sense together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import time

from handlers.conversation.text import Listing, Text, t

from . import charter_sentences, sentences
from .charter import Offer, Rules
from .model import Slot, Space

_MONTH = 30 * 24 * 60


@dataclass(frozen=True)
class Change:
    """Sentences that hold from then on, and those that hold no more."""

    new: Sequence[Text]
    gone: Sequence[Text]

    def __bool__(self) -> bool:
        return bool(self.new or self.gone)


def change(slot: Slot, before: Rules, becomes: Rules) -> Change:
    was, will = list(charter_sentences.of(slot, before)), list(charter_sentences.of(slot, becomes))
    return Change([one for one in will if one not in was], [one for one in was if one not in will])


def merged(current: Rules, before: Rules, becomes: Rules, slot: Slot) -> Rules:
    """What was changed, upon what holds now: what somebody else has changed meanwhile stays, unless both together
    make no sense."""
    changed = {
        one.name: getattr(becomes, one.name)
        for one in fields(Rules)
        if getattr(becomes, one.name) != getattr(before, one.name)
    }
    both = replace(current, **changed)
    return becomes if contradiction(slot, both) is not None else both


def holds(offer: Offer, rules: Rules, slot: Slot) -> bool:
    """Whether everything that the offer changes is so already."""
    return merged(rules, offer.before, offer.becomes, slot) == rules


def contradiction(slot: Slot, rules: Rules) -> Text | None:
    """Why nobody could ever book under such rules; None where they make sense."""
    if slot == "nights":
        return _never(rules)
    if rules.shortest and rules.longest and rules.longest < rules.shortest:
        return t(
            "The longest booking would be shorter than the shortest: {longest} and {shortest}.",
            longest=sentences.length(rules.longest),
            shortest=sentences.length(rules.shortest),
        )
    if rules.closes_late is not None and rules.opens is None:
        return t("Say first from when to when it is open.")
    if rules.opens is not None and rules.opens in (rules.closes, rules.closes_late):
        return t("It would close at the hour at which it opens.")
    if rules.opens is not None and rules.closes is not None:
        open_for = (_minutes(rules.closes) - _minutes(rules.opens)) % (24 * 60)
        if rules.shortest > open_for and rules.shortest < 24 * 60:
            return t("The shortest booking would not fit into the opening hours.")
    return _never(rules)


def _never(rules: Rules) -> Text | None:
    if rules.horizon and rules.notice > rules.horizon * _MONTH:
        return t("Nobody could book: the shortest notice is longer than how far ahead one books.")
    return None


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def proposed(
    space: Space, before: Rules, becomes: Rules, when: Text | None, say: Callable[[Text], str], most: int
) -> str:
    """What the group decides about, in `most` characters: the new rules in sentences; or, where these are too
    many, in a few words."""
    becomes_of = change(space.slot, before, becomes)
    gone = [t("No longer: {rules}", rules=Listing(tuple(becomes_of.gone), "commas"))] if becomes_of.gone else []
    tail = [] if when is None else [when]
    for said in ([*becomes_of.new, *gone], becomes_of.new or gone):
        words = _told(space, [*said, *tail], say)
        if len(words) <= most:
            return words
    short = list(charter_sentences.in_short(space.slot, becomes))
    while short:
        rest = t("{rules}. All of them: /espaces, « Rules ».", rules=sentences.listed(short))
        words = _told(space, [rest, *tail], say)
        if len(words) <= most:
            return words
        short.pop()
    return _told(space, [t("The rules stand in /espaces.")], say)[:most]


def _told(space: Space, said: Sequence[Text], say: Callable[[Text], str]) -> str:
    head = say(t("Rules of {space}:", space=space.name))
    return " ".join([head, *(say(one) for one in said)])
