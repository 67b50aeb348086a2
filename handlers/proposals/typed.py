"""Whether typed words fit, and what a typed reply to a card means: exactly one of its answers, or words that say
what they are."""

import re
from dataclasses import dataclass
from typing import Literal

from handlers.conversation.answer import Refused
from handlers.conversation.signs import shows
from handlers.conversation.text import t

from .model import State

What = Literal["", "question", "opinion", "nothing", "consent", "follow", "talk", "reservation", "objection"]


@dataclass(frozen=True)
class Meant:
    """`what` is empty where neighbours are only talking; `words` are those behind the colon."""

    what: What
    words: str = ""


_LED = re.compile(
    r"(?:(?P<question>question|❓)|(?P<opinion>avis|mon avis|opinion|my opinion|💬)"
    r"|(?P<reservation>r[ée]serve|reservation|📝)|(?P<objection>objection|✋))\s*(?::|(?<=[❓💬📝✋]))\s*(?P<words>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_EXACT: dict[What, tuple[str, ...]] = {
    "nothing": ("rien à ajouter", "rien a ajouter", "nothing to add", "👍"),
    "consent": (
        "pas d'objection",
        "pas d objection",
        "toujours pas d'objection",
        "aucune objection",
        "no objection",
        "still no objection",
        "✅",
    ),
    "follow": ("je suivrai le groupe", "je suis le groupe", "i will follow the group", "⏸"),
    "talk": ("besoin d'en parler", "j'ai besoin d'en parler", "i need to talk about it", "🙋"),
    "objection": ("objection", "j'ai une objection", "i have an objection", "✋"),
}
_TAPS: dict[str, tuple[str, ...]] = {
    "lift": ("je lève mon objection", "je leve mon objection", "objection levée", "i lift my objection"),
    "soften": ("j'en fais une réserve", "make it a reservation"),
    "maintain": ("je maintiens", "je maintiens mon objection", "it stands"),
    "later": ("à reprendre plus tard", "a reprendre plus tard", "take it up later"),
    "keep": ("je la garde", "i keep it"),
    "modify": ("je la modifie", "i change it"),
    "withdraw": ("je la retire", "i withdraw it"),
    "talked": ("on s'est parlé", "on s'est parle", "we have talked"),
    "next": ("étape suivante", "etape suivante", "next step"),
    "minutes": ("+5 min", "+5"),
}
_ROUNDS: dict[What, tuple[State, ...]] = {
    "question": ("questions", "opinions"),
    "opinion": ("opinions",),
    "nothing": ("opinions",),
}


def must_fit(words: str, most: int) -> None:
    """Raises Refused for what nobody sees, and for more than `most` characters."""
    if not shows(words):
        raise Refused(t("I see no words there. Write them in a sentence."))
    if len(words) > most:
        raise Refused(
            t("That is {n} characters. {most} at most, so that everyone reads it whole.", n=len(words), most=most)
        )


def understand(words: str, state: State) -> Meant:
    """What these words are. Those of another round are refused by it in plain words, so that nobody believes to
    be heard; a mere sign is an answer in its own round alone, and in another one neighbours talking."""
    led = _LED.fullmatch(words)
    if led is not None:
        what = next(name for name in ("question", "opinion", "reservation", "objection") if led[name])
        return Meant(what, led["words"].strip())  # type: ignore[arg-type]
    said = words.replace("’", "'").casefold().strip(" .!")
    for kind, forms in _EXACT.items():
        if said in forms:
            return Meant(kind) if said[0].isalpha() else _in_round(Meant(kind), state)
    return Meant("")


def tap(words: str) -> str | None:
    """The button whose words these are, exactly."""
    said = words.replace("’", "'").casefold().strip(" .!")
    return next((action for action, forms in _TAPS.items() if said in forms), None)


def _in_round(meant: Meant, state: State) -> Meant:
    return meant if state in _ROUNDS.get(meant.what, ("objections",)) else Meant("")
