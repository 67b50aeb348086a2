"""A measured figure, the target it is held against, and the table that shows both."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`value` and `target` as they are printed; `met` is None where the figure is only told."""

    name: str
    value: str
    target: str = ""
    met: bool | None = None

    @property
    def verdict(self) -> str:
        return "" if self.met is None else "ok" if self.met else "MISSED"


def table(figures: Sequence[Figure]) -> str:
    """One line per figure: name, value, target, verdict."""
    cells = [(figure.name, figure.value, figure.target, figure.verdict) for figure in figures]
    widths = [max(len(row[column]) for row in cells) for column in range(4)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells]
    return "\n".join(line.rstrip() for line in lines)


def middle(values: Sequence[float]) -> float:
    """The median: one slow moment of a shared machine does not move it."""
    return statistics.median(values)
