"""How a poll is read with its choices and its numbers, in SQL."""

from collections.abc import Sequence

from handlers.polls.model import Option, Poll

from .ballots import HEARD_UNITS
from .database import Row, moment, moment_or_none

# Of an open vote no number is read: nothing that draws it can show one.
_SEEN = "p.kind = 'vote' AND p.state = 'open'"
POLL = (
    "SELECT p.*, o.id AS option_id, o.words, o.stock, o.places, o.counted_parts AS parts, "  # noqa: S608 - our words
    f"o.counted + CASE WHEN {_SEEN} THEN 0 WHEN p.style = 'one' "
    "THEN (SELECT count(*) FROM ballots b WHERE b.option_id = o.id AND b.advice = 0) "
    "ELSE (SELECT count(*) FROM ballot_marks k JOIN ballots b ON b.poll = k.poll AND b.person = k.person "
    "WHERE k.option_id = o.id AND k.mark = 2 AND b.advice = 0) END AS ballots, "
    f"o.counted_maybe + CASE WHEN {_SEEN} OR p.style <> 'availability' THEN 0 "
    "ELSE (SELECT count(*) FROM ballot_marks k JOIN ballots b ON b.poll = k.poll AND b.person = k.person "
    "WHERE k.option_id = o.id AND k.mark = 1 AND b.advice = 0) END AS maybe, "
    f"o.counted_advice + CASE WHEN {_SEEN} THEN 0 WHEN p.style = 'one' "
    "THEN (SELECT count(*) FROM ballots b WHERE b.option_id = o.id AND b.advice = 1) "
    "ELSE (SELECT count(*) FROM ballot_marks k JOIN ballots b ON b.poll = k.poll AND b.person = k.person "
    "WHERE k.option_id = o.id AND k.mark = 2 AND b.advice = 1) END AS advice, "
    f"p.blank + CASE WHEN {_SEEN} THEN 0 WHEN p.style = 'one' "
    "THEN (SELECT count(*) FROM ballots b WHERE b.poll = p.id AND b.option_id IS NULL AND b.advice = 0) "
    "ELSE (SELECT count(*) FROM ballots b WHERE b.poll = p.id AND b.advice = 0 AND NOT EXISTS "
    "(SELECT 1 FROM ballot_marks k WHERE k.poll = b.poll AND k.person = b.person)) END AS blanks, "
    "p.counted + CASE WHEN p.kind = 'vote' AND p.state = 'open' "
    f"THEN (SELECT count(*) FROM ({HEARD_UNITS.format(poll='p.id')}) heard_units) "
    "WHEN p.style = 'one' THEN 0 "
    "ELSE (SELECT count(*) FROM ballots b WHERE b.poll = p.id AND b.advice = 0) END AS replies, "
    "p.relayed + (SELECT count(*) FROM ballots b WHERE b.poll = p.id AND b.receipt IS NOT NULL) AS relays "
    "FROM polls p JOIN poll_options o ON o.poll = p.id "
)
"""Every choice of a poll is a row; which polls, and `ORDER BY o.rank`, is said behind it."""


def poll_from(rows: Sequence[Row]) -> Poll:
    """The poll of the rows that POLL gave for it."""
    first = rows[0]
    return Poll(
        id=first["id"],
        group=first["group_id"],
        author=first["author"],
        credited=first["credited"],
        question=first["question"],
        state=first["state"],
        opened_at=moment(first["opened_at"]),
        ends_at=moment(first["ends_at"]),
        closing_at=moment(first["closing_at"]),
        closed_at=moment_or_none(first["closed_at"]),
        reminded_at=moment_or_none(first["reminded_at"]),
        options=tuple(_option(row) for row in rows),
        blank=first["blanks"],
        extended=bool(first["extended"]),
        kind=first["kind"],
        style=first["style"],
        most=first["most"],
        grows=bool(first["grows"]),
        voice=first["voice"],
        agreement=first["agreement"],
        weighs=bool(first["weighs"]),
        quorum=first["quorum"],
        voices=first["voices"],
        prolonged=bool(first["prolonged"]),
        replies=first["replies"],
        relayed=first["relays"],
        blank_parts=first["blank_parts"],
        secret=first["secret"],
        tie=first["tie"],
        drawn=first["drawn"],
        after=first["after"],
        attached=first["attached"],
    )


def _option(row: Row) -> Option:
    return Option(
        row["option_id"],
        row["words"],
        row["stock"],
        row["ballots"],
        row["maybe"],
        row["advice"],
        row["parts"],
        row["places"],
    )
