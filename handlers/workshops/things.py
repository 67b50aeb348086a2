"""« Deux brouettes, des gants et un repas »: what is needed, and how many of it."""

import re
from collections.abc import Mapping, Sequence

from handlers.conversation.folding import folded

from .model import Brought, Thing

_NUMBERS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30,
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "twenty": 20,
}  # fmt: skip
_CUT = re.compile(r"\s*(?:[,;\n|]|\s(?:et|and|ou|or|puis)\s)\s*", re.IGNORECASE)
_COUNTED = re.compile(r"(?P<number>\d{1,3}|[^\W\d_]+)\s+(?P<name>\S.*)")
_LEAD = re.compile(
    r"^(?:j['’]apporte|je\s+(?:viens|viendrai)\s+avec|i\s+bring|i['’]ll\s+bring|il\s+(?:nous\s+)?faut(?:\s+aussi)?|il\s+faudrait|on\s+a\s+besoin|besoin|[àa]\s+(?:apporter|pr[ée]voir)"
    r"|apporte[rz]?|pr[ée]voir|we\s+(?:also\s+)?need|needed|(?:to\s+)?bring|things?\s+to\s+bring)"
    r"\s*:?\s*(?:d['’]|de\s+(?=\d))?\s*",
    re.IGNORECASE,
)
_NEVER_PLURAL = {
    "tapis", "tournevis", "jus", "bras", "souris", "noix", "croix", "riz", "corps", "temps", "repas", "devis",
    "ananas", "vis", "bois", "pois", "houx", "cas", "canevas", "cabas", "radis", "anis", "gas", "glass", "grass",
    "bus", "canvas", "compas", "matelas", "os", "colis", "treillis", "torchis", "châssis", "engrais",
}  # fmt: skip
_PEOPLE = re.compile(
    r"(\d{1,3}|[^\W\d_]+)\s+(adultes?|grandes?|grands?|personnes?|enfants?|adults?|people|persons?|children|child|kids?)\b",
    re.IGNORECASE,
)
LONGEST = 40
"""Characters of one thing."""


def party(typed: str) -> tuple[int, int] | None:
    """Adults and children: « 2 adultes et 3 enfants », « deux adultes », « 4 » (adults), « un enfant »; None where
    it says neither."""
    counted = {"adult": 0, "child": 0}
    found = False
    for word, name in _PEOPLE.findall(typed):
        number = _number(word)
        if number is not None:
            found = True
            counted["child" if name[:2].casefold() in ("en", "ch", "ki") else "adult"] += number
    if found:
        return counted["adult"], counted["child"]
    alone = _number(typed.strip(" .!"))
    return None if alone is None else (alone, 0)


def is_needs(line: str) -> bool:
    """Whether a line says what is needed."""
    return _LEAD.match(line) is not None


def needs(typed: str) -> list[Thing]:
    """The things of a sentence, in its order; their ids are 0."""
    pieces = (piece.strip(" .!-•") for piece in _CUT.split(_LEAD.sub("", typed.strip())))
    return [_thing(piece) for piece in pieces if piece]


def _thing(piece: str) -> Thing:
    found = _COUNTED.fullmatch(piece)
    number = None if found is None else _number(found["number"])
    if found is None or not number:
        return Thing(0, piece)
    if number == 1:
        return Thing(0, piece, 1, piece, piece)
    return Thing(0, piece, number, f"1 {_one_of(found['name'])}", found["name"])


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() else _NUMBERS.get(word.casefold())


def _one_of(many: str) -> str:
    """Of « brouettes » one: the plural of its first word goes."""
    first, *rest = many.split(" ")
    if first.casefold() not in _NEVER_PLURAL:
        if first.casefold().endswith(("eaux", "eux")) or (first.endswith("s") and not first.endswith("ss")):
            first = first[:-1]
        elif first.casefold().endswith("aux"):
            first = first[:-3] + "al"
    return " ".join((first, *rest))


def brought(thing: Thing, all_brought: Sequence[Brought]) -> int:
    """How many of it are brought."""
    return sum(one.amount for one in all_brought if one.thing == thing.id)


def missing(things: Sequence[Thing], all_brought: Sequence[Brought]) -> Mapping[int, int]:
    """Of each thing that is still missing, by its id, how many; of one that cannot be counted, one."""
    lacks = {one.id: (one.amount or 1) - brought(one, all_brought) for one in things}
    return {id: many for id, many in lacks.items() if many > 0}


def said(thing: Thing, many: int) -> str:
    """So many of it: « deux brouettes » as it was typed, « 1 brouette » of two, « des gants »."""
    if thing.amount is None or many >= thing.amount:
        return thing.words
    return thing.one if many == 1 else f"{many} {thing.many}"


def offered(thing: Thing) -> str:
    """What one person brings of it: « 1 brouette », « des gants »."""
    return thing.one or thing.words


def like(said: Thing, things: Sequence[Thing]) -> Thing | None:
    """Which of the things that are needed somebody means by what they say they bring."""
    named = {word for word in folded(f"{said.words} {said.one}") if len(word) > 3}
    return next((one for one in things if named & set(folded(f"{one.words} {one.one}"))), None)
