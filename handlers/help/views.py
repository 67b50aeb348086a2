"""What help shows."""

from collections.abc import Sequence

from handlers.conversation.feature import Held, Kept, MenuEntry, Waiting
from handlers.conversation.text import Text, t, tn, verbatim
from handlers.conversation.views import Block, Button, File, Items, Paragraph, Title, View, data, paragraph

MOST_LINES = 8
"""Of the first screen about personal data (people.md §6.3, entry notice)."""

SHOWN_AT_ONCE = 4
"""Buttons of one kind on one screen, so that with « more », or the way back, it has five."""


def help_screen(commands: Sequence[tuple[str, Text]]) -> View:
    """Every command with its one line."""
    lines = tuple(t("/{command}: {help}", command=name, help=line) for name, line in commands)
    return View((paragraph(t("Here is what I understand.")), Items(lines)))


def menu(group: str, entries: Sequence[MenuEntry], waiting: int = 0, several: bool = False, page: int = 0) -> View:
    """The menu, from what the features declare. `waiting`: open questions that this person has not answered.
    `several`: the person could speak of another group. Where all of it is more than a screen holds, the rest is on
    the page after it."""
    buttons = [Button(t("To answer: {n}", n=waiting), data("help", "waiting"))] if waiting else []
    buttons.append(Button(t("Start something"), data("help", "launch")))
    buttons += [Button(entry.label, entry.data) for entry in entries]
    if several:
        buttons.append(Button(t("Another group"), data("members", "groups", 0)))
    if len(buttons) > SHOWN_AT_ONCE + 1:
        more = Button(t("⋯ More"), data("help", "menu", 1))
        buttons = [*buttons[SHOWN_AT_ONCE:], _to_menu()] if page else [*buttons[:SHOWN_AT_ONCE], more]
    said = tn("{n} question is waiting for you.", "{n} questions are waiting for you.", waiting)
    return View(
        (Title(verbatim(group)), paragraph(said if waiting else t("What would you like to do?"))), tuple(buttons)
    )


def launch(entries: Sequence[MenuEntry], page: int = 0) -> View:
    """What can be begun: all of it where it fits, else three at a time from page 0."""
    buttons = [Button(entry.label, entry.data) for entry in entries]
    if len(buttons) > SHOWN_AT_ONCE:
        at_once = SHOWN_AT_ONCE - 1
        begins = page * at_once if page * at_once < len(buttons) else 0
        following = begins // at_once + 1 if begins + at_once < len(buttons) else 0
        more = Button(t("⋯ More"), data("help", "launch", following))
        buttons = [*buttons[begins : begins + at_once], more]
    return View((paragraph(t("What do you want to start?")),), (*buttons, _to_menu()))


def to_answer(here: Sequence[Waiting], elsewhere: Sequence[tuple[str, int]], page: int) -> View:
    """Every open question that waits for this person: those that can be answered here are buttons, four at a
    time; of other groups it is said how many there are, and that they are answered there or in private."""
    begins = page * SHOWN_AT_ONCE if page * SHOWN_AT_ONCE < len(here) else 0
    shown = here[begins : begins + SHOWN_AT_ONCE]
    buttons = [Button(t("{words:short}", words=one.words), one.data) for one in shown]
    if len(here) > SHOWN_AT_ONCE:
        following = page + 1 if len(here) > begins + SHOWN_AT_ONCE else 0
        buttons.append(Button(t("Other questions"), data("help", "waiting", following)))
    else:
        buttons.append(_to_menu())
    blocks: list[Block] = [paragraph(t("Your answer is awaited.") if here else t("Nothing waits for you here."))]
    if here:
        blocks.append(Items(tuple(one.words for one in shown)))
    if elsewhere:
        lines = tuple(
            tn("{group}: {n} question", "{group}: {n} questions", n, group=name) for name, n in elsewhere
        )
        blocks += [paragraph(t("Elsewhere, or in private:")), Items(lines)]
    return View(tuple(blocks), tuple(buttons))


def _to_menu() -> Button:
    return Button(t("↩️ Back"), data("help", "menu"))


def _hears(administrator: bool, hears_all: bool = False) -> Paragraph:
    """What Palabre gets to hear in a room, and what it does with it. `hears_all`: whatever its rank there."""
    if hears_all:
        return paragraph(
            t("Here I am sent all your messages."),
            t("I throw away at once those that are not addressed to me."),
        )
    if administrator:
        return paragraph(
            t("I am an administrator here: so I am sent all your messages."),
            t("I throw away at once those that are not addressed to me."),
        )
    return paragraph(t("I only keep what you address to me: my buttons, my commands, replies to my messages."))


def welcome(administrator: bool = False, greeted: int = 0, hears_all: bool = False) -> View:
    """The first message in a room. `greeted`: how many neighbours have said hello."""
    blocks: list[Block] = [
        paragraph(t("Hello everyone."), t("I am Palabre, a neighbourhood robot.")),
        paragraph(t("With me, you can decide, book and meet.")),
        _hears(administrator, hears_all),
    ]
    if greeted:
        blocks.append(
            paragraph(tn("👋 {n} neighbour has said hello.", "👋 {n} neighbours have said hello.", greeted))
        )
    return View(
        tuple(blocks),
        (
            Button(t("Try a poll"), data("polls", "try")),
            Button(t("👋 Say hello"), data("households", "hello")),
            Button(t("Who sees what?"), data("help", "privacy")),
        ),
    )


def administrator(still: bool, hears_all: bool = False) -> View:
    """Said in a room where Palabre has been given powers that it does not need; once they are taken back,
    what holds since."""
    if not still:
        heard = _hears(False, hears_all).sentences
        return View((paragraph(t("I am no longer an administrator here."), *heard),))
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


def privacy(
    keeps: Sequence[Kept],
    host: Text | None,
    administrator: bool = False,
    thrown_away: int = 0,
    hears_all: bool = False,
) -> View:
    """What is kept and who sees it, what is heard, who hosts, and one's rights, in eight lines. `thrown_away`:
    the messages of this week that were not for Palabre."""
    heard = [_hears(administrator, hears_all)]
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
