"""Hours as people write them: 18h30, six heures et demie du soir, midi moins le quart, half past six, 2-4pm."""

from dataclasses import dataclass, replace

from ..model import Stop, Why
from .reading import Reading


@dataclass(frozen=True, slots=True)
class Clock:
    """`hour` 24 is the midnight that ends a day. `sure`: it cannot be the other half of the day."""

    hour: int
    minute: int = 0
    sure: bool = True
    midnight: bool = False
    """Said as the word: « samedi minuit » is the end of Saturday."""
    noon: bool = False

    def later_half(self) -> "Clock":
        return replace(self, hour=self.hour + 12 if self.hour < 12 else self.hour, sure=True)


PARTS = {
    "morning": 9, "late morning": 11, "noon": 12, "afternoon": 14, "late afternoon": 17, "early evening": 18,
    "evening": 19, "late evening": 22,
}  # fmt: skip
"""The hour of a part of the day where none is said."""

_RANGE_LINKS = ("-", "a", "to", "until", "till", "til", "/", ">")


def clock(r: Reading, i: int, *, bare: bool = False) -> tuple[Clock, int] | None:
    """An hour. `bare`: a number alone is one too (« at 5 », « de 14 à 16 »).

    Raises Stop for 25h30, 18h75, 14 am.
    """
    found = _noon(r, i) or (None if r.french else _spoken_english(r, i))
    if found is not None:
        return found
    number = r.number(i)
    if number is None or number[0] > 99:
        return None
    hour, j = number
    minute, sure, signed = 0, r.french, False
    in_figures = r.figures(i) >= 0
    if in_figures and r.is_mark(j, ":.") and r.glued(j) and r.glued(j + 1) and _two_figures(r, j + 1):
        dotted = r.word(j) == "."
        after = j + 2
        if r.is_mark(after, ".:/") and r.glued(after) and r.figures(after + 1) >= 0:
            return None  # 192.168.1.1, 12.03.2027
        if dotted and not bare and _meridiem(r, after, hour) is None:
            return None
        minute, j, signed = r.figures(j + 1), after, True
        sure = sure or len(r.word(i)) > 1 or not hour
    elif (hour_sign := _hour_sign(r, j)) > j:
        if not in_figures and hour == 1 and r.word(i) in ("une", "a", "an"):
            sure = True
        j, signed, sure = hour_sign, True, True
        minute, j = _minutes_after(r, j, hour)
    elif not r.french and (given := _english_minutes(r, j, bare)):
        minute, j = given
    spoken = r.french and signed and _said_minutes(r, j)
    if spoken:
        minute, j = minute + spoken[0], spoken[1]
    half = _meridiem(r, j, hour) or (None if r.french else _exactly_english(r, j))
    if half is None and not signed and not (bare and (in_figures or not r.french)):
        return None
    if half is None and not signed and (_counted(r, j) or r.sense(j, "unit")):
        return None
    end = j if half is None else half[1]
    if hour > 24 and minute == 0 and hour % 12 == 0 and signed:
        return None  # 48h is a length
    if hour > 24 or minute > 59 or (hour == 24 and minute > 0):
        if not signed and half is None:
            return None
        raise r.impossible(i, end)
    return _halved(r, _moved(Clock(hour, 0, sure), minute), half, i, end)


def _two_figures(r: Reading, i: int) -> bool:
    return r.figures(i) >= 0 and len(r.word(i)) == 2


def _hour_sign(r: Reading, i: int) -> int:
    found = r.sense(i, "unit")
    return found[1] if found is not None and found[0] == "hour" else i


def _minutes_after(r: Reading, i: int, hour: int) -> tuple[int, int]:
    """18h30, 18 h 30, dix-huit heures trente."""
    number = r.number(i)
    if number is None or (r.figures(i) >= 0 and len(r.word(i)) > 2) or number[0] > 99:
        return 0, i
    minute, j = number
    in_words = r.figures(i) < 0
    if in_words and minute < 5:
        return 0, i
    if (
        _hour_sign(r, j) > j
        or r.sense(j, "month")
        or r.sense(j, "short month")
        or r.is_mark(j, "/:")
        or _counted(r, j)
    ):
        return 0, i
    if not r.glued(i) and not in_words and len(r.word(i)) != 2:
        return 0, i
    unit = r.sense(j, "unit")
    if unit is not None and unit[0] == "minute":
        return minute, unit[1]
    return (0, i) if unit is not None else (minute, j)


def _said_minutes(r: Reading, i: int) -> tuple[int, int] | None:
    """et demie, et quart, moins le quart, moins dix."""
    found = r.sense(i, "and half")
    if found is not None:
        return int(found[0]), found[1]
    minus = r.sense(i, "minus")
    if minus is None:
        return None
    quarter = r.sense(minus[1], "quarter")
    if quarter is not None:
        return -15, quarter[1]
    number = r.number(minus[1])
    return (-number[0], number[1]) if number is not None and number[0] < 30 else None


def _noon(r: Reading, i: int) -> tuple[Clock, int] | None:
    found = r.sense(i, "noon")
    if found is None:
        return None
    hour, j = int(found[0]), found[1]
    spoken = _said_minutes(r, j) if r.french else None
    if spoken is None and r.french:
        number = r.number(j)
        if number is not None and 5 <= number[0] <= 59 and not _not_minutes(r, number[1]) and r.figures(j) != 0:
            spoken = number
    if spoken is None:
        return Clock(hour, 0, midnight=hour == 24, noon=hour == 12), j
    minutes = hour % 24 * 60 + spoken[0]
    return Clock(minutes // 60 % 24, minutes % 60), spoken[1]


def _not_minutes(r: Reading, i: int) -> bool:
    return bool(
        _hour_sign(r, i) > i or r.sense(i, "month") or r.sense(i, "unit") or _counted(r, i) or r.is_mark(i, "/:")
    )


def _spoken_english(r: Reading, i: int) -> tuple[Clock, int] | None:
    """half past six, quarter to seven, ten past five, half six."""
    half = r.sense(i, "half")
    before = half or r.sense(i, "quarter") or r.number(i)
    if before is None or int(before[0]) > 30:
        return None
    minutes, j = int(before[0]), before[1]
    if r.word(j) == "minutes":
        j += 1
    sign = 1 if (past := r.sense(j, "past")) else -1
    link = past or (None if half else r.sense(j, "to"))
    if link is None:
        if half is None or (hour := r.number(j)) is None or not 1 <= hour[0] <= 12 or r.figures(j) >= 0:
            return None
        return Clock(hour[0], 30, sure=False), hour[1]
    noon = r.sense(link[1], "noon")
    hour = (int(noon[0]), noon[1]) if noon else r.number(link[1])
    if hour is None or not 1 <= hour[0] <= 24 or (r.figures(i) >= 0 and sign < 0):
        return None
    total = hour[0] * 60 + sign * minutes
    found = Clock(total // 60 % 24, total % 60, sure=bool(noon) or hour[0] > 12)
    return _halved(r, found, _meridiem(r, hour[1], hour[0]) or (None, hour[1]), i, hour[1])


def _english_minutes(r: Reading, i: int, bare: bool) -> tuple[int, int] | None:
    """The thirty of « at six thirty »."""
    minutes = r.number(i) if bare and r.figures(i) < 0 and r.figures(i - 1) < 0 else None
    return minutes if minutes is not None and 10 <= minutes[0] <= 59 else None


def _exactly_english(r: Reading, i: int) -> tuple[None, int] | None:
    found = r.sense(i, "exactly")
    return (None, found[1]) if found is not None and r.word(i) in ("o'", "oclock") else None


def _meridiem(r: Reading, i: int, hour: int) -> tuple[str, int] | None:
    found = r.sense(i, "meridiem")
    if found is None or (r.word(i) in ("a", "p", "am") and not r.glued(i) and (r.word(i) != "am" or hour > 12)):
        return None
    return str(found[0]), found[1]


def _halved(r: Reading, found: Clock, half: tuple[str | None, int] | None, i: int, end: int) -> tuple[Clock, int]:
    """The hour in the half of the day that was said with it."""
    if half is None:
        return found, r.after(end, "exactly")
    name, end = half
    hour = found.hour
    if name == "am":
        if hour > 12:
            raise Stop(Why.CONTRADICTION, r.said(i, end))
        hour %= 12
    elif name == "pm":
        if hour == 0:
            raise Stop(Why.CONTRADICTION, r.said(i, end))
        hour = hour + 12 if hour < 12 else hour
    elif name == "night":
        hour = hour + 12 if 6 <= hour < 12 else hour % 12 if hour == 12 else hour
    return replace(found, hour=hour, sure=found.sure or name is not None), r.after(end, "exactly")


def _moved(found: Clock, minutes: int) -> Clock:
    """So many minutes later; earlier where they are negative (« huit heures moins le quart »)."""
    total = found.hour * 60 + minutes
    return found if not minutes else replace(found, hour=total // 60 % 24, minute=total % 60)


def _counted(r: Reading, i: int) -> bool:
    return r.sense(i, "counted") is not None


def clock_range(r: Reading, i: int, *, day: bool = False) -> tuple[Clock, Clock, int] | None:
    """Two hours: 18h-20h, de 14 à 16h, entre 14h et 16h, 2-4pm, 10am-noon, midi et deux.

    `day`: a day was said before them (« demain 10-12 »). The second may be on the next day; where neither
    half of the day is said, it is the next such hour.
    """
    opener = r.sense(i, "between")
    j = i if opener is None else opener[1]
    if r.words[j : j + 3] == ["midi", "et", "deux"]:
        return Clock(12), Clock(14), j + 3
    first = clock(r, j) or (clock(r, j, bare=True) if r.is_mark(j + 1, ".") else None)
    bare_range = day and (link_at := r.word(j + 1)) and link_at in ("-", "to", "till", "until", "a")
    first_bare = first is None
    if first is None:
        number = r.figures(j) if opener or bare_range or (r.is_mark(j + 1, "-/") and r.glued(j + 1)) else -1
        if not 0 <= number <= 24 or (j + 1 < len(r) and r.sense(j + 1, "month")):
            word = r.number(j) if opener and not r.french else None
            if word is None or not 1 <= word[0] <= 12 or r.figures(j) >= 0:
                return None
            first = Clock(word[0], 0, sure=False), word[1]
        else:
            first = Clock(number, 0, sure=r.french or number > 12), j + 1
    k = first[1]
    link = r.word(k) if k < len(r) else ""
    if link not in _RANGE_LINKS and not (opener and r.sense(k, "and")):
        until = r.sense(k, "until")
        if until is None:
            return None
        k = until[1] - 1
    if link == "/" and first_bare:
        return None
    k += 1
    k = r.after(k, "article") if r.sense(k, "article") and r.word(k) in ("la", "les") else k
    signed = clock(r, k)
    second = signed
    if second is None and (not first_bare or (opener and not r.french) or bare_range):
        second = clock(r, k, bare=True)
        if second is not None and (_follows_day(r, second[1]) or second[0].hour > 24):
            return None
    if second is None or (first[0].midnight and second[0].hour >= 12):
        return None  # « messe de minuit à 22h30 »
    return (*_paired(first[0], second[0]), second[1])


def _follows_day(r: Reading, i: int) -> bool:
    return bool(r.sense(i, "month") or r.sense(i, "short month") or r.is_mark(i, "/"))


def _paired(first: Clock, second: Clock) -> tuple[Clock, Clock]:
    """Two hours lend each other the half of the day that was said once: 2-4pm, 11-1pm, from 9 to 5."""
    if not first.sure and second.sure and not second.midnight:
        later = first.later_half()
        if (later.hour, later.minute) < (second.hour, second.minute):
            return later, second
        return replace(first, sure=True), second
    if not second.sure and (second.hour, second.minute) <= (first.hour, first.minute):
        return first, second.later_half() if second.hour + 12 > first.hour else second
    if first.sure and not second.sure and first.hour >= 12:
        return first, second.later_half()
    return first, second


def part(r: Reading, i: int) -> tuple[str, bool, int] | None:
    """A part of the day (a key of PARTS), and whether today's was said: « ce soir », « en fin d'après-midi »."""
    this = r.sense(i, "this")
    j = this[1] if this else i
    if not this:
        for little in ("dans", "le", "en", "au", "a", "l'", "la", "in", "the", "during", "de", "d'", "-"):
            if r.word(j) == little:
                j += 1
        found = r.sense(i, "part") or r.sense(j, "part")
    else:
        found = r.sense(j, "part")
    return None if found is None else (str(found[0]), this is not None, found[1])
