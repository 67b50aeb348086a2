"""A series that was booked: its dates, one of them added or awaited, all of them freed."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.views import View
from handlers.members.desk import unknown
from handlers.members.model import Here
from handlers.when.model import Day, Instant

from . import calendar_series, reserving_views, rhythm, rules, series_views
from .box import Act, Box, zone_of
from .calendar import Shown, calendar
from .calendar_series import Rhythm
from .desk import BookingsDesk
from .holding import Holding
from .model import Booking, Series, Space, Wait, Wish
from .repeating import Repeating, words_of
from .series_views import Entry


class Following:
    """For the household that has it, whoever wrote it down, and those who run the group."""

    def __init__(self, box: Box, desk: BookingsDesk, repeating: Repeating, holding: Holding) -> None:
        self.box = box
        self.desk = desk
        self.repeating = repeating
        self.holding = holding

    async def _series(self, event: Act, id: int) -> tuple[Here, Space, Series, Sequence[Booking]]:
        """Who acts, and a series that they may change, with its space locked. Raises Refused."""
        series = await self.box.bookings.find_series(id)
        space = None if series is None else await self.box.bookings.space(series.space, event.at, lock=True)
        if series is None or space is None:
            raise unknown()
        here = await self.box.here(event, space.group)
        await self.box.must_be_theirs(here, series.person, series.entered_by)
        return here, space, series, await self.box.bookings.of_series(id)

    # Its dates

    async def show(self, press: Press) -> Answer:
        """« Toute la série »: `bookings:series:<id>:<number of the first date shown, 0: the next to come>`."""
        return await self._shown(press, press.number(0), press.number(1))

    async def _shown(self, event: Act, id: int, begins: int) -> Answer:
        here, space, series, made = await self._series(event, id)
        entries = entries_of(here, series, made)
        if not made:
            raise unknown()
        await self.box.keep_draft(event, here, "dated", series=id)
        words = await words_of(self.box, here, space, rhythm.recurrence_of(series))
        return Answer(view=series_views.series(space, id, words, entries, begins, here.group.local(event.at)))

    async def dated(self, said: Said, draft: Draft) -> Answer:
        """One of its dates was typed."""
        here, space, series, made = await self._series(said, int(draft.notes["series"]))
        match (await self.box.understood(here, said.words, said.at)).meaning:
            case Day(day=day):
                pass
            case Instant(at=at):
                day = at.date()
            case _:
                raise Refused(t("Which of its dates? Write for example: 9 March."))
        entries = entries_of(here, series, made)
        dated = [one for one in entries if day in (one.was.date(), one.starts.date())]
        # « 9 mars » is understood as the next one; of a series it may be the last one.
        dated += [one for one in entries if (day.month, day.day) == (one.was.month, one.was.day)]
        if dated:
            return await self._one(said, here, space, series, made, dated[0])
        raise Refused(t("It has no date on that day."))

    def asks_dated(self, draft: Draft) -> View:
        return series_views.ask_date()

    async def date(self, press: Press) -> Answer:
        """One of its dates: `bookings:date:<series>:<when it would begin, in minutes>`."""
        here, space, series, made = await self._series(press, press.number(0))
        one = _entry(here, series, made, press.number(1))
        return await self._one(press, here, space, series, made, one)

    async def _one(
        self, event: Act, here: Here, space: Space, series: Series, made: Sequence[Booking], one: Entry
    ) -> Answer:
        if one.booking is not None and one.booking.lives:
            return await self.holding.booked(here, space, one.booking, event.at)
        if one.starts.timestamp() <= event.at.timestamp():
            raise Refused(t("This date is over."))
        if space.retired:
            raise Refused(t("This space is no longer shared. /espaces shows those that are."))
        wish = replace(made[0].wish, times=one.times)
        verdict = await self.box.judged(space, wish, series.person or 0, event.at)
        if verdict.why_not is not None:
            return Answer(view=series_views.not_allowed(space, series.id, one, verdict.why_not))
        if await self.box.free_units(space, wish) is None:
            return Answer(view=series_views.taken(space, series.id, one))
        return Answer(view=series_views.free(space, series.id, one))

    async def extend(self, press: Press) -> Answer:
        """« Ajouter cette date »: one that could not be had, or was freed."""
        here, space, series, made = await self._series(press, press.number(0))
        one = _entry(here, series, made, press.number(1))
        if one.booking is not None and one.booking.lives:
            return await self.holding.booked(here, space, one.booking, press.at)
        if series.person is None or space.retired:
            raise Refused(t("This space is no longer shared. /espaces shows those that are."))
        wish = replace(made[0].wish, times=one.times)
        added = await self.desk.grant(
            space, wish, series.person, here.person.id, press.at, series=series.id, was=one.was
        )
        if added is None:
            return Answer(view=series_views.taken(space, series.id, one))
        return await self.holding.booked(here, space, added, press.at)

    async def alert(self, press: Press) -> Answer:
        """« Me prévenir si libre »: of one of its dates."""
        here, space, series, made = await self._series(press, press.number(0))
        one = _entry(here, series, made, press.number(1))
        if one.starts.timestamp() <= press.at.timestamp() or series.person is None or space.retired:
            raise Refused(t("This date is over."))
        if one.booking is not None and one.booking.lives:
            return await self.holding.booked(here, space, one.booking, press.at)
        wish = Wish(space.id, one.times, made[0].wish.amount)
        await self.desk.queue.join(Wait(0, wish, series.person, press.at, series=series.id))
        return Answer(view=series_views.awaited(space, series.id, one))

    # All of them

    async def free_all(self, press: Press) -> Answer:
        """« Libérer la série »: every date to come; what is past stays. A second tap shows what the first one has
        freed."""
        _, space, series, made = await self._series(press, press.number(0))
        coming = [one for one in made if one.lives and one.times.starts.timestamp() > press.at.timestamp()]
        if not coming:
            at = max((one.changed_at for one in made if one.state == "cancelled"), default=None)
            if at is None or press.at - at > rules.UNDO:
                raise Refused(t("Nothing of this series is left to be freed."))
            gone = [one for one in made if one.state == "cancelled" and one.changed_at == at]
            return Answer(view=series_views.freed(space, series.id, gone, sum(one.counts for one in gone), at))
        counted = [await self.desk.free(space, one, press.at, undo=True) for one in coming]
        return Answer(view=series_views.freed(space, series.id, coming, sum(counted), press.at))

    async def take_back_all(self, press: Press) -> Answer:
        """« Annuler », within ten minutes: `bookings:backall:<series>:<when it was freed>`."""
        _, space, series, made = await self._series(press, press.number(0))
        at = press.number(1)
        gone = [
            one
            for one in made
            if one.state == "cancelled"
            and int(one.changed_at.timestamp()) == at
            and one.times.starts.timestamp() > press.at.timestamp()
        ]
        if not gone:
            return await self._shown(press, series.id, 0)
        if press.at.timestamp() - at > rules.UNDO.total_seconds():
            raise Refused(t("Ten minutes have passed. Book it again."))
        lost = [one for one in gone if await self.desk.take_back(space, one, press.at) is None]
        return Answer(view=series_views.taken_back(space, series.id, len(gone) - len(lost), lost))

    async def calendar_file(self, press: Press) -> Answer:
        """« Mettre dans mon agenda »: every date that is booked."""
        _, space, series, made = await self._series(press, press.number(0))
        shown = [Shown(one, one.wish.title or space.name, space.name) for one in made if one.lives]
        if not shown:
            raise Refused(t("Nothing of this series is booked any more."))
        within = [*(one.booking.times.starts for one in shown), *(one.booking.times.ends for one in shown)]
        content = calendar(calendar_series.events(Rhythm(series, made, shown), busy=True), within, space.name)
        return Answer(view=reserving_views.file_of(content, series_views.whole(series.id)))


def entries_of(here: Here, series: Series, made: Sequence[Booking]) -> Sequence[Entry]:
    """Every date of the rhythm, with what became of it, in order: its living booking, else the last one it had."""
    by_start: dict[float, Booking] = {}
    for one in made:
        key = (one.was or one.times.starts).timestamp()
        known = by_start.get(key)
        if known is None or one.lives or not known.lives:
            by_start[key] = one
    found = [
        Entry(date.times.starts, date.times, by_start.pop(date.times.starts.timestamp(), None))
        for date in rhythm.dates(rhythm.recurrence_of(series), zone_of(here.group))
    ]
    found += [Entry(one.was or one.times.starts, one.times, one) for one in by_start.values()]
    return sorted(found, key=lambda entry: entry.was.timestamp())


def _entry(here: Here, series: Series, made: Sequence[Booking], minute: int) -> Entry:
    for one in entries_of(here, series, made):
        if round(one.was.timestamp()) // 60 == minute:
            return one
    raise unknown()
