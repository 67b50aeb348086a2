"""The part that takes the words of a button, typed below a card; where taps leave marks, that is how one goes on
with « +5 min » a second time."""

import re

from handlers.conversation.answer import Answer
from handlers.conversation.events import Press, Said
from handlers.conversation.views import data

from . import rules, schedule
from .box import Box
from .leading import Leading
from .model import minute_of

_MORE = re.compile(r"\+\s?(\d{1,2})\s?(?:min|mn|minutes)?")
_WORDS = {
    "next": ("étape suivante", "etape suivante", "suivante", "next step", "next"),
    "pause": ("pause", "break"),
    "resume": ("reprendre", "on reprend", "go on again", "go on"),
    "undo": ("annuler", "undo"),
    "end": ("terminer", "end it"),
}


class Replying:
    """Only what is exactly the words of a button; else neighbours are talking."""

    def __init__(self, box: Box, leading: Leading) -> None:
        self.box = box
        self.leading = leading

    async def replied(self, said: Said) -> Answer | None:
        words = " ".join(said.words.casefold().split()).strip(" .!")
        more = _MORE.fullmatch(words)
        action = (
            "plus" if more is not None else next((name for name, forms in _WORDS.items() if words in forms), "")
        )
        run = None if said.topic is None else await self.box.programmes.find_run(said.topic.id)
        if not action or run is None:
            return None
        place = schedule.place_at(run.slots, minute_of(said.at))
        by = rules.MORE if more is None else int(more[1])
        touched = data("programme", action, run.id, place, by)
        press = Press(said.id, said.at, said.chat, said.sender, touched)
        acts = {
            "plus": self.leading.plus,
            "next": self.leading.next,
            "pause": self.leading.pause,
            "resume": self.leading.resume,
            "undo": self.leading.undo,
            "end": self.leading.end,
        }
        return await acts[action](press)
