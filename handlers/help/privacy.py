"""Who sees what, what is kept of somebody, and how it goes: what help says of personal data."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.conversation.answer import Answer
from handlers.conversation.events import Alarm, Command, FromPerson, Press
from handlers.conversation.feature import Held
from handlers.conversation.stores import Alarms, Receipts
from handlers.conversation.text import Text, t, verbatim
from handlers.conversation.topic import Topic
from handlers.conversation.views import File
from handlers.members import rules as members_rules
from handlers.members.desk import MembersDesk
from handlers.members.model import Here, Hosting

from . import views
from .store import House

WEEK = timedelta(days=7)
DATA_ANSWER_KEPT = timedelta(minutes=10)
"""The answer to /mesdonnees is a copy of everything: it is kept only until a page or a private conversation in
which it is shown in a second step has been opened."""


class PrivacyHandler:
    """Knows no feature: asks all of them."""

    def __init__(
        self, house: House, members: MembersDesk, alarms: Alarms, receipts: Receipts, hosting: Hosting
    ) -> None:
        self.house = house
        self.members = members
        self.alarms = alarms
        self.receipts = receipts
        self.hosting = hosting

    async def privacy(self, event: Command | Press) -> Answer:
        here = await self.members.here(event)
        store, group = self.members.store, here.group.id
        view = views.privacy(
            self.house.keeps(),
            await self._host(event),
            await store.administers(group),
            await store.discarded(group, event.at - WEEK),
            await store.hears_all(group),
        )
        return Answer(view=view)

    async def how_long(self, press: Press) -> Answer:
        await self.members.here(press)
        return Answer(view=views.how_long(self.house.keeps()))

    async def _host(self, event: FromPerson) -> Text | None:
        """Whoever hosts, in words that neighbours know: a number is nobody's name."""
        platform, account = members_rules.host_named(self.hosting.operator)
        if not account:
            return None
        named = not account.isdecimal()
        if named and not members_rules.is_address(account):
            return verbatim("@" + account.lstrip("@"))
        person = await self.members.store.account_of(platform or event.chat.platform, account)
        if person is None:
            return verbatim(account) if named else None
        return verbatim(person.name)

    async def my_data(self, event: Command | Press) -> Answer:
        """All of it, on a screen and as a file. The answer that is stored is emptied soon."""
        here = await self.members.here(event)
        topic = Topic("help", here.person.id, "mydata")
        await self.alarms.set(topic, "burn", event.at + DATA_ANSWER_KEPT)
        held = await self.house.held_about(here.person.id)
        return Answer(view=views.my_data(held, await self._file(here, held, event.at)), sealed=topic)

    async def _file(self, here: Here, held: Sequence[Held], now: datetime) -> File:
        """The same for a machine to read, in the person's language."""
        store, person = self.members.store, here.person
        language = await store.language_of(person.id) or here.group.language
        about = await store.about(person.id)
        content = {
            "person": person.name,
            "groups": [] if about is None else [one.group for one in about.memberships],
            "held": [
                {
                    "what": self.house.say(kind.what, language),
                    "lines": [self.house.say(line, language) for line in kind.lines],
                }
                for kind in held
            ],
            "made_at": here.group.local(now).isoformat(timespec="seconds"),
        }
        words = json.dumps(content, ensure_ascii=False, indent=2)
        return File("palabre.json", "application/json", words, t("The same as a file"))

    async def burn_due(self, alarm: Alarm) -> None:
        await self.receipts.burn(alarm.topic)

    async def forget_me(self, event: Command | Press) -> Answer:
        """Asks twice; the second yes erases."""
        here = await self.members.here(event)
        step = event.word(0) if isinstance(event, Press) else ""
        if step == "surely":
            await self.house.forget(here.person.id)
            return Answer(toast=t("Everything about you is erased. Goodbye!"), farewell=True)
        return Answer(view=views.confirm_forget(second=step == "sure"))
