"""What a group has ahead beside its spaces, as calendars read it (RFC 5545). Pure."""

from datetime import UTC, datetime, timedelta

from handlers.conversation.feature import Entry

from .calendar import HOST
from .calendar_lines import line, text, times, utc


def event(entry: Entry, words: str, now: datetime) -> str:
    """`at` stands on the clock of a zone. Nobody is taken by it: who comes decides that."""
    # When it was changed last is not known: a stamp of this day keeps the calendar the same until midnight.
    stamp = utc(now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0))
    return "".join(
        [
            "BEGIN:VEVENT\r\n",
            line("UID", uid(entry)),
            f"DTSTAMP:{stamp}\r\n",
            *_when(entry),
            text("SUMMARY", words),
            "TRANSP:TRANSPARENT\r\n",
            "END:VEVENT\r\n",
        ]
    )


def uid(entry: Entry) -> str:
    """Of what comes back, each time has its own; all else keeps it wherever it is moved."""
    name = str(entry.topic).replace(":", "-")
    return f"{name}-{utc(entry.at)}@{HOST}" if entry.sort == "reminder" else f"{name}@{HOST}"


def _when(entry: Entry) -> list[str]:
    if entry.timed:
        ends = [] if entry.ends is None else [times("DTEND", entry.ends.astimezone(entry.at.tzinfo))]
        return [times("DTSTART", entry.at), *ends]
    first = entry.at.date()
    last = first if entry.ends is None else entry.ends.astimezone(entry.at.tzinfo).date()
    after = last + timedelta(days=1)
    return [line("DTSTART;VALUE=DATE", f"{first:%Y%m%d}"), line("DTEND;VALUE=DATE", f"{after:%Y%m%d}")]
