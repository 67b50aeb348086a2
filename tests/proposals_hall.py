"""What is shown to the neighbours who decide by consent, and how it reads in French."""

from dataclasses import dataclass, field

from bot.platforms.platform import Drawn
from bot.texts import voice
from handlers.conversation.answer import Answer
from handlers.conversation.events import Chat
from handlers.conversation.views import Items, Paragraph, Title, View
from tests.neighbours import plain
from tests.peers.wire import Wire

speak = voice("fr")


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


def words(view: View) -> str:
    """All of it in one line."""
    return " ".join(lines(view))


def labels(view: View) -> list[str]:
    return [plain(speak(button.label)) for button in view.buttons]


def told(answer: Answer) -> str:
    """The short answer to a tap, or the screen that came instead."""
    said = [] if answer.toast is None else [plain(speak(answer.toast))]
    return " ".join([*said, *([] if answer.view is None else lines(answer.view))])


@dataclass
class Hall(Wire):
    """A wire that keeps what it shows as it was drawn, and for whom: « everyone », « person:17 »."""

    views: dict[tuple[str, str], tuple[str, View]] = field(default_factory=dict)
    sent: int = 0

    async def send(
        self, chat: Chat, drawn: Drawn, *, key: str, rings: bool, audience: str, reply_to: str = ""
    ) -> str:
        self._try(chat)
        self.sent += 1
        native = self.keys[key] = str(self.sent)
        self.rooms.setdefault(chat.id, {})[native] = ""
        self.views[chat.id, native] = (audience, drawn.view)
        return native

    async def edit(self, chat: Chat, native: str, drawn: Drawn) -> None:
        await super().edit(chat, native, drawn)
        self.views[chat.id, native] = (self.views[chat.id, native][0], drawn.view)

    async def remove(self, chat: Chat, native: str) -> None:
        await super().remove(chat, native)
        del self.views[chat.id, native]
