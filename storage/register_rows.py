"""How a decision is read, in SQL."""

from handlers.register.model import Decision

from .database import Row, moment, moment_or_none

DECISION = (
    "SELECT d.*, (SELECT min(b.id) FROM decisions b WHERE b.replaced_by = d.id) AS replaces FROM decisions d "
)
"""Which ones is said behind it."""
SHOWN = "d.state <> 'withdrawn'"
LIVE = "d.state IN ('in_force', 'to_revise')"


def decision_from(row: Row) -> Decision:
    """The decision of a row that DECISION gave."""
    return Decision(
        id=row["id"],
        group=row["group_id"],
        year=row["year"],
        rank=row["rank"],
        words=row["words"],
        method=row["method"],
        decided_at=moment(row["decided_at"]),
        noted_at=moment(row["noted_at"]),
        author=row["author"],
        why=row["why"],
        source=row["source"],
        voices=row["voices"],
        answered=row["answered"],
        relayed=row["relayed"],
        reached=row["reached"],
        review_at=moment_or_none(row["review_at"]),
        trial=bool(row["trial"]),
        length=row["length"],
        state=row["state"],
        overdue=bool(row["overdue"]),
        replaced_by=row["replaced_by"],
        replaces=row["replaces"],
        former=row["former"],
    )
