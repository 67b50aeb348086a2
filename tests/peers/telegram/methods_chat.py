"""What the bot can ask about a chat and about those who are in it, and how it leaves."""

from typing import TYPE_CHECKING

from . import access
from .calls import Call, Json, bad
from .chats import Chat, Private
from .people import Person
from .rooms import Room
from .standing import PRESENT, standing

if TYPE_CHECKING:
    from .api import BotApi

GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


def get_chat(api: "BotApi", call: Call) -> Json:
    """The official ChatFullInfo."""
    chat = access.chat_for(api, call)
    body = chat.as_json() | {
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }
    if isinstance(chat, Room):
        if chat.members_hidden:
            body["has_hidden_members"] = True
        body["permissions"] = {"can_send_messages": not chat.muted, "can_send_photos": not chat.muted}
    return body


def get_chat_member(api: "BotApi", call: Call) -> Json:
    """Raises Refusal for somebody the server never saw, and where the list of members is hidden."""
    chat = access.chat_for(api, call)
    asked = call.params.get("user_id")
    if asked == api.bot.id:
        return standing(api.bot, chat.bot_status if isinstance(chat, Room) else "member")
    person = api.people.get(asked) if isinstance(asked, int) else None
    if isinstance(chat, Room):
        if chat.members_hidden and not access.administers(chat):
            raise bad(chat.members_hidden)
        if person is None:
            raise bad("PARTICIPANT_ID_INVALID" if chat.kind == "supergroup" else "user not found")
        return standing(person, chat.members.get(person.id, "left"))
    if person is None:
        raise bad("user not found")
    return standing(person, "member" if chat.shows_to(person) else "left")


def get_chat_administrators(api: "BotApi", call: Call) -> list[Json]:
    """Without the bots, except this one."""
    room = _room(access.chat_for(api, call))
    found = [
        standing(api.people[id], status)
        for id, status in room.members.items()
        if status in ("creator", "administrator")
    ]
    return found + ([standing(api.bot, "administrator")] if access.administers(room) else [])


def get_chat_member_count(api: "BotApi", call: Call) -> int:
    """People and the bot."""
    chat = access.chat_for(api, call)
    if isinstance(chat, Room):
        return sum(status in PRESENT for status in chat.members.values()) + (chat.bot_status in PRESENT)
    return 2


def leave_chat(api: "BotApi", call: Call) -> bool:
    """The bot goes away by itself; Telegram tells it so."""
    room = _room(access.chat_for(api, call))
    bot: Person = api.bot
    before, room.bot_status = room.bot_status, "left"
    body = {
        "chat": room.as_json(),
        "from": bot.as_json(),
        "date": api.date(),
        "old_chat_member": standing(bot, before),
        "new_chat_member": standing(bot, "left"),
    }
    api.updates.put("my_chat_member", body, room.id)
    return True


def _room(chat: Chat) -> Room:
    if isinstance(chat, Private):
        raise bad("chat member status can't be changed in private chats")
    assert isinstance(chat, Room)
    return chat
