"""People's names as cards can show them, whatever they put into them. Pure."""

import unicodedata

from telegram import User

from bot.platforms.typed import keepable
from handlers.conversation.signs import BLANKS, JOINERS, shows

_UNSEEN = ("Cc", "Cf", "Cs", "Co")
LONGEST = 40
"""Characters of a name on a card."""


def shown_name(user: User) -> str:
    """First and last name without what cannot be seen or turns the direction of what follows; the public name
    where nothing of them can be seen."""
    for words in (f"{user.first_name} {user.last_name or ''}", user.username or ""):
        signs = (sign for sign in keepable(words) if sign in JOINERS or unicodedata.category(sign) not in _UNSEEN)
        seen = "".join(sign for sign in signs if sign not in BLANKS)
        name = unicodedata.normalize("NFC", " ".join(seen.split())).strip(JOINERS + " ")
        if shows(name):
            return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
    return f"n° {user.id % 10_000}"
