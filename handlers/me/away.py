"""Absences, and who answers meanwhile: the half of the handler that is about being away."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Alarm, Command, FromPerson, Press, Said
from handlers.conversation.stores import Alarms, Draft, Drafts, Posts
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.members.desk import MembersDesk, unknown
from handlers.members.model import Here, Member

from . import rules, views
from .absences import Words, understand_absence


class AwayHandler:
    """Being away is said to nobody but the one who is asked to answer: an empty home is nobody's business."""

    def __init__(self, members: MembersDesk, posts: Posts, drafts: Drafts, alarms: Alarms) -> None:
        self.members = members
        self.posts = posts
        self.drafts = drafts
        self.alarms = alarms

    async def absent(self, command: Command) -> Answer:
        """« /absent du 3 au 20 août », « /absent non », or alone."""
        here = await self.members.here(command)
        words = command.words.strip()
        if not words:
            return await self._absences(command, here)
        return await self._be_away(command, here, words)

    async def absences(self, press: Press) -> Answer:
        return await self._absences(press, await self.members.here(press))

    async def _absences(self, event: Command | Press, here: Here) -> Answer:
        member = await self._member(here)
        today = here.group.local(event.at).date()
        away = rules.days(here.group, member)
        if away is None or away.last < today:
            return await self._ask_dates(event, here)
        return Answer(view=views.noted(away, today, await self._asked(here), new=False))

    async def dates(self, press: Press) -> Answer:
        return await self._ask_dates(press, await self.members.here(press))

    async def _ask_dates(self, event: Command | Press, here: Here) -> Answer:
        await self.drafts.keep(here.person.id, Draft(here.group.id, event.chat, "me", "absence", {}), event.at)
        return Answer(view=views.ask_absence())

    def asks_absence(self, draft: Draft) -> View:
        return views.ask_absence()

    async def absence_typed(self, said: Said, draft: Draft) -> Answer:
        return await self._be_away(said, await self.members.here(said, draft.group), said.words)

    async def _be_away(self, event: Command | Said, here: Here, words: str) -> Answer:
        if words.casefold().strip(" .!") in rules.BACK:
            return await self._be_back(event, here)
        today = here.group.local(event.at).date()
        language = await self.members.store.language_of(here.person.id) or here.group.language
        typed = Words(words, ZoneInfo(here.group.zone), language, here.group.school)
        away = understand_absence(typed, event.at)
        rules.must_make_sense(away, today)
        begins, ends = rules.instants(here.group, away)
        await self.members.store.be_away(here.group.id, here.person.id, begins, ends)
        await self.alarms.set(_back(here), "back", ends)
        for question in await self._questions(here.group.id, here.person.id):
            if await self.alarms.cancel(question, "end"):
                await self.alarms.set(question, "end", ends)
                await self.posts.refresh(question)
        await self.drafts.drop(here.person.id, here.group.id)
        return Answer(view=views.noted(away, today, await self._asked(here), new=True))

    async def back(self, press: Press) -> Answer:
        return await self._be_back(press, await self.members.here(press))

    async def _be_back(self, event: FromPerson, here: Here) -> Answer:
        member = await self._member(here)
        await self.drafts.drop(here.person.id, here.group.id)
        if member.away_until is None or member.away_until <= event.at:
            return Answer(toast=t("No absence of yours is noted."))
        await self.alarms.cancel(_back(here), "back")
        await self._end_absence(here.group.id, here.person.id)
        return Answer(toast=t("Welcome back. Your absence is cancelled."))

    async def back_due(self, alarm: Alarm) -> None:
        """The absence is over by itself."""
        person, group = alarm.topic.id, int(alarm.topic.aspect)
        member = await self.members.store.member(group, person)
        if member is not None and member.away_until is not None and member.away_until <= alarm.at:
            await self._end_absence(group, person)

    async def _end_absence(self, group: int, person: int) -> None:
        """Whoever was asked for this absence answers no more; whoever answers always goes on."""
        await self.members.store.be_away(group, person, None, None)
        for question in await self._questions(group, person):
            if await self.alarms.cancel(question, "end"):
                await self._end_relay(question)

    async def relay_ends(self, alarm: Alarm) -> None:
        await self._end_relay(alarm.topic)

    async def _end_relay(self, question: Topic) -> None:
        _, group, relay = question.aspect.split(":")
        await self.members.store.drop_relay(int(group), question.id, int(relay))
        await self.posts.untell(question, int(relay))

    async def _questions(self, group: int, person: int) -> list[Topic]:
        """What those who may answer for this person could have been asked."""
        relays = await self.members.store.relays(group)
        return [_question(group, person, one.relay.id) for one in relays if one.person.id == person]

    # Who answers meanwhile

    async def relay(self, press: Press) -> Answer:
        here = await self.members.here(press)
        await self._who_is_away(here, press.at)
        store = self.members.store
        people = rules.could_answer(
            await store.members(here.group.id), await store.relays(here.group.id), here.person.id
        )
        return Answer(view=views.choose_relay(people, press.number(0)))

    async def ask(self, press: Press) -> Answer:
        """Asks one person, and tells nobody else."""
        here, other = await self.members.here(press), press.number(0)
        member = await self._who_is_away(here, press.at)
        store, group = self.members.store, here.group.id
        relays = await store.relays(group)
        chosen = next(
            (one for one in rules.could_answer(await store.members(group), relays, here.person.id)
             if one.person.id == other),
            None,
        )  # fmt: skip
        if chosen is None:
            raise unknown()
        rules.must_have_room(relays, chosen, here.person.id)
        await store.ask_relay(group, here.person.id, other, press.at)
        away = rules.days(here.group, member)
        assert away is not None, "who is away has dates"
        assert member.away_until is not None, "and an end"
        question = _question(group, here.person.id, other)
        await self.alarms.set(question, "end", member.away_until)  # also the mark of one asked for an absence
        await self.posts.tell(question, group, other)
        today = here.group.local(press.at).date()
        return Answer(
            toast=t("I ask {name}, and nobody else.", name=chosen.person.name),
            view=views.noted(away, today, await self._asked(here), new=False),
        )

    async def agree(self, press: Press) -> Answer:
        group, person = press.number(0), press.number(1)
        here = await self.members.here(press, group)
        store = self.members.store
        rules.must_have_room(await store.relays(group), await self._member(here), person)
        if not await store.agree_to_relay(group, person, here.person.id, press.at):
            raise unknown()
        return await self._relay_answered(here, person, agreed=True)

    async def decline(self, press: Press) -> Answer:
        group, person = press.number(0), press.number(1)
        here = await self.members.here(press, group)
        relays = await self.members.store.relays(group)
        if not any((one.person.id, one.relay.id) == (person, here.person.id) for one in relays):
            raise unknown()
        await self.members.store.drop_relay(group, person, here.person.id)
        await self.alarms.cancel(_question(group, person, here.person.id), "end")
        return await self._relay_answered(here, person, agreed=False)

    async def _relay_answered(self, here: Here, person: int, *, agreed: bool) -> Answer:
        group, relay = here.group.id, here.person.id
        await self.posts.untell(_question(group, person, relay), relay)
        await self.posts.tell(Topic("me", person, f"relay:{group}:{relay}:{agreed:d}"), group, person, rings=False)
        names = await self.members.store.names([person])
        if agreed:
            return Answer(view=views.relaying(names.get(person, ""), group, person))
        return Answer(toast=t("All right. I tell {name}.", name=names.get(person, "")))

    async def _who_is_away(self, here: Here, now: datetime) -> Member:
        member = await self._member(here)
        if member.away_until is None or member.away_until <= now:
            raise Refused(t("No absence of yours is noted."), views.ask_absence())
        return member

    async def _asked(self, here: Here) -> Sequence[str]:
        relays = await self.members.store.relays(here.group.id)
        return [one.relay.name for one in relays if one.person.id == here.person.id]

    async def _member(self, here: Here) -> Member:
        member = await self.members.store.member(here.group.id, here.person.id)
        if member is None:
            raise unknown()
        return member

    async def show_relay(self, topic: Topic, now: datetime) -> Sequence[View]:
        """What one was asked, or what the other answered."""
        store, person = self.members.store, topic.id
        group, relay, *answered = (int(word) for word in topic.aspect.split(":")[1:])
        if answered:
            name = (await store.names([relay])).get(relay)
            return () if name is None else (views.relay_answered(name, answered == [1]),)
        asked = [one for one in await store.relays(group) if (one.person.id, one.relay.id) == (person, relay)]
        member = await store.member(group, person)
        if not asked or member is None:
            return ()
        of = await store.group(group)
        away = rules.days(of, member)
        if asked[0].agreed:
            return (views.relaying(member.person.name, group, person),)
        if away is None:
            return ()
        return (views.asked_relay(member.person.name, away, of.local(now).date(), group, person),)


def _back(here: Here) -> Topic:
    return Topic("me", here.person.id, str(here.group.id))


def _question(group: int, person: int, relay: int) -> Topic:
    """What `relay` is asked about `person`."""
    return Topic("me", person, f"relay:{group}:{relay}")
