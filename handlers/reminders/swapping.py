"""« Échanger mon tour »: one household asks another, which answers; the order stays as it was."""

from dataclasses import replace
from datetime import UTC, datetime

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.members.desk import unknown
from handlers.members.model import Here

from . import turns_views
from .box import Box
from .model import Reminder, Swap, Turn
from .rotating import Rotating, names_of

_FURTHEST = 2**31
"""Minutes since 1970, beyond which nobody's turn is."""


class Swapping:
    """Silence changes nothing, and nobody else learns that it was asked."""

    def __init__(self, box: Box, rotating: Rotating) -> None:
        self.box = box
        self.rotating = rotating

    async def choose(self, press: Press) -> Answer:
        """`reminders:swap:<reminder>`: one's next turn, and those of the others."""
        here, reminder = await self.box.seen(press, press.number(0))
        mine, others = await self._turns(here, reminder, press.at)
        homes = await self.rotating.homes(here.group.id)
        shown = [(turn, names_of(homes[turn.household])) for turn in others]
        return Answer(view=turns_views.choose_swap(here.group, reminder, mine, shown))

    async def _turns(self, here: Here, reminder: Reminder, now: datetime) -> tuple[Turn, list[Turn]]:
        """One's own next turn, and the next one of each other household. Raises Refused."""
        home = await self.rotating.home_of(here.group.id, here.person.id)
        coming = await self.rotating.coming(reminder, now) if reminder.state == "active" else ()
        mine = next((one for one in coming if one.household == home), None)
        if mine is None:
            raise Refused(t("No turn of yours is planned."))
        others: dict[int, Turn] = {}
        for one in coming:
            if one.household != home:
                others.setdefault(one.household, one)
        return mine, list(others.values())

    async def ask(self, press: Press) -> Answer:
        """`reminders:ask:<reminder>:<mine>:<theirs>`, each in minutes."""
        here, reminder = await self.box.seen(press, press.number(0), lock=True)
        home = await self.rotating.home_of(here.group.id, here.person.id)
        mine = await self.box.reminders.turn(reminder.id, _at(press.number(1)))
        theirs = await self.box.reminders.turn(reminder.id, _at(press.number(2)))
        theirs_still = mine is not None and theirs is not None and mine.household == home != theirs.household
        if mine is None or theirs is None or not theirs_still or reminder.state != "active":
            raise Refused(t("These turns have changed meanwhile. Look again."))
        if min(mine.due_at, theirs.due_at) <= press.at:
            raise Refused(t("One of these turns is over. Look again."))
        swap = Swap(0, reminder.id, here.person.id, mine, theirs)
        swap = replace(swap, id=await self.box.reminders.swap(swap))
        kept = await self.box.reminders.find_swap(swap.id)
        if kept is not None and kept.state == "declined":
            raise Refused(t("This was answered already: not this time."))
        told = await self.rotating.people(reminder, theirs.household)
        if not told:
            raise Refused(t("Nobody there can be asked by me. Speak to them, then change the order."))
        for person in told:
            await self.box.posts.tell(swap.topic, here.group.id, person)
        homes = await self.rotating.homes(here.group.id)
        return Answer(view=turns_views.asked(names_of(homes[theirs.household])))

    async def _mine(self, press: Press) -> tuple[Here, Reminder, Swap]:
        """An exchange that is asked of one's household. Raises Refused."""
        swap = await self.box.reminders.find_swap(press.number(0))
        if swap is None:
            raise unknown()
        here, reminder = await self.box.seen(press, swap.reminder, lock=True)
        swap = await self.box.reminders.find_swap(swap.id)
        if swap is None or await self.rotating.home_of(here.group.id, here.person.id) != swap.theirs.household:
            raise unknown()
        if swap.state != "open" or not await self._stands(swap, press.at):
            raise Refused(t("This was answered already, or the turns have changed. Nothing has changed now."))
        return here, reminder, swap

    async def _stands(self, swap: Swap, now: datetime) -> bool:
        """Both turns are ahead, and still theirs."""
        for turn in (swap.mine, swap.theirs):
            if turn.due_at <= now or await self.box.reminders.turn(swap.reminder, turn.due_at) != turn:
                return False
        return True

    async def agree(self, press: Press) -> Answer:
        """« D'accord »: both turns, or none."""
        here, reminder, swap = await self._mine(press)
        mine, theirs = swap.mine, swap.theirs
        both = (replace(mine, household=theirs.household), replace(theirs, household=mine.household))
        await self.box.reminders.plan(reminder.id, both)
        await self._end(swap, reminder, "agreed")
        for other in await self.box.reminders.open_swaps(reminder.id):
            if not await self._stands(other, press.at):
                await self._end(other, reminder, "over", tells=False)
        return Answer(view=turns_views.agreed(here.group, reminder, swap))

    async def decline(self, press: Press) -> Answer:
        """« Pas moi »."""
        _, reminder, swap = await self._mine(press)
        await self._end(swap, reminder, "declined")
        return Answer(toast=t("Very well. I tell them, and nothing changes."))

    async def _end(self, swap: Swap, reminder: Reminder, state: str, *, tells: bool = True) -> None:
        await self.box.reminders.end_swap(swap.id, state)
        await self.box.posts.refresh(swap.topic)
        if tells:
            answered = Topic("reminders", swap.id, "swapped")
            await self.box.posts.tell(answered, reminder.group, swap.asker, rings=False)

    async def show(self, topic: Topic) -> list[View]:
        """What the other household is asked, and what whoever asked is answered."""
        swap = await self.box.reminders.find_swap(topic.id)
        reminder = None if swap is None else await self.box.reminders.find(swap.reminder)
        if swap is None or reminder is None:
            return []
        group, homes = (
            await self.box.members.store.group(reminder.group),
            await self.rotating.homes(reminder.group),
        )
        if topic.aspect == "swapped":
            if swap.state not in ("agreed", "declined"):
                return []
            home = homes.get(swap.theirs.household)
            return [turns_views.answered(group, reminder, swap, [] if home is None else names_of(home))]
        if swap.state == "open":
            name = (await self.box.members.store.names([swap.asker])).get(swap.asker, "?")
            return [turns_views.ask_swap(group, reminder, swap, name)]
        return [turns_views.agreed(group, reminder, swap)] if swap.state == "agreed" else []


def _at(minutes: int) -> datetime:
    return datetime.fromtimestamp(minutes * 60 if minutes < _FURTHEST else 0, UTC)
