"""Several dates in one sentence, among which one will be chosen: « samedi 13 matin, dimanche 14 ou samedi 20 »."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .calendar.almanac import on_the_wall
from .day_names import MONTH, names_day
from .model import Day, Deadline, Instant, Recurrence, Refusal, SchoolZone, Span, Why
from .understanding import understand

_SEPARATOR = re.compile(r"(\s*(?:\n|;|\||,|\s(?:ou\s+bien|ou|or)\s)\s*)", re.IGNORECASE)
_LINK = re.compile(
    r"^(?:(?:ou(?:\s+bien)?|or|et|and|puis|soit|either)\s+|[-•*–]\s*|\d{1,2}[.)]\s+)+", re.IGNORECASE
)
_TITLE = re.compile(r"^(?P<before>.*?\S)\s*(?:\s:(?=\s)|:(?=\s)|\s[–—]\s)\s*(?P<behind>\S.*)$", re.DOTALL)
_NUMBER_FIRST = re.compile(r"^(?:le\s+)?\d{1,2}(?:er)?\b(?!\s?(?:h|:|heures?\b|[ap]m\b))", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"\d(?:er)?\s+({MONTH})\b", re.IGNORECASE)
_ALL_DAY = re.compile(r"journ[ée]e|all\s+day", re.IGNORECASE)
_PARTS = {
    "morning": 3,
    "late morning": 1,
    "noon": 2,
    "afternoon": 4,
    "late afternoon": 2,
    "early evening": 2,
    "evening": 3,
}
"""How many hours a part of the day lasts, where people come together in it: « samedi matin », from 9 to 12."""


@dataclass(frozen=True)
class Offered:
    """One of the dates: aware minutes, the end not included; whole days where it is not `timed`. `ends` is None
    where nobody said. `doubtful`: it could be meant otherwise, so it is read back. `words` as they were typed."""

    starts: datetime
    ends: datetime | None
    timed: bool
    words: str
    doubtful: bool = False


@dataclass(frozen=True)
class Several:
    """What the sentence is about; its dates, in the order of the calendar; until when they can be answered, where
    that was said; a rhythm, where there is one instead. `unread`: words behind the first date that mean nothing
    here. `refusal`: words that were meant for a date, and are none."""

    subject: str
    dates: Sequence[Offered] = ()
    until: datetime | None = None
    rhythm: Recurrence | None = None
    unread: Sequence[str] = ()
    refusal: Refusal | None = None

    @property
    def doubtful(self) -> bool:
        return bool(self.unread) or any(one.doubtful for one in self.dates)


def several(
    sentence: str,
    now: datetime,
    zone: ZoneInfo,
    language: str,
    *,
    school: SchoolZone = "",
    evening: time = time(20),
) -> Several:
    """Reads a sentence with its subject before a colon, or among the words; `now` is aware. A deadline that is a
    day ends at that `evening`."""
    reader = _Reader(now.astimezone(zone), zone, language, school, evening)
    titled = _TITLE.match(sentence)
    if titled is not None:
        before, behind = reader.read(titled["before"]), reader.read(titled["behind"], behind_title=True)
        if behind.dates or behind.rhythm or behind.refusal:
            # « Réunion du 3 mars : … »: whatever stands before the colon is its name.
            return replace(behind, subject=" ".join(titled["before"].split()))
        if before.dates or before.rhythm:
            return replace(before, subject=" ".join(f"{before.subject} {titled['behind']}".split()))
    return reader.read(sentence)


class _Reader:
    """One reading of pieces that follow each other."""

    def __init__(self, now: datetime, zone: ZoneInfo, language: str, school: SchoolZone, evening: time) -> None:
        self._now, self._zone, self._language, self._school = now, zone, language, school
        self._evening = evening

    def read(self, words: str, *, behind_title: bool = False) -> Several:
        whole = understand(words, self._now, self._zone, self._language, school=self._school)
        if isinstance(whole.meaning, Recurrence) and not (behind_title and whole.subject):
            # « tous les mardis à 19 h, hors vacances scolaires »: its commas part no dates.
            return Several(whole.subject, rhythm=whole.meaning)
        subject: list[str] = []
        found = Several("")
        for piece in self._pieces(words):
            found = self._take(piece, found, subject, behind_title=behind_title)
        dates = _once(_with_hours_of_the_next(found.dates))
        return replace(found, subject=" ".join("".join(subject).split()).strip(" ,;:|"), dates=dates)

    def _pieces(self, words: str) -> list[tuple[str, str]]:
        """Each with the sign that stands before it; hours alone belong to the day before them."""
        cut = ["", *_SEPARATOR.split(words.strip())]
        pieces: list[tuple[str, str]] = []
        for sign, piece in zip(cut[::2], cut[1::2], strict=True):
            piece = _LINK.sub("", piece.strip()).rstrip(" .?!")
            if not piece:
                continue
            if pieces and "\n" not in sign and self._is_hours(piece) and names_day(pieces[-1][1]):
                pieces[-1] = (pieces[-1][0], f"{pieces[-1][1]} {piece}")
            else:
                pieces.append((sign, piece))
        return _with_month_of_the_next(pieces)

    def _is_hours(self, piece: str) -> bool:
        """« de 9 h à 12 h », « 14 h »: of no day."""
        if names_day(piece) or _NUMBER_FIRST.match(piece):
            return False
        read = understand(piece, self._now, self._zone, self._language, school=self._school)
        timed = isinstance(read.meaning, Instant) or (
            isinstance(read.meaning, Span) and isinstance(read.meaning.first, datetime)
        )
        return timed and not read.subject

    def _take(self, signed: tuple[str, str], found: Several, subject: list[str], *, behind_title: bool) -> Several:
        sign, piece = signed
        asked = piece
        if found.dates and _NUMBER_FIRST.match(piece) and not names_day(piece):  # « samedi 13 ou 20 matin »
            weekday = _WEEKDAY.search(found.dates[-1].words)
            asked = f"{weekday[0]} {piece.removeprefix('le ')}" if weekday is not None else piece
        read = understand(asked, self._now, self._zone, self._language, school=self._school)
        match read.meaning:
            case Deadline(end=end):
                until = end if isinstance(end, datetime) else datetime.combine(end, self._evening, self._zone)
                return replace(found, until=until)
            case Recurrence() as rhythm:
                if read.subject and not behind_title:
                    subject += [sign if subject else "", read.subject]
                return replace(found, rhythm=rhythm)
            case Instant() | Day() | Span() as meaning:
                date = self._offered(meaning, piece, doubtful=bool(read.others))
                if read.subject and not found.dates and not behind_title:
                    subject += [sign if subject else "", read.subject]
                elif read.subject:
                    found = replace(found, unread=(*found.unread, read.subject))
                return replace(found, dates=(*found.dates, date))
            case Refusal() as refusal if refusal.why is not Why.NOTHING and (
                found.dates or behind_title or names_day(piece)
            ):
                return found if found.refusal else replace(found, refusal=refusal)
            case _:
                pass
        if found.dates or behind_title:
            return replace(found, unread=(*found.unread, piece))
        subject += [sign if subject else "", piece]
        return found

    def _offered(self, meaning: Instant | Day | Span, words: str, *, doubtful: bool) -> Offered:
        match meaning:
            case Instant(at=at, part=part):
                hours = _PARTS.get(part)
                return Offered(at, None if hours is None else self._later(at, hours), True, words, doubtful)
            case Day(day=day):
                return Offered(
                    self._midnight(day), self._midnight(day + timedelta(days=1)), False, words, doubtful
                )
            case Span(first=datetime() as first, last=datetime() as last):
                return Offered(first, last, True, words, doubtful)
            case Span(first=first, last=last):
                # « samedi et dimanche » may be two dates, or one that lasts for two days.
                assert not isinstance(first, datetime), "two days"
                assert not isinstance(last, datetime), "two days"
                return Offered(self._midnight(first), self._midnight(last + timedelta(days=1)), False, words, True)

    def _later(self, at: datetime, hours: int) -> datetime:
        return on_the_wall(at.replace(tzinfo=None) + timedelta(hours=hours), self._zone)

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self._zone)


def _with_month_of_the_next(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """« le 12 ou le 19 juin »: both in June."""
    found: list[tuple[str, str]] = []
    month = ""
    for sign, piece in reversed(pieces):
        number = _NUMBER_FIRST.match(piece)
        if number is not None and month and not names_day(piece):
            piece = f"{number[0]} {month}{piece[number.end() :]}"
        named = _MONTH.search(piece)
        month = named[1] if named is not None else month if number is not None else ""
        found.append((sign, piece))
    return found[::-1]


def _with_hours_of_the_next(dates: Sequence[Offered]) -> list[Offered]:
    """« samedi 13 ou dimanche 14 à 14 h »: both at 14, most likely; it is read back."""
    found: list[Offered] = []
    for one in reversed(dates):
        ahead = found[-1] if found else None
        one_day = not one.timed and one.ends is not None and (one.ends.date() - one.starts.date()).days == 1
        if ahead is not None and ahead.timed and one_day and not _ALL_DAY.search(one.words):
            shift = one.starts.date() - ahead.starts.date()
            ends = None if ahead.ends is None else _shifted(ahead.ends, shift)
            one = Offered(_shifted(ahead.starts, shift), ends, True, one.words, doubtful=True)
        found.append(one)
    return found[::-1]


def _shifted(at: datetime, by: timedelta) -> datetime:
    assert isinstance(at.tzinfo, ZoneInfo), "read on the clock of a zone"
    return on_the_wall(at.replace(tzinfo=None) + by, at.tzinfo)


def _once(dates: Sequence[Offered]) -> list[Offered]:
    """Each date once, in the order of the calendar."""
    kept = {(one.starts.timestamp(), one.timed and one.ends): one for one in reversed(dates)}
    return sorted(kept.values(), key=lambda one: (one.starts.timestamp(), one.timed))
