"""In which way a poll may be answered, as long as nobody has."""

from typing import get_args

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from handlers.members.model import Here

from . import rules, sheets
from .box import Box
from .model import Poll, Style


class Tuning(Box):
    """One choice, several, dates that suit, who takes what; whether neighbours may add."""

    async def tune(self, press: Press) -> Answer:
        _, poll = await self._tunable(press)
        return Answer(view=sheets.tune(poll))

    async def most(self, press: Press) -> Answer:
        _, poll = await self._tunable(press)
        return Answer(view=sheets.how_many(poll))

    async def style(self, press: Press) -> Answer:
        """One choice, several, yes / if need be / no, or who takes what."""
        _, poll = await self._tunable(press)
        style: Style | None = next((one for one in get_args(Style) if one == press.word(1)), None)
        if style is None:
            raise Refused(t("This button no longer works. Write /menu to see what I can do."))
        most = min(press.number(2) or rules.MOST_CHOICES, rules.MOST_CHOICES)
        await self.polls.tune(poll.id, style, 1 if style == "one" else most, grows=poll.grows)
        await self.posts.refresh(Topic("polls", poll.id))
        return Answer(toast=t("Done. The card in the group shows it."))

    async def grow(self, press: Press) -> Answer:
        """Whether neighbours may add choices."""
        _, poll = await self._tunable(press)
        await self.polls.tune(poll.id, poll.style, poll.most, grows=not poll.grows)
        await self.posts.refresh(Topic("polls", poll.id))
        if poll.grows:
            return Answer(toast=t("Neighbours no longer add choices."))
        return Answer(toast=t("Neighbours can add choices, behind « ⋯ More »."))

    async def _tunable(self, press: Press) -> tuple[Here, Poll]:
        here, poll = await self._run_poll(press, press.number(0))
        if poll.hidden or poll.kind == "trial":
            raise Refused(t("This cannot be changed here."))
        if poll.answered:
            raise Refused(t("People have answered already. Delete the poll and open another one."))
        return here, poll
