"""A workshop that comes back: « un jeudi sur deux ». Each date is a workshop; one card stands for all."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.views import View
from handlers.members.model import Group, Here
from handlers.when.calendar.almanac import on_the_wall
from handlers.when.model import Recurrence
from handlers.when.occurrences import Occurrence, occurrences
from handlers.when.sentences import why_not

from . import rules, series_views
from .box import Box
from .model import Series, Slot, Thing, Workshop
from .sentences import total


class Repeating:
    """The next dates are kept ahead, so that people can answer them, and one can be moved or cancelled alone."""

    def __init__(self, box: Box) -> None:
        self.box = box

    async def begin(self, series: Series, like: Workshop, things: Sequence[Thing], now: datetime) -> Workshop:
        """Keeps the series and its next dates, each `like` this workshop; gives the first, on which the card of
        the series stands. Raises Refused where the rhythm gives none."""
        series = replace(series, id=await self.box.workshops.add_series(series))
        await self._extend(series, like, things, now)
        dates = await self.box.workshops.dates_of(series.id, now)
        if not dates:
            raise Refused(t("This rhythm has no date ahead. Write it once more, please."))
        await self.box.workshops.keep_series(replace(series, holder=dates[0].id))
        return dates[0]

    async def _extend(self, series: Series, like: Workshop, things: Sequence[Thing], now: datetime) -> None:
        group = await self.box.members.store.group(series.group)
        dates = await self.box.workshops.dates_of(series.id, now)
        known = {one.occurs.timestamp() for one in dates if one.occurs is not None}
        many = sum(one.state == "fixed" for one in dates)
        for occurrence in occurrences(series.rhythm, series.zone, after=now):
            slot = slot_of(occurrence, series.zone)
            if many >= rules.FEWEST_AHEAD and (slot.starts > now + rules.AHEAD or many >= rules.MOST_AHEAD):
                return
            if slot.starts.timestamp() in known:
                continue
            many += 1
            await self._add(series, like, things, slot, group, now)

    async def _add(
        self, series: Series, like: Workshop, things: Sequence[Thing], slot: Slot, group: Group, now: datetime
    ) -> None:
        booking = None
        if like.space is not None and (by := await self.box.organisers(like)):
            booking = await self.box.places.hold(like.space, slot, like.title, by[0], now)
        date = Workshop(
            0,
            series.group,
            like.author,
            like.title,
            "fixed",
            now,
            slot=slot,
            capacity=like.capacity,
            changed_at=now,
            space=like.space,
            booking=booking,
            series=series.id,
            occurs=slot.starts,
        )
        date = replace(date, id=await self.box.workshops.add(date))
        await self.box.workshops.need(date.id, things)
        await self.box.set_alarms(date, group, now)

    async def advance(self, id: int, now: datetime) -> Workshop | None:
        """The card stands for the next date that takes place; gives it, None where the series has ended."""
        series = await self.box.workshops.series(id)
        held = None if series is None or series.holder is None else await self.box.workshops.find(series.holder)
        if series is None or held is None:
            return None
        if series.state == "active":
            await self._extend(series, held, await self.box.workshops.things(held.id), now)
        ahead = [one for one in await self.box.workshops.dates_of(id, now) if rules.is_ahead(one, now)]
        if not ahead:
            if series.state == "active":
                await self.box.workshops.keep_series(replace(series, state="ended"))
            await self.box.changed(held)
            return None
        if ahead[0].id != held.id:
            await self.box.posts.carry_over(held.card, ahead[0].card)
            await self.box.workshops.keep_series(replace(series, holder=ahead[0].id))
        await self.box.changed(ahead[0])
        return ahead[0]

    # Seen

    async def dates(self, press: Press) -> Answer:
        """« Les prochaines dates »."""
        here, workshop = await self.box.seen(press, press.number(0))
        dates = await self._dates(workshop, press.at)
        lines = [(one, total(await self.box.workshops.people(one.id))) for one in dates]
        return Answer(view=series_views.dates(workshop, lines, runs=self.box.runs(here, workshop)))

    async def _dates(self, workshop: Workshop, now: datetime) -> Sequence[Workshop]:
        """Raises Refused where it does not come back."""
        if workshop.series is None:
            raise Refused(t("This does not come back any more."))
        return await self.box.workshops.dates_of(workshop.series, now)

    # Another rhythm

    async def rhythm(self, press: Press) -> Answer:
        here, workshop, series = await self._run(press, press.number(0))
        await self.box.keep_draft(press, here, "rhythm", workshop=workshop.id)
        return Answer(view=series_views.ask_rhythm(await self.box.said_rhythm(here, series.rhythm, press.at)))

    async def _run(self, event: Press | Said, id: int) -> tuple[Here, Workshop, Series]:
        """Who acts, one date of a series of theirs, and the series while it lasts. Raises Refused."""
        here, workshop = await self.box.run(event, id)
        series = None if workshop.series is None else await self.box.workshops.series(workshop.series)
        if series is None or series.state == "ended":
            raise Refused(t("This does not come back any more."))
        return here, workshop, series

    def asks_rhythm(self, draft: Draft) -> View:
        return series_views.ask_rhythm("")

    async def rhythm_typed(self, said: Said, draft: Draft) -> Answer:
        """« Un jeudi sur trois à 19 h »."""
        here, _, series = await self._run(said, int(draft.notes["workshop"]))
        read = await self.box.read(here, said.words, said.at)
        if read.refusal is not None:
            raise Refused(why_not(read.refusal))
        if read.rhythm is None:
            raise Refused(t("I see no rhythm there. For example: every other Thursday at 6:30 pm."))
        following = await self.change(series, read.rhythm, said.at)
        await self.box.drafts.drop(here.person.id, here.group.id)
        rhythm = await self.box.said_rhythm(here, read.rhythm, said.at)
        return Answer(view=series_views.changed(following, rhythm))

    async def change(self, series: Series, rhythm: Recurrence, now: datetime, *, rings: bool = True) -> Workshop:
        """Dates of the old rhythm that are none of the new one do not take place, and nobody is reminded of them:
        whoever was to come is told. Gives the next date. `rings`: the card comes back. Raises Refused where the
        new rhythm has no date ahead."""
        changed = replace(series, rhythm=rhythm, state="active")
        group = await self.box.members.store.group(series.group)
        slots = {one.starts.timestamp(): one for one in self._slots(changed, now)}
        if not any(at > now.timestamp() for at in slots):
            raise Refused(t("This rhythm has no date ahead. Write it once more, please."))
        for one in await self._not_begun(series, now):
            assert one.occurs is not None, "a date of a series"
            same = slots.get(one.occurs.timestamp())
            if same is None:
                await self._drop(one, group, now)
            elif rules.is_ahead(one, now) and one.slot is not None and one.slot.starts == one.occurs:
                await self._last(one, same, group, now)
        await self.box.workshops.keep_series(changed)
        await self.advance(series.id, now)
        following = [one for one in await self._not_begun(series, now) if rules.is_ahead(one, now)]
        if not following:  # its only date had been cancelled alone
            raise Refused(t("This rhythm has no date ahead. Write it once more, please."))
        if rings:
            await self.box.posts.bring_back(following[0].card, rings=True)
        return following[0]

    async def _last(self, one: Workshop, slot: Slot, group: Group, now: datetime) -> None:
        """A date that stays ends at the hour of the new rhythm."""
        if slot == one.slot:
            return
        by = await self.box.organisers(one)
        booking = await self.box.places.move(one, slot, by[0], now) if by else one.booking
        kept = replace(one, slot=slot, booking=booking)
        await self.box.workshops.keep(kept)
        await self.box.set_alarms(kept, group, now)
        await self.box.changed(kept)

    async def pause(self, series: Series, now: datetime) -> None:
        """None of its dates takes place until it has a rhythm again; whoever was to come is told."""
        await self.box.workshops.keep_series(replace(series, state="paused"))
        group = await self.box.members.store.group(series.group)
        for one in await self._not_begun(series, now):
            await self._drop(one, group, now)

    async def _not_begun(self, series: Series, now: datetime) -> Sequence[Workshop]:
        """What has begun goes on, whatever changes. Locked."""
        dates = await self.box.workshops.dates_of(series.id, now)
        ahead = [one.id for one in dates if one.slot is None or one.slot.starts.timestamp() > now.timestamp()]
        found = [await self.box.workshops.find(id, lock=True) for id in ahead]
        return [one for one in found if one is not None]

    async def _drop(self, one: Workshop, group: Group, now: datetime) -> None:
        """It does not take place, and is no date of the series any more: a later rhythm may have it again."""
        if one.state == "fixed":
            await self.box.cancel(one, group, now)
        dropped = await self.box.workshops.find(one.id, lock=True)
        assert dropped is not None, "it was read in this transaction"
        await self.box.workshops.keep(replace(dropped, series=None, occurs=None))

    def _slots(self, series: Series, now: datetime) -> Sequence[Slot]:
        """The dates of a rhythm as far ahead as any may be kept."""
        found: list[Slot] = []
        for one in occurrences(series.rhythm, series.zone, after=now - timedelta(days=1)):
            slot = slot_of(one, series.zone)
            if slot.starts > now + rules.FURTHEST:
                break
            found.append(slot)
        return found

    # The end

    async def stop(self, press: Press) -> Answer:
        """« Tout arrêter »: asked once more."""
        _, workshop, series = await self._run(press, press.number(0))
        ahead = [one for one in await self._not_begun(series, press.at) if one.state == "fixed"]
        return Answer(view=series_views.sure_to_stop(workshop, len(ahead)))

    async def stop_surely(self, press: Press) -> Answer:
        here, workshop, series = await self._run(press, press.number(0))
        await self.end(series, here.person.id, press.at)
        return Answer(toast=t("« {title} » stops. Those who come are told.", title=workshop.title))

    async def end(self, series: Series, by: int, now: datetime) -> None:
        """No date of it that has not begun takes place. Whoever was to come is told once, of their first date; but
        for whoever stops it."""
        group = await self.box.members.store.group(series.group)
        await self.box.workshops.keep_series(replace(series, state="ended"))
        told = {by}
        for one in await self._not_begun(series, now):
            if one.state == "fixed":
                await self.box.cancel(one, group, now, but=told)
                told |= {each.person for each in await self.box.workshops.people(one.id) if each.comes != "no"}


def first_of(rhythm: Recurrence, zone: ZoneInfo, now: datetime) -> list[Slot]:
    """Its next date; none where there is none ahead."""
    return [slot_of(one, zone) for one in islice(occurrences(rhythm, zone, after=now), 1)]


def slot_of(one: Occurrence, zone: ZoneInfo) -> Slot:
    """A whole day where the rhythm has no hour."""
    if isinstance(one.start, datetime):
        return Slot(one.start, one.end)
    midnight = datetime.combine(one.start, time(), zone)
    following = on_the_wall(datetime.combine(one.start + timedelta(days=1), time()), zone)
    return Slot(midnight, following, timed=False)
