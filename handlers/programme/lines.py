"""Reads a programme as it is typed, « 9h15 Accueil, 15 min » on each line, and writes it so again. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers.conversation.answer import Refused
from handlers.conversation.text import Text, t
from handlers.conversation.typed import clean

from . import rules
from .clock import CLOCK, DURATION, clock_of, minutes_of, said_clock, said_minutes
from .model import Day, Kind, Plan, Step

_JOIN = r"\s*(?:-|–|—|→|à|a|to|until|jusqu'à)\s*"
_SEP = r"[\s,;:(–—-]+"
_BULLET = re.compile(r"^(?:[-–—•*·]\s+|\d{1,2}[.)]\s+)")
_DAY = re.compile(r"^(?:jour|journée|j|day)\s?\d{1,2}\b\s*(?:[:,(–—-](?P<rest>.*))?$", re.IGNORECASE)
_RANGE_FIRST = re.compile(
    rf"^(?:de\s+|from\s+)?(?P<from>{CLOCK}){_JOIN}(?P<to>{CLOCK})(?:{_SEP}|\s+)(?P<rest>.+)$", re.IGNORECASE
)
_RANGE_LAST = re.compile(
    rf"^(?P<rest>.+?){_SEP}(?:de\s+|from\s+)?(?P<from>{CLOCK}){_JOIN}(?P<to>{CLOCK})\s*\)?\.?$", re.IGNORECASE
)
_CLOCK_FIRST = re.compile(rf"^(?:à\s+|at\s+)?(?P<from>{CLOCK})(?:\s*[:,–—-]\s*|\s+)(?P<rest>.+)$", re.IGNORECASE)
_CLOCK_LAST = re.compile(rf"^(?P<rest>.+?)[\s,(]+(?:à|at|@)\s*(?P<from>{CLOCK})\s*\)?\.?$", re.IGNORECASE)
_LASTS = re.compile(rf"^(?P<rest>.+?){_SEP}(?P<lasts>{DURATION})\s*\)?\.?$", re.IGNORECASE)
_LASTS_FIRST = re.compile(
    r"^(?P<lasts>\d{1,3}\s*(?:minutes?|min|mn)|[0-5]\s*h(?:\s*[0-5]\d)?)\.?(?:\s*[:,–—-]\s*|\s+)(?P<rest>.+)$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\s*(?:ligne |line )?(?P<number>\d{1,2})\s*[.):]\s+(?P<line>\S.*)$", re.IGNORECASE)
_NOTHING = re.compile(r"^(?:-|–|—|rien|nothing|supprimer|remove)\.?$", re.IGNORECASE)
_END = re.compile(r"^(?:fin|end|clôture)\b[ .!]*$", re.IGNORECASE)
_LUNCH = re.compile(r"^(?:pause[ -])?(?:du |de |pour )?(?:le )?(?:déjeuner|midi|lunch)\b", re.IGNORECASE)
_MEAL = re.compile(
    r"^(?:pause[ -])?(?:le |un )?(?:petit[ -]déjeuner|dîner|diner|souper|repas|pique-nique|buffet|breakfast|"
    r"dinner|supper|meal|picnic)\b",
    re.IGNORECASE,
)


@dataclass
class _Line:
    """A line that was understood: what it says, and what is still to be found in the lines around it. `bare`: its
    minutes are a number without a word, which may be the end of its `whole` title."""

    number: int
    typed: str
    title: str
    whole: str
    clock: int | None = None
    minutes: int | None = None
    bare: bool = False


def read(typed: str, *, titled: bool = False) -> Plan:
    """A line for each step; before them, where there is one, the title; « Jour 2 » where another day begins.
    `titled`: the first line is the title, whatever it says.

    Raises Refused for a line that cannot be read, and says which and how to write it.
    """
    steps = [None if _is_day(line) else _step(number, line) for number, line in enumerate(_lines(typed), 1)]
    title = ""
    if steps and steps[0] is not None and (titled or _is_title(steps[0], [one for one in steps[1:] if one])):
        title, steps = steps[0].typed, steps[1:]
    days = list[list[_Line]]()
    for step in steps:
        if not days or (step is None and days[-1]):
            days.append([])
        if step is not None:
            days[-1].append(step)
    plan = Plan(_fitting(title), tuple(_day(lines) for lines in days if lines))
    _must_be_few(plan)
    return plan


def write(plan: Plan) -> list[str]:
    """The lines that read as this plan; of each day the first hour alone, so that one line can be changed."""
    lines = [plan.title] if plan.title else []
    for number, day in enumerate(plan.days, 1):
        if len(plan.days) > 1:
            lines.append(f"Jour {number}")
        for place, step in enumerate(day.steps):
            begins = f"{said_clock(day.starts)} " if day.starts is not None and not place else ""
            lines.append(f"{begins}{step.title}, {said_minutes(step.minutes)}")
    return lines


def changed(plan: Plan, typed: str) -> Plan:
    """The plan with the lines that are typed with their number, « 3. Accueil, 20 min », instead of what they were;
    « 3. - » takes one away; a day begins when it did, unless another hour is typed. Where any line has no number,
    everything is written anew. Raises Refused as `read`."""
    lines, given = write(plan), [_NUMBERED.match(line) for line in clean(typed).split("\n") if line.strip()]
    for found in given:
        if found is None or not 1 <= int(found["number"]) <= len(lines) + 1:
            return read(typed)
    for found in given:
        if found is not None:
            lines[int(found["number"]) - 1 : int(found["number"])] = [found["line"].strip()]
    titled = bool(plan.title) and all(found is not None and int(found["number"]) > 1 for found in given)
    after = read("\n".join(line for line in lines if not _NOTHING.match(line)), titled=titled)
    if len(after.days) != len(plan.days):
        return after
    days = zip(after.days, plan.days, strict=True)
    return replace(
        after, days=tuple(new if new.starts is not None else replace(new, starts=old.starts) for new, old in days)
    )


def kind_of(title: str) -> Kind:
    """A meal is known by the words with which its line begins."""
    if _LUNCH.match(title):
        return "lunch"
    return "meal" if _MEAL.match(title) else "step"


def _lines(typed: str) -> Sequence[str]:
    lines = (" ".join(line.split()) for line in clean(typed).split("\n"))
    return [_BULLET.sub("", line) for line in lines if line]


def _is_day(line: str) -> bool:
    """« Jour 2 », « J2 : samedi », but not « J2 : bilan, 15 min »."""
    found = _DAY.match(line)
    return found is not None and _step(0, found["rest"] or "").minutes is None


def _is_title(first: _Line, others: Sequence[_Line]) -> bool:
    """Whether the first line is no step. A number without a word at its end is of the title where it cannot be
    minutes, « AG 2027 », or where the other lines do not say theirs so: « Réunion 3 »."""
    if first.clock is not None:
        return False
    if first.minutes is None or (first.bare and first.minutes > rules.LONGEST_STEP):
        return True
    too = any(one.bare and (one.clock is None or (one.minutes or 0) >= rules.SMALL) for one in others)
    if not first.bare or too:
        return False
    return 0 < first.minutes < rules.SMALL or (bool(others) and others[0].clock is not None)


def _step(number: int, line: str) -> _Line:
    """What this line says by itself."""
    found = _RANGE_FIRST.match(line) or _RANGE_LAST.match(line)
    if found is not None:
        begins, ends = clock_of(found["from"]), clock_of(found["to"])
        title = _tidy(found["rest"])
        return _Line(number, line, title, title, begins, (ends - begins) % rules.DAY)
    early = _LASTS_FIRST.match(line)
    if early is not None and not _LASTS.match(early["rest"]):
        title = _tidy(early["rest"])
        return _Line(number, line, title, title, None, minutes_of(early["lasts"]))
    clock, rest = None, line
    found = _CLOCK_FIRST.match(line)
    if found is not None:
        clock, rest = clock_of(found["from"]), found["rest"]
    minutes, whole, bare = None, rest, False
    found = _LASTS.match(rest)
    if found is not None:
        minutes = minutes_of(found["lasts"])
        bare, rest = found["lasts"].isdigit(), found["rest"]
    found = _CLOCK_LAST.match(rest)
    if found is not None and clock is None:
        clock, rest = clock_of(found["from"]), found["rest"]
    if minutes is None:
        whole = rest
    return _Line(number, line, _tidy(rest), _tidy(whole), clock, minutes, bare)


def _day(lines: Sequence[_Line]) -> Day:
    """The steps of one day, each where the one before it ends."""
    at: int | None = None
    starts: int | None = None
    steps: list[Step] = []
    for here, after in zip(lines, [*lines[1:], None], strict=True):
        if here.clock is not None and at is not None and here.clock != at % rules.DAY:
            raise _gap(here, at)
        if here.clock is not None and at is None:
            at = here.clock
            starts = (at - sum(one.minutes for one in steps)) % rules.DAY
        if after is None and steps and here.clock is not None and here.minutes is None and _END.match(here.title):
            break
        minutes, title = _lasts(here, after, at)
        steps.append(Step(_fitting(title), minutes, kind_of(title)))
        at = None if at is None else at + minutes
    return Day(tuple(steps), starts)


def _lasts(here: _Line, after: _Line | None, at: int | None) -> tuple[int, str]:
    """How long a step lasts, and its title: the next hour decides where the line does not say, and where its last
    number may be of the title (« 9h Atelier 1 »)."""
    until = None
    if at is not None and after is not None and after.clock is not None:
        until = (after.clock - at) % rules.DAY or None
    if here.minutes is None:
        if until is None:
            raise _no_length(here)
        minutes, title = until, here.title
    elif here.bare and here.minutes < rules.SMALL and until not in (None, here.minutes) and here.clock is not None:
        assert until is not None, "it is another one"
        minutes, title = until, here.whole
    else:
        minutes, title = here.minutes, here.title
    if not 1 <= minutes <= rules.LONGEST_STEP or not title:
        raise _no_length(here)
    return minutes, title


def _tidy(title: str) -> str:
    """Without what separated it from its minutes."""
    title = title.strip(" ,;:–—-")
    return title[:-1].strip() if title.endswith("(") else title


def _fitting(title: str) -> str:
    if len(title) > rules.TITLE_LENGTH:
        raise Refused(
            t("« {words}… » is too long: {most} characters at most.", words=title[:20], most=rules.TITLE_LENGTH)
        )
    return title


def _must_be_few(plan: Plan) -> None:
    """Raises Refused for more than can be read back on a screen."""
    if len(plan.days) > rules.MOST_DAYS:
        raise Refused(t("That is too many: {most} days at most.", most=rules.MOST_DAYS))
    if sum(len(day.steps) for day in plan.days) > rules.MOST_STEPS:
        raise Refused(t("That is too many: {most} steps at most.", most=rules.MOST_STEPS))
    for number, day in enumerate(plan.days, 1):
        if day.minutes > rules.DAY:
            raise Refused(t("Day {number} lasts more than 24 hours. Write « Day 2 » on a line.", number=number))


# What cannot be read


def _no_length(line: _Line) -> Refused:
    words = line.title or line.typed
    return Refused(
        t(
            "Line {number}, « {words} »: how long? Write for example: {words}, 15 min.",
            number=line.number,
            words=_short(words),
        )
    )


def _gap(line: _Line, at: int) -> Refused:
    hour: Text = t("{hour}", hour=said_clock(at % rules.DAY))
    return Refused(
        t(
            "Line {number}, « {words} »: the step before it ends at {hour}. Change the hour, or add a break.",
            number=line.number,
            words=_short(line.title),
            hour=hour,
        )
    )


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39].rstrip() + "…"
