"""Naming somebody, giving a role up, and the end of a term."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Alarm, Chat, Press
from handlers.conversation.stores import Alarms, Posts
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.members.desk import MembersDesk, unknown
from handlers.members.model import Here, Member, Role

from . import role_views, rules
from .model import Named
from .store import Groups


class Naming:
    """Who runs a group is said by people, for a time that is said too (DESIGN §4)."""

    def __init__(self, groups: Groups, members: MembersDesk, posts: Posts, alarms: Alarms) -> None:
        self.groups = groups
        self.members = members
        self.posts = posts
        self.alarms = alarms

    # Looking

    async def roles(self, press: Press) -> Answer:
        here, members = await self._here(press)
        names = rules.may_name(here, press, members, await self._rooms(here))
        return Answer(view=role_views.roles(here, members, press.at, names=names))

    async def pick(self, press: Press) -> Answer:
        here, members = await self._here(press)
        await self._must_name_somebody(here, press, members)
        return Answer(view=role_views.pick(here.group, members, press.number(1)))

    async def person(self, press: Press) -> Answer:
        here, members, member = await self._here_and_member(press)
        await self._must_name_somebody(here, press, members)
        only = not rules.may_settle(here, members)
        return Answer(view=role_views.what_for(here.group, member, press.at, facilitates_only=only))

    async def terms(self, press: Press) -> Answer:
        here, members, member = await self._here_and_member(press)
        rules.must_name(here, press, members, member, "facilitator", await self._rooms(here))
        return Answer(view=role_views.how_long(here.group, member))

    # Naming

    async def give(self, press: Press) -> Answer:
        """The role, and for a facilitator the months, of a button; checked as if nobody had seen it."""
        here, members, member = await self._here_and_member(press)
        role = rules.role_of(press.word(2))
        rules.must_name(here, press, members, member, role, await self._rooms(here))
        until = rules.ends_at(press.at, role, press.number(3))
        if role == member.role and until is None:
            raise Refused(t("It is so already."))
        own = member.person.id == here.person.id
        await self.give_role(here.group.id, member.person.id, role, until, press.at)
        if not own:
            told = Named(member.person.id, here.person.id, press.at, role, until, member.role, member.role_ends_at)
            await self.posts.tell(told.topic(here.group.id), here.group.id, member.person.id)
        return await self._given(here, member.person.id, press.at, own)

    async def _given(self, here: Here, person: int, now: datetime, own: bool) -> Answer:
        members = await self.members.store.members(here.group.id)
        member = next((one for one in members if one.person.id == person), None)
        if member is None:
            raise unknown()
        running = rules.somebody_runs(members)
        return Answer(view=role_views.given(here.group, member, now, own=own, running=running, undo=not own))

    async def undo(self, press: Press) -> Answer:
        """Whoever named somebody takes it back, as long as nothing else has come of it. What was told to the
        person proves who did it, what it was before, and when."""
        here, _, member = await self._here_and_member(press)
        found = [
            named
            for named in await self.groups.named(here.group.id, member.person.id)
            if named.by == here.person.id and press.at <= named.at + rules.UNDO
        ]
        if not found or not rules.holds(found[0], member):
            raise Refused(t("It is too late to undo it. You can name {name} again.", name=member.person.name))
        before = found[0]
        await self.give_role(here.group.id, member.person.id, before.before, before.before_until, press.at)
        again = await self.members.store.member(here.group.id, member.person.id)
        return Answer(view=role_views.undone(here.group, again or member, press.at))

    async def give_role(self, group: int, person: int, role: Role, until: datetime | None, now: datetime) -> None:
        """The role holds; the alarms of the term follow it; what was told of an older role is taken back."""
        await self.members.store.give_role(group, person, role, until)
        await self._set_alarms(group, person, until, now)
        await self._take_back(group, person)

    async def _take_back(self, group: int, person: int) -> None:
        """What was told of a role that no longer holds."""
        for named in await self.groups.named(group, person):
            await self.posts.untell(named.topic(group), person)

    # Saying yes and no

    async def agree(self, press: Press) -> Answer:
        await self.members.here(press, press.number(0))
        return Answer(toast=t("Thank you!"))

    async def decline(self, press: Press) -> Answer:
        """Whoever was named would rather not: those who run the group, or else whoever named, are told."""
        here = await self.members.here(press, press.number(0))
        if not here.runs:
            raise Refused(t("You no longer have this role."))
        named = await self.groups.named(here.group.id, here.person.id)
        await self.give_role(here.group.id, here.person.id, "resident", None, press.at)
        by = await self.members.store.member(here.group.id, named[0].by) if named else None
        told = await self._runners(here.group.id) if by is None else {by.person.id}
        for person in told - {here.person.id}:
            topic = Topic("groups", here.group.id, f"declined:{here.person.id}")
            await self.posts.tell(topic, here.group.id, person)
        return Answer(toast=t("It is noted, and I say so."))

    async def stop(self, press: Press) -> Answer:
        """Anybody may give up running the group; the last one is told what follows, and then does it."""
        here, members = await self._here(press)
        if not here.runs:
            raise Refused(t("You do not run this group."))
        last = not any(rules.runs(one.role) for one in members if one.person.id != here.person.id)
        if press.word(1) != "surely":
            return Answer(view=role_views.stop(here, last))
        await self.give_role(here.group.id, here.person.id, "resident", None, press.at)
        return Answer(view=role_views.stopped(here.group, last))

    # Time

    async def watch(self, group: int, now: datetime) -> None:
        """The terms of all who facilitate a group end, whoever gave them."""
        for member in await self.members.store.members(group):
            if member.role == "facilitator":
                await self._set_alarms(group, member.person.id, member.role_ends_at, now)

    async def unite(self, group: int, kept: int, gone: int) -> None:
        """Two people turn out to be one: whichever term ends first rings for the first of them, and looks
        then what has become of the other."""
        both = [await self.members.store.member(group, person) for person in (kept, gone)]
        ends = [one.role_ends_at for one in both if one is not None and one.role_ends_at is not None]
        if ends:
            await self.alarms.set(rules.term(group, kept), "ending", min(ends) - rules.WARNED)
            await self.alarms.set(rules.term(group, kept), "ended", min(ends))

    async def _set_alarms(self, group: int, person: int, until: datetime | None, now: datetime) -> None:
        topic = rules.term(group, person)
        for name in ("ending", "ended"):
            await self.alarms.cancel(topic, name)
        if until is None:
            return
        if until - rules.WARNED > now:
            await self.alarms.set(topic, "ending", until - rules.WARNED)
        await self.alarms.set(topic, "ended", until)

    async def ending_due(self, alarm: Alarm) -> None:
        """A week before the end of a term; it looks again, for the term may be another one by now."""
        group, member = await self._of_term(alarm.topic)
        if member is None or member.role_ends_at is None:
            return
        if alarm.at < member.role_ends_at - rules.WARNED:
            await self._set_alarms(group, member.person.id, member.role_ends_at, alarm.at)
            return
        await self.posts.tell(Topic("groups", group, f"ending:{member.person.id}"), group, member.person.id)

    async def ended_due(self, alarm: Alarm) -> None:
        """The end of a term: those who run the group are told; where nobody does, the person themselves."""
        group, member = await self._of_term(alarm.topic)
        if member is None:
            return
        if member.role_ends_at is not None:
            await self._set_alarms(group, member.person.id, member.role_ends_at, alarm.at)
        if member.role != "resident":
            return
        own = member.person.id
        await self._take_back(group, own)
        await self.posts.refresh(Topic("groups", group, f"ending:{own}"))
        runners = await self._runners(group)
        for person in runners:
            await self.posts.tell(Topic("groups", group, f"ended:{own}"), group, person)
        if not runners:
            await self.posts.tell(Topic("groups", group, f"over:{own}"), group, own)

    async def _of_term(self, topic: Topic) -> tuple[int, Member | None]:
        person = int(topic.aspect.partition(":")[2])
        return topic.id, await self.members.store.member(topic.id, person)

    # What people were told

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        """One of the messages to one person alone; nothing where it no longer holds."""
        store = self.members.store
        kind, _, rest = topic.aspect.partition(":")
        person = int(rest.partition(":")[0])
        group, member = await store.group(topic.id), await store.member(topic.id, person)
        if member is None:
            return ()
        if kind == "named":
            told = Named.of(topic)
            by = (await store.names([told.by])).get(told.by) or t("a neighbour")
            return (role_views.named(group, member, by, now),) if rules.holds(told, member) else ()
        if kind == "ending":
            until = member.role_ends_at
            return () if until is None else (role_views.ending(group, until, now),)
        if rules.runs(member.role):
            return ()
        if kind == "declined":
            return (role_views.declined(group, member.person.name),)
        running = bool(await self._runners(topic.id))
        return (role_views.ended(group, member.person, own=kind == "over", running=running),)

    async def _runners(self, group: int) -> set[int]:
        members = await self.members.store.members(group)
        return {member.person.id for member in members if rules.runs(member.role)}

    async def _here(self, press: Press) -> tuple[Here, Sequence[Member]]:
        here = await self.members.here(press, press.number(0))
        return here, await self.members.store.members(here.group.id)

    async def _here_and_member(self, press: Press) -> tuple[Here, Sequence[Member], Member]:
        here, members = await self._here(press)
        member = next((one for one in members if one.person.id == press.number(1)), None)
        if member is None:
            raise unknown()
        return here, members, member

    async def _rooms(self, here: Here) -> Sequence[Chat]:
        return await self.members.store.chats(here.group.id)

    async def _must_name_somebody(self, here: Here, press: Press, members: Sequence[Member]) -> None:
        if not rules.may_name(here, press, members, await self._rooms(here)):
            raise Refused(t("Only those who run the group can name somebody."))
