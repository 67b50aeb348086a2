"""What is held about a person in proposals, as /mesdonnees says it."""

from collections.abc import Sequence

from handlers.conversation.feature import Held
from handlers.conversation.text import Text, t

_WHAT = {
    "question": t("Your question on « {text} »: {words}"),
    "opinion": t("Your opinion on « {text} »: {words}"),
    "objection": t("Your objection to « {text} »: {words}"),
    "reservation": t("Your reservation on « {text} »: {words}"),
    "consent": t("« {text} »: no objection"),
    "follow": t("« {text} »: you follow the group"),
    "talk": t("« {text} »: you wished to talk about it"),
}
_NOTHING = t("« {text} »: nothing to add")


def held(proposed: Sequence[str], said: Sequence[tuple[str, str, str]]) -> Sequence[Held]:
    """Kind by kind; nothing of somebody who was forgotten."""
    lines = [t("You proposed: {text}", text=text) for text in proposed]
    lines += [_line(what, text, words) for what, text, words in said]
    return [Held(t("Your proposals and your answers"), tuple(lines))] if lines else []


def _line(what: str, text: str, words: str) -> Text:
    if what == "opinion" and not words:
        return Text(_NOTHING.sentence, {"text": text})
    holes = {"text": text, "words": words} if "{words}" in _WHAT[what].sentence else {"text": text}
    return Text(_WHAT[what].sentence, holes)
