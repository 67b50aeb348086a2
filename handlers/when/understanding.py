"""The one question that the whole package answers: what moment do these words mean?"""

from datetime import datetime
from zoneinfo import ZoneInfo

from .grammar.guards import keep
from .grammar.reading import LONGEST, Reading
from .meaning.composing import compose
from .meaning.gathered import Gathered
from .meaning.scanning import gather
from .meaning.subject import left_over, strong_left
from .model import Refusal, SchoolZone, Stop, Understanding, Why


def understand(
    text: str, now: datetime, zone: ZoneInfo, language: str = "fr", *, school: SchoolZone = ""
) -> Understanding:
    """What `text` means, said at `now` (aware) by somebody of that language ("fr", "en") in that zone.

    Pure: the same words at the same moment mean the same. `school`: the group's school zone. Nothing is
    guessed: what is doubtful comes as a refusal with its reason, what is ambiguous with its other meanings.
    """
    if len(text) > LONGEST:
        return Understanding(Refusal(Why.TOO_LONG))
    return _read(Reading(text, now, zone, language, school))


def _read(r: Reading) -> Understanding:
    try:
        vague = keep(r)
        gathered = gather(r)
        gathered.vague = vague
        return _understood(r, gathered)
    except Stop as stop:
        return Understanding(stop.refusal)
    except (OverflowError, ValueError) as error:
        if "out of range" not in str(error) and not isinstance(error, OverflowError):
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
