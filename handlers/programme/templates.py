"""The programmes that Palabre brings along; read as if somebody had typed them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("templates.toml")


@cache
def templates() -> Mapping[str, str]:
    """The lines of each, by its name, in the order in which they are offered."""
    with FILE.open("rb") as file:
        found = tomllib.load(file)
    return {one["name"]: one["lines"] for one in found["template"]}
