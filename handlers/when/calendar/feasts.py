"""The feasts of the year, and the bridges that they make."""

from datetime import date, timedelta

from dateutil.easter import easter

from ..model import Stop, Why

_FIXED = {
    "christmas": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26), "sylvester": (12, 31),
    "new year": (1, 1), "toussaint": (11, 1), "epiphany": (1, 6), "candlemas": (2, 2), "valentine": (2, 14),
    "labour day": (5, 1), "armistice": (11, 11), "bastille day": (7, 14), "assumption": (8, 15),
    "midsummer": (6, 24), "halloween": (10, 31), "nicholas": (12, 6),
}  # fmt: skip
_FROM_EASTER = {
    "mardi gras": -47, "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3, "good friday": -2,
    "easter": 0, "easter monday": 1, "ascension": 39, "whitsun": 49, "whit monday": 50,
}  # fmt: skip


def feast_in(name: str, year: int) -> date:
    """The day of a feast in a year. Movable ones follow the western Easter."""
    if name in _FIXED:
        return date(year, *_FIXED[name])
    return easter(year) + timedelta(days=_FROM_EASTER[name])


def is_fixed(name: str) -> bool:
    return name in _FIXED


def next_feast(name: str, today: date) -> date:
    """The next day of that feast, today included."""
    found = feast_in(name, today.year)
    return found if found >= today else feast_in(name, today.year + 1)


def bridge(holiday: date, words: str) -> tuple[date, date]:
    """The days off that a holiday makes with a week-end, both included.

    A Tuesday or a Thursday takes the day between; a Monday or a Friday makes a long week-end. Raises Stop
    for the other days: there is no bridge then.
    """
    days = {0: (-2, 0), 1: (-3, 0), 3: (0, 3), 4: (0, 2)}.get(holiday.weekday())
    if days is None:
        raise Stop(Why.NO_BRIDGE, words, holiday)
    return holiday + timedelta(days=days[0]), holiday + timedelta(days=days[1])


def long_weekend(name: str, day: date, words: str) -> tuple[date, date]:
    """« le week-end de Pâques », « de l'Ascension », « du 14 juillet ».

    Easter and Whitsun: Saturday to Monday; the others as their bridge, or the week-end that holds or follows them.
    """
    if name in ("easter", "easter monday", "whitsun", "whit monday", "good friday"):
        sunday = day - timedelta(days=1) if day.weekday() == 0 else day + timedelta(days=(6 - day.weekday()) % 7)
        return sunday - timedelta(days=1), sunday + timedelta(days=1)
    if day.weekday() in (0, 1, 3, 4):
        return bridge(day, words)
    saturday = day + timedelta(days=5 - day.weekday())
    return saturday, saturday + timedelta(days=1)
