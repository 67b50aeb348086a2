"""Signs that nobody sees, whatever Unicode calls them."""

import unicodedata

BLANKS = "\u115f\u1160\u3164\uffa0\u2800\u034f"
"""Letters, by their category, that draw nothing."""
JOINERS = "\u200c\u200d"
"""They draw nothing but bind emoji and Persian letters together."""


def shows(words: str) -> bool:
    """Whether there is anything to see in these words."""
    return any(unicodedata.category(sign)[0] in "LNPS" and sign not in BLANKS for sign in words)
