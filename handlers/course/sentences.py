"""How phases, rhythms, half-days and days are said, on every screen alike."""

from collections.abc import Mapping

from handlers.conversation.text import Moment, Text, t, tn
from handlers.conversation.views import LABEL_LENGTH
from handlers.members.views import short

from .model import PHASES, Course, HalfDay, Mission, Phase, Rhythm
from .rules import Balance, balance

_PHASES: Mapping[Phase, Text] = {
    "constitution": t("Formation"),
    "project": t("Life project"),
    "design": t("Co-production"),
    "works": t("Construction"),
    "handover": t("Handover"),
    "life": t("Living there"),
}
_GO_ON: Mapping[Phase, Text] = {
    "constitution": t("Go on to: Formation"),
    "project": t("Go on to: Life project"),
    "design": t("Go on to: Co-production"),
    "works": t("Go on to: Construction"),
    "handover": t("Go on to: Handover"),
    "life": t("Go on to: Living there"),
}
_CUSTOM: Mapping[Phase, Text] = {
    "constitution": t("While they form, many groups meet every two weeks."),
    "project": t("For their life project, many groups meet every week, or every two weeks."),
    "design": t("During co-production, many groups meet every month, and in working groups."),
    "works": t("During the construction, many groups meet less often."),
    "handover": t("Around the handover, many groups meet every week for six weeks."),
    "life": t("Once they live there, many groups meet every month."),
}
"""Orders of magnitude of other groups (methods.md B2): said, never decided for anybody."""
_RHYTHMS: Mapping[Rhythm, Text] = {
    "week": t("every week"),
    "fortnight": t("every two weeks"),
    "month": t("every month"),
    "two_months": t("every two months"),
    "pause": t("a break"),
}


def phase(which: Phase) -> Text:
    return _PHASES[which]


def go_on_to(which: Phase) -> Text:
    """« Passer à : Chantier »: for a button."""
    return _GO_ON[which]


def custom(which: Phase) -> Text:
    """How often other groups meet in that phase."""
    return _CUSTOM[which]


def rhythm(which: Rhythm) -> Text:
    return _RHYTHMS[which]


def bar(now: Phase) -> Text:
    """The phases in their order: those that are over, the one that is now, those to come."""
    at = PHASES.index(now)
    signs = [*(["✅"] * at), "📍", *(["▫️"] * (len(PHASES) - at - 1))]
    parts = {f"p{place}": _PHASES[one] for place, one in enumerate(PHASES, 1)}
    marks = {f"s{place}": sign for place, sign in enumerate(signs, 1)}
    return t(
        "{s1} {p1}, {s2} {p2:low}, {s3} {p3:low}, {s4} {p4:low}, {s5} {p5:low}, {s6} {p6:low}.", **parts, **marks
    )


def kind(half: HalfDay, course: Course) -> Text:
    """« Atelier conseil, Groupe »: short enough for a button."""
    payer = course.funder(half.funder)
    name = "?" if payer is None else payer.name
    if half.kind == "advice":
        return t("Advisory, {funder}", funder=short(name, 7))
    return t("Workshop, {funder}", funder=short(name, 14))


def mission_label(mission: Mission) -> Text:
    """« A1 Culture commune (0/2) », for a button: its title is cut, never its numbers."""
    counted = f" ({mission.done}/{len(mission.half_days)})"
    return t("{mission}{counted}", mission=short(mission.name, LABEL_LENGTH - len(counted)), counted=counted)


def days(half_days: int) -> Text:
    """« 5,5 jours »: two half-days are a day."""
    whole, rest = divmod(half_days, 2)
    return tn("{n}.5 days", "{n}.5 days", whole) if rest else tn("{n} day", "{n} days", whole)


def used(course: Course, funder: int) -> Text:
    """« BMO : 1 demi-journée utilisée sur 8. »"""
    payer, counted = course.funder(funder), balance(course, funder)
    name = "?" if payer is None else payer.name
    return tn(
        "{funder}: {n} half-day used of {most}.",
        "{funder}: {n} half-days used of {most}.",
        counted.used,
        funder=name,
        most=counted.all,
    )


def accounted(counted: Balance) -> Text:
    """« 1 utilisée (0,5 jour), 1 prévue (0,5 jour), 6 à planifier (3 jours) »."""
    parts = {"used": _used(counted.used), "planned": _planned(counted.planned), "left": _left(counted.left)}
    return t("{used}, {planned}, {left}", **parts)


def _used(many: int) -> Text:
    return tn("{n} used ({days})", "{n} used ({days})", many, days=days(many)) if many else t("none used")


def _planned(many: int) -> Text:
    if not many:
        return t("none planned")
    return tn("{n} planned ({days})", "{n} planned ({days})", many, days=days(many))


def _left(many: int) -> Text:
    return t("{n} to plan ({days})", n=many, days=days(many)) if many else t("none left to plan")


def day_of(half: HalfDay) -> Text:
    assert half.starts is not None, "it has a date"
    if half.timed:
        return t("{moment}", moment=Moment(half.starts))
    return t("{day}", day=Moment(half.starts, "day"))
