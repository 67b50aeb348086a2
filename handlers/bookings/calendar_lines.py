"""The lines of a calendar (RFC 5545): folded, escaped, with the zones on whose clocks its hours stand. Pure."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import vText

END = "\r\n"
_MINUTE = timedelta(minutes=1)
LONGEST = 75
"""Octets of a line, the break not counted (§3.1)."""
_UNSPEAKABLE = {
    **dict.fromkeys((*range(9), *range(14, 32), 127)),
    **dict.fromkeys((9, 11, 12, 0x85, 0x2028, 0x2029), " "),
}
"""Signs that TEXT may not hold (§3.3.11), and those at which some readers end a line."""


def line(name: str, value: str) -> str:
    """One property; `name` with its parameters."""
    whole = f"{name}:{value}"
    return f"{whole}{END}" if len(whole) <= LONGEST and whole.isascii() else _folded(whole)


def _folded(whole: str) -> str:
    """In octets, without cutting a letter, nor what is escaped: readers exist that would not put it together."""
    lines, begun, used = [], 0, 0
    for at, letter in enumerate(whole):
        octets = len(letter.encode())
        if used + octets > LONGEST:
            cut = at - 1 if whole[at - 1] == "\\" and at - 1 > begun else at
            lines.append(whole[begun:cut])
            begun, used = cut, 1 + len(whole[cut:at].encode())  # the blank that goes on
        used += octets
    return f"{END} ".join([*lines, whole[begun:]]) + END


@lru_cache(maxsize=4096)
def text(name: str, words: str) -> str:
    """A property in somebody's words."""
    spoken: bytes = vText(words.replace("\r\n", "\n").replace("\r", "\n").translate(_UNSPEAKABLE)).to_ical()
    return line(name, spoken.decode())


def utc(moment: datetime) -> str:
    return _digits(moment.astimezone(UTC)) + "Z"


def times(name: str, *moments: datetime) -> str:
    """A property with minutes of one zone, on its wall clock. In UTC where the clock shows one of them twice and
    the second is meant: no calendar could tell."""
    zone = moments[0].tzinfo
    assert isinstance(zone, ZoneInfo), "times stand on the clock of a named zone"
    if zone.key == "UTC" or any(moment.fold for moment in moments):
        return line(name, ",".join(map(utc, moments)))
    return line(f"{name};TZID={zone.key}", ",".join(map(_digits, moments)))


def _digits(at: datetime) -> str:
    return f"{at.year:04}{at.month:02}{at.day:02}T{at.hour:02}{at.minute:02}{at.second:02}"


def zones(moments: Iterable[datetime]) -> str:
    """A VTIMEZONE for each zone of these, right in all the years between them."""
    years: dict[str, tuple[int, int]] = {}
    for moment in moments:
        assert isinstance(moment.tzinfo, ZoneInfo), "times stand on the clock of a named zone"
        key, year = moment.tzinfo.key, moment.year
        first, last = years.get(key, (year, year))
        if key != "UTC" and (key not in years or not first <= year <= last):
            years[key] = (min(first, year), max(last, year))
    return "".join(_zone(key, *years[key]) for key in sorted(years))


_Observance = tuple[str, str, str, str]
"""Standard or daylight time, its name, the offset before it, its offset."""


@lru_cache(maxsize=64)
def _zone(key: str, first: int, last: int) -> str:
    """One VTIMEZONE (§3.6.5). Not the library's: icalendar 7.3 writes an onset as the clock shows it afterwards,
    while it has to be as the clock showed it before, and readers would be an hour late in spring."""
    zone = ZoneInfo(key)
    begins, ends = (datetime(year, 1, 1, tzinfo=UTC) for year in (first - 1, last + 2))
    onsets: dict[_Observance, list[str]] = {}
    for onset in (begins, *_changes(zone, begins, ends)):
        since = onset.astimezone(zone)
        before = since if onset == begins else (onset - _MINUTE).astimezone(zone)
        kind = "DAYLIGHT" if since.dst() else "STANDARD"
        observance = (kind, since.tzname() or key, f"{before:%z}", f"{since:%z}")
        onsets.setdefault(observance, []).append(_digits(onset + (before.utcoffset() or timedelta())))
    lines = [line("BEGIN", "VTIMEZONE"), line("TZID", key)]
    for (kind, name, before_it, from_it), shown in onsets.items():
        lines += [line("BEGIN", kind), line("DTSTART", shown[0]), *(line("RDATE", one) for one in shown[1:])]
        lines += [line("TZOFFSETFROM", before_it), line("TZOFFSETTO", from_it), text("TZNAME", name)]
        lines.append(line("END", kind))
    return "".join([*lines, line("END", "VTIMEZONE")])


def _changes(zone: ZoneInfo, begins: datetime, ends: datetime) -> Iterator[datetime]:
    """The minutes, in UTC, at which the clock of a zone changes between two."""

    def offset(at: datetime) -> timedelta | None:
        return at.astimezone(zone).utcoffset()

    day = begins
    while day < ends:
        following = day + timedelta(days=1)
        if offset(day) != offset(following):
            yield next(
                at for at in (day + n * _MINUTE for n in range(1, 24 * 60 + 1)) if offset(at) != offset(day)
            )
        day = following
