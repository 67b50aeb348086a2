"""The spaces of a group: added, named, counted, retired; what else is said of one stands with its rules."""

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Command, Press, Said
from handlers.conversation.folding import folded
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.typed import clean
from handlers.conversation.views import View
from handlers.members.model import Here

from . import rules, spaces_views
from .box import Act, Box
from .model import Slot, Space

_SLOTS: dict[str, Slot] = {"hours": "hours", "nights": "nights"}


class ManySpaces:
    """Everybody sees them; those who run the group change them."""

    def __init__(self, box: Box) -> None:
        self.box = box

    async def list(self, command: Command) -> Answer:
        """« /espaces »."""
        here = await self.box.here(command)
        return await self._list(command, here, 0)

    async def page(self, press: Press) -> Answer:
        return await self._list(press, await self.box.here(press), press.number(0))

    async def _list(self, event: Act, here: Here, page: int) -> Answer:
        spaces = await self.box.bookings.spaces(here.group.id, event.at)
        return Answer(view=spaces_views.every(spaces, page, may_add=here.runs))

    async def show(self, press: Press) -> Answer:
        """One space: its rules, and what can be done with it."""
        here, space = await self.box.space(press, press.number(0))
        return await self.sheet(here, space)

    async def sheet(self, here: Here, space: Space) -> Answer:
        contact = None
        if space.contact is not None:
            contact = (await self.box.members.store.names([space.contact])).get(space.contact)
        return Answer(view=spaces_views.sheet(space, contact, runs=here.runs))

    # Adding

    async def add(self, press: Press) -> Answer:
        """« Ajouter un espace »."""
        here = await self._may_add(press)
        await self.box.keep_draft(press, here, "name")
        return Answer(view=spaces_views.ask_name())

    def asks_name(self, draft: Draft) -> View:
        return spaces_views.ask_name()

    async def _may_add(self, event: Act) -> Here:
        here = await self.box.here(event)
        if not here.runs:
            raise Refused(t("Only those who run the group can do that."))
        if len(await self.box.bookings.spaces(here.group.id, event.at)) >= rules.MOST_SPACES:
            raise Refused(t("There are {most} spaces already, which is the most.", most=rules.MOST_SPACES))
        return here

    async def name_typed(self, said: Said, draft: Draft) -> Answer:
        here = await self._may_add(said)
        name = await self.fitting_name(said, here, said.words)
        await self.box.keep_draft(said, here, "slot", name=name)
        return Answer(view=spaces_views.ask_slot(name))

    async def fitting_name(self, event: Act, here: Here, words: str, but: int = 0) -> str:
        """A name that nobody confuses with another. Raises Refused."""
        name = " ".join(clean(words).split())
        name = name[:1].upper() + name[1:]
        if not folded(name):
            raise Refused(t("I see no name there. For example: guest room, or common room."))
        if len(name) > rules.NAME_LENGTH:
            raise Refused(t("That is too long for a name: {most} characters at most.", most=rules.NAME_LENGTH))
        spaces = await self.box.bookings.spaces(here.group.id, event.at)
        if any(folded(one.name) == folded(name) and one.id != but for one in spaces):
            raise Refused(t("There is one of this name already. Give another name."))
        return name

    def asks_slot(self, draft: Draft) -> View:
        return spaces_views.ask_slot(draft.notes["name"])

    async def slot_typed(self, said: Said, draft: Draft) -> Answer:
        words = set(folded(said.words))
        if words & {"nuit", "nuits", "night", "nights"}:
            return await self._add(said, draft, "nights")
        if words & {"heure", "heures", "hour", "hours"}:
            return await self._add(said, draft, "hours")
        raise Refused(t("Tap « By the night » or « By the hour », or write it."))

    async def slot(self, press: Press) -> Answer:
        """« À la nuit », « À l'heure »."""
        here = await self._may_add(press)
        draft = await self.box.draft(press, here, "slot")
        slot = _SLOTS.get(press.word(0))
        if draft is None or slot is None:
            raise Refused(t("This space was added already, or given up. Write /espaces to see."))
        return await self._add(press, draft, slot)

    async def _add(self, event: Press | Said, draft: Draft, slot: Slot) -> Answer:
        here = await self._may_add(event)
        name = await self.fitting_name(event, here, draft.notes["name"])
        number = await self.box.bookings.add_space(here.group.id, name, slot, 1, event.at)
        await self.box.drafts.drop(here.person.id, here.group.id)
        space = await self.box.bookings.space(number, event.at)
        assert space is not None, "it was added above"
        return Answer(view=spaces_views.added(space))
