"""The people of the play, where they live, and what happens to them beside all questions."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.assembly import every_feature
from bot.ground import Ground
from handlers.conversation.events import Chat
from handlers.conversation.quiet import Night
from handlers.members.model import Group, Role
from storage.database import Transaction
from storage.members import StoredMembers
from tests.bot.vote_model.course import Course
from tests.bot.vote_model.questions import Neighbour
from tests.bot.vote_model.stage import SALON, TELEGRAM, Stage, T

FAR = datetime(2030, 1, 1, tzinfo=UTC)
"""When facilitators end: after everything that is played."""
HOMES: Sequence[Sequence[tuple[str, Role, str]]] = (
    (("Karim", "resident", "s"), ("Sarah", "resident", "s")),
    (("Inès", "resident", "st"),),
    (("Léa", "resident", "t"),),
    (("Tomás", "resident", "t"), ("Marcel", "resident", ""), ("Zoé", "resident", "s")),
    (("Odette", "resident", ""),),
    (("Fatou", "facilitator", "st"),),
    (("Nadia", "accompaniment", "s"),),
    (("Paul", "professional", "st"),),
    (("Gaston", "guest", "t"),),
)
"""Who lives with whom, and their doors: the salon, where everybody has a page; Telegram, where nobody has one."""


class Scene(Stage):
    """The stage, with people on it."""

    def settle(self) -> Course:
        """A new group with its people, in two rooms; and another group, whose buttons are not theirs."""
        self.begin()
        self.write(self._settle)
        return self.world

    async def _settle(self, tx: Transaction) -> None:
        members = StoredMembers(tx, self.world.now)
        settings = Group(0, "Les Tilleuls", "Europe/Paris", "fr", Night())
        self.group, self.elsewhere = await members.add_group(settings), await members.add_group(settings)
        for group in (self.group, self.elsewhere):
            await members.add_chat(group, Chat(SALON, f"room-{group}"), lists_members=True)
        await members.add_chat(self.group, self.room(TELEGRAM), lists_members=True, pages=False)
        for home in HOMES:
            household = self.world.new_household()
            settled: list[Neighbour] = []
            for name, role, doors in home:
                one = await self._settle_one(members, name, role, doors)
                one.household = household
                if settled:
                    await members.live_with(self.group, one.id, settled[0].id)
                settled.append(one)
        lea, odette = self.named("Léa"), self.named("Odette")
        await members.ask_relay(self.group, odette, lea, self.world.now, agreed=True)
        await members.ask_relay(self.group, self.named("Inès"), self.named("Karim"), self.world.now, agreed=True)
        await members.ask_relay(self.group, self.named("Marcel"), self.named("Zoé"), self.world.now)  # not agreed
        self.world.relays = {(odette, lea), (self.named("Inès"), self.named("Karim"))}
        stranger = await members.add_person("Yves")
        await members.add_account(stranger.id, SALON, f"stranger-{self.group}")
        await members.add_member(self.elsewhere, stranger.id, "facilitator")

    async def _settle_one(self, members: StoredMembers, name: str, role: Role, doors: str) -> Neighbour:
        person = await members.add_person(name)
        accounts = [(SALON if door == "s" else TELEGRAM, f"{door}{person.id}") for door in doors]
        for platform, account in accounts:
            await members.add_account(person.id, platform, account)
        await members.add_member(self.group, person.id, role)
        await members.give_role(self.group, person.id, role, FAR if role == "facilitator" else None)
        self.world.people[person.id] = Neighbour(person.id, name, role, 0, accounts)
        return self.world.people[person.id]

    # What happens elsewhere: in settings, in households, on a second account

    def settles(self, **rules: Any) -> None:
        """The group's rules for its next votes."""

        async def change(tx: Transaction) -> None:
            members = StoredMembers(tx, self.world.now)
            await members.settle(replace(await members.group(self.group), **rules))

        self.write(change)

    def members(self, change: Callable[[StoredMembers], Awaitable[T]]) -> T:
        """Changes something about people or households."""
        return self.write(lambda tx: change(StoredMembers(tx, self.world.now)))

    def holds(self, who: int, does: bool) -> None:
        """Whether this person answers for their household."""

        async def change(tx: Transaction) -> None:
            members = StoredMembers(tx, self.world.now)
            member = await members.member(self.group, who)
            assert member is not None
            await members.hold(member.household, who if does else None)

        self.write(change)

    def unites(self, kept: int, gone: int) -> None:
        """Two people are one, without the six digits by which that is found out; what they had begun is dropped."""

        async def join(tx: Transaction) -> None:
            ground = Ground(tx, self.world.now)
            for who in (kept, gone):
                await ground.drafts.drop(who, self.group)
            await every_feature(ground).unite(kept, gone)

        self.write(join)
