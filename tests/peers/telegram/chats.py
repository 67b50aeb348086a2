"""A conversation: who is in it, and everything that was ever written there."""

from typing import TYPE_CHECKING, Any

from .calls import Json
from .messages import Message
from .privacy import reaches

if TYPE_CHECKING:
    from .api import BotApi
    from .people import Person


class Chat:
    """`id`: as Telegram numbers it; `kind`: private, group or supergroup; `messages`: all of them, in order, with those
    that were deleted and those that only one person gets."""

    def __init__(self, api: "BotApi", id: int, kind: str, title: str) -> None:
        self.api = api
        self.id = id
        self.kind = kind
        self.title = title
        self.messages: list[Message] = []
        self._by_id: dict[int, Message] = {}
        self._last_ephemeral = 0
        self._own_ids = 0

    def __repr__(self) -> str:
        return f"{self.kind} « {self.title} » {self.id}"

    def as_json(self) -> Json:
        """The official Chat."""
        raise NotImplementedError

    def bot_is_in(self) -> bool:
        """Whether the bot gets what happens here."""
        raise NotImplementedError

    def shows_to(self, person: "Person") -> bool:
        """Whether this person can read here."""
        raise NotImplementedError

    def from_bot(self) -> list[Message]:
        """What the bot shows to everybody here."""
        return [message for message in self.messages if message.from_bot and not message.deleted and message.id]

    def find(self, id: object) -> Message | None:
        """The message of this id, None where it is gone."""
        message = self._by_id.get(id) if isinstance(id, int) else None
        return None if message is None or message.deleted else message

    def find_ephemeral(self, id: object, person: "Person") -> Message | None:
        """The ephemeral message of this id between the bot and this person."""
        for message in reversed(self.messages):
            if (
                message.ephemeral_id == id
                and id
                and not message.deleted
                and person in (message.receiver, message.sender)
            ):
                return message
        return None

    def add(self, sender: "Person | None", text: str = "", *, ephemeral: bool = False, **more: Any) -> Message:
        """Keeps a new message; tells nobody."""
        message = Message(self, 0, sender, self.api.date(), text, **more)
        if ephemeral:
            self._last_ephemeral += 1
            message.ephemeral_id = self._last_ephemeral
        else:
            message.id = self._next_id()
            self._by_id[message.id] = message
        message.remember(self.api.clock())
        self.messages.append(message)
        return message

    def tell(self, message: Message, kind: str = "message") -> None:
        """Queues the message for the bot where Telegram lets it have it."""
        if self.bot_is_in() and reaches(message):
            self.api.updates.put(kind, message.as_json(), self.id)

    def announce(self, by: "Person | None", **service: Any) -> Message:
        """Something happened: a service message, by somebody."""
        message = self.add(by, service=service)
        self.tell(message)
        return message

    def delete_message(self, message: Message) -> None:
        """Somebody deletes it; the bot is not told."""
        message.deleted = True

    def _next_id(self) -> int:
        # Supergroups count for themselves; an account has one count for all its other chats.
        if self.kind == "supergroup":
            self._own_ids += 1
            return self._own_ids
        return self.api.next_message_id()


class Private(Chat):
    """The chat of one person with the bot. `started`: whether the bot may write there."""

    def __init__(self, api: "BotApi", person: "Person") -> None:
        super().__init__(api, person.id, "private", person.name)
        self.person = person
        self.started = False
        self.blocked = False

    def as_json(self) -> Json:
        person = {name: value for name, value in self.person.as_json().items() if name in NAMES}
        return {"id": self.id, "type": "private", **person}

    def bot_is_in(self) -> bool:
        return self.started and not self.blocked

    def shows_to(self, person: "Person") -> bool:
        return person is self.person


NAMES = {"first_name", "last_name", "username"}
