"""What somebody says and asks about themselves."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Command, FromPerson, Press, Said
from handlers.conversation.feature import Held
from handlers.conversation.stores import Alarms, Draft, Drafts, Posts
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from handlers.conversation.views import View
from handlers.members.code_store import CODE_LASTS, Codes
from handlers.members.desk import MembersDesk, unknown
from handlers.members.model import Here

from . import rules, views
from .away import AwayHandler
from .store import House


class MeHandler(AwayHandler):
    """Keeps nothing of its own: what it changes stands among the members."""

    def __init__(
        self, house: House, members: MembersDesk, posts: Posts, drafts: Drafts, alarms: Alarms, codes: Codes
    ) -> None:
        super().__init__(members, posts, drafts, alarms)
        self.house = house
        self.codes = codes

    async def me(self, event: Command) -> Answer:
        """« /moi », or « /moi 482913 » from another account."""
        code = rules.code_in(event.words)
        return await self._typed_code(event, code) if code else await self._screen(event, 0)

    async def screen(self, press: Press) -> Answer:
        return await self._screen(press, press.number(0))

    async def _screen(self, event: FromPerson, page: int) -> Answer:
        here = await self.members.here(event)
        store = self.members.store
        member = await store.member(here.group.id, here.person.id)
        of_mine = [] if member is None else await store.households(here.group.id)
        household = next((one for one in of_mine if member is not None and one.id == member.household), None)
        away = None if member is None else rules.days(here.group, member)
        today = here.group.local(event.at).date()
        doors = [platform for platform, _ in await store.accounts(here.person.id)]
        absence = None if away is None or away.last < today else views.absence(away, today)
        language = await store.language_of(here.person.id)
        return Answer(
            view=views.me(here, member, household, doors, language, absence, self.house.mine(), page),
        )

    # Other accounts

    async def device(self, press: Press) -> Answer:
        here = await self.members.here(press)
        return Answer(view=views.device(await self.codes.give("account", here.person.id, here.group.id, press.at)))

    async def _typed_code(self, command: Command, code: str) -> Answer:
        """The code is spent by whoever types it first: a group may read over somebody's shoulder. What was
        tried counts, so nothing here is refused by raising."""
        here = await self._whoever(command)
        if not await self.codes.may_try(here.person.id, command.at):
            return Answer(toast=t("You have tried five codes. Try again in an hour."), refused=True)
        found = await self.codes.look("account", code, command.at)
        if found is not None and found[0] == here.person.id:
            return Answer(toast=t("This account is yours already. Write it from the other one."), refused=True)
        found = await self.codes.take("account", code, command.at)
        names = {} if found is None else await self.members.store.names([found[0]])
        if found is None or found[0] not in names:
            return Answer(
                toast=t("I do not know this code. It lasts ten minutes and serves once: ask for another one."),
                refused=True,
            )
        notes = {
            "giver": str(found[0]),
            "name": names[found[0]],
            "group": str(found[1]),
            "where": (await self.members.store.group(found[1])).name,
            "until": (command.at + CODE_LASTS).isoformat(),
        }
        draft = Draft(here.group.id, command.chat, "me", "unite", notes)
        await self.drafts.keep(here.person.id, draft, command.at)
        return Answer(view=self.asks_union(draft))

    def asks_union(self, draft: Draft) -> View:
        return views.confirm_union(draft.notes["name"], draft.notes["where"])

    async def union_typed(self, said: Said, draft: Draft) -> Answer:
        """« oui » typed instead of tapped."""
        words = said.words.casefold().strip(" .!").replace("’", "'").replace(",", "")
        here = await self._whoever(said)
        if words in rules.YES:
            return await self._unite(said, here, draft)
        return await self._leave_apart(here, draft)

    async def unite(self, press: Press) -> Answer:
        here = await self._whoever(press)
        return await self._unite(press, here, await self._union(press, here))

    async def other(self, press: Press) -> Answer:
        here = await self._whoever(press)
        return await self._leave_apart(here, await self._union(press, here))

    async def _leave_apart(self, here: Here, draft: Draft) -> Answer:
        await self.drafts.drop(here.person.id, draft.group)
        return Answer(toast=t("Nothing is changed."))

    async def _union(self, press: Press, here: Here) -> Draft:
        group = None if press.chat.private else here.group.id
        draft = await self.drafts.find(here.person.id, group, press.at)
        if draft is None or (draft.feature, draft.step) != ("me", "unite"):
            raise Refused(t("This code has run out. Ask for another one on the other account."))
        return draft

    async def _unite(self, event: Press | Said, here: Here, draft: Draft) -> Answer:
        kept, gone = int(draft.notes["giver"]), here.person.id
        names = await self.members.store.names([kept])
        late = event.at > datetime.fromisoformat(draft.notes["until"])
        if late or kept not in names or kept == gone:
            raise Refused(t("This code has run out. Ask for another one on the other account."))
        await self.drafts.drop(gone, draft.group)
        # Told first: where they are written to is still the account that gave the code.
        await self.posts.tell(Topic("me", kept, "joined"), int(draft.notes["group"]), kept)
        await self.house.unite(kept, gone)
        view = views.united(names[kept])
        return Answer(toast=t("It is done: you are {name}, here too.", name=names[kept]), view=view)

    async def _whoever(self, event: FromPerson) -> Here:
        """Who acts, in whichever of their groups."""
        if event.chat.private:
            return (await self.members.memberships(event))[0]
        return await self.members.here(event)

    # Language

    async def language(self, press: Press) -> Answer:
        await self.members.here(press)
        return Answer(view=views.languages())

    async def speak(self, press: Press) -> Answer:
        here = await self.members.here(press)
        word = press.word(0)
        if word not in (*views.SPOKEN, "group"):
            raise unknown()
        language = views.SPOKEN.get(word)
        await self.members.store.speak(here.person.id, language)
        return Answer(toast=t("Noted: I speak to you like this."), speaks=language or here.group.language)

    # What the house asks of every feature

    async def show(self, topic: Topic, now: datetime) -> Sequence[View]:
        store = self.members.store
        if topic.aspect == "joined":
            doors = [platform for platform, _ in await store.accounts(topic.id)]
            return (views.joined(doors),) if doors else ()
        return await self.show_relay(topic, now)

    async def held_about(self, person: int) -> Sequence[Held]:
        return ()

    async def united(self, kept: int, gone: int) -> None:
        await self.posts.refresh_about("me", gone)

    async def forget(self, person: int) -> None:
        """What is said here of somebody stands among the members; what others were told goes from their pages."""
        await self.posts.refresh_about("me", person)
