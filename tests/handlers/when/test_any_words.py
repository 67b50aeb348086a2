"""Whatever is typed, in whatever order, is understood or refused: never an error, never another subject."""

import re
import unicodedata
from datetime import datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as some

from handlers.when.grammar.reading import LONGEST
from handlers.when.model import Deadline, Instant, Recurrence, Refusal, Span
from handlers.when.understanding import understand
from handlers.when.words.tables import lexicon
from tests.handlers.when.corpus import FILES, PARIS, Utterance, utterances

SAID = [utterance for file in FILES for utterance in utterances(file)]
TYPED = [utterance.text for utterance in SAID]
TELLS_BY_ACCENT = re.compile(r"passée?|No[eë]l a ", re.IGNORECASE)
"""« lundi passé » and « lundi passe le plombier » differ by their accent alone."""
WORDS = sorted({word for text in TYPED for word in text.split()})
PHRASES = sorted({*lexicon("fr").phrases(), *lexicon("en").phrases()})
FIGURES = some.one_of(
    some.integers(0, 99).map(str),
    some.integers(0, 30).map(lambda hour: f"{hour}h"),
    some.tuples(some.integers(0, 30), some.integers(0, 70)).map(lambda pair: f"{pair[0]}h{pair[1]:02}"),
    some.tuples(some.integers(0, 40), some.integers(0, 14)).map(lambda pair: f"{pair[0]}/{pair[1]}"),
    some.integers(1800, 2300).map(str),
    some.sampled_from(
        ["1er", "2nd", "3e", "12.30", "06 12 34 56 78", "2026-02-30", "31/04/2027", "24h", "0h", "12am"]
    ),
)
PIECES = some.one_of(
    some.sampled_from(WORDS), some.sampled_from(PHRASES), FIGURES, some.sampled_from(",-–/().!? ")
)
SENTENCES = some.lists(PIECES, max_size=9).map(" ".join)
NOWS = some.datetimes(datetime(2026, 1, 1), datetime(2029, 12, 31)).map(lambda now: now.replace(tzinfo=PARIS))


@settings(max_examples=1500, deadline=None)
@given(some.one_of(SENTENCES, some.text(max_size=60)), NOWS, some.sampled_from(["fr", "en"]))
@example("le 29 février 9999", datetime(2026, 1, 1, tzinfo=PARIS), "fr")
@example("dans 99999999 mois", datetime(2026, 1, 1, tzinfo=PARIS), "fr")
@example("every 999999999 weeks on Monday", datetime(2026, 1, 1, tzinfo=PARIS), "en")
@example("tous les mardis pendant 999999999 ans", datetime(2026, 1, 1, tzinfo=PARIS), "fr")
def test_it_is_understood_or_refused(text: str, now: datetime, language: str) -> None:
    found = understand(text, now, PARIS, language)
    assert found == understand(text, now, PARIS, language)
    if isinstance(found.meaning, Refusal):
        assert found.subject == ""
        return
    for meaning in (found.meaning, *found.others):
        match meaning:
            case Instant(at=minute) | Deadline(end=datetime() as minute):
                assert (minute.second, minute.microsecond, minute.tzinfo) == (0, 0, PARIS)
            case Span(first=datetime() as first, last=datetime() as last):
                assert first <= last
            case Span(first=first, last=last):
                assert first <= last
            case Recurrence(rule=rule, start=start, end=end):
                assert rule.startswith("FREQ=")
                assert end is None or (isinstance(start, datetime) and end > start)
    typed = unicodedata.normalize("NFC", text)
    assert all(word in typed for word in re.findall(r"\w+", found.subject))


@settings(max_examples=300, deadline=None)
@given(some.sampled_from(SAID))
def test_capitals_accents_and_blanks_change_nothing(said: Utterance) -> None:
    meant = said.understood().meaning
    without = "".join(sign for sign in unicodedata.normalize("NFKD", said.text) if not unicodedata.combining(sign))
    forms = [f"  {said.text}  ", said.text.upper()]
    if not TELLS_BY_ACCENT.search(said.text):
        forms.append(without)
    for form in forms:
        other = understand(form, said.now, PARIS, said.language).meaning
        if isinstance(meant, Refusal) and isinstance(other, Refusal):
            assert other.why is meant.why, form  # it quotes what was typed
        else:
            assert other == meant, form


@settings(max_examples=200, deadline=timedelta(seconds=2))
@given(some.lists(PIECES, min_size=30, max_size=80).map(" ".join), NOWS)
def test_the_longest_texts_end(text: str, now: datetime) -> None:
    understand(text[:LONGEST], now, PARIS, "fr")
