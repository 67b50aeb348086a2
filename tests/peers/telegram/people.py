"""A resident with Telegram on the phone: writes, taps, reads, starts the bot and blocks it."""

from typing import TYPE_CHECKING

from .calls import Json
from .chats import Chat, Private
from .keyboards import START, start_payload
from .messages import Message
from .pictures import SNAPSHOT, described
from .presses import Press, press, tap
from .rooms import Room
from .standing import standing
from .writing import marked

if TYPE_CHECKING:
    from .api import BotApi


class Person:
    """`private`: the chat of this person with the bot; `user`: more official fields of the account."""

    def __init__(
        self, api: "BotApi", id: int, name: str, last_name: str = "", username: str = "", language_code: str = ""
    ) -> None:
        self.api = api
        self.id = id
        self.name = name
        self.last_name = last_name
        self.username = username
        self.language_code = language_code
        self.is_bot = False
        self.private = Private(api, self)
        self._lost: set[Message] = set()

    def __repr__(self) -> str:
        return f"{self.name} {self.id}"

    def as_json(self) -> Json:
        """The official User."""
        body: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.name}
        more = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        return body | {name: value for name, value in more.items() if value}

    def says(
        self,
        room: Chat,
        words: str,
        *,
        reply_to: Message | None = None,
        thread: int | None = None,
        ephemeral: bool = False,
        photo_caption: bool = False,
    ) -> Message:
        """Writes. `ephemeral`: a command that only the bot gets, or an answer to what only this person got; `thread`: in
        that topic; `photo_caption`: the words go below a picture. Raises AssertionError where the person cannot."""
        if room is self.private:
            assert self.private.started, f"{self.name} has not started the bot"
        assert room.shows_to(self), f"{self.name} is not in {room}"
        ephemeral = (
            ephemeral or (reply_to is not None and bool(reply_to.ephemeral_id))
        ) and self.api.ephemeral is True
        message = room.add(
            self,
            words,
            entities=marked(words),
            reply=reply_to,
            ephemeral=ephemeral,
            receiver=self.api.bot if ephemeral else None,
        )
        if photo_caption:
            message.photo, message.sizes = SNAPSHOT, described(self.api, SNAPSHOT)
        if isinstance(room, Room):
            room.place_in_thread(message, thread)
        if ephemeral:
            self.api.windows[room.id, self.id] = self.api.clock()
        room.tell(message)
        return message

    def edits(self, message: Message, words: str) -> None:
        """Corrects what this person wrote."""
        assert message.sender is self, f"{self.name} did not write « {message.text[:60]} »"
        message.text, message.entities = words, marked(words)
        message.edits += 1
        message.edit_date = self.api.date()
        message.remember(self.api.clock())
        message.room.tell(message, "edited_message")

    def taps(self, message: Message, label: str) -> Press:
        """Taps the button with this label, or the only one that begins so. A link to the bot is followed: the press then
        has the message /start as `opened`. Raises AssertionError where this person sees no such button."""
        return tap(self, message, label)

    def opens(self, message: Message, label: str) -> Message:
        """Taps a link to the bot; gives the message /start that follows."""
        opened = tap(self, message, label).opened
        assert opened is not None, f"« {label} » is no link"
        return opened

    def presses(self, message: Message, data: str) -> Press:
        """Sends any data from the keyboard of this message, as a forged client can."""
        return press(self, message.room, message.as_json(), message, data)

    def presses_inaccessible(self, room: Chat, message_id: int, data: str) -> Press:
        """Presses a button of a message that the bot can no longer read."""
        return press(self, room, {"chat": room.as_json(), "message_id": message_id, "date": 0}, None, data)

    def follows(self, press: Press) -> Message:
        """Lets the link open that the bot gave as its answer to a press."""
        assert press.answers, f"{self.name}'s press was not answered"
        payload = start_payload(press.answers[-1].url, self.api.bot.username)
        assert payload is not None, f"{press.answers[-1]} opens no chat with the bot"
        return self.starts(payload)

    def starts(self, payload: str = "") -> Message:
        """Presses START, or follows t.me/bot?start=payload; from then on the bot may write."""
        assert not payload or START.fullmatch(payload), f"no client sends on the start parameter {payload!r}"
        self.unblocks_bot()
        self.private.started = True
        words = f"/start {payload}".strip()
        message = self.private.add(self, words, entities=marked(words))
        self.private.tell(message)
        return message

    def blocks_bot(self) -> None:
        """Stops the bot; it is told so."""
        if not self.private.blocked:
            self._own_chat("member", "kicked")
            self.private.blocked = True

    def unblocks_bot(self) -> None:
        """Lets it write again; it is told so."""
        if self.private.blocked:
            self.private.blocked = False
            self._own_chat("kicked", "member")

    def restarts(self) -> None:
        """The app is started again: the messages that only this person got are gone from the screen."""
        for chat in self.api.chats.values():
            self._lost |= {message for message in chat.messages if message.ephemeral_id}

    def sees(self, room: Chat) -> list[Message]:
        """What was written and is on this person's screen, oldest first."""
        if not room.shows_to(self):
            return []
        mine = [
            message
            for message in room.messages
            if not message.deleted
            and not message.service
            and message not in self._lost
            and (not message.ephemeral_id or self in (message.receiver, message.sender))
        ]
        instead = {id(message.replaces): message for message in mine if message.replaces is not None}
        replacing = set(map(id, instead.values()))
        return [instead.get(id(message), message) for message in mine if id(message) not in replacing]

    def _own_chat(self, before: str, after: str) -> None:
        body = {
            "chat": self.private.as_json(),
            "from": self.as_json(),
            "date": self.api.date(),
            "old_chat_member": standing(self.api.bot, before),
            "new_chat_member": standing(self.api.bot, after),
        }
        self.api.updates.put("my_chat_member", body, self.private.id)
