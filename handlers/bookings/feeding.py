"""What the calendar at a secret address shows: the spaces of a group, one of them, or what a household has."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from handlers.conversation.feature import Entry
from handlers.conversation.text import Text, t
from handlers.members.model import Group

from . import calendar_entries, calendar_series, feeding_views
from .box import Box
from .calendar import Shown, calendar, single
from .calendar_series import Rhythm
from .calendar_store import Kind
from .model import Booking, Series, Space

PAST = timedelta(days=92)
"""How long a calendar goes on showing what is over."""
GONE = timedelta(days=28)
"""How long it shows that something was freed."""
AHEAD = timedelta(days=92)
"""How far ahead the calendar of a group shows what is dated beside its spaces."""
Entries = Callable[[int, datetime, datetime], Awaitable[Sequence[Entry]]]
"""What a group has ahead between two moments, of every feature."""
SayIn = Callable[[str, Text], str]
"""Says a text in a language, which comes first."""


@dataclass
class _Shelf:
    """What one calendar shows, as it is gathered. `people` by group, where it shows what a household has; `names`
    by group and person, where those may be seen."""

    kind: Kind
    name: Text
    language: str
    spaces: dict[int, Space] = field(default_factory=dict)
    groups: dict[int, Group] = field(default_factory=dict)
    people: dict[int, Sequence[int]] = field(default_factory=dict)
    names: dict[tuple[int, int | None], Sequence[str | Text]] = field(default_factory=dict)
    bookings: Sequence[Booking] = ()
    series: Sequence[Series] = ()
    entries: Sequence[Entry] = ()

    def may_show(self, booking: Booking) -> bool:
        if booking.space not in self.spaces:
            return False
        return self.kind != "person" or booking.person in self.people[self.spaces[booking.space].group]


async def nothing(group: int, begins: datetime, ends: datetime) -> Sequence[Entry]:
    return ()


class Feeding:
    """Whoever has the address reads it: calendars give no password. Nothing is written."""

    def __init__(self, box: Box, entries: Entries = nothing) -> None:
        self.box = box
        self.entries = entries

    async def feed(self, secret: str, now: datetime, say_in: SayIn) -> str | None:
        """The calendar as it stands now; None for an address that is none, or none any more."""
        found = await self.box.bookings.calendar_of(secret)
        if found is None:
            return None
        kind, record = found
        shelf = await (self._persons(record, now) if kind == "person" else self._groups(kind, record, now))
        return None if shelf is None else written(shelf, now, partial(say_in, shelf.language))

    async def _groups(self, kind: Kind, record: int, now: datetime) -> _Shelf | None:
        """All spaces of a group and what else it has ahead, or one space."""
        only = await self.box.bookings.space(record, now) if kind == "space" else None
        if kind == "space" and only is None:
            return None
        group = await self.box.members.store.group(record if only is None else only.group)
        shelf = _Shelf(kind, feeding_views.name(group, only), group.language, groups={group.id: group})
        spaces = [only] if only else await self.box.bookings.spaces(group.id, now, retired=True)
        shelf.spaces = {space.id: space for space in spaces}
        await self._fill(shelf, "space", list(shelf.spaces), now)
        if (await self.box.bookings.customs(group.id)).names:
            names = await self.box.names(group, {one.person for one in shelf.bookings})
            shelf.names = {(group.id, person): said for person, said in names.items()}
        if kind == "group":
            today = group.local(now).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
            every = await self.entries(group.id, today, today + AHEAD)
            shelf.entries = [
                replace(one, at=group.local(one.at)) for one in every if one.topic.feature != "bookings"
            ]
        return shelf

    async def _persons(self, person: int, now: datetime) -> _Shelf | None:
        """What the household of somebody has, in every group that they are in."""
        members = self.box.members.store
        language = await members.language_of(person)
        shelf = _Shelf("person", t("My bookings"), language or "")
        for id in await members.groups_of(person):
            group = shelf.groups[id] = await members.group(id)
            shelf.language = shelf.language or group.language
            shelf.people[id] = await self.box.household(group, person)
            shelf.spaces |= {one.id: one for one in await self.box.bookings.spaces(id, now, retired=True)}
        await self._fill(shelf, "person", list({one for people in shelf.people.values() for one in people}), now)
        return shelf

    async def _fill(self, shelf: _Shelf, of: feeding_views.Of, ids: Sequence[int], now: datetime) -> None:
        shelf.bookings = await self.box.bookings.calendar_bookings(of, ids, now - PAST)
        shelf.series = await self.box.bookings.calendar_series(of, ids, now - PAST)


def written(shelf: _Shelf, now: datetime, say: Callable[[Text], str]) -> str:
    """The calendar itself."""
    busy, looks = shelf.kind == "person", dict[object, tuple[str, str]]()

    def shown(booking: Booking) -> Shown:
        space = shelf.spaces[booking.space]
        holder = None if busy else booking.person
        key = (space.id, holder, booking.wish.amount, booking.wish.title, booking.state)
        if key not in looks:
            names = shelf.names.get((space.group, booking.person), ())
            place = feeding_views.place(space, shelf.groups[space.group])
            looks[key] = (say(feeding_views.words(space, booking, names, own=busy)), say(place))
        return Shown(booking, *looks[key])

    by_series = _by_series(shelf)
    visible = [
        one
        for one in shelf.bookings
        if shelf.may_show(one) and (one.lives or one.changed_at.timestamp() > (now - GONE).timestamp())
    ]
    events, when = list[str](), list[datetime]()
    since = (now - PAST).timestamp()
    alone = [one for one in visible if one.series not in by_series and one.times.ends.timestamp() > since]
    for one in alone:
        events.append(single(shown(one), busy=busy))
        when += (one.times.starts, one.times.ends)
    dated: dict[int | None, list[Booking]] = {}
    for one in visible:
        dated.setdefault(one.series, []).append(one)
    for series, every in by_series.values():
        dates = dated.get(series.id, [])
        events += calendar_series.events(Rhythm(series, every, [shown(one) for one in dates]), busy=busy)
        when += (series.first.starts, *(end for one in dates for end in (one.times.starts, one.times.ends)))
    for entry in shelf.entries:
        events.append(calendar_entries.event(entry, say(entry.words), now))
        when.append(entry.at)
    return calendar(events, when, say(shelf.name))


def _by_series(shelf: _Shelf) -> Mapping[int, tuple[Series, Sequence[Booking]]]:
    """The series that are shown as such, with all their dates; of that of another household, a date that was given
    to this one stands for itself."""
    dates: dict[int, list[Booking]] = {}
    for one in shelf.bookings:
        if one.series is not None:
            dates.setdefault(one.series, []).append(one)
    return {
        one.id: (one, dates[one.id])
        for one in shelf.series
        if one.space in shelf.spaces
        and (shelf.kind != "person" or one.person in shelf.people[shelf.spaces[one.space].group])
    }
