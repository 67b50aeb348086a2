"""When a poll takes answers, when it reminds, when it ends."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime, timedelta

from handlers.conversation.answer import Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.text import t
from handlers.members import hours
from handlers.members.model import Group

from .days import names
from .model import YES, Choice, Option, Poll, Stock, Wording
from .sentences import lists_choices, result_sentence

MOST_CHOICES = 20
"""Beyond eight they stand on the private ballot, in pages (DESIGN §4, phones first)."""
QUESTION_LENGTH = 300
CHOICE_LENGTH = 100
UNDO = timedelta(minutes=10)
POLL_DAYS, VOTE_DAYS, TRIAL_DAYS, MORE_DAYS = 2, 3, 1, 3
"""Days until the deadline (ballots.md §4, head); of a trial; those added once where the quorum is missing."""
MOST_BY_ONE, MOST_BY_ALL = 6, 30
"""Polls that one person may open in an hour, and a group in a day: each is a message to everybody."""
MOST_ADDED = 5
"""Choices that one resident may add to one poll."""
TRIAL_KEPT = timedelta(days=1)
"""The numbers of a trial, which its card still shows."""
KEPT = timedelta(days=61)
"""Open ballots are kept until closing + 2 months (people.md §6.3), then only counted."""

_STOCK_TYPED = {
    "yes": ("oui", "yes"),
    "no": ("non", "no"),
    "both": ("les deux", "les deux me vont", "both", "both suit me"),
    "neither": ("aucun", "aucune", "ni l'un ni l'autre", "ni l’un ni l’autre", "neither", "neither of them"),
    "neither_she": ("aucune", "ni l'une ni l'autre", "ni l’une ni l’autre", "neither", "neither one"),
    "for": ("pour", "for"),
    "against": ("contre", "against"),
    "salty": ("salé", "salty"),
    "sweet": ("sucré", "sweet"),
    "tastes": ("les deux", "both"),
}
_PLACES = re.compile(
    r"\s*(?P<sign>[(\[:,]?)\s*(?P<n>\d{1,3})\s*(?:places?|personnes?|pers\.?|people|spots?)\s*[)\]]?\s*$",
    re.IGNORECASE,
)
_SHE = re.compile(r"\b(?:la|les)?quelles?\b|\bcelles?\b|\bune ou\b", re.IGNORECASE)


def with_places(words: str, signs_up: bool = True) -> Choice:
    """« Gâteau (2 places) », « Samedi : 4 personnes » → the choice and how many may take it. Where nobody said
    that people sign up, « une tente 4 places » is only a tent."""
    found = _PLACES.search(words)
    if found is None or not words[: found.start()].strip() or not int(found["n"]) > 0:
        return Choice(words)
    if not (signs_up or found["sign"]):
        return Choice(words)
    return Choice(words[: found.start()].strip(), places=int(found["n"]))


def choices_of(wording: Wording, signs_up: bool = False) -> tuple[Choice, ...]:
    """The choices of a poll that somebody worded; `signs_up`: it was asked for as a list of who takes what."""
    return (
        *(with_places(words, signs_up) for words in wording.choices),
        *(Choice("", stock) for stock in wording.stock),
    )


def choices_of_vote(wording: Wording) -> tuple[Choice, ...]:
    """The same for a vote: a question of yes or no is answered for or against; two choices are never the only
    ones (transcripts.md §2.6)."""
    if set(wording.stock) == {"yes", "no"}:
        return (Choice("", "for"), Choice("", "against"))
    choices = (*(Choice(words) for words in wording.choices), *(Choice("", stock) for stock in wording.stock))
    if len(choices) != 2 or any(choice.stock for choice in choices):
        return choices
    neither: Stock = "neither_she" if _SHE.search(wording.question) else "neither"
    return (*choices, Choice("", neither))


def must_not_flood(by_one: int, by_all: int) -> None:
    """Raises Refused where this person has opened many polls within the hour, or the group within the day."""
    if by_one >= MOST_BY_ONE:
        raise Refused(
            t("You have opened {n} polls within an hour. Wait a little, or ask several at once.", n=by_one)
        )
    if by_all >= MOST_BY_ALL:
        raise Refused(t("Your group has opened {n} polls today. Tomorrow is another day.", n=by_all))


def toggled(poll: Poll, option: Option, marks: Mapping[int, int]) -> dict[int, int]:
    """The marks after a tap on this choice, where several may be chosen. Raises Refused beyond the most, or
    where no place is left."""
    kept = {id: mark for id, mark in marks.items() if mark == YES}
    if option.id in kept:
        del kept[option.id]
        return kept
    if option.full:
        raise Refused(t("No place is left for « {choice} ».", choice=option.words))
    if poll.style == "several" and len(kept) >= poll.most:
        raise Refused(t("{n} answers at most. Take one away first.", n=poll.most))
    return {**kept, option.id: YES}


def added(poll: Poll, option: Option, marks: Mapping[int, int]) -> dict[int, int]:
    """The marks with this choice among them, also where it was there already. Raises Refused as `toggled`."""
    there = {id: mark for id, mark in marks.items() if mark == YES}
    return there if option.id in there else toggled(poll, option, marks)


def turned(
    option: Option, marks: Mapping[int, int], options: tuple[Option, ...], to: int | None = None
) -> dict[int, int]:
    """The marks after a tap on this line: yes, if need be, no, and again; what was never tapped is a no. With
    `to` the line has that mark, whatever it had."""
    following = {None: 2, 2: 1, 1: 0, 0: 2}[marks.get(option.id)] if to is None else to
    return {**{one.id: marks.get(one.id, 0) for one in options}, option.id: following}


def same_meaning(was: str, now: str) -> bool:
    """Whether only the spelling differs: letters in the same order, whatever their case, accents and signs."""
    return _bare(was) == _bare(now)


def _bare(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(sign for sign in plain if sign.isalnum())


def is_open(poll: Poll, now: datetime) -> bool:
    """Whether the poll takes answers."""
    return poll.state == "open" and now < poll.closing_at


def must_be_open(poll: Poll, group: Group, now: datetime) -> None:
    """Raises Refused once the poll is over, also for a stale button."""
    if poll.state == "withdrawn":
        raise Refused(t("This poll was withdrawn."))
    if poll.kind == "trial" and poll.state == "closed":
        raise Refused(t("The trial is over. Write /sondage to ask a real question."))
    if poll.state == "closed" or now >= poll.closing_at:
        since = hours.until(group, poll.closed_at or poll.closing_at, now)
        if poll.state == "open":
            raise Refused(t("This poll ended {since}.", since=since))
        raise Refused(t("This poll ended {since}. {result}", since=since, result=result_sentence(poll)))


def must_be_unseen(poll: Poll, event: Press | Said) -> None:
    """Raises Refused where others would see what somebody chooses in a vote."""
    if poll.hidden and isinstance(event, Press) and event.mark:
        raise Refused(t("In the group everyone would see it. Answer this vote in private: write to me."))


def must_have(poll: Poll, option: int) -> Option:
    """The choice with this id. Raises Refused where the poll has none such."""
    found = poll.option(option)
    if found is None:
        raise Refused(t("This choice was withdrawn. The others are still there."))
    return found


def typed_choice(poll: Poll, typed: str) -> Option | None:
    """The choice that these words are, exactly: its wording, or its number where the card shows it; else None.

    Where a choice is itself a number (« 0, 1 ou 2 ? »), a number is never a place on the card.
    """
    words = _plain(typed.rstrip(" .!"))
    for said in (_plain(typed), words):  # « Bleu ! » may be the wording itself
        for option in poll.options:
            if said and said in (_plain(option.words), *_STOCK_TYPED.get(option.stock, ())):
                return option
    named = [option for option in poll.options if words in names(option.words)]
    if len(named) == 1:  # « samedi », where one choice alone is a Saturday
        return named[0]
    if not lists_choices(poll) or any(option.words.isdecimal() for option in poll.options):
        return None
    return next((option for number, option in enumerate(poll.options, 1) if words == str(number)), None)


def _plain(words: str) -> str:
    """In small letters, with ordinary spaces."""
    return " ".join(words.casefold().split())


def must_fit(question: str, choices: tuple[str, ...]) -> None:
    """Raises Refused for a question or choices that a phone cannot show."""
    if not any(character.isalnum() for character in question):
        raise Refused(t("I see no question there. Write it, then the choices."))
    if len(question) > QUESTION_LENGTH:
        raise Refused(
            t(
                "Your question has {n} characters. {most} at most, so that everyone reads it whole.",
                n=len(question),
                most=QUESTION_LENGTH,
            )
        )
    if len(choices) == 1:
        raise Refused(t("I only see one choice. Write at least two: blue, green or yellow."))
    if len(choices) > MOST_CHOICES:
        raise Refused(
            t("You wrote {n} choices. {most} at most. Keep the main ones.", n=len(choices), most=MOST_CHOICES)
        )
    for choice in choices:
        if len(choice) > CHOICE_LENGTH:
            raise Refused(
                t(
                    "One choice is too long: « {start}… ». {most} characters at most.",
                    start=choice[:20],
                    most=CHOICE_LENGTH,
                )
            )


def must_be_new(poll: Poll, words: str, besides: Option | None = None) -> None:
    """Raises Refused for a choice that a phone cannot show, or that is there already."""
    if not any(character.isalnum() for character in words):
        raise Refused(t("I see no choice there. Write it in a few words."))
    if len(words) > CHOICE_LENGTH:
        raise Refused(
            t(
                "One choice is too long: « {start}… ». {most} characters at most.",
                start=words[:20],
                most=CHOICE_LENGTH,
            )
        )
    for option in poll.options:
        if option.words.casefold() == words.casefold() and option != besides:
            raise Refused(t("This choice is there already."))


def must_add_few(added: int) -> None:
    """Raises Refused where a resident has added many choices to one poll."""
    if added >= MOST_ADDED:
        raise Refused(t("You have added {n} choices. Leave room for the others.", n=added))
