"""The part in which a programme is written, read back, kept, changed and deleted."""

from dataclasses import replace

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Command, Press, Said
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.views import View
from handlers.members import rules as members_rules
from handlers.members.desk import unknown
from handlers.members.model import Here

from . import lines, packing, rules, views
from .box import Act, Box
from .model import Plan, Programme
from .templates import templates


class Writing:
    """What is typed is always read back before it is kept."""

    def __init__(self, box: Box) -> None:
        self.box = box

    async def begin(self, command: Command) -> Answer:
        """« /deroule » alone lists; with lines, also those of a message that is replied to, it reads them."""
        here = await self.box.here(command)
        words = command.words if command.words.strip() or command.reply_to is None else command.reply_to.words
        if words.strip():
            return await self._read(command, here, words)
        return await self._list(here, command, 0)

    async def list(self, press: Press) -> Answer:
        """`programme:list:<page>`."""
        return await self._list(await self.box.here(press), press, press.number(0))

    async def _list(self, here: Here, event: Act, page: int) -> Answer:
        found = await self.box.programmes.of_group(here.group.id)
        live = await self.box.programmes.live(here.group.id)
        if not found and not live:
            return await self._ask(here, event, "")
        return Answer(view=views.listed(found, live, page))

    async def new(self, press: Press) -> Answer:
        """« Un nouveau déroulé »."""
        return await self._ask(await self.box.here(press), press, "")

    async def _ask(self, here: Here, event: Act, title: str) -> Answer:
        await self.box.keep_draft(event, here, "lines", title=title)
        return Answer(view=views.ask_lines(list(templates())))

    async def template(self, press: Press) -> Answer:
        """`programme:template:<its place>`: its lines as if they had been typed."""
        here, found = await self.box.here(press), list(templates().values())
        place = press.number(0)
        if place >= len(found):
            raise unknown()
        return await self._read(press, here, found[place])

    # What is typed

    def asks_lines(self, draft: Draft) -> View:
        return views.ask_lines(list(templates()))

    async def lines_typed(self, said: Said, draft: Draft) -> Answer:
        here, title = await self.box.here(said, draft.group), draft.notes.get("title", "")
        plan = lines.read(f"{title}\n{said.words}", titled=True) if title else lines.read(said.words)
        return await self._back(said, here, plan, "")

    def asks_read(self, draft: Draft) -> View:
        if "programme" in draft.notes:
            return views.ask_change(lines.write(packing.unpacked(draft.notes["plan"])))
        return views.ask_lines(list(templates()))

    async def read_typed(self, said: Said, draft: Draft) -> Answer:
        """Written once more, or a line of what was read back."""
        here = await self.box.here(said, draft.group)
        plan = lines.changed(packing.unpacked(draft.notes["plan"]), said.words)
        return await self._back(said, here, plan, draft.notes.get("programme", ""))

    async def _read(self, event: Act, here: Here, typed: str) -> Answer:
        """Raises Refused for what cannot be read."""
        return await self._back(event, here, lines.read(typed), "")

    async def _back(self, event: Act, here: Here, plan: Plan, programme: str) -> Answer:
        """Reads it back. `programme`: the one that it replaces."""
        if not plan.days:
            return await self._ask(here, event, plan.title)
        known = {"programme": programme} if programme else {}
        await self.box.keep_draft(event, here, "read", plan=packing.packed(plan), **known)
        return Answer(view=views.read_back(plan))

    async def again(self, press: Press) -> Answer:
        """« Écrire autrement »: the lines, each with its number."""
        here = await self.box.here(press)
        draft = await self._draft(press, here)
        return Answer(view=views.ask_change(lines.write(packing.unpacked(draft.notes["plan"]))))

    async def keep(self, press: Press) -> Answer:
        """« Garder »."""
        here = await self.box.here(press)
        draft = await self._draft(press, here)
        plan = packing.unpacked(draft.notes["plan"])
        if "programme" in draft.notes:
            _, before = await self.box.run(press, int(draft.notes["programme"]))
            kept = replace(before, plan=plan)
            await self.box.programmes.keep(kept)
        else:
            if len(await self.box.programmes.of_group(here.group.id)) >= rules.MOST:
                raise Refused(t("Your group has {most} programmes. Delete one first: /deroule", most=rules.MOST))
            kept = Programme(0, here.group.id, here.person.id, plan, press.at)
            kept = replace(kept, id=await self.box.programmes.add(kept))
        await self.box.drafts.drop(here.person.id, here.group.id)
        return await self._shown(here, kept, new=True)

    async def _draft(self, press: Press, here: Here) -> Draft:
        draft = await self.box.drafts.find(here.person.id, here.group.id, press.at)
        if draft is None or (draft.feature, draft.step) != ("programme", "read"):
            raise Refused(t("This was kept already, or given up. You find it again here: /deroule"))
        return draft

    # What is kept

    async def open(self, press: Press) -> Answer:
        """`programme:open:<id>`."""
        return await self._shown(*await self.box.seen(press, press.number(0)))

    async def _shown(self, here: Here, programme: Programme, *, new: bool = False) -> Answer:
        live = [one for one in await self.box.programmes.live(here.group.id) if one.programme == programme.id]
        runs = members_rules.may_run(here, programme.author or 0)
        return Answer(view=views.programme(programme, live, runs=runs, new=new))

    async def change(self, press: Press) -> Answer:
        here, programme = await self.box.run(press, press.number(0))
        kept = packing.packed(programme.plan)
        await self.box.keep_draft(press, here, "read", plan=kept, programme=programme.id)
        return Answer(view=views.ask_change(lines.write(programme.plan)))

    async def remove(self, press: Press) -> Answer:
        _, programme = await self.box.run(press, press.number(0))
        return Answer(view=views.sure_to_remove(programme))

    async def remove_surely(self, press: Press) -> Answer:
        """A day of it that goes on goes on."""
        _, programme = await self.box.run(press, press.number(0))
        await self.box.programmes.remove(programme.id)
        return Answer(toast=t("Deleted."))
