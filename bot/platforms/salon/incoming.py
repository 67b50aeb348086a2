"""What somebody sent from the page, as an event of the neutral language. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.platforms.typed import command, keepable
from handlers.conversation.answer import Refused
from handlers.conversation.events import Chat, Command, Event, Press, Quoted, Said, Sender, Standing
from handlers.conversation.text import t
from handlers.conversation.topic import Topic

from .store import Resident

PLATFORM = "salon"
TALK_LENGTH = 4000
"""Characters of one message between neighbours."""

_EVENT = re.compile(r"[A-Za-z0-9-]{8,64}")


class BadForm(Exception):
    """The form did not come from the page: a field is missing or impossible."""


def is_event(words: str) -> bool:
    """Whether these words can name an event of this page."""
    return _EVENT.fullmatch(words) is not None


@dataclass(frozen=True)
class Form:
    """The fields of a form. One of `press` (a button), `answer` (to a private question), `words` is given."""

    event: str
    press: str = ""
    answer: str = ""
    words: str = ""


@dataclass(frozen=True)
class Replied:
    """The message that is replied to: `quoted` a neighbour's, `topic` what one of Palabre's cards shows."""

    message: int
    quoted: Quoted | None = None
    topic: Topic | None = None


@dataclass(frozen=True)
class Talk:
    """Words between neighbours: they stand in the room, and Palabre does not hear them."""

    words: str
    reply_to: int | None


def understand(
    form: Form, who: Resident, at: datetime, replied: Replied | None
) -> tuple[Event | None, Talk | None]:
    """What Palabre must hear, and what the neighbours must see; either may be None.

    The event's id carries the person: nobody can ask again for the answer that another got.
    Raises BadForm for a form that the page cannot have sent, Refused for a message that is too long.
    """
    if not is_event(form.event):
        raise BadForm("event")
    id = f"{PLATFORM}:{who.person}:{form.event}"
    chat = Chat(PLATFORM, who.room)
    sender = Sender(str(who.person), who.name, Standing("member", at))
    if form.press:
        return Press(id, at, chat, sender, keepable(form.press[:200])), None
    if form.answer.strip():
        return Said(id, at, chat, sender, keepable(form.answer)), None
    words = keepable(form.words).strip()
    if not words:
        return None, None
    typed = command(words)
    if typed is not None and not typed.to:
        quoted = replied.quoted if replied else None
        return Command(id, at, chat, sender, typed.name, typed.words, quoted), None
    if len(words) > TALK_LENGTH:
        raise Refused(t("Your message has {n} characters. {most} at most.", n=len(words), most=TALK_LENGTH))
    talk = Talk(words, replied.message if replied else None)
    if replied is not None and replied.topic is not None:
        return Said(id, at, chat, sender, words, replied.topic), talk
    return None, talk
