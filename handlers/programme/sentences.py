"""How hours, steps and whole days are said, on every screen alike."""

import re
from datetime import UTC, datetime

from handlers.conversation.text import Moment, Text, t, verbatim
from handlers.members.model import Group

from . import rules
from .clock import length
from .model import Day, Run, Slot, moment_of

_FIRST_WORDS = re.compile(r"\s+(?:/|:|\(|–|—).*$")


def called(title: str) -> Text:
    return verbatim(title) if title else t("Our programme")


def short(title: str) -> str:
    """« Projets inspirants » of « Projets inspirants / partage d'expériences »."""
    return _FIRST_WORDS.sub("", title) or title


def wall(minutes: int) -> Moment:
    """Minutes after midnight, on no day in particular."""
    hour, minute = divmod(minutes % rules.DAY, 60)
    return Moment(datetime(2000, 1, 1, hour, minute, tzinfo=UTC), "hour")


def hour(group: Group, minute: int) -> Moment:
    """A minute since 1970, on the group's clock."""
    return Moment(group.local(moment_of(minute)), "hour")


def total(day: Day) -> Text:
    """« De 9 h 15 à 17 h : 6 h 15, et 1 h 30 de repas »."""
    meals = day.minutes - day.working
    lasts = t("{length}", length=length(day.working))
    if meals:
        lasts = t("{length} and {meals} of meals", length=length(day.working), meals=length(meals))
    if day.starts is None:
        return t("{lasts} in all.", lasts=lasts)
    begins, ends = wall(day.starts), wall(day.starts + day.minutes)
    return t("From {begins} to {ends}: {lasts}.", begins=begins, ends=ends, lasts=lasts)


def stays(group: Group, meal: Slot) -> Text:
    """Where a meal is."""
    assert meal.kept is not None, "it keeps its place"
    if meal.kind == "lunch":
        return t("Lunch at {hour}.", hour=hour(group, meal.kept))
    return t("Meal at {hour}.", hour=hour(group, meal.kept))


def head(run: Run) -> Text:
    if run.days > 1:
        return t("⏱️ {title}, day {number}.", title=called(run.title), number=run.day)
    return t("⏱️ {title}.", title=called(run.title))
