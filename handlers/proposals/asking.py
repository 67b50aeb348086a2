"""The questions that words are typed to, and what was typed, read back before it is sent."""

from collections.abc import Mapping

from handlers.conversation.text import Text, t, verbatim
from handlers.conversation.typed import capital
from handlers.conversation.views import Block, Button, Title, View, data, paragraph

from . import sentences
from .screens import changes


def title(text: str) -> Title:
    """What it is about."""
    return Title(verbatim(capital(text)))


def ask_question(notes: Mapping[str, str]) -> View:
    said = paragraph(t("What would you like to know?"), t("Opinions come apart."))
    return View((title(notes["text"]), said), asks=t("Your question"))


def ask_opinion(notes: Mapping[str, str]) -> View:
    """consent.md §2.8, P2."""
    said = [t("How do you take this proposal?"), t("A few words are enough.")]
    if notes.get("name"):
        said.append(t("{author} reads, without answering for now.", author=notes["name"]))
    return View((title(notes["text"]), paragraph(*said)), asks=t("Your opinion"))


def ask_opinion_of(notes: Mapping[str, str]) -> View:
    said = paragraph(t("In the name of {name}, in their own words.", name=notes["name"]), t("What do they think?"))
    return View((title(notes["text"]), said), asks=t("Their opinion"))


def ask_reply(notes: Mapping[str, str]) -> View:
    """To the person who proposes (transcripts.md §3)."""
    name = notes.get("name", "")
    asked = (
        t("{name} asks: « {question} »", name=name, question=notes["words"])
        if name
        else t("Somebody asks: « {question} »", question=notes["words"])
    )
    return View((paragraph(asked, t("Your answer will stand on the card.")),), asks=t("Your answer"))


def ask_reservation(notes: Mapping[str, str]) -> View:
    asked = t("What is the reservation?")
    if notes.get("name"):
        asked = t("What is the reservation of {name}?", name=notes["name"])
    return View(
        (title(notes["text"]), paragraph(asked, t("It is kept with the decision, and stops nothing."))),
        asks=t("The reservation"),
    )


def _words(notes: Mapping[str, str]) -> Text:
    return t("In their words") if notes.get("name") else t("In your words")


def ask_risk(notes: Mapping[str, str]) -> View:
    """The first of the two questions on an objection (consent.md §2.4)."""
    blocks: list[Block] = [title(notes["text"])]
    if notes.get("name"):
        blocks.append(paragraph(t("In the name of {name}, in their own words.", name=notes["name"])))
    blocks.append(paragraph(t("What could go wrong?")))
    return View(tuple(blocks), asks=_words(notes))


def ask_remedy(notes: Mapping[str, str]) -> View:
    """The second; it may stay open."""
    asked = t("What would make it liveable for you?")
    if notes.get("name"):
        asked = t("What would make it liveable for {name}?", name=notes["name"])
    # Beside a button no field opens by itself: in a room, what is no reply would be read by everybody.
    return View(
        (paragraph(asked, t("Reply to this message.")),),
        (Button(t("I do not know yet"), data("proposals", "skip", int(notes["proposal"]))),),
        asks=_words(notes),
    )


def read_objection_back(notes: Mapping[str, str]) -> View:
    """As it was said, before it is sent."""
    said = (
        t("Objection of {name}: « {words} »", name=notes["name"], words=notes["risk"])
        if notes.get("name")
        else t("Your objection: « {words} »", words=notes["risk"])
    )
    blocks: list[Block] = [paragraph(said)]
    if notes["remedy"]:
        blocks.append(paragraph(t("What would help: « {words} »", words=notes["remedy"])))
    theirs, number = bool(notes.get("name")), int(notes["proposal"])
    return View(
        tuple(blocks),
        (
            Button(
                t("Send with their name") if theirs else t("Send with my name"),
                data("proposals", "sendobjection", number, 1),
            ),
            Button(
                t("Send without their name") if theirs else t("Send without my name"),
                data("proposals", "sendobjection", number, 0),
            ),
            Button(t("Rather a reservation"), data("proposals", "ratherreserve", number)),
            Button(t("Correct"), data("proposals", "rewordobjection", number)),
            Button(t("✖️ Close"), data("proposals", "giveup", number)),
        ),
    )


def ask_version(notes: Mapping[str, str]) -> View:
    said = t("Write the proposal as it becomes, whole.")
    return View((title(notes["text"]), paragraph(said)), asks=t("The new text"))


def read_version_back(notes: Mapping[str, str]) -> View:
    """The new text, before everybody is asked about it."""
    return View(
        (
            paragraph(t("Here is what the group will see: {text}.", text=sentences.bare(notes["becomes"]))),
            paragraph(*changes(notes["text"], notes["becomes"])),
        ),
        (
            Button(t("Send to the group"), data("proposals", "publish")),
            Button(t("Write it otherwise"), data("proposals", "modify", int(notes["proposal"]))),
            Button(t("✖️ Close"), data("proposals", "giveupversion")),
        ),
    )


def ask_commission(notes: Mapping[str, str]) -> View:
    said = paragraph(t("Who looks for a solution?"), t("Three names, for example: Léa, Tomás and Odette."))
    return View((title(notes["text"]), said), asks=t("Their names"))
