"""All features at once, from their declarations: menus, what is held of people, the agenda, who is forgotten."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from handlers.conversation.feature import Entry, Held, Kept, MenuEntry, Missed, Waiting
from handlers.conversation.text import Text, t, tn
from storage.heard import StoredHeard
from storage.matrix import StoredMatrix
from storage.salon import StoredSalon

from .ground import Ground, Placed
from .keeps import HOUSE_KEEPS
from .texts import voice

FIRST = ("polls:ask:poll", "polls:ask:vote", "proposals:ask")
"""What a group begins most often; the ways to decide stand beside each other."""


class EveryFeature:
    """handlers.help.store.House, and those of other features."""

    def __init__(self, ground: Ground, features: Sequence[Placed[Any]]) -> None:
        self._ground = ground
        self._features = features

    def commands(self) -> Sequence[tuple[str, Text]]:
        return [(line.names[0], line.help) for placed in self._features for line in placed.feature.commands]

    def menu(self) -> Sequence[MenuEntry]:
        return [entry for placed in self._features for entry in placed.feature.menu]

    def launches(self) -> Sequence[MenuEntry]:
        entries = [entry for placed in self._features for entry in placed.feature.launches]
        return sorted(entries, key=lambda one: FIRST.index(one.data) if one.data in FIRST else len(FIRST))

    def mine(self) -> Sequence[MenuEntry]:
        return [entry for placed in self._features for entry in placed.feature.mine]

    def keeps(self) -> Sequence[Kept]:
        by_feature = [kept for placed in reversed(self._features) for kept in placed.feature.keeps]
        return [*by_feature[:1], *HOUSE_KEEPS[:1], *by_feature[1:], *HOUSE_KEEPS[1:]]

    def say(self, text: Text, language: str) -> str:
        return voice(language)(text)

    async def waiting(self, person: int) -> Sequence[Waiting]:
        """Every open question that this person has not answered, in every group they are in."""
        waiting: list[Waiting] = []
        for placed in self._features:
            if placed.feature.waiting is not None:
                waiting += await placed.feature.waiting(placed.make(self._ground), person, self._ground.now)
        return waiting

    async def entries(self, group: int, begins: datetime, ends: datetime) -> Sequence[Entry]:
        """What the group has ahead between these moments, in order."""
        found: list[Entry] = []
        for placed in self._features:
            if placed.feature.entries is not None:
                found += await placed.feature.entries(placed.make(self._ground), group, begins, ends)
        return sorted(found, key=lambda entry: entry.at.timestamp())

    async def missed(self, group: int, since: datetime, until: datetime) -> Sequence[Missed]:
        """What fell due between these moments, and was said or done only afterwards; oldest first."""
        found: list[Missed] = []
        for placed in self._features:
            if placed.feature.missed is not None:
                found += await placed.feature.missed(placed.make(self._ground), group, since, until)
        return sorted(found, key=lambda one: one.at.timestamp())

    async def unite(self, kept: int, gone: int) -> None:
        """Two people turned out to be one: what is kept of the second is the first's from now on."""
        # First what goes by the person's number alone; members last, who know whose accounts they were.
        await StoredSalon(self._ground.tx).unite(kept, gone)
        await self._ground.drafts.unite(kept, gone)
        await self._ground.posts.unite(kept, gone)
        for placed in self._features:
            if placed.feature.united is not None:
                await placed.feature.united(placed.make(self._ground), kept, gone)

    async def annex(self, kept: int, gone: int) -> None:
        """Two groups turned out to be one: the rooms and the subjects of the second are the first's."""
        for placed in self._features:
            if placed.feature.annexed is not None:
                await placed.feature.annexed(placed.make(self._ground), kept, gone)

    async def held_about(self, person: int) -> Sequence[Held]:
        held: list[Held] = []
        for placed in self._features:
            held += await placed.feature.held_about(placed.make(self._ground), person)
        return [*held, *await self._held_by_the_house(person)]

    async def _held_by_the_house(self, person: int) -> Sequence[Held]:
        salon, lines = StoredSalon(self._ground.tx), []
        if said := await salon.messages_of(person):
            lines.append(tn("{n} message in the room", "{n} messages in the room", said))
        if links := await salon.links_of(person):
            lines.append(tn("{n} personal link to the room", "{n} personal links to the room", links))
        if answers := await self._ground.receipts.answers_of(person):
            lines.append(tn("{n} answer that I gave you", "{n} answers that I gave you", answers))
        reactions, rooms = await StoredMatrix(self._ground.tx).held_about(person)
        if reactions:
            lines.append(tn("{n} reaction under my messages", "{n} reactions under my messages", reactions))
        if rooms:
            lines.append(tn("{n} private room with me", "{n} private rooms with me", rooms))
        return [Held(t("Your words"), tuple(lines))] if lines else []

    async def forget(self, person: int) -> None:
        # What the house itself holds goes first: afterwards nobody knows any more who this was.
        name = (await self._ground.members.names([person])).get(person, "")
        await StoredHeard(self._ground.tx).forget(person, name)
        await self._ground.drafts.forget(person, name)
        await self._ground.posts.forget(person)
        await StoredSalon(self._ground.tx).forget(person)
        await StoredMatrix(self._ground.tx).forget(person, name)
        for placed in self._features:
            await placed.feature.forget(placed.make(self._ground), person)
