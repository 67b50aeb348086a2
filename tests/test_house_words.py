"""Every sentence of the house can be said in French (vous and tu) and in English, and stays short."""

import re
import string
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from bot.texts import LANGUAGES, catalogue, voice
from handlers.conversation.text import Listing, Moment, Text, t

ROOT = Path(__file__).parent.parent
WORDS = 20
"""Words of one French sentence (issue 2, point 5)."""

_FORMAL = re.compile(r"\b(?:vous|votre|vos|(?!assez\b|chez\b)\w{2,}ez)\b", re.IGNORECASE)
"""« vous », « votre », « vos », and verbs in -ez."""
_NUMBER = {"n", "most", "number"}
"""Holes that hold a number."""


@cache
def sentences() -> frozenset[tuple[str, str]]:
    """(sentence, its plural or '') of every t() and tn() in the code, as the translators' tool finds them."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found = extract_from_dir(str(ROOT), methods, options, keywords={"t": None, "tn": (1, 2)})
    return frozenset(_forms(message) for _, _, message, _, _ in found)


def _forms(id: object) -> tuple[str, str]:
    return (str(id[0]), str(id[1])) if isinstance(id, (tuple, list)) else (str(id), "")


def entries(language: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """The catalogue: what is said, for each sentence."""
    return {_forms(message.id): _said(message) for message in catalogue(language) if message.id}


def _said(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, (tuple, list)) else (str(message.string),)


def holes(pattern: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None}


def speaks_to_vous(form: str) -> bool:
    return _FORMAL.search(form.replace("rendez-vous", "")) is not None


def test_there_are_sentences() -> None:
    assert len(sentences()) > 100
    assert ("{n} person has answered.", "{n} people have answered.") in sentences()


def test_every_sentence_of_the_code_is_in_french_and_no_other() -> None:
    french = entries("fr")
    assert set(french) - sentences() == set(), "said nowhere any more"
    assert sentences() - set(french) == set(), "not translated"


def test_nothing_is_empty_and_every_hole_is_filled() -> None:
    for language in ("fr", "fr@tu"):
        for (sentence, plural), said in entries(language).items():
            assert len(said) == (2 if plural else 1), sentence
            assert all(form.strip() for form in said), sentence
            for form in said:
                assert holes(form) == holes(plural or sentence), form


def test_catalogues_are_sorted_and_hold_nothing_twice() -> None:
    for language in ("fr", "fr@tu"):
        words = (ROOT / "bot" / "locales" / language / "LC_MESSAGES" / "palabre.po").read_text()
        ids = re.findall(r'^msgid "(.+)"$', words, re.MULTILINE)
        assert len(ids) == len(set(ids)) == len(entries(language))
        assert "fuzzy" not in words
        assert "#~" not in words


def test_tu_is_said_wherever_vous_is() -> None:
    french, familiar = entries("fr"), entries("fr@tu")
    formal = {id for id, said in french.items() if any(speaks_to_vous(form) for form in said)}
    assert formal - set(familiar) == set(), "says vous, and has no tu form"
    assert set(familiar) - set(french) == set()
    for said in familiar.values():
        assert [form for form in said if speaks_to_vous(form)] == []
    for id, said in familiar.items():
        assert said != french[id], "the same as with vous: it needs no form of its own"


def test_french_sentences_are_short() -> None:
    for language in ("fr", "fr@tu"):
        for form in chain.from_iterable(entries(language).values()):
            for part in re.split(r"[.!?…]+(?:\s|$)", form):
                assert len(re.findall(r"[\w{][^\s]*", part)) <= WORDS, part


def samples(sentence: str, plural: str) -> Iterator[Text]:
    """The sentence with arguments of each kind that its holes may get."""
    at = datetime(2027, 3, 4, 20, tzinfo=ZoneInfo("Europe/Paris"))
    given = ("Inès", "", "{braces} %s <b>", t("yes"), Moment(at, "short"), Listing(("bleu", t("no")), "or"))
    for word in given:
        args = {hole: 7 if hole in _NUMBER else word for hole in holes(plural or sentence)}
        for count in (0, 1, 2) if plural else (0,):
            yield Text(sentence, {**args, **({"n": count} if plural else {})}, plural, count)


def test_every_sentence_can_be_said_in_every_language() -> None:
    french = entries("fr")
    for sentence, plural in sentences():
        stood_for = set(re.findall(r"\{(\w+):(?:it|noun|low)\}", " ".join(french[sentence, plural])))
        for text in samples(sentence, plural):
            said = {language: voice(language)(text) for language in LANGUAGES}
            assert all(isinstance(words, str) for words in said.values())
            for hole, argument in text.args.items():
                if argument == "Inès" and hole not in stood_for:  # of a space: « la chambre », « vous la gardez »
                    assert all("Inès" in words for words in said.values()), (sentence, hole)


def test_no_english_is_left_where_french_is_spoken() -> None:
    same = {
        id
        for id, said in entries("fr").items()
        if said[0] == id[0] and re.search(r"[a-z]{3}", re.sub(r"\{.*?\}", "", id[0]))
    }
    meant = {("Conversation", ""), ("Menu", ""), ("+5 min", ""), ("Planning", ""), ("{n} minute", "{n} minutes")}
    assert same == meant, "the same word in both languages, or forgotten"
