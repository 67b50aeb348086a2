"""Messages in a group that only one person gets, for a short while after that person has turned to the bot."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .calls import Call, Json, Refusal, bad
from .chats import Chat
from .messages import Message
from .people import Person
from .presses import Press
from .rooms import Room

if TYPE_CHECKING:
    from .api import BotApi

# The documentation states these rules and not the words of the refusals: the words are plausible, no more.
ONLY_IN_GROUPS = "ephemeral messages can be sent only to groups and supergroups"
TOO_LATE = "EPHEMERAL_MESSAGE_NOT_ALLOWED"
TURNED_OFF = "EPHEMERAL_NOT_ALLOWED"
NOT_REPLACEABLE = "replace_callback_query_message must be false for callback queries from ephemeral messages"
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(frozen=True)
class Alone:
    """Who gets a message alone, and in place of which message of the group if any."""

    receiver: Person
    replaces: Message | None


def asked(api: "BotApi", chat: Chat, params: Json) -> Alone | None:
    """Whether the call asks for an ephemeral message and may. An older server does not know the parameters and lets
    everybody see the message. Raises Refusal."""
    given = params.get("ephemeral_message_parameters")
    wish: Json = given if isinstance(given, dict) else {}
    if not wish and params.get("receiver_user_id"):
        wish = {name: params[name] for name in ("receiver_user_id", "callback_query_id") if name in params}
    if not wish or api.ephemeral is False:
        return None
    if api.ephemeral == "refuse":
        raise bad(TURNED_OFF)
    if not isinstance(chat, Room):
        raise bad(ONLY_IN_GROUPS)
    person = api.people.get(wish.get("receiver_user_id", 0))
    if person is None:
        raise bad("user not found")
    if not chat.shows_to(person):
        raise bad("USER_NOT_PARTICIPANT")
    press = _press(api, chat, person, wish)
    if press is None or not wish.get("replace_callback_query_message"):
        if wish.get("replace_callback_query_message"):
            raise bad("replace_callback_query_message needs a callback query")
        return Alone(person, None)
    if press.message is None or press.message.ephemeral_id:
        raise bad(NOT_REPLACEABLE)
    return Alone(person, press.message)


def _press(api: "BotApi", chat: Room, person: Person, wish: Json) -> Press | None:
    """The tap that allows the message, None where a command or a reply does. Raises Refusal where nothing does."""
    if wish.get("callback_query_id"):
        press = api.presses.get(str(wish["callback_query_id"]))
        late = press is None or api.clock() - press.at > api.ephemeral_window
        if press is None or late or press.person is not person or press.room is not chat:
            raise bad(QUERY_TOO_OLD)
        return press
    since = api.windows.get((chat.id, person.id))
    if since is None or api.clock() - since > api.ephemeral_window:
        raise bad(TOO_LATE)
    return None


def addressed(api: "BotApi", chat: Chat, call: Call, action: str) -> Message:
    """The bot's ephemeral message that the call names. `action`: edit or delete. Raises Refusal."""
    if api.ephemeral is False:
        raise Refusal(404, "Not Found")
    if api.ephemeral == "refuse":
        raise bad(TURNED_OFF)
    person = api.people.get(call.params.get("receiver_user_id", 0))
    found = None if person is None else chat.find_ephemeral(call.params.get("ephemeral_message_id"), person)
    if found is None:
        raise bad(f"message to {action} not found")
    if not found.from_bot and action == "edit":
        raise bad("message can't be edited")
    return found
