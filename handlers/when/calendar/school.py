"""The public and the school holidays of France, as the libraries of the house know them.

School holidays are decreed a few years ahead: those of the library end with the summer of 2028.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from ..model import SchoolZone, Stop, Why

LAST_YEAR = 2028
"""The last year whose school holidays are known, until its summer."""
KNOWN_FROM = date(2020, 1, 1)
"""The first day that is taken from the library, which goes back to 1990."""
KNOWN_UNTIL = date(2028, 8, 31)
_NAMES = {
    "toussaint": "Vacances de la Toussaint", "christmas": "Vacances de Noël", "winter": "Vacances d'hiver",
    "spring": "Vacances de printemps", "summer": "Vacances d'été", "ascension": "Pont de l'Ascension",
}  # fmt: skip
_SAME_EVERYWHERE = ("toussaint", "christmas", "summer")


@lru_cache(maxsize=8)
def school_holidays(zone: SchoolZone) -> Sequence[tuple[str, date, date]]:
    """The holidays of a zone in their order: name, first free day, last free day. Read once from the library."""
    from vacances_scolaires_france import SchoolHolidayDates  # 250 kB of dates, for those who ask for them

    days: list[dict[str, Any]] = sorted(SchoolHolidayDates().data.values(), key=lambda row: row["date"])
    names = {value: key for key, value in _NAMES.items()}
    found: list[tuple[str, date, date]] = []
    for row in days:
        if not row[f"vacances_zone_{zone.lower()}"] or row["date"] < KNOWN_FROM:
            continue
        name, day = names[row["nom_vacances"]], row["date"]
        if found and found[-1][0] == name and day - found[-1][2] <= timedelta(days=1):
            found[-1] = (name, found[-1][1], day)
        else:
            found.append((name, day, day))
    return tuple(found)


def named_school_holidays(name: str, zone: SchoolZone, today: date, year: int, words: str) -> tuple[date, date]:
    """The first and the last free day of the next holidays of that name that are not over, or of that year's.

    Raises Stop where the zone matters and nobody said it, and where they are not decreed yet.
    """
    if not zone and name not in _SAME_EVERYWHERE:
        raise Stop(Why.WHICH_ZONE, words)
    for found, first, last in school_holidays(zone or "A"):
        if found == name and (first.year == year if year else last >= today):
            return first, last
    raise Stop(Why.BEYOND, words)


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """The eleven public holidays of metropolitan France (Code du travail, article L3133-1)."""
    from holidays import country_holidays  # a large library: only where public holidays are asked for

    return frozenset(country_holidays("FR", years=year))
