"""The car's kilometres: what its meter said at departure and at arrival, and what that costs."""

import re
from dataclasses import replace

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.members.desk import unknown
from handlers.members.model import Here

from . import sentences, staying_views
from .box import Act
from .model import Booking, Space
from .staying import Staying

_READING = re.compile(r"(\d{1,3}(?:[ \u00a0\u202f.']\d{3})+|\d{1,7})(?:[.,]\d)?\s*(?:km|kms|kilom[eè]tres?)?\.?")
FURTHEST = 20_000
"""Kilometres of one booking: more is a slip of the finger."""


class Measuring:
    """Asked at the end, typed by whoever had it."""

    def __init__(self, staying: Staying) -> None:
        self.staying = staying
        self.box = staying.box

    async def _had(self, event: Act, number: int) -> tuple[Here, Space, Booking]:
        here, space, booking = await self.staying._stayed(event, number)
        if not space.rules.meter:
            raise unknown()
        return here, space, booking

    async def ask(self, press: Press) -> Answer:
        """« Noter le compteur »."""
        here, _, booking = await self._had(press, press.number(0))
        await self.box.keep_draft(press, here, "meterout", booking=booking.id)
        return Answer(view=staying_views.ask_out(await self.box.bookings.last_reading(booking)))

    def asks_out(self, draft: Draft) -> View:
        return staying_views.ask_out(None)

    async def out_typed(self, said: Said, draft: Draft) -> Answer:
        here, _, booking = await self._had(said, int(draft.notes["booking"]))
        out = reading(said.words)
        last = await self.box.bookings.last_reading(booking)
        if last is not None and out < last:
            return Answer(view=staying_views.surprising(booking, out, last))
        return await self._ask_in(said, here, booking, out)

    async def surprising(self, press: Press) -> Answer:
        """« Oui, c'est bien cela »: `bookings:meterok:<booking>:<kilometres>`."""
        here, _, booking = await self._had(press, press.number(0))
        if press.number(1) >= 10**7:
            raise unknown()
        return await self._ask_in(press, here, booking, press.number(1))

    async def _ask_in(self, event: Act, here: Here, booking: Booking, out: int) -> Answer:
        await self.box.keep_draft(event, here, "meterin", booking=booking.id, out=out)
        return Answer(view=staying_views.ask_in(out))

    def asks_in(self, draft: Draft) -> View:
        return staying_views.ask_in(int(draft.notes["out"]))

    async def in_typed(self, said: Said, draft: Draft) -> Answer:
        here, space, booking = await self._had(said, int(draft.notes["booking"]))
        out, back = int(draft.notes["out"]), reading(said.words)
        if back < out:
            raise Refused(
                t("At arrival it says at least what it said at departure: {km} km.", km=staying_views.spaced(out))
            )
        if back - out > FURTHEST:
            raise Refused(
                t("That is very far: {km} km. Look at the meter again.", km=staying_views.spaced(back - out))
            )
        cost = sentences.cost(space, booking.wish, back - out)
        read = replace(booking, meter_out=out, meter_in=back, cost=cost, changed_at=said.at)
        await self.box.bookings.keep(read)
        await self.box.drafts.drop(here.person.id, here.group.id)
        await self.box.posts.refresh(Topic("bookings", booking.id, "after"))
        return Answer(view=staying_views.measured(read))


def reading(words: str) -> int:
    """« 10 240 km » as a number. Raises Refused."""
    found = _READING.fullmatch(words.strip().casefold())
    if found is None:
        raise Refused(t("I see no reading there. Write the kilometres alone, for example: 10240."))
    return int(re.sub(r"\D", "", found[1]))
