"""What is seen of a course: its phase, its missions, one mission, and what was used of whose half-days."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.text import Argument, Moment, Text, t, tn
from handlers.conversation.views import Button, Items, Paragraph, View, data, paragraph

from . import rules
from .model import PHASES, Course, HalfDay, Mission
from .sentences import accounted, bar, day_of, days, go_on_to, kind, mission_label, phase, used

FIRST, RUNS_FIRST = 3, 2
"""Missions on the first screen; fewer for those who run the group, who have more to do there."""
PAGED = 3
"""Missions on each screen of all of them."""


def course(of: Course, *, runs: bool) -> View:
    """The phase, the missions, and first those that are not done."""
    open_first = sorted(of.missions, key=lambda one: bool(one.half_days) and one.done == len(one.half_days))
    shown = sorted(open_first[: RUNS_FIRST if runs else FIRST], key=of.missions.index)
    buttons = [_to(one) for one in shown]
    if len(of.missions) > len(shown):
        buttons.append(Button(t("All missions"), data("course", "all", of.group, 0)))
    after = rules.following(of.phase)
    if runs and after is not None:
        buttons.append(Button(go_on_to(after), data("course", "to", of.group, after)))
    if runs:
        buttons.append(Button(t("⋯ More"), data("course", "more", of.group)))
    else:
        buttons.append(Button(t("Balance"), data("course", "balance", of.group)))
    return View((*_head(of), Items(tuple(_line(one, of) for one in of.missions))), tuple(buttons))


def _head(of: Course) -> tuple[Paragraph, Paragraph]:
    place = PHASES.index(of.phase) + 1
    said = t("🧭 Our course: phase {n} of {most}, {phase:low}.", n=place, most=len(PHASES), phase=phase(of.phase))
    return (paragraph(said), paragraph(bar(of.phase)))


def _to(mission: Mission) -> Button:
    return Button(mission_label(mission), data("course", "mission", mission.id))


def _line(mission: Mission, of: Course) -> Text:
    """« 📅 A1 Culture commune : prévu samedi 14 mars (0/2) »."""
    many: dict[str, Argument] = {"mission": mission.name, "done": mission.done, "most": len(mission.half_days)}
    dated = [one.starts for one in mission.half_days if one.progress == "planned" and one.starts is not None]
    if not mission.half_days:
        return t("{mission}: no half-day", mission=mission.name)
    if mission.done == len(mission.half_days):
        return t("✅ {mission}: done ({done}/{most})", **many)
    if dated:
        next_at = min(dated, key=datetime.timestamp)
        return t("📅 {mission}: planned on {day} ({done}/{most})", day=Moment(next_at, "day"), **many)
    if any(one.is_asked for one in mission.half_days):
        return t("⬜ {mission}: dates are asked ({done}/{most})", **many)
    return t("⬜ {mission}: to plan ({done}/{most})", **many)


def missions(of: Course, page: int) -> View:
    """All of them, three at a time from page 0."""
    begins = page * PAGED if page * PAGED < len(of.missions) else 0
    shown = of.missions[begins : begins + PAGED]
    buttons = [_to(one) for one in shown]
    if len(of.missions) > PAGED:
        following = begins // PAGED + 1 if begins + PAGED < len(of.missions) else 0
        buttons.append(Button(t("The others"), data("course", "all", of.group, following)))
    said = t("Which mission?") if of.missions else t("There is no mission.")
    lines = Items(tuple(_line(one, of) for one in shown))
    return View((paragraph(said), lines), (*buttons, our_course(of)))


def our_course(of: Course) -> Button:
    """The way back."""
    return Button(t("Our course"), data("course", "show", of.group))


def mission(of: Course, which: Mission, now: datetime, *, runs: bool) -> View:
    """Its half-days, each with its kind, who pays for it, and its state in words."""
    head = tn("{mission}: {n} done of {most}.", "{mission}: {n} done of {most}.", which.done,
              mission=which.name, most=len(which.half_days))  # fmt: skip
    buttons = []
    if runs and rules.to_be_asked(which):
        buttons.append(Button(t("Propose dates"), data("course", "ask", which.id)))
    if runs and rules.to_be_done(which, now):
        buttons.append(Button(t("Done"), data("course", "did", which.id)))
    seen = next((one.workshop for one in which.half_days if one.progress != "done" and one.workshop), None)
    if seen is not None:
        buttons.append(Button(t("See the workshop"), data("workshops", "see", seen)))
    if runs:
        buttons.append(Button(t("Change"), data("course", "edit", which.id)))
    lines = Items(tuple(line(one, of) for one in which.half_days))
    return View((paragraph(head), lines), (*buttons, our_course(of)))


def line(half: HalfDay, of: Course) -> Text:
    """« 📅 Atelier, BMO : prévu samedi 14 mars à 9 h »."""
    what = kind(half, of)
    if half.progress == "done" and half.starts is not None:
        return t("✅ {what}: done, {when}", what=what, when=day_of(half))
    if half.progress == "done":
        return t("✅ {what}: done", what=what)
    if half.progress == "planned":
        return t("📅 {what}: planned on {when}", what=what, when=day_of(half))
    if half.is_asked:
        return t("⬜ {what}: dates are asked", what=what)
    return t("⬜ {what}: to plan", what=what)


def balance(of: Course) -> View:
    """Of each funder, in half-days and days."""
    total = rules.balance(of)
    head = tn(
        "Balance: {n} half-day in all, that is {days}.",
        "Balance: {n} half-days in all, that is {days}.",
        total.all,
        days=days(total.all),
    )
    lines = []
    for one in of.funders:
        counted = rules.balance(of, one.id)
        all_of_it = tn("{n} half-day ({days})", "{n} half-days ({days})", counted.all, days=days(counted.all))
        accounts = accounted(counted)
        lines.append(t("{funder}, {all}: {accounts}", funder=one.name, all=all_of_it, accounts=accounts))
    return View((paragraph(head), Items(tuple(lines))), (our_course(of),))


def done(of: Course, which: Mission, half: HalfDay) -> View:
    """« A1 : 1/2. BMO : 1 demi-journée utilisée sur 8. »"""
    return View(
        (paragraph(noted(of, which, half)),),
        (
            Button(t("Undo"), data("course", "undone", half.id)),
            Button(t("Back"), data("course", "mission", which.id)),
        ),
    )


def noted(of: Course, which: Mission, half: HalfDay) -> Text:
    counted = t("{code}: {done}/{most}.", code=which.code, done=which.done, most=len(which.half_days))
    return t("{one} {other}", one=counted, other=used(of, half.funder))


def choose(of: Course, which: Mission, halves: Sequence[HalfDay], action: str) -> View:
    """Which half-day is meant, where they are of several kinds, or paid for by several."""
    buttons = [Button(kind(one, of), data("course", action, one.id)) for one in halves[:4]]
    back = Button(t("Back"), data("course", "mission", which.id))
    return View((paragraph(t("{mission}: which half-day?", mission=which.name)),), (*buttons, back))


def more(of: Course) -> View:
    """For those who run the group."""
    return View(
        (paragraph(t("What do you want to do with the course?")),),
        (
            Button(t("Balance"), data("course", "balance", of.group)),
            Button(t("Change the model"), data("course", "model", of.group)),
            Button(t("Another phase"), data("course", "phases", of.group)),
            Button(t("Our meeting"), data("course", "meetings", of.group)),
            our_course(of),
        ),
    )
