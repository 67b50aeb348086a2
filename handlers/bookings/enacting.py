"""Rules begin to hold: at once or from a day on, by whoever runs the group or by a decision of all."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from handlers.members.model import Group
from handlers.when.calendar.almanac import at

from . import changes, rules
from .box import Box, zone_of
from .charter import NEW, Offer, Rules
from .desk import BookingsDesk
from .model import Booking, Space
from .reminding import AROUND

AHEAD = timedelta(days=3 * 366)
"""How far ahead bookings to come are looked at: further than any can be."""
LOOKED_AT = 200
"""Bookings to come that new rules are held against."""


class Enacting:
    """What is changed holds from then on; what was booked before stays."""

    def __init__(self, box: Box) -> None:
        self.box = box
        self.desk = BookingsDesk(box)

    async def enact(self, offer: Offer, space: Space, since: datetime, source: str, now: datetime) -> None:
        """What the offer changes holds from then on; what begins later keeps its day, with this change in it."""
        every = await self.box.bookings.ruled(space.id, now)
        held = NEW
        for one in every:
            if one.since.timestamp() <= since.timestamp():
                held = one.rules
        new = changes.merged(held, offer.before, offer.becomes, space.slot)
        await self.box.bookings.set_rules(space.id, new, since, offer.by, source)
        for one in every:
            if one.since.timestamp() > since.timestamp():
                later = changes.merged(one.rules, offer.before, offer.becomes, space.slot)
                await self.box.bookings.set_rules(space.id, later, one.since, one.by, one.source)
        if _around(new) != _around(held):
            await self._remind_anew(space, since, now)

    async def _remind_anew(self, space: Space, since: datetime, now: datetime) -> None:
        """What was booked before stays; what is told and asked around it follows the rules that hold then."""
        for booking in await self.box.bookings.between([space.id], since, since + AHEAD):
            if booking.times.starts.timestamp() >= since.timestamp():
                await self.desk.set_alarms(space, booking, now, AROUND)

    async def decided(self, offer: int, when: str, number: str, now: datetime) -> bool:
        """The group has decided an offer; False where its space is shared no more. `when`: as `since`."""
        found = await self.box.bookings.offer(offer)
        space = None if found is None else await self.box.bookings.space(found.space, now, lock=True)
        if found is None or space is None or space.retired:
            return False
        group = await self.box.members.store.group(space.group)
        await self.enact(found, space, since(group, when, now), number, now)
        return True

    async def stay(self, space: Space, offer: Offer, now: datetime) -> Sequence[Booking]:
        """The bookings to come that the new rules would not allow, in order: they stay all the same."""
        group = await self.box.members.store.group(space.group)
        new = _ruled_by(space, offer)
        coming = await self.box.bookings.between([space.id], now, now + AHEAD)
        found = []
        for one in coming[:LOOKED_AT]:
            if one.times.starts.timestamp() <= now.timestamp() or one.person is None:
                continue
            situation = await self.box.situation(new, one.wish, one.person, now, but=one)
            # As on the day on which it was booked: nobody books what is tomorrow a day ahead.
            if rules.judge(new, one.wish, situation, group.local(one.made_at)).why_not is not None:
                found.append(one)
        return found


def _around(rules: Rules) -> tuple[object, ...]:
    """What surrounds a stay."""
    return rules.presence, rules.checklist, rules.meter


def _ruled_by(space: Space, offer: Offer) -> Space:
    return replace(space, rules=changes.merged(space.rules, offer.before, offer.becomes, space.slot))


def since(group: Group, when: str, now: datetime) -> datetime:
    """From when on: « 7 », so many days after now; « on739700 », that day of our calendar, unless it is over."""
    if when.startswith("on"):
        begins = _midnight(group, date.fromordinal(int(when.removeprefix("on"))))
        return max(begins, now, key=datetime.timestamp)
    days = int(when or 0)
    return _midnight(group, group.local(now).date() + timedelta(days=days)) if days else now


def _midnight(group: Group, day: date) -> datetime:
    return at(day, 0, 0, zone_of(group))
