"""Reads the list of lots that somebody pasted from a spreadsheet."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.conversation.answer import Refused
from handlers.conversation.text import Text, t

from .rules import NAME_LENGTH, clean_name, folded, lot_label

MOST_LINES = 400
MOST_DIGITS = 9
"""Of the parts of one lot."""
SEPARATORS = (";", "\t", ",")
"""The one that stands on most lines counts; of two, the earlier one here."""

_COLUMNS = {
    "lot": ("lot", "lots", "numero", "no", "n°", "label"),
    "parts": ("part", "parts", "tantieme", "tantiemes", "millieme", "milliemes", "quote-part", "shares"),
    "name": ("nom", "noms", "prenom", "name", "proprietaire", "proprietaires", "coproprietaire", "owner"),
}
"""First words of a heading, folded."""


@dataclass(frozen=True)
class Line:
    """One lot: its label, its parts of the building, and whose it is, where that is said."""

    label: str
    parts: int
    name: str


@dataclass(frozen=True)
class Fault:
    """A line that could not be read: its number, from 1 as it was pasted, and what is wrong with it."""

    line: int
    what: Text


@dataclass(frozen=True)
class Pasted:
    """All that a pasted list says."""

    lots: tuple[Line, ...]
    faults: tuple[Fault, ...]

    @property
    def parts(self) -> int:
        return sum(line.parts for line in self.lots)


def read(words: str) -> Pasted:
    """« lot;parts;name » on each line, with « ; », « , » or a tab between; a heading is not needed, and says
    the order of the columns where there is one. Empty lines and totals are left out.

    Raises Refused beyond 400 lines.
    """
    lines = re.split(r"\r\n|\r|\n", words.strip("\ufeff"))
    written = sum(bool(line.strip()) for line in lines)
    if written > MOST_LINES:
        raise Refused(t("The list has {n} lines. {most} at most in one go.", n=written, most=MOST_LINES))
    separator = max(SEPARATORS, key=lambda sign: sum(sign in line for line in lines))
    order: dict[str, int] | None = None
    lots: dict[str, tuple[int, Line]] = {}
    faults: list[Fault] = []
    for number, line in enumerate(lines, 1):
        if not line.strip().strip(separator):
            continue
        try:
            cells = _cells(line, separator)
            if order is None:
                order = _heading(cells)
                if order is not None:
                    continue
                order = {"lot": 0, "parts": 1, "name": 2}
            if folded(cells[0]).startswith("total"):
                continue
            lot = _lot(cells, order)
            known = lots.setdefault(folded(lot.label), (number, lot))
            if known[0] != number:
                raise Refused(t("{lot} is on line {number} already", lot=lot.label, number=known[0]))
        except Refused as refusal:
            order = order or {"lot": 0, "parts": 1, "name": 2}
            faults.append(Fault(number, refusal.text))
    return Pasted(tuple(lot for _, lot in lots.values()), tuple(faults))


def _cells(line: str, separator: str) -> list[str]:
    try:
        row = next(csv.reader([line], delimiter=separator, skipinitialspace=True, strict=True))
    except (csv.Error, StopIteration):
        raise Refused(t("a quotation mark is missing, or one too many")) from None
    return [" ".join(cell.split()) for cell in row]


def _heading(cells: Sequence[str]) -> dict[str, int] | None:
    """The place of each column, where this line is a heading. Of two that could be meant, the word that
    comes first in our list says it better: a « N° » stands often before the « Lot »."""
    firsts = [(folded(cell).split() or [""])[0].strip(".:()") for cell in cells]
    found = {
        column: firsts.index(word)
        for column, words in _COLUMNS.items()
        for word in reversed(words)
        if word in firsts
    }
    return found if {"lot", "parts"} <= set(found) else None


def _lot(cells: Sequence[str], order: dict[str, int]) -> Line:
    lot, parts, name = (
        cells[order[column]] if order.get(column, len(cells)) < len(cells) else ""
        for column in ("lot", "parts", "name")
    )
    if not any(sign.isalnum() for sign in lot):
        raise Refused(t("the lot is missing"))
    if len(lot) > NAME_LENGTH or len(name) > NAME_LENGTH:
        raise Refused(t("something is longer than {most} characters", most=NAME_LENGTH))
    if not parts:
        raise Refused(t("the parts are missing"))
    number = "".join(parts.split())
    if re.fullmatch(rf"[0-9]{{1,{MOST_DIGITS}}}", number) is None or int(number) == 0:
        raise Refused(t("« {words} » is not a number of parts", words=parts[:20]))
    named = any(sign.isalpha() for sign in name)
    return Line(lot_label(lot), int(number), clean_name(name) if named else "")
