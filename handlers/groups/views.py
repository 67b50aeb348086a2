"""What people see of the group itself: setting it up, its screen, its settings, and its rooms."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.text import Text, t, verbatim
from handlers.conversation.views import Button, Items, Paragraph, Title, View, data, paragraph
from handlers.members.model import Group, Member

from .model import Invitation
from .rules import BY_HOUSEHOLD, KINDS, LANGUAGES, NIGHTS, QUORUMS, ZONES
from .sentences import (
    ACADEMIES,
    KIND_LABELS,
    LANGUAGE_LABELS,
    QUORUM_LABELS,
    clock,
    kind_sentence,
    place,
    rules_sentences,
    school_sentence,
    settings_sentences,
    silence_sentence,
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
    """The language, the clock and the school holidays of the place where people live."""
    return View(
        (paragraph(*settings_sentences(group)),),
        (
            Button(t("Change the language"), data("groups", "language", group.id)),
            Button(t("Change the clock"), data("groups", "zones", group.id, 0)),
            Button(t("Change the school zone"), data("groups", "school", group.id)),
            _back(group),
        ),
    )


def language(group: Group) -> View:
    """In which language Palabre speaks."""
    choices = [_set(group, "language", LANGUAGE_LABELS[one], one) for one in LANGUAGES]
    return View((paragraph(settings_sentences(group)[0]),), (*choices, _back(group, "customs")))


def school(group: Group) -> View:
    """Whose school holidays are meant by « les vacances d'hiver »."""
    lines = (t("Zone {letter}: {places}.", letter=one, places=places) for one, places in ACADEMIES.items())
    choices = [_set(group, "school", t("School zone {letter}", letter=one), one) for one in ACADEMIES]
    return View(
        (paragraph(school_sentence(group), t("It tells me when the school holidays are.")), Items(tuple(lines))),
        (*choices, _set(group, "school", t("None of these"), "none"), _back(group, "customs")),
    )


def zones(group: Group, page: int) -> View:
    """Whose clock it is, four places at a time from page 0; after the last page comes the first again."""
    begins = page * ZONES_AT_ONCE
    shown = ZONES[begins : begins + ZONES_AT_ONCE]
    following = page + 1 if begins + ZONES_AT_ONCE < len(ZONES) else 0
    return View(
        (paragraph(t("On whose clock does the group live?")),),
        (
            *(_set(group, "zone", place(zone), zone) for zone in shown),
            Button(t("Other places"), data("groups", "zones", group.id, following)),
        ),
    )


def night(group: Group) -> View:
    """When nothing new may appear."""
    hours = [
        _set(
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
    return View((asked,), (*hours, _back(group)))


def votes(group: Group) -> View:
    """How votes are counted, what silence means in a proposal, and what can be changed about it."""
    buttons = [
        Button(t("How many answers"), data("groups", "quorum", group.id)),
        Button(t("And without an answer?"), data("groups", "silence", group.id)),
        Button(t("The kind of group"), data("groups", "kinds", group.id)),
    ]
    if group.kind in BY_HOUSEHOLD:
        buttons.insert(0, Button(t("Who has a voice"), data("groups", "voices", group.id)))
    return View((paragraph(*rules_sentences(group)), _next_votes()), (*buttons, _back(group)))


def voices(group: Group) -> View:
    """Who has one voice in a vote (copropriete.md §3.8: it must be chosen)."""
    lots = group.kind == "condominium"
    together = t("One voice per lot") if lots else t("One voice per household")
    choices = [
        _set(group, "voices", together, "household"),
        _set(group, "voices", t("One voice per adult"), "adult"),
    ]
    if group.voices == "household":
        choices.append(Button(t("If two of them answer"), data("groups", "agreement", group.id)))
    return View((paragraph(t("In a vote, who has a voice?")), _next_votes()), (*choices, _back(group, "votes")))


def agreement(group: Group) -> View:
    """Of two people who share one voice, whose answer it is (copropriete.md §3.8, H1 to H3)."""
    return View(
        (paragraph(t("Two people share one voice, and answer differently. What counts?")), _next_votes()),
        (
            _set(group, "agreement", t("The last answer"), "last"),
            _set(group, "agreement", t("Most of them"), "majority"),
            _set(group, "agreement", t("One named person"), "holder"),
            _back(group, "voices"),
        ),
    )


def quorum(group: Group) -> View:
    """The part of the voices that must have answered."""
    return View(
        (paragraph(t("How many answers does a vote need to count?")), _next_votes()),
        tuple(_set(group, "quorum", QUORUM_LABELS[word], word) for word in QUORUMS),
    )


def silence(group: Group) -> View:
    """What it means that somebody does not answer a proposal (consent.md §2.6)."""
    return View(
        (
            paragraph(t("A proposal is decided by consent. And whoever does not answer?")),
            Items(
                (
                    t("Two thirds must answer: silence is not a yes."),
                    t("Or: who does not answer lets the others decide, once everybody was told."),
                    t("Or: everybody must answer, and is reminded."),
                )
            ),
            paragraph(silence_sentence(group), t("Open proposals keep their rule.")),
        ),
        (
            _set(group, "silence", t("Two thirds must answer"), "nothing"),
            _set(group, "silence", t("They let others decide"), "consent"),
            _set(group, "silence", t("Everybody must answer"), "required"),
            _back(group, "votes"),
        ),
    )


def kinds(group: Group) -> View:
    """What the group is, once it is set up."""
    asked = paragraph(kind_sentence(group), t("It decides my words: household, person, lot."))
    return View((asked,), (*_kinds(group, "set", "kind"), _back(group, "votes")))


def _kinds(group: Group, *action: str) -> tuple[Button, ...]:
    act, *more = action
    return tuple(Button(KIND_LABELS[kind], data("groups", act, group.id, *more, kind)) for kind in KINDS)


def _set(group: Group, setting: str, label: Text, word: str) -> Button:
    return Button(label, data("groups", "set", group.id, setting, word))


def _next_votes() -> Paragraph:
    return paragraph(t("Open votes keep their rules."))


def _back(group: Group, to: str = "settings") -> Button:
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
        (_back(group),),
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
