"""« La Place »: five neighbours in a room in the open, and what Palabre shows there and to each of them alone."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.clock import Clock
from bot.delivery import Delivery
from bot.dispatch import Dispatch
from bot.platforms.platform import Drawn
from bot.texts import voice
from handlers.conversation.answer import Answer
from handlers.conversation.events import Chat, Command, Event, Invited, Joined, Press, Said, Sender, Standing
from handlers.conversation.topic import Topic
from handlers.conversation.views import Items, Paragraph, Title, View
from handlers.members.model import Hosting
from storage.database import Database
from storage.members import StoredMembers
from storage.posts import StoredPosts
from tests.conftest import TUESDAY_NOON
from tests.neighbours import plain
from tests.peers.wire import Wire

OPEN, QUIET = "open", "quiet"
"""Two platforms: on the one everybody sees what is tapped; on the other nobody does, and it lists nobody."""
SQUARE, STREET = Chat(OPEN, "!square"), Chat(QUIET, "-7")
NEIGHBOURS = ("Karim", "Sarah", "Inès", "Léa", "Tomás")
HOST = "@karim:example.org"
speak = voice("fr")


def account(name: str) -> str:
    """« @lea:example.org »: how somebody is called where everybody sees what is tapped."""
    plainly = name.casefold().translate(str.maketrans("éèá", "eea"))
    return f"@{plainly}:example.org"


def lines(view: View) -> list[str]:
    """What somebody reads, line by line."""
    read: list[str] = []
    for block in view.blocks:
        match block:
            case Title():
                read.append(speak(block.words))
            case Paragraph():
                read.append(" ".join(speak(sentence) for sentence in block.sentences))
            case Items():
                read += [speak(line) for line in block.lines]
    return [plain(line) for line in read]


def told(answer: Answer) -> str:
    """The short answer to the tap, in French."""
    return "" if answer.toast is None else plain(speak(answer.toast))


@dataclass
class Street(Wire):
    """A wire that keeps what it shows as it was drawn. `edits`: how many messages were drawn again, by chat."""

    views: dict[str, dict[str, View]] = field(default_factory=dict)
    edits: list[str] = field(default_factory=list)
    rang: list[str] = field(default_factory=list)

    async def send(
        self, chat: Chat, drawn: Drawn, *, key: str, rings: bool, audience: str, reply_to: str = ""
    ) -> str:
        native = await super().send(chat, drawn, key=key, rings=rings, audience=audience, reply_to=reply_to)
        self.views.setdefault(chat.id, {})[native] = drawn.view
        if rings:
            self.rang.append(chat.id)
        return native

    async def edit(self, chat: Chat, native: str, drawn: Drawn) -> None:
        await super().edit(chat, native, drawn)
        self.views[chat.id][native] = drawn.view
        self.edits.append(chat.id)

    async def remove(self, chat: Chat, native: str) -> None:
        await super().remove(chat, native)
        del self.views[chat.id][native]


class Square:
    """The neighbours act by name; each event has an id of its own, unless it is given."""

    def __init__(self, database: Database, hosting: Hosting | None = None) -> None:
        self.database = database
        self.now = TUESDAY_NOON
        hosting = hosting or Hosting(HOST)
        self.streets = {name: Street(name) for name in (OPEN, QUIET)}
        self.dispatch = Dispatch(database, after=lambda: None, hosting=hosting)
        self.delivery = Delivery(database, self.streets, lambda: self.now, hosting)
        self.clock = Clock(database, self.dispatch, lambda: self.now)
        self.delivers = True
        self._heard = 0

    async def hears(self, event: Event) -> Answer:
        answer = await self.dispatch.handle(event)
        if self.delivers:
            await self.delivery.settle()
        return answer

    def next(self) -> str:
        self._heard += 1
        return f"event-{self._heard}"

    def sender(self, name: str, platform: str = OPEN) -> Sender:
        called = account(name) if platform == OPEN else str(1000 + NEIGHBOURS.index(name))
        return Sender(called, name, Standing("member", self.now))

    def private(self, name: str, platform: str = OPEN) -> Chat:
        """The conversation of this person alone; Palabre calls it as it calls the account."""
        return Chat(platform, self.sender(name, platform).account, private=True)

    async def brought_by(self, name: str, chat: Chat = SQUARE) -> Answer:
        """Somebody brings Palabre in, and it learns who is there."""
        sender = self.sender(name)
        event = Invited(self.next(), self.now, chat, sender, "La Place", False, in_the_open=True)
        answer = await self.hears(event)
        for neighbour in NEIGHBOURS:
            await self.hears(Joined(self.next(), self.now, chat, self.sender(neighbour)))
        return answer

    async def goes_out(self, *names: str) -> None:
        """The group also talks in a street where nobody sees what is tapped; these people are there too."""
        async with self.database.writing() as tx:
            members = StoredMembers(tx, self.now)
            group = await members.group_of(SQUARE)
            assert group is not None
            await members.add_chat(group.id, STREET, lists_members=False)
            for name in names:
                person = await members.account_of(OPEN, account(name))
                assert person is not None
                await members.add_account(person.id, QUIET, self.sender(name, QUIET).account)

    async def person(self, name: str) -> int:
        async with self.database.reading() as tx:
            found = await StoredMembers(tx, self.now).account_of(OPEN, account(name))
        assert found is not None, name
        return found.id

    async def says(self, name: str, words: str, chat: Chat = SQUARE) -> Answer:
        """« /sondage bleu ou vert ? »."""
        command, _, rest = words.removeprefix("/").partition(" ")
        sender = self.sender(name, chat.platform)
        return await self.hears(Command(self.next(), self.now, chat, sender, command, rest))

    async def types(self, name: str, words: str) -> Answer:
        """In answer to a question of Palabre."""
        return await self.hears(Said(self.next(), self.now, SQUARE, self.sender(name), words))

    async def presses(self, name: str, data: str, mark: str = "", chat: Chat = SQUARE) -> Answer:
        """Sends this data, whether or not a button shows it."""
        press = Press(self.next(), self.now, chat, self.sender(name, chat.platform), data, mark)  # type: ignore[arg-type]
        return await self.hears(press)

    async def marks(self, name: str, label: str) -> Answer:
        """A mark that stands from now on under the lowest card with this choice."""
        return await self.presses(name, self.button(label), "set")

    async def takes(self, name: str, label: str) -> Answer:
        """That mark taken away."""
        return await self.presses(name, self.button(label), "taken")

    async def taps(self, name: str, label: str, chat: Chat) -> Answer:
        """A plain tap: in private, or where nobody sees it."""
        return await self.presses(name, self.button(label, chat), "", chat)

    def button(self, label: str, chat: Chat = SQUARE) -> str:
        """The data of the lowest button of this name."""
        for view in reversed(self.shown(chat)):
            for button in view.buttons:
                if plain(speak(button.label)) == label:
                    return button.data
        raise AssertionError(f"no button « {label} » in {chat}: {[lines(view) for view in self.shown(chat)]}")

    def labels(self, chat: Chat = SQUARE) -> list[str]:
        """The buttons of the lowest message."""
        return [plain(speak(button.label)) for button in self.shown(chat)[-1].buttons]

    def shown(self, chat: Chat = SQUARE) -> list[View]:
        """What stands in this room or conversation, oldest first."""
        return list(self.streets[chat.platform].views.get(chat.id, {}).values())

    def last(self, chat: Chat = SQUARE) -> list[str]:
        """The lines of the lowest message."""
        return lines(self.shown(chat)[-1])

    def counted(self, chat: Chat = SQUARE) -> str:
        """The numbers as the lowest card says them; '' where it says none."""
        blocks = [block for block in self.shown(chat)[-1].blocks if isinstance(block, Paragraph) and block.counts]
        return " ".join(plain(speak(sentence)) for block in blocks for sentence in block.sentences)

    async def at(self, moment: datetime) -> None:
        """Turns the clock; what is due rings."""
        self.now = moment
        await self.clock.ring()
        await self.delivery.settle()

    async def draws_again(self, topic: Topic) -> None:
        """As if something about it had changed."""
        async with self.database.writing() as tx:
            await StoredPosts(tx).refresh(topic)
        await self.delivery.settle()


async def square(database: Database) -> Square:
    """Karim, who hosts Palabre, has brought it into the room of the five."""
    made = Square(database)
    await made.brought_by("Karim")
    return made
