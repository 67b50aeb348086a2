"""Moments that are near, as one says them: « aujourd'hui à 12 h 30 », « hier à 19 h »."""

from datetime import datetime, timedelta

from .text import Moment, Text, t

LATE = timedelta(minutes=10)
"""What comes less late than that comes as if nothing had happened (transcripts.md §6.1)."""


def is_late(due_at: datetime, now: datetime) -> bool:
    return now - due_at >= LATE


def soon(at: datetime, now: datetime) -> Text:
    """A moment to come; both on one clock."""
    if at.date() == now.date():
        return t("today at {hour}", hour=Moment(at, "hour"))
    return t("on {moment}", moment=Moment(at))


def lately(at: datetime, now: datetime) -> Text:
    """A moment that has passed; both on one clock."""
    if at.date() == now.date():
        return t("today at {hour}", hour=Moment(at, "hour"))
    if at.date() == now.date() - timedelta(days=1):
        return t("yesterday at {hour}", hour=Moment(at, "hour"))
    return t("on {moment}", moment=Moment(at))
