"""Whose turn it is: planned ahead, so that everybody knows; who is away exchanges with who is there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from handlers.members.model import Household

from . import rota, rules
from .box import Box
from .model import Place, Reminder, Ring, Turn

Homes = Mapping[int, Household]


class Rotating:
    """One household each time; nobody is ever told who has had how many."""

    def __init__(self, box: Box) -> None:
        self.box = box

    async def homes(self, group: int) -> Homes:
        """The households that take part in turns: those in which somebody lives."""
        return {home.id: home for home in await self.box.members.store.households(group) if home.people}

    async def order(self, reminder: Reminder) -> Sequence[Place]:
        """As it was set, without those who are gone; none where there are no turns."""
        homes = await self.homes(reminder.group)
        return [place for place in await self.box.reminders.order(reminder.id) if place.household in homes]

    async def set_order(self, reminder: Reminder, households: Sequence[int], now: datetime) -> None:
        """Another order: what was planned, and what was asked, holds no longer."""
        known = await self.box.reminders.order(reminder.id)
        await self.box.reminders.set_order(reminder.id, rota.joined(known, households))
        await self.replan(reminder, now)

    async def replan(self, reminder: Reminder, now: datetime) -> None:
        """Its dates are others: what was planned, and what was asked, holds no longer."""
        await self.box.reminders.unplan(reminder.id, now)
        await self.plan(reminder, now)

    async def plan(self, reminder: Reminder, now: datetime) -> None:
        """One turn ahead for each household."""
        order, homes = await self.order(reminder), await self.homes(reminder.group)
        if not order:
            return
        planned = await self.coming(reminder, now)
        away = {place.household for place in order if is_away(homes, place.household, now)}
        eased = rota.forgiven(order, planned, away)
        for before, place in zip(order, eased, strict=True):
            if place != before:
                await self.box.reminders.serve(reminder.id, place.household, place.served - before.served)
        order, since = eased, planned[-1].due_at if planned else now
        dates = rota.next_dates(partial(rules.following, reminder), since, rota.how_many(order) - len(planned))
        found = rota.extended(order, planned, dates, partial(is_away, homes))
        await self.box.reminders.plan(reminder.id, found)

    async def coming(self, reminder: Reminder, now: datetime) -> Sequence[Turn]:
        """The turns that are planned, once those who are away by now, or gone, have exchanged theirs."""
        return await self._settle(reminder, await self.box.reminders.planned(reminder.id, now))

    async def _settle(self, reminder: Reminder, planned: Sequence[Turn]) -> Sequence[Turn]:
        settled = await self._settled(reminder, planned)
        await self.box.reminders.plan(reminder.id, [one for one in settled if one not in planned])
        return settled

    async def _settled(self, reminder: Reminder, planned: Sequence[Turn]) -> Sequence[Turn]:
        order, homes = await self.order(reminder), await self.homes(reminder.group)
        return rota.settled(order, planned, partial(is_away, homes)) if order else ()

    async def names(self, reminder: Reminder, since: datetime) -> Mapping[float, Sequence[str]]:
        """Whose turn it is, by the second; of what has no turns, nothing."""
        homes = await self.homes(reminder.group)
        planned = await self.box.reminders.planned(reminder.id, since - timedelta(seconds=1))
        settled = await self._settled(reminder, planned)
        return {one.due_at.timestamp(): names_of(homes[one.household]) for one in settled}

    async def begin(self, reminder: Reminder, ring: Ring, now: datetime) -> Ring:
        """It rings: whose turn it is, who may be away meanwhile; and the next ones are planned."""
        order, homes = await self.order(reminder), await self.homes(reminder.group)
        if not order:
            return ring
        planned = await self.box.reminders.planned(reminder.id, ring.due_at)
        turn = await self.box.reminders.turn(reminder.id, ring.due_at)
        if turn is None:
            turn = rota.extended(order, planned, [ring.due_at], partial(is_away, homes))[0]
        whose = (await self._settle(reminder, [turn, *planned]))[0].household
        if is_away(homes, whose, ring.due_at):
            await self.plan(reminder, now)
            return ring  # everybody is away: it is said, and it is nobody's turn
        await self.box.reminders.turn_of(ring.id, whose)
        await self.box.reminders.serve(reminder.id, whose, 1)
        await self.plan(reminder, now)
        return replace(ring, household=whose)

    async def did(self, ring: Ring, reminder: Reminder, person: int, by: int = 1) -> None:
        """It counts for whoever did it (1), or no longer (-1: then for whose turn it was)."""
        home = await self.home_of(reminder.group, person)
        if home is None or home == ring.household:
            return
        if ring.household is not None:
            await self.box.reminders.serve(reminder.id, ring.household, -by)
        await self.box.reminders.serve(reminder.id, home, by)

    async def passes(self, ring: Ring, reminder: Reminder) -> None:
        """Whose turn it was cannot: from now on it is nobody's, and no name is said."""
        if ring.household is not None:
            await self.box.reminders.turn_of(ring.id, None)
            await self.box.reminders.serve(reminder.id, ring.household, -1)

    async def home_of(self, group: int, person: int) -> int | None:
        homes = await self.homes(group)
        return next((id for id, home in homes.items() if person in people_of(home)), None)

    async def does(self, reminder: Reminder, ring: Ring) -> Sequence[int]:
        """Those who said that they do it; else those whose turn it is."""
        return ring.takers or await self.people(reminder, ring.household)

    async def people(self, reminder: Reminder, household: int | None) -> Sequence[int]:
        """Those of a household who can be told something."""
        home = (await self.homes(reminder.group)).get(household or 0)
        return [] if home is None else [one.person.id for one in home.people if one.reached]


def people_of(home: Household) -> Sequence[int]:
    return [one.person.id for one in home.people]


def is_away(homes: Homes, household: int, moment: datetime) -> bool:
    """Everybody of it has said that they are away then."""
    home = homes.get(household)
    return home is None or all(one.is_away(moment) for one in home.people)


def names_of(home: Household) -> Sequence[str]:
    return [one.person.name for one in home.people] or [home.label]
