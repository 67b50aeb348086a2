"""An understanding as one line of JSON, for measuring."""

from datetime import datetime

from .model import Day, Deadline, Duration, Instant, Point, Recurrence, Refusal, Span, Understanding


def prediction(understanding: Understanding) -> dict[str, str]:
    """The fields `kind`, `start`, `end`, `rrule`, `duration`, `rest` as the corpus of dates writes them."""
    found: dict[str, str] = {}
    match understanding.meaning:
        case Instant(at=minute):
            found = {"kind": "instant", "start": minute.isoformat(timespec="minutes")}
        case Day(day=day):
            found = {"kind": "date", "start": day.isoformat()}
        case Span(first=first, last=last):
            found = {"kind": "range", "start": _point(first), "end": _point(last)}
        case Duration() as length:
            found = {"kind": "duration", "duration": length.iso}
        case Recurrence(rule=rule, start=start, end=end):
            found = {"kind": "recurrence", "start": _point(start), "rrule": rule}
            if end is not None:
                found["end"] = _point(end)
        case Deadline(end=end_point):
            found = {"kind": "deadline", "end": _point(end_point)}
        case Refusal(why=why, words=words):
            return {"kind": "reject", "why": why.value, "words": words}
    return {**found, "rest": understanding.subject}


def _point(point: Point) -> str:
    return f"{point:%Y-%m-%dT%H:%M}" if isinstance(point, datetime) else point.isoformat()
