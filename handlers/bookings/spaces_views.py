"""What is seen of the spaces themselves."""

from collections.abc import Sequence

from handlers.conversation.text import Text, t, tn, verbatim
from handlers.conversation.views import Block, Button, Items, Title, View, data, paragraph
from handlers.members.views import short

from . import charter_sentences
from .model import Space
from .reserving_views import EMOJI

SPACES = 3
"""Spaces on one screen, beside « more »."""
FIRST = 2
"""On the first one, where « add » and « settings » stand too."""


def every(spaces: Sequence[Space], page: int, *, may_add: bool) -> View:
    """The spaces of the group, three at a time from page 0."""
    if not spaces:
        said = [t("Your group has no shared space here yet.")]
        if not may_add:
            return View((paragraph(*said, t("Ask those who run the group to add one.")),))
        return View((paragraph(*said),), (_add(), Button(t("Settings"), data("bookings", "customs"))))
    # Whoever may add has two buttons more on the first page.
    first = FIRST if may_add and len(spaces) > SPACES else SPACES
    begins = first + (page - 1) * SPACES if page else 0
    if begins >= len(spaces):
        page, begins = 0, 0
    shown = spaces[begins : begins + (SPACES if page else first)]
    buttons = [Button(verbatim(short(space.name)), data("bookings", "sheet", space.id)) for space in shown]
    if len(spaces) > SPACES:
        following = page + 1 if begins + len(shown) < len(spaces) else 0
        buttons.append(Button(t("The other spaces"), data("bookings", "spaces", following)))
    if may_add and not page:
        buttons += [_add(), Button(t("Settings"), data("bookings", "customs"))]
    title = Title(tn("{n} shared space", "{n} shared spaces", len(spaces)))
    return View((title, Items(tuple(_line(space) for space in spaces))), tuple(buttons))


def _add() -> Button:
    return Button(t("Add a space"), data("bookings", "add"))


def _line(space: Space) -> Text:
    many = len(space.units)
    if space.slot == "nights":
        return t("{space}, by the night", space=space.name)
    if many > 1:
        return t("{space}, by the hour, {n} of them", space=space.name, n=many)
    return t("{space}, by the hour", space=space.name)


def sheet(space: Space, contact: str | None, *, runs: bool) -> View:
    """One space, with its rules in sentences."""
    blocks: list[Block] = [Title(verbatim(space.name), EMOJI[space.slot])]
    lines = charter_sentences.rules(space)
    blocks.append(Items(tuple(lines)) if lines else paragraph(t("Open to every household, without limits.")))
    if contact is not None:
        blocks.append(paragraph(t("{name} looks after it.", name=contact)))
    buttons = [
        Button(t("Book"), data("bookings", "space", space.id)),
        Button(t("Planning"), data("bookings", "week", space.id)),
        Button(t("Rules"), data("bookings", "rules", space.id)),
    ]
    if runs:
        buttons.append(Button(t("Change this space"), data("bookings", "change", space.id, 0)))
    return View(tuple(blocks), tuple(buttons))


def ask_name() -> View:
    return View(
        (paragraph(t("What is this space called?"), t("For example: guest room, or common room.")),),
        asks=t("The name of the space"),
    )


def ask_slot(name: str) -> View:
    return View(
        (paragraph(t("{space}: how does one book it?", space=name)),),
        (
            Button(t("By the night"), data("bookings", "slotkind", "nights")),
            Button(t("By the hour"), data("bookings", "slotkind", "hours")),
        ),
        asks=t("By the night or by the hour"),
    )


def added(space: Space) -> View:
    """A new space has no rule but « never two at once »; a charter is proposed, never imposed."""
    said = t("{space} is open to every household, without limits.", space=space.name)
    blocks: list[Block] = [paragraph(said)]
    buttons = [Button(t("Make it a proposal"), data("bookings", "charter", space.id))]
    offered = charter_sentences.offered(space)
    if offered is None:
        return View(tuple(blocks), (Button(t("Add a space"), data("bookings", "add")),))
    blocks.append(paragraph(offered, t("Speak of it with your neighbours?")))
    buttons.append(Button(t("Not now"), data("bookings", "sheet", space.id)))
    return View(tuple(blocks), tuple(buttons))
