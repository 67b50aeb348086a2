"""The utterances of our own, a file for each class: what was typed, when, and what it means.

    lang | now | text | meaning [; other meaning equally right]... | rest

`now`: local wall clock of Paris. `rest`: the subject that is left, « - » where it is not looked at. The meanings:
`instant MINUTE`, `date DAY`, `range A B`, `duration ISO`, `deadline POINT`, `reject [reason]`,
`recurrence START[..END] RRULE [without DAY,DAY..DAY,holidays,school:ZONE]`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from handlers.when.model import (
    Day,
    Deadline,
    Duration,
    Instant,
    Meaning,
    Point,
    Recurrence,
    Refusal,
    Span,
    Understanding,
    Without,
)
from handlers.when.understanding import understand

FOLDER = Path(__file__).parent / "utterances"
FILES = sorted(FOLDER.glob("*.txt"))
PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True)
class Utterance:
    language: str
    now: datetime
    text: str
    meanings: tuple[str, ...]
    rest: str | None

    def understood(self) -> Understanding:
        return understand(self.text, self.now, PARIS, self.language)

    def is_right(self, found: Understanding) -> bool:
        return any(same(written, found.meaning) for written in self.meanings)

    def rest_is_right(self, found: Understanding) -> bool:
        return self.rest is None or not found.understood or _words(found.subject) == _words(self.rest)


def utterances(file: Path) -> Iterator[Utterance]:
    for line in file.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        parts = [part.strip() for part in line.split(" | ")]
        if line.rstrip().endswith("|"):
            parts = [part.strip() for part in line.rstrip()[:-1].split(" | ")] + [""]
        language, now, text, meanings, *rest = parts
        moment = datetime.fromisoformat(now)
        yield Utterance(
            language,
            moment if moment.tzinfo else moment.replace(tzinfo=PARIS),
            text,
            tuple(meanings.split(" ; ")),
            rest[0] if rest and rest[0] != "-" else None,
        )


def same(written: str, meaning: Meaning) -> bool:
    """What was understood is what is written: a date is the range of that one day, and an end at midnight
    that of the day before."""
    kind, _, value = written.strip().partition(" ")
    words = value.split()
    match kind, meaning:
        case "reject", Refusal(why=why):
            return not value or value.replace("-", " ") == why.value
        case "instant", Instant(at=minute):
            return _wall(minute) == datetime.fromisoformat(value)
        case "date", Day(day=day):
            return day.isoformat() == value
        case "date", Span(first=first, last=last):
            return (_start(first), _end(last)) == (_start(_point(value)), _end(_point(value)))
        case "range", Span(first=first, last=last):
            return (_start(first), _end(last)) == (_start(_point(words[0])), _end(_point(words[1])))
        case "range", Day(day=day):
            return words[0] == words[1] == day.isoformat()
        case "duration", Duration() as length:
            return _length(value) == (length.months, length.days * 1440 + length.minutes)
        case "deadline", Deadline(end=end):
            return _end(end) == _end(_point(value))
        case "recurrence", Recurrence() as found:
            return _same_rhythm(words, found)
    return False


def _same_rhythm(words: list[str], found: Recurrence) -> bool:
    start, _, end = words[0].partition("..")
    if isinstance(found.start, datetime) != ("T" in start) or _start(found.start) != _start(_point(start)):
        return False
    if (_wall(found.end) if found.end is not None else None) != (datetime.fromisoformat(end) if end else None):
        return False
    bounded = re.compile("COUNT=|UNTIL=")
    if bool(bounded.search(words[1])) != bool(bounded.search(found.rule)):
        return False
    without = _without(words[3]) if len(words) > 3 else Without()
    return _expanded(words[1], found.start) == _expanded(found.rule, found.start) and without == found.without


def _without(written: str) -> Without:
    spans, holidays, school = [], False, ""
    for part in written.split(","):
        if part == "holidays":
            holidays = True
        elif part.startswith("school:"):
            school = part[-1]
        else:
            first, _, last = part.partition("..")
            spans.append((date.fromisoformat(first), date.fromisoformat(last or first)))
    return Without(tuple(spans), holidays, school)


def _expanded(rule: str, start: Point) -> list[datetime]:
    """Its first forty occurrences within eight years, on the wall clock."""
    rule = re.sub(r"UNTIL=(\d{8})(?!T)", r"UNTIL=\1T235959", rule)
    found: list[datetime] = []
    for occurrence in rrulestr(rule, dtstart=_start(start)):
        if len(found) >= 40 or occurrence > _start(start) + timedelta(days=8 * 366):
            break
        found.append(occurrence)
    return found


def _point(written: str) -> Point:
    return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)


def _wall(minute: datetime) -> datetime:
    return minute.replace(tzinfo=None)


def _start(point: Point) -> datetime:
    return _wall(point) if isinstance(point, datetime) else datetime.combine(point, time())


def _end(point: Point) -> datetime:
    """The first minute after it: of a day its midnight, and 23:59 is as late."""
    if not isinstance(point, datetime):
        return datetime.combine(point, time()) + timedelta(days=1)
    wall = _wall(point)
    return wall + timedelta(minutes=1) if (wall.hour, wall.minute) == (23, 59) else wall


def _length(iso: str) -> tuple[int, int]:
    found: Any = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?", iso)
    years, months, weeks, days, hours, minutes = (int(part or 0) for part in found.groups())
    return years * 12 + months, (weeks * 7 + days) * 1440 + hours * 60 + minutes


_EDGES = {
    "le",
    "la",
    "les",
    "à",
    "a",
    "au",
    "du",
    "de",
    "on",
    "at",
    "from",
    "pour",
    "ce",
    "the",
    "by",
    "dès",
    "in",
}


def _words(text: str) -> list[str]:
    """Its words, without the little ones at both ends."""
    words = re.findall(r"\w+", text.casefold())
    while words and words[0] in _EDGES:
        words.pop(0)
    while words and words[-1] in _EDGES:
        words.pop()
    return words
