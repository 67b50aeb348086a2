"""What is offered in the place of a wish that cannot be had."""

from collections.abc import Sequence
from typing import TypeAlias

from handlers.conversation.text import Listing, Text, t, tn, verbatim
from handlers.conversation.views import Block, Button, Title, View, data, paragraph
from handlers.members.views import short

from . import sentences
from .buttons import word_of
from .choosing_views import take
from .model import Booking, Space, Times, Wish
from .reserving_views import EMOJI

Has: TypeAlias = tuple[Booking, Sequence[str | Text]]
"""A booking that is in the way, with the names of its household; none where the group does not show them."""


def taken(
    space: Space,
    wish: Wish,
    person: int,
    near: Sequence[Times],
    other: Space | None,
    has: Has | None,
    *,
    mine: bool,
) -> View:
    """Who has it, and what is free: near it, elsewhere, or later."""
    blocks: list[Block] = [Title(t("{space} is taken.", space=space.name), EMOJI[space.slot])]
    said: list[Text] = []
    if has is not None:
        said.append(_has(space, has, mine=mine))
    if near:
        said.append(t("The nearest that is free:"))
    elif other is None:
        said.append(t("Nothing is free near it."))
    if said:
        blocks.append(paragraph(*said))
    buttons = [_near(space, times, wish, person) for times in near]
    if other is not None:
        buttons.append(
            Button(
                t("{space}, same time", space=short(other.name, 12)), take(other, wish.times, wish.amount, person)
            )
        )
    times = word_of(wish.times)
    buttons.append(
        Button(t("Tell me if it is free"), data("bookings", "wait", space.id, times, wish.amount, person))
    )
    if has is not None and not mine and not has[0].wish.collective:
        names = has[1]
        label = t("Arrange with {name}", name=names[0]) if names else t("Ask who has it")
        ask = data("bookings", "ask", has[0].id, times, wish.amount, person)
        buttons.append(Button(_fits(label, names), ask))
    return View(tuple(blocks), tuple(buttons[-5:] if len(buttons) > 5 else buttons), asks=t("Other dates"))


def _fits(label: Text, names: Sequence[str | Text]) -> Text:
    """A long name leaves no room on a button."""
    long = bool(names) and (isinstance(names[0], Text) or len(names[0]) > 8)
    return t("Ask who has it") if long else label


def _has(space: Space, has: Has, *, mine: bool) -> Text:
    booking, names = has
    when = sentences.when(space, booking.times)
    if booking.wish.title:
        return t("« {title} » has it {when}.", title=booking.wish.title, when=when)
    if mine:
        return t("Your household has it {when}.", when=when)
    if not names:
        return t("It is occupied {when}.", when=when)
    return tn(
        "{names} has it {when}.", "{names} have it {when}.", len(names), names=Listing(tuple(names)), when=when
    )


def _near(space: Space, times: Times, wish: Wish, person: int) -> Button:
    label = t("{when:cap}", when=sentences.when_short(space, times))
    return Button(label, take(space, times, wish.amount, person))


def not_allowed(space: Space, wish: Wish, person: int, why: Text, near: Sequence[Times]) -> View:
    """The rule that does not allow it, and what it would allow near it."""
    blocks: list[Block] = [Title(verbatim(space.name), EMOJI[space.slot]), paragraph(why)]
    if near:
        blocks.append(paragraph(t("The nearest that is free:")))
    return View(tuple(blocks), tuple(_near(space, times, wish, person) for times in near), asks=t("Other dates"))
