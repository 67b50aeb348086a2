"""What somebody is to do: they are asked first, reminded once, and give it back without blame."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Alarm, Press
from handlers.conversation.text import Moment, t
from handlers.members.desk import unknown
from handlers.members.model import Here

from . import doing_views, rules
from .box import Box
from .model import Action, Minutes


class Doing:
    """A name is shown to others only once that person has said yes."""

    def __init__(self, box: Box) -> None:
        self.box = box

    # Asking

    async def ask(self, minutes: Minutes, action: Action, here: Here, now: datetime) -> None:
        """Whom it names is asked, alone; whoever named themselves has said yes."""
        if action.person is None or action.state != "asked":
            return
        if action.person == here.person.id:
            await self._agree(action, here, now)
            return
        member = await self.box.members.store.member(minutes.group, action.person)
        if member is None:
            await self.box.minutes.keep_action(replace(action, state="open", person=None, said=""))
        elif member.reached:
            await self.box.posts.tell(action.asked(action.person), minutes.group, action.person)
        else:
            for person in await self._answers_for(minutes, action.person) or [here.person.id]:
                await self.box.posts.tell(action.asked_of_another(action.person), minutes.group, person)

    async def _answers_for(self, minutes: Minutes, person: int) -> Sequence[int]:
        """Whoever gives this person's answers; else those who run the group, who can go and ask."""
        relays = await self.box.members.store.relays(minutes.group)
        own = [one.relay.id for one in relays if one.agreed and one.person.id == person]
        return own or await self.box.members.running(minutes.group)

    async def asked_anew(self, minutes: Minutes, old: Action, new: Action, here: Here, now: datetime) -> None:
        """A task was written otherwise: whom it names now is asked, who had said yes is told, or reminded anew."""
        if old.person is not None and old.person != new.person:
            await self.box.posts.untell(old.asked(old.person), old.person)
            await self._is_no_longer_theirs(minutes, old)
        if new.state == "agreed":
            await self._set_reminder(new, here, now)
        await self.ask(minutes, new, here, now)

    async def _is_no_longer_theirs(self, minutes: Minutes, old: Action) -> None:
        """Whoever counted on doing it is told, and not only by what stands further up."""
        if old.state != "agreed" or old.person is None:
            return
        member = await self.box.members.store.member(minutes.group, old.person)
        if member is not None and member.reached:
            await self.box.posts.carry_over(old.asked(old.person), old.gone(old.person))
            await self.box.posts.tell(old.gone(old.person), minutes.group, old.person)

    # Answering

    async def _theirs(self, press: Press) -> tuple[Here, Minutes, Action]:
        """Who acts, and an action that is theirs to answer, or that of somebody for whom they answer. Raises
        Refused."""
        here, minutes = await self.box.seen(press, await self.box.minutes.of_action(press.number(0)))
        action = minutes.action(press.number(0))
        if action is None:
            raise unknown()
        if action.person is None:
            raise Refused(t("This is nobody's now. Whoever can do it says so below the minutes."))
        if action.person != here.person.id:
            spoken = {one.id for one in await self.box.members.speaks_for(here)}
            if action.person not in spoken:
                raise Refused(t("Only whoever is meant can answer that."))
        return here, minutes, action

    async def yes(self, press: Press) -> Answer:
        """« D'accord »: from now on everybody sees the name."""
        here, minutes, action = await self._theirs(press)
        if action.state == "done":
            raise Refused(t("It is done already."))
        if action.state == "agreed":
            return Answer(toast=t("That is noted already. Thank you."))
        at = await self._agree(action, here, press.at)
        await self.box.changed(minutes)
        return _thanks(at)

    async def _agree(self, action: Action, here: Here, now: datetime) -> datetime | None:
        await self.box.minutes.keep_action(replace(action, state="agreed"))
        return await self._set_reminder(action, here, now)

    async def _set_reminder(self, action: Action, here: Here, now: datetime) -> datetime | None:
        at = rules.remind_at(here.group, action.due, now)
        if at is not None:
            await self.box.alarms.set(action.alarm, "remind", at)
        return at

    async def no(self, press: Press) -> Answer:
        """« Pas moi »."""
        _, minutes, action = await self._theirs(press)
        return await self._give_back(minutes, action)

    async def cannot(self, press: Press) -> Answer:
        """« Je ne peux pas », after a yes."""
        _, minutes, action = await self._theirs(press)
        return await self._give_back(minutes, action)

    async def _give_back(self, minutes: Minutes, action: Action) -> Answer:
        if action.state == "done":
            raise Refused(t("It is done already."))
        # The sentence from which it came names them.
        await self.box.minutes.keep_action(replace(action, state="open", person=None, said=""))
        await self.box.alarms.cancel(action.alarm, "remind")
        await self.tell_given_back(minutes, action)
        await self.box.changed(minutes)
        return Answer(toast=t("Very well. Only whoever organises it gets a message."))

    async def tell_given_back(self, minutes: Minutes, action: Action) -> None:
        for person in await self.box.publishers(minutes):
            await self.box.posts.tell(action.back, minutes.group, person)

    async def done(self, press: Press) -> Answer:
        """« C'est fait »."""
        _, minutes, action = await self._theirs(press)
        if action.state == "done":
            return Answer(toast=t("It is done already."))
        await self.box.minutes.keep_action(replace(action, state="done"))
        await self.box.alarms.cancel(action.alarm, "remind")
        await self.box.changed(minutes)
        return Answer(toast=t("Thank you."), receipt=True)

    # What nobody does

    async def open(self, press: Press) -> Answer:
        """« Je peux aider »: `minutes:open:<minutes>`."""
        _, minutes = await self.box.seen(press, press.number(0))
        if not any(one.state == "open" for one in minutes.actions):
            raise Refused(t("Somebody does all of it already."))
        return Answer(view=doing_views.choose_open(minutes))

    async def take(self, press: Press) -> Answer:
        """`minutes:take:<action>`: whoever can, does."""
        _, minutes = await self.box.seen(press, await self.box.minutes.of_action(press.number(0)))
        here = await self.box.here(press, minutes.group)
        action = minutes.action(press.number(0))
        if action is None:
            raise unknown()
        if action.state != "open":
            raise Refused(t("Somebody does it already."))
        at = await self._agree(replace(action, person=here.person.id), here, press.at)
        await self.box.changed(minutes)
        return _thanks(at)

    # Looking

    async def answer(self, press: Press) -> Answer:
        """What one is asked, or does: from « À répondre », and from « Mes tâches »."""
        here, _, action = await self._theirs(press)
        if action.state == "done":
            return Answer(toast=t("It is done already."))
        names = {} if action.person == here.person.id else await self.box.people(here.group.id)
        name = names.get(action.person or 0, "")
        shown = doing_views.one_of_mine if action.state == "agreed" else doing_views.asked
        return Answer(view=shown(action, name))

    async def mine(self, press: Press) -> Answer:
        """« Mes tâches »: `minutes:mine:<page>`."""
        here = await self.box.members.here(press)
        tasks = await self.box.minutes.tasks(here.group.id, here.person.id)
        return Answer(view=doing_views.mine([one for one, _ in tasks], press.number(0)))

    # Time

    async def remind(self, alarm: Alarm) -> None:
        """Once, and never a second time; what is past is not said."""
        minutes = await self.box.minutes.find(await self.box.minutes.of_action(alarm.topic.id), lock=True)
        action = None if minutes is None else minutes.action(alarm.topic.id)
        if minutes is None or action is None or action.state != "agreed" or action.person is None:
            return
        if action.due is not None and action.due.over_at.timestamp() <= alarm.at.timestamp():
            return
        member = await self.box.members.store.member(minutes.group, action.person)
        if member is None or member.reached:
            await self.box.posts.tell(action.reminder(action.person), minutes.group, action.person)
            return
        for person in await self._answers_for(minutes, action.person) or await self.box.publishers(minutes):
            await self.box.posts.tell(action.reminder_of_another(action.person), minutes.group, person)


def _thanks(at: datetime | None) -> Answer:
    if at is None:
        return Answer(toast=t("Thank you."), receipt=True)
    return Answer(toast=t("Thank you. I remind you once: {moment}.", moment=Moment(at)), receipt=True)
