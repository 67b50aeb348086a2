"""A group says what it is, who runs it, and in which rooms it talks."""

from collections.abc import Callable, Sequence
from datetime import datetime

from handlers.conversation.answer import Answer
from handlers.conversation.events import Alarm, Command, Dismissed, Invited, Moved, Press
from handlers.conversation.feature import Held
from handlers.conversation.stores import Alarms, Posts
from handlers.conversation.text import Text, t, verbatim
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.members.code_store import Codes
from handlers.members.desk import MembersDesk
from handlers.members.model import Group, Here, Hosting, Role

from . import role_views, rules, rules_views, views
from .admission import Admission
from .doors import Doors
from .naming import Naming
from .store import EveryFeature, Groups


class GroupsHandler:
    """Settings here; roles in `naming`, the host's yes or no in `admission`, rooms in `doors`."""

    def __init__(
        self,
        groups: Groups,
        members: MembersDesk,
        posts: Posts,
        alarms: Alarms,
        codes: Codes,
        house: EveryFeature,
        hosting: Hosting,
    ) -> None:
        self.groups = groups
        self.members = members
        self.posts = posts
        self.codes = codes
        self.naming = Naming(groups, members, posts, alarms)
        self.admission = Admission(groups, members, posts, self.naming, hosting)
        self.doors = Doors(codes, members, posts, self.naming, house)

    # The screen of the group

    async def look(self, event: Command | Press) -> Answer:
        """« /groupe »; behind it may stand a code that joins rooms."""
        if isinstance(event, Command) and rules.is_code(event.words):
            return await self.doors.typed(event)
        here = await self.members.here(event, (event.number(0) or None) if isinstance(event, Press) else None)
        return Answer(view=await self._screen(here, event.at))

    async def _screen(self, here: Here, now: datetime) -> View:
        members = await self.members.store.members(here.group.id)
        settles = rules.may_settle(here, members)
        return views.screen(here.group, members, now, settles=settles, joins=here.runs)

    # Setting up: three taps

    async def kind(self, press: Press) -> Answer:
        here = await self._settling(press)
        group = rules.changed(here.group, "kind", press.word(1))
        await self.members.store.settle(group)
        return Answer(view=views.and_you(group))

    async def mine(self, press: Press) -> Answer:
        """What whoever sets the group up is in it. A facilitator who sets it up again keeps the later end."""
        here = await self._settling(press)
        role: Role = "accompaniment" if press.word(1) == "accompany" else "facilitator"
        known = await self.members.store.member(here.group.id, here.person.id)
        until = rules.term_end(press.at, known) if role == "facilitator" else None
        await self.naming.give_role(here.group.id, here.person.id, role, until, press.at)
        noted = role_views.noted(here.group, role, until, press.at)
        return Answer(view=views.everyone_here(here.group, noted))

    async def ready(self, press: Press) -> Answer:
        here = await self.members.here(press, press.number(0))
        return Answer(view=views.ready(here.group))

    async def perfect(self, press: Press) -> Answer:
        await self.members.here(press, press.number(0))
        return Answer(toast=t("Perfect. Everything can be changed: write /groupe."))

    # Settings

    async def customs(self, press: Press) -> Answer:
        return await self._setting(press, views.customs)

    async def school(self, press: Press) -> Answer:
        return await self._setting(press, views.school)

    async def language(self, press: Press) -> Answer:
        return await self._setting(press, views.language)

    async def zones(self, press: Press) -> Answer:
        return await self._setting(press, lambda group: views.zones(group, press.number(1)))

    async def night(self, press: Press) -> Answer:
        return await self._setting(press, views.night)

    async def votes(self, press: Press) -> Answer:
        return await self._setting(press, rules_views.votes)

    async def voices(self, press: Press) -> Answer:
        return await self._setting(press, rules_views.voices)

    async def agreement(self, press: Press) -> Answer:
        return await self._setting(press, rules_views.agreement)

    async def quorum(self, press: Press) -> Answer:
        return await self._setting(press, rules_views.quorum)

    async def silence(self, press: Press) -> Answer:
        return await self._setting(press, rules_views.silence)

    async def sunday(self, press: Press) -> Answer:
        return await self._setting(press, views.sunday)

    async def kinds(self, press: Press) -> Answer:
        return await self._setting(press, views.kinds)

    async def _setting(self, press: Press, draw: Callable[[Group], View]) -> Answer:
        return Answer(view=draw((await self._settling(press)).group))

    async def set(self, press: Press) -> Answer:
        """One setting changes; the screen of the group shows it."""
        here = await self._settling(press)
        setting = press.word(1)
        group = rules.changed(here.group, setting, press.word(2))
        await self.members.store.settle(group)
        changed = Here(group, here.person, here.role)
        return Answer(toast=_noted(setting), view=await self._screen(changed, press.at))

    async def _settling(self, press: Press) -> Here:
        here = await self.members.here(press, press.number(0))
        rules.must_settle(here, await self.members.store.members(here.group.id))
        return here

    # What the house tells, and asks of every feature

    async def invited(self, event: Invited) -> Answer | None:
        return await self.admission.invited(event)

    async def dismissed(self, event: Dismissed) -> None:
        await self.admission.dismissed(event)

    async def moved(self, event: Moved) -> None:
        await self.admission.moved(event)

    async def ending_due(self, alarm: Alarm) -> None:
        await self.naming.ending_due(alarm)

    async def ended_due(self, alarm: Alarm) -> None:
        await self.naming.ended_due(alarm)

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        kind, _, rest = topic.aspect.partition(":")
        if kind == "admission":
            waiting = await self.groups.invitation(topic.id)
            return () if waiting is None else (views.asks_host(waiting),)
        if kind == "joined":
            gone, by = (int(number) for number in rest.split(":"))
            store = self.members.store
            name = (await store.names([by])).get(by) or t("a neighbour")
            return (views.joined((await store.group(gone)).name, await store.group(topic.id), name),)
        return await self.naming.show(topic, now)

    async def held_about(self, person: int) -> Sequence[Held]:
        rooms = await self.groups.invited_by(person)
        asked = tuple(verbatim(room) for room in rooms)
        return [Held(t("Groups into which you would bring me"), asked)] if asked else []

    async def forget(self, person: int) -> None:
        await self.codes.forget(person)
        await self.groups.forget(person)
        for topic in await self.groups.told():
            if topic.aspect == "admission" or rules.quotes(topic, person):
                await self.posts.refresh(topic)

    async def united(self, kept: int, gone: int) -> None:
        await self.codes.forget(gone)
        for group in await self.groups.groups_of(gone):
            await self.naming.unite(group, kept, gone)

    async def purge(self, now: datetime) -> int:
        return await self.codes.purge(now) + await self.groups.purge(now - rules.INVITATION_KEPT)


def _noted(setting: str) -> Text:
    """What a change holds for."""
    if setting in ("voices", "agreement", "quorum", "kind"):
        return t("It is noted, for the next votes: those that are open keep their rules.")
    if setting == "silence":
        return t("It is noted, for the next proposals: those that are open keep their rule.")
    if setting == "language":
        return t("It is noted. Cards change with their next answer.")
    return t("It is noted.")
