"""Moments, lengths and rhythms in French, as a careful person writes them out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from .frequency import Rule
from .model import Duration
from .tongue import Tongue, listed

_SPACE = "\u00a0"
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
_NUMBERS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
_NTH = {
    1: "premier", 2: "deuxième", 3: "troisième", 4: "quatrième", 5: "cinquième", -1: "dernier",
    -2: "avant-dernier",
}  # fmt: skip
_PARTS = {
    "morning": "au matin", "late morning": "en fin de matinée", "noon": "à midi", "afternoon": "dans l'après-midi",
    "late afternoon": "en fin d'après-midi", "early evening": "en début de soirée", "evening": "au soir",
    "late evening": "en fin de soirée",
}  # fmt: skip
_QUARTERS = {15: "un quart d'heure", 30: "une demi-heure", 45: "trois quarts d'heure"}
_AN_HOUR_OF_THE_DAY = 7 * 60
"""« 8 heures » alone is in the morning; so long a length is said as one."""
_READ_AS_WEEKS = (7, 8, 14, 15, 21)
"""« tous les quinze jours » is every other week; these are said « un jour sur 15 » where days are meant."""


@dataclass(frozen=True)
class French(Tongue):
    """In French: « jeudi 4 juin 2026 à 18 h 30 », « un mardi sur deux »."""

    weekdays = _WEEKDAYS
    months = _MONTHS
    parts = _PARTS

    def dated(self, day: date, *, weekday: bool = True, month: bool = True, year: bool = True) -> str:
        said = [_WEEKDAYS[day.weekday()]] if weekday else []
        said += ["1er" if day.day == 1 else str(day.day)]
        said += [_MONTHS[day.month - 1]] if month else []
        return " ".join([*said, str(day.year)] if year else said)

    def hour(self, hour: int, minute: int) -> str:
        if hour in (12, 24) and not minute:
            return "midi" if hour == 12 else "minuit"
        return f"{hour}{_SPACE}h" + (f"{_SPACE}{minute:02}" if minute else "")

    def at(self, hour: str) -> str:
        return f"à {hour}"

    def hours(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        return f"de {self._figures(*first)} à {self._figures(*last)}"

    def _figures(self, hour: int, minute: int) -> str:
        """« de 9 h à 12 h », « de 20 h à minuit »."""
        return self.hour(hour, minute) if hour != 12 or minute else f"12{_SPACE}h"

    def with_hours(self, rhythm: str, hours: str, rule: Rule, *, two: bool) -> str:
        apart = rule.interval > 1 and "," in rhythm  # toutes les deux semaines, le mardi et le jeudi, à 19 h
        return f"{rhythm}, {hours}" if apart else f"{rhythm} {hours}"

    def between(self, first: str, last: str) -> str:
        return f"du {first} au {last}"

    def since(self, day: str) -> str:
        return f"à partir du {day}"

    def until(self, end: str, *, included: bool = False) -> str:
        return f"jusqu'au {end}" + (" inclus" if included else "")

    def lasting(self, length: Duration) -> str:
        return f"pendant {_minutes(length.minutes)}"

    def length(self, length: Duration) -> str:
        said = [_months(length.months)] if length.months else []
        said += [_days(length.days)] if length.days else []
        if length.minutes or not said:
            said += [_minutes(length.minutes)]
        if length.minutes >= _AN_HOUR_OF_THE_DAY and len(said) == 1:
            return f"une durée de {said[0]}"
        return listed(said, "et")

    def times(self, count: int) -> str:
        return f"{count} fois" if count > 1 else "une séance"  # « une fois » is once upon a time

    def distance(self, days: int) -> str:
        if -1 <= days <= 1:
            return ("hier", "aujourd'hui", "demain")[days + 1]
        return f"dans {days} jours" if days > 0 else f"il y a {-days} jours"

    def near(self, days: int, dated: str) -> str:
        return f"{self.distance(days)} {dated}"

    def one_day(self, day: str) -> str:
        return f"le {day}"

    def without(self, what: Sequence[str], *, apart: bool) -> str:
        return ", ".join(f"sauf {one}" for one in what) if apart else f"sauf {listed(what, 'et')}"

    def weekday_out(self, weekday: int) -> str:
        return f"le {_WEEKDAYS[weekday]}"

    def nths_out(self, nths: Sequence[int], weekday: int) -> str:
        return f"{listed([_the(_NTH[nth]) for nth in nths], 'et')} {_WEEKDAYS[weekday]} du mois"

    def month_out(self, month: int) -> str:
        return f"en {_MONTHS[month - 1]}"

    def holidays_out(self) -> str:
        return "les jours fériés"

    def outside_school(self, zone: str) -> str:
        return f"hors vacances scolaires de la zone {zone}"

    def rhythm(self, rule: Rule) -> str:
        return {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}[rule.freq](rule)


def _daily(rule: Rule) -> str:
    if rule.interval == 2 or rule.interval in _READ_AS_WEEKS:
        return f"un jour sur {_number(rule.interval)}"
    return _every("tous les", rule.interval, "jours")


def _weekly(rule: Rule) -> str:
    days = rule.plain_days
    names = [_WEEKDAYS[day] for day in days]
    if rule.interval > 1:
        if days == (5, 6):
            return f"un week-end sur {_number(rule.interval)}"
        if len(days) == 1:
            return f"un {names[0]} sur {_number(rule.interval)}"
        every = _every("toutes les", rule.interval, "semaines")
        return f"{every}, {listed([f'le {name}' for name in names], 'et')}" if days else every
    if not days:
        return "toutes les semaines"
    if rule.weekdays_out:
        return "tous les jours"
    if len(days) > 3 and days == tuple(range(len(days))):
        return f"du lundi au {names[-1]}"
    return f"tous les {listed([f'{name}s' for name in names], 'et')}"


def _monthly(rule: Rule) -> str:
    if rule.nths_out:
        return f"tous les {_WEEKDAYS[rule.weekdays[0][1]]}s"
    every = _every("tous les", rule.interval, "mois")
    if rule.place:
        on = f"{_the(_NTH[rule.place])} jour ouvré du mois"
    elif rule.weekdays:
        on = f"{_nth_weekdays(rule)} du mois"
    elif rule.monthdays:
        on = _monthdays(rule.monthdays) + (" de chaque mois" if rule.interval == 1 else "")
        on += " du mois" if rule.interval > 1 and (len(rule.monthdays) > 1 or min(rule.monthdays) < 0) else ""
    else:
        return every
    return on if rule.interval == 1 else f"{every}, {on}"


def _yearly(rule: Rule) -> str:
    every = "chaque année" if rule.interval == 1 else _every("tous les", rule.interval, "ans")
    if not rule.months:
        return every
    month = _MONTHS[rule.months[0] - 1]
    if rule.weekdays:
        return f"{every} {_nth_weekdays(rule)} {_of(month)}"
    return f"{every} {_monthdays(rule.monthdays)} {month}"


def _nth_weekdays(rule: Rule) -> str:
    """le premier et le troisième samedi."""
    groups = groupby(rule.weekdays, key=lambda entry: entry[1])
    said = [f"{listed([_the(_NTH[nth]) for nth, _ in group], 'et')} {_WEEKDAYS[day]}" for day, group in groups]
    return listed(said, "et")


def _monthdays(days: Sequence[int]) -> str:
    """le 1er et le 15; le dernier jour."""
    if min(days) > 0:
        return listed([f"le {'1er' if day == 1 else day}" for day in days], "et")
    return f"{listed([_the(_NTH.get(day, str(day))) for day in days], 'et')} jour"


def _the(word: str) -> str:
    return f"l'{word}" if word[0] in "aeiou" else f"le {word}"


def _of(month: str) -> str:
    return f"d'{month}" if month[0] in "ao" else f"de {month}"


def _every(all_the: str, interval: int, units: str) -> str:
    return f"{all_the} {units}" if interval == 1 else f"{all_the} {_number(interval)} {units}"


def _number(value: int) -> str:
    return _NUMBERS[value] if value < len(_NUMBERS) else str(value)


def _counted(value: int, one: str, many: str) -> str:
    return one if value == 1 else f"{_number(value)} {many}"


def _months(months: int) -> str:
    years, rest = divmod(months, 12)
    if years and rest in (0, 6):
        return _counted(years, "un an", "ans") + (" et demi" if rest else "")
    return _counted(months, "un mois", "mois")


def _days(days: int) -> str:
    if days % 7 == 0:
        return _counted(days // 7, "une semaine", "semaines")
    return f"{days} jours" if days > 1 else "1 jour"  # « un jour » is one of these days


def _minutes(minutes: int) -> str:
    if minutes in _QUARTERS:
        return _QUARTERS[minutes]
    hours, rest = divmod(minutes, 60)
    if not hours:
        return "une minute" if minutes == 1 else f"{minutes} minutes"
    if rest in (0, 30) or minutes in (75, 105):
        half = {0: "", 15: " et quart", 30: " et demie", 45: " trois quarts"}[rest]
        return _counted(hours, "une heure", "heures") + half
    said = "une heure" if hours == 1 else f"{hours} heures"
    if rest < 10:
        return f"{said} et {'une minute' if rest == 1 else f'{rest} minutes'}"
    return f"{said} {rest}"
