"""Why words were not taken for a time, said to whoever typed them: the same in every feature."""

from datetime import UTC, date, datetime, time
from typing import assert_never

from handlers.conversation.text import Moment, Text, t

from .calendar.school import LAST_YEAR
from .model import Refusal, Why

_QUOTED = 40
"""Characters of somebody's words that are said back; what is told by a tap holds 200 in all."""


def why_not(refusal: Refusal) -> Text:
    """One sentence or two: the reason, and what to write instead."""
    words = _short(refusal.words)
    match refusal.why:
        case Why.NOTHING:
            return _instead(t("I see no day and no time there."))
        case Why.IMPOSSIBLE:
            return _instead(
                t("“{words}” does not exist.", words=words) if words else t("That moment does not exist.")
            )
        case Why.BACKWARDS:
            return (
                t("“{words}”: the end comes before the beginning.", words=words)
                if words
                else t("The end comes before the beginning.")
            )
        case Why.CONTRADICTION:
            return _contradiction(words, refusal.day)
        case Why.VAGUE:
            return _instead(t("“{words}” is too vague for me.", words=words) if words else t("That is too vague."))
        case Why.UNCLEAR:
            return _instead(
                t("I do not understand “{words}”.", words=words)
                if words
                else t("I do not understand when that is.")
            )
        case Why.SEVERAL:
            return _instead(t("I see several moments there, and I need one."))
        case Why.NOT_A_TIME:
            return _instead(t("That does not look like a date."))
        case Why.WHICH_ZONE:
            return t(
                "Which school zone? Add “zone A”, “zone B” or “zone C”. "
                "Who runs the group can note it once and for all: /groupe."
            )
        case Why.BEYOND:
            if not words:  # a year that no calendar has
                return _instead(t("That is too far away for me."))
            return t("School holidays are known until the summer of {year}. Write the dates.", year=LAST_YEAR)
        case Why.NO_BRIDGE:
            return _no_bridge(refusal.day)
        case Why.TOO_LONG:
            return _instead(t("That is too long for me."))
    assert_never(refusal.why)


def _instead(reason: Text) -> Text:
    """The reason, with an example that is right on every day of every year."""
    return t("{reason} Write for example: Saturday, or 6 March.", reason=reason)


def _contradiction(words: str, day: date | None) -> Text:
    if day is not None:
        return t(
            "The weekday does not fit the date: that is {day} {year}. Which one is right?",
            day=_on(day),
            year=day.year,
        )
    return _instead(t("“{words}” contradicts itself.", words=words) if words else t("That contradicts itself."))


def _no_bridge(day: date | None) -> Text:
    if day is None:
        return t("There is no long weekend then. Write the dates.")
    return t(
        "There is no long weekend: that holiday is {day} {year}. Write the dates.", day=_on(day), year=day.year
    )


def _on(day: date) -> Moment:
    """Only the day is said: any zone will do."""
    return Moment(datetime.combine(day, time(12), UTC), "day")


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _QUOTED else f"{words[: _QUOTED - 1].rstrip()}…"
