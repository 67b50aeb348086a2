"""One group, several rooms: a code given by those who run one group, typed by those who run another."""

from handlers.conversation.answer import Answer
from handlers.conversation.events import Command, Press
from handlers.conversation.stores import Posts
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from handlers.members.code_store import Codes
from handlers.members.desk import MembersDesk
from handlers.members.model import Group

from . import rules, views
from .naming import Naming
from .store import EveryFeature


class Doors:
    """The code is the giving, the press is the confirming: both are checked when they are made (DESIGN §4)."""

    def __init__(
        self, codes: Codes, members: MembersDesk, posts: Posts, naming: Naming, house: EveryFeature
    ) -> None:
        self.codes = codes
        self.members = members
        self.posts = posts
        self.naming = naming
        self.house = house

    async def give(self, press: Press) -> Answer:
        """The code, to whoever runs the group that stays."""
        here = await self.members.here(press, press.number(0))
        rules.must_join(here)
        digits = await self.codes.give("room", here.person.id, here.group.id, press.at)
        return Answer(view=views.code(here.group, digits))

    async def typed(self, command: Command) -> Answer:
        """« /groupe 482913 » in a room of the group that joins the other: what will happen.

        Nothing is raised once a try is counted: a refusal that is raised would undo the counting.
        """
        here = await self.members.here(command)
        rules.must_join(here)
        if not await self.codes.may_try(here.person.id, command.at):
            return _too_often()
        digits = rules.code_in(command.words)
        kept = await self._giver(await self.codes.look("room", digits, command.at))
        if kept is None:
            return _no_such_code()
        if kept[1].id == here.group.id:
            return Answer(toast=t("This code is of this group. Write it in the other room."), refused=True)
        return Answer(view=views.join(here.group, kept[1], digits))

    async def unite(self, press: Press) -> Answer:
        """The confirmation: the two groups are one from now on."""
        here = await self.members.here(press, press.number(0))
        rules.must_join(here)
        if not await self.codes.may_try(here.person.id, press.at):
            return _too_often()
        digits = rules.code_in(press.word(1))
        kept = await self._giver(await self.codes.look("room", digits, press.at))
        if kept is None or kept[1].id == here.group.id:
            return _no_such_code()
        if await self.codes.take("room", digits, press.at) is None:
            return _no_such_code()
        giver, group = kept
        await self.house.annex(group.id, here.group.id)
        await self.naming.watch(group.id, press.at)
        told = Topic("groups", group.id, f"joined:{here.group.id}:{here.person.id}")
        if giver != here.person.id:
            await self.posts.tell(told, group.id, giver)
        return Answer(toast=t("It is done: everybody is in « {group} ».", group=group.name))

    async def leave(self, press: Press) -> Answer:
        await self.members.here(press, press.number(0))
        return Answer(toast=t("Nothing has changed."))

    async def _giver(self, code: tuple[int, int] | None) -> tuple[int, Group] | None:
        """Who gave the code and for which group, if they still run it."""
        if code is None:
            return None
        person, group = code
        member = await self.members.store.member(group, person)
        if member is None or not rules.runs(member.role):
            return None
        return person, await self.members.store.group(group)


def _too_often() -> Answer:
    return Answer(toast=t("Five codes in an hour: that is the most. Try again later."), refused=True)


def _no_such_code() -> Answer:
    return Answer(toast=t("This code does not work, or no longer. Ask for a new one."), refused=True)
