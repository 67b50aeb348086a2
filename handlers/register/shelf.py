"""The shelf on which decisions stand: what every act on one of them begins and ends with."""

from handlers.conversation.events import Command, Press, Said
from handlers.conversation.stores import Alarms, Draft, Drafts, Posts
from handlers.conversation.text import Text, t
from handlers.conversation.typed import capital
from handlers.members.desk import MembersDesk, unknown
from handlers.members.model import Here

from . import rules
from .desk import RegisterDesk, topic_of
from .leaves import leaf_of
from .model import Decision, Leaf
from .store import Records, Register, Speech


class Shelf:
    """The stores of one transaction, and the steps that all acts share."""

    def __init__(
        self,
        register: Register,
        members: MembersDesk,
        posts: Posts,
        alarms: Alarms,
        drafts: Drafts,
        speech: Speech,
        records: Records,
    ) -> None:
        self.register = register
        self.members = members
        self.posts = posts
        self.alarms = alarms
        self.drafts = drafts
        self.speech = speech
        self.records = records
        self.desk = RegisterDesk(register, members, posts, alarms)

    async def _decision(self, number: int, *, lock: bool = False) -> Decision:
        """Raises Refused for one that is not there, or was taken back."""
        decision = await self.register.find(number, lock=lock)
        if decision is None or decision.state == "withdrawn":
            raise unknown()
        return decision

    async def _here_and_decision(
        self, event: Press | Said, number: int, *, lock: bool = False
    ) -> tuple[Here, Decision]:
        decision = await self._decision(number, lock=lock)
        return await self.members.here(event, decision.group), decision

    async def _leaf(self, decision: Decision) -> Leaf:
        return await leaf_of(self.register, self.members, decision)

    async def _tell_concerned(self, decision: Decision, aspect: str, besides: int = 0) -> None:
        """Told alone: whoever noted or proposed it, and those who run the group; not whoever acts."""
        members = list(await self.members.store.members(decision.group))
        for person in rules.concerned(decision, members, besides):
            await self.posts.tell(topic_of(decision.id, aspect), decision.group, person)

    async def _ask(
        self, event: Command | Press | Said, here: Here, step: str, decision: Decision | None = None
    ) -> Draft:
        """A question to whoever acts; `decision`: the one that it is about."""
        about = {} if decision is None else _about(decision)
        draft = Draft(here.group.id, event.chat, "register", step, about)
        await self.drafts.keep(here.person.id, draft, event.at)
        return draft

    async def _name_of(self, person: int | None) -> str:
        return "" if person is None else (await self.members.store.names([person])).get(person, "")


def _about(decision: Decision) -> dict[str, str]:
    """As a dialogue keeps it: it can be asked again without looking it up."""
    return {"decision": str(decision.id), "number": decision.number, "text": capital(decision.words)}


def title(draft: Draft) -> Text:
    """The decision that a dialogue is about."""
    return t("{number}: {text}", number=draft.notes["number"], text=draft.notes["text"])


def number(draft: Draft) -> int:
    return int(draft.notes["decision"])
