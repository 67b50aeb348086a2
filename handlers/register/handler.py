"""The register: the handler, from its parts, and what the house asks of every feature."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.conversation.answer import Answer
from handlers.conversation.events import Said
from handlers.conversation.feature import Entry, Held, Waiting
from handlers.conversation.text import t, verbatim
from handlers.conversation.topic import Topic
from handlers.conversation.typed import capital
from handlers.conversation.views import View, data

from . import rules, screens, views
from .desk import review_topic, topic_of
from .model import Decision
from .noting import Noting
from .objecting import Objecting
from .reading import Reading
from .reviewing import Reviewing


class RegisterHandler(Noting, Reading, Objecting, Reviewing):
    """Decides everything about what was decided; it stands in the stores that it was given."""

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        decision = await self.register.find(topic.id)
        if decision is None or decision.state == "withdrawn":
            return () if topic.aspect else (views.withdrawn(),)
        aspect, _, record = topic.aspect.partition(":")
        match aspect:
            case "":
                return (await self._card(decision, now),)
            case "review" | "reviewed":
                return await self.show_review(decision, int(record), result=aspect == "reviewed")
            case "doubt":
                return await self.show_doubt(int(record))
            case "objection":
                return await self.show_objection(int(record))
            case "soon":
                return await self.show_soon(decision, now)
        return ()

    async def _card(self, decision: Decision, now: datetime) -> View:
        group = await self.members.store.group(decision.group)
        return views.noted(
            await self._leaf(decision),
            group,
            doubtable=rules.may_be_doubted(decision, now),
            doubted=decision.lives and await self.register.is_doubted(decision.id),
        )

    async def replied(self, said: Said) -> Answer | None:
        """Words in reply to a card count only if they are exactly what one of its buttons says."""
        if said.topic is None:
            return None
        aspect, _, record = said.topic.aspect.partition(":")
        match aspect:
            case "":
                return await self.replied_to_card(said, said.topic.id)
            case "review":
                return await self.replied_to_question(said, int(record))
            case "doubt":
                return await self.replied_to_doubt(said, said.topic.id)
        return None

    async def waiting(self, person: int, now: datetime) -> Sequence[Waiting]:
        return [
            Waiting(
                decision.group,
                review_topic(decision.id, review.id),
                t("Do we go on? {text}", text=capital(decision.words)),
                data("register", "review", review.id),
            )
            for review, decision in await self.register.unanswered_by(person, now)
        ]

    async def entries(self, group: int, begins: datetime, ends: datetime) -> Sequence[Entry]:
        """Reviews, at the hour at which they are asked."""
        of, day = await self.members.store.group(group), timedelta(days=1)
        found = await self.register.to_review(group, begins - day, ends + day)
        asked = [(rules.asked_at(of, one.review_at), one) for one in found if one.review_at is not None]
        return [
            Entry(
                at,
                t("Do we go on? {text}", text=capital(one.words)),
                topic_of(one.id),
                sort="reminder",
                short=verbatim(capital(one.words)),
            )
            for at, one in asked
            if begins <= at < ends
        ]

    async def held_about(self, person: int) -> Sequence[Held]:
        return screens.held(await self.register.held_about(person))

    async def forget(self, person: int) -> None:
        for decision in await self.register.forget(person):
            await self.desk.refresh(decision)

    async def united(self, kept: int, gone: int) -> None:
        for decision in await self.register.unite(kept, gone):
            await self.desk.refresh(decision)

    async def annexed(self, kept: int, gone: int) -> None:
        for decision in await self.register.annex(kept, gone):
            await self.desk.refresh(decision)

    async def purge(self, now: datetime) -> int:
        gone = await self.register.purge(now - rules.KEPT)
        for decision in set(gone):
            await self.desk.refresh(decision)
        return len(gone)
