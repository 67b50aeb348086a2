"""What is wrong, as what is to be done about it: « composteur cassé » is « réparer le composteur ». Pure."""

import re

from .verbs import begins_with_a_verb

_AGREEING = {
    "cassé": "réparer", "abîmé": "réparer", "percé": "réparer", "troué": "réparer", "déchiré": "réparer",
    "fendu": "réparer", "tordu": "réparer", "bouché": "déboucher", "bloqué": "débloquer", "grillé": "changer",
}  # fmt: skip
"""Words that say by their ending whether it is « le », « la » or « les »."""
_ENGLISH = {"broken": "fix", "torn": "fix", "blocked": "unblock", "dirty": "clean", "loose": "tighten"}
_WRONG = re.compile(
    rf"(?:(?P<article>le |la |les |l['’]|une? |des )?)(?P<thing>[^\W\d_][^,;:.!?()]*?) (?:(?:est|sont) )?"
    rf"(?P<state>{'|'.join(_AGREEING)})(?P<ending>es|e|s|)",
    re.IGNORECASE,
)
_OUT_OF_ORDER = re.compile(
    r"(?P<article>le |la |les |l['’])(?P<thing>[^\W\d_][^,;:.!?()]*?) (?:(?:est|sont) )?en panne", re.IGNORECASE
)
_TO_BE = re.compile(
    r"(?P<article>le |la |les |l['’])(?P<thing>[^\W\d_][^,;:.!?()]*?) à (?P<verb>\w+)", re.IGNORECASE
)
_WRONG_IN_ENGLISH = re.compile(
    rf"(?:the )?(?P<thing>[^\W\d_][^,;:.!?()]*?) (?:(?:is|are) )?(?P<state>{'|'.join(_ENGLISH)})", re.IGNORECASE
)
_MOST_WORDS = 5
_ARTICLES = {"": "le ", "e": "la ", "s": "les ", "es": "les "}
_VOWEL = re.compile(r"[aeiouyàâéèêëîïôùûœæ]|h(?:abit|erb|eure|or[ali]|uil|umid|ôt|ydr)", re.IGNORECASE)


def to_do(words: str) -> str:
    """What is to be done, where we are sure of it; else the same words, as they stand within a sentence."""
    words = words.strip(" ,;:–—-")
    if (wrong := _WRONG.fullmatch(words)) and _is_short(wrong["thing"]):
        article = (wrong["article"] or "").casefold()
        if article not in ("le ", "la ", "les ", "l'", "l’"):
            article = _ARTICLES[wrong["ending"].casefold()]
        return f"{_AGREEING[wrong['state'].casefold()]} {_with(article, wrong['thing'])}"
    if (wrong := _OUT_OF_ORDER.fullmatch(words)) and _is_short(wrong["thing"]):
        return f"réparer {_with(wrong['article'].casefold(), wrong['thing'])}"
    if (wrong := _TO_BE.fullmatch(words)) and _is_short(wrong["thing"]) and begins_with_a_verb(wrong["verb"]):
        return f"{wrong['verb'].casefold()} {_with(wrong['article'].casefold(), wrong['thing'])}"
    if (wrong := _WRONG_IN_ENGLISH.fullmatch(words)) and _is_short(wrong["thing"]):
        return f"{_ENGLISH[wrong['state'].casefold()]} the {_low(wrong['thing'])}"
    return _low(words)


def _is_short(thing: str) -> bool:
    return len(thing.split()) <= _MOST_WORDS


def _with(article: str, thing: str) -> str:
    if article in ("le ", "la ") and _VOWEL.match(thing):
        article = "l'"
    return f"{article}{_low(thing)}"


def _low(words: str) -> str:
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] in "' ’" else words
