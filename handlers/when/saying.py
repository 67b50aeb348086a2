"""Says back in full what was understood: « un jeudi sur deux à 19 h, à partir du 11 juin 2026 »."""

from datetime import date, datetime

from .english_saying import English
from .french_saying import French
from .model import Day, Deadline, Duration, Instant, Meaning, Recurrence, Refusal, Span, Understanding
from .tongue import Tongue


def say(understanding: Understanding | Meaning, language: str, *, now: datetime | None = None) -> str:
    """The meaning in words of that language ("fr", "en"), which `understand` reads as the same meaning again.

    `now`, aware and in the group's zone, makes it shorter and nearer: years that go without saying are left out,
    and a day says how far it is (« demain mercredi 3 mars à 18 h », « mardi 9 mars, dans 8 jours »); such words
    mean the same on that day only. Raises TypeError for a refusal, which is said elsewhere.
    """
    meaning = understanding.meaning if isinstance(understanding, Understanding) else understanding
    tongue = _tongue(language, now.date() if now is not None else None)
    match meaning:
        case Instant() | Day():
            return tongue.moment(meaning)
        case Span():
            return tongue.span(meaning)
        case Duration():
            return tongue.length(meaning)
        case Recurrence():
            return tongue.recurrence(meaning)
        case Deadline():
            return tongue.deadline(meaning)
        case Refusal():
            raise TypeError("a refusal means no time that could be said back")


def distance(day: date, today: date, language: str) -> str:
    """How far a day is: « dans 8 jours », « demain », « il y a 3 jours », in 8 days."""
    return _tongue(language, today).distance((day - today).days)


def _tongue(language: str, today: date | None) -> Tongue:
    return French(today) if language == "fr" else English(today)
