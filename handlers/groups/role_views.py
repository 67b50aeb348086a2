"""What people see of the roles in a group: who runs it, how somebody is named, what that person is told."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.text import Text, t, verbatim
from handlers.conversation.views import LABEL_LENGTH, Button, Items, Paragraph, Title, View, data, paragraph
from handlers.members.model import Group, Here, Member, Person, Role

from . import rules
from .model import ROLES
from .sentences import (
    ROLE_LABELS,
    day,
    months,
    nobody_runs,
    own_role_sentence,
    role_sentence,
    who_runs,
)

SHOWN_AT_ONCE = 3
"""People on one screen, so that with « more » and « back » it has five buttons."""


def roles(here: Here, members: Sequence[Member], now: datetime, *, names: bool) -> View:
    """Who has which role. `names`: this person may name somebody."""
    group = here.group
    others = [m for m in members if m.role in ("professional", "guest")]
    lines = (*who_runs(group, members, now), *(role_sentence(group, member, now) for member in others))
    buttons = [Button(t("Name somebody"), data("groups", "pick", group.id, 0))] if names else []
    if here.runs:
        buttons.append(_stop(here))
    return View((Title(t("Who runs it?")), Items(lines)), (*buttons, _back(group)))


def pick(group: Group, members: Sequence[Member], page: int) -> View:
    """Whom to name, three people at a time from page 0; after the last page comes the first again."""
    begins = page * SHOWN_AT_ONCE
    shown = members[begins : begins + SHOWN_AT_ONCE]
    buttons = [
        Button(verbatim(_short(member.person.name)), data("groups", "person", group.id, member.person.id))
        for member in shown
    ]
    if len(members) > SHOWN_AT_ONCE:
        following = page + 1 if len(members) > begins + SHOWN_AT_ONCE else 0
        buttons.append(Button(t("Other people"), data("groups", "pick", group.id, following)))
    return View((paragraph(t("Whom?")),), (*buttons, _back_to_roles(group)))


def what_for(group: Group, member: Member, now: datetime, *, facilitates_only: bool) -> View:
    """What somebody shall be. `facilitates_only`: whoever asks may make facilitators and nothing else."""
    offered = ["facilitator"] if facilitates_only else list(ROLES)
    buttons = [
        Button(
            ROLE_LABELS[role],
            data("groups", "terms", group.id, member.person.id)
            if role == "facilitator"
            else data("groups", "give", group.id, member.person.id, role),
        )
        for role in offered
    ]
    asked = paragraph(role_sentence(group, member, now), t("What shall {name} be?", name=member.person.name))
    return View((asked,), tuple(buttons))


def how_long(group: Group, member: Member) -> View:
    """For how long somebody runs the group."""
    return View(
        (paragraph(t("For how long does {name} run it?", name=member.person.name)),),
        tuple(
            Button(months(number), data("groups", "give", group.id, member.person.id, "facilitator", number))
            for number in rules.TERMS
        ),
    )


def given(group: Group, member: Member, now: datetime, *, own: bool, running: bool, undo: bool) -> View:
    """What came of it, to whoever named somebody. `own`: themselves; `running`: somebody still runs the group."""
    said = own_role_sentence(group, member, now) if own else role_sentence(group, member, now)
    sentences = [t("It is noted."), said]
    if not running:
        sentences.append(nobody_runs())
    elif not own:
        sentences.append(t("I tell them."))
    taken_back = (Button(t("Undo"), data("groups", "undo", group.id, member.person.id)),) if undo else ()
    return View((Paragraph(tuple(sentences)),), (*taken_back, _back_to_roles(group)))


def undone(group: Group, member: Member, now: datetime) -> View:
    """The role is again what it was."""
    return View((paragraph(t("It is as before."), role_sentence(group, member, now)),), (_back_to_roles(group),))


def stop(here: Here, last: bool) -> View:
    """Before somebody gives up running the group. `last`: nobody would run it then."""
    alone = t("You will no longer run it.")
    sentences = [alone if here.role == "facilitator" else t("You will no longer accompany it, and you will vote.")]
    if last:
        sentences.append(t("Nobody will run it then: anybody can name somebody."))
    sure = Button(_stop(here).label, data("groups", "stop", here.group.id, "surely"))
    return View((Paragraph(tuple(sentences)),), (_back_to_roles(here.group), sure))


def stopped(group: Group, last: bool) -> View:
    """After it."""
    sentences = [t("It is noted: you no longer have this role.")]
    if last:
        sentences.append(nobody_runs())
    return View((Paragraph(tuple(sentences)),), (_back_to_roles(group),))


# Told to one person alone


def named(group: Group, member: Member, by: str | Text, now: datetime) -> View:
    """To whoever was named: by whom, what for, and how to say no."""
    yes = Button(t("All right"), data("groups", "agree", group.id))
    no = Button(t("I would rather not"), data("groups", "decline", group.id))
    said = t("{by} has changed your role in « {group} ».", by=by, group=group.name)
    buttons = (yes, no) if rules.runs(member.role) else (yes,)
    return View((paragraph(said, own_role_sentence(group, member, now)),), buttons)


def declined(group: Group, name: str) -> View:
    """To those who run the group, or who named: somebody would rather not."""
    said = t("{name} would rather not have this role in « {group} ».", name=name, group=group.name)
    return View((paragraph(said),), (_name_somebody(group),))


def ending(group: Group, until: datetime, now: datetime) -> View:
    """To a facilitator whose term ends in a week."""
    said = t("You run « {group} » until {end}.", group=group.name, end=day(group, until, now))
    after = t("Shall somebody go on, you or somebody else?")
    return View((paragraph(said, after),), (Button(t("Who runs it?"), data("groups", "roles", group.id)),))


def ended(group: Group, person: Person, own: bool, running: bool) -> View:
    """To those who run the group, once a term is over; to the person themselves where nobody does."""
    said = (
        t("You no longer run « {group} »: the time that was said is over.", group=group.name)
        if own
        else t("{name} no longer runs « {group} »: the time is over.", name=person.name, group=group.name)
    )
    sentences = (said,) if running else (said, nobody_runs())
    return View((Paragraph(sentences),), (_name_somebody(group),))


def _stop(here: Here) -> Button:
    label = t("I stop running it") if here.role == "facilitator" else t("I stop accompanying")
    return Button(label, data("groups", "stop", here.group.id))


def _name_somebody(group: Group) -> Button:
    return Button(t("Name somebody"), data("groups", "pick", group.id, 0))


def _back(group: Group) -> Button:
    return Button(t("↩️ Back"), data("groups", "settings", group.id))


def _back_to_roles(group: Group) -> Button:
    return Button(t("↩️ Back"), data("groups", "roles", group.id))


def _short(name: str) -> str:
    words = name.strip() or "?"
    return words if len(words) <= LABEL_LENGTH else words[: LABEL_LENGTH - 1].rstrip() + "…"


def noted(group: Group, role: Role, until: datetime | None, now: datetime) -> Text:
    """What came of the second tap of setting up."""
    if role == "accompaniment" or until is None:
        return t("Noted: you run it, you do not vote.")
    return t("Noted: you run it and you vote, until {end}.", end=day(group, until, now))
