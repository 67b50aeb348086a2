"""A handler that is made of parts: each decides about one thing, and an act is one of a part's."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

P = TypeVar("P")
R = TypeVar("R")
A = ParamSpec("A")


class Parts:
    """The parts of one transaction, each filed under its own kind."""

    def __init__(self, *parts: object) -> None:
        self._parts = {type(part): part for part in parts}

    def part(self, kind: type[P]) -> P:
        part = self._parts[kind]
        assert isinstance(part, kind), "filed under its own kind"
        return part


def of(part: type[P], act: Callable[Concatenate[P, A], R]) -> Callable[Concatenate[Parts, A], R]:
    """An act of a part, as one of the handler's."""

    def acts(handler: Parts, /, *args: A.args, **kwargs: A.kwargs) -> R:
        return act(handler.part(part), *args, **kwargs)

    return acts
