"""What is said back is understood again as the same thing, in both languages."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from handlers.when.grammar.reading import LONGEST
from handlers.when.model import Day, Deadline, Duration, Instant, Meaning, Recurrence, Refusal, Span
from handlers.when.saying import say
from handlers.when.understanding import understand
from tests.handlers.when.corpus import FILES, PARIS, utterances
from tests.handlers.when.meanings import DAYS, DURATIONS, PAST, moments, named_parts, recurrences, spans

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=PARIS)
"""Just before the first of the meanings that are drawn."""
LANGUAGES = ("fr", "en")


def read_back(meaning: Meaning, language: str, *, said_on: datetime | None = None) -> None:
    said = say(meaning, language, now=said_on)
    understood = understand(said, NOW, PARIS, language)
    assert understood.meaning == meaning, said
    assert not understood.subject, said


@given(moments(st.one_of(DAYS, PAST)).map(Instant), st.sampled_from(LANGUAGES))
def test_an_instant_is_understood_again(meaning: Instant, language: str) -> None:
    read_back(meaning, language)


@given(named_parts(), st.sampled_from(LANGUAGES))
def test_a_part_of_a_day_is_understood_again(meaning: Instant, language: str) -> None:
    assume(language == "en" or meaning.part != "noon")  # « à midi » is an hour in French
    read_back(meaning, language)


@given(st.one_of(DAYS, PAST).map(Day), st.sampled_from(LANGUAGES))
def test_a_day_is_understood_again(meaning: Day, language: str) -> None:
    read_back(meaning, language)


NEAR_DAYS = st.integers(-70, 70).map(lambda days: NOW.date() + timedelta(days=days))


@given(
    st.one_of(
        st.one_of(NEAR_DAYS, DAYS, PAST).map(Day),
        moments(st.one_of(NEAR_DAYS, DAYS, PAST)).map(Instant),
        named_parts(st.one_of(NEAR_DAYS, DAYS)),
    ),
    st.sampled_from(LANGUAGES),
)
def test_what_says_how_far_it_is_is_understood_again_on_that_day(meaning: Instant | Day, language: str) -> None:
    assume(language == "en" or not (isinstance(meaning, Instant) and meaning.part == "noon"))
    read_back(meaning, language, said_on=NOW)


@given(spans(), st.sampled_from(LANGUAGES))
def test_a_span_is_understood_again(meaning: Span, language: str) -> None:
    read_back(meaning, language)


@given(DURATIONS, st.sampled_from(LANGUAGES))
def test_a_duration_is_understood_again(meaning: Duration, language: str) -> None:
    assume(language == "en" or meaning.days not in (8, 15))  # « quinze jours » is two weeks in French
    read_back(meaning, language)


@given(st.one_of(DAYS, moments()).map(Deadline), st.sampled_from(LANGUAGES))
def test_a_deadline_is_understood_again(meaning: Deadline, language: str) -> None:
    read_back(meaning, language)


@settings(max_examples=400, deadline=None)
@given(recurrences(), st.sampled_from(LANGUAGES))
def test_a_recurrence_is_understood_again(meaning: Recurrence, language: str) -> None:
    assume(len(say(meaning, language)) <= LONGEST)
    read_back(meaning, language)


@given(recurrences(), st.sampled_from(LANGUAGES))
def test_a_recurrence_without_its_years_is_understood_on_that_day(meaning: Recurrence, language: str) -> None:
    assume(len(say(meaning, language, now=NOW)) <= LONGEST)
    read_back(meaning, language, said_on=NOW)


def sayable(meaning: Meaning, language: str) -> bool:
    """« midi » is an hour in French, « 15 jours » two weeks; the second of two equal hours has no name."""
    match meaning:
        case Instant(at=minute, part=part):
            return not minute.fold and (language == "en" or part != "noon")
        case Span(last=datetime(fold=1)) | Deadline(end=datetime(fold=1)):
            return False
        case Duration(days=days):
            return language == "en" or days not in (8, 15)
    return True


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_was_uttered_is_understood_again(file: Path, language: str) -> None:
    for utterance in utterances(file):
        meaning = utterance.understood().meaning
        if not isinstance(meaning, Refusal) and sayable(meaning, language):
            said = say(meaning, language)
            again = understand(said, utterance.now, PARIS, language).meaning
            assert again == meaning, f"{utterance.text} → {said}"
