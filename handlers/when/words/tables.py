"""Reads the tables of words: one file for each language that the grammar speaks."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, cast

from .lexicon import Kind, Lexicon, Value

_NAMES = {"fr": "french.toml", "en": "english.toml"}
_TENS = (20, 30, 40, 50, 60)


@lru_cache
def lexicon(language: str) -> Lexicon:
    """The words of a language ("fr", "en"), read once."""
    tables: dict[str, Any] = tomllib.loads((files(__package__) / _NAMES[language]).read_text("utf-8"))
    mended, real = tables.pop("mended"), tables.pop("real")
    words: dict[Kind, dict[str, Value]] = {}
    for kind, table in tables.items():
        by_value = {"1": table} if isinstance(table, list) else table
        words[cast(Kind, kind)] = {
            spelling: _value(value) for value, spellings in by_value.items() for spelling in spellings
        }
    _between_tens(words["number"], french=language == "fr")
    return Lexicon(words, mended, real)


def _value(written: str) -> Value:
    return int(written) if written.lstrip("-").isdecimal() else written


def _between_tens(numbers: dict[str, Value], *, french: bool) -> None:
    """vingt et un, vingt-deux, twenty-one, up to 69: more is no part of a date or an hour."""
    # Of several spellings the first stands in the compounds.
    spelled = {value: spelling for spelling, value in reversed(numbers.items())}
    for tens in _TENS:
        for unit in range(1, 10):
            joined = f"{spelled[tens]}-{spelled[unit]}"
            numbers[joined] = tens + unit
            if french and unit == 1:
                numbers[f"{spelled[tens]}-et-un"] = numbers[f"{spelled[tens]}-et-une"] = tens + 1
