"""`palabre understand`: what words about time mean, one line of JSON for each text."""

import json
import time
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from handlers.when.model import (
    Day,
    Deadline,
    Duration,
    Instant,
    Point,
    Recurrence,
    Refusal,
    SchoolZone,
    Span,
    Understanding,
)
from handlers.when.saying import say
from handlers.when.understanding import understand


class BadLine(ValueError):
    """A line that is no question: `number` counts from 1."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(reason)
        self.number = number


def answer(text: str, now: datetime, zone: ZoneInfo, language: str, school: SchoolZone) -> str:
    """One text as a line of JSON: `kind` and its fields, what would be said back, what else it may mean."""
    found = understand(text, now, zone, language, school=school)
    line: dict[str, Any] = dict(prediction(found))
    if found.understood:
        line["said"] = say(found.meaning, language)
        if found.others:
            line["others"] = [say(other, language) for other in found.others]
    return json.dumps(line, ensure_ascii=False)


def answers(lines: Iterable[str], now: datetime, language: str, zone: ZoneInfo) -> Iterator[str]:
    """A line of JSON for each line `{"id", "text", "lang", "ref", "tz"}`, in their order; `ms`: its time.

    What a line leaves out is `language`, `now`, `zone`. Raises BadLine at the first that cannot be read.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            text, spoken = str(asked["text"]), str(asked.get("lang", language))
            moment = datetime.fromisoformat(asked["ref"]) if "ref" in asked else now
            place = ZoneInfo(asked["tz"]) if "tz" in asked else zone
        except (ValueError, KeyError, TypeError, AttributeError, ZoneInfoNotFoundError) as error:
            raise BadLine(number, str(error)) from error
        moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=place)
        began = time.perf_counter()
        found = understand(text, moment, place, spoken)
        taken = (time.perf_counter() - began) * 1000
        yield json.dumps({"id": asked.get("id"), **prediction(found), "ms": round(taken, 3)}, ensure_ascii=False)


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
