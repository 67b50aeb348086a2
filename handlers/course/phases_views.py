"""What is seen while the group goes on to another phase, and what is said to it."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.text import Moment, Text, t
from handlers.conversation.views import Button, View, data, paragraph
from handlers.members.views import short
from handlers.when.pace import PACES

from .box import Meeting
from .model import PHASES, Change, Course, Phase, Rhythm
from .sentences import custom, phase, rhythm
from .views import our_course

SHOWN = 4
"""Meetings among which one is chosen."""


def phases(of: Course) -> View:
    """The others than that of now."""
    others = [Button(phase(one), data("course", "to", of.group, one)) for one in PHASES if one != of.phase]
    return View((paragraph(t("Now: {phase:low}. To which phase?", phase=phase(of.phase))),), tuple(others))


def meetings(of: Course, found: Sequence[Meeting], to: Phase | None) -> View:
    """Which of what comes back is the meeting; afterwards the group goes on `to` that phase, or nothing more."""
    words = "stay" if to is None else to
    if not found:
        example = t("Write it first. For example: /rappel meeting every other Thursday at 6:30 pm.")
        return View((paragraph(t("The group has no meeting that comes back."), example),), (our_course(of),))
    buttons = [
        Button(t("{title:cap}", title=short(one.title)), data("course", "with", of.group, words, one.id))
        for one in found[:SHOWN]
    ]
    said = [t("Which of these is the meeting of the group?")]
    now = next((one for one in found if one.id == of.meeting), None)
    if now is not None:
        said.append(t("Now: {title:low}.", title=now.title))
    none = Button(t("None of them"), data("course", "with", of.group, words, "none"))
    return View((paragraph(*said),), (*buttons, none))


def rhythms(of: Course, to: Phase, now: Text) -> View:
    """How often the group meets from now on; `now`: how often it does."""
    kinds: tuple[Rhythm, ...] = (*PACES, "pause")
    return View(
        (paragraph(t("Rhythm now: {rhythm}.", rhythm=now), custom(to)),),
        tuple(
            Button(t("{rhythm:cap}", rhythm=rhythm(one)), data("course", "pace", of.group, to, one))
            for one in kinds
        ),
    )


def preview(of: Course, to: Phase, at: Rhythm | None, next_at: datetime | None) -> View:
    """What the group will see. `at`: None where it has no meeting that comes back."""
    said = [t("This is what the group will see:"), *announced(to, at or "", next_at)]
    if at is None:
        said.append(t("No meeting is moved."))
    buttons = [Button(t("Send to the group"), data("course", "send", of.group, to, at or "none", of.last))]
    if at is not None:
        buttons.append(Button(t("Another rhythm"), data("course", "to", of.group, to)))
    return View((paragraph(said[0]), paragraph(*said[1:])), (*buttons, our_course(of)))


def announced(to: Phase, at: Rhythm | str, next_at: datetime | None) -> list[Text]:
    return [t("We go on to the phase {phase}.", phase=phase(to)), *_when(at, next_at)]


def _when(at: Rhythm | str, next_at: datetime | None) -> list[Text]:
    if next_at is not None:
        return [t("Next meeting: {moment}.", moment=Moment(next_at))]
    return [t("Our meetings take a break.")] if at == "pause" else []


def changed(change: Change) -> View:
    """What everybody sees; once it was undone, where it stands, and nowhere else."""
    if not change.undone:
        first, *more = announced(change.phase, change.rhythm, change.next_at)
        return View((paragraph(t("🧭 {words}", words=first), *more),))
    stays = t("🧭 In the end, we stay in the phase {phase}.", phase=phase(change.before))
    return View((paragraph(stays, *_when("", change.next_at)),), only_replaces=True)


def sent(of: Course, change: Change, appears: datetime | None) -> View:
    """`appears`: when the group sees it, where that is not at once."""
    said = [t("The group is told.")]
    if appears is not None:
        said = [t("The group sees it {moment}.", moment=Moment(appears))]
    if change.next_at is not None:
        said.append(t("Next meeting: {moment}.", moment=Moment(change.next_at)))
    return View((paragraph(*said),), (Button(t("Undo"), data("course", "back", change.id)), our_course(of)))


def undone(of: Course, change: Change) -> View:
    said = [t("We stay in the phase {phase}.", phase=phase(change.before)), *_when("", change.next_at)]
    return View((paragraph(*said),), (our_course(of),))
