"""The buttons under a message, and the field that asks for an answer."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from .calls import Json, bad, misused
from .messages import Keyboard
from .writing import units

DATA_BYTES = 64
PLACEHOLDER = 64
START = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What may follow `?start=`."""
ACTIONS = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
}


@dataclass(frozen=True)
class Markup:
    """`rows`: inline buttons; `placeholder`: of a forced reply; `kind`: inline, force_reply, other or none."""

    kind: str = "none"
    rows: Keyboard = field(default_factory=list)
    placeholder: str = ""


def read(markup: object, *, inline_only: bool = False) -> Markup:
    """What a reply_markup asks for. Raises Refusal for what the server refuses."""
    if markup is None or markup == "":
        return Markup()
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in markup:
        return Markup("inline", _rows(markup["inline_keyboard"]))
    if inline_only and markup:
        raise bad("inline keyboard expected")
    if markup.get("force_reply"):
        placeholder = markup.get("input_field_placeholder") or ""
        if units(str(placeholder)) > PLACEHOLDER:
            raise misused("input field placeholder is too long")
        return Markup("force_reply", [], str(placeholder))
    return Markup("other")


def _rows(rows: object) -> Keyboard:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('field "inline_keyboard" must be of type Array')
    kept = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, kept)) > 100:
        raise bad("reply markup is too long")
    return kept


def _button(button: object) -> Json:
    if not isinstance(button, dict):
        raise bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    if "text" not in button:
        raise bad("can't parse inline keyboard button: Can't find field \"text\"")
    if not str(button["text"]).strip():
        raise bad("inline keyboard button text can't be empty")
    if not any(button.get(action) not in (None, "", False) for action in ACTIONS):
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(str(button.get("callback_data") or "").encode()) > DATA_BYTES:
        raise bad("BUTTON_DATA_INVALID")
    address = button.get("url")
    if isinstance(address, str) and not _opens(address):
        raise bad(f"inline keyboard button URL '{address}' is invalid: Wrong HTTP URL")
    return dict(button)


def _opens(address: str) -> bool:
    """Telegram takes tg: links, and addresses whose host has a dot."""
    parts = urlsplit(address if "://" in address else f"http://{address}")
    return parts.scheme == "tg" or (parts.scheme in ("http", "https") and "." in (parts.hostname or ""))


def start_payload(address: str, username: str) -> str | None:
    """What follows `?start=` in a link to this bot: None where the address is another one."""
    parts = urlsplit(address if "://" in address else f"https://{address}")
    asked = parse_qs(parts.query, keep_blank_values=True)
    if parts.scheme == "tg":
        to, known = (asked.get("domain") or [""])[0], parts.hostname == "resolve"
    else:
        to, known = parts.path.strip("/"), parts.hostname in ("t.me", "telegram.me")
    if not known or to.lower() != username.lower() or set(asked) - {"start", "domain"}:
        return None
    return (asked.get("start") or [""])[0]


def wrong_links(rows: Keyboard, username: str) -> list[str]:
    """Links to the bot whose payload no client would send on, one line each: the server lets them pass."""
    payloads = [start_payload(button["url"], username) for row in rows for button in row if button.get("url")]
    return [
        f"start parameter {payload!r} is not of {START.pattern}"
        for payload in payloads
        if payload and not START.fullmatch(payload)
    ]
