"""When opinions close, and what is read of them then."""

from collections.abc import Sequence

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Alarm, Press
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.members.model import Here

from . import results_views, rules
from .box import Box, Gathering
from .figures import figures, shown
from .model import Figures


class Reading:
    """For whoever organised it and those who run the group: what they read is made once, at the closing (why: see
    figures.py). Then every single answer is erased, with all that we kept of the screens that showed one."""

    def __init__(self, box: Box) -> None:
        self.box = box

    async def close(self, alarm: Alarm) -> None:
        workshop = alarm.topic.id
        gathering = await self.box.gatherings.find(workshop, lock=True)
        if gathering is None or await self.box.evaluations.figures(workshop) is not None:
            return
        if gathering.over_at is not None and not rules.has_ended(gathering.over_at, alarm.at):
            await self.box.alarms.set(alarm.topic, "close", rules.closes_at(gathering.over_at))
            return
        found = figures(await self.box.evaluations.answers(workshop))
        await self.box.evaluations.close(workshop, found, alarm.at)
        await self.box.receipts.burn(rules.topic(workshop))
        await self.box.posts.refresh(gathering.card)
        if found.answers:
            for person in await self.box.gatherings.organisers(workshop):
                told = Topic("evaluation", workshop, f"ready:{person}")
                await self.box.posts.tell(told, gathering.group, person, rings=False)

    async def show(self, topic: Topic) -> Sequence[View]:
        """`ready:<person>`."""
        gathering = await self.box.gatherings.find(topic.id)
        found = await self.box.evaluations.figures(topic.id)
        if gathering is None or found is None:
            return ()
        return (results_views.ready(gathering, found),)

    async def see(self, press: Press) -> Answer:
        """« Voir les avis »."""
        gathering, found = await self._read(press)
        if isinstance(found, View):
            return Answer(view=found)
        return Answer(view=results_views.results(gathering, found))

    async def words(self, press: Press) -> Answer:
        """`evaluation:words:<workshop>:<page>`."""
        gathering, found = await self._read(press)
        if isinstance(found, View):
            return Answer(view=found)
        return Answer(view=results_views.words(gathering, found, press.number(1)))

    async def _read(self, press: Press) -> tuple[Gathering, Figures | View]:
        """Raises Refused for whoever neither organised it nor runs the group."""
        here, gathering, over_at = await self.box.seen(press, press.number(0))
        self._must_read(here, gathering)
        rules.must_have_begun(over_at, press.at)
        closed = await self.box.evaluations.figures(gathering.id)
        found = shown(closed, await self.box.evaluations.answers(gathering.id))
        if isinstance(found, Figures):
            return gathering, found
        return gathering, results_views.not_yet(gathering, rules.closes_at(over_at), enough=found)

    def _must_read(self, here: Here, gathering: Gathering) -> None:
        if not self.box.reads(here, gathering):
            raise Refused(t("Opinions are read by whoever organised it, and by those who run the group."))
