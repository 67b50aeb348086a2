"""Three lines are asked for, or typed; what was understood is read back, and can be put off."""

from dataclasses import replace

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Alarm, Command, Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import Moment, t
from handlers.conversation.typed import clean, must_fit
from handlers.conversation.views import View
from handlers.members.desk import unknown
from handlers.members.model import Here

from . import rules, views
from .box import Act, Box, Happened
from .model import Minutes, Task
from .reading import read


class Writing:
    """Whoever organised it is asked once, and once more where they put it off; /note is for everybody."""

    def __init__(self, box: Box) -> None:
        self.box = box

    # Time

    async def ask(self, alarm: Alarm) -> None:
        """Half an hour after a workshop: whoever organised it may answer in bare words, in private."""
        happened = await self.box.workshops.happened(alarm.topic.id)
        if happened is None or alarm.at - alarm.due_at > rules.TOO_LATE:
            return
        known = await self.box.minutes.of_workshop(happened.id)
        if known is None:
            minutes = await self._begin(happened, alarm)
        else:
            minutes = await self._counted(known, happened)
        if minutes.state != "asked":
            return
        chats = await self.box.members.store.chats(minutes.group)
        for person in happened.organisers:
            await self.box.posts.tell(minutes.question, minutes.group, person)
            if chats and await self.box.drafts.find(person, None, alarm.at) is None:
                draft = Draft(minutes.group, chats[0], "minutes", "words", {"minutes": str(minutes.id)})
                await self.box.drafts.keep(person, draft, alarm.at)

    async def _counted(self, known: Minutes, happened: Happened) -> Minutes:
        """Begun before it was over: who came is known only now."""
        minutes = await self.box.minutes.find(known.id, lock=True)
        assert minutes is not None, "it was just found"
        if minutes.state != "published":
            minutes = replace(minutes, adults=happened.adults, children=happened.children)
            await self.box.minutes.keep(minutes)
        return minutes

    async def _begin(self, happened: Happened, event: Act | Alarm) -> Minutes:
        minutes = Minutes(
            0,
            happened.group,
            happened.title,
            happened.starts,
            "asked",
            event.at,
            workshop=happened.id,
            adults=happened.adults,
            children=happened.children,
        )
        return replace(minutes, id=await self.box.minutes.add(minutes))

    async def again(self, alarm: Alarm) -> None:
        """« Plus tard » of the day before: said once more to whoever tapped it, and then no more."""
        minutes = await self.box.minutes.find(alarm.topic.id, lock=True)
        if minutes is None or minutes.state == "published":
            return
        person = int(alarm.topic.aspect.partition(":")[2])
        member = await self.box.members.store.member(minutes.group, person)
        if member is None:
            return
        here = Here(await self.box.members.store.group(minutes.group), member.person, member.role)
        publishes = await self.box.may_publish(here, minutes)
        if publishes or person == minutes.author:
            topic = minutes.question if publishes else minutes.own
            await self.box.posts.tell(topic, minutes.group, person)

    async def later(self, press: Press) -> Answer:
        """« Plus tard »: `minutes:later:<minutes>`."""
        here, minutes = await self.box.written(press, press.number(0))
        if minutes.state == "published":
            return Answer(toast=t("They are published already."))
        draft = await self.box.drafts.find(here.person.id, here.group.id, press.at)
        if draft is not None and draft.feature == "minutes":
            await self.box.drafts.drop(here.person.id, here.group.id)
        if minutes.again:
            return Answer(toast=t("They are kept. /note opens them again whenever you like."))
        at = rules.later(here.group, press.at)
        await self.box.minutes.keep(replace(minutes, again=True))
        await self.box.alarms.set(minutes.put_off(here.person.id), "later", at)
        return Answer(toast=t("I ask you again {moment}.", moment=Moment(at)))

    # /note

    async def note(self, command: Command) -> Answer:
        """« /note », « /note haie taillée … », « /note » in reply to a photo of one's notes."""
        here = await self.box.here(command)
        words, attached, quoted = clean(command.words), "", command.reply_to
        if quoted is not None:
            attached = quoted.message if quoted.attached else ""
            words = words or clean(quoted.words)
        return await self._about(command, here, words, attached)

    async def begin(self, press: Press) -> Answer:
        """« Un compte rendu », from the menu."""
        return await self._about(press, await self.box.here(press), "", "")

    async def _about(self, event: Act, here: Here, words: str, attached: str) -> Answer:
        since = event.at - rules.PROPOSED
        happened = []
        for one in await self.box.workshops.lately(here.group.id, since, event.at):
            known = await self.box.minutes.of_workshop(one.id)
            if known is None or known.state != "published":
                happened.append(one)
        if words:
            must_fit(words, rules.WORDS_LENGTH)
        offered = happened[: views.OFFERED]
        known_as = {one.id for one in offered}
        own = await self.box.minutes.unpublished(here.group.id, here.person.id)
        begun = [one for one in own if one.state == "draft" and one.workshop not in known_as]
        await self.box.keep_draft(event, here, "words", minutes=0, words=words, attached=attached)
        if not offered and not begun:
            return await self._chosen(event, here, await self._meeting(here, event, words), words, attached)
        return Answer(view=views.choose(offered, begun))

    async def _meeting(self, here: Here, event: Act, words: str) -> Minutes:
        """A new one; but what was begun just now and is empty still, or is to be opened again by a second tap, is
        the same."""
        for one in await self.box.minutes.unpublished(here.group.id, here.person.id):
            just_now = one.workshop is None and event.at - one.made_at < rules.SAME_MEETING
            if just_now and (one.state == "asked" or not words):
                return one
        minutes = Minutes(
            0, here.group.id, "", here.group.local(event.at), "asked", event.at, author=here.person.id
        )
        return replace(minutes, id=await self.box.minutes.add(minutes))

    async def about(self, press: Press) -> Answer:
        """`minutes:about:<workshop>:<minutes>`; no workshop: these minutes, or a new meeting."""
        here = await self.box.here(press)
        draft = await self.box.drafts.find(here.person.id, here.group.id, press.at)
        notes = draft.notes if draft is not None and draft.feature == "minutes" else {}
        words, attached = notes.get("words", ""), notes.get("attached", "")
        if press.number(1):
            here, minutes = await self.box.written(press, press.number(1))
            if minutes.state == "published":
                raise Refused(t("They are published already."))
            return await self._chosen(press, here, minutes, words, attached)
        if press.number(0) == 0:
            return await self._chosen(press, here, await self._meeting(here, press, words), words, attached)
        happened = await self.box.workshops.happened(press.number(0))
        if happened is None or happened.group != here.group.id or happened.starts > press.at:
            raise unknown()
        known = await self.box.minutes.of_workshop(happened.id)
        if known is None:
            minutes = await self._begin(happened, press)
            minutes = replace(minutes, author=here.person.id)
            await self.box.minutes.keep(minutes)
        else:
            minutes = await self._taken_up(press, here, known)
        return await self._chosen(press, here, minutes, words, attached)

    async def _taken_up(self, event: Act, here: Here, known: Minutes) -> Minutes:
        """What nobody has begun to write is for whoever takes part; what somebody has, for them and those who may
        publish it. Raises Refused."""
        if known.state == "published":
            raise Refused(t("They are published already."))
        if known.state == "asked" and known.author is None:
            known = replace(known, author=here.person.id)
            await self.box.minutes.keep(known)
            return known
        return (await self.box.written(event, known.id))[1]

    async def _chosen(self, event: Act, here: Here, minutes: Minutes, words: str, attached: str) -> Answer:
        if attached:
            minutes = replace(minutes, attached=attached)
            await self.box.minutes.keep(minutes)
        if minutes.state == "draft" and not words:
            return await self.shown(here, minutes)
        await self.box.keep_draft(event, here, "words", minutes=minutes.id, words="", attached="")
        if not words:
            return Answer(view=views.ask_words())
        return await self.take(event, here, minutes, words)

    # The words

    async def write(self, press: Press) -> Answer:
        """« Écrire »: `minutes:write:<minutes>`."""
        here, minutes = await self.box.written(press, press.number(0))
        if minutes.state != "asked":
            return await self.shown(here, minutes)
        await self.box.keep_draft(press, here, "words", minutes=minutes.id, words="", attached="")
        return Answer(view=views.ask_words())

    def asks_words(self, draft: Draft) -> View:
        return views.ask_words()

    async def words_typed(self, said: Said, draft: Draft) -> Answer:
        id = int(draft.notes["minutes"])
        if id == 0:  # which one it is about was not said yet
            here = await self.box.here(said, draft.group)
            words = f"{draft.notes.get('words', '')}\n{clean(said.words)}".strip()
            return await self._about(said, here, words, draft.notes.get("attached", ""))
        minutes = await self.box.minutes.find(id, lock=True)
        if minutes is not None and minutes.state == "published":  # what was asked for is there already
            here = await self.box.here(said, minutes.group)
            await self.box.drafts.drop(here.person.id, draft.group)
            return replace(await self.shown(here, minutes), toast=t("They are published already."))
        here, minutes = await self.box.written(said, id)
        return await self.take(said, here, minutes, clean(said.words))

    async def take(self, event: Act, here: Here, minutes: Minutes, words: str, *, instead: bool = False) -> Answer:
        """These words are added, and the tasks in them. `instead`: of what was there, but for the tasks."""
        must_fit(words, rules.WORDS_LENGTH)
        if not instead:
            must_fit(f"{minutes.words} {words}", rules.WORDS_LENGTH)
        clock = await self.box.clock(here, event.at)
        found = read(words, await self.box.people(here.group.id), clock)
        new = [one for one in found.tasks if not _is_known(one, minutes)]
        rules.must_hold(minutes, len(new))
        text = found.text if instead else f"{minutes.words} {found.text}".strip()
        kept = replace(minutes, words=text, author=minutes.author or here.person.id)
        if minutes.state == "published":
            kept = replace(kept, corrected_at=event.at)
        else:
            kept = replace(kept, state="draft")
        await self.box.minutes.keep(kept)
        for one in new:
            await self.box.minutes.add_action(kept.id, one)
        await self.box.drafts.drop(here.person.id, here.group.id)
        kept = await self.box.again(kept)
        await self.box.changed(kept)
        return await self.shown(here, kept)

    async def shown(self, here: Here, minutes: Minutes) -> Answer:
        """What was understood, and what can be done with it."""
        publishes = await self.box.may_publish(here, minutes)
        drawn = await self.box.drawn(minutes)
        if minutes.state == "published":
            return Answer(view=views.read(drawn, runs=publishes))
        return Answer(view=views.preview(drawn, publishes=publishes))

    async def preview(self, press: Press) -> Answer:
        here, minutes = await self.box.written(press, press.number(0))
        return await self.shown(here, minutes)


def _is_known(task: Task, minutes: Minutes) -> bool:
    return any(one.words.casefold() == task.words.casefold() for one in minutes.actions)
