"""What was said is answered: it is done, later, not this time; or somebody else does it."""

from dataclasses import replace
from datetime import datetime

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press
from handlers.conversation.near import soon
from handlers.conversation.quiet import next_allowed
from handlers.conversation.text import Moment, t
from handlers.conversation.topic import Topic
from handlers.members.model import Here

from . import ring_views, rules
from .box import Box, may_change
from .model import Reminder, Ring
from .rotating import Rotating


class Answering:
    """For oneself nobody else sees it; what is for the group is answered by everybody, and nobody is blamed."""

    def __init__(self, box: Box, rotating: Rotating) -> None:
        self.box = box
        self.rotating = rotating

    async def _open(self, press: Press) -> tuple[Here, Reminder, Ring]:
        """One time of a reminder that can still be answered. Raises Refused."""
        here, reminder, ring = await self.box.rung(press, press.number(0))
        if ring.state == "done":
            raise Refused(t("It is done already."))
        if ring.state != "open" or press.at - ring.rung_at > rules.RECENT:
            raise Refused(t("This time is over. /rappels shows the next one."))
        return here, reminder, ring

    async def _keep(self, reminder: Reminder, ring: Ring) -> None:
        await self.box.reminders.keep_ring(ring)
        await self._changed(reminder, ring)

    async def _changed(self, reminder: Reminder, ring: Ring) -> None:
        """Wherever it was said, it says something else now."""
        await self.box.posts.refresh_about("reminders", ring.id)
        person = reminder.person if reminder.audience == "one" else None
        await self.box.gathering.changed(ring.due_at, reminder.group, person)

    async def done(self, press: Press) -> Answer:
        """« C'est fait »."""
        here, reminder, ring = await self._open(press)
        await self._keep(reminder, replace(ring, state="done", by=here.person.id, again_at=None))
        await self.rotating.did(ring, reminder, here.person.id)
        for name in ("again", "nudge"):
            await self.box.alarms.cancel(ring.topic, name)
        return Answer(toast=t("Thank you."), receipt=reminder.audience == "group")

    async def undone(self, press: Press) -> Answer:
        """« Ce n'est pas fait »: of whoever said that it was, and of those who may change the reminder."""
        here, reminder, ring = await self.box.rung(press, press.number(0))
        if ring.state != "done":
            return Answer(toast=t("It was not done yet."))
        if ring.by not in (None, here.person.id) and not may_change(here, reminder):
            raise Refused(t("Whoever did it can say so."))
        await self._keep(reminder, replace(ring, state="open", by=None))
        if ring.by is not None:
            await self.rotating.did(ring, reminder, ring.by, -1)
        return Answer(toast=t("It is still to be done."), receipt=reminder.audience == "group")

    async def take(self, press: Press) -> Answer:
        """« Je m'en occupe »: alone, or with others."""
        here, reminder, ring = await self._of_group(press)
        if here.person.id in ring.takers:
            return Answer(toast=t("You do it already. Thank you."))
        await self.box.reminders.take(ring.id, here.person.id, press.at)
        await self._changed(reminder, ring)
        if not ring.takers:
            await self.box.alarms.set(ring.topic, "nudge", press.at + rules.NUDGED)
        return Answer(toast=t("Thank you. Everybody sees that you do it."), receipt=True)

    async def _of_group(self, press: Press) -> tuple[Here, Reminder, Ring]:
        here, reminder, ring = await self._open(press)
        if reminder.audience != "group":
            raise Refused(t("This reminder is yours alone."))
        return here, reminder, ring

    async def cannot(self, press: Press) -> Answer:
        """« Je ne peux pas »: not this time; where somebody had said that they do it, the others are asked."""
        here, reminder, ring = await self._open(press)
        if reminder.audience == "one":
            await self._keep(reminder, replace(ring, state="dropped", again_at=None))
            await self.box.alarms.cancel(ring.topic, "again")
            return Answer(toast=t("Very well. I do not say it again this time."))
        takes, turn = here.person.id in ring.takers, await self._is_their_turn(here, ring)
        if not takes and not turn:
            return Answer(toast=t("Very well. Others see it too."))
        await self.box.reminders.leave(ring.id, here.person.id)
        if turn:
            await self.rotating.passes(ring, reminder)
        await self._changed(reminder, ring)
        if set(ring.takers) - {here.person.id}:
            return Answer(toast=t("Very well. Others do it."))
        await self.box.alarms.cancel(ring.topic, "nudge")
        chats = await self.box.members.store.chats(reminder.group)
        await self.box.posts.put(Topic("reminders", ring.id, "who"), chats)
        return Answer(toast=t("Very well. I ask the others, without your name."))

    async def _is_their_turn(self, here: Here, ring: Ring) -> bool:
        home = await self.rotating.home_of(here.group.id, here.person.id)
        return ring.household is not None and ring.household == home

    async def later(self, press: Press) -> Answer:
        """« Dans 1 h »."""
        here, reminder, ring = await self._open(press)
        return await self._again(here, reminder, ring, here.group.local(press.at + rules.HOUR), press.at)

    async def tomorrow(self, press: Press) -> Answer:
        """« Demain », at the same hour; where it comes back by then anyway, not before."""
        here, reminder, ring = await self._open(press)
        return await self._again(here, reminder, ring, rules.tomorrow(ring.due_at, press.at, here.group), press.at)

    async def _again(self, here: Here, reminder: Reminder, ring: Ring, at: datetime, now: datetime) -> Answer:
        if reminder.audience == "group":
            does = here.person.id in ring.takers or await self._is_their_turn(here, ring)
            if not does and not may_change(here, reminder):
                raise Refused(t("Say first that you do it."))
            at = next_allowed(at, here.group.night)
        if reminder.next_at is not None and reminder.next_at.timestamp() <= at.timestamp():
            await self._keep(reminder, replace(ring, state="dropped", again_at=None))
            for name in ("again", "nudge"):
                await self.box.alarms.cancel(ring.topic, name)
            return Answer(toast=t("It comes back by then anyway: {moment}.", moment=Moment(reminder.next_at)))
        await self._keep(reminder, replace(ring, again_at=at))
        await self.box.alarms.set(ring.topic, "again", at)
        await self.box.alarms.cancel(ring.topic, "nudge")
        return Answer(toast=t("I say it again {moment}.", moment=soon(at, here.group.local(now))))

    async def answer(self, press: Press) -> Answer:
        """What waits for an answer, from « À répondre »."""
        here, reminder, ring = await self._open(press)
        people = [one for one in (reminder.person, reminder.said_by, *ring.takers) if one is not None]
        names = await self.box.members.store.names(people)
        return Answer(view=ring_views.ring(here.group, reminder, ring, names))

    async def more(self, press: Press) -> Answer:
        """« ⋯ Plus », of what is for the group."""
        here, reminder, ring = await self._of_group(press)
        takes = here.person.id in ring.takers or await self._is_their_turn(here, ring)
        return Answer(view=ring_views.more(reminder, ring, takes=takes, may_change=may_change(here, reminder)))
