"""What somebody has typed for a rule of a space: « 7 nuits », « de 8 h à 22 h », « 5 € la nuit »."""

import re
from datetime import datetime

from handlers.conversation.answer import Refused
from handlers.conversation.folding import folded
from handlers.conversation.text import t, tn
from handlers.conversation.typed import clean
from handlers.when.model import Duration, Instant, Meaning, Span
from handlers.when.understanding import understand

from .clauses import Clause
from .model import zone_on

_NUMBER = re.compile(r"\d{1,7}(?:[.,]\d{1,2})?")
_WORDS = {
    word: number
    for number, words in enumerate(
        ("zero", "un une one", "deux two", "trois three", "quatre four", "cinq five", "six", "sept seven",
         "huit eight", "neuf nine", "dix ten", "onze eleven", "douze twelve", "treize", "quatorze", "quinze")
    )
    for word in words.split()
}  # fmt: skip
_NONE = {"aucune", "aucun", "sans", "enlever", "illimite", "none", "remove", "unlimited", "jamais", "rien"}
_COUNTED = (
    ({"nuit", "nuits", "night", "nights"}, "n"),
    ({"heure", "heures", "hour", "hours", "h"}, "h"),
    ({"week", "weekend", "weekends"}, "w"),
)
_PERIODS = (
    ({"trimestre", "trimestres", "quarter"}, "q"),
    ({"mois", "month"}, "m"),
    ({"semaine", "semaines"}, "w"),
    ({"an", "annee", "ans", "year"}, "y"),
)
_PER = (
    ({"nuit", "nuits", "night"}, "n"),
    ({"heure", "h", "hour"}, "h"),
    ({"km", "kilometre", "kilometer", "kilometres"}, "k"),
)
LINES, LINE_LENGTH = 8, 60
"""Of a checklist: lines, and characters of each."""
LAST_CLOSING = 12 * 60
"""Minutes after midnight; what opens in the evening closes in the morning."""


def is_removed(words: str) -> bool:
    """« Enlever », and nothing else: of words that may be about anything."""
    return folded(words) in (("enlever",), ("remove",))


def is_none(words: str) -> bool:
    """« Sans limite », « enlever »."""
    return bool(set(folded(words)) & _NONE) and _NUMBER.search(words) is None


def typed(one: Clause, words: str, now: datetime, language: str, slot: str) -> str:
    """The value that these words mean. Raises Refused, with what to write instead."""
    match one.kind:
        case "span":
            return _span(_read(words, now, language))
        case "clock":
            return str(_clock(_read(words, now, language)))
        case "minutes" | "before" | "months":
            return str(_in_bounds(one, _length(one, words, now, language)))
        case "nights" | "days" | "count":
            return str(_in_bounds(one, number(words)))
        case "limits":
            return _limit(words, slot)
        case "price":
            return _price(words, slot)
        case "approval":
            return _approval(words)
        case "switch":
            if set(folded(words)) & {"oui", "yes", "liste", "list"}:
                return "1"
            raise Refused(t("Write: yes. Or: remove."))
        case "lines":
            raise AssertionError("lines are read by themselves")


def lines(words: str) -> tuple[str, ...]:
    """A checklist: a line, or a comma, between two things. Raises Refused."""
    found = [" ".join(clean(line).split()) for line in re.split(r"[\n,;]", words)]
    found = [line[:1].upper() + line[1:] for line in found if folded(line)]
    if not found:
        raise Refused(t("I see no words there. Write them in a sentence."))
    if len(found) > LINES or any(len(line) > LINE_LENGTH for line in found):
        raise Refused(t("That is too long: {n} lines at most, of {most} characters.", n=LINES, most=LINE_LENGTH))
    return tuple(dict.fromkeys(found))


def _read(words: str, now: datetime, language: str) -> Meaning:
    return understand(words, now, zone_on(now), language.split("@")[0]).meaning


def _span(meaning: Meaning) -> str:
    """Two hours of the clock. Only in the night it closes after midnight."""
    if not isinstance(meaning, Span) or not isinstance(meaning.first, datetime):
        raise Refused(t("Write two hours. For example: from 8 am to 10 pm."))
    assert isinstance(meaning.last, datetime), "both ends are hours"
    opens, closes = (at.hour * 60 + at.minute for at in (meaning.first, meaning.last))
    if opens == closes:
        raise Refused(t("It would close at the hour at which it opens."))
    if LAST_CLOSING < closes < opens:
        raise Refused(t("It would close before it opens."))
    return f"{opens}-{closes}"


def _clock(meaning: Meaning) -> int:
    if not isinstance(meaning, Instant) or meaning.part:
        raise Refused(t("Write an hour. For example: 10 pm."))
    return meaning.at.hour * 60 + meaning.at.minute


def _length(one: Clause, words: str, now: datetime, language: str) -> int:
    """A length in the rule's own unit; a bare number is of that unit."""
    if words.strip().isdecimal() and len(words.strip()) < 7:
        return int(words)
    meaning = _read(words, now, language)
    match meaning:
        case Instant(at=at, part=""):  # « 2 h »
            months, minutes = 0, at.hour * 60 + at.minute
        case Duration():
            months, minutes = meaning.months, meaning.days * 24 * 60 + meaning.minutes
        case _:
            raise _no_length(one)
    if one.kind == "months":
        months += minutes // (30 * 24 * 60)
        if not months:
            raise Refused(t("Write a number of months. For example: 3 months."))
        return months
    minutes += months * 30 * 24 * 60
    return -(-minutes // 60) if one.kind == "before" else minutes


def _no_length(one: Clause) -> Refused:
    if one.kind == "months":
        return Refused(t("Write a number of months. For example: 3 months."))
    return Refused(t("Write how long. For example: 30 minutes, 2 hours, 3 days."))


def number(words: str) -> int:
    """« 12 chaises », « douze ». Raises Refused."""
    found = _NUMBER.search(words)
    if found is not None and found.group().isdecimal():
        return int(found.group())
    said = next((_WORDS[word] for word in folded(words) if word in _WORDS), None)
    if said is None:
        raise Refused(t("Write a number. For example: 3."))
    return said


def _in_bounds(one: Clause, amount: int) -> int:
    if amount < 1:
        raise Refused(t("Nought is no limit. Write 1 or more, or: remove."))
    if amount > one.most:
        raise Refused(tn("{n} at most here.", "{n} at most here.", one.most))
    if one.key == "step" and 60 % amount:
        raise Refused(t("Such steps do not fill an hour. Write 15, 20, 30 or 60 minutes."))
    return amount


def _limit(words: str, slot: str) -> str:
    """« 15 nuits par trimestre », « 2 week-ends par mois », « 3 fois par an »."""
    said = set(folded(words))
    most = number(words)
    counted = next((letter for names, letter in _COUNTED if said & names), "b")
    if counted == "w" and "end" not in said and not said & {"weekend", "weekends", "ends"}:
        counted = "b"  # « 2 a week »
    if "week" in said and counted == "b":
        period: str | None = "w"
    else:
        period = next((letter for names, letter in _PERIODS if said & names), None)
    if period is None:
        raise Refused(t("In which period? For example: 15 nights a quarter, or 2 weekends a month."))
    if counted == "n" and slot == "hours":
        raise Refused(t("This space is booked by the hour. For example: 10 hours a month."))
    if counted == "h" and slot == "nights":
        raise Refused(t("This space is booked by the night. For example: 15 nights a quarter."))
    if not 0 < most < 1000:
        raise Refused(t("Nought is no limit. Write 1 or more, or: remove."))
    return f"{most}{counted}{period}"


def _price(words: str, slot: str) -> str:
    said = set(folded(words))
    if said & {"libre", "gift", "wish", "wishes"}:
        return "gift"
    found = _NUMBER.search(words)
    if found is None:
        raise Refused(t("Write a price. For example: 5 € a night, or: as one wishes."))
    cents = round(float(found.group().replace(",", ".")) * 100)
    if "centimes" in said or "cents" in said:
        cents //= 100
    if not 0 < cents < 1_000_00:
        raise Refused(t("A price stands between 0.01 € and 1,000 €. Or write: remove."))
    per = next(
        (letter for names, letter in _PER if said & names), "n" if slot == "nights" and len(said) < 3 else "u"
    )
    if per == "n" and slot == "hours":
        raise Refused(t("This space is booked by the hour. For example: 2 € an hour."))
    return f"{cents}{per}"


def _approval(words: str) -> str:
    found = _NUMBER.search(words)
    if found is None or not found.group().isdecimal():
        if set(folded(words)) & {"personne", "contact", "somebody", "whoever"}:
            return "contact"
        raise Refused(t("Write how many days one may object. For example: 3 days."))
    if not 0 < int(found.group()) <= 30:
        raise Refused(t("Between 1 and 30 days."))
    return f"silence{int(found.group())}"
