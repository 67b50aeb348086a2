"""The screens of a workshop that comes back."""

from collections.abc import Sequence

from handlers.conversation.text import Moment, Text, t, tn
from handlers.conversation.views import Button, Items, View, data, paragraph

from .model import Workshop
from .sentences import how_many, when

SHOWN = 3
"""Dates that can be touched on one screen."""
LISTED = 6


def dates(workshop: Workshop, lines: Sequence[tuple[Workshop, tuple[int, int]]], *, runs: bool) -> View:
    """The next dates, with how many adults and children come; a touched one is opened."""
    buttons = [
        Button(t("{day:cap}", day=Moment(one.slot.starts, "day")), data("workshops", "see", one.id))
        for one, _ in lines
        if one.state == "fixed" and one.slot is not None
    ][:SHOWN]
    if runs:
        buttons.append(Button(t("Another rhythm"), data("workshops", "rhythm", workshop.id)))
        buttons.append(Button(t("Stop them all"), data("workshops", "stop", workshop.id)))
    head = t("{title:cap}: the next dates. Touch one to answer it.", title=workshop.title)
    if not lines:
        head = t("{title:cap}: there are no more dates.", title=workshop.title)
    listed = Items(tuple(_line(one, come) for one, come in lines[:LISTED]))
    return View((paragraph(head), listed) if lines else (paragraph(head),), tuple(buttons))


def _line(one: Workshop, come: tuple[int, int]) -> Text:
    assert one.slot is not None, "a date of a series has its hours"
    if one.state == "cancelled":
        return t("{when:cap}: cancelled", when=when(one.slot))
    if not sum(come):
        return t("{when:cap}", when=when(one.slot))
    return t("{when:cap}: {many}", when=when(one.slot), many=how_many(*come))


def ask_rhythm(rhythm: str) -> View:
    """`rhythm`: the one that it has; "" where that is not at hand."""
    said = [t("How often, and when, from now on?"), t("For example: every other Thursday at 6:30 pm.")]
    if rhythm:
        said.insert(0, t("Now: {rhythm}.", rhythm=rhythm))
    return View((paragraph(*said),), asks=t("How often?"))


def changed(following: Workshop, rhythm: str) -> View:
    assert following.slot is not None, "a date of a series has its hours"
    said = [
        t("From now on: {rhythm}.", rhythm=rhythm),
        t("The next time: {when}. The group is told.", when=when(following.slot)),
    ]
    return View((paragraph(*said),))


def sure_to_stop(workshop: Workshop, many: int) -> View:
    said = [
        t("Stop « {title} » for good?", title=workshop.title),
        tn("{n} date ahead is cancelled.", "{n} dates ahead are cancelled.", many),
        t("I tell those who come."),
    ]
    return View((paragraph(*said),), (Button(t("Yes, stop them all"), data("workshops", "stopyes", workshop.id)),))
