"""What an update of the Bot API says, as events of the neutral language; what is not addressed to Palabre says
nothing. Pure: what must be asked of Telegram or of storage is left open, and named."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from telegram import CallbackQuery, ChatMember, ChatMemberUpdated, Message, Update, User
from telegram import Chat as Room

from bot.platforms.typed import Typed, command, keepable
from handlers.conversation.events import (
    Chat,
    Command,
    Dismissed,
    FromRoom,
    Invited,
    Joined,
    Left,
    Moved,
    Press,
    Quoted,
    Said,
    Sender,
    Standing,
)
from handlers.conversation.text import Text, t

from . import links
from .names import shown_name

PLATFORM = "telegram"
CLOSE = "close"
"""The data of the button that takes a private screen away; it is the platform's own."""
HEARD = ["message", "callback_query", "my_chat_member", "chat_member"]
"""The kinds of updates that are asked for."""
DATA_LENGTH = 200
_GROUPS = (Room.GROUP, Room.SUPERGROUP)
_HERE = (ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER)


@dataclass(frozen=True)
class Me:
    """The bot itself: its account, its name, the words after the slash that it knows, and the key to the
    links that it makes."""

    id: int
    username: str
    commands: frozenset[str]
    key: bytes = b""


@dataclass(frozen=True)
class Back:
    """The way back to the person who acted: where, who, and by which of their acts."""

    chat: Chat
    account: int
    name: str
    update: int
    message: int = 0
    query: str = ""
    data: str = ""
    ephemeral: int = 0
    """The message, seen by that person alone, that they tapped or by which they spoke; 0 where it was not so."""


@dataclass(frozen=True)
class Heard:
    """An event, complete but for the standing of its sender, and for the topic where `replied` names the
    message of Palabre that was replied to. `back` is None where nobody waits for an answer."""

    event: FromRoom
    back: Back | None = None
    replied: str = ""


@dataclass(frozen=True)
class Asked:
    """Somebody came from a group by a link, for the answer to an earlier update of theirs."""

    update: int
    back: Back


@dataclass(frozen=True)
class Declined:
    """Something that Palabre cannot take, though it was addressed; `text` says why, in reply."""

    text: Text
    back: Back


def understand(update: Update, me: Me, now: datetime, tapped_at: datetime) -> Iterator[Heard | Asked | Declined]:
    """Everything that one update says, in order. `tapped_at` is the time given to a tap, which has none."""
    if update.callback_query is not None:
        yield from _tapped(update.update_id, update.callback_query, tapped_at)
    elif update.message is not None:
        yield from _written(update.update_id, update.message, me, now)
    elif update.my_chat_member is not None:
        yield from _my_rank(update.update_id, update.my_chat_member, now)
    elif update.chat_member is not None:
        yield from _a_rank(update.update_id, update.chat_member, now)


def chat_of(room: Room, message: Message | None = None) -> Chat:
    """The room, with the topic in which a message stands: elsewhere the same field numbers mere replies."""
    in_topic = message is not None and message.is_topic_message and message.message_thread_id
    thread = str(message.message_thread_id) if message is not None and in_topic else ""
    return Chat(PLATFORM, str(room.id), thread, private=room.type == Room.PRIVATE)


def _tapped(update: int, query: CallbackQuery, at: datetime) -> Iterator[Heard]:
    message, user = query.message, query.from_user
    data = keepable((query.data or "")[:DATA_LENGTH])
    if message is None:
        # Sent by way of another chat: there is no room to which it could belong.
        chat, native, ephemeral = Chat(PLATFORM, str(user.id), private=True), 0, 0
    else:
        chat = chat_of(message.chat, message if isinstance(message, Message) else None)
        native, ephemeral = message.message_id, _ephemeral(message)
    back = Back(chat, user.id, shown_name(user), update, native, query.id, data, ephemeral)
    yield Heard(Press(_id(user, update), at, chat, _sender(user, at), data), back)


def _written(update: int, message: Message, me: Me, now: datetime) -> Iterator[Heard | Asked | Declined]:
    chat = chat_of(message.chat, message)
    if message.chat.type not in (*_GROUPS, Room.PRIVATE):
        return
    yield from _came_and_went(update, message, chat, me, now)
    user, words = message.from_user, keepable(message.text or message.caption or "").strip()
    typed = None if message.forward_origin else command(words)
    if not _addressed(message, typed, me) or user is None:
        return
    ephemeral = _ephemeral(message)
    back = Back(chat, user.id, shown_name(user), update, message.message_id, ephemeral=ephemeral)
    if (why_not := _not_a_person(message, user)) is not None:
        yield Declined(why_not, back)
        return
    id, sender = _id(user, update), _sender(user, now)
    if typed is not None:
        event = Command(id, now, chat, sender, typed.name, typed.words, _quoted(message, me))
        yield _commanded(event, back, me)
    elif not words and not message.effective_attachment:
        return  # something happened in the conversation, and nobody said anything
    elif not words:
        yield Declined(t("I can only read words. Write them to me."), back)
    else:
        replied = message.reply_to_message
        card = str(replied.message_id) if replied is not None and not chat.private and not ephemeral else ""
        yield Heard(Said(id, min(now, message.date), chat, sender, words), back, card)


def _commanded(event: Command, back: Back, me: Me) -> Heard | Asked:
    """A command; behind /start may stand the button, or the answer, for which somebody came from a group."""
    if event.name.casefold() == "start" and event.chat.private:
        if (data := links.to_button(event.words, back.account, me.key)) is not None:
            return Heard(Press(event.id, event.at, event.chat, event.sender, data), back)
        if (update := links.to_answer(event.words)) is not None:
            return Asked(update, back)
    return Heard(event, back)


def _addressed(message: Message, typed: Typed | None, me: Me) -> bool:
    """Whether this is for Palabre: all of a private conversation; in a group a command of its own, or a reply
    to what it said. An administrator is sent everything: the rest is dropped here."""
    if message.chat.type == Room.PRIVATE:
        return True
    if typed is not None:
        return typed.to.casefold() == me.username.casefold() if typed.to else typed.name.casefold() in me.commands
    replied = message.reply_to_message
    to_me = replied is not None and replied.from_user is not None and replied.from_user.id == me.id
    has_words = bool(message.text or message.caption)
    return has_words and (to_me or bool(_ephemeral(message)))


def _not_a_person(message: Message, user: User) -> Text | None:
    """The refusal for those who speak in another name than their own."""
    if message.sender_chat is not None and message.sender_chat.id == message.chat.id:
        return t("You write in the name of the group (anonymous administrator). Write in your own name.")
    if message.sender_chat is not None:
        return t("You write in the name of a channel. Write in your own name, and I answer.")
    if user.is_bot:
        return t("I only answer people.")
    return None


def _quoted(message: Message, me: Me) -> Quoted | None:
    """The neighbour's message that is replied to; what Palabre said is nobody's words."""
    replied = message.reply_to_message
    if replied is None or replied.from_user is None or replied.from_user.id == me.id:
        return None
    words = keepable(message.quote.text if message.quote else replied.text or replied.caption or "")
    return Quoted(
        str(replied.from_user.id),
        shown_name(replied.from_user),
        words,
        message=f"{chat_of(message.chat)}/{replied.message_id}",
        attached=replied.effective_attachment is not None,
    )


def _came_and_went(update: int, message: Message, chat: Chat, me: Me, now: datetime) -> Iterator[Heard]:
    for user in message.new_chat_members or ():
        if not user.is_bot:
            yield Heard(Joined(f"{_id(user, update)}:joined", now, chat, _sender(user, now)))
    if (gone := message.left_chat_member) is not None and not gone.is_bot:
        yield Heard(Left(f"{_id(gone, update)}:left", now, chat, _sender(gone, now, "left")))
    if message.migrate_to_chat_id is not None:
        to = Chat(PLATFORM, str(message.migrate_to_chat_id))
        yield Heard(Moved(f"{PLATFORM}:{update}", now, chat, to))
    if message.migrate_from_chat_id is not None:
        before = Chat(PLATFORM, str(message.migrate_from_chat_id))
        yield Heard(Moved(f"{PLATFORM}:{update}", now, before, chat))


def _my_rank(update: int, change: ChatMemberUpdated, now: datetime) -> Iterator[Heard]:
    """Palabre was brought in, shown out, given powers or deprived of them; or somebody no longer takes its
    messages in private."""
    if change.chat.type == Room.PRIVATE and change.new_chat_member.status == ChatMember.BANNED:
        yield Heard(Dismissed(f"{PLATFORM}:{update}", now, chat_of(change.chat)))
    if change.chat.type not in _GROUPS:
        return
    chat, user = chat_of(change.chat), change.from_user
    if not is_here(change.new_chat_member):
        yield Heard(Dismissed(f"{PLATFORM}:{update}", now, chat))
        return
    administrator = change.new_chat_member.status == ChatMember.ADMINISTRATOR
    title = keepable(change.chat.title or "")
    back = Back(chat, user.id, shown_name(user), update)
    already_in = is_here(change.old_chat_member)
    # An anonymous administrator acts by way of a bot of Telegram's own: nobody in particular.
    sender = Sender("", "", Standing("unknown", now)) if user.is_bot else _sender(user, now)
    yield Heard(Invited(_id(user, update), now, chat, sender, title, administrator, already_in), back)


def _a_rank(update: int, change: ChatMemberUpdated, now: datetime) -> Iterator[Heard]:
    """Somebody else came or went; only an administrator is told so."""
    user, was, is_now = (
        change.new_chat_member.user,
        is_here(change.old_chat_member),
        is_here(change.new_chat_member),
    )
    if user.is_bot or was == is_now or change.chat.type not in _GROUPS:
        return
    if is_now:
        yield Heard(Joined(f"{_id(user, update)}:joined", now, chat_of(change.chat), _sender(user, now)))
    else:
        yield Heard(Left(f"{_id(user, update)}:left", now, chat_of(change.chat), _sender(user, now, "left")))


def is_here(member: ChatMember) -> bool:
    """Whether somebody of this status is in the room: the restricted may be in it or out of it."""
    return member.status in _HERE or bool(getattr(member, "is_member", False))


def _ephemeral(message: object) -> int:
    """The id of a message that one person alone sees. The library does not know it yet (Bot API 10.2)."""
    unknown = getattr(message, "api_kwargs", {})
    return int(unknown.get("ephemeral_message_id") or 0)


def _id(user: User, update: int) -> str:
    """The event's id carries the account: nobody can ask again for the answer that another got."""
    return f"{PLATFORM}:{user.id}:{update}"


def _sender(user: User, now: datetime, rank: str = "unknown") -> Sender:
    standing = Standing("left" if rank == "left" else "unknown", now)
    return Sender(str(user.id), shown_name(user), standing, user.username or "")
