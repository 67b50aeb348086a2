"""Says a Text in a language: gettext catalogues, the dates that every feature reads, French typographic spaces."""

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel import Locale
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency

from handlers.conversation.text import Argument, Listing, Moment, Money, Text
from handlers.conversation.typed import lowered
from handlers.conversation.views import LABEL_LENGTH
from handlers.minutes.verbs import conjugated
from handlers.when.model import Instant
from handlers.when.saying import tongue_of
from handlers.when.tongue import ending

from .french import de, elides, noun_with_article, pronoun, with_article

LANGUAGES = ("fr", "fr@tu", "en")
FOLDER = Path(__file__).with_name("locales")

_NARROW = "\u202f"
_WIDE = "\u00a0"
_NAMED = ([12, 0], [24, 0])
"""Noon and midnight: « jeudi à midi », but « jeudi 20 h »."""
_DATED: Mapping[str, Mapping[str, bool]] = {
    "day": {},
    "weekday": {"month": False},
    "date": {"weekday": False},
    "number": {"weekday": False, "month": False},
}
"""What of a date is said in each form that says no hour."""


@dataclass(frozen=True)
class Voice:
    """Says a Text in one language. `language` is its name for the world: « fr », whether it says tu or vous."""

    language: str
    say: Callable[[Text], str]

    def __call__(self, text: Text) -> str:
        return self.say(text)


class Word(str):
    """A filled hole. `{author:de}` puts « de » or « d' » before it, `{name:que}` « que » or « qu' »; `{space:la}`
    and `{space:La}` its article, `{space:noun}` that before its first word alone, `{space:it}` what stands for it;
    `{task:vous}`, `{task:tu}` and `{task:il}` say of somebody what begins with a verb: « réparez le composteur ».
    `{word:low}` and `{word:cap}` change its first letter; `{words:short}` are cut to what a button shows."""

    def __format__(self, spec: str) -> str:
        match spec:
            case "":
                return str(self)
            case "de":
                return de(str(self))
            case "que":
                return f"qu'{self}" if elides(str(self)) else f"que {self}"
            case "la":
                return with_article(str(self))
            case "La":
                said = with_article(str(self))
                return said[:1].upper() + said[1:]
            case "noun":
                return noun_with_article(str(self))
            case "it":
                return pronoun(str(self))
            case "low":
                return lowered(str(self))
            case "cap":
                return self[:1].upper() + self[1:]
            case "vous" | "tu" | "il":
                return conjugated(str(self), spec)
            case "short":
                return self if len(self) <= LABEL_LENGTH else self[: LABEL_LENGTH - 1].rstrip() + "…"
        raise ValueError(f"unknown form of a word: {spec}")


def typographic(french: str) -> str:
    """French spaces that do not break: before « : ; ? ! » and inside quotation marks."""
    french = re.sub(r" ([?!;])", _NARROW + r"\1", french)
    french = french.replace(" :", _WIDE + ":")
    return french.replace("« ", "«" + _WIDE).replace(" »", _WIDE + "»")


def catalogue(language: str) -> Catalog:
    """The catalogue of a language as its translators wrote it; `fr@tu` holds only what differs from `fr`."""
    path = FOLDER / language / "LC_MESSAGES" / "palabre.po"
    with path.open("rb") as file:
        return read_po(file, locale=language.split("@")[0])


@cache
def _translations(language: str) -> NullTranslations:
    if language == "en":
        return NullTranslations()  # the message ids are the English sentences
    catalog = catalogue(language)
    for message in catalog:
        if isinstance(message.string, tuple):
            message.string = tuple(typographic(form) for form in message.string)
        else:
            message.string = typographic(str(message.string))
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    translations = GNUTranslations(compiled)
    if "@" in language:
        translations.add_fallback(_translations(language.split("@")[0]))
    return translations


@cache
def voice(language: str) -> Voice:
    """The voice of a language; an unknown one speaks French. Safe to share between tasks."""
    language = language if language in LANGUAGES else "fr"
    translations = _translations(language)
    spoken = language.split("@")[0]
    locale = Locale.parse(spoken)

    def say(text: Text) -> str:
        if text.plural:
            pattern = translations.ngettext(text.sentence, text.plural, text.count)
        else:
            pattern = translations.gettext(text.sentence)
        return pattern.format_map(_filled(text.args))

    def _filled(args: Mapping[str, Argument]) -> dict[str, Word]:
        return {name: Word(_one(argument)) for name, argument in args.items()}

    def _one(argument: Argument) -> str:
        match argument:
            case str():
                return argument
            case int():
                return str(argument)
            case Text():
                return say(argument)
            case Moment():
                return say_moment(argument, spoken)
            case Listing():
                return _list(argument, [_one(item) for item in argument.items], locale)
            case Money(cents=cents):
                return format_currency(Decimal(cents) / 100, "EUR", locale=locale)

    return Voice(spoken, say)


def _list(listing: Listing, items: list[str], locale: Locale) -> str:
    if listing.join == "commas":
        return ", ".join(items)
    return format_list(items, "standard" if listing.join == "and" else "or", locale)


def say_moment(moment: Moment, language: str) -> str:
    """« jeudi 4 mars à 20 h », « Thursday 4 March at 8 pm »: dates in full, never 04/03."""
    tongue = tongue_of(language, moment.today)
    hour = tongue.clock(moment.at)
    if moment.form == "hour":
        return hour
    if moment.form in _DATED:
        return tongue.dated(moment.at, year=False, **_DATED[moment.form])
    if moment.today is not None:
        return tongue.with_distance(Instant(moment.at))
    day, *clock = ending(moment.at)
    if moment.form == "short":
        weekday = tongue.weekdays[day.weekday()]
        return f"{weekday} {tongue.at(hour) if clock in _NAMED else hour}"
    return f"{tongue.dated(day, year=False)} {tongue.at(hour)}"
