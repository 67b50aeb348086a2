"""Until when an opinion can be given, and who reads them all: pure."""

from datetime import datetime, timedelta

from handlers.conversation.answer import Refused
from handlers.conversation.text import Moment, t
from handlers.conversation.topic import Topic

OPEN = timedelta(days=7)
"""How long after the end of a workshop an opinion can be given, and changed."""
KEPT = timedelta(days=365)
"""How long the figures are kept."""
WORDS = 280
"""Characters of the one sentence."""


def topic(workshop: int) -> Topic:
    """An evaluation has the number of its workshop."""
    return Topic("evaluation", workshop)


def closes_at(over_at: datetime) -> datetime:
    """At the same hour, seven days after the end."""
    return over_at + OPEN


def has_begun(over_at: datetime, now: datetime) -> bool:
    return over_at.timestamp() <= now.timestamp()


def has_ended(over_at: datetime, now: datetime) -> bool:
    return closes_at(over_at).timestamp() <= now.timestamp()


def must_have_begun(over_at: datetime, now: datetime) -> None:
    """Raises Refused."""
    if not has_begun(over_at, now):
        raise Refused(t("It is not over yet. I ask for your opinion afterwards."))


def must_be_open(over_at: datetime, now: datetime) -> None:
    """`over_at` on the group's clock. Raises Refused."""
    must_have_begun(over_at, now)
    if has_ended(over_at, now):
        raise Refused(t("Opinions could be given until {until}.", until=Moment(closes_at(over_at))))
