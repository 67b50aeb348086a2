"""What help shows."""

from collections.abc import Sequence

from handlers.conversation.feature import Held, MenuEntry
from handlers.conversation.text import Text, t, verbatim
from handlers.conversation.views import Block, Button, Items, Title, View, data, paragraph


def help_screen(commands: Sequence[tuple[str, Text]]) -> View:
    """Every command with its one line."""
    lines = tuple(t("/{command}: {help}", command=name, help=line) for name, line in commands)
    return View((paragraph(t("Here is what I understand.")), Items(lines)))


def menu(group: str, entries: Sequence[MenuEntry]) -> View:
    """The menu, from what the features declare."""
    buttons = tuple(Button(entry.label, entry.data) for entry in entries)
    return View((Title(verbatim(group)), paragraph(t("What would you like to do?"))), buttons)


def welcome() -> View:
    """The first message in a room."""
    return View(
        (
            paragraph(t("Hello everyone."), t("I am Palabre, a neighbourhood robot.")),
            paragraph(
                t("Write /sondage, then your question and the choices."),
                t("For example: /sondage Do we eat outside or inside?"),
            ),
            paragraph(t("I only keep what you address to me: my buttons, my commands, replies to my messages.")),
        ),
        (
            Button(t("Start a poll"), data("polls", "ask")),
            Button(t("Who sees what?"), data("help", "privacy")),
        ),
    )


def privacy() -> View:
    """Who sees what."""
    return View(
        (
            Title(t("Who sees what?")),
            Items(
                (
                    t("In a poll, everyone sees who answered what."),
                    t("My receipts and your mistakes are shown to you alone."),
                    t("I only keep what you address to me: my buttons, my commands, replies to my messages."),
                    t("The built-in room keeps the conversation, so that everyone can read it again."),
                    t("The names behind the answers go two months after the end of a poll."),
                )
            ),
        ),
        (
            Button(t("My data"), data("help", "mydata")),
            Button(t("Erase everything"), data("help", "forget")),
        ),
    )


def my_data(held: Sequence[Held]) -> View:
    """All that is held about a person, feature by feature."""
    blocks: list[Block] = [Title(t("What I keep about you"))]
    for kind in held:
        blocks.append(paragraph(kind.what))
        blocks.append(Items(kind.lines))
    if not held:
        blocks.append(paragraph(t("Nothing.")))
    return View(tuple(blocks), (Button(t("Erase everything"), data("help", "forget")),))


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
