"""What residents type of time is understood, or refused with its reason: nothing is guessed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from handlers.when.grammar.reading import LONGEST
from handlers.when.model import Day, Instant, Meaning, Recurrence, Refusal, Why
from handlers.when.understanding import understand
from handlers.when.words.tables import lexicon
from tests.handlers.when.corpus import FILES, PARIS, utterances

NOW = datetime(2026, 11, 4, 18, 10, tzinfo=PARIS)
"""A Wednesday."""


def meant(text: str, language: str = "fr", now: datetime = NOW) -> Meaning:
    return understand(text, now, PARIS, language).meaning


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_utterances(file: Path) -> None:
    wrong, rest = [], []
    count = 0
    for utterance in utterances(file):
        count += 1
        found = utterance.understood()
        if not utterance.is_right(found):
            wrong.append(f"{utterance.text!r} at {utterance.now:%a %d %b %Y %H:%M}: {found.meaning}")
        elif not utterance.rest_is_right(found):
            rest.append(f"{utterance.text!r}: {found.subject!r} is left")
    assert count >= 10
    assert not wrong, "\n".join(wrong)
    assert not rest, "\n".join(rest)


def test_there_are_enough_utterances_of_our_own() -> None:
    assert sum(1 for file in FILES for _ in utterances(file)) >= 900


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", Why.NOTHING),
        ("   ", Why.NOTHING),
        ("👍", Why.NOTHING),
        ("on verra", Why.NOTHING),
        ("un de ces jours", Why.VAGUE),
        ("31 février", Why.IMPOSSIBLE),
        ("25h30", Why.IMPOSSIBLE),
        ("lundi 5 novembre 2026", Why.CONTRADICTION),
        ("demain matin 18h", Why.CONTRADICTION),
        ("mardi ou jeudi", Why.SEVERAL),
        ("salle 12", Why.NOT_A_TIME),
        ("12,50 €", Why.NOT_A_TIME),
        ("vacances d'hiver", Why.WHICH_ZONE),
        ("vacances d'hiver 2031 zone B", Why.BEYOND),
        ("le pont du 11 novembre", Why.NO_BRIDGE),
        ("demain " + "blabla " * 100, Why.TOO_LONG),
    ],
)
def test_a_refusal_says_why(text: str, why: Why) -> None:
    refused = meant(text)
    assert isinstance(refused, Refusal)
    assert refused.why is why


def test_a_contradiction_tells_the_day_that_it_found() -> None:
    refused = meant("lundi 5 novembre 2026")
    assert refused == Refusal(Why.CONTRADICTION, "lundi 5 novembre 2026", date(2026, 11, 5))


def test_a_word_of_time_that_fits_nothing_stops_the_whole() -> None:
    assert isinstance(meant("mardi 18h mais pas jeudi"), Refusal)
    assert isinstance(meant("demain 18h ou 19h"), Refusal)


def test_what_is_ambiguous_comes_with_its_other_meaning() -> None:
    monday = datetime(2026, 11, 23, 8, tzinfo=PARIS)
    found = understand("mardi prochain", monday, PARIS, "fr")
    assert (found.meaning, found.others) == (Day(date(2026, 12, 1)), ())  # tomorrow would be said « demain »
    found = understand("jeudi prochain", monday, PARIS, "fr")
    assert (found.meaning, found.others) == (Day(date(2026, 12, 3)), (Day(date(2026, 11, 26)),))
    found = understand("le mardi à 20h30", monday, PARIS, "fr")
    assert isinstance(found.meaning, Recurrence)
    assert found.others == (Instant(datetime(2026, 11, 24, 20, 30, tzinfo=PARIS)),)
    found = understand("tomorrow at 7", monday, PARIS, "en")
    assert found.meaning == Instant(datetime(2026, 11, 24, 7, tzinfo=PARIS))
    assert found.others == (Instant(datetime(2026, 11, 24, 19, tzinfo=PARIS)),)


def test_the_zone_of_the_group_counts() -> None:
    reunion = ZoneInfo("Indian/Reunion")
    found = understand("ce soir 20h", datetime(2026, 11, 4, 23, 30, tzinfo=PARIS), reunion, "fr").meaning
    assert found == Instant(datetime(2026, 11, 5, 20, tzinfo=reunion))


def test_the_school_zone_of_the_group_is_taken_where_none_is_said() -> None:
    found = understand("vacances d'hiver", NOW, PARIS, "fr", school="C").meaning
    assert found == understand("vacances d'hiver zone C", NOW, PARIS, "fr", school="A").meaning


def test_a_part_of_the_day_is_remembered() -> None:
    found = meant("samedi matin")
    assert found == Instant(datetime(2026, 11, 7, 9, tzinfo=PARIS), "morning")


def test_it_is_safe_among_threads() -> None:
    texts = [utterance for file in FILES[:6] for utterance in utterances(file)]
    lexicon.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda utterance: utterance.understood(), texts))
    assert together == [utterance.understood() for utterance in texts]


def test_long_texts_cost_little() -> None:
    """A sentence as long as is read takes no more than a few milliseconds for each of its words."""
    words = ("mardi et jeudi du 3 au 5 de 14 à 16 sauf le " * 20)[:LONGEST]
    began = datetime.now()
    understand(words, NOW, PARIS, "fr")
    assert datetime.now() - began < timedelta(seconds=2)
