"""The words behind t.me/…?start=: a button that goes on in the private conversation, or a stored answer. Pure."""

import re

LONGEST = 64
"""Characters of a start parameter, of A-Z, a-z, 0-9, _ and - (Bot API, deep linking)."""
_DATA = re.compile(r"[a-z0-9]+(?::[a-z0-9]+){1,8}")
_BUTTON = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){1,8}")
_ANSWER = re.compile(r"r_(\d{1,18})")


def of_button(data: str) -> str | None:
    """The parameter that stands for a button's data; None where it cannot be carried so."""
    return data.replace(":", "-") if _DATA.fullmatch(data) and len(data) <= LONGEST else None


def to_button(parameter: str) -> str | None:
    """The button's data that a parameter stands for."""
    fits = _BUTTON.fullmatch(parameter) and len(parameter) <= LONGEST
    return parameter.replace("-", ":") if fits else None


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
