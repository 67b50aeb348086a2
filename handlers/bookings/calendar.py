"""Bookings as calendars read them (RFC 5545). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC

from icalendar import Calendar, Event

from .model import Booking, Space

HOST = "palabre"
"""Behind the « @ » of each UID: it only has to be the same for ever (RFC 5545 §3.8.4.7)."""


@dataclass(frozen=True)
class Shown:
    """A booking with its space and the words under which a calendar shows it."""

    booking: Booking
    space: Space
    words: str


def calendar(shown: Iterable[Shown], name: str) -> str:
    """A calendar of these bookings, with the zones that their hours need."""
    made = Calendar()
    made.add("prodid", "-//Palabre//palabre//FR")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    for one in shown:
        made.add_component(_event(one))
    made.add_missing_timezones()
    written: bytes = made.to_ical()
    return written.decode()


def _event(one: Shown) -> Event:
    booking = one.booking
    event = Event()
    event.add("uid", uid(booking))
    event.add("sequence", booking.revision)
    event.add("dtstamp", booking.changed_at.astimezone(UTC))
    event.add("last-modified", booking.changed_at.astimezone(UTC))
    event.add("dtstart", booking.times.starts)
    event.add("dtend", booking.times.ends)
    event.add("summary", one.words)
    event.add("location", one.space.name)
    event.add("status", status(booking))
    return event


def uid(booking: Booking) -> str:
    """The same for ever, whatever becomes of the booking; the dates of a series share that of the series."""
    return f"booking-{booking.id}@{HOST}" if booking.series is None else f"series-{booking.series}@{HOST}"


def status(booking: Booking) -> str:
    """RFC 5545 §3.8.1.11."""
    return {"asked": "TENTATIVE", "confirmed": "CONFIRMED"}.get(booking.state, "CANCELLED")
