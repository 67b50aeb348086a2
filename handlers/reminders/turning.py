"""« /tour bac jaune, chaque mardi à 19 h »: the households take turns, in an order that is read back first."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Command, Press, Said
from handlers.conversation.folding import folded
from handlers.conversation.stores import Draft
from handlers.conversation.text import t
from handlers.conversation.views import View
from handlers.members.model import Here
from handlers.when.model import Recurrence
from handlers.when.saying import say

from . import rota, rules, turns_views
from .box import Act, Box
from .model import Reminder
from .rotating import Homes, Rotating, names_of
from .setting import Setting


class Turning:
    """Until « C'est bon » nobody else sees anything of it."""

    def __init__(self, box: Box, setting: Setting, rotating: Rotating) -> None:
        self.box = box
        self.setting = setting
        self.rotating = rotating

    async def turns(self, command: Command) -> Answer:
        here = await self.box.here(command)
        read = await self.box.understood(here, command.words, command.at)
        if not isinstance(read.meaning, Recurrence):
            raise Refused(t("How often? For example: /tour yellow bin, every Tuesday at 7 pm."))
        local, zone = here.group.local(command.at), ZoneInfo(here.group.zone)
        moments, words = rules.moments(read.meaning, local, zone), rules.what(read.subject)
        if not words or moments is None:
            raise Refused(t("Turns for what? For example: /tour yellow bin, every Tuesday at 7 pm."))
        homes = await self.rotating.homes(here.group.id)
        if len(homes) < rules.FEWEST_HOMES:
            raise Refused(t("Turns need two at least. /households adds neighbours."))
        await self.setting.must_have_room(here)
        reminder = Reminder(
            0,
            here.group.id,
            here.person.id,
            words,
            "group",
            moments.starts,
            command.at,
            moments.rule,
            moments.without,
            state="ended",
        )
        reminder = replace(reminder, id=await self.box.reminders.add(reminder))
        told = [id for id, home in homes.items() if any(one.reached for one in home.people)]
        by_name = sorted(told or homes, key=lambda one: [folded(name) for name in names_of(homes[one])])
        await self.rotating.set_order(reminder, by_name, command.at)
        return await self._read_back(command, here, reminder)

    async def _read_back(self, event: Act, here: Here, reminder: Reminder) -> Answer:
        homes, order = await self.rotating.homes(here.group.id), await self.rotating.order(reminder)
        named = [names_of(homes[place.household]) for place in order]
        inside = {place.household for place in order}
        passing = [names_of(home) for id, home in homes.items() if id not in inside]
        assert reminder.rhythm is not None, "turns come back"
        language = (await self.box.language(here)).split("@")[0]
        rhythm = say(reminder.rhythm, language, now=here.group.local(event.at))
        await self.box.keep_draft(event, here, "order", reminder=reminder.id)
        return Answer(view=turns_views.read_back(here.group, reminder, rhythm, named, passing))

    async def agree(self, press: Press) -> Answer:
        """« C'est bon »: `reminders:turns:<id>`. A second tap shows it as it stands."""
        here, reminder = await self.box.theirs(press, press.number(0))
        await self.box.drafts.drop(here.person.id, here.group.id)
        if reminder.lives:
            return await self.setting.shown(here, reminder, press.at)
        return await self.setting.resume(press)

    # The order

    async def reorder(self, press: Press) -> Answer:
        """« Changer l'ordre »: first names are typed."""
        here, reminder = await self.box.theirs(press, press.number(0))
        await self.box.keep_draft(press, here, "order", reminder=reminder.id)
        return Answer(view=turns_views.ask_order())

    def asks_order(self, draft: Draft) -> View:
        return turns_views.ask_order()

    async def order_typed(self, said: Said, draft: Draft) -> Answer:
        """« Léa, Inès, Karim »: these first; « sans Odette », « avec Odette ». Or another rhythm."""
        here, reminder = await self.box.theirs(said, int(draft.notes["reminder"]))
        homes = await self.rotating.homes(here.group.id)
        inside = [place.household for place in await self.rotating.order(reminder)]
        wanted = rota.wished(_known_as(homes), inside, folded(said.words))
        if wanted is None:
            return await self._rhythm_typed(said, here, reminder)
        if len(wanted) < rules.FEWEST_HOMES:
            raise Refused(t("Turns need two at least. /households adds neighbours."))
        await self.rotating.set_order(reminder, wanted, said.at)
        if reminder.lives:
            await self.box.drafts.drop(here.person.id, here.group.id)
            return await self.setting.shown(here, reminder, said.at)
        return await self._read_back(said, here, reminder)

    async def _rhythm_typed(self, said: Said, here: Here, reminder: Reminder) -> Answer:
        """« Chaque jeudi à 19 h »: who has had how many turns stays as it is."""
        read = await self.box.understood(here, said.words, said.at)
        moments = rules.moments(read.meaning, here.group.local(said.at), ZoneInfo(here.group.zone))
        if moments is None or not moments.rule:
            raise Refused(t("I know nobody of that name here. Write first names, in their order."))
        reminder = replace(reminder, starts=moments.starts, rule=moments.rule, without=moments.without)
        if reminder.lives:
            await self.box.drafts.drop(here.person.id, here.group.id)
            return await self.setting.changed(said, here, reminder, moved=True)
        await self.box.reminders.keep(reminder, said.at)
        await self.rotating.replan(reminder, said.at)
        return await self._read_back(said, here, reminder)


def _known_as(homes: Homes) -> dict[int, set[str]]:
    """The words by which each household is known, folded; initials are none."""
    return {
        id: {word for name in names_of(home) for word in folded(name) if len(word) > 1}
        for id, home in homes.items()
    }
