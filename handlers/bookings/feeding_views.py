"""The words under which a calendar shows bookings: no reason, no code, no account."""

from collections.abc import Sequence
from typing import Literal

from handlers.conversation.text import Listing, Text, t, verbatim
from handlers.members.model import Group

from . import sentences
from .model import Booking, Space

Of = Literal["space", "person"]


def name(group: Group, only: Space | None) -> Text:
    """Of the calendar of a group, or of one space."""
    if only is None:
        return verbatim(group.name)
    return t("{space} · {group}", space=only.name, group=group.name)


def place(space: Space, group: Group) -> Text:
    return t("{space}, {group}", space=space.name, group=group.name)


def words(space: Space, booking: Booking, names: Sequence[str | Text], *, own: bool) -> Text:
    """`own`: in the calendar of the household that has it. `names`: of the household, where the group shows them.
    Who gave up what is not said."""
    which = sentences.title(space, booking.wish.amount)
    if not booking.lives:
        return t("Cancelled: {which}", which=which)
    said = _held(which, booking, names, own=own)
    return t("{words}, asked for", words=said) if booking.state == "asked" else said


def _held(which: Text, booking: Booking, names: Sequence[str | Text], *, own: bool) -> Text:
    if booking.wish.title:
        return t("{which}: {who}", which=which, who=booking.wish.title)
    if own:
        return which
    if names:
        return t("{which}: {who}", which=which, who=Listing(tuple(names)))
    return t("{which}: {who}", which=which, who=t("occupied"))
