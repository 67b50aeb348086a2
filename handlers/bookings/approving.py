"""Who is asked where a booking has still to be agreed to."""

from handlers.conversation.topic import Topic
from handlers.members.model import Group

from .box import Box
from .model import Booking, Space


async def ask_for_it(box: Box, group: Group, space: Space, booking: Booking) -> None:
    """Whoever looks after the space is asked; or everybody may object for some days. Of a series once, with its
    first date."""
    topic = Topic("bookings", booking.id, "approve")
    if space.rules.approval == "contact" and space.contact is not None:
        await box.posts.tell(topic, group.id, space.contact)
        return
    for member in await box.members.store.members(group.id):
        if member.role in ("facilitator", "accompaniment"):
            await box.posts.tell(topic, group.id, member.person.id)
