"""« S'arranger »: a neighbour asks whoever has a space; they keep it, or both have what suits them, at once."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation import feature
from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from handlers.conversation.views import View, data
from handlers.members.desk import unknown
from handlers.members.model import Here

from . import arranging_views, free, rules, sentences
from .asked import Nothing, OnlyDay, OnlyStart, stay, times_asked
from .box import Act, Box
from .buttons import times_of
from .desk import BookingsDesk
from .model import Booking, Space, Taken, Times, Wait, Wish
from .queue import meet, topic_of
from .waiting import Approve, Waiting


class Arranging:
    """Silence keeps. Nobody learns anything of the other but the first name and the dates."""

    def __init__(self, box: Box, desk: BookingsDesk, waiting: Waiting, approve: Approve) -> None:
        self.box = box
        self.desk = desk
        self.waiting = waiting
        self.approve = approve

    # Whoever asks

    async def ask(self, press: Press) -> Answer:
        """« S'arranger avec Karim »: `bookings:ask:<booking>:<times>:<amount>:<person>`."""
        booking = await self.box.bookings.find(press.number(0), lock=True)
        if booking is None:
            raise unknown()
        here, space = await self.box.space(press, booking.space)
        wish = Wish(space.id, times_of(press.word(1), here.group), max(1, press.number(2)))
        asker = await self.box.holder(here, press.number(3))
        known = [one for one in await self.box.bookings.asking(booking.id) if one.person == asker.id]
        if known:
            return await self._asked(here, space, booking, known[0])
        rules.must_be_allowed(await self.box.judged(space, wish, asker.id, press.at))
        if await self.box.free_units(space, wish) is not None:
            return await self.waiting.offering.read_back(press, here, space, wish, press.number(3))
        answered = await self.box.bookings.asking(booking.id, gone=True)
        if any(one.person == asker.id and one.wish == wish for one in answered):
            raise Refused(t("You asked for this already: they keep it. Put yourself on the list instead."))
        await self._may_be_asked(here, space, booking, wish, asker.id, press.at)
        by = None if asker.id == here.person.id else here.person.id
        wait = await self.desk.queue.join(Wait(0, wish, asker.id, press.at, asks=booking.id, entered_by=by))
        ends = min(wish.times.starts, booking.times.starts, key=datetime.timestamp)
        await self.box.alarms.set(topic_of(wait.id), "held", ends)
        assert booking.person is not None, "seen to above"
        told = await self.box.told(space.group, booking.person, booking.entered_by)
        await self.box.posts.tell(topic_of(wait.id, "ask"), space.group, told)
        await self.box.drafts.drop(here.person.id, here.group.id)
        return await self._asked(here, space, booking, wait)

    async def _may_be_asked(
        self, here: Here, space: Space, booking: Booking, wish: Wish, asker: int, now: datetime
    ) -> None:
        """Raises Refused where its holder could change nothing about it."""
        if booking.wish.collective:
            raise Refused(t("It is an event of the group: speak of it with the group."))
        if booking.person is None or booking.person in await self.box.household(here.group, asker):
            raise Refused(t("Your household has it: change it by /moi."))
        begun = booking.times.starts.timestamp() <= now.timestamp()
        if not booking.lives or begun or not meet(space, wish.times, booking.times):
            raise unknown()
        if await self.box.free_units(space, wish, but=booking) is None:
            raise Refused(t("Others have it too at that time. Put yourself on the list instead."))

    async def _asked(self, here: Here, space: Space, booking: Booking, wait: Wait) -> Answer:
        return Answer(view=arranging_views.asked(space, wait, await self._holder(here.group.id, booking)))

    async def _holder(self, group: int, booking: Booking) -> str | None:
        """The first name of whoever has it, where the group shows names."""
        customs = await self.box.bookings.customs(group)
        if not customs.names or booking.person is None:
            return None
        return (await self.box.members.store.names([booking.person])).get(booking.person)

    # Whoever has it

    async def demand(self, press: Press) -> Answer:
        """What is asked of this person, among their open questions."""
        _, space, booking, wait = await self._of_mine(press, press.number(0))
        return Answer(view=await self._demand(space, booking, wait))

    async def decline(self, press: Press) -> Answer:
        """« Je garde mes dates »."""
        _, space, booking, wait = await self._of_mine(press, press.number(0))
        await self.desk.queue.end(space, wait, "gone")
        await self._tell_asker(space, wait)
        return Answer(view=arranging_views.declined(space, booking, await self._asker(wait)))

    async def propose(self, press: Press) -> Answer:
        """« Proposer d'autres dates »: the nearest that they could have themselves."""
        here, space, booking, wait = await self._of_mine(press, press.number(0))
        near = await self._nearest(here, space, booking, wait, press.at)
        await self.box.keep_draft(press, here, "swap", wait=wait.id)
        names = await self._asker(wait)
        return Answer(view=arranging_views.propose(space, booking, wait, names, near))

    async def typed(self, said: Said, draft: Draft) -> Answer:
        """Other dates, of the same length where only a day was typed; they are read back."""
        here, space, booking, wait = await self._of_mine(said, int(draft.notes["wait"]))
        local, language = here.group.local(said.at), await self.box.language(here)
        found, _ = times_asked(said.words, space, local, language, here.group.school)
        match found:
            case OnlyDay(day=day) if space.slot == "nights":
                found = stay(space, day, booking.times.nights, booking.times.zone)
            case OnlyDay(day=day):
                found = free.moved(booking.times, day - booking.times.starts.date())
            case OnlyStart(at=at):
                found = free.moved(
                    booking.times, at.replace(tzinfo=None) - booking.times.starts.replace(tzinfo=None)
                )
            case _:
                pass
        if not isinstance(found, Times):
            why = t("I see no day and no time there. Write for example: Saturday, or 6 March.")
            raise Refused(
                why if isinstance(found, Nothing) else t("One booking has one time: write from when to when.")
            )
        verdict = await self.box.judged(
            space, Wish(space.id, found, booking.wish.amount), booking.person or 0, said.at, but=booking
        )
        rules.must_be_allowed(verdict)
        taken = await self._taken(space, booking, wait, found)
        if len(free.free_units(space, taken, found)) < booking.wish.amount:
            raise Refused(t("That is not free. Write other dates."))
        return Answer(view=arranging_views.read_back(space, wait, await self._asker(wait), found))

    def asks_swap(self, draft: Draft) -> View:
        return arranging_views.ask_swap()

    async def swap(self, press: Press) -> Answer:
        """Both have what suits them, or nothing is changed: `bookings:swap:<request>:<times>`, without times it is
        freed for whoever asked. A second tap shows what the first one has done."""
        done = await self._exchanged_already(press)
        if done is not None:
            return done
        here, space, booking, wait = await self._of_mine(press, press.number(0))
        times = times_of(press.word(1), here.group) if press.word(1) else None
        moved, given = await self.desk.exchange(space, booking, times, wait, press.at)
        if given.state == "asked":
            await self.approve(space, given)
        await self.desk.queue.redraw(space, wait)
        await self._tell_asker(space, wait)
        await self.box.drafts.drop(here.person.id, here.group.id)
        return Answer(view=arranging_views.exchanged(space, moved, wait, await self._asker(wait)))

    async def _exchanged_already(self, press: Press) -> Answer | None:
        wait = await self.box.bookings.find_wait(press.number(0))
        if wait is None or wait.state != "served" or wait.asks is None:
            return None
        here, space, booking = await self.box.booking(press, wait.asks)
        times = times_of(press.word(1), here.group) if press.word(1) else None
        if (booking.times if booking.lives else None) != times:  # it was changed since, or this was another button
            return None
        moved = booking if booking.lives else None
        return Answer(view=arranging_views.exchanged(space, moved, wait, await self._asker(wait)))

    async def _tell_asker(self, space: Space, wait: Wait) -> None:
        told = await self.box.told(space.group, wait.person, wait.entered_by)
        await self.box.posts.tell(topic_of(wait.id, "answer"), space.group, told)

    async def _asker(self, wait: Wait) -> str:
        return (await self.box.members.store.names([wait.person])).get(wait.person, "")

    async def _nearest(
        self, here: Here, space: Space, booking: Booking, wait: Wait, now: datetime
    ) -> Sequence[Times]:
        """The times nearest to theirs that leave free what was asked for."""
        situation = await self.box.situation(space, booking.wish, booking.person or 0, now, but=booking)

        def fits(times: Times) -> bool:
            wish = Wish(space.id, times, booking.wish.amount)
            return rules.judge(space, wish, situation, here.group.local(now)).why_not is None

        taken = await self._taken(space, booking, wait, booking.times)
        return free.nearest(space, taken, booking.times, booking.wish.amount, fits)

    async def _taken(self, space: Space, booking: Booking, wait: Wait, around: Times) -> list[Taken]:
        """What is not free for the holder, were whoever asked to have what they want."""
        units = await self.box.free_units(space, wait.wish, but=booking) or []
        ends = free.after_cleaning(space, wait.times.ends)
        theirs = [Taken(unit, wait.times.starts, ends, "hold", wait=wait.id) for unit in units]
        return [*await self.box.taken(space, around, but=booking), *theirs]

    async def _of_mine(self, event: Act, id: int) -> tuple[Here, Space, Booking, Wait]:
        """A request that is open still, about a booking that this person may change; its space locked."""
        wait = await self.box.bookings.find_wait(id)
        if wait is None or wait.asks is None:
            raise unknown()
        here, space, booking = await self.box.booking(event, wait.asks)
        wait = await self.box.bookings.find_wait(id)
        begun = booking.times.starts.timestamp() <= event.at.timestamp()
        if wait is None or wait.state != "waits" or wait.asks != booking.id or not booking.lives or begun:
            raise Refused(t("This request was answered, or taken back. Nothing has changed."))
        return here, space, booking, wait

    # What is shown

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        """What the holder is asked; it goes away once it is answered or taken back."""
        wait = await self.box.bookings.find_wait(topic.id)
        booking = None if wait is None or wait.asks is None else await self.box.bookings.find(wait.asks)
        space = None if booking is None else await self.box.bookings.space(booking.space, now)
        if wait is None or booking is None or space is None or wait.state != "waits" or not booking.lives:
            return ()
        if min(wait.times.starts, booking.times.starts, key=datetime.timestamp).timestamp() <= now.timestamp():
            return ()
        return [await self._demand(space, booking, wait)]

    async def _demand(self, space: Space, booking: Booking, wait: Wait) -> View:
        return arranging_views.demand(space, booking, wait, await self._asker(wait))

    async def show_answer(self, topic: Topic, now: datetime) -> Sequence[View]:
        """What whoever asked is told: they have it, or it is kept."""
        wait = await self.box.bookings.find_wait(topic.id)
        space = None if wait is None else await self.box.bookings.space(wait.space, now)
        if wait is None or space is None:
            return ()
        if wait.state == "served":
            return [arranging_views.arranged(space, wait)]
        if wait.state != "gone" or wait.asks is None:
            return ()
        booking = await self.box.bookings.find(wait.asks)
        holder = None if booking is None else await self._holder(space.group, booking)
        return [arranging_views.kept(space, wait, holder)]

    async def open_questions(self, person: int, now: datetime) -> Sequence[feature.Waiting]:
        """What is asked of this person."""
        found = []
        for wait, group in await self.box.bookings.asked_of(person, now):
            space = await self.box.bookings.space(wait.space, now)
            if space is not None:
                when = sentences.when(space, wait.times)
                words = t(
                    "{name} asks: {space}, {when}",
                    name=await self._asker(wait),
                    space=sentences.called(space),
                    when=when,
                )
                topic = topic_of(wait.id, "ask")
                found.append(feature.Waiting(group, topic, words, data("bookings", "demand", wait.id)))
        return found
