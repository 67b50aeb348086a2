"""Bookings as calendars read them (RFC 5545). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from .calendar_lines import END, line, text, times, utc, zones
from .model import Booking, State, Times

HOST = "palabre"
"""Behind the « @ » of each UID: it only has to be the same for ever (RFC 5545 §3.8.4.7)."""
FRESH = "PT1H"
"""How often a calendar may look again (RFC 7986 §5.7)."""


@dataclass(frozen=True)
class Shown:
    """A booking with the words and the place under which a calendar shows it."""

    booking: Booking
    words: str
    place: str

    @property
    def look(self) -> tuple[str, str, str]:
        """What is seen of it beside its times."""
        return self.words, self.place, status(self.booking.state)


def status(state: State) -> str:
    """RFC 5545 §3.8.1.11."""
    return {"asked": "TENTATIVE", "confirmed": "CONFIRMED"}.get(state, "CANCELLED")


def uid(booking: Booking) -> str:
    """Of a booking that stands for itself: the same for ever, whatever becomes of it."""
    return f"booking-{booking.id}@{HOST}"


def calendar(events: Iterable[str], when: Iterable[datetime], name: str) -> str:
    """A whole calendar of these events, with the zones that their minutes need."""
    head = [
        line("BEGIN", "VCALENDAR"),
        line("VERSION", "2.0"),
        line("PRODID", "-//Palabre//palabre//FR"),
        line("CALSCALE", "GREGORIAN"),
        text("NAME", name),
        text("X-WR-CALNAME", name),
        line("REFRESH-INTERVAL;VALUE=DURATION", FRESH),
        line("X-PUBLISHED-TTL", FRESH),
    ]
    return "".join([*head, zones(when), *events, line("END", "VCALENDAR")])


def one(shown: Shown) -> str:
    """A calendar of a single booking, as a file."""
    when = shown.booking.times
    return calendar([single(shown)], (when.starts, when.ends), shown.place)


def single(shown: Shown, *, busy: bool = True) -> str:
    """A booking that stands for itself. `busy`: whoever reads this is taken then."""
    booking = shown.booking
    return event(shown, uid(booking), booking.revision, span(booking.times), busy=busy)


def span(when: Times) -> Sequence[str]:
    """When it is: both ends in the same way."""
    both = times("", when.starts, when.ends)
    ahead, _, values = both.removesuffix(END).replace(f"{END} ", "").rpartition(":")
    return [
        line(f"{name}{ahead}", value) for name, value in zip(("DTSTART", "DTEND"), values.split(","), strict=True)
    ]


def event(
    shown: Shown, of: str, sequence: int, when: Sequence[str], *, busy: bool, changed: datetime | None = None
) -> str:
    """`of`: its UID. `when`: the lines that say it."""
    stamp = utc(changed or shown.booking.changed_at)
    lines = [
        "BEGIN:VEVENT\r\n",
        line("UID", of),
        f"SEQUENCE:{sequence}\r\n",
        f"DTSTAMP:{stamp}\r\n",
        f"LAST-MODIFIED:{stamp}\r\n",
        *when,
        text("SUMMARY", shown.words),
        text("LOCATION", shown.place),
        f"STATUS:{status(shown.booking.state)}\r\n",
        "" if busy else "TRANSP:TRANSPARENT\r\n",
        "END:VEVENT\r\n",
    ]
    return "".join(lines)
