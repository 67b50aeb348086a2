"""Finds the words that say until when, in a poll that somebody typed, and takes them out of it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.conversation.signs import shows
from handlers.conversation.typed import clean
from handlers.members.model import Group
from handlers.when.calendar.almanac import moved
from handlers.when.model import Deadline, Duration, Instant, Recurrence, Span
from handlers.when.understanding import understand

from .dated import a_date, begins, languages
from .model import Wording
from .until import LONGEST_SAID, THANKS, End, Said, only_until
from .wording import BULLET, LONGEST

_SEPARATOR = re.compile(r"\?+\s*|[.!…]+\s+|\s*[,;]\s*|\s+[-–—]+\s*|\s*\(\s*|\s*:\s+|\s*\)\s*")
_HOW_LONG = re.compile(
    r"jusqu['’]?\s?(?:[àa]\s)?(?:quand|quel)|(?:avant|d['’]ici|pour|depuis) quand"
    r"|combien de (?:temps|jours|semaines|mois)|quelle (?:dur[ée]e|[ée]ch[ée]ance|date limite)|what deadline"
    r"|(?:until|till|by|before) (?:when|what|which)|how (?:long|many (?:days|weeks|months))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Found:
    """`rest`: what was typed, without the deadline. `end` is None where none was said."""

    rest: str
    end: End | None = None


@dataclass(frozen=True)
class _Place:
    """Where they stand. `how`: « line » alone on theirs, « mark » behind the question mark, « sentence »,
    « comma » (a dash, a parenthesis), « head » before a colon, « within » where only marked words count."""

    start: int
    end: int
    words: str
    how: str
    put: str = ""
    """What stands there once they are gone."""


def find_deadline(typed: str, group: Group, now: datetime, worded: Callable[[str], Wording]) -> Found:
    """What was typed without the words of its deadline, and that deadline, as far as it surely is one.

    `worded` tells question and choices apart. A deadline stands apart from the question: on a line of its own,
    behind the question mark, or behind a comma, a dash or a parenthesis that follows the choices. What the
    question itself asks about (« ouvert jusqu'à 22 h ? »), and what may be a choice, stays where it is.
    """
    words = clean(typed)
    if len(words) > LONGEST:
        return Found(typed)
    if (whole := only_until(words, group, now)) is not None and not whole.asked:
        return Found("", whole.end)
    before = worded(words)
    for place in _places(words):
        said = only_until(place.words, group, now)
        if said is None or not _stands_apart(said, place, words):
            continue
        rest = _without(words, place, asked=said.asked)
        after = worded(rest)
        if _leaves_the_poll_whole(before, after) and (
            said.marked or _is_no_choice(said, place, after, group, now)
        ):
            return Found(rest, said.end)
    return Found(typed)


# Where a deadline may stand


def _places(words: str) -> Iterator[_Place]:
    """From the most to the least likely."""
    pieces = [piece for piece in re.finditer(r"[^\n|]+", words) if shows(piece[0])]
    last = len(pieces) - 1
    if last > 0:
        for at in (last, 0, *range(1, last)):
            if not BULLET.match(pieces[at][0]):
                how = "line" if at == last else "head" if at == 0 else "within"
                yield _Place(pieces[at].start(), pieces[at].end(), pieces[at][0], how)
    for at in range(last, -1, -1):
        yield from _behind(pieces[at][0], pieces[at].start(), last=at == last, few=last < 2)
    if pieces:
        yield from _ahead(pieces[0][0], pieces[0].start())


def _behind(piece: str, start: int, *, last: bool, few: bool) -> Iterator[_Place]:
    """What ends this line, from its last separator leftwards."""
    text, thanks = piece, ""
    if courtesy := THANKS.search(piece):
        own = bool(set(courtesy["own"]) & set(".!…"))
        text, thanks = piece[: courtesy.start()], piece[courtesy.end("own") :] if own else ""
    for separator in reversed(list(_SEPARATOR.finditer(text))):
        said = text[separator.end() :]
        if len(said) > LONGEST_SAID:
            return
        sign = separator[0].strip()[:1]
        how = "mark" if sign == "?" else "sentence" if sign in (".", "!", "…") else "comma"
        if how != "mark" and not (last and (few or how == "sentence")):
            how = "within"
        cut = separator.start() + (len(separator[0].rstrip()) if sign in ("?", ".", "!", "…") else 0)
        yield _Place(start + cut, start + len(piece), said, how, " " + thanks.strip() if thanks else "")


def _ahead(piece: str, start: int) -> Iterator[_Place]:
    """What begins the first line, the longest first."""
    separators = [one for one in _SEPARATOR.finditer(piece) if 0 < one.start() <= LONGEST_SAID]
    for separator in reversed(separators):
        sign = separator[0].strip()[:1]
        if sign != "?":
            how = "within" if sign in (",", ";", "(") else "head"
            yield _Place(start, start + separator.end(), piece[: separator.start()], how)


def _without(words: str, place: _Place, *, asked: bool) -> str:
    """What is left; a question mark that stood behind the deadline belongs to the question."""
    left = words[: place.start].rstrip()
    mark = " ?" if asked and not left.endswith("?") else ""
    return clean((left + mark + place.put + words[place.end :]).strip(" \n|"))


# Whether it is one


def _stands_apart(said: Said, place: _Place, words: str) -> bool:
    if said.marked:
        return True
    if said.asked or place.how == "within":
        return False
    if place.how == "head":
        return said.surely and said.dated
    return place.how != "comma" or said.dated


def _leaves_the_poll_whole(before: Wording, after: Wording) -> bool:
    """Whether there are choices left, if there were."""
    return len(after.choices) > 1 or bool(after.stock) or len(before.choices) < 2


def _is_no_choice(said: Said, place: _Place, after: Wording, group: Group, now: datetime) -> bool:
    """Whether the rest leaves no doubt: it does not ask for a limit, and its choices are none, nor dates that
    come before the deadline."""
    if _HOW_LONG.search(after.question) or (place.how == "comma" and len(after.choices) < 2):
        return False
    last = _last_day(said.end, now)
    for choice in after.choices[:20]:
        date_of_it = a_date(choice, group, now)
        if date_of_it is not None:
            if last is not None and begins(date_of_it, group).date() < last:
                return False
        elif _is_time(choice, group, now, hours=place.how == "comma"):
            return False
    return True


def _last_day(end: End, now: datetime) -> date | None:
    match end:
        case Deadline(end=datetime() as at):
            return at.date()
        case Deadline(end=day):
            return day
        case Duration():
            return moved(now.date(), replace(end, minutes=0)) + timedelta(minutes=end.minutes)
    return None


def _is_time(choice: str, group: Group, now: datetime, *, hours: bool) -> bool:
    """Whether a choice is a time itself, so that the deadline may be one more; `hours`: an hour alone is one."""
    found = understand(choice, now, ZoneInfo(group.zone), languages(group)[0], school=group.school)
    kinds = (Deadline, Duration, Recurrence, Span, Instant) if hours else (Deadline, Duration, Recurrence, Span)
    return not found.subject and isinstance(found.meaning, kinds)
