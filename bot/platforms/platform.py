"""What delivery asks of every platform, and what a platform asks of the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.pacing import Pacing
from bot.texts import Voice
from handlers.conversation.answer import Answer
from handlers.conversation.events import Chat, Event
from handlers.conversation.text import Text
from handlers.conversation.views import View


class PlatformFailed(Exception):
    """The platform takes nothing for this chat now. `retry_after` in seconds where it said so. What it will
    never take (a message that it finds malformed) is not this, but a plain exception: that post alone rests."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class MessageGone(PlatformFailed):
    """The message is no longer there: somebody deleted it. Trying again is useless."""


class ChatGone(PlatformFailed):
    """The chat is no longer there, or Palabre was shown out. Trying again soon is useless."""


class NotYetThere(ChatGone):
    """The person was asked into a private conversation and has not come yet: what is for them waits there."""


@dataclass(frozen=True)
class Drawn:
    """A view ready to be shown: with the voice that says it and a PNG for each of its pictures, in order."""

    view: View
    voice: Voice
    pictures: tuple[bytes, ...] = ()


class CannotGoOn(Exception):
    """The program must end, for a reason that its host can read and do something about."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.sentence)
        self.text = text


class Ears(Protocol):
    """What platforms hand events to: bot.dispatch."""

    async def handle(self, event: Event) -> Answer:
        """The answer for the person who acted; the event is kept once it is given. Raises an exception of
        the kinds that the platform was told of where nothing could be kept."""

    async def handle_all(self, events: Sequence[Event]) -> Sequence[Answer]:
        """The same for several, in order and in one go; where it raises, none may be told."""

    async def answer_to(self, event: str) -> Answer | None:
        """The answer that an event got, for a platform that shows it in a second step."""

    async def pending(self, chat: Chat, account: str, now: datetime) -> View | None:
        """The question that this person has not answered yet."""


class Platform(Protocol):
    """A platform delivers; what arrives from it goes to dispatch, not through here."""

    @property
    def name(self) -> str: ...

    @property
    def pacing(self) -> Pacing: ...

    async def send(
        self, chat: Chat, drawn: Drawn, *, key: str, rings: bool, audience: str, reply_to: str = ""
    ) -> str:
        """A new message, in reply to the one called `reply_to` where it is still there; gives its id. Where
        the platform can, `key` sent twice is sent once. Raises PlatformFailed."""

    async def sent_as(self, chat: Chat, key: str) -> str | None:
        """The message that was sent under this key; None where none was, or where the platform cannot tell.
        Raises PlatformFailed."""

    async def edit(self, chat: Chat, native: str, drawn: Drawn) -> None:
        """The same message, redrawn. Raises PlatformFailed."""

    async def remove(self, chat: Chat, native: str) -> None:
        """Takes a message away, or leaves nothing in it where that cannot be done. Raises PlatformFailed."""
