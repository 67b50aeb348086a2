"""What is behind « ⋯ More », and what whoever organises a workshop may change."""

from collections.abc import Sequence

from handlers.conversation.text import Text, t, tn, verbatim
from handlers.conversation.views import Button, Items, View, data, paragraph
from handlers.members.model import Person
from handlers.members.views import short

from .box import Drawn
from .model import Workshop
from .sentences import button_day, when

PAGE = 4
"""Dates on one screen, with « the other dates »."""


def more(drawn: Drawn, *, runs: bool, spoken: Sequence[Person]) -> View:
    """« ⋯ Plus »."""
    workshop = drawn.workshop
    asking = workshop.state == "asking"
    buttons = []
    if asking:
        buttons.append(Button(t("My answer"), data("workshops", "mine", workshop.id)))
        buttons.append(Button(t("Who has answered"), data("workshops", "whodates", workshop.id)))
    else:
        buttons.append(Button(t("Who is coming"), data("workshops", "who", workshop.id)))
        buttons.append(Button(t("How many of us"), data("workshops", "many", workshop.id)))
    if spoken:
        buttons.append(Button(t("Answer for somebody"), data("workshops", "for", workshop.id)))
    if runs and asking:
        buttons.append(Button(t("Choose the date"), data("workshops", "choose", workshop.id)))
    if workshop.series is not None:
        buttons.append(Button(t("The next dates"), data("workshops", "dates", workshop.id)))
    if runs:
        buttons.append(Button(t("Change"), data("workshops", "change", workshop.id)))
    said = [verbatim(workshop.title)]
    author = drawn.names.get(workshop.author or 0)
    if author is not None:
        said = [t("{title}, begun by {author}.", title=workshop.title, author=author)]
    return View((paragraph(*said),), tuple(buttons))


def whom(workshop: Workshop, spoken: Sequence[Person]) -> View:
    action = "mine" if workshop.state == "asking" else "come"
    return View(
        (paragraph(t("For whom do you answer, in their words?")),),
        tuple(
            Button(verbatim(short(one.name)), data("workshops", action, workshop.id, one.id)) for one in spoken[:5]
        ),
    )


def change(workshop: Workshop) -> View:
    """What whoever organises it may change."""
    asking = workshop.state == "asking"
    first = (
        Button(t("The dates"), data("workshops", "askdates", workshop.id))
        if asking
        else Button(t("Another date"), data("workshops", "move", workshop.id))
    )
    return View(
        (paragraph(t("What do you change?")),),
        (
            first,
            Button(t("What we need"), data("workshops", "needs", workshop.id)),
            Button(t("Number of places"), data("workshops", "places", workshop.id)),
            Button(t("Another title"), data("workshops", "rename", workshop.id)),
            Button(t("Cancel it"), data("workshops", "cancel", workshop.id)),
        ),
    )


def question(step: str) -> View:
    """What is typed at each step of a change."""
    match step:
        case "needs":
            example = t("For example: two wheelbarrows, gloves and a meal.")
            return _ask(t("What do we need?"), example, t("What do we need?"))
        case "places":
            limit = t("Write a number, or 0 for no limit.")
            return _ask(t("How many people at most?"), limit, t("How many people?"))
        case "rename":
            return _ask(t("What is it called now?"), t("A few words are enough."), t("Another title"))
        case "adddate":
            example = t("For example: Sunday 14 at 2 pm. What was answered stays.")
            return _ask(t("Which date do you add?"), example, t("Which date?"))
        case "until":
            example = t("For example: Friday at 8 pm. It must be before the first date.")
            return _ask(t("Until when can they answer?"), example, t("Until when?"))
    example = t("For example: Sunday 14 at 2 pm. Those who come are told.")
    return _ask(t("When will it be instead?"), example, t("Which date?"))


def _ask(question: Text, example: Text, asks: Text) -> View:
    return View((paragraph(question), paragraph(example)), asks=asks)


def dates(workshop: Workshop) -> View:
    """What may be changed of the dates that are asked."""
    return View(
        (paragraph(t("What do you change about the dates?")),),
        (
            Button(t("Add a date"), data("workshops", "adddate", workshop.id)),
            Button(t("Take a date away"), data("workshops", "remove", workshop.id)),
            Button(t("Another deadline"), data("workshops", "until", workshop.id)),
        ),
    )


def remove(workshop: Workshop, page: int) -> View:
    """Which date is taken away."""
    following = (page + 1) * PAGE if (page + 1) * PAGE < len(workshop.dates) else 0
    shown = workshop.dates[page * PAGE : (page + 1) * PAGE] or workshop.dates[:PAGE]
    buttons = [
        Button(button_day(one, workshop.dates), data("workshops", "removed", workshop.id, one.id)) for one in shown
    ]
    if len(workshop.dates) > PAGE:
        buttons.append(Button(t("The other dates"), data("workshops", "remove", workshop.id, following // PAGE)))
    head = t("Which date is taken away? What was answered to it goes too.")
    return View(
        (paragraph(head), Items(tuple(t("{when:cap}", when=when(one.slot)) for one in shown))), tuple(buttons)
    )


def sure_to_cancel(workshop: Workshop, coming: int) -> View:
    said = [t("Cancel « {title} »?", title=workshop.title)]
    if coming:
        said.append(tn("I tell {n} person who comes.", "I tell the {n} people who come.", coming))
    buttons = [Button(t("Yes, cancel it"), data("workshops", "cancelyes", workshop.id))]
    if workshop.series is not None:
        assert workshop.slot is not None, "a date of a series has its hours"
        said[0] = t("Cancel « {title} », {when}?", title=workshop.title, when=when(workshop.slot))
        buttons.append(Button(t("Stop them all"), data("workshops", "stop", workshop.id)))
    return View((paragraph(*said),), tuple(buttons))


def cancelled(workshop: Workshop) -> View:
    """What whoever cancels it reads; it can still take place."""
    said = t("Cancelled: {title:low}. Those who come are told.", title=workshop.title)
    return View((paragraph(said),), (Button(t("Keep it after all"), data("workshops", "revive", workshop.id)),))
