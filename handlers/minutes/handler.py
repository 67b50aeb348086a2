"""Minutes: the parts of the handler, and what the house asks of every feature."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.answer import Answer
from handlers.conversation.events import Left, Said
from handlers.conversation.feature import Entry, Held, Waiting
from handlers.conversation.parts import Parts
from handlers.conversation.text import t, verbatim
from handlers.conversation.topic import Topic
from handlers.conversation.typed import capital, clean
from handlers.conversation.views import View

from . import doing_views, rules, views
from .box import Box
from .doing import Doing
from .model import DAY, Action, Minutes
from .publishing import Publishing
from .writing import Writing


class MinutesHandler(Parts):
    """Holds the parts of one transaction; each decides about one thing."""

    def __init__(self, box: Box) -> None:
        self.box = box
        writing, doing = Writing(box), Doing(box)
        super().__init__(writing, doing, Publishing(box, writing, doing))

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        if topic.aspect in ("", "question", "own"):
            minutes = await self.box.minutes.find(topic.id)
            if minutes is None:
                return ()
            if not topic.aspect:
                return await self._card(minutes)
            return (await self._question(minutes, publishes=topic.aspect == "question"),)
        minutes = await self.box.minutes.find(await self.box.minutes.of_action(topic.id))
        action = None if minutes is None else minutes.action(topic.id)
        if minutes is None or action is None or minutes.state != "published":
            return ()
        names = (await self.box.drawn(minutes)).names
        kind, _, person = topic.aspect.partition(":")
        if kind == "back":
            given_back = action.state == "open"
            return (doing_views.given_back(action) if given_back else doing_views.taken_up(action, names),)
        if kind == "gone":
            return () if action.person == int(person) else (doing_views.taken_from(action),)
        own = kind in ("yours", "due")
        name = "" if own else (await self.box.members.store.names([int(person)])).get(int(person), "")
        return (_asked(action, kind, int(person), name),)

    async def _card(self, minutes: Minutes) -> Sequence[View]:
        return (views.card(await self.box.drawn(minutes)),) if minutes.state == "published" else ()

    async def _question(self, minutes: Minutes, *, publishes: bool) -> View:
        match minutes.state:
            case "asked":
                return views.question(minutes)
            case "draft":
                return views.preview(await self.box.drawn(minutes), publishes=publishes)
            case "published":
                return views.is_published(minutes)

    async def replied(self, said: Said) -> Answer | None:
        """Words in reply to the question are the three lines; below a card neighbours talk."""
        if said.topic is None or said.topic.aspect not in ("question", "own"):
            return None
        here, minutes = await self.box.written(said, said.topic.id)
        if minutes.state != "asked":
            return None
        return await self.part(Writing).take(said, here, minutes, clean(said.words))

    async def waiting(self, person: int, now: datetime) -> Sequence[Waiting]:
        """What this person was asked to do, and has not answered."""
        return [doing_views.waiting(*one) for one in await self.box.minutes.unanswered([person])]

    async def entries(self, group: int, begins: datetime, ends: datetime) -> Sequence[Entry]:
        """What is to be done, on its last day."""
        found = []
        for action, minutes in await self.box.minutes.due(group, begins, ends + DAY):
            assert action.due is not None, "it was asked for by its date"
            at = action.due.at if action.due.timed else action.due.last_day
            if begins.timestamp() <= at.timestamp() < ends.timestamp():
                found.append(await self._entry(action, minutes, at))
        return found

    async def _entry(self, action: Action, minutes: Minutes, at: datetime) -> Entry:
        names = {} if action.doer is None else await self.box.members.store.names([action.doer])
        words, short = verbatim(action.words), verbatim(capital(action.words))
        if action.doer in names:
            words = t("{task} ({name})", task=action.words, name=names[action.doer])
        timed = action.due is not None and action.due.timed
        return Entry(at, words, minutes.card, timed=timed, sort="reminder", short=short)

    async def held_about(self, person: int) -> Sequence[Held]:
        return views.held(await self.box.minutes.about(person))

    async def forget(self, person: int) -> None:
        await self._touched(await self.box.minutes.forget(person))

    async def united(self, kept: int, gone: int) -> None:
        ids = await self.box.minutes.unite(kept, gone)
        await self._touched(ids)
        for action, minutes in await self.box.minutes.unanswered([kept]):
            if minutes.id in ids:  # what asks them bears the number of whoever is gone
                await self.box.posts.tell(action.asked(kept), minutes.group, kept)

    async def _touched(self, ids: Sequence[int]) -> None:
        for id in ids:
            minutes = await self.box.minutes.find(id)
            if minutes is not None:
                await self.box.changed(minutes)

    async def annexed(self, kept: int, gone: int) -> None:
        await self.box.minutes.annex(kept, gone)

    async def left(self, event: Left) -> None:
        """Whoever is of the group no more has nothing to do for it; whoever organised it is told."""
        person = await self.box.members.store.account_of(event.chat.platform, event.sender.account)
        group = await self.box.members.store.group_of(event.chat)
        if person is None or group is None or await self.box.members.store.member(group.id, person.id) is not None:
            return
        for id in await self.box.minutes.leaves(group.id, person.id):
            minutes = await self.box.minutes.find(await self.box.minutes.of_action(id))
            action = None if minutes is None else minutes.action(id)
            if minutes is not None and action is not None and minutes.state == "published":
                await self.box.alarms.cancel(action.alarm, "remind")
                await self.part(Doing).tell_given_back(minutes, action)
                await self.box.changed(minutes)

    async def purge(self, now: datetime) -> int:
        unnamed = await self.box.minutes.unnamed(now - rules.KEPT_NAMES)
        owners = {await self.box.minutes.of_action(id) for id in unnamed}
        await self._touched(sorted(owners))
        return len(unnamed) + await self.box.minutes.purge(now - rules.KEPT_UNWRITTEN)


def _asked(action: Action, kind: str, person: int, name: str) -> View:
    """What somebody is asked, or reminded of, as it is now. `name`: of that person, where others answer."""
    if action.person != person:
        return doing_views.not_yours(action, name)
    match action.state:
        case "done":
            return doing_views.done(action)
        case "agreed":
            shown = doing_views.reminder if kind in ("due", "duefor") else doing_views.agreed
            return shown(action, name)
        case _:
            return doing_views.asked(action, name)
