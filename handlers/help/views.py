"""What help shows."""

from collections.abc import Sequence

from handlers.conversation.feature import Held, Kept, MenuEntry
from handlers.conversation.text import Text, t, tn, verbatim
from handlers.conversation.views import Block, Button, File, Items, Paragraph, Title, View, data, paragraph

MOST_LINES = 8
"""Of the first screen about personal data (people.md §6.3, entry notice)."""


def help_screen(commands: Sequence[tuple[str, Text]]) -> View:
    """Every command with its one line."""
    lines = tuple(t("/{command}: {help}", command=name, help=line) for name, line in commands)
    return View((paragraph(t("Here is what I understand.")), Items(lines)))


def menu(group: str, entries: Sequence[MenuEntry], several: bool = False) -> View:
    """The menu, from what the features declare. `several`: the person could speak of another group."""
    buttons = [Button(entry.label, entry.data) for entry in entries]
    if several:
        buttons.append(Button(t("Another group"), data("members", "groups", 0)))
    return View((Title(verbatim(group)), paragraph(t("What would you like to do?"))), tuple(buttons))


def _hears(administrator: bool) -> Paragraph:
    """What Palabre gets to hear in a room, and what it does with it."""
    if administrator:
        return paragraph(
            t("I am an administrator here: so I am sent all your messages."),
            t("I throw away at once those that are not addressed to me."),
        )
    return paragraph(t("I only keep what you address to me: my buttons, my commands, replies to my messages."))


def welcome(administrator: bool = False, greeted: int = 0) -> View:
    """The first message in a room. `greeted`: how many neighbours have said hello."""
    blocks: list[Block] = [
        paragraph(t("Hello everyone."), t("I am Palabre, a neighbourhood robot.")),
        paragraph(
            t("Write /sondage, then your question and the choices."),
            t("For example: /sondage Do we eat outside or inside?"),
        ),
        _hears(administrator),
    ]
    if greeted:
        blocks.append(
            paragraph(tn("👋 {n} neighbour has said hello.", "👋 {n} neighbours have said hello.", greeted))
        )
    return View(
        tuple(blocks),
        (
            Button(t("Start a poll"), data("polls", "ask")),
            Button(t("👋 Say hello"), data("help", "hello")),
            Button(t("Who sees what?"), data("help", "privacy")),
        ),
    )


def administrator(still: bool) -> View:
    """Said in a room where Palabre has been given powers that it does not need; once they are taken back,
    what holds since."""
    if not still:
        return View((paragraph(t("I am no longer an administrator here."), *_hears(False).sentences),))
    return View((_hears(True), paragraph(t("I need not be one: you may take it back."))))


def private_welcome(name: str, group: str) -> View:
    """The first message in a private conversation."""
    return View(
        (
            paragraph(t("Hello {name}.", name=name), t("Here I answer you alone.")),
            paragraph(t("We speak of « {group} ».", group=group)),
        ),
        (Button(t("Menu"), data("help", "menu")), Button(t("Who sees what?"), data("help", "privacy"))),
    )


def privacy(keeps: Sequence[Kept], host: Text | None, administrator: bool = False, thrown_away: int = 0) -> View:
    """What is kept and who sees it, what is heard, who hosts, and one's rights, in eight lines. `thrown_away`:
    the messages of this week that were not for Palabre."""
    heard = [_hears(administrator)]
    if thrown_away:
        heard.append(
            paragraph(
                tn(
                    "This week, {n} message of the room was sent to me and thrown away at once.",
                    "This week, {n} messages of the room were sent to me and thrown away at once.",
                    thrown_away,
                )
            )
        )
    hosted = t("I am hosted by {host}.", host=host) if host is not None else t("Whoever installed me hosts me.")
    rights = paragraph(
        hosted,
        t("Your rights: /mesdonnees and /effacer, answered within a month."),
        t("The CNIL can receive your complaints."),
    )
    # The title, and what else is said below: the rest stands behind the button.
    shown = keeps[: MOST_LINES - 2 - len(heard)]
    lines = tuple(t("{what}: {ending}", what=one.what, ending=one.seen) for one in shown)
    return View(
        (Title(t("Who sees what?")), Items(lines), *heard, rights),
        (
            Button(t("For how long?"), data("help", "howlong")),
            Button(t("My data"), data("help", "mydata")),
            Button(t("Erase everything"), data("help", "forget")),
        ),
    )


def how_long(keeps: Sequence[Kept]) -> View:
    """The retention table, in plain words (people.md §6.3)."""
    lines = tuple(t("{what}: {ending}", what=one.what, ending=one.how_long) for one in keeps)
    return View(
        (Title(t("For how long?")), Items(lines), paragraph(t("Then it goes by itself, every day."))),
        (Button(t("↩️ Back"), data("help", "privacy")),),
    )


def my_data(held: Sequence[Held], file: File) -> View:
    """All that is held about a person, feature by feature, and the same as a file."""
    blocks: list[Block] = [Title(t("What I keep about you"))]
    for kind in held:
        blocks.append(paragraph(kind.what))
        blocks.append(Items(kind.lines))
    if not held:
        blocks.append(paragraph(t("Nothing.")))
    return View((*blocks, file), (Button(t("Erase everything"), data("help", "forget")),))


def confirm_forget(second: bool) -> View:
    """Asked twice, because it cannot be undone."""
    if second:
        words = paragraph(t("This cannot be undone."), t("Shall I really erase everything about you?"))
        return View((words,), (Button(t("Yes, erase everything"), data("help", "forget", "surely")), _keep()))
    words = paragraph(
        t("I erase your name, your accounts and your answers to open polls."),
        t("Your words in the built-in room go too."),
        t("Results that are already known stay as numbers."),
    )
    return View((words,), (Button(t("Erase everything"), data("help", "forget", "sure")), _keep()))


def _keep() -> Button:
    return Button(t("Change nothing"), data("help", "menu"))
