"""What an event of a Matrix room says, as events of the neutral language; what is not addressed to Palabre says
nothing. Pure: what must be asked of the server or of storage is left open, and named."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeAlias

from bot.platforms.typed import command, keepable
from handlers.conversation.events import Chat, Command, Said, Sender, Standing
from handlers.conversation.text import Text, t

from .names import shown_name

PLATFORM = "matrix"
WORDS_LENGTH = 10_000
"""Characters of a message that are looked at: nobody types more."""
SIGN_LENGTH = 64
_HELLOS = frozenset(("bonjour", "bonsoir", "salut", "coucou", "hello", "hi", "hey"))
_UNHEARD = ("m.image", "m.file", "m.audio", "m.video", "m.location")
_QUOTED = re.compile(r"^> .*(?:\n> ?.*)*\n\n?")
"""What older clients put before a reply, for those who know no replies (specification §11.2.2.1 up to v1.12)."""

Event: TypeAlias = Mapping[str, Any]
"""An event as the server gives it, decrypted (specification, Client-Server API §7)."""


@dataclass(frozen=True)
class Me:
    """Palabre's own account, and the words after the exclamation mark that it knows."""

    id: str
    commands: frozenset[str]


@dataclass(frozen=True)
class Where:
    """A room as this event needs it: its id, and in a private conversation the account of the other person.
    `names`: how people are called there, by account. `follows`: the id under which the room goes on."""

    room: str
    person: str = ""
    names: Mapping[str, str] | None = None
    follows: str = ""

    @property
    def chat(self) -> Chat:
        if self.person:
            return Chat(PLATFORM, self.person, private=True)
        return Chat(PLATFORM, self.follows or self.room)


@dataclass(frozen=True)
class Back:
    """The way back to the person who acted: the room in which they did, who, and by which event."""

    chat: Chat
    room: str
    account: str
    name: str
    event: str


@dataclass(frozen=True)
class Wrote:
    """Words for Palabre: complete but for the standing of the sender. `replied` is the message that is replied
    to: in a room, words without a command count only below a card of Palabre's."""

    event: Command | Said
    back: Back
    replied: str = ""


@dataclass(frozen=True)
class Reacted:
    """Somebody put a sign under a message."""

    id: str
    at: datetime
    sender: Sender
    back: Back
    message: str
    sign: str


@dataclass(frozen=True)
class TookAway:
    """Somebody took an event away: perhaps a sign that they had put under a card."""

    id: str
    at: datetime
    back: Back
    gone: str


@dataclass(frozen=True)
class Declined:
    """Something that Palabre cannot take, though it was addressed; `text` says why, in private."""

    text: Text
    back: Back


Item: TypeAlias = Wrote | Reacted | TookAway | Declined


def understand(event: Event, where: Where, me: Me, now: datetime) -> Item | None:
    """What one event of a timeline says to Palabre. None for its own, and for neighbours talking."""
    account, id, kind = event.get("sender"), event.get("event_id"), event.get("type")
    content = event.get("content")
    if not isinstance(account, str) or not isinstance(id, str) or not isinstance(content, Mapping):
        return None
    if account == me.id or "state_key" in event:
        return None
    name = shown_name((where.names or {}).get(account, ""), account)
    back = Back(where.chat, where.room, account, name, id)
    at = _at(event, now)
    if kind == "m.reaction":
        return _reacted(content, back, at)
    if kind == "m.room.redaction":
        gone = _event(event.get("redacts") or content.get("redacts"))  # from room version 11 on, in the content
        return TookAway(_id(back), at, back, gone) if gone else None
    if kind == "m.room.message":
        return _written(content, where, me, back, at)
    if kind == "m.sticker" and where.person:
        return Declined(t("I can only read words. Write them to me."), back)
    return None


def _reacted(content: Mapping[str, Any], back: Back, at: datetime) -> Reacted | None:
    relation = _relation(content)
    message, sign = _event(relation.get("event_id")), relation.get("key")
    if relation.get("rel_type") != "m.annotation" or not message or not isinstance(sign, str):
        return None
    return Reacted(_id(back), at, _sender(back, at), back, message, keepable(sign[:SIGN_LENGTH]))


def _written(
    content: Mapping[str, Any], where: Where, me: Me, back: Back, at: datetime
) -> Wrote | Declined | None:
    relation = _relation(content)
    if relation.get("rel_type") == "m.replace":
        return None  # somebody mends their own words: what they said first was answered
    kind, body = content.get("msgtype"), content.get("body")
    if kind in _UNHEARD and where.person:
        return Declined(t("I can only read words. Write them to me."), back)
    if kind != "m.text" or not isinstance(body, str):
        return None
    replied = _replied(relation)
    words = keepable(body[:WORDS_LENGTH])
    words = (_QUOTED.sub("", words, count=1) if replied else words).strip()
    back = replace(back, chat=_threaded(back.chat, relation))
    typed = command("/" + words[1:] if words.startswith("!") else words)
    if typed is not None and typed.name.casefold() not in me.commands and not where.person:
        typed = None
    id, sender = _id(back), _sender(back, at)
    if typed is not None:
        return Wrote(Command(id, at, back.chat, sender, typed.name, typed.words), back, replied)
    if not words or not (where.person or replied):
        return None
    if where.person and words.casefold().strip(" !.") in _HELLOS:
        return Wrote(Command(id, at, back.chat, sender, "menu", ""), back)
    return Wrote(Said(id, at, back.chat, sender, words), back, replied)


def _relation(content: Mapping[str, Any]) -> Mapping[str, Any]:
    relation = content.get("m.relates_to")
    return relation if isinstance(relation, Mapping) else {}


def _replied(relation: Mapping[str, Any]) -> str:
    """The message that is really replied to: in a thread, clients also name its last one, for those that know no
    threads."""
    reply = relation.get("m.in_reply_to")
    id = _event(reply.get("event_id")) if isinstance(reply, Mapping) else ""
    return "" if relation.get("is_falling_back") is True else id


def _threaded(chat: Chat, relation: Mapping[str, Any]) -> Chat:
    root = _event(relation.get("event_id"))
    if relation.get("rel_type") != "m.thread" or not root:
        return chat
    return Chat(chat.platform, chat.id, root, private=chat.private)


def _event(id: object) -> str:
    """The id of another event, which whoever writes this one may make up; nothing where no database could be asked
    for it: the same message would stop Palabre at every start."""
    return id if isinstance(id, str) and id == keepable(id) else ""


def words_of(event: Event) -> str:
    """The words of a message that is quoted, without what it quotes itself."""
    content = event.get("content")
    body = content.get("body") if isinstance(content, Mapping) else None
    if not isinstance(body, str) or not isinstance(content, Mapping):
        return ""
    words = keepable(body[:WORDS_LENGTH])
    return (_QUOTED.sub("", words, count=1) if _replied(_relation(content)) else words).strip()


def is_attached(event: Event) -> bool:
    """Whether a message is a photo or a file."""
    content = event.get("content")
    return isinstance(content, Mapping) and content.get("msgtype") in _UNHEARD


def membership_before(event: Event) -> str:
    """Of an event about somebody in a room: what they were before it."""
    unsigned = event.get("unsigned")
    content = unsigned.get("prev_content") if isinstance(unsigned, Mapping) else None
    return str(content.get("membership") or "") if isinstance(content, Mapping) else ""


def digested(account: str) -> str:
    """An account within the id of what it did: nobody can ask again for the answer that another got. Digested: the
    id stays known for a month after somebody has asked to be forgotten, and accounts are names."""
    return hashlib.sha256(account.encode("utf-8", "replace")).hexdigest()[:24]


def _id(back: Back) -> str:
    return f"{PLATFORM}:{digested(back.account)}:{back.event}"


def _sender(back: Back, at: datetime) -> Sender:
    return Sender(back.account, back.name, Standing("unknown", at), back.account)


def _at(event: Event, now: datetime) -> datetime:
    """When it was said, as the server of whoever said it has noted; never later than now."""
    said = event.get("origin_server_ts")
    if type(said) is not int or not 0 < said < 10**14:
        return now
    return min(now, datetime.fromtimestamp(said / 1000, UTC))
