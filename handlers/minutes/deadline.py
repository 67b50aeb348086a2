"""Until when something is to be done, as a sentence says it: pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from handlers.when.model import Day, Deadline, Instant, Meaning, Span
from handlers.when.understanding import understand

from .model import Due

_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_ENGLISH_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_BEGINS = re.compile(
    rf"(?<![\w'’])(?:avant|d['’]ici|au plus tard|pour (?=le |la |{_DAYS}|demain|fin |ce |après)"
    rf"|en (?=(?:{_MONTHS}))|sous (?=\w+ jours?)|dans (?=\w+ (?:jours?|semaines?|mois))|{_DAYS}"
    r"|demain|ce soir|cette semaine|la semaine prochaine|le \d|by|before|within|until|no later"
    rf"|{_ENGLISH_DAYS}|on (?=(?:{_ENGLISH_DAYS}))|tomorrow|tonight|next week|this week)",
    re.IGNORECASE,
)
_STOPS = re.compile(r"[,;:()]|\s[–—-]\s")
_MOST = 60
"""Characters of a deadline: nobody says one in more."""


@dataclass(frozen=True)
class Clock:
    """What it takes to understand a moment: now (aware), the zone, the language, the zone of school holidays."""

    now: datetime
    zone: ZoneInfo
    language: str = "fr"
    school: str = ""


def without_due(sentence: str, clock: Clock) -> tuple[str, Due | None]:
    """The sentence without the words that say until when, and what they mean. Only words that are all about a time
    are taken away: in every other case nothing is."""
    for found in _BEGINS.finditer(sentence):
        stop = _STOPS.search(sentence, found.end())
        end = len(sentence) if stop is None else stop.start()
        words = sentence[found.start() : end].strip().rstrip(".!")
        if len(words) > _MOST:
            continue
        due = _due(words, clock)
        if due is not None:
            rest = f"{sentence[: found.start()].rstrip(' ,;:–—-(')}{_joined(sentence[end:])}"
            return rest.strip(" ,;:–—-"), due
    return sentence, None


def _joined(behind: str) -> str:
    """« (avant le 20) », « avant le 20, M. Roux … »."""
    return behind.lstrip(")") if behind.startswith(")") else behind


def _due(words: str, clock: Clock) -> Due | None:
    read = understand(words, clock.now, clock.zone, clock.language, school=clock.school)
    if not read.understood or read.subject.strip():
        return None
    due = _meant(read.meaning, clock.zone)
    return due if due is not None and due.over_at.timestamp() > clock.now.timestamp() else None


def _meant(meaning: Meaning, zone: ZoneInfo) -> Due | None:
    match meaning:
        case Deadline(end=datetime() as end):
            end = end.astimezone(zone)
            return Due(end, "before", timed=(end.hour, end.minute) != (0, 0))
        case Deadline(end=end):
            return Due(_midnight(end, zone), "by")
        case Day(day=day):
            return Due(_midnight(day, zone), "on")
        case Instant(at=at, part=part):
            return Due(_midnight(at.date(), zone), "on") if part else Due(at.astimezone(zone), "on", timed=True)
        case Span(last=datetime() as last):
            return Due(_midnight(last.date(), zone), "by")
        case Span(last=last):
            return Due(_midnight(last, zone), "by")
    return None


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)
