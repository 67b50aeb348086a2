"""Tells choices apart inside a sentence: « vin rouge ou blanc », « le 12 ou le 13 mars »."""

import re
from collections.abc import Sequence

from handlers.conversation.signs import shows


def _class(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SEPARATOR = re.compile(
    r"(?P<whole>«[^»]*»|“[^”]*”|\"[^\"]*\"|\S+[:.]\S*/\S*)"  # titles in quotation marks, addresses
    r"|\s*(?:(?<!\d),|,(?!\d)|;)\s*(?:(?:ou|or)\s+)?(?:bien\s+)?|\s+(?:ou|or)\s+(?:bien\s+)?"
    r"|\s+/\s+|(?<=[^\W\d_]{3})/(?=[^\W\d_]{3})",
    re.IGNORECASE,
)
_OR = re.compile(r"\s(?:ou|or)\s|/", re.IGNORECASE)
_ELIDED = re.compile(r"[ld]['’]", re.IGNORECASE)
_MARK = re.compile(r"\s*\?\W*$")
_INFINITIVE = re.compile(r"\w{2,}(?:er|ir|re)$")
_NUMBER = re.compile(r"(?<!\S)\d+(?:[.,]\d+)*(?:er|e)?(?:\s\d{3})*(?!\S)")
_UNTIL = re.compile(r"\s(?:à|au|to|[-–])\s\d+\b(?!\s?(?:h|heures?)\b)")
_MEASURED = re.compile(r"\d\s?(?:h|heures?|€|euros?|kg)\s?\d", re.IGNORECASE)  # « 20 h 30 », « 2 kg 500 »
_AMOUNT_BEFORE = re.compile(r"(?<!\S)\d+\s(?:(?:h|heures?|€|euros?|kg)\s\d+|\d{3})$", re.IGNORECASE)
_MINUTES = re.compile(r"^(\s(?:h|heures?))\s\d\d?\b", re.IGNORECASE)

_THE = _class("le la les un une mon ma mes notre nos votre vos ce cet cette ces the a an this")
_SOME = _class("du des de")
_PLACES = _class(
    "en à au aux chez dans avec sans pour contre par sur sous vers avant après près devant derrière entre "
    "in at with without by for against before after"
)
_OF = _SOME | {"au", "aux", "à", "of"}
_DAYS = _class(
    "lundi mardi mercredi jeudi vendredi samedi dimanche demain soir matin midi week-end "
    "monday tuesday wednesday thursday friday saturday sunday tomorrow tonight"
)
_SUBJECTS = _class("on je nous il elle tu vous ils elles we i you they")
_KINDS = (_THE, _THE | _SOME, _PLACES, _DAYS, _SUBJECTS)
_DROPPED = _class("en plutôt chez in at rather")
_ASIDES = _class("alors donc sinon bon bien ok oui non hein dites tiens so well")
_BARE = 3
"""Words of a choice that stands alone in a list, with neither « ou » nor a sentence around it."""


def split(words: str) -> list[str]:
    """What stands between commas, « ou » and slashes; a title in quotation marks stays whole."""
    parts, at = [""], 0
    for found in _SEPARATOR.finditer(words):
        parts[-1] += words[at : found.start()]
        if found["whole"]:
            parts[-1] += found["whole"]
        else:
            parts.append("")
        at = found.end()
    parts[-1] += words[at:]
    stripped = (_MARK.sub("", part).rstrip("!.… \u00a0\u202f").strip(" \u00a0\u202f()") for part in parts)
    return [part for part in stripped if shows(part)]


def choices_in(sentence: str, asks_freely: bool) -> list[str]:
    """The choices of one sentence, whose first words may be the rest of the question; none where it has none.

    `asks_freely`: it begins like « qui apporte le dessert, … », so what stands before the comma is no choice.
    """
    segments = split(sentence)
    folded = [_folded(segment) for segment in segments]
    if len(segments) < 2 or not (_OR.search(sentence) or _is_list(folded, "?" in sentence)):
        return []
    stem, *others = segments
    if len(others) > 1 and (asks_freely or _says_when(folded)):
        return _with_shared_end(_without_shared_lead(_from_stem(others[0], others[1:])))
    return _with_shared_end(_without_shared_lead(_from_stem(stem, others)))


def shortened(choices: list[str]) -> list[str]:
    """« en bleu, en vert » as « bleu, vert »; « le 12, le 13 mars » as « le 12 mars, le 13 mars »."""
    return _with_shared_end(_without_shared_lead(choices)) if choices else []


def _is_list(folded: Sequence[list[str]], asked: bool) -> bool:
    """Commas alone make choices only where short words follow them: « Samedi, on mange ? » is a sentence,
    « en bleu, vert, jaune ? » and « thé, café ? » are lists."""
    if any(segment[0] in _SUBJECTS for segment in folded[1:]):
        return False
    if len(folded) > 2 or not asked:
        return all(len(segment) <= _BARE for segment in folded[1:] if len(folded) > 2 or len(folded[0]) <= _BARE)
    return all(len(segment) == 1 and segment[0] not in _ASIDES for segment in folded)


def _says_when(folded: Sequence[list[str]]) -> bool:
    """« On mange samedi, pizza ou crêpes » : the first segment ends with a day, and no choice is one."""
    dated = [bool(_DAYS & set(segment)) or segment[0][0].isdigit() for segment in folded]
    return folded[0][-1] in _DAYS and len(folded[0]) > 1 and not any(dated[1:])


def _from_stem(stem: str, others: list[str]) -> list[str]:
    """The choices, where the first of them is the end of the stem."""
    words = stem.split()
    folded = [_fold(word) for word in words]
    lead = _fold(others[0].split()[0])
    if lead in folded:
        return [" ".join(words[_last(folded, {lead}) :]), *others]
    if len(others) > 1 and all(_fold(other.split()[0]) == lead for other in others):
        return others
    for kind in _KINDS:
        if lead in kind and kind & set(folded):
            start = _last(folded, kind)
            while kind is _DAYS and start and folded[start - 1] in _DAYS | _THE:
                start -= 1  # « samedi matin », « ce soir »
            return [" ".join(words[start:]), *others]
    alike = [at for at, word in enumerate(folded) if at and _same_shape(word, lead)]
    start = alike[-1] if alike else _as_long_as(others[0], folded)
    while alike and (back := _AMOUNT_BEFORE.search(" ".join(words[: start + 1]))):
        start = len(back.string[: back.start()].split())  # « 20 h 30 », « 2 kg 500 », « 1 500 »
    return [" ".join(words[start:]), *others]


def _as_long_as(other: str, folded: list[str]) -> int:
    """Where the first choice begins if it has as many words as the other, with its article and complement."""
    spoken = [at for at, word in enumerate(folded) if shows(word) and any(map(str.isalnum, word))]
    length = len([word for word in other.split() if any(map(str.isalnum, word))])
    start = spoken[-length] if 0 < length <= len(spoken) else 0
    while start and folded[start - 1] in _THE | _OF:
        start -= 2 if folded[start - 1] in _OF and start > 1 else 1
    # « Tu préfères thé ou café » : who does it and what is done are never the choice.
    return max(start, min(2, len(folded) - 1)) if folded[0] in _SUBJECTS else start


def _same_shape(word: str, other: str) -> bool:
    """Both numbers, both elided articles (« l'été »), or both infinitives (« repeindre ou attendre »)."""
    if word[0].isdigit() or other[0].isdigit():
        return word[0].isdigit() and other[0].isdigit()
    if _ELIDED.match(other):
        return bool(_ELIDED.match(word)) or word in _THE
    return bool(_INFINITIVE.match(word) and _INFINITIVE.match(other))


def _without_shared_lead(choices: list[str]) -> list[str]:
    rests = [choice.split(maxsplit=1) for choice in choices]
    leads = {_fold(rest[0]) for rest in rests}
    if len(leads) != 1 or any(len(rest) < 2 for rest in rests):
        return choices
    hours = leads == {"à"} and all(rest[1][0].isdigit() for rest in rests)
    return [rest[1] for rest in rests] if leads <= _DROPPED or hours else choices


def _with_shared_end(choices: list[str]) -> list[str]:
    """What only the last choice says, said for all: « le 12 ou le 13 mars », « avec ou sans sucre »."""
    last = choices[-1].split()
    ended = []
    for choice in choices[:-1]:
        word = _fold(choice.split()[-1])
        if end := _end_of_number(choice, choices[-1]):
            choice += end
        elif word in _PLACES and _fold(last[0]) in _PLACES and len(choice.split()) == 1:
            choice = " ".join([choice, *last[1:]])
        ended.append(choice)
    return [*ended, choices[-1]]


def _end_of_number(choice: str, last: str) -> str:
    """What the last choice says behind its number, for one that ends with a bare number; « 20 h 30 » and
    « 18h30 » have their own unit, and want nothing."""
    own, its = list(_NUMBER.finditer(choice)), list(_NUMBER.finditer(last))
    if not own or own[-1].end() < len(choice) or len(own) > len(its) or _MEASURED.search(choice):
        return ""
    at = its[len(own) - 1].end()
    until = _UNTIL.match(last, at)  # « du 15 au 17 mars » is one number, « le 13 à 20 h » is not
    return _MINUTES.sub(r"\1", last[until.end() if until else at :])


def _folded(words: str) -> list[str]:
    return [_fold(word) for word in words.split()]


def _fold(word: str) -> str:
    return word.casefold().strip('«»"“”()') or word.casefold()


def _last(words: list[str], among: set[str] | frozenset[str]) -> int:
    return max(at for at, word in enumerate(words) if word in among)
