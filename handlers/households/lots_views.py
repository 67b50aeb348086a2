"""What those who run a condominium see when they paste the list of its lots."""

from handlers.conversation.text import Listing, Text, t, tn
from handlers.conversation.views import Block, Items, View, paragraph

from .pasted import Pasted
from .views import button

MOST_FAULTS = 8
"""Unreadable lines of which it is said what is wrong."""


def ask_list() -> View:
    """The list of lots, to be pasted."""
    return View(
        (
            paragraph(
                t("Paste the list: one lot on each line, with its parts and a name."),
                t("For example: 12;85;Odette"),
            ),
        ),
        asks=t("The list of lots"),
    )


def summary(group: int, pasted: Pasted) -> View:
    """What the list says, before anything is kept of it."""
    blocks: list[Block] = [paragraph(*_counted(pasted), *_unreadable(pasted))]
    faults = [t("Line {number}: {what}.", number=fault.line, what=fault.what) for fault in pasted.faults]
    if len(faults) > MOST_FAULTS:
        left = len(faults) - MOST_FAULTS
        faults = [*faults[:MOST_FAULTS], tn("And {n} more.", "And {n} more.", left)]
    if faults:
        blocks.append(Items(tuple(faults)))
    buttons = [button(t("That is right"), "keep", group)] if pasted.lots else []
    return View(tuple(blocks), (*buttons, button(t("Correct"), "paste", group)))


def kept(group: int, pasted: Pasted) -> View:
    """The list is kept."""
    return View(
        (paragraph(t("Noted."), *_counted(pasted)),),
        (button(t("See the lots"), "list", group, 0),),
    )


def _counted(pasted: Pasted) -> list[Text]:
    if not pasted.lots:
        return [t("I can read no lot there.")]
    lots, parts = len(pasted.lots), shares(pasted.parts)
    return [tn("{n} lot read, {parts}.", "{n} lots read, {parts}.", lots, parts=parts)]


def shares(parts: int) -> Text:
    """The word that deeds use, beside the one that everybody understands."""
    return tn("{n} share (of the building)", "{n} shares (of the building)", parts)


def _unreadable(pasted: Pasted) -> list[Text]:
    lines = [str(fault.line) for fault in pasted.faults]
    if not lines:
        return []
    listed = Listing(tuple(lines[:20])) if len(lines) <= 20 else Listing((*lines[:20], "…"), "commas")
    return [tn("{n} unreadable line: {lines}.", "{n} unreadable lines: {lines}.", len(lines), lines=listed)]
