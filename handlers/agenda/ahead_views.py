"""What is ahead in words: one line for each thing, whatever screen it stands on."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.conversation.feature import Entry
from handlers.conversation.text import Listing, Moment, Text, t, tn
from handlers.members.model import Group

from .ahead import Line

MOST_LINES = 14
"""Lines of one message: with the longest words they stay below what one holds (4,096 characters)."""
MOST_DAYS = 5
"""Days of one line; of more, their number is said."""


def line(group: Group, of: Line, *, to_answer: bool = False) -> Text:
    """« Jeudi 11 mars à 18 h 30 : réunion, 4 points »; of what comes back: « Arroser : lundi 8 et mercredi 10 mars
    à 8 h ». `to_answer`: a question is said as one that waits."""
    one = of.entry
    if one.question is not None:
        if to_answer:
            ends = Moment(group.local(one.at))
            return t("To answer: “{question}”, until {ends}", question=one.question, ends=ends)
        return t("{when:cap}: last moment to answer “{question}”", when=when(group, one), question=one.question)
    if len(of.times) > 1:
        return _several(of)
    return t("{when:cap}: {what}", when=when(group, one), what=low(one.words))


def _several(of: Line) -> Text:
    """The days of what comes back; of many, how many they are."""
    hour, last = Moment(of.times[0], "hour"), of.times[-1]
    if len(of.times) > MOST_DAYS:
        return tn(
            "{what:cap}: {n} time at {hour}, from {first} on",
            "{what:cap}: {n} times at {hour}, from {first} on",
            len(of.times),
            what=of.entry.words,
            hour=hour,
            first=Moment(of.times[0], "day"),
        )
    days = tuple(t("{day}", day=Moment(one, "day" if one is last else "weekday")) for one in of.times)
    return t("{what:cap}: {days} at {hour}", what=of.entry.words, days=Listing(days), hour=hour)


def when(group: Group, one: Entry) -> Text:
    """« jeudi 11 mars à 18 h 30 », « samedi 13 mars, de 14 h à 18 h », « du vendredi 12 au lundi 15 mars »."""
    first = group.local(one.at)
    if one.ends is None:
        return t("{day}", day=Moment(first, "full" if one.timed else "day"))
    last = group.local(one.ends)
    if one.timed and one_day(first, last):
        starts, ends = Moment(first, "hour"), Moment(last, "hour")
        return t("{day}, from {starts} to {ends}", day=Moment(first, "day"), starts=starts, ends=ends)
    if first.date() == last.date():
        return t("{day}", day=Moment(first, "day"))
    same = (first.year, first.month) == (last.year, last.month)
    return t("from {first} to {last}", first=Moment(first, "weekday" if same else "day"), last=Moment(last, "day"))


def one_day(first: datetime, last: datetime) -> bool:
    """Whether it ends on the day on which it begins, or at the midnight after it."""
    return first.date() == (last - timedelta(minutes=1)).date()


def low(words: Text) -> Text:
    """Our own sentences begin small behind a colon; somebody's words stay as they are."""
    return t("{words:low}", words=words) if words.sentence[:1].isalpha() else words


def cut(lines: Sequence[Text], most: int = MOST_LINES) -> tuple[Text, ...]:
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], tn("and {n} other", "and {n} others", len(lines) - most + 1))
