"""Words that say until when, and nothing else: « jusqu'à vendredi midi », « pendant 3 jours »."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.conversation.signs import shows
from handlers.conversation.typed import clean
from handlers.members.model import Group
from handlers.when.day_names import names_day
from handlers.when.model import Day, Deadline, Duration, Instant, Meaning, Refusal, Span, Why
from handlers.when.understanding import understand

from .dated import languages

End = Deadline | Duration | Refusal
"""Until when; or why what was meant for a deadline is none."""

_LEADS = re.compile(
    r"(?P<surely>jusqu|d['’]ici\b|until\b|till\b|by\b)|(?P<lasting>pendant\b|durant\b|for\b)"
    r"|(?:avant|sous|au plus tard|before|within|no later than)\b|(?P<fin>fin\b)",
    re.IGNORECASE,
)
_MARKS = re.compile(
    r"(?:(?:merci(?:\s+d['’]avance)?|pri[èe]re|please|pls|svp|thanks for|thank you for|[àa])\s+"
    r"(?:de\s+|d['’]|to\s+|pour\s+)?)?(?:"
    r"(?P<strong>(?:vos\s+|your\s+)?r[ée]ponses?(?:\s+(?:attendues?|souhait[ée]es?|possibles?))?"
    r"|(?:me\s+|nous\s+|y\s+)?r[ée]pond(?:re|ez|s)(?:[-\s]moi|[-\s]nous)?(?:\s+vite)?"
    r"|(?:your\s+)?(?:answers?|answering|repl(?:y|ies|ying))"
    r"|fin\s+(?:du\s+(?:sondage|vote)|des\s+(?:votes|r[ée]ponses))|date\s+limite|deadline"
    r"|(?:(?:le\s+)?(?:sondage|vote)|[çc]a)\s+(?:ferme|finit|se\s+termine|s['’]arr[êe]te)"
    r"|cl[oô]ture(?:\s+(?:du\s+(?:sondage|vote)|des\s+votes))?|(?:(?:the\s+)?(?:poll|vote|voting)\s+)?(?:closes|ends))"
    r"|(?P<weak>vot(?:ez|er|es?|ing)|sondage|poll)(?:\s+(?:est\s+|is\s+)?(?:ouverte?s?|open))?"
    r"|(?P<have>vous\s+avez|on\s+a|tu\s+as|you\s+have|we\s+have)"
    r")\b\s*(?:svp\s*|please\s*)?:?\s*",
    re.IGNORECASE,
)
_TO_ANSWER = re.compile(
    r"\s+(?:pour|to)\s+(?:y\s+)?(?:r[ée]pondre|voter|(?:[vn]ous\s+|se\s+)?d[ée]cider|answer|reply|vote|decide)$",
    re.IGNORECASE,
)
_ENDS_LATEST = re.compile(r"(?:au plus tard|at the latest|maxi?(?:mum)?)\W*$", re.IGNORECASE)
THANKS = re.compile(
    r"(?P<own>[.!,…]*)\s*\b(?:merci(?:\s+(?:d['’]avance|beaucoup|bien|[àa]\s+(?:vous|tous|toutes)(?:\s+et\s+[àa]\s+tous)?))?"
    r"|svp|stp|s['’]il\s+(?:vous|te)\s+pla[iî]t|thanks(?:\s+(?:a lot|in advance))?|thank\s+you|please)[\s.!…)]*$",
    re.IGNORECASE,
)
_SIGNS_BEFORE = re.compile(r"^[\W_]+")
_SIGNS_BEHIND = re.compile(r"[\W_]+$")
_MIDNIGHT = re.compile(r"minuit|midnight|\b(?:0|00|24)\s?[h:]|\b12\s?am\b", re.IGNORECASE)
_EVENING = re.compile(r"\b(?:soir|soir[ée]e|evening|night|tonight)\b", re.IGNORECASE)
_AN_HOUR = re.compile(r"\d\s?(?:h|:|heures?|[ap]\.?m|o['’]clock)", re.IGNORECASE)
LONGEST_SAID = 90
"""Characters beyond which nothing is only a deadline."""


@dataclass(frozen=True)
class Said:
    """Words that are only a deadline. `marked`: they say of themselves that they are about answering; `surely`:
    they begin with « jusqu'à » or « d'ici »; `dated`: they name a day, or last for days."""

    end: End
    marked: bool
    surely: bool
    dated: bool
    asked: bool
    """A question mark stands behind them."""


def only_until(words: str, group: Group, now: datetime) -> Said | None:
    """These words as a deadline and nothing else."""
    if len(words) > LONGEST_SAID:
        return None
    words = _SIGNS_BEFORE.sub("", words)
    core = _SIGNS_BEHIND.sub("", words)
    asked = "?" in words[len(core) :]
    if courtesy := THANKS.search(core):
        core = core[: courtesy.start()]
    if not shows(core):
        return None
    mark = _MARKS.match(core)
    if mark is not None:
        core = _TO_ANSWER.sub("", core[mark.end() :])
    lead = _LEADS.match(core)
    strong = mark is not None and mark["strong"] is not None
    if lead is None and not strong and not _ENDS_LATEST.search(core) and not (mark and mark["weak"]):
        return None
    ends = lead is not None and lead["fin"] is not None
    lasts = mark is not None or (lead is not None and lead["lasting"] is not None)
    core = core[lead.end() :] if lead and ends else core
    end = _read(core, group, now, any_time=strong or ends, spans=strong, lasts=lasts)
    if end is None:
        return None
    dated = names_day(core) or (isinstance(end, Deadline) and not isinstance(end.end, datetime))
    dated = dated or (isinstance(end, Duration) and bool(end.days or end.months)) or _lacks_zone(end)
    return Said(end, mark is not None, lead is not None and lead["surely"] is not None, dated, asked)


def _read(core: str, group: Group, now: datetime, *, any_time: bool, spans: bool, lasts: bool) -> End | None:
    """`any_time`: a day or an hour is enough. `spans`: so is a month, or a week. `lasts`: so is a length."""
    wrong: Refusal | None = None
    for language in languages(group):
        found = understand(core, now, ZoneInfo(group.zone), language, school=group.school)
        if found.subject:
            continue
        match found.meaning:
            case Refusal(why=Why.IMPOSSIBLE | Why.CONTRADICTION) as refusal:
                wrong = wrong or refusal
            case Refusal(why=Why.WHICH_ZONE) as refusal:
                zoned = replace(group, school="A")  # any zone tells whether they would be a deadline
                if isinstance(_read(core, zoned, now, any_time=any_time, spans=spans, lasts=lasts), Deadline):
                    wrong = wrong or refusal
            case Duration() if not lasts:
                pass
            case Day() | Instant() if not any_time:
                pass
            case Span() if not spans:
                pass
            case meaning:
                end = _end(meaning, core)
                if end is not None and not isinstance(end, Refusal):
                    return end
    return None if re.search(r"\b(?:ou|or)\b", core, re.IGNORECASE) else wrong


def _lacks_zone(end: End) -> bool:
    """School holidays, whose days nobody can know as long as the group has no school zone."""
    return isinstance(end, Refusal) and end.why is Why.WHICH_ZONE


def _end(meaning: Meaning, words: str) -> End | None:
    match meaning:
        case Duration() | Refusal():
            return meaning
        case Day(day=day):
            return Deadline(day)
        case Instant(at=at, part=part):
            return Deadline(at.date() if part.endswith("evening") else at)
        case Deadline(end=datetime() as at):
            if (at.hour, at.minute) == (0, 0) and not _MIDNIGHT.search(words):
                return Deadline(at.date() - timedelta(days=1))  # « avant jeudi » : until Wednesday evening
            if _EVENING.search(words) and not (_AN_HOUR.search(words) or _MIDNIGHT.search(words)):
                return Deadline(at.date())
            return Deadline(at)
        case Deadline():
            return meaning
        case Span(last=last):
            return Deadline(last)
    return None


def end_typed(typed: str, group: Group, now: datetime) -> End:
    """Until when, where nothing else was asked for: « vendredi midi » is enough."""
    words = clean(typed)
    said = only_until(words, group, now)
    if said is not None:
        return said.end
    refused = Refusal(Why.NOTHING)
    for language in languages(group):
        found = understand(words, now, ZoneInfo(group.zone), language, school=group.school)
        end = None if found.subject else _end(found.meaning, words)
        if end is not None and not isinstance(end, Refusal):
            return end
        if isinstance(found.meaning, Refusal) and refused.why is Why.NOTHING:
            refused = found.meaning
    return refused
