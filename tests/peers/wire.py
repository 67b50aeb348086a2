"""The outermost wire: a platform that keeps what it is given, and fails when it is told to."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.pacing import Paces, Pacing
from bot.platforms.platform import Drawn, PlatformFailed
from handlers.conversation.events import Chat
from handlers.conversation.views import Paragraph


@dataclass
class Wire:
    """bot.platforms.platform.Platform. `rooms`: what each chat shows; `tried`: the chats of all calls, in order."""

    name: str = "wire"
    pacing: Pacing = field(default_factory=lambda: Pacing((), lambda chat: Paces()))
    rooms: dict[str, dict[str, str]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    tried: list[str] = field(default_factory=list)
    tells: bool = True
    """Whether it can tell what was sent under a key, as Telegram cannot."""
    edits_fail: Callable[[str], PlatformFailed | None] = lambda native: None
    fails: Callable[[Chat], PlatformFailed | None] = lambda chat: None

    async def send(
        self, chat: Chat, drawn: Drawn, *, key: str, rings: bool, audience: str, reply_to: str = ""
    ) -> str:
        self._try(chat)
        native = self.keys[key] = str(len(self.keys) + 1)
        self.rooms.setdefault(chat.id, {})[native] = _words(drawn)
        return native

    async def sent_as(self, chat: Chat, key: str) -> str | None:
        return self.keys.get(key) if self.tells else None

    async def edit(self, chat: Chat, native: str, drawn: Drawn) -> None:
        self._try(chat)
        failure = self.edits_fail(native)
        if failure is not None:
            raise failure
        self.rooms[chat.id][native] = _words(drawn)

    async def remove(self, chat: Chat, native: str) -> None:
        self._try(chat)
        del self.rooms[chat.id][native]

    def _try(self, chat: Chat) -> None:
        self.tried.append(chat.id)
        failure = self.fails(chat)
        if failure is not None:
            raise failure

    def shows(self, chat: Chat) -> list[str]:
        return list(self.rooms.get(chat.id, {}).values())


def _words(drawn: Drawn) -> str:
    paragraphs = [block for block in drawn.view.blocks if isinstance(block, Paragraph)]
    return " ".join(drawn.voice(sentence) for block in paragraphs for sentence in block.sentences)
