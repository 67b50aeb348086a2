"""What is seen while the group's copy of the model is changed: missions, half-days, who pays for them."""

from handlers.conversation.text import t, verbatim
from handlers.conversation.views import Button, Items, View, data, paragraph

from . import rules
from .model import KINDS, Course, Funder, HalfDay, Mission
from .sentences import kind
from .views import line, our_course

PAGED = 2
"""Half-days on one screen: with the others, a new one and the way back it has five buttons."""


def model(of: Course) -> View:
    return View(
        (
            paragraph(t("What do you want to change?")),
            paragraph(t("Only the course of your group changes. For a mission: choose it, then « Change ».")),
        ),
        (
            Button(t("All missions"), data("course", "all", of.group, 0)),
            Button(t("Add a mission"), data("course", "newmission", of.group)),
            Button(t("Who pays"), data("course", "funders", of.group)),
            our_course(of),
        ),
    )


def mission(which: Mission) -> View:
    return View(
        (paragraph(t("{mission}: what do you want to change?", mission=which.name)),),
        (
            Button(t("Its name"), data("course", "call", which.id)),
            Button(t("Its half-days"), data("course", "halves", which.id, 0)),
            Button(t("Take the mission out"), data("course", "takeout", which.id)),
            Button(t("Back"), data("course", "mission", which.id)),
        ),
    )


def taken_out(of: Course, which: Mission) -> View:
    return View(
        (paragraph(t("{mission} is taken out.", mission=which.name)),),
        (
            Button(t("Undo"), data("course", "putback", which.id)),
            our_course(of),
        ),
    )


def half_days(of: Course, which: Mission, page: int) -> View:
    """Two at a time from page 0."""
    begins = page * PAGED if page * PAGED < len(which.half_days) else 0
    shown = which.half_days[begins : begins + PAGED]
    buttons = [Button(kind(one, of), data("course", "half", one.id)) for one in shown]
    if len(which.half_days) > PAGED:
        following = begins // PAGED + 1 if begins + PAGED < len(which.half_days) else 0
        buttons.append(Button(t("The others"), data("course", "halves", which.id, following)))
    buttons.append(Button(t("Add a half-day"), data("course", "newhalf", which.id)))
    lines = Items(tuple(line(one, of) for one in shown))
    back = Button(t("Back"), data("course", "edit", which.id))
    return View((paragraph(t("{mission}: its half-days.", mission=which.name)), lines), (*buttons, back))


def half_day(of: Course, half: HalfDay) -> View:
    """What can be done with one: it depends on where it stands."""
    buttons = []
    if half.progress == "done":
        buttons.append(Button(t("Not done yet"), data("course", "undone", half.id)))
    elif half.workshop is not None:
        buttons.append(Button(t("See the workshop"), data("workshops", "see", half.workshop)))
    else:
        buttons.append(Button(t("Take it out"), data("course", "drop", half.id)))
    back = Button(t("Back"), data("course", "halves", half.mission, 0))
    return View((paragraph(t("{line}.", line=line(half, of))),), (*buttons, back))


def who_pays(of: Course, which: Mission) -> View:
    """For a new half-day."""
    buttons = [
        Button(verbatim(one.name[:24]), data("course", "paidby", which.id, one.id))
        for one in of.funders[: rules.MOST_FUNDERS]
    ]
    back = Button(t("Back"), data("course", "halves", which.id, 0))
    return View((paragraph(t("{mission}: who pays for it?", mission=which.name)),), (*buttons, back))


def which_kind(which: Mission, funder: Funder) -> View:
    said = {"workshop": t("A workshop"), "advice": t("An advisory workshop")}
    buttons = [Button(said[one], data("course", "addhalf", which.id, funder.id, one)) for one in KINDS]
    back = Button(t("Back"), data("course", "halves", which.id, 0))
    return View((paragraph(t("Paid by {funder}: what is it?", funder=funder.name)),), (*buttons, back))


def funders(of: Course) -> View:
    buttons = [Button(verbatim(one.name[:24]), data("course", "funder", one.id)) for one in of.funders]
    if len(of.funders) < rules.MOST_FUNDERS:
        buttons.append(Button(t("Add somebody"), data("course", "newfunder", of.group)))
    back = Button(t("Back"), data("course", "model", of.group))
    return View((paragraph(t("Who pays for the half-days?")),), (*buttons, back))


def funder(of: Course, one: Funder) -> View:
    return View(
        (paragraph(t("{funder} pays for half-days.", funder=one.name)),),
        (
            Button(t("Another name"), data("course", "callfunder", one.id)),
            Button(t("Remove"), data("course", "dropfunder", one.id)),
            Button(t("Back"), data("course", "funders", of.group)),
        ),
    )


# What is typed


def ask_new_mission() -> View:
    said = (t("What is the new mission called?"), t("For example: C2 Our garden."))
    return View((paragraph(*said),), asks=t("A new mission"))


def ask_name(which: Mission | None) -> View:
    said = [] if which is None else [t("Now: {title:low}.", title=which.title)]
    return View((paragraph(t("What is the mission called now?"), *said),), asks=t("Another name"))


def ask_new_funder() -> View:
    said = (t("Who else pays?"), t("For example: the town, a foundation."))
    return View((paragraph(*said),), asks=t("Who else pays?"))


def ask_funder(one: Funder | None) -> View:
    said = [] if one is None else [t("Now: {title}.", title=one.name)]
    return View((paragraph(t("What is the new name?"), *said),), asks=t("Another name"))
