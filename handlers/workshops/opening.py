"""A workshop begins: by one sentence, or by taps; read back only where something is doubtful."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Chat, Command, Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import Moment, t
from handlers.conversation.typed import brief, capital, clean
from handlers.conversation.views import View
from handlers.members.desk import appears_at
from handlers.members.model import Here
from handlers.when.calendar.almanac import on_the_wall
from handlers.when.model import Recurrence
from handlers.when.sentences import why_not

from . import rules, things, views
from .box import Act, Box
from .model import Date, Series, Slot, Thing, Workshop
from .repeating import Repeating, first_of

SATURDAY = 5
OFFERED = 3
"""Dates that can be touched; others are typed."""
MORNING = (time(9), time(12))
_CALLED = {
    "work": ("Chantier", "Work day"),
    "meal": ("Repas partagé", "Shared meal"),
    "workshop": ("Atelier", "Workshop"),
}
"""What it is called where that was touched, in French and in English: a title is words of the group's own."""


@dataclass(frozen=True)
class Plan:
    """What a sentence says. `space`, `place`: where it is wished to be, and its name. `unread`: words that mean
    nothing here. `doubtful`: it is read back. `rhythm`: how it comes back; its first date is
    then the only slot."""

    title: str
    slots: Sequence[Slot]
    until: datetime | None
    needs: Sequence[Thing]
    space: int | None = None
    place: str = ""
    unread: Sequence[str] = ()
    doubtful: bool = False
    rhythm: Recurrence | None = None


class Opening:
    """With several dates the group is asked which suit; one date alone, or a rhythm, is fixed at once."""

    def __init__(self, box: Box, repeating: Repeating) -> None:
        self.box = box
        self.repeating = repeating

    async def begin(self, command: Command) -> Answer:
        """« /atelier Chantier jardin : samedi 13 matin, dimanche 14 matin ou samedi 20 matin »."""
        here = await self.box.here(command)
        words = command.words if command.words.strip() or command.reply_to is None else command.reply_to.words
        return await self._take(command, here, words)

    async def new(self, press: Press) -> Answer:
        """From the menu."""
        here = await self.box.here(press)
        return await self._take(press, here, "")

    async def _take(self, event: Act, here: Here, typed: str) -> Answer:
        plan = await self.plan(here, typed, event.at)
        if not plan.title and not plan.slots:
            await self.box.keep_draft(event, here, "what")
            return Answer(view=views.ask_what())
        if not plan.title:
            await self.box.keep_draft(event, here, "title", dates=typed)
            return Answer(view=views.ask_title(plan.slots))
        if not plan.slots:
            await self.box.keep_draft(event, here, "dates", typed=typed, picked="")
            return Answer(view=views.ask_dates(plan.title, self.offered(here, event.at), ()))
        if plan.doubtful:
            await self.box.keep_draft(event, here, "read", typed=typed, at=event.at.isoformat())
            return Answer(view=views.read_back(plan.title, plan.slots, plan.needs, plan.unread, here.group))
        return await self._open(event, here, plan, event.chat)

    async def plan(self, here: Here, typed: str, now: datetime) -> Plan:
        """Raises Refused for words that were meant for a date and are none."""
        lines = clean(typed).split("\n")
        needed = [line for line in lines[1:] if things.is_needs(line.strip())]
        read = await self.box.read(here, "\n".join(line for line in lines if line not in needed), now)
        if read.refusal is not None:
            raise Refused(why_not(read.refusal))
        slots = [Slot(one.starts, one.ends, one.timed) for one in read.dates]
        if read.rhythm is not None:
            slots = first_of(read.rhythm, ZoneInfo(here.group.zone), now)
        self.must_be_dates(here, slots, now)
        title = capital(brief(read.subject, rules.TITLE_LENGTH)) if read.subject else ""
        needs = [thing for line in needed for thing in things.needs(line)]
        if len(needs) > rules.MOST_THINGS:
            raise Refused(t("That is too much: {most} things at most.", most=rules.MOST_THINGS))
        until = read.until
        if until is not None and slots and not now < until < min(one.starts for one in slots):
            raise Refused(t("Answers must end before the first date, and not before now."))
        unread = list(read.unread)
        space, place = None, ""
        for words in [*unread, title]:
            found = await self.box.places.venues.named(here.group.id, words, now)
            if found is not None:
                space, place = found
                unread = [one for one in unread if one is not words]
                break
        doubtful = bool(unread) or any(one.doubtful for one in read.dates)
        return Plan(title, slots, until, needs, space, place, unread, doubtful, read.rhythm)

    def must_be_dates(self, here: Here, slots: Sequence[Slot], now: datetime) -> None:
        """Raises Refused for dates that are past or too far, and for too many of them."""
        if len(slots) > rules.MOST_DATES:
            raise Refused(t("That is too many: {most} dates at most.", most=rules.MOST_DATES))
        for one in slots:
            if rules.is_past(one, now):
                raise Refused(t("{day:cap} is past.", day=Moment(one.starts)))
            if one.starts > here.group.local(now) + rules.FURTHEST:
                raise Refused(t("That is too far away: less than a year, please."))

    async def _open(self, event: Act, here: Here, plan: Plan, chat: Chat) -> Answer:
        return Answer(view=(await self.opened(event, here, plan, chat))[1])

    async def opened(self, event: Act, here: Here, plan: Plan, chat: Chat) -> tuple[Workshop, View]:
        """The group is asked; gives what stands now, and what whoever began it is shown. Raises Refused."""
        if await self.box.workshops.how_many(here.group.id, event.at - timedelta(days=1)) >= rules.MOST_A_DAY:
            raise Refused(t("The group has begun many today. Tomorrow there is room again."))
        one = plan.slots[0] if len(plan.slots) == 1 else None
        workshop = Workshop(
            0,
            here.group.id,
            here.person.id,
            plan.title,
            "asking" if one is None else "fixed",
            event.at,
            () if one is not None else tuple(Date(0, slot) for slot in plan.slots),
            None if one is not None else plan.until or rules.deadline(here.group, plan.slots, event.at),
            one,
            changed_at=None if one is None else event.at,
            space=plan.space,
        )
        if plan.rhythm is not None:
            return await self._begin_series(event, here, plan, plan.rhythm, workshop, chat)
        taken: list[Slot] = []
        booking = None if one is None else await self._held(event, here, plan, one, taken)
        id = await self.box.workshops.add(replace(workshop, booking=booking))
        for offered in workshop.dates:
            held = await self._held(event, here, plan, offered.slot, taken)
            await self.box.workshops.add_date(id, offered.slot, held)
        await self.box.workshops.need(id, plan.needs)
        kept = await self.box.workshops.find(id)
        assert kept is not None, "kept just now"
        await self.box.set_alarms(kept, here.group, event.at)
        await self._put(here, kept, chat)
        return kept, views.opened(kept, appears_at(here.group, event.at), plan.place, taken)

    async def _put(self, here: Here, workshop: Workshop, chat: Chat) -> None:
        rooms = await self.box.members.rooms(here.group.id, chat)
        await self.box.posts.put(workshop.card, rooms, rings=True)
        await self.box.drafts.drop(here.person.id, here.group.id)

    async def _begin_series(
        self, event: Act, here: Here, plan: Plan, rhythm: Recurrence, like: Workshop, chat: Chat
    ) -> tuple[Workshop, View]:
        """Its next dates are kept, and its card shows the first."""
        series = Series(0, here.group.id, rhythm, ZoneInfo(here.group.zone), event.at)
        first = await self.repeating.begin(series, like, plan.needs, event.at)
        await self._put(here, first, chat)
        dates = await self.box.dates(first, event.at)
        taken = [one.slot for one in dates if one.slot is not None and plan.place and one.booking is None]
        said = await self.box.said_rhythm(here, rhythm, event.at)
        appears = appears_at(here.group, event.at)
        return first, views.opened(first, appears, plan.place, taken, said)

    async def _held(self, event: Act, here: Here, plan: Plan, slot: Slot, taken: list[Slot]) -> int | None:
        """Where the space is wished and not free, the date is `taken`: whoever organises it is told."""
        title = plan.title if len(plan.slots) == 1 else rules.asked(plan.title, here.group.language)
        held = await self.box.places.hold(plan.space, slot, title, here.person.id, event.at)
        if plan.space is not None and slot.timed and held is None:
            taken.append(slot)
        return held

    # What it lacks

    def asks_what(self, draft: Draft) -> View:
        return views.ask_what()

    async def what_typed(self, said: Said, draft: Draft) -> Answer:
        here = await self.box.here(said, draft.group)
        return await self._take(said, here, said.words)

    async def called(self, press: Press) -> Answer:
        """« Un chantier », « Un repas »: `workshops:called:<which>`."""
        here = await self.box.here(press)
        french, english = _CALLED.get(press.word(0), _CALLED["workshop"])
        typed = english if here.group.language == "en" else french
        await self.box.keep_draft(press, here, "dates", typed=typed, picked="")
        return Answer(view=views.ask_dates(typed, self.offered(here, press.at), ()))

    def asks_title(self, draft: Draft) -> View:
        return views.ask_title(())

    async def title_typed(self, said: Said, draft: Draft) -> Answer:
        here = await self.box.here(said, draft.group)
        title = brief(said.words, rules.TITLE_LENGTH)
        return await self._take(said, here, f"{title} : {draft.notes['dates']}")

    def asks_dates(self, draft: Draft) -> View:
        return views.ask_dates(draft.notes["typed"].split("\n")[0], (), ())

    async def dates_typed(self, said: Said, draft: Draft) -> Answer:
        here = await self.box.here(said, draft.group)
        read = await self.box.read(here, said.words, said.at)
        if read.refusal is None and not read.dates and read.rhythm is None:
            raise Refused(
                t("I see no date there. For example: Saturday the 13th in the morning, or Sunday 14 at 2 pm.")
            )
        title, *more = draft.notes["typed"].split("\n")
        return await self._take(said, here, "\n".join([f"{title} : {' '.join(said.words.split())}", *more]))

    async def pick(self, press: Press) -> Answer:
        """A date is touched: it is among them, or no longer: `workshops:pick:<yyyymmdd>`."""
        here = await self.box.here(press)
        draft = await self._draft(press, here, "dates")
        offered = self.offered(here, press.at)
        picked = set(_picked(draft))
        one = next((slot for slot in offered if f"{slot.starts:%Y%m%d}" == press.word(0)), None)
        if one is not None:
            picked ^= {one.starts.date()}
        words = " ".join(f"{day:%Y%m%d}" for day in sorted(picked))
        await self.box.keep_draft(press, here, "dates", typed=draft.notes["typed"], picked=words)
        return Answer(view=views.ask_dates(draft.notes["typed"].split("\n")[0], offered, tuple(sorted(picked))))

    async def picked(self, press: Press) -> Answer:
        """« C'est bon »: with the dates that were touched."""
        here = await self.box.here(press)
        draft = await self._draft(press, here, "dates")
        chosen = set(_picked(draft))
        slots = [one for one in self.offered(here, press.at) if one.starts.date() in chosen]
        if not slots:
            raise Refused(t("Touch at least one date, or write them."))
        typed = draft.notes["typed"]
        plan = await self.plan(here, typed, press.at)
        title = plan.title or capital(brief(typed, rules.TITLE_LENGTH))
        return await self._open(press, here, replace(plan, title=title, slots=slots), draft.chat)

    def offered(self, here: Here, now: datetime) -> Sequence[Slot]:
        """Mornings of the next week-ends, when most people are at home."""
        found: list[Slot] = []
        zone = ZoneInfo(here.group.zone)
        today = now.astimezone(zone).date()
        for ahead in range(2, 16):
            day = today + timedelta(days=ahead)
            if day.weekday() >= SATURDAY and len(found) < OFFERED:
                starts, ends = (on_the_wall(datetime.combine(day, hour), zone) for hour in MORNING)
                found.append(Slot(starts, ends))
        return found

    # What was read back

    def asks_read(self, draft: Draft) -> View:
        return views.ask_what()

    async def read_typed(self, said: Said, draft: Draft) -> Answer:
        """Written once more."""
        here = await self.box.here(said, draft.group)
        return await self._take(said, here, said.words)

    async def send(self, press: Press) -> Answer:
        """« Envoyer au groupe »."""
        here = await self.box.here(press)
        draft = await self._draft(press, here, "read")
        plan = await self.plan(here, draft.notes["typed"], datetime.fromisoformat(draft.notes["at"]))
        self.must_be_dates(here, plan.slots, press.at)
        if plan.until is not None and plan.until <= press.at:  # the screen had stood for long
            plan = replace(plan, until=None)
        return await self._open(press, here, plan, draft.chat)

    async def again(self, press: Press) -> Answer:
        """« Écrire autrement »."""
        here = await self.box.here(press)
        await self.box.keep_draft(press, here, "what")
        return Answer(view=views.ask_what())

    async def _draft(self, press: Press, here: Here, step: str) -> Draft:
        draft = await self.box.drafts.find(here.person.id, here.group.id, press.at)
        if draft is None or (draft.feature, draft.step) != ("workshops", step):
            raise Refused(t("This was sent already, or given up. Write /atelier to begin another one."))
        return draft


def _picked(draft: Draft) -> list[date]:
    return [date.fromisoformat(word) for word in draft.notes.get("picked", "").split()]
