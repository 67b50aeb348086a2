"""At which minute something is said about a booking."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from handlers.members.model import Group

from .model import Booking, Space

MORNING, EVENING = time(9), time(18)
DAYS_BEFORE = 2
AROUND = ("info", "begin", "absent", "after")
"""Those that surround a stay: they follow the rules that hold when it begins."""
ALARMS = ("keep", "info", "begin", "absent", "over", "after", "silence")
"""keep: « Vous la gardez ? », which is asked only where somebody waits. info: keys and wifi, on the day. begin:
« J'y suis » is asked for. absent: nobody said it. over: what was told of it is read no longer. after: « Tout est
en ordre ? ». silence: nobody objected."""


def moments(space: Space, booking: Booking, group: Group, now: datetime) -> Mapping[str, datetime]:
    """What is to be said of a booking and when, on the group's clock; nothing that is past, but what it needs to
    begin with."""
    if not booking.lives:
        return {}
    times, rules = booking.times, space.rules
    due = {"keep": _on(times.starts, -DAYS_BEFORE, EVENING, group), "over": times.ends}
    if booking.state == "asked" and rules.approval == "silence":
        due["silence"] = booking.made_at + timedelta(days=rules.objecting)
    if booking.state == "confirmed":
        if not booking.wish.collective or space.info:
            # Set also where nothing is written yet: it may be, before that day.
            due["info"] = max(now, min(_on(times.starts, 0, MORNING, group), times.starts - timedelta(minutes=30)))
        if rules.presence and not booking.seen:
            due["begin"] = times.starts
            due["absent"] = times.starts + timedelta(minutes=rules.presence)
        if rules.meter:
            due["after"] = times.ends
        elif rules.checklist:
            due["after"] = max(times.ends, _on(times.ends, 0, EVENING, group))
    return {name: at for name, at in due.items() if at.timestamp() >= now.timestamp()}


def _on(moment: datetime, days: int, clock: time, group: Group) -> datetime:
    return datetime.combine(group.local(moment).date() + timedelta(days=days), clock, group.tzinfo)
