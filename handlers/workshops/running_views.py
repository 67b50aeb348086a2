"""What is behind « ⋯ More », and what whoever organises a workshop may change."""

from collections.abc import Sequence

from handlers.conversation.text import Text, t, tn, verbatim
from handlers.conversation.views import Button, View, data, paragraph
from handlers.members.model import Person
from handlers.members.views import short

from .box import Drawn
from .model import Workshop


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
        Button(t("Add a date"), data("workshops", "adddate", workshop.id))
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


def ask(question: Text, example: Text, asks: Text) -> View:
    return View((paragraph(question), paragraph(example)), asks=asks)


def sure_to_cancel(workshop: Workshop, coming: int) -> View:
    said = [t("Cancel « {title} »?", title=workshop.title)]
    if coming:
        said.append(tn("I tell {n} person who comes.", "I tell the {n} people who come.", coming))
    return View((paragraph(*said),), (Button(t("Yes, cancel it"), data("workshops", "cancelyes", workshop.id)),))
