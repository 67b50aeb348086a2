"""How a group's votes are counted, and what silence means in its proposals: what is chosen about it."""

from handlers.conversation.text import t
from handlers.conversation.views import Button, Items, Paragraph, View, data, paragraph
from handlers.members.model import Group

from .rules import BY_HOUSEHOLD, QUORUMS
from .sentences import QUORUM_LABELS, rules_sentences, silence_sentence
from .views import back, choice


def votes(group: Group) -> View:
    """How votes are counted, what silence means in a proposal, and what can be changed about it."""
    buttons = [
        Button(t("How many answers"), data("groups", "quorum", group.id)),
        Button(t("And without an answer?"), data("groups", "silence", group.id)),
        Button(t("The kind of group"), data("groups", "kinds", group.id)),
    ]
    if group.kind in BY_HOUSEHOLD:
        buttons.insert(0, Button(t("Who has a voice"), data("groups", "voices", group.id)))
    return View((paragraph(*rules_sentences(group)), _next_votes()), (*buttons, back(group)))


def voices(group: Group) -> View:
    """Who has one voice in a vote (copropriete.md §3.8: it must be chosen)."""
    lots = group.kind == "condominium"
    together = t("One voice per lot") if lots else t("One voice per household")
    choices = [
        choice(group, "voices", together, "household"),
        choice(group, "voices", t("One voice per adult"), "adult"),
    ]
    if group.voices == "household":
        choices.append(Button(t("If two of them answer"), data("groups", "agreement", group.id)))
    return View((paragraph(t("In a vote, who has a voice?")), _next_votes()), (*choices, back(group, "votes")))


def agreement(group: Group) -> View:
    """Of two people who share one voice, whose answer it is (copropriete.md §3.8, H1 to H3)."""
    return View(
        (paragraph(t("Two people share one voice, and answer differently. What counts?")), _next_votes()),
        (
            choice(group, "agreement", t("The last answer"), "last"),
            choice(group, "agreement", t("Most of them"), "majority"),
            choice(group, "agreement", t("One named person"), "holder"),
            back(group, "voices"),
        ),
    )


def quorum(group: Group) -> View:
    """The part of the voices that must have answered."""
    return View(
        (paragraph(t("How many answers does a vote need to count?")), _next_votes()),
        tuple(choice(group, "quorum", QUORUM_LABELS[word], word) for word in QUORUMS),
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
            choice(group, "silence", t("Two thirds must answer"), "nothing"),
            choice(group, "silence", t("They let others decide"), "consent"),
            choice(group, "silence", t("Everybody must answer"), "required"),
            back(group, "votes"),
        ),
    )


def _next_votes() -> Paragraph:
    return paragraph(t("Open votes keep their rules."))
