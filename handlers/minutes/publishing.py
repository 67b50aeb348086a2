"""Minutes are published by those who run things, read by all, printed, and put right afterwards."""

from dataclasses import replace

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import Moment, Text, t
from handlers.conversation.typed import brief, clean
from handlers.conversation.views import View
from handlers.members.desk import appears_at
from handlers.members.model import Here

from . import doing_views, model, paper, rules, views
from .box import Box
from .doing import Doing
from .model import Action, Minutes, Task
from .reading import one_task
from .writing import Writing


class Publishing:
    """Who may is checked at the act; nobody is asked to do anything before."""

    def __init__(self, box: Box, writing: Writing, doing: Doing) -> None:
        self.box = box
        self.writing = writing
        self.doing = doing

    async def publish(self, press: Press) -> Answer:
        """« Publier »: `minutes:publish:<minutes>`. Rings nobody."""
        here, minutes = await self.box.written(press, press.number(0))
        running = await self.box.members.running(minutes.group)
        rules.must_publish(here, await self.box.organisers(minutes), running)
        if minutes.state == "published":
            return Answer(toast=t("They are published already."))
        if not minutes.words and not minutes.actions:
            raise Refused(t("Nothing is written yet. Write three lines first."))
        published = replace(minutes, state="published", published_at=press.at)
        await self.box.minutes.keep(published)
        await self._is_asked_no_more(minutes, press)
        chats = await self.box.members.store.chats(minutes.group)
        await self.box.posts.put(minutes.card, chats, reply_to=minutes.attached)
        for action in minutes.actions:
            await self.doing.ask(published, action, here, press.at)
        await self.box.changed(await self.box.again(published))
        return self._said(here, press)

    async def _is_asked_no_more(self, minutes: Minutes, press: Press) -> None:
        """Whatever those who were asked for these lines type from now on is meant for something else."""
        for person in {*await self.box.publishers(minutes), minutes.author}:
            if person is None:
                continue
            draft = await self.box.drafts.find(person, minutes.group, press.at)
            if draft is not None and _asks_for(draft, minutes):
                await self.box.drafts.drop(person, minutes.group)

    def _said(self, here: Here, press: Press) -> Answer:
        appears = appears_at(here.group, press.at)
        if appears is not None:
            return Answer(toast=t("Published. The group sees it {moment}.", moment=Moment(appears)))
        return Answer(toast=t("Published in the group."), receipt=True)

    async def send(self, press: Press) -> Answer:
        """« Transmettre »: those who may publish it are told."""
        _, minutes = await self.box.written(press, press.number(0))
        if minutes.state == "published":
            return Answer(toast=t("They are published already."))
        if not minutes.handed:  # what they were told shows what is changed since
            await self.box.minutes.keep(replace(minutes, handed=True))
            for person in await self.box.publishers(minutes):
                await self.box.posts.tell(minutes.question, minutes.group, person)
        if minutes.workshop is None:
            return Answer(toast=t("Handed on. Those who run the group can publish it now."))
        return Answer(toast=t("Handed on. Whoever organised it can publish it now."))

    # Reading

    async def read(self, press: Press) -> Answer:
        """« Lire le compte rendu »."""
        here, minutes = await self.box.seen(press, press.number(0))
        return await self.writing.shown(here, minutes)

    async def print(self, press: Press) -> Answer:
        """A page in the language of the group."""
        here, minutes = await self.box.seen(press, press.number(0))
        drawn = await self.box.drawn(minutes)

        def say(text: Text) -> str:
            return self.box.speech.say(text, here.group.language)

        return Answer(view=views.printed(drawn, paper.page(drawn, say)))

    # Putting right

    async def fix(self, press: Press) -> Answer:
        """« Corriger »: `minutes:fix:<minutes>:<page>`."""
        _, minutes = await self.box.written(press, press.number(0))
        return Answer(view=views.fix(await self.box.drawn(minutes), press.number(1)))

    async def rewrite(self, press: Press) -> Answer:
        here, minutes = await self.box.written(press, press.number(0))
        await self.box.keep_draft(press, here, "rewrite", minutes=minutes.id, words=minutes.words)
        return Answer(view=views.ask_again(minutes.words))

    def asks_rewrite(self, draft: Draft) -> View:
        return views.ask_again(draft.notes.get("words", ""))

    async def rewritten(self, said: Said, draft: Draft) -> Answer:
        here, minutes = await self.box.written(said, int(draft.notes["minutes"]))
        known = {one.id for one in minutes.actions}
        answer = await self.writing.take(said, here, minutes, clean(said.words), instead=True)
        if minutes.state == "published":
            now = await self.box.again(minutes)
            for action in now.actions:
                if action.id not in known:
                    await self.doing.ask(now, action, here, said.at)
        return answer

    # Tasks

    async def task(self, press: Press) -> Answer:
        _, minutes, action = await self.box.acted(press, press.number(0))
        drawn = await self.box.drawn(minutes)
        may_be_text = minutes.state != "published" or action.state != "asked"
        return Answer(view=doing_views.task(action, drawn.names, may_be_text=may_be_text))

    async def retask(self, press: Press) -> Answer:
        """« Écrire autrement »: the words, who does it, and until when, at once."""
        here, _, action = await self.box.acted(press, press.number(0))
        await self.box.keep_draft(press, here, "task", action=action.id)
        return Answer(view=doing_views.ask_task())

    def asks_task(self, draft: Draft) -> View:
        return doing_views.ask_task()

    async def task_typed(self, said: Said, draft: Draft) -> Answer:
        here, minutes, action = await self.box.acted(said, int(draft.notes["action"]))
        typed = brief(said.words, rules.TASK_LENGTH)
        clock = await self.box.clock(here, said.at)
        task = one_task(typed, await self.box.people(here.group.id), clock)
        new = Action(action.id, minutes.id, task.words, typed, _state_of(task, action), task.person, task.due)
        await self.box.minutes.keep_action(new)
        await self.box.alarms.cancel(action.alarm, "remind")
        await self.box.drafts.drop(here.person.id, here.group.id)
        if minutes.state == "published":
            await self.doing.asked_anew(minutes, action, new, here, said.at)
        return await self._corrected(here, minutes, said)

    async def untask(self, press: Press) -> Answer:
        """« Ce n'est pas une tâche »: the sentence goes back into the text."""
        here, minutes, action = await self.box.acted(press, press.number(0))
        if minutes.state == "published" and action.state == "asked":  # the sentence names them
            raise Refused(t("Who is named has not said yes. Take the task away, or write it otherwise."))
        text = f"{minutes.words} {action.said}".strip() if action.said else minutes.words
        await self.box.minutes.keep(replace(minutes, words=text))
        return await self._gone(here, replace(minutes, words=text), action, press)

    async def drop(self, press: Press) -> Answer:
        """« Enlever »."""
        here, minutes, action = await self.box.acted(press, press.number(0))
        return await self._gone(here, minutes, action, press)

    async def _gone(self, here: Here, minutes: Minutes, action: Action, press: Press) -> Answer:
        await self.box.minutes.remove_action(action.id)
        await self.box.alarms.cancel(action.alarm, "remind")
        return await self._corrected(here, minutes, press)

    async def _corrected(self, here: Here, before: Minutes, event: Press | Said) -> Answer:
        """Whatever showed them, also what is gone of them, is drawn again."""
        if before.state == "published":
            await self.box.minutes.keep(replace(before, corrected_at=event.at))
        now = await self.box.again(before)
        await self.box.changed(before)
        return Answer(view=views.fix(await self.box.drawn(now), 0))


def _state_of(task: Task, before: Action) -> model.Doing:
    """Of a task that is written otherwise: a yes was said by this person, to these words, until that date."""
    if task.person is None:
        return "open"
    if task.person != before.doer:
        return "asked"
    same = task.words.casefold() == before.words.casefold() and task.due == before.due
    return before.state if same or before.state == "done" else "asked"


def _asks_for(draft: Draft, minutes: Minutes) -> bool:
    return draft.feature == "minutes" and draft.step == "words" and draft.notes["minutes"] == str(minutes.id)
