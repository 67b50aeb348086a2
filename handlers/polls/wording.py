"""Finds a question and its choices in what somebody typed: « en bleu, en vert ou en jaune ? »."""

import re
import unicodedata

from .model import Wording

# Characters that draw nothing, or turn the direction of what follows them: a label must not hide them.
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]|[\x00-\x09\x0b-\x1f\x7f]")
_BULLET = re.compile(r"^\s*(?:[-–—•*]|\d{1,2}[.)])\s+")
_SEPARATOR = re.compile(r"\s*[,;]\s*(?:ou\b|or\b)?\s*|\s+(?:ou|or)\s+(?:bien\s+)?", re.IGNORECASE)
_OR = re.compile(r"\s(?:ou|or)\s", re.IGNORECASE)
_ASKS_FREELY = re.compile(
    r"^(?:que\b|qu['’]|qui\b|quoi\b|quel|où\b|quand\b|comment\b|combien\b|pourquoi\b|laquelle|lequel|lesquel"
    r"|(?:à|de|pour|avec|chez|dans|en)\s+(?:qui|quoi|quel)"
    r"|what|which|who|when|where|how|why)",
    re.IGNORECASE,
)

_KINDS: tuple[frozenset[str], ...] = (
    frozenset(
        [
            "le",
            "la",
            "les",
            "un",
            "une",
            "des",
            "du",
            "mon",
            "ma",
            "mes",
            "notre",
            "nos",
            "votre",
            "vos",
            "ce",
            "cette",
            "ces",
            "the",
            "a",
            "an",
            "this",
        ]
    ),
    frozenset(["à", "a", "au", "aux", "chez"]),
    frozenset(
        [
            "en",
            "dans",
            "avec",
            "sans",
            "pour",
            "par",
            "sur",
            "sous",
            "vers",
            "avant",
            "après",
            "in",
            "at",
            "on",
            "with",
            "without",
            "by",
        ]
    ),
    frozenset(["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]),
    frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]),
    frozenset(["on", "je", "nous", "il", "elle", "we", "i"]),
)
_DROPPED = frozenset(["en", "à", "plutôt", "chez", "in", "at", "rather"])
_BARE_CHOICE_WORDS = 3


def understand_poll(typed: str) -> Wording:
    """The question and the choices. Choices may be separated by commas, « ou », new lines or `|`.

    A question that asks freely (« que mange-t-on ? ») without choices has none; any other is answered
    by yes or no, worded later in the group's language.
    """
    lines = [_BULLET.sub("", line).strip() for line in re.split(r"[\n|]", clean(typed))]
    lines = [line for line in lines if line]
    if not lines:
        return Wording("")
    if len(lines) > 1:
        return _from_lines(lines)
    return _from_sentence(lines[0])


def clean(typed: str) -> str:
    """The same words without what cannot be seen, in composed form (Unicode NFC)."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", typed.replace("\r\n", "\n").replace("\t", " "))).strip()


def from_neighbour(words: str) -> Wording:
    """A neighbour's message turned into a poll: they did not write it as one, so between two choices
    « both » and « neither » are offered too."""
    wording = understand_poll(words)
    if len(wording.choices) == 2:
        return Wording(wording.question, wording.choices, ("both", "neither"))
    return wording


def _from_lines(lines: list[str]) -> Wording:
    question, *rest = lines
    if len(rest) == 1:
        if question.endswith(("?", ":")):
            return _worded(question, _split(rest[0]))
        return _worded(" / ".join(lines), lines)
    return _worded(question, rest)


def _from_sentence(line: str) -> Wording:
    after_mark = re.match(r"(?P<question>.+?(?:\?|\s?:(?=\s)))\s*(?P<choices>.*\w.*)$", line)
    if after_mark:
        choices = _split(after_mark["choices"])
        if len(choices) > 1:
            return _worded(after_mark["question"], choices)
    segments = _split(line)
    if len(segments) > 1 and "?" not in line and all(len(s.split()) <= _BARE_CHOICE_WORDS for s in segments):
        return _worded(line, segments)
    if len(segments) > 1 and (_OR.search(line) or _is_list(segments)):
        return _worded(line, _without_shared_lead(_inline(segments)))
    if _ASKS_FREELY.match(line):
        return Wording(line)
    return Wording(line, stock=("yes", "no"))


def _split(words: str) -> list[str]:
    parts = (part.strip().rstrip("?!.… \u00a0\u202f").strip() for part in _SEPARATOR.split(words))
    return [part for part in parts if part]


def _is_list(segments: list[str]) -> bool:
    """Commas alone make choices only where at least two short words follow them: « Samedi, on mange ? » is
    a sentence, « en bleu, vert, jaune ? » a list."""
    return len(segments) > 2 and all(len(segment.split()) <= _BARE_CHOICE_WORDS for segment in segments[1:])


def _inline(segments: list[str]) -> list[str]:
    """The choices of a sentence whose first segment begins with the rest of the question."""
    stem, *others = segments
    lead = _first(others[0])
    words = stem.split()
    folded = [_fold(word) for word in words]
    if lead in folded:
        return [" ".join(words[_last(folded, {lead}) :]), *others]
    if len(others) > 1 and all(_first(other) == lead for other in others):
        return others
    for kind in _KINDS:
        if lead in kind and kind & set(folded):
            return [" ".join(words[_last(folded, kind) :]), *others]
    alike = [at for at, word in enumerate(folded) if at and _same_shape(word, lead)]
    start = alike[-1] if alike else max(1, len(words) - len(others[0].split()))
    return [" ".join(words[start:]) or stem, *others]


def _same_shape(word: str, other: str) -> bool:
    """Both numbers, both elided articles (« l'été »), or both infinitives (« repeindre ou attendre »)."""
    if word[0].isdigit() or other[0].isdigit():
        return word[0].isdigit() and other[0].isdigit()
    elided = re.compile(r"^(?:l|d)['’]")
    if elided.match(other):
        return bool(elided.match(word)) or word in _KINDS[0]
    infinitive = re.compile(r"^\w{2,}(?:er|ir|re)$")
    return bool(infinitive.match(word) and infinitive.match(other))


def _without_shared_lead(choices: list[str]) -> list[str]:
    leads = {_first(choice) for choice in choices}
    if len(leads) == 1 and leads <= _DROPPED and all(len(choice.split()) > 1 for choice in choices):
        return [choice.split(maxsplit=1)[1] for choice in choices]
    return choices


def _first(words: str) -> str:
    return _fold(words.split()[0])


def _fold(word: str) -> str:
    return word.casefold().strip('«»"“”()') or word.casefold()


def _last(words: list[str], among: set[str] | frozenset[str]) -> int:
    return max(at for at, word in enumerate(words) if word in among)


def _worded(question: str, choices: list[str]) -> Wording:
    """Same choices written twice are one."""
    kept: dict[str, str] = {}
    for choice in choices:
        kept.setdefault(choice.casefold(), choice)
    question = question.strip().removesuffix(":").strip()
    return Wording(question[:1].upper() + question[1:], tuple(kept.values()))
