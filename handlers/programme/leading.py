"""The part in which a day begins, and whoever leads it changes how it goes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press
from handlers.conversation.text import Text, t
from handlers.members.desk import unknown
from handlers.members.model import Here
from handlers.when.calendar.almanac import on_the_wall

from . import live_views, rules, schedule, views
from .box import Box, may_lead
from .model import Day, Programme, Run, Slot, State, minute_of
from .sentences import hour, short, stays


class Leading:
    """Every act keeps what was before it, so that it can be undone."""

    def __init__(self, box: Box) -> None:
        self.box = box

    async def days(self, press: Press) -> Answer:
        """`programme:days:<id>`: which of several days begins."""
        _, programme = await self.box.run(press, press.number(0))
        return Answer(view=views.which_day(programme))

    async def start(self, press: Press) -> Answer:
        """`programme:start:<id>:<day>`. One card for the group, which rings nobody: they are there."""
        here, programme = await self.box.run(press, press.number(0))
        number = press.number(1)
        if not 1 <= number <= len(programme.plan.days):
            raise unknown()
        for one in await self.box.programmes.live(here.group.id):
            if (one.programme, one.day) == (programme.id, number):
                return await self._again(here, one)
        if await self.box.programmes.begun_since(here.group.id, press.at - timedelta(days=1)) >= rules.MOST_A_DAY:
            raise Refused(t("The group has begun many today. Tomorrow there is room again."))
        run = await self._begin(here, programme, number, press.at)
        await self.box.posts.put(run.card, await self.box.members.rooms(here.group.id, press.chat), at_night=True)
        run = await self.box.goes_on(run, press.at)
        return await self._again(here, run)

    async def _again(self, here: Here, run: Run) -> Answer:
        """Touched twice; also where the touch itself opens the private conversation, and is made there again."""
        if run.leader != here.person.id:
            raise Refused(t("It goes on already. Its card is in the group."))
        return await self._told(
            here, run, t("It has begun. It all ends at {hour}.", hour=hour(here.group, run.ends))
        )

    async def _begin(self, here: Here, programme: Programme, number: int, now: datetime) -> Run:
        day = programme.plan.days[number - 1]
        slots = schedule.begun(day, minute_of(now), _planned(here, day, now))
        title = programme.plan.title or await self._workshop(here, now)
        run = Run(
            0,
            here.group.id,
            programme.id,
            title,
            number,
            len(programme.plan.days),
            programme.author,
            here.person.id,
            "running",
            slots,
            now,
        )
        return replace(run, id=await self.box.programmes.begin(run))

    async def _workshop(self, here: Here, now: datetime) -> str:
        """A programme without a title is that of the workshop of the day, where there is one alone."""
        begins = here.group.local(now).replace(hour=0, minute=0, second=0, microsecond=0)
        titles = await self.box.workshops.titles(here.group.id, begins, begins + timedelta(days=1))
        return titles[0] if len(titles) == 1 else ""

    async def _told(self, here: Here, run: Run, said: Text) -> Answer:
        """What is told to the leader stands for them alone from now on; whoever has no private conversation is
        asked to open one first."""
        if await self.box.members.store.reachable(here.group.id, here.person.id):
            await self.box.posts.tell(run.lead, run.group, here.person.id, rings=False, at_night=True)
            return Answer(toast=said)
        return Answer(toast=t("Open our conversation: there I tell you five minutes before."), opens_private=True)

    # How it goes

    async def plus(self, press: Press) -> Answer:
        """`programme:plus:<id>:<place>:<minutes>`: five minutes more, where nobody says otherwise, for the step
        that was touched, even if the next one has just begun; for that one where « Next step » began it."""
        here, run = await self._running(press)
        now, by = minute_of(press.at), _more(press.number(2))
        place = press.number(1)
        if not _may_last(run, place, by, now):
            place = schedule.place_at(run.slots, now)
        slots = schedule.extended(run.slots, place, by)
        if slots is None:
            meal = schedule.next_meal(run.slots, place)
            assert meal is not None, "it is in the way"
            offer = live_views.offer_to_move(here.group, run, place, meal, by)
            raise Refused(live_views.in_the_way(here.group, meal), offer)
        return await self._now(here, run, slots, place, press.at)

    async def next(self, press: Press) -> Answer:
        """`programme:next:<id>:<place>`: the step that is touched ends now, unless it has ended."""
        here, run = await self._running(press)
        now = minute_of(press.at)
        place = schedule.place_at(run.slots, now)
        if press.number(1) != place or place + 1 >= len(run.slots):
            raise Refused(t("That is done: now it is {step}.", step=short(run.slots[place].title)))
        slots = schedule.skipped(run.slots, place, now)
        return await self._now(here, run, slots, place + 1, press.at)

    async def back(self, press: Press) -> Answer:
        """`programme:back:<id>:<place>`: the step before goes on for five minutes, and the rest follows."""
        here, run = await self._running(press)
        now = minute_of(press.at)
        place = schedule.place_at(run.slots, now)
        if press.number(1) != place or not place:
            raise Refused(t("That is done: now it is {step}.", step=short(run.slots[place].title)))
        slots = schedule.pushed(run.slots, place - 1, now + rules.MORE - run.slots[place - 1].ends)
        return await self._now(here, run, slots, place - 1, press.at)

    async def pause(self, press: Press) -> Answer:
        _, run = await self._running(press)
        run = replace(run, state="paused", paused_at=minute_of(press.at), notice=0, before=())
        await self.box.goes_on(run, press.at)
        return Answer(toast=t("Paused. Everything that follows waits."))

    async def resume(self, press: Press) -> Answer:
        """What follows moves by as long as the pause was; a meal that cannot stay moves too."""
        here, run = await self.box.led(press, press.number(0))
        if run.state != "paused" or run.paused_at is None:
            raise Refused(t("It is not paused."))
        place = schedule.place_at(run.slots, run.paused_at)
        slots = schedule.pushed(run.slots, place, max(0, minute_of(press.at) - run.paused_at))
        run = replace(run, state="running", paused_at=None)
        return await self._now(here, run, slots, place, press.at)

    async def meal(self, press: Press) -> Answer:
        """« Décaler le déjeuner »: what was shortened for it lasts as long as it was meant to."""
        here, run = await self._running(press)
        place = schedule.place_at(run.slots, minute_of(press.at))
        slots = schedule.meal_moved(run.slots, place)
        if slots == tuple(run.slots):
            raise Refused(t("Nothing was shortened for the meal: it stays where it is."))
        return await self._now(here, run, slots, place, press.at)

    async def force(self, press: Press) -> Answer:
        """`programme:force:<id>:<place>:<end>:<minutes>`: so many minutes more, and the meal moves. Touched late,
        it changes nothing of what is past."""
        here, run = await self._running(press)
        place, by = press.number(1), _more(press.number(3))
        if not _may_last(run, place, by, minute_of(press.at)) or run.slots[place].ends != press.number(2):
            raise Refused(t("That is done already."))
        slots = schedule.pushed(run.slots, place, by)
        return await self._now(here, run, slots, place, press.at)

    async def fine(self, press: Press) -> Answer:
        """« OK »."""
        await self.box.led(press, press.number(0))
        return Answer(toast=t("Noted."))

    async def undo(self, press: Press) -> Answer:
        """As it was before the last change; an end that is undone in a pause leaves the pause."""
        here, run = await self.box.led(press, press.number(0))
        if not run.before:
            raise Refused(t("There is nothing to undo."))
        if not schedule.undoable(run, minute_of(press.at)):
            raise Refused(t("It is too late to undo that."))
        state: State = "running" if run.paused_at is None else "paused"
        run = replace(run, slots=run.before, before=(), state=state, over_at=None, notice=0)
        run = await self.box.goes_on(run, press.at)
        if run.paused_at is not None:
            return Answer(toast=t("Undone. Paused since {hour}.", hour=hour(here.group, run.paused_at)))
        return Answer(toast=t("Undone. It all ends at {hour}.", hour=hour(here.group, run.ends)))

    async def end(self, press: Press) -> Answer:
        """« Terminer », perhaps before all steps have taken place; in a pause, when that began."""
        here, run = await self.box.led(press, press.number(0))
        if run.state == "over":
            raise Refused(t("It is over."))
        now = minute_of(press.at) if run.paused_at is None else run.paused_at
        slots = schedule.ended(run.slots, now)
        run = replace(run, slots=slots, before=run.slots, state="over", over_at=press.at, notice=0)
        await self.box.goes_on(run, press.at)
        return Answer(view=live_views.ended(here.group, run))

    # Looking

    async def more(self, press: Press) -> Answer:
        """« ⋯ Plus »: everybody sees all of the day; those who may lead it, what they can do."""
        here, run = await self.box.followed(press, press.number(0))
        names = await self.box.members.store.names([run.leader] if run.leader is not None else [])
        leader = "" if run.leader is None else names.get(run.leader, "")
        leads = may_lead(here, run)
        return Answer(view=live_views.more(here.group, run, minute_of(press.at), leads=leads, leader=leader))

    async def lead(self, press: Press) -> Answer:
        """« Je mène »: from now on this person is told what comes."""
        here, run = await self.box.led(press, press.number(0))
        if run.state == "over":
            raise Refused(t("It is over."))
        run = await self.box.goes_on(replace(run, leader=here.person.id), press.at)
        return await self._told(here, run, t("You lead now: I tell you before each step."))

    async def _running(self, press: Press) -> tuple[Here, Run]:
        """Raises Refused for whoever may not lead, and for a day that is paused or over."""
        here, run = await self.box.led(press, press.number(0))
        if run.state == "paused":
            raise Refused(t("It is paused. Touch « Go on again » first."))
        if run.state == "over" or schedule.boundary(run.slots, minute_of(press.at)) is None:
            raise Refused(t("It is over."))
        return here, run

    async def _now(self, here: Here, run: Run, slots: Sequence[Slot], place: int, now: datetime) -> Answer:
        """Keeps this and says what it changes. `place`: the step that goes on from now."""
        before = run.slots
        run = replace(run, slots=slots, before=before, notice=0)
        run = await self.box.goes_on(run, now)
        group, one = here.group, slots[place]
        said = [t("{step} until {hour}.", step=short(one.title), hour=hour(group, one.ends))]
        meal = schedule.next_meal(before, place)
        stands = None if meal is None else next(new for old, new in zip(before, slots, strict=True) if old is meal)
        fewer = schedule.shortened(before, slots, place)
        ends = live_views.end(group, slots)
        if stands is not None and meal is not None and stands.kept is not None and stands.kept != meal.kept:
            return Answer(toast=live_views.together(*said, stays(group, stands), ends))
        said += [live_views.gets(more) for more in schedule.lengthened(before, slots, place)[:1]]
        if stands is not None and stands.kept is not None and fewer:
            said += [live_views.stays_there(group, stands, fewer), ends]
            return Answer(view=live_views.kept(group, run, place, said))
        return Answer(toast=live_views.together(*said, ends))


def _more(minutes: int) -> int:
    """Of « +10 min »; anybody can send any number."""
    return min(minutes or rules.MORE, rules.MOST_MORE)


def _may_last(run: Run, place: int, by: int, now: int) -> bool:
    """Whether this step goes on, or has just ended by itself and would still go on with `by` minutes more."""
    goes_on = schedule.place_at(run.slots, now)
    if place != goes_on - 1:
        return place == goes_on
    return bool(run.slots[place].planned) and run.slots[place].ends + by > now


def _planned(here: Here, day: Day, now: datetime) -> int | None:
    """The minute, since 1970, that was written for the beginning, on the day of `now`."""
    if day.starts is None:
        return None
    hours, minutes = divmod(day.starts, 60)
    local = here.group.local(now).replace(hour=hours, minute=minutes, second=0, microsecond=0, tzinfo=None)
    return minute_of(on_the_wall(local, ZoneInfo(here.group.zone)))
