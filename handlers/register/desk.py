"""The desk at which other features have a decision kept, and ask for one that was."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import cast

from handlers.conversation.stores import Alarms, Posts
from handlers.conversation.topic import Topic
from handlers.members.desk import MembersDesk
from handlers.members.model import Group

from . import rules
from .model import Decision, Method, Reservation
from .store import Register


def topic_of(decision: int, aspect: str = "") -> Topic:
    return Topic("register", decision, aspect)


def review_topic(decision: int, review: int) -> Topic:
    """The question « On continue ? », as it stands in the rooms."""
    return topic_of(decision, f"review:{review}")


class RegisterDesk:
    """The rules of the register over its store, as other features use them."""

    def __init__(self, register: Register, members: MembersDesk, posts: Posts, alarms: Alarms) -> None:
        self.register = register
        self.members = members
        self.posts = posts
        self.alarms = alarms

    async def record(
        self,
        group: int,
        text: str,
        *,
        why: str = "",
        method: str,
        decided_at: datetime,
        author: int | None,
        source: str,
        versions: Sequence[tuple[str, datetime]] = (),
        reservations: Sequence[tuple[str, str]] = (),
        voices: int = 0,
        answered: int = 0,
        relayed: int = 0,
        reached: int = 0,
        review_at: datetime | None = None,
        trial: bool = False,
        replaces: int | None = None,
    ) -> tuple[int, str]:
        """Keeps it, gives its id and its number (« D-2027-006 »); sets the alarms of its review; marks the
        decision it replaces, on both.

        `method`: one of model.Method. `versions`: its texts, oldest first, with when each was proposed; the last
        is `text`, and is added where it is missing. `reservations`: words, and a name or ''. `replaces`: left
        alone where it is of another group, or was replaced already.
        """
        of = await self.members.store.group(group)
        decision = Decision(
            id=0,
            group=group,
            year=of.local(decided_at).year,
            rank=0,
            words=text,
            why=why,
            method=cast("Method", method),
            decided_at=decided_at,
            noted_at=decided_at,
            author=author,
            source=source,
            voices=voices,
            answered=answered,
            relayed=relayed,
            reached=reached,
            review_at=review_at,
            trial=trial,
            length=rules.length(of, decided_at, review_at),
        )
        texts = list(versions) if versions and versions[-1][0] == text else [*versions, (text, decided_at)]
        kept = await self.register.add(decision, texts, [Reservation(*one) for one in reservations])
        await self.set_review(kept, of, decided_at)
        if replaces is not None:
            await self._replace(replaces, kept, decided_at)
        return kept.id, kept.number

    async def number_of(self, source: str) -> tuple[int, str] | None:
        """The decision that came of this topic."""
        found = await self.register.of_source(source)
        return None if found is None else (found.id, found.number)

    async def text_of(self, decision: int, group: int) -> str | None:
        """Its text, where it is in force or to be revised in this group."""
        found = await self.register.find(decision)
        return found.words if found is not None and found.group == group and found.lives else None

    async def outcome_of(self, decision: int) -> tuple[int, int, int, int, Sequence[tuple[str, str]]] | None:
        """(voices, answered, relayed, reached, reservations) as they were recorded: each reservation in its words,
        with a name or ''."""
        found = await self.register.find(decision)
        if found is None:
            return None
        reserved = [(one.words, one.name) for one in await self.register.reservations(decision)]
        return found.voices, found.answered, found.relayed, found.reached, reserved

    async def _replace(self, number: int, by: Decision, now: datetime) -> None:
        old = await self.register.find(number, lock=True)
        if old is None or old.group != by.group or old.state in ("replaced", "withdrawn"):
            return
        await self.register.keep(replace(old, state="replaced", replaced_by=by.id, overdue=False))
        await self.cancel_review(old.id)
        review = await self.register.review_of(old.id)
        if review is not None:
            await self.register.end_review(review, "replaced", now)
            await self.alarms.cancel(review_topic(old.id, review.id), "end")
        await self.register.settle_objections(old.id, now)
        await self.refresh(old.id)

    async def set_review(self, decision: Decision, group: Group, now: datetime) -> None:
        """The alarms of its next review, and none other."""
        await self.cancel_review(decision.id)
        if not decision.lives or decision.review_at is None:
            return
        topic = topic_of(decision.id)
        await self.alarms.set(topic, "review", rules.asked_at(group, decision.review_at))
        notice = rules.noticed_at(group, decision.review_at)
        if notice > now:
            await self.alarms.set(topic, "soon", notice)

    async def cancel_review(self, decision: int) -> None:
        for name in ("review", "soon"):
            await self.alarms.cancel(topic_of(decision), name)

    async def refresh(self, decision: int) -> None:
        """Whatever shows this decision is stale."""
        await self.posts.refresh(topic_of(decision))
        await self.posts.refresh_aspects(topic_of(decision))
