"""A message as Telegram keeps it: its words, its buttons, its picture, and every version it had."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .calls import Json

if TYPE_CHECKING:
    from .chats import Chat
    from .people import Person

Keyboard = list[list[Json]]


@dataclass(eq=False, repr=False)
class Message:
    """`id`: 0 for an ephemeral message, which has an `ephemeral_id`; `keyboard`: the official buttons; `photo`: the
    file's bytes; `attached`: those of a file that is no photo, and `document` the official words for it; `reply`: what it answers; `receiver`: the only person who gets it; `service`: the official fields of
    something that happened; `hours`: how much older it is than it looks; `versions`: (monotonic seconds, words, labels)
    of each state, first to last; `replaces`: the message in whose place its receiver sees it."""

    room: "Chat"
    id: int
    sender: "Person | None"
    date: int
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    keyboard: Keyboard = field(default_factory=list)
    photo: bytes | None = None
    sizes: list[Json] = field(default_factory=list)
    attached: bytes = b""
    document: Json = field(default_factory=dict)
    thread: int | None = None
    topical: bool = False
    reply: "Message | None" = None
    sender_chat: Json | None = None
    receiver: "Person | None" = None
    ephemeral_id: int = 0
    replaces: "Message | None" = None
    silent: bool = False
    placeholder: str = ""
    service: Json = field(default_factory=dict)
    deleted: bool = False
    edits: int = 0
    edit_date: int = 0
    versions: list[tuple[float, str, tuple[str, ...]]] = field(default_factory=list)

    def __repr__(self) -> str:
        number = self.id or f"ephemeral {self.ephemeral_id}"
        return f"<{number} {self.sender} « {self.text or self.service} » {self.rows or ''}>"

    @property
    def from_bot(self) -> bool:
        """Whether the bot under test wrote it."""
        return self.sender is not None and self.sender is self.room.api.bot

    @property
    def reply_to(self) -> int | None:
        """The id of what it answers, 0 for an ephemeral message."""
        if self.reply is None or "forum_topic_created" in self.reply.service:
            return None  # what is written in a topic answers its opening only in the eyes of the server
        return self.reply.id

    @property
    def rows(self) -> list[list[str]]:
        """The labels, row by row."""
        return [[button["text"] for button in row] for row in self.keyboard]

    @property
    def buttons(self) -> dict[str, str]:
        """label → data or address, in order."""
        return {
            button["text"]: button.get("callback_data") or button.get("url") or ""
            for row in self.keyboard
            for button in row
        }

    def remember(self, at: float) -> None:
        """Adds its present state to `versions`."""
        labels = tuple(label for row in self.rows for label in row)
        self.versions.append((at, self.text, labels))

    def as_json(self, *, alone: bool = False) -> Json:
        """The official Message. `alone`: without what it replies to, as inside another message."""
        body: Json = {"message_id": self.id, "date": self.date, "chat": self.room.as_json()}
        if self.sender is not None:
            body["from"] = self.sender.as_json()
        if self.sender_chat is not None:
            body["sender_chat"] = self.sender_chat
        if self.thread is not None:
            body["message_thread_id"] = self.thread
            if self.topical:
                body["is_topic_message"] = True
        if self.reply is not None and not alone and not self.reply.deleted:
            body["reply_to_message"] = self.reply.as_json(alone=True)
        if self.edit_date:
            body["edit_date"] = self.edit_date
        if self.ephemeral_id and self.receiver is not None:
            body |= {"ephemeral_message_id": self.ephemeral_id, "receiver_user": self.receiver.as_json()}
        words, entities = ("caption", "caption_entities") if self.sizes or self.document else ("text", "entities")
        if self.sizes:
            body["photo"] = [dict(size) for size in self.sizes]
        if self.document:
            body["document"] = dict(self.document)
        if self.text:
            body[words] = self.text
            if self.entities:
                body[entities] = [dict(entity) for entity in self.entities]
        if self.keyboard:
            body["reply_markup"] = {"inline_keyboard": [[dict(button) for button in row] for row in self.keyboard]}
        return body | self.service
