"""The words behind t.me/…?start=: a button that goes on in the private conversation, or a stored answer. Pure."""

import base64
import hashlib
import hmac
import re

LONGEST = 64
"""Characters of a start parameter, of A-Z, a-z, 0-9, _ and - (Bot API, deep linking)."""
_DATA = re.compile(r"[a-z0-9]+(?::[a-z0-9]+){1,8}")
_BUTTON = re.compile(r"(?P<data>[a-z0-9]+(?:-[a-z0-9]+){1,8})_(?P<mark>[A-Za-z0-9-]{12})")
_ANSWER = re.compile(r"r_(\d{1,18})")


def of_button(data: str, account: int, key: bytes) -> str | None:
    """The parameter that stands for a button's data, for this account alone: a link that somebody else wrote
    must press nothing. None where the data cannot be carried so."""
    if not _DATA.fullmatch(data):
        return None
    parameter = f"{data.replace(':', '-')}_{_mark(data, account, key)}"
    return parameter if len(parameter) <= LONGEST else None


def to_button(parameter: str, account: int, key: bytes) -> str | None:
    """The button's data that a parameter stands for, if it was made for this account."""
    found = _BUTTON.fullmatch(parameter)
    if found is None or len(parameter) > LONGEST:
        return None
    data = found["data"].replace("-", ":")
    return data if hmac.compare_digest(found["mark"], _mark(data, account, key)) else None


def _mark(data: str, account: int, key: bytes) -> str:
    """72 bits that only the holder of the key can make (HMAC, RFC 2104)."""
    digest = hmac.new(key, f"{account}\0{data}".encode(), hashlib.sha256).digest()
    return base64.b64encode(digest[:9], altchars=b"0-").decode()


def of_answer(update: int) -> str:
    """The parameter that stands for the answer to an update of the person who follows it."""
    return f"r_{update}"


def to_answer(parameter: str) -> int | None:
    """The update whose answer is asked for."""
    found = _ANSWER.fullmatch(parameter)
    return None if found is None else int(found[1])


def address(bot: str, parameter: str) -> str:
    """The link that opens the private conversation with the bot of this name."""
    return f"https://t.me/{bot}?start={parameter}"
