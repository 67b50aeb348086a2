"""What people see of the group itself: setting it up, its screen, its settings, and its rooms."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.text import Text, t, verbatim
from handlers.conversation.views import Button, Items, Title, View, data, paragraph
from handlers.members.model import Group, Member

from .model import Invitation
from .rules import KINDS, LANGUAGES, NIGHTS, ZONES
from .sentences import (
    ACADEMIES,
    KIND_LABELS,
    LANGUAGE_LABELS,
    clock,
    kind_sentence,
    place,
    rules_sentences,
    school_sentence,
    settings_sentences,
    sunday_sentence,
    who_runs,
)

ZONES_AT_ONCE = 4
"""Time zones on one screen, so that with « more » it has five buttons."""


# Setting up: three taps


def which_kind(group: Group, name: str) -> View:
    """The first of three taps: what the group is."""
    return View(
        (paragraph(t("{name}, three taps and it is settled. Your group is more like:", name=name)),),
        _kinds(group, "kind"),
    )


def and_you(group: Group) -> View:
    """The second: what whoever sets it up is in it."""
    return View(
        (paragraph(t("And you, in this group?")),),
        (
            Button(t("I decide with them"), data("groups", "mine", group.id, "decide")),
            Button(t("I accompany them"), data("groups", "mine", group.id, "accompany")),
        ),
    )


def everyone_here(group: Group, noted: Text) -> View:
    """The third: those whom the room does not show. `noted` is what came of the second."""
    return View(
        (paragraph(noted), paragraph(t("Are some neighbours not in this conversation?"), t("They count too."))),
        (
            Button(t("Add a neighbour"), data("households", "add")),
            Button(t("Everyone is here"), data("groups", "ready", group.id)),
        ),
    )


def ready(group: Group, before: tuple[Text, ...] = ()) -> View:
    """Set up. `before`: what else has just come of it."""
    return View(
        (paragraph(t("It is ready."), *before), paragraph(*settings_sentences(group))),
        (
            Button(t("Perfect"), data("groups", "perfect", group.id)),
            Button(t("Change a setting"), data("groups", "settings", group.id)),
        ),
    )


# The screen of the group, and its settings


def screen(group: Group, members: Sequence[Member], now: datetime, *, settles: bool, joins: bool) -> View:
    """/groupe. `settles`: this person may change it; `joins`: also join its rooms to another group's."""
    blocks = (
        Title(verbatim(group.name)),
        paragraph(kind_sentence(group), *who_runs(group, members, now)),
        paragraph(*settings_sentences(group)),
        paragraph(*rules_sentences(group)),
    )
    buttons = [Button(t("Who runs it?"), data("groups", "roles", group.id))]
    if settles:
        buttons += [
            Button(t("Language, time, school"), data("groups", "customs", group.id)),
            Button(t("Quiet at night"), data("groups", "night", group.id)),
            Button(t("Rules of the votes"), data("groups", "votes", group.id)),
        ]
    if joins:
        buttons.append(Button(t("Join another room"), data("groups", "join", group.id)))
    return View(blocks, tuple(buttons))


def customs(group: Group) -> View:
    """The language, the clock and the school holidays of the place where people live; what they hear on Sunday."""
    return View(
        (paragraph(*settings_sentences(group)), paragraph(sunday_sentence(group))),
        (
            Button(t("Change the language"), data("groups", "language", group.id)),
            Button(t("Change the clock"), data("groups", "zones", group.id, 0)),
            Button(t("Change the school zone"), data("groups", "school", group.id)),
            Button(t("The summary on Sunday"), data("groups", "sunday", group.id)),
            back(group),
        ),
    )


def language(group: Group) -> View:
    """In which language Palabre speaks."""
    choices = [choice(group, "language", LANGUAGE_LABELS[one], one) for one in LANGUAGES]
    return View((paragraph(settings_sentences(group)[0]),), (*choices, back(group, "customs")))


def school(group: Group) -> View:
    """Whose school holidays are meant by « les vacances d'hiver »."""
    lines = (t("Zone {letter}: {places}.", letter=one, places=places) for one, places in ACADEMIES.items())
    choices = [choice(group, "school", t("School zone {letter}", letter=one), one) for one in ACADEMIES]
    return View(
        (paragraph(school_sentence(group), t("It tells me when the school holidays are.")), Items(tuple(lines))),
        (*choices, choice(group, "school", t("None of these"), "none"), back(group, "customs")),
    )


def sunday(group: Group) -> View:
    """Whether one message on Sunday evening sums up the week."""
    told = paragraph(sunday_sentence(group), t("It rings nobody. A week without anything has none."))
    return View(
        (told,),
        (
            choice(group, "sunday", t("A summary on Sunday"), "on"),
            choice(group, "sunday", t("No summary"), "off"),
            back(group, "customs"),
        ),
    )


def zones(group: Group, page: int) -> View:
    """Whose clock it is, four places at a time from page 0; after the last page comes the first again."""
    begins = page * ZONES_AT_ONCE
    shown = ZONES[begins : begins + ZONES_AT_ONCE]
    following = page + 1 if begins + ZONES_AT_ONCE < len(ZONES) else 0
    return View(
        (paragraph(t("On whose clock does the group live?")),),
        (
            *(choice(group, "zone", place(zone), zone) for zone in shown),
            Button(t("Other places"), data("groups", "zones", group.id, following)),
        ),
    )


def night(group: Group) -> View:
    """When nothing new may appear."""
    hours = [
        choice(
            group,
            "night",
            t("No quiet hours")
            if one is None
            else t("From {begins} to {ends}", begins=clock(one.begins, group), ends=clock(one.ends, group)),
            word,
        )
        for word, one in NIGHTS.items()
    ]
    asked = paragraph(t("When must the group not hear me?"), t("I keep what is new until the morning."))
    return View((asked,), (*hours, back(group)))


def kinds(group: Group) -> View:
    """What the group is, once it is set up."""
    asked = paragraph(kind_sentence(group), t("It decides my words: household, person, lot."))
    return View((asked,), (*_kinds(group, "set", "kind"), back(group, "votes")))


def _kinds(group: Group, *action: str) -> tuple[Button, ...]:
    act, *more = action
    return tuple(Button(KIND_LABELS[kind], data("groups", act, group.id, *more, kind)) for kind in KINDS)


def choice(group: Group, setting: str, label: Text, word: str) -> Button:
    """One choice of a setting."""
    return Button(label, data("groups", "set", group.id, setting, word))


def back(group: Group, to: str = "settings") -> Button:
    """To the screen from which this one was opened."""
    return Button(t("↩️ Back"), data("groups", to, group.id))


# The host's yes or no


def asks_host(invitation: Invitation) -> View:
    """Told to the host alone: somebody has brought Palabre into a room."""
    who = invitation.name or t("Somebody")
    asked = t("{name} would like to add me to the group « {group} ».", name=who, group=invitation.title)
    return View(
        (paragraph(asked),),
        (
            Button(t("Accept"), data("groups", "admit", invitation.id)),
            Button(t("Refuse"), data("groups", "refuse", invitation.id)),
        ),
    )


def answered(invitation: Invitation, admitted: bool) -> View:
    """What the host's tap has done."""
    said = (
        t("« {group} »: accepted. I say hello there.", group=invitation.title)
        if admitted
        else t("« {group} »: refused. I answer nobody there.", group=invitation.title)
    )
    return View((paragraph(said),))


# One group, several rooms


def code(group: Group, digits: str) -> View:
    """The code by which another group's rooms join this one."""
    return View(
        (
            paragraph(t("In the other room, write: /groupe {code}", code=digits)),
            paragraph(
                t("Whoever writes it must run that other group."),
                t("It works once, within ten minutes."),
                t("Its rooms then join « {group} ».", group=group.name),
            ),
        ),
        (back(group),),
    )


def join(gone: Group, kept: Group, digits: str) -> View:
    """What will happen, before it does."""
    said = t(
        "The rooms of « {gone} » join « {kept} »: the same neighbours, the same polls.",
        gone=gone.name,
        kept=kept.name,
    )
    return View(
        (paragraph(said),),
        (
            Button(t("Join them"), data("groups", "unite", gone.id, digits)),
            Button(t("Leave it"), data("groups", "leave", gone.id)),
        ),
    )


def joined(gone: str, kept: Group, name: str | Text) -> View:
    """Told to whoever gave the code."""
    return View(
        (
            paragraph(
                t("{name} has joined the rooms of « {gone} » to « {kept} ».", name=name, gone=gone, kept=kept.name)
            ),
        ),
        (Button(t("See the group"), data("groups", "settings", kept.id)),),
    )
