"""People's names as cards can show them, whatever they put into them. Pure."""

import unicodedata

from handlers.conversation.signs import BLANKS, JOINERS, shows

from .typed import keepable

_UNSEEN = ("Cc", "Cf", "Cs", "Co")
LONGEST = 40
"""Characters of a name on a card."""


def seen(words: str) -> str:
    """A name without what cannot be seen or turns the direction of what follows; nothing where nothing of it can
    be seen."""
    signs = (sign for sign in keepable(words) if sign in JOINERS or unicodedata.category(sign) not in _UNSEEN)
    drawn = "".join(sign for sign in signs if sign not in BLANKS)
    name = unicodedata.normalize("NFC", " ".join(drawn.split())).strip(JOINERS + " ")
    if not shows(name):
        return ""
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
