"""The course with which a group begins, as the file beside this module has it."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from .model import KINDS, Kind

GRT_OUEST = "grt_ouest.toml"


@dataclass(frozen=True)
class Planned:
    """A mission of a template; each half-day is its kind, and the place of its funder among the template's."""

    code: str
    title: str
    half_days: Sequence[tuple[Kind, int]]


@dataclass(frozen=True)
class Template:
    """In one language: a group's copy is words of its own."""

    funders: Sequence[str]
    missions: Sequence[Planned]


@cache
def template(language: str, name: str = GRT_OUEST) -> Template:
    """`language`: "fr", "en"; any other reads French. Raises ValueError for a kind that there is not."""
    assert __package__, "it is imported as part of its feature"
    read: dict[str, Any] = tomllib.loads((files(__package__) / name).read_text("utf-8"))
    spoken = "en" if language.startswith("en") else "fr"
    funders = list(read["funders"])
    missions = []
    for one in read["missions"]:
        halves = tuple((_kind(kind), funders.index(by)) for kind, by in one["half_days"])
        missions.append(Planned(one["code"], one[spoken], halves))
    return Template(tuple(read["funders"][key][spoken] for key in funders), tuple(missions))


def _kind(word: str) -> Kind:
    for kind in KINDS:
        if kind == word:
            return kind
    raise ValueError(f"no kind of half-day: {word}")
