"""A tap on a button, and what the bot answered to it."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .calls import Json
from .keyboards import start_payload
from .messages import Message
from .updates import Queued

if TYPE_CHECKING:
    from .chats import Chat
    from .people import Person


@dataclass(frozen=True)
class Answered:
    """What a person saw of an answer: a bubble, a window (`show_alert`), or a link that opened. `at`: monotonic seconds."""

    text: str
    show_alert: bool
    url: str
    at: float


@dataclass(eq=False)
class Press:
    """`message`: None where the bot can no longer read it; `at`: monotonic seconds; `opened`: the /start that followed
    where the button was a link to the bot, which sends no callback query."""

    id: str
    person: "Person"
    room: "Chat"
    message: Message | None
    data: str
    at: float
    answers: list[Answered] = field(default_factory=list)
    expired: bool = False
    opened: Message | None = None
    queued: Queued | None = field(default=None, repr=False)

    @property
    def answered(self) -> bool:
        return bool(self.answers)

    @property
    def update_id(self) -> int:
        """0 where no update was queued."""
        return 0 if self.queued is None else self.queued.id

    @property
    def handed_out(self) -> int:
        """How often the bot was given it."""
        return 0 if self.queued is None else self.queued.times


def visible_button(person: "Person", message: Message, label: str) -> Json:
    """The button with this label, or the only one that begins so. Raises AssertionError where this person sees none."""
    assert message in person.sees(message.room), f"{person.name} does not see « {message.text[:60]} »"
    buttons = [button for row in message.keyboard for button in row]
    exact = [button for button in buttons if button["text"] == label]
    found = exact or [button for button in buttons if button["text"].startswith(label)]
    assert len(found) == 1, f"{person.name} sees {len(found)} buttons « {label} » among {list(message.buttons)}"
    return found[0]


def press(person: "Person", room: "Chat", shown: Json, message: Message | None, data: str) -> Press:
    """Queues a callback query. `shown`: the official message it comes from."""
    api = room.api
    made = Press(api.next_query_id(), person, room, message, data, api.clock())
    body = {
        "id": made.id,
        "from": person.as_json(),
        "chat_instance": str(room.id * 7919 + api.bot.id),
        "message": shown,
        "data": data,
    }
    api.presses[made.id] = made
    made.queued = api.updates.put("callback_query", body, room.id)
    return made


def tap(person: "Person", message: Message, label: str) -> Press:
    """Taps what is there: a button with data, or a link to the bot."""
    button = visible_button(person, message, label)
    if button.get("callback_data"):
        return press(person, message.room, message.as_json(), message, button["callback_data"])
    made = Press("", person, message.room, message, "", message.room.api.clock())
    payload = start_payload(button.get("url") or "", message.room.api.bot.username)
    assert payload is not None, f"« {label} » opens {button.get('url')}, which is not a chat with the bot"
    made.opened = person.starts(payload)
    return made
