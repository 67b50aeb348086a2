"""A half-day gets its date with the group, and is done once it has taken place."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Chat, Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import Moment, Text, t
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.members.model import Here

from . import planning_views, rules, views
from .box import Act, Box, Slot
from .model import Course, HalfDay, Mission


class Planning:
    """The dates are asked as those of any workshop; the half-day follows it (desk.CourseDesk)."""

    def __init__(self, box: Box) -> None:
        self.box = box

    # Dates

    async def ask(self, press: Press) -> Answer:
        """« Proposer des dates »: `course:ask:<mission>`."""
        here, course, mission = await self.box.run_mission(press, press.number(0))
        halves = rules.to_be_asked(mission)
        if not halves:
            raise Refused(t("Every half-day of this mission has its date, or is done."))
        if len(halves) > 1:
            return Answer(view=views.choose(course, mission, halves, "askhalf"))
        return await self._ask(press, here, mission, halves[0], press.chat, ())

    async def ask_half(self, press: Press) -> Answer:
        """`course:askhalf:<half-day>`."""
        here, _, mission, half = await self.box.run_half_day(press, press.number(0))
        return await self._ask(press, here, mission, half, press.chat, ())

    async def _ask(
        self, event: Act, here: Here, mission: Mission, half: HalfDay, chat: Chat, picked: Sequence[date]
    ) -> Answer:
        _must_be_open(half)
        words = " ".join(f"{day:%Y%m%d}" for day in picked)
        notes = {"half": str(half.id), "title": mission.name, "picked": words}
        await self.box.drafts.keep(here.person.id, Draft(here.group.id, chat, "course", "dates", notes), event.at)
        offered = self.box.dates.offered(here, event.at)
        chosen = [starts for starts, _ in offered if starts.date() in picked]
        return Answer(view=planning_views.ask_dates(mission.name, half.id, offered, chosen))

    def asks_dates(self, draft: Draft) -> View:
        return planning_views.ask_dates(draft.notes["title"], int(draft.notes["half"]), (), ())

    async def pick(self, press: Press) -> Answer:
        """A half-day is touched: it is among them, or no longer: `course:pick:<half-day>:<yyyymmdd>`."""
        here, mission, half, draft = await self._drafted(press)
        picked = set(_picked(draft))
        touched = press.word(1)
        picked ^= {
            starts.date() for starts, _ in self.box.dates.offered(here, press.at) if f"{starts:%Y%m%d}" == touched
        }
        return await self._ask(press, here, mission, half, draft.chat, sorted(picked))

    async def picked(self, press: Press) -> Answer:
        """« C'est bon »: with the half-days that were touched: `course:picked:<half-day>`."""
        here, mission, half, draft = await self._drafted(press)
        chosen = set(_picked(draft))
        slots = [one for one in self.box.dates.offered(here, press.at) if one[0].date() in chosen]
        if not slots:
            raise Refused(t("Touch at least one date, or write them."))
        return await self._open(press, here, mission, half, slots, draft.chat)

    async def _drafted(self, press: Press) -> tuple[Here, Mission, HalfDay, Draft]:
        here, _, mission, half = await self.box.run_half_day(press, press.number(0))
        draft = await self.box.drafts.find(here.person.id, here.group.id, press.at)
        meant = None if draft is None else (draft.feature, draft.step, draft.notes.get("half"))
        if draft is None or meant != ("course", "dates", str(half.id)):
            raise Refused(t("This was sent already, or given up."))
        return here, mission, half, draft

    async def dates_typed(self, said: Said, draft: Draft) -> Answer:
        here, _, mission, half = await self.box.run_half_day(said, int(draft.notes["half"]))
        return await self._open(said, here, mission, half, said.words, draft.chat)

    async def _open(
        self, event: Act, here: Here, mission: Mission, half: HalfDay, said: str | Sequence[Slot], chat: Chat
    ) -> Answer:
        """The group is asked; of one date alone it is told at once."""
        _must_be_open(half)
        workshop, shown = await self.box.dates.ask(event, here, mission.name, said, chat)
        fixed = await self.box.dates.fixed(workshop)
        half = replace(half, workshop=workshop, called_off=None)
        if fixed is not None:
            half = replace(half, progress="planned", starts=fixed[0], timed=fixed[1])
        await self.box.courses.keep_half_day(half)
        await self.box.drafts.drop(here.person.id, here.group.id)
        return Answer(view=shown)

    # Once it is over

    async def did(self, press: Press) -> Answer:
        """« Fait », of a mission: `course:did:<mission>`."""
        here, course, mission = await self.box.run_mission(press, press.number(0))
        halves = rules.to_be_done(mission, press.at)
        if not halves:
            raise Refused(_why_not(mission, press.at))
        if len(halves) > 1:
            return Answer(view=views.choose(course, mission, halves, "done"))
        return await self._done(here, halves[0])

    async def done(self, press: Press) -> Answer:
        """« Fait », of a half-day: `course:done:<half-day>`."""
        here, course, mission, half = await self.box.run_half_day(press, press.number(0))
        if half.progress == "done":
            return Answer(toast=views.noted(course, mission, half))
        if rules.is_ahead(half, press.at):
            raise Refused(_ahead(half))
        return await self._done(here, half)

    async def _done(self, here: Here, half: HalfDay) -> Answer:
        """Where its dates were still asked, that goes on without it."""
        workshop = None if half.is_asked else half.workshop
        await self._keep(replace(half, progress="done", workshop=workshop))
        course, mission, now = await self._now(here, half)
        return Answer(toast=views.noted(course, mission, now), view=views.done(course, mission, now))

    async def undone(self, press: Press) -> Answer:
        """« Annuler »; « Pas encore fait »: `course:undone:<half-day>`."""
        here, _, _, half = await self.box.run_half_day(press, press.number(0))
        if half.progress != "done":
            raise Refused(t("It was not done yet."))
        await self._keep(replace(half, progress="open" if half.starts is None else "planned"))
        course, mission, _ = await self._now(here, half)
        return Answer(
            toast=t("It is not done yet."), view=views.mission(course, mission, press.at, runs=here.runs)
        )

    async def missed(self, press: Press) -> Answer:
        """« N'a pas eu lieu »: it is to be planned again: `course:missed:<half-day>`."""
        here, _, _, half = await self.box.run_half_day(press, press.number(0))
        if half.progress == "done":
            raise Refused(t("It was said already that it is done."))
        if rules.is_ahead(half, press.at):
            raise Refused(_ahead(half))
        if half.progress == "planned":
            await self._keep(replace(half, progress="open", workshop=None, starts=None))
        course, mission, _ = await self._now(here, half)
        return Answer(
            toast=t("It can be planned again."), view=views.mission(course, mission, press.at, runs=here.runs)
        )

    async def _keep(self, half: HalfDay) -> None:
        """Whoever else was asked sees what was said."""
        await self.box.courses.keep_half_day(half)
        await self.box.posts.refresh_aspects(Topic("course", half.id))

    async def _now(self, here: Here, half: HalfDay) -> tuple[Course, Mission, HalfDay]:
        course = await self.box.course(here.group)
        mission, now = course.mission(half.mission), course.half_day(half.id)
        assert mission is not None, "it was there just now"
        assert now is not None, "it was there just now"
        return course, mission, now

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        """What those who run the group are asked alone, or what was said to it."""
        group = await self.box.courses.group_of(topic.id)
        course = await self.box.courses.find(group) if group else None
        half = None if course is None else course.half_day(topic.id)
        mission = None if course is None or half is None else course.mission(half.mission)
        if course is None or half is None or mission is None:
            return ()
        if half.progress == "planned" and not rules.is_ahead(half, now):
            return (planning_views.took_place(course, mission, half),)
        return (planning_views.answered(course, mission, half),)


def _must_be_open(half: HalfDay) -> None:
    """Raises Refused for what has its date, or is asked already."""
    if half.progress == "done":
        raise Refused(t("It is done already."))
    if half.progress == "planned" or half.is_asked:
        raise Refused(t("Its date is fixed, or is asked already."))


def _why_not(mission: Mission, now: datetime) -> Text:
    ahead = next((one for one in mission.half_days if rules.is_ahead(one, now)), None)
    return t("Every half-day of this mission is done.") if ahead is None else _ahead(ahead)


def _ahead(half: HalfDay) -> Text:
    assert half.starts is not None, "it is ahead"
    return t("It is planned on {day}. Say so once it has taken place.", day=Moment(half.starts, "day"))


def _picked(draft: Draft) -> list[date]:
    return [date.fromisoformat(word) for word in draft.notes.get("picked", "").split()]
