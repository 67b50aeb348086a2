"""Reviews of decisions and their answers, in SQL."""

from collections.abc import Sequence
from datetime import datetime

from handlers.register.model import Choice, Decision, Outcome, Review

from .database import Row, Transaction, moment, moment_or_none, stamp
from .register_rows import DECISION, decision_from

_NUMBER = (
    "{column} + (SELECT count(*) FROM decision_review_answers a WHERE a.review = r.id AND r.ended_at IS NULL "
    "AND a.choice = '{choice}') AS {column}_now"
)
_REVIEW = (
    "SELECT r.*, "  # noqa: S608 - our own words
    + ", ".join(
        _NUMBER.format(column=column, choice=choice)
        for column, choice in (("keeps", "keep"), ("adjusts", "adjust"), ("stops", "stop"))
    )
    + " FROM decision_reviews r "
)


class StoredReviews:
    """handlers.register.store.Reviews over SQL."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def open_review(self, decision: int, now: datetime, ends_at: datetime) -> int:
        row = await self._tx.row(
            "INSERT INTO decision_reviews (decision, opened_at, ends_at) "
            "VALUES (:decision, :now, :ends_at) RETURNING id",
            decision=decision,
            now=stamp(now),
            ends_at=stamp(ends_at),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def review(self, review: int, *, lock: bool = False) -> Review | None:
        if lock:
            await self._tx.lock("decision_reviews", review)
        row = await self._tx.row(f"{_REVIEW} WHERE r.id = :id", id=review)
        return None if row is None else _review(row)

    async def review_of(self, decision: int) -> Review | None:
        row = await self._tx.row(f"{_REVIEW} WHERE r.decision = :id AND r.ended_at IS NULL", id=decision)
        return None if row is None else _review(row)

    async def answer(self, review: int, person: int, choice: Choice, now: datetime) -> None:
        await self._tx.run(
            "INSERT INTO decision_review_answers (review, person, choice, given_at) "
            "VALUES (:review, :person, :choice, :now) ON CONFLICT (review, person) "
            "DO UPDATE SET choice = excluded.choice, given_at = excluded.given_at",
            review=review,
            person=person,
            choice=choice,
            now=stamp(now),
        )

    async def take_back(self, review: int, person: int) -> None:
        await self._tx.run(
            "DELETE FROM decision_review_answers WHERE review = :review AND person = :person",
            review=review,
            person=person,
        )

    async def answer_of(self, review: int, person: int) -> Choice | None:
        row = await self._tx.row(
            "SELECT choice FROM decision_review_answers WHERE review = :review AND person = :person",
            review=review,
            person=person,
        )
        return None if row is None else row["choice"]

    async def ask_again(self, review: int, ends_at: datetime) -> None:
        await self._tx.run(
            "UPDATE decision_reviews SET again = 1, ends_at = :ends_at WHERE id = :id",
            id=review,
            ends_at=stamp(ends_at),
        )

    async def end_review(self, review: Review, outcome: Outcome, now: datetime) -> None:
        await self._tx.run(
            "UPDATE decision_reviews SET ended_at = :now, outcome = :outcome, keeps = :keeps, adjusts = :adjusts, "
            "stops = :stops WHERE id = :id",
            id=review.id,
            now=stamp(now),
            outcome=outcome,
            keeps=review.keeps,
            adjusts=review.adjusts,
            stops=review.stops,
        )

    async def unanswered_by(self, person: int, now: datetime) -> Sequence[tuple[Review, Decision]]:
        rows = await self._tx.rows(
            f"{_REVIEW} JOIN decisions d ON d.id = r.decision "  # noqa: S608 - our own words
            "JOIN memberships m ON m.group_id = d.group_id AND m.person = :person AND m.left_at IS NULL "
            "AND m.role IN ('resident', 'facilitator') WHERE r.ended_at IS NULL AND r.ends_at > :now "
            "AND NOT EXISTS (SELECT 1 FROM decision_review_answers a "
            "WHERE a.review = r.id AND a.person = :person) ORDER BY r.ends_at, r.id",
            person=person,
            now=stamp(now),
        )
        found = []
        for row in rows:
            of = await self._tx.row(f"{DECISION} WHERE d.id = :id", id=row["decision"])
            assert of is not None, "a review refers to its decision"
            found.append((_review(row), decision_from(of)))
        return found


def _review(row: Row) -> Review:
    return Review(
        id=row["id"],
        decision=row["decision"],
        opened_at=moment(row["opened_at"]),
        ends_at=moment(row["ends_at"]),
        again=bool(row["again"]),
        ended_at=moment_or_none(row["ended_at"]),
        outcome=row["outcome"],
        keeps=row["keeps_now"],
        adjusts=row["adjusts_now"],
        stops=row["stops_now"],
    )
