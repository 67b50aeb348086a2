"""Whether the bot may reach a chat, and write in it, with the words of the real server where it may not."""

from typing import TYPE_CHECKING

from .calls import Call, Json, Refusal, bad, forbidden
from .chats import Chat, Private
from .messages import Message
from .rooms import Room
from .standing import PRESENT

if TYPE_CHECKING:
    from .api import BotApi

UPGRADED = "Bad Request: group chat was upgraded to a supergroup chat"


def chat_for(api: "BotApi", call: Call) -> Chat:
    """The chat that the call names, where the bot may look into it. Raises Refusal."""
    named = call.params.get("chat_id")
    if named is None or named == "":
        raise bad("chat_id is empty")
    chat = _found(api, named)
    if chat is None:
        raise bad("chat not found")
    if isinstance(chat, Room):
        _refuse_outside(chat, reads=call.method == "getChat")
    return chat


def _found(api: "BotApi", named: object) -> Chat | None:
    if isinstance(named, str):
        public = [chat for chat in api.chats.values() if isinstance(chat, Room) and chat.username]
        return next((chat for chat in public if f"@{chat.username}".lower() == named.lower()), None)
    chat = api.chats.get(named) if isinstance(named, int) else None
    if isinstance(chat, Room) and not chat.bot_known and not chat.username:
        return None
    return chat


def _refuse_outside(room: Room, *, reads: bool) -> None:
    kind = "supergroup chat" if room.kind == "supergroup" else "group chat"
    if room.gone:
        raise Refusal(403 if room.gone.startswith("Forbidden") else 400, room.gone)
    if room.migrated_to is not None and not reads:
        raise Refusal(400, UPGRADED, migrate_to_chat_id=room.migrated_to.id)
    if room.bot_status == "kicked" and not (reads and room.kind == "group"):
        raise forbidden(f"bot was kicked from the {kind}")
    if room.bot_status not in PRESENT and not (reads and (room.kind == "group" or room.username)):
        raise forbidden(f"bot is not a member of the {kind}")


def refuse_silenced(chat: Chat, what: str) -> None:
    """`what`: text messages or photos. Raises Refusal where the bot may not send such things there."""
    if isinstance(chat, Private):
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
    elif isinstance(chat, Room) and (chat.muted or (chat.wordy and what == "photos")):
        raise bad(f"not enough rights to send {what} to the chat")


def administers(chat: Chat) -> bool:
    """Whether the bot is an administrator there."""
    return isinstance(chat, Room) and chat.bot_status == "administrator"


def replied(chat: Chat, params: Json, receiver: object) -> Message | None:
    """What the message to send answers, None where it answers nothing or may do without. Raises Refusal."""
    given = params.get("reply_parameters")
    asked: Json = given if isinstance(given, dict) else {}
    wanted = asked.get("message_id") or params.get("reply_to_message_id")
    alone = asked.get("ephemeral_message_id")
    if not wanted and not alone:
        return None
    if alone:
        found = next(
            (
                message
                for message in chat.messages
                if message.ephemeral_id == alone
                and not message.deleted
                and receiver in (message.sender, message.receiver)
            ),
            None,
        )
    else:
        found = chat.find(wanted)
    if found is None and not (
        asked.get("allow_sending_without_reply") or params.get("allow_sending_without_reply")
    ):
        raise bad("message to be replied not found")
    return found
