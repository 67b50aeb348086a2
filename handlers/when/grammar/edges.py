"""Vague dates: fin du mois, mi-mars, début 2027, end of next week, la fin des vacances de Noël."""

from datetime import date, timedelta

from .loose import Loose, whole_month
from .reading import Reading
from .weeks import holidays, month, plain_unit, week, year


def edge(r: Reading, i: int) -> tuple[Loose, int] | None:
    """fin du mois, mi-mars, début 2027, end of next month, en fin de semaine."""
    edge = r.sense(i, "edge")
    if edge is None or edge[0] == "whole":
        return None
    which, j = str(edge[0]), edge[1]
    while r.word(j) in ("de", "du", "des", "d'", "of", "-", "the", "la", "le", "in"):
        j += 1
    span = month(r, j) or holidays(r, j)
    if span is None and (end := plain_unit(r, j, "month")) is not None:
        span = *whole_month(r.today.year, r.today.month), end
    if span is not None:
        first, last, end = span
        middle = first.replace(day=15) if first.day == 1 else first + (last - first) // 2
        return Loose(fixed={"start": first, "middle": middle, "end": last}[which], until_end=True), end
    return _edge_of_week(r, which, j) or _edge_of_year(r, which, j)


def _edge_of_week(r: Reading, which: str, j: int) -> tuple[Loose, int] | None:
    found = week(r, j)
    end = plain_unit(r, j, "week")
    if found is None and end is None:
        return None
    monday = found[0] if found else r.today - timedelta(days=r.today.weekday())
    if found is None and which == "start" and r.today > monday:
        monday += timedelta(days=7)
    day = monday + timedelta(days={"start": 0, "middle": 2, "end": 6}[which])
    return Loose(fixed=day, until_end=True), found[1] if found else end or j


def _edge_of_year(r: Reading, which: str, j: int) -> tuple[Loose, int] | None:
    found = year(r, j)
    end = plain_unit(r, j, "year")
    if found is None and end is None:
        return None
    number = found[0].year if found else r.today.year + (which == "start")
    day = {"start": date(number, 1, 1), "middle": date(number, 7, 1), "end": date(number, 12, 31)}[which]
    return Loose(fixed=day, until_end=True), found[2] if found else end or j
