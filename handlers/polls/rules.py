"""When a poll takes answers, when it reminds, when it ends."""

from datetime import datetime, time, timedelta

from handlers.conversation.answer import Refused
from handlers.conversation.text import Moment, t
from handlers.members.desk import appears_at
from handlers.members.model import Group

from .model import Option, Poll
from .sentences import lists_choices, result_sentence

MOST_CHOICES = 8
"""Answers that a question shows at most (DESIGN §4, phones first)."""
QUESTION_LENGTH = 300
CHOICE_LENGTH = 100
CHANGE_OF_MIND = timedelta(minutes=15)
"""Between the last answer of the roll and the closing (transcripts.md §2.6)."""
UNDO = timedelta(minutes=10)
LATE = timedelta(minutes=10)
"""Beyond this a closing says that it is late (transcripts.md §6.1)."""
KEPT = timedelta(days=61)
"""Open ballots are kept until closing + 2 months (people.md §6.3), then only counted."""

_STOCK_TYPED = {
    "yes": ("oui", "yes"),
    "no": ("non", "no"),
    "both": ("les deux", "les deux me vont", "both", "both suit me"),
    "neither": ("aucun", "aucune", "ni l'un ni l'autre", "ni l’un ni l’autre", "neither", "neither of them"),
}


def deadline(group: Group, now: datetime) -> datetime:
    """20:00 on the group's clock, two days after the card appears."""
    shown = appears_at(group, now) or group.local(now)
    return datetime.combine(shown.date() + timedelta(days=2), time(20), group.tzinfo)


def until(group: Group, moment: datetime, now: datetime) -> Moment:
    """A moment as short as it can be said without doubt: « jeudi 20 h » within six days, else in full."""
    return Moment(group.local(moment), "short" if abs(moment - now) < timedelta(days=6) else "full")


def extended(group: Group, ends_at: datetime) -> datetime:
    """One day more, at the same local time."""
    local = group.local(ends_at)
    return datetime.combine(local.date() + timedelta(days=1), local.time(), group.tzinfo)


def reminder(group: Group, now: datetime, ends_at: datetime) -> datetime | None:
    """18:30 on the day before the deadline; none within six hours of `now`, the opening or extension."""
    eve = group.local(ends_at).date() - timedelta(days=1)
    at = datetime.combine(eve, time(18, 30), group.tzinfo)
    return at if at - now >= timedelta(hours=6) else None


def must_be_open(poll: Poll, group: Group, now: datetime) -> None:
    """Raises Refused once the poll is over, also for a stale button."""
    if poll.state == "withdrawn":
        raise Refused(t("This poll was withdrawn."))
    if poll.state == "closed" or now >= poll.closing_at:
        since = until(group, poll.closed_at or poll.closing_at, now)
        if poll.state == "open":
            raise Refused(t("This poll ended {since}.", since=since))
        raise Refused(t("This poll ended {since}. {result}", since=since, result=result_sentence(poll)))


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
    words = typed.rstrip(" .!").casefold()
    for said in (typed.strip().casefold(), words):  # « Bleu ! » may be the wording itself
        for option in poll.options:
            if said and said in (option.words.casefold(), *_STOCK_TYPED.get(option.stock, ())):
                return option
    if not lists_choices(poll) or any(option.words.isdecimal() for option in poll.options):
        return None
    return next((option for number, option in enumerate(poll.options, 1) if words == str(number)), None)


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
