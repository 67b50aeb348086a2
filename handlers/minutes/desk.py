"""The desk at which other features say that something is over, and look among what was written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.conversation.stores import Alarms
from handlers.conversation.text import Text
from handlers.conversation.topic import Topic
from handlers.conversation.views import data
from handlers.members.store import Members

from . import rules, sentences
from .store import MinutesStore


@dataclass(frozen=True)
class Record:
    """Minutes as a search finds them: `words` in which it looks, `line` and `label` which name them, `data` of the
    button that shows them."""

    words: str
    line: Text
    label: Text
    data: str


class MinutesDesk:
    """What other features may ask of minutes."""

    def __init__(self, minutes: MinutesStore, members: Members, alarms: Alarms) -> None:
        self.minutes = minutes
        self.members = members
        self.alarms = alarms

    async def is_over(self, workshop: int, at: datetime) -> None:
        """Half an hour later whoever organised it is asked for a trace."""
        await self.alarms.set(Topic("minutes", workshop, "workshop"), "ask", at + rules.AFTER)

    async def records(self, group: int) -> Sequence[Record]:
        """What was published in the group, the newest first. Only names that everybody may see are in it."""
        found = []
        for one in await self.minutes.published(group):
            doers = [action.doer for action in one.actions if action.doer is not None]
            names = await self.members.names(doers)
            words = [one.title, one.words, *(action.words for action in one.actions), *names.values()]
            line, label = sentences.line(one), sentences.label(one)
            found.append(Record(" ".join(words), line, label, data("minutes", "read", one.id)))
        return found
