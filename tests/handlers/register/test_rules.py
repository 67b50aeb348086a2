"""When a decision may be doubted, and when it is looked at again; on the group's clock, through clock changes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from handlers.conversation.answer import Refused
from handlers.conversation.quiet import Night
from handlers.members.model import Group
from handlers.register import rules
from handlers.register.model import Decision, Review
from tests.neighbours import paris

GROUP = Group(1, "Les Tilleuls", "Europe/Paris", "fr", Night())
DECIDED = paris("2027-03-08", "19:25")
DECISION = Decision(
    id=1, group=1, year=2027, rank=1, words="Les vélos", method="meeting", decided_at=DECIDED, noted_at=DECIDED,
    author=2, length=92, review_at=paris("2027-06-08", "20:00"),
)  # fmt: skip


def review(keeps: int = 0, adjusts: int = 0, stops: int = 0, opened: datetime = DECIDED) -> Review:
    return Review(1, 1, opened, opened + timedelta(days=3), keeps=keeps, adjusts=adjusts, stops=stops)


@pytest.mark.parametrize(
    ("answers", "came"),
    [
        ((0, 0, 0), "silent"),
        ((1, 0, 0), "kept"),
        ((9, 0, 0), "kept"),
        ((0, 0, 1), "ended"),
        ((0, 0, 9), "ended"),
        ((0, 1, 0), "revise"),
        ((8, 1, 0), "revise"),
        ((8, 0, 1), "revise"),
        ((0, 1, 8), "revise"),
    ],
)
def test_what_answers_come_to(answers: tuple[int, int, int], came: str) -> None:
    assert rules.outcome(review(*answers)) == came


def test_an_objection_that_stands_keeps_nothing() -> None:
    assert rules.outcome(review(5), objected=True) == "revise"
    assert rules.outcome(review(), objected=True) == "silent"
    assert rules.outcome(review(stops=5), objected=True) == "ended"


def test_the_days_of_a_review() -> None:
    at = paris("2027-06-08", "20:00")
    assert rules.asked_at(GROUP, at) == paris("2027-06-08", "10:00")
    assert rules.noticed_at(GROUP, at) == paris("2027-05-25", "18:00")
    assert rules.review_ends(GROUP, paris("2027-06-08", "10:00")) == paris("2027-06-11", "20:00")
    assert rules.review_ends(GROUP, paris("2027-06-08", "21:00")) == paris("2027-06-12", "20:00"), "it is night"
    assert rules.length(GROUP, DECIDED, at) == 92
    assert rules.length(GROUP, DECIDED, None) == 0
    assert rules.length(GROUP, at, DECIDED) == 0


def test_kept_for_the_same_length_from_the_day_it_was_asked() -> None:
    asked = review(opened=paris("2027-06-08", "10:00"))
    assert rules.renewed(GROUP, DECISION, asked) == paris("2027-09-08", "20:00")
    assert rules.renewed(GROUP, replace(DECISION, length=0), asked) is None
    asked = replace(asked, ends_at=paris("2027-06-11", "20:00"))
    for days, after in ((2, "2027-06-13"), (3, "2027-06-14"), (4, "2027-06-12")):
        again = rules.renewed(GROUP, replace(DECISION, length=days), asked)
        assert again == paris(after, "20:00"), "never on a day that is over"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (paris("2027-06-08", "20:00"), paris("2027-04-01", "20:00")),
        (paris("2027-03-22", "20:00"), paris("2027-03-22", "20:00")),
        (None, paris("2027-04-01", "20:00")),
        (paris("2027-03-10", "20:00"), paris("2027-04-01", "20:00")),  # it is overdue
    ],
)
def test_a_late_objection_brings_the_review_forward(before: datetime | None, after: datetime) -> None:
    now = paris("2027-03-18", "12:00")
    assert rules.brought_forward(GROUP, replace(DECISION, review_at=before), now) == after


@given(some.datetimes(datetime(2027, 1, 1), datetime(2029, 1, 1)), some.integers(0, 400))
def test_never_at_night_and_never_later_than_it_was(now: datetime, days: int) -> None:
    at = now.replace(tzinfo=UTC)
    planned = replace(DECISION, review_at=at + timedelta(days=days, hours=1))
    sooner = rules.brought_forward(GROUP, planned, at)
    assert planned.review_at is not None
    assert at < sooner <= planned.review_at
    assert sooner <= at + timedelta(days=15)
    assert GROUP.local(rules.asked_at(GROUP, sooner)).hour == 10
    ends = GROUP.local(rules.review_ends(GROUP, at))
    assert (ends.hour, ends.minute) == (20, 0)
    assert timedelta(days=2, hours=20) < ends - at < timedelta(days=5)


def test_doubts_until_the_seventh_day_and_only_of_what_was_noted_by_hand() -> None:
    over = DECIDED + timedelta(days=7)
    assert rules.may_be_doubted(DECISION, over - timedelta(seconds=1))
    assert not rules.may_be_doubted(DECISION, over)
    for other in (replace(DECISION, source="proposals:5"), replace(DECISION, state="ended")):
        with pytest.raises(Refused):
            rules.must_be_doubtable(other, DECIDED)
    assert rules.may_undo(DECISION, DECIDED + timedelta(minutes=10))
    assert not rules.may_undo(DECISION, DECIDED + timedelta(minutes=10, seconds=1))


@pytest.mark.parametrize(
    ("typed", "choice"),
    [
        ("On garde", "keep"),
        ("on garde !", "keep"),
        ("ON AJUSTE.", "adjust"),
        ("on arrête", "stop"),
        ("on l’arrete", "stop"),
        ("we keep it", "keep"),
        ("on ne garde pas", None),
        ("garde", None),
        ("on garde ou on arrête ?", None),
        ("", None),
    ],
)
def test_an_answer_is_exactly_an_answer(typed: str, choice: str | None) -> None:
    assert rules.typed_choice(typed) == choice


def test_words_are_tidied() -> None:
    assert rules.tidy("  On range\n les vélos\u202e\u200b ") == "On range les vélos"
    assert rules.tidy("e\u0301te\u0301 \ud800") == "été \ufffd"
    assert rules.tidy("\u2800\u3164") == ""
    for words in ("", "…", "a" * 501):
        with pytest.raises(Refused):
            rules.must_say_something(words)
