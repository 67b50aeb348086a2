"""The words of what was typed, so that « Buanderie », « buanderie » and « BUANDERIE » are one."""

import re
import unicodedata
from functools import lru_cache

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o"})


@lru_cache(maxsize=2**13)
def folded(typed: str) -> tuple[str, ...]:
    """The words of what was typed: without accents, capitals and signs."""
    apart = unicodedata.normalize("NFKD", typed.casefold().translate(_LIGATURES))
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return tuple(re.findall(r"[^\W_]+", bare.casefold()))
