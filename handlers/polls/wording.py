"""Finds a question and its choices in what somebody typed: « en bleu, en vert ou en jaune ? »."""

import re

from handlers.conversation.signs import shows
from handlers.conversation.typed import clean

from .choices import choices_in, shortened, split
from .model import Stock, Wording

LONGEST = 2000
"""Characters beyond which nothing can be a question with choices that fit on a phone: it is not taken apart."""
_ENDS = " ,;?\u00a0\u202f"
"""What may follow a choice at the end of its line."""

BULLET = re.compile(
    r"^\s*(?:[-–—•*·▪➤]\s+|[0-9]\ufe0f?\u20e3\s*|\d{1,2}\s?[.)]\s+|\d{1,2}\s?[-–]\s+(?!\d)|[a-h]\)\s+)",
    re.IGNORECASE,
)
_GREETING = re.compile(r"(?:bonjour|bonsoir|salut|coucou|hello|hi)\b[^,!.:?]*[,!.:]\s*(?=\S)", re.IGNORECASE)
_COURTESY = re.compile(r"\W*\b(?:merci|svp|s['’]il vous pla[iî]t|thanks|thank you|please)\b[^?]*$", re.IGNORECASE)
_HEAD = re.compile(r"(?P<question>.+?(?:\?|\s?:(?=\s)))(?P<rest>.*)$")
_BEGUN = re.compile(r"(?P<question>.+(?:(?<=\s)\?|\?(?=\s)|\s?:(?=\s)))\s*(?P<first>(?!\()[^?]*\w.*)$")
_LISTED = re.compile(r"(?P<question>.*)\((?P<choices>[^()]+)\)(?P<mark>[\s?!.…]*)$")
_EITHER = re.compile(r"\b(?:soit\b(?=.*\bsoit\b)|either\b)(?P<choices>.*)$", re.IGNORECASE)
_OR_NOT = re.compile(
    r"(?:\s(?:ou|or)\s+(?:pas|non|not|no)|[,;:(]\s*(?:oui|yes)\s*/\s*(?:non|no)|,\s*(?:non|no))[\s)?!.]*$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\s*(?:on|je|nous|il|elle|tu|vous|ils|elles|we|i|you|they)\s", re.IGNORECASE)
_ASKS_EACH = re.compile(
    r"(?:qui\s+(?:est|sont|serait|sera|vient|viendra|viendrait|veut|voudrait|peut|pourrait|aime|participe|souhaite)"
    r"|who(?:['’]s|\s+(?:is|are|wants?|comes|can|would|will)))\b",
    re.IGNORECASE,
)
_ASKS_FREELY = re.compile(
    r"^(?:que\b|qu['’]|qui\b|quoi\b|quel|où\b|quand\b|comment\b|combien\b|pourquoi\b|laquelle|lequel|lesquel"
    r"|(?:à|de|pour|avec|chez|dans|en)\s+(?:qui|quoi|quel)"
    r"|what|which|who|when|where|how|why)|(?<!\bde )\bquoi\b|\b(?:quel(?:le)?s?|combien|comment)\b"
    r"|\b(?:où|quand)\W*$|^c['’]est\s+(?:où|quand)\b",
    re.IGNORECASE,
)


def understand_poll(typed: str) -> Wording:
    """The question and the choices. Choices may be separated by commas, « ou », new lines or `|`.

    A question that asks freely (« que mange-t-on ? ») without choices has none; any other is answered
    by yes or no, worded later in the group's language.
    """
    words = clean(typed)
    if len(words) > LONGEST:
        return Wording(words)
    pieces = [piece.strip() for piece in re.split(r"[\n|]", words) if shows(piece)]
    if not pieces:
        return Wording("")
    if "|" in words and len(pieces) > 2:
        return _worded(pieces[0], pieces[1:])
    bullets = [bool(BULLET.match(piece)) for piece in pieces]
    lines = [BULLET.sub("", piece, count=1) for piece in pieces]
    asked = [at for at, line in enumerate(lines[:-1], 1) if line.endswith(("?", ":"))]
    at = bullets.index(True) if any(bullets[1:]) else asked[0] if asked else 1
    if len(lines) == 1:
        return _from_sentence(lines[0])
    if at == 1 and (begun := _from_begun(lines[0], lines[1:], listed=any(bullets[1:]))):
        return begun
    return _from_lines(" ".join(lines[:at]), lines[at:], listed=any(bullets[1:]))


def understand_choices(question: str, typed: str) -> Wording:
    """The choices that somebody typed when asked for those of a question."""
    pieces = [BULLET.sub("", piece, count=1) for piece in re.split(r"[\n|]", clean(typed)[:LONGEST])]
    return _worded(question, split(pieces[0]) if len(pieces) == 1 else pieces)


def from_neighbour(words: str) -> Wording:
    """A neighbour's message turned into a poll: they did not write it as one, so between two choices
    « both » and « neither » are offered too."""
    wording = understand_poll(words)
    if len(wording.choices) == 2:
        return Wording(wording.question, wording.choices, ("both", "neither"))
    return wording


def _from_begun(line: str, others: list[str], *, listed: bool) -> Wording | None:
    """The poll whose first choices stand behind the question, on its line; None where no choice does."""
    begun = _BEGUN.match(line)
    if not begun or (listed and not BULLET.match(begun["first"])):
        return None
    first = BULLET.sub("", begun["first"], count=1)
    thanks = _COURTESY.fullmatch(first) or (len(others) == 1 and _COURTESY.fullmatch(others[0]))
    clause = _CLAUSE.match(first) and not any(map(_CLAUSE.match, others))
    asked = first.endswith("?") and not all(other.endswith("?") for other in others)
    # « 18 h : le repas » above « 20 h : le film » are two choices.
    alike = begun["question"].endswith(":") and all(map(_BEGUN.match, others))
    if thanks or clause or asked or alike or _ASKS_FREELY.search(first):
        return None
    rest = [re.sub(r"^(?:ou|or)\s+(?:bien\s+)?", "", other, flags=re.IGNORECASE) for other in others]
    if len(rest) == 1:
        rest = split(rest[0])
    elif any(len(split(other)) > 1 for other in rest):
        return _worded(begun["question"], [choice.rstrip(_ENDS) for choice in (first, *rest)])
    return _worded(begun["question"], [choice.rstrip(_ENDS) for choice in (*split(first), *rest)])


def _from_lines(question: str, rest: list[str], *, listed: bool) -> Wording:
    if listed or len(rest) > 1:
        return _worded(question or " / ".join(rest), [line.rstrip(" ,;") for line in rest])
    choices = split(rest[0])
    if len(choices) > 1 or (choices and question.endswith(("?", ":")) and not _COURTESY.fullmatch(rest[0])):
        return _worded(question, choices)
    if _COURTESY.fullmatch(rest[0]) or rest[0].endswith("?"):
        return _from_sentence(f"{question} {rest[0]}")
    return _worded(f"{question} / {rest[0]}", [question, rest[0]])


def _from_sentence(line: str) -> Wording:
    said = _COURTESY.sub("", _GREETING.sub("", line, count=1)) or line
    if _OR_NOT.search(said):
        return _worded(line, [], yes_or_no=True)
    if listed := _LISTED.match(said):
        choices = split(listed["choices"])
        if len(choices) > 1:
            return _worded(listed["question"].strip() + listed["mark"], choices)
    if either := _EITHER.search(said):
        choices = split(re.sub(r"[,;]?\s*\bsoit\b", ",", either["choices"], flags=re.IGNORECASE))
        if len(choices) > 1:
            return _worded(line, shortened(choices))
    head = _HEAD.match(said)
    if head and shows(head["rest"]):
        tail = re.sub(r"\?\s*(?=\w)", ",", head["rest"])
        choices = choices_in(tail, False) if _CLAUSE.match(tail) else shortened(split(tail))
        if len(choices) > 1:
            return _worded(head["question"], choices)
        said = head["rest"] if head["question"].endswith(":") and "?" in head["rest"] else head["question"]
    choices = choices_in(said, bool(_ASKS_FREELY.match(said)))
    if len(choices) > 1:
        return _worded(line, choices)
    each = _ASKS_EACH.match(said)
    return _worded(line, [], yes_or_no=bool(each) or not _ASKS_FREELY.search(said.rstrip("?!. \u00a0\u202f")))


def _worded(question: str, choices: list[str], *, yes_or_no: bool = False) -> Wording:
    """Same choices written twice are one."""
    kept: dict[str, str] = {}
    for choice in choices:
        if shows(choice):
            kept.setdefault(choice.strip().casefold(), choice.strip())
    question = question.strip()
    if question.endswith(":"):
        question = question.removesuffix(":").strip()
        question += " ?" if _ASKS_FREELY.search(question) else ""
    stock: tuple[Stock, ...] = ("yes", "no") if yes_or_no else ()
    return Wording(question[:1].upper() + question[1:], tuple(kept.values()), stock)
