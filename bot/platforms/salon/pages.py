"""Draws the salon's pages: messages, private screens, the landing page."""

import json
import re
import uuid
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from bot.texts import Voice, voice
from handlers.conversation.text import Moment, Text, t
from handlers.conversation.views import View

from .labels import labels
from .outgoing import private_screen, words_of
from .store import Message, Quotation, Resident

FOLDER = Path(__file__).parent
QUOTE_LENGTH = 80


@cache
def _templates() -> Environment:
    # Everything is escaped; nothing in the templates marks a value as safe.
    return Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def template(name: str) -> Template:
    """A template of the salon by the name of its file."""
    return _templates().get_template(name)


def new_event() -> str:
    """One id for each form that is drawn: sent twice by a hesitant finger, it counts once."""
    return str(uuid.uuid4())


def html_language(language: str) -> str:
    """The `lang` attribute of a language: `fr@tu` is French."""
    return language.split("@")[0]


class RoomPage:
    """Draws a room for one resident, in their language; the messages are in that of the group. `base` is the
    address of the room for them, `csrf` their token."""

    def __init__(self, who: Resident, base: str, csrf: str, now: datetime) -> None:
        self._who = who
        speaks = who.speaks or who.language
        self._voice: Voice = voice(speaks)
        self._today = now.astimezone(who.zone).date()
        self._common: dict[str, Any] = {
            "label": labels(self._voice),
            "base": base,
            "csrf": csrf,
            "language": html_language(speaks),
            "event": new_event,
        }

    def whole(
        self,
        revision: int,
        messages: Sequence[Message],
        *,
        private: View | None,
        toast: Text | None,
        replying: Message | None,
        words: str = "",
        typed: str = "",
    ) -> str:
        """The complete page, which works without any script. `words` stand in the message field, `typed`
        in that of the private question."""
        return template("room.html").render(
            **self._common,
            who=self._who,
            you=self._voice(t("You are {name}.", name=self._who.name)),
            revision=revision,
            messages=[Markup(self.message(message)) for message in messages if self.sees(message)],  # noqa: S704
            private=private_screen(private, self._voice) if private else None,
            toast=self._voice(toast) if toast else "",
            replying={"id": replying.id, "words": self._quoted(replying)} if replying else None,
            words=words,
            typed=typed,
        )

    def sees(self, message: Quotation) -> bool:
        """What is for one person, or for those who run the group, is on nobody else's page."""
        audience = message.audience
        return audience in ("everyone", f"person:{self._who.person}") or (
            audience == "facilitators" and self._who.runs
        )

    def message(self, message: Message) -> str:
        """One message as HTML."""
        content = _content(message)
        return template("message.html").render(
            **self._common,
            id=message.id,
            revision=message.revision,
            mine=message.person == self._who.person,
            robot=message.person is None,
            alone=message.audience != "everyone",
            spoken=self._spoken(message),
            rings=message.rings,
            name=self._name(message),
            at=self._when(message.said_at),
            iso=message.said_at.isoformat(),
            content=content,
            quote=self._quoted(message),
            replied=self._replied(message),
        )

    def _spoken(self, message: Message) -> str:
        """The language of what Palabre says to all, where it is not that of the page; nothing where it is."""
        room = html_language(self._who.language)
        to_all = message.person is None and not message.audience.startswith("person:")
        return room if to_all and room != self._common["language"] else ""

    def private(self, view: View | None) -> str:
        """The private screen as HTML; empty without one."""
        if view is None:
            return ""
        screen = private_screen(view, self._voice)
        return template("private.html").render(**self._common, private=screen, typed="")

    def say(self, text: Text | None) -> str:
        return "" if text is None else self._voice(text)

    def _when(self, at: datetime) -> str:
        local = at.astimezone(self._who.zone)
        hour = self._voice(t("{at}", at=Moment(local, "hour")))
        if local.date() == self._today:
            return hour
        return self._voice(t("{day}, {hour}", day=Moment(local, "day"), hour=hour))

    def _quoted(self, message: Message) -> str:
        """Said beside the field of whoever replies to this message."""
        return self._voice(t("Replying to {name}: « {words} »", name=self._name(message), words=_start(message)))

    def _replied(self, message: Message) -> str:
        """What the message replies to; nothing of what was for one person alone, not even to that person,
        whose neighbours must see the same room."""
        quoted = message.replied
        if quoted is None or quoted.audience != "everyone":
            return ""
        words = _start(quoted) if quoted.content else self._common["label"]["erased"]
        return self._voice(t("{name}: « {words} »", name=self._name(quoted), words=words))

    def _name(self, message: Quotation) -> str:
        label: dict[str, str] = self._common["label"]
        return "Palabre" if message.person is None else message.name or label["forgotten"]


def _start(message: Quotation) -> str:
    words = words_of(_content(message))
    return words if len(words) <= QUOTE_LENGTH else words[:QUOTE_LENGTH].rstrip() + "…"


def _content(message: Quotation) -> dict[str, Any]:
    """What the message holds; nothing where its author had it erased."""
    if not message.content:
        return {"erased": True}
    content: dict[str, Any] = json.loads(message.content)
    return content


def landing(rooms: Sequence[tuple[str, str, Sequence[tuple[str, str]]]], language: str) -> str:
    """The first page: the demonstration groups with (name, address) of their people."""
    say = voice(language)
    return template("landing.html").render(
        language=html_language(language),
        title="Palabre",
        rooms=rooms,
        words={
            "lead": say(t("A neighbourhood robot: decide, book and meet, where you already talk.")),
            "who": say(t("Who are you today?")),
            "tabs": say(t("Open several tabs to be several neighbours.")),
            "link": say(t("Open the personal link that you were given.")),
        },
    )


def notice(words: Text, language: str, kept: str = "", way: tuple[str, Text] | None = None) -> str:
    """A page with one sentence: a refusal, an error, and the way back. `kept`: what the person had written."""
    say = voice(language)
    address, back = way or ("/", t("Back to the beginning"))
    return template("notice.html").render(
        language=html_language(language),
        words=say(words),
        address=address,
        back=say(back),
        kept=kept,
        yours=say(t("Your words")),
    )


def static_file(name: str) -> Path | None:
    """A file of the static folder by its plain name; None for anything else."""
    path = FOLDER / "static" / name
    return path if re.fullmatch(r"[a-z]+\.(?:css|js|svg)", name) and path.is_file() else None
