"""When a poll takes answers, reminds, ends; and which typed words are a choice."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.conversation.answer import Refused
from handlers.conversation.quiet import Night
from handlers.members import hours
from handlers.members.model import Group
from handlers.polls import rules
from handlers.polls.model import Option, Poll
from tests.neighbours import PARIS, paris

GROUP = Group(1, "Les Tilleuls", "Europe/Paris", "fr", Night())
OPENED, ENDS = paris("2027-03-02", "12:10"), paris("2027-03-04", "20:00")
POLL = Poll(
    7, 1, 2, "", "La porte ?", "open", OPENED, ENDS, ENDS, None, None,
    (Option(11, "Bleu", ""), Option(12, "vert d'eau", ""), Option(13, "", "both"), Option(14, "", "neither")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("opened", "ends"),
    [
        (("2027-03-02", "12:10"), ("2027-03-04", "20:00")),
        (("2027-03-02", "20:29"), ("2027-03-04", "20:00")),
        (("2027-03-02", "20:30"), ("2027-03-05", "20:00")),  # it appears on the next morning
        (("2027-03-03", "07:59"), ("2027-03-05", "20:00")),
        (("2027-03-26", "12:00"), ("2027-03-28", "20:00")),  # the clocks go forward in between
        (("2027-10-29", "12:00"), ("2027-10-31", "20:00")),  # and back
        (("2027-12-30", "12:00"), ("2028-01-01", "20:00")),
        (("2028-02-27", "12:00"), ("2028-02-29", "20:00")),
    ],
)
def test_a_poll_ends_two_days_after_its_card_at_eight_in_the_evening(
    opened: tuple[str, str], ends: tuple[str, str]
) -> None:
    assert hours.deadline(GROUP, paris(*opened), rules.POLL_DAYS) == paris(*ends)


def test_one_more_day_is_the_same_hour_also_when_the_clocks_change() -> None:
    assert hours.extended(GROUP, paris("2027-03-27", "20:00")) == paris("2027-03-28", "20:00")
    assert hours.extended(GROUP, paris("2027-10-30", "20:00")) == paris("2027-10-31", "20:00")
    spring = (
        hours.extended(GROUP, paris("2027-03-27", "20:00")).timestamp() - paris("2027-03-27", "20:00").timestamp()
    )
    assert spring == timedelta(hours=23).total_seconds()


def test_the_reminder_comes_on_the_eve_and_not_right_after_the_opening() -> None:
    assert hours.reminder(GROUP, OPENED, ENDS) == paris("2027-03-03", "18:30")
    assert hours.reminder(GROUP, paris("2027-03-03", "12:30"), ENDS) == paris("2027-03-03", "18:30")
    assert hours.reminder(GROUP, paris("2027-03-03", "12:31"), ENDS) is None
    assert hours.reminder(GROUP, paris("2027-03-03", "20:00"), ENDS) is None


@given(st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(PARIS)))
def test_a_reminder_falls_between_the_opening_and_the_end_and_never_at_night(opened: datetime) -> None:
    ends = hours.deadline(GROUP, opened, rules.POLL_DAYS)
    remind = hours.reminder(GROUP, opened, ends)
    assert ends.time().hour == 20
    assert remind is not None
    assert opened.timestamp() < remind.timestamp() < ends.timestamp()


@pytest.mark.parametrize(
    ("typed", "option"),
    [
        ("Bleu", 11), ("bleu", 11), ("BLEU !", 11), ("bleu.", 11), ("vert d'eau", 12),
        ("les deux", 13), ("Les deux me vont", 13), ("both", 13), ("ni l'un ni l'autre", 14), ("aucun", 14),
        ("pas bleu", None), ("bleu ?", None), ("bleu ou vert", None), ("0", None), ("1", None), ("01", None),
        ("", None), ("!", None), ("vert", None),
    ],
)  # fmt: skip
def test_a_typed_answer_counts_only_if_it_is_exactly_a_choice(typed: str, option: int | None) -> None:
    found = rules.typed_choice(POLL, typed)
    assert (None if found is None else found.id) == option


def chosen(words: list[str], typed: str) -> str | None:
    poll = replace(POLL, options=tuple(Option(at, choice, "") for at, choice in enumerate(words, 11)))
    found = rules.typed_choice(poll, typed)
    return None if found is None else found.words


LONG = "repeindre toute la cage d'escalier"


@pytest.mark.parametrize(
    ("typed", "choice"),
    [("1", LONG), ("2", "attendre"), ("2.", "attendre"), ("0", None), ("3", None), ("01", None)],
)
def test_a_number_is_a_place_on_the_card_where_the_card_shows_numbers(typed: str, choice: str | None) -> None:
    assert chosen([LONG, "attendre"], typed) == choice
    assert chosen(["repeindre", "attendre"], typed) is None


def test_a_number_that_is_a_choice_is_that_choice_and_never_a_place() -> None:
    for choices in (["0", "1", "2"], ["2", "1", "0"], ["0", "1", "2", LONG]):
        assert [chosen(choices, typed) for typed in ("0", "1", "2")] == ["0", "1", "2"]
        assert chosen(choices, "3") is None
        assert chosen(choices, "4") is None


def test_a_listed_card_takes_words_stock_words_and_numbers_alike() -> None:
    options = (Option(11, LONG, ""), Option(12, "Bleu !", ""), Option(13, "", "both"))
    poll = replace(POLL, options=options)
    assert rules.typed_choice(poll, "bleu !") == options[1]
    assert chosen(["Bleu", "Bleu !"], "bleu !") == "Bleu !"
    assert chosen(["Bleu", "Bleu !"], "bleu.") == "Bleu"
    assert rules.typed_choice(poll, "les deux") == options[2]
    assert rules.typed_choice(poll, "3") == options[2]


@given(st.text(max_size=30))
def test_no_words_break_the_reading_of_a_typed_choice(typed: str) -> None:
    found = rules.typed_choice(POLL, typed)
    assert found is None or found in POLL.options


def test_a_poll_takes_answers_until_its_minute_and_says_why_no_more() -> None:
    rules.must_be_open(POLL, GROUP, ENDS - timedelta(seconds=1))
    with pytest.raises(Refused, match="This poll ended"):
        rules.must_be_open(POLL, GROUP, ENDS)
    with pytest.raises(Refused, match=r"ended .*result"):
        rules.must_be_open(replace(POLL, state="closed", closed_at=OPENED), GROUP, OPENED)
    with pytest.raises(Refused, match="withdrawn"):
        rules.must_be_open(replace(POLL, state="withdrawn", closed_at=OPENED), GROUP, OPENED)


def test_a_choice_that_is_not_of_this_poll_is_refused() -> None:
    assert rules.must_have(POLL, 12).words == "vert d'eau"
    with pytest.raises(Refused, match="withdrawn"):
        rules.must_have(POLL, 99)


@pytest.mark.parametrize(
    ("question", "choices", "why"),
    [
        ("", (), "no question"),
        ("?!… 🎉", ("a", "b"), "no question"),
        ("a" * 301, (), "300|most"),
        ("La porte ?", ("a",), "only see one choice"),
        ("La porte ?", tuple("abcdefghijklmnopqrstu"), "choices"),
        ("La porte ?", ("a" * 101, "b"), "too long"),
    ],
)
def test_what_a_phone_cannot_show_is_refused(question: str, choices: tuple[str, ...], why: str) -> None:
    with pytest.raises(Refused, match=why):
        rules.must_fit(question, choices)
    rules.must_fit("a" * 300, (*"abcdefghijklmnopqrs", "t" * 100))
