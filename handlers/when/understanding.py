"""The one question that the whole package answers: what moment do these words mean?"""

from datetime import datetime
from zoneinfo import ZoneInfo

from .foreign import understand_foreign
from .grammar.guards import keep
from .grammar.reading import LONGEST, Reading
from .meaning.composing import compose
from .meaning.gathered import Gathered
from .meaning.scanning import gather
from .meaning.subject import left_over, strong_left
from .model import Refusal, SchoolZone, Stop, Understanding, Why
from .words.tokens import cut


def understand(
    text: str, now: datetime, zone: ZoneInfo, language: str = "fr", *, school: SchoolZone = ""
) -> Understanding:
    """What `text` means, said at `now` (aware) by somebody of that language ("fr", "en") in that zone.

    Where its own language explains nothing, or not all, of it, the other one of the two and then eleven more
    are asked; no refusal that knows its reason is ever overridden. Pure: the same words at the same moment mean
    the same. `school`: the group's school zone. Nothing is guessed: what is doubtful comes as a refusal with its
    reason, what is ambiguous with its other meanings.
    """
    if len(text) > LONGEST:
        return Understanding(Refusal(Why.TOO_LONG))
    first = Reading(text, now, zone, language, school)
    own = _read(first)
    if _is_settled(own):
        return own
    reading = Reading(text, now, zone, "en" if language == "fr" else "fr", school)
    other = _read(reading)
    if _explains_more(other, own, names_day=_names_day(reading)):
        return _unless_lost(other, first)
    foreign = understand_foreign(text, now, zone)
    return _unless_lost(own, reading) if foreign is None else Understanding(foreign)


def _unless_lost(found: Understanding, other: Reading) -> Understanding:
    """What one language understood, unless the other one knows a day among the words that are left."""
    left = {token.text for token in cut(found.subject)}
    for place, word in enumerate(other.words):
        if word in left and len(word) > 4 and other.is_any(place, "weekday", "weekdays", "near"):
            return Understanding(Refusal(Why.UNCLEAR, other.said(place, place + 1)))
    return found


def _explains_more(other: Understanding, own: Understanding, *, names_day: bool) -> bool:
    """It leaves fewer words over, or none, or knows why these are no time where the first saw nothing.

    `names_day`: it found the name of a day: figures and little words (« 8 a », « we ») are too little to go by.
    """
    if isinstance(other.meaning, Refusal):
        silent = isinstance(own.meaning, Refusal) and own.meaning.why is Why.NOTHING
        return silent and other.meaning.why not in (Why.NOTHING, Why.UNCLEAR)
    if isinstance(own.meaning, Refusal):
        return not other.subject or (names_day and own.meaning.why is Why.NOTHING)
    return len(other.subject.split()) < len(own.subject.split())


def _names_day(r: Reading) -> bool:
    return any(r.is_any(place, "weekday", "weekdays", "near") for place in range(len(r)))


def _is_settled(own: Understanding) -> bool:
    """All of it is understood, or refused for a reason."""
    if isinstance(own.meaning, Refusal):
        return own.meaning.why not in (Why.NOTHING, Why.UNCLEAR)
    return not own.subject


def _read(r: Reading) -> Understanding:
    try:
        vague = keep(r)
        gathered = gather(r)
        gathered.vague = vague
        return _understood(r, gathered)
    except Stop as stop:
        return Understanding(stop.refusal)
    except (OverflowError, ValueError) as error:
        if not isinstance(error, OverflowError) and not str(error).startswith("year "):
            raise
        return Understanding(Refusal(Why.BEYOND))  # a year past 9999


def _understood(r: Reading, gathered: Gathered) -> Understanding:
    if gathered.empty() and gathered.vague:
        raise Stop(Why.VAGUE, gathered.vague)
    left = strong_left(r, gathered)
    if gathered.empty():
        raise Stop(Why.NOT_A_TIME if r.kept else Why.NOTHING, "" if left is None else left)
    if left is not None:
        raise Stop(Why.UNCLEAR, left)
    meaning, others = compose(r, gathered)
    return Understanding(meaning, left_over(r, gathered), others)
