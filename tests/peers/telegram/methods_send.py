"""sendMessage, sendPhoto, sendDocument and sendChatAction."""

from typing import TYPE_CHECKING

from . import access, ephemeral, keyboards, pictures, writing
from .calls import Call, Json, bad
from .rooms import Room

if TYPE_CHECKING:
    from .api import BotApi


def send_message(api: "BotApi", call: Call) -> Json:
    """Words."""
    params = call.params
    text, entities = writing.message_text(params.get("text"), params.get("parse_mode"), params.get("entities"))
    return _send(api, call, text, entities, None)


def send_photo(api: "BotApi", call: Call) -> Json:
    """A picture with words below."""
    params = call.params
    photo = pictures.uploaded(api, call, params.get("photo"))
    text, entities = writing.caption(
        params.get("caption"), params.get("parse_mode"), params.get("caption_entities")
    )
    return _send(api, call, text, entities, photo)


def send_document(api: "BotApi", call: Call) -> Json:
    """A file with words below."""
    params = call.params
    content = pictures.attached(api, call, params.get("document"), "document")
    text, entities = writing.caption(
        params.get("caption"), params.get("parse_mode"), params.get("caption_entities")
    )
    return _send(api, call, text, entities, None, content)


def send_chat_action(api: "BotApi", call: Call) -> bool:
    """« Palabre is typing… »"""
    access.refuse_silenced(access.chat_for(api, call), "text messages")
    known = {"typing", "upload_photo", "upload_document", "find_location", "choose_sticker"}
    if call.params.get("action") not in known:
        raise bad("wrong parameter action in request")
    return True


def _send(
    api: "BotApi", call: Call, text: str, entities: list[Json], photo: bytes | None, file: bytes = b""
) -> Json:
    params = call.params
    markup = keyboards.read(params.get("reply_markup"))
    chat = access.chat_for(api, call)
    access.refuse_silenced(chat, "documents" if file else "photos" if photo is not None else "text messages")
    alone = ephemeral.asked(api, chat, params)
    reply = access.replied(chat, params, alone.receiver if alone else None)
    thread = params.get("message_thread_id")
    if thread is None and reply is not None and reply.topical:
        thread = reply.thread
    if isinstance(chat, Room):
        thread = chat.writable_thread(thread, administrator=access.administers(chat))
    elif thread:
        raise bad("message thread not found")
    api.flood.spend(chat.id, group=isinstance(chat, Room), alone=alone is not None)
    message = chat.add(
        api.bot,
        text,
        ephemeral=alone is not None,
        entities=entities,
        keyboard=markup.rows,
        photo=photo,
        sizes=[] if photo is None else pictures.described(api, photo),
        attached=file,
        document=pictures.described_file(api, file, getattr(file, "called", "")) if file else {},
        thread=thread,
        topical=thread is not None,
        reply=reply,
        receiver=alone.receiver if alone else None,
        replaces=alone.replaces if alone else None,
        silent=bool(params.get("disable_notification")),
        placeholder=markup.placeholder,
    )
    if isinstance(chat, Room):
        chat.place_in_thread(message, thread)
    api.violations += keyboards.wrong_links(markup.rows, api.bot.username)
    return message.as_json()
