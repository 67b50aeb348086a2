"""What somebody typed, fit to be kept and to stand in our sentences."""

import re
import unicodedata

from .answer import Refused
from .folding import folded
from .signs import BLANKS, JOINERS
from .text import t


def clean(typed: str) -> str:
    """The same words without what cannot be seen or turns the direction of what follows, in composed form
    (Unicode NFC). Halves of characters, which no database keeps, become �."""
    lines = re.sub(r"\r\n?|[\v\f\x85\u2028\u2029]", "\n", typed).replace("\t", " ")
    kept = (
        "\ufffd" if "\ud800" <= sign <= "\udfff" else sign
        for sign in lines
        if sign in "\n" + JOINERS or (unicodedata.category(sign) not in ("Cc", "Cf") and sign not in BLANKS)
    )
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def lowered(words: str) -> str:
    """A question behind a colon: « Vote : quelle entreprise… », but « Vote : AG en mai ou en juin ? »."""
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] in "' ’" else words


def brief(typed: str, most: int) -> str:
    """The same words on one line. Raises Refused as `must_fit`."""
    words = " ".join(clean(typed).split())
    must_fit(words, most)
    return words


def must_fit(words: str, most: int) -> None:
    """Raises Refused for what has no word in it, and for more than `most` characters."""
    if not folded(words):
        raise Refused(t("I see no words there. Write them in a sentence."))
    if len(words) > most:
        raise Refused(t("That is too long: {most} characters at most.", most=most))
