"""Lengths of time as people write them: 1h30, trois quarts d'heure, une heure et demie, 15 jours, a fortnight."""

from ..model import Duration, Stop, Why
from .reading import Reading

DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "eight days": 7, "ten days": 10}
MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}


def length(r: Reading, i: int) -> tuple[Duration, int] | None:
    """A length. `huit jours` is a week and `quinze jours` two, as people say them (see `fifteen`)."""
    found = _fraction(r, i)
    if found is not None:
        return found
    number = _amount(r, i)
    if number is None:
        return None
    amount, j = number
    if not r.french and r.word(j) == "-" and r.glued(j) and r.glued(j + 1):
        j += 1  # « a 2-hour walk »
    unit = r.sense(j, "unit")
    if unit is None or (amount == 0 and unit[0] == "hour"):
        return None
    name, k = str(unit[0]), unit[1]
    if _is_doubtful(r, i):
        if name == "year":
            return None  # « enfants 6-10 ans »
        raise Stop(Why.VAGUE, r.said(i - 2, k))
    if name == "hour":
        return _hours(r, amount, j, k)
    if name == "minute":
        return (Duration(minutes=round(amount)), k) if amount == round(amount) else None
    half = r.sense(k, "and half") if name in ("day", "week", "year", "month") else None
    if half is not None and int(half[0]) == 30:
        if name == "year":
            return Duration(months=int(amount) * 12 + 6), half[1]
        return None  # a month and a half is no number of days
    if amount != round(amount):
        return (
            (Duration(days=round(amount * 7)), k) if name == "week" and amount * 7 == round(amount * 7) else None
        )
    if name in MONTHS:
        return Duration(months=int(amount) * MONTHS[name]), k
    days = int(amount) * DAYS[name]
    return Duration(days={8: 7, 15: 14}.get(days, days) if name == "day" and r.french else days), k


def _is_doubtful(r: Reading, i: int) -> bool:
    """« 2-3 jours », « deux ou trois heures »."""
    return (
        r.number(i - 2) is not None and (r.word(i - 1) == "-" or r.is_any(i - 1, "or")) and r.figures(i - 2) != 0
    )


def fifteen(r: Reading, i: int) -> bool:
    """« quinze jours » : two weeks in speech, fifteen days in « sous quinze jours »."""
    number = r.number(i)
    if number is None or number[0] != 15:
        return False
    unit = r.sense(number[1], "unit")
    return unit is not None and unit[0] == "day"


def _amount(r: Reading, i: int) -> tuple[float, int] | None:
    """A number, also 1,5 and « two and a half » ; « une » before a unit that carries its own number."""
    number = r.number(i)
    if number is None:
        unit = r.sense(i, "unit")
        whole = unit is not None and unit[0] in ("fortnight", "eight days", "ten days")
        return (1, i) if whole else None
    value, j = float(number[0]), number[1]
    if r.is_mark(j, ",.") and r.glued(j) and r.glued(j + 1) and r.figures(j + 1) >= 0:
        return float(f"{number[0]}.{r.word(j + 1)}"), j + 2
    if r.word(j) in ("whole", "entire", "full", "bonne", "petite"):
        return value, j + 1
    half = r.sense(j, "and half")
    if half is not None and not r.french and r.sense(half[1], "unit"):
        return value + int(half[0]) / 60, half[1]
    return value, j


def _hours(r: Reading, amount: float, j: int, k: int) -> tuple[Duration, int] | None:
    minutes = round(amount * 60)
    half = r.sense(k, "and half")
    if half is not None:
        return Duration(minutes=minutes + int(half[0])), half[1]
    if r.glued(k) and r.figures(k) > 59:
        return None  # 24h75
    joined = r.sense(k, "and")
    after = r.number(joined[1] if joined else k)
    if (
        after is not None
        and after[0] < 60
        and (len(r.word(after[1] - 1)) == 2 or r.figures(after[1] - 1) < 0 or joined)
    ):
        unit = r.sense(after[1], "unit")
        if unit is not None and unit[0] == "minute":
            return Duration(minutes=minutes + after[0]), unit[1]
        glued = r.glued(after[1] - 1) and r.figures(after[1] - 1) >= 0
        if unit is None and not joined and (glued or _minutes(r, after)):
            return Duration(minutes=minutes + after[0]), after[1]
    return Duration(minutes=minutes), k


def _minutes(r: Reading, after: tuple[int, int]) -> bool:
    """« 1 h 05 », « une heure vingt » ; « 2 h 3 personnes », « 2 h 12 mars » are something else."""
    two_figures = len(r.word(after[1] - 1)) == 2 and r.figures(after[1] - 1) >= 0
    return (two_figures or after[0] >= 5) and not r.is_any(after[1], "month", "counted")


def _fraction(r: Reading, i: int) -> tuple[Duration, int] | None:
    """une demi-heure, trois quarts d'heure, un quart d'heure, half an hour, 3/4 d'heure."""
    found = r.sense(i, "fraction")
    return None if found is None else (Duration(minutes=int(found[0])), found[1])


def lasts(r: Reading, i: int, end: int) -> bool:
    """« 2h de chantier » lasts; « à 2h de la nuit » is an hour."""
    if not r.french or r.word(end) not in ("de", "d'") or r.is_any(i - 1, "at", "of", "link", "between"):
        return False
    return end + 1 < len(r) and r.is_plain(end + 1)
