"""A reminder is set by one sentence; it can be changed, or taken away again, below what was understood."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Command, Press, Quoted, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.views import View
from handlers.members.model import Here
from handlers.when.model import Instant

from . import rules, turns_views, views
from .box import Act, Box
from .model import Reminder
from .rotating import Rotating, names_of
from .rules import Moments


class Setting:
    """It is kept at once, as it is undone by one tap, and says what was understood."""

    def __init__(self, box: Box, rotating: Rotating) -> None:
        self.box = box
        self.rotating = rotating

    async def remind(self, command: Command) -> Answer:
        """« /rappel arroser le potager tous les 2 jours à 8 h »; « /rappel demain », in reply to a message."""
        here = await self.box.here(command)
        if not command.words.strip() and command.reply_to is None:
            await self.box.keep_draft(command, here, "what")
            return Answer(view=views.ask_what(None))
        return await self._read(command, here, command.words, command.reply_to)

    async def _read(self, event: Command | Said, here: Here, typed: str, quoted: Quoted | None) -> Answer:
        read = await self.box.understood(here, typed, event.at)
        moments = rules.moments(read.meaning, here.group.local(event.at), ZoneInfo(here.group.zone))
        words = rules.what(typed if moments is None else read.subject)
        author: dict[str, str | int] = {}
        if quoted is not None and not words:
            words = rules.quoted(quoted.words)
            author = await self._author_of(event, here, quoted)
        if not words and moments is None:
            raise Refused(t("Of what, and when? For example: /rappel take out the bread in 20 minutes."))
        if not words:
            await self.box.keep_draft(event, here, "what", when=typed)
            return Answer(view=views.ask_what(typed))
        if moments is None:
            await self.box.keep_draft(event, here, "when", words=words, **author)
            return Answer(view=views.ask_when(words, here.group.local(event.at)))
        return await self._set(event, here, words, moments, author)

    async def _author_of(self, event: Command | Said, here: Here, quoted: Quoted) -> dict[str, str | int]:
        """One's own words need no name."""
        known = await self.box.members.store.account_of(event.chat.platform, quoted.account)
        if known is None:
            return {"name": quoted.name}
        return {} if known.id == here.person.id else {"by": known.id}

    async def _set(
        self, event: Act, here: Here, words: str, moments: Moments, author: dict[str, str | int]
    ) -> Answer:
        await self.must_have_room(here)
        reminder = Reminder(
            0,
            here.group.id,
            here.person.id,
            words,
            "one",
            moments.starts,
            event.at,
            moments.rule,
            moments.without,
            said_by=int(author["by"]) if "by" in author else None,
            said_name=str(author.get("name", "")),
        )
        reminder = replace(reminder, next_at=rules.following(reminder, event.at))
        reminder = replace(reminder, id=await self.box.reminders.add(reminder))
        await self.set_alarm(reminder)
        await self.box.drafts.drop(here.person.id, here.group.id)
        return await self.shown(here, reminder, event.at, new=True)

    async def must_have_room(self, here: Here) -> None:
        """Raises Refused for one reminder too many."""
        if await self.box.reminders.how_many(here.group.id, here.person.id) >= rules.MOST:
            raise Refused(t("You have {most} reminders already. Remove one first: /rappels", most=rules.MOST))

    async def set_alarm(self, reminder: Reminder) -> None:
        if reminder.next_at is None:
            await self.box.alarms.cancel(reminder.topic, "ring")
        else:
            await self.box.alarms.set(reminder.topic, "ring", reminder.next_at)

    async def shown(self, here: Here, reminder: Reminder, now: datetime, *, new: bool = False) -> Answer:
        """What it says now; the private conversation is opened where it could not be told otherwise."""
        said = await self.box.said(here, reminder, now)
        if await self.rotating.order(reminder):
            return await self._turns(here, reminder, said, now)
        view = views.reminder(here.group, reminder, said, here.group.local(now), new=new)
        return Answer(view=view, opens_private=new and not said.reachable)

    async def _turns(self, here: Here, reminder: Reminder, said: views.Said, now: datetime) -> Answer:
        """Whose turns are the next."""
        homes = await self.rotating.homes(here.group.id)
        coming = await self.rotating.coming(reminder, now)
        lines = [(here.group.local(one.due_at), names_of(homes[one.household])) for one in coming]
        home = await self.rotating.home_of(here.group.id, here.person.id)
        mine = any(one.household == home for one in coming)
        shown = turns_views.turns(
            reminder, said.rhythm, lines[: turns_views.NAMED], mine=mine, may_change=said.may_change
        )
        return Answer(view=shown)

    # What it lacks

    def asks_what(self, draft: Draft) -> View:
        return views.ask_what(draft.notes.get("when"))

    async def what_typed(self, said: Said, draft: Draft) -> Answer:
        """Of what; perhaps with another moment."""
        here = await self.box.here(said, draft.group)
        words, when = said.words, draft.notes.get("when", "")
        read = await self.box.understood(here, words, said.at)
        local, zone = here.group.local(said.at), ZoneInfo(here.group.zone)
        if when and rules.moments(read.meaning, local, zone) is None:
            words = f"{when} {words}"
        return await self._read(said, here, words, None)

    def asks_when(self, draft: Draft) -> View:
        return views.ask_when(draft.notes["words"], None)

    async def when_typed(self, said: Said, draft: Draft) -> Answer:
        here = await self.box.here(said, draft.group)
        read = await self.box.understood(here, said.words, said.at)
        moments = rules.moments(read.meaning, here.group.local(said.at), ZoneInfo(here.group.zone))
        if moments is None:
            raise Refused(t("When? For example: tomorrow at 9, or every Tuesday at 7 pm."))
        return await self._set(said, here, draft.notes["words"], moments, _author(draft))

    async def when(self, press: Press) -> Answer:
        """« Dans 1 h », « Ce soir », « Demain matin »: `reminders:when:<which>`."""
        here = await self.box.here(press)
        draft = await self.box.drafts.find(here.person.id, here.group.id, press.at)
        if draft is None or (draft.feature, draft.step) != ("reminders", "when"):
            raise Refused(t("This was set already, or given up. Write /rappel for another one."))
        local, zone = here.group.local(press.at), ZoneInfo(here.group.zone)
        match press.word(0):
            case "hour":
                at = (press.at + rules.HOUR).astimezone(zone)
            case "evening":
                at = local.replace(hour=rules.EVENING.hour, minute=0, second=0, microsecond=0)
            case _:
                at = rules.on_day(local.date() + timedelta(days=1), local, zone)
        moments = rules.moments(Instant(at), local, zone)
        assert moments is not None, "an instant is a moment"
        return await self._set(press, here, draft.notes["words"], moments, _author(draft))

    # Changing

    async def change(self, press: Press) -> Answer:
        """« Changer »: another moment, or other words, are typed."""
        here, reminder = await self.box.theirs(press, press.number(0))
        await self.box.keep_draft(press, here, "change", reminder=reminder.id)
        return Answer(view=views.ask_change(reminder))

    def asks_change(self, draft: Draft) -> View:
        return views.ask_change(None)

    async def change_typed(self, said: Said, draft: Draft) -> Answer:
        here, reminder = await self.box.theirs(said, int(draft.notes["reminder"]))
        read = await self.box.understood(here, said.words, said.at)
        moments = rules.moments(read.meaning, here.group.local(said.at), ZoneInfo(here.group.zone))
        words = rules.what(said.words if moments is None else read.subject)
        if not words and moments is None:
            raise Refused(t("I see no words there. Write a moment, or other words."))
        if words:
            reminder = replace(reminder, words=words, said_by=None, said_name="")
        if moments is not None:
            reminder = replace(
                reminder,
                starts=moments.starts,
                rule=moments.rule,
                without=moments.without,
                made_at=said.at,
                state="active",
            )
        await self.box.drafts.drop(here.person.id, here.group.id)
        return await self.changed(said, here, reminder, moved=moments is not None)

    async def changed(self, event: Act, here: Here, reminder: Reminder, *, moved: bool = False) -> Answer:
        """It is like this from now on; shown as it stands. `moved`: it rings at other times."""
        ahead = rules.following(reminder, event.at) if reminder.state == "active" else None
        reminder = replace(reminder, next_at=ahead)
        await self.box.reminders.keep(reminder, event.at)
        await self.set_alarm(reminder)
        await (self.rotating.replan if moved else self.rotating.plan)(reminder, event.at)
        return await self.shown(here, reminder, event.at)

    async def audience(self, press: Press) -> Answer:
        """« Pour le groupe », « Pour moi »: `reminders:for:<id>:<group or one>`."""
        here, reminder = await self.box.theirs(press, press.number(0))
        if press.word(1) == "group":
            reminder = replace(reminder, audience="group")
        elif reminder.person == here.person.id:
            reminder = replace(reminder, audience="one")
        else:
            raise Refused(t("{name} set it: it can be the group's, or end.", name=await self._name(reminder)))
        return await self.changed(press, here, reminder)

    async def _name(self, reminder: Reminder) -> str:
        person = reminder.person or 0
        return (await self.box.members.store.names([person])).get(person, "?")

    async def pause(self, press: Press) -> Answer:
        here, reminder = await self.box.theirs(press, press.number(0))
        if reminder.state == "ended":
            raise Refused(t("This reminder is over. Write /rappel for another one."))
        return await self.changed(press, here, replace(reminder, state="paused"))

    async def resume(self, press: Press) -> Answer:
        """« Reprendre »; « Annuler », once it was removed."""
        here, reminder = await self.box.theirs(press, press.number(0))
        back = replace(reminder, state="active")
        if rules.following(back, press.at) is None:
            raise Refused(t("Its time is over. Give it another one."), views.over(reminder))
        return await self.changed(press, here, back)

    async def remove(self, press: Press) -> Answer:
        _, reminder = await self.box.theirs(press, press.number(0))
        await self.end(reminder, press.at)
        return Answer(view=views.removed(reminder))

    async def end(self, reminder: Reminder, now: datetime) -> None:
        """It rings no more."""
        ended = replace(reminder, state="ended", next_at=None)
        await self.box.reminders.keep(ended, now)
        await self.box.close(ended, now)
        await self.set_alarm(ended)


def _author(draft: Draft) -> dict[str, str | int]:
    return {name: draft.notes[name] for name in ("by", "name") if name in draft.notes}
