"""The methods that change or remove what the bot has written, for everybody or for one person."""

from typing import TYPE_CHECKING

from . import access, ephemeral, keyboards, pictures, writing
from .calls import Call, Json, bad, misused
from .chats import Chat
from .messages import Message
from .rooms import Room

if TYPE_CHECKING:
    from .api import BotApi

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
DELETABLE_HOURS = 48


def edit_text(api: "BotApi", call: Call) -> Json | bool:
    """editMessageText and editEphemeralMessageText."""
    params = call.params
    text, entities = writing.parsed(params.get("text") or "", params.get("parse_mode"), params.get("entities"))
    if not text:
        raise bad("message text is empty")
    chat, message = _mine(api, call)
    if message.photo is not None:
        raise bad("there is no text in the message to edit")
    if writing.units(text) > writing.TEXT:
        raise bad("MESSAGE_TOO_LONG")
    return _change(api, call, chat, message, text, entities)


def edit_caption(api: "BotApi", call: Call) -> Json | bool:
    """editMessageCaption and editEphemeralMessageCaption."""
    params = call.params
    text, entities = writing.caption(
        params.get("caption"), params.get("parse_mode"), params.get("caption_entities")
    )
    chat, message = _mine(api, call)
    if message.photo is None:
        raise bad("there is no caption in the message to edit")
    return _change(api, call, chat, message, text, entities)


def edit_media(api: "BotApi", call: Call) -> Json | bool:
    """editMessageMedia and editEphemeralMessageMedia: another picture, or one where there was none."""
    media = call.params.get("media")
    if not isinstance(media, dict) or media.get("type") != "photo":
        raise misused("can't parse InputMedia: only photos are simulated")
    photo = pictures.uploaded(api, call, media.get("media"))
    text, entities = writing.caption(media.get("caption"), media.get("parse_mode"), media.get("caption_entities"))
    chat, message = _mine(api, call)
    return _change(api, call, chat, message, text, entities, photo)


def edit_markup(api: "BotApi", call: Call) -> Json | bool:
    """editMessageReplyMarkup and editEphemeralMessageReplyMarkup: only the buttons."""
    chat, message = _mine(api, call)
    return _change(api, call, chat, message, message.text, message.entities)


def delete_message(api: "BotApi", call: Call) -> bool:
    """The bot's own for 48 hours; as an administrator also what others wrote."""
    chat = access.chat_for(api, call)
    message = chat.find(call.params.get("message_id"))
    if message is None:
        raise bad("message to delete not found")
    if not message.from_bot and not access.administers(chat) and isinstance(chat, Room):
        raise bad("message can't be deleted")
    if api.date() - message.date > DELETABLE_HOURS * 3600 and not access.administers(chat):
        raise bad("message can't be deleted for everyone")
    message.deleted = True
    return True


def delete_ephemeral(api: "BotApi", call: Call) -> bool:
    """deleteEphemeralMessage."""
    chat = access.chat_for(api, call)
    ephemeral.addressed(api, chat, call, "delete").deleted = True
    return True


def _mine(api: "BotApi", call: Call) -> tuple[Chat, Message]:
    """The chat, and in it the bot's message that the call names. Raises Refusal."""
    if "inline_message_id" in call.params:
        raise misused("inline messages are left out of this simulator")
    if "ephemeral_message_id" in call.params and api.ephemeral is False:
        ephemeral.addressed(api, api.bot.private, call, "edit")  # that server knows no such method
    chat = access.chat_for(api, call)
    if "ephemeral_message_id" in call.params:
        return chat, ephemeral.addressed(api, chat, call, "edit")
    if not call.params.get("message_id"):
        raise bad("message identifier is not specified")
    message = chat.find(call.params["message_id"])
    if message is None:
        raise bad("message to edit not found")
    if not message.from_bot or message.service:
        raise bad("message can't be edited")
    return chat, message


def _change(
    api: "BotApi",
    call: Call,
    chat: Chat,
    message: Message,
    text: str,
    entities: list[Json],
    photo: bytes | None = None,
) -> Json | bool:
    """Gives the message its new state; without a reply_markup it loses its buttons. Raises Refusal."""
    rows = keyboards.read(call.params.get("reply_markup"), inline_only=True).rows
    picture = message.photo if photo is None else photo
    same = (message.text, message.entities, message.keyboard, message.photo) == (text, entities, rows, picture)
    if same:
        raise bad(NOT_MODIFIED)
    api.flood.spend(chat.id, group=isinstance(chat, Room), alone=bool(message.ephemeral_id))
    message.text, message.entities, message.keyboard = text, entities, rows
    if photo is not None:
        message.photo, message.sizes = photo, pictures.described(api, photo)
    message.edits += 1
    message.edit_date = api.date()
    message.remember(api.clock())
    api.violations += keyboards.wrong_links(rows, api.bot.username)
    return True if message.ephemeral_id else message.as_json()
