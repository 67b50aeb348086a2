"""What somebody is asked to do, reminded of, and finds again; and one task as whoever writes it sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from handlers.conversation.feature import Waiting
from handlers.conversation.text import Text, t
from handlers.conversation.typed import capital
from handlers.conversation.views import Button, Items, View, data, paragraph

from . import sentences
from .model import Action, Minutes
from .verbs import begins_with_a_verb

OFFERED = 3


def asked(action: Action, name: str = "") -> View:
    """« Vous réparez le composteur avant samedi 20 mars ? » `name`: of whom, where it is asked of somebody who
    answers for them."""
    return View(
        (paragraph(_wish(action, name)),),
        (
            Button(t("Agreed"), data("minutes", "yes", action.id)),
            Button(t("Not me"), data("minutes", "no", action.id)),
        ),
    )


def _wish(action: Action, name: str) -> Text:
    task = sentences.task(action)
    if name:
        return t("Does {name} see to this: {task}? You answer for them.", name=name, task=task)
    if begins_with_a_verb(action.words):
        return t("Will you do this: {task}?", task=task)
    return t("Do you see to this: {task}?", task=task)


def _yours(action: Action, name: str = "") -> Text:
    if name:
        return sentences.does(action, name)
    task = sentences.task(action)
    if begins_with_a_verb(action.words):
        return t("You do this: {task}.", task=task)
    return t("You see to this: {task}.", task=task)


def agreed(action: Action, name: str = "") -> View:
    """What the question becomes. `name`: as `asked`."""
    return View((paragraph(_yours(action, name), t("Thank you.")),), _answers(action), only_replaces=True)


def reminder(action: Action, name: str = "") -> View:
    """The only one. `name`: as `asked`."""
    return View((paragraph(_yours(action, name), t("Is it done?")),), _answers(action))


def done(action: Action) -> View:
    said = t("Done: {task}.", task=sentences.task(action))
    return View((paragraph(said, t("Thank you.")),), only_replaces=True)


def not_yours(action: Action, name: str = "") -> View:
    """What the question becomes where somebody else is meant now, or nobody. `name`: as `asked`."""
    said = t("No longer for you: {task}.", task=sentences.task(action))
    if name:
        said = t("No longer for {name}: {task}.", name=name, task=sentences.task(action))
    take = (
        (Button(t("I can do it after all"), data("minutes", "take", action.id)),) if action.state == "open" else ()
    )
    return View((paragraph(said),), take, only_replaces=True)


def taken_from(action: Action) -> View:
    """The same, told to whoever had said yes."""
    return replace(not_yours(action), only_replaces=False)


def taken_up(action: Action, names: Mapping[int, str]) -> View:
    """What whoever organises sees instead, once somebody else is asked, or does it."""
    return View(
        (paragraph(sentences.private(action, names)),),
        (Button(t("Read the minutes"), data("minutes", "read", action.minutes)),),
        only_replaces=True,
    )


def _answers(action: Action) -> tuple[Button, ...]:
    return (
        Button(t("It is done"), data("minutes", "done", action.id)),
        Button(t("I cannot"), data("minutes", "cannot", action.id)),
    )


def given_back(action: Action) -> View:
    """Told to whoever organises, without blame."""
    return View(
        (
            paragraph(
                t("To be taken up again: {task}.", task=sentences.task(action)),
                t("Whoever was meant cannot do it."),
            ),
        ),
        (
            Button(t("Somebody else"), data("minutes", "retask", action.id)),
            Button(t("Read the minutes"), data("minutes", "read", action.minutes)),
        ),
    )


def task(action: Action, names: Mapping[int, str], *, may_be_text: bool) -> View:
    """One task, of whoever writes the minutes. `may_be_text`: the sentence from which it came may stand there."""
    buttons = [Button(t("Write it otherwise"), data("minutes", "retask", action.id))]
    if action.said and may_be_text:
        buttons.append(Button(t("It is no task"), data("minutes", "untask", action.id)))
    return View(
        (paragraph(sentences.private(action, names)),),
        (
            *buttons,
            Button(t("Take it away"), data("minutes", "drop", action.id)),
            Button(t("↩️ Back"), data("minutes", "fix", action.minutes, 0)),
        ),
    )


def ask_task() -> View:
    return View(
        (
            paragraph(t("Write the task, who does it, and until when.")),
            paragraph(t("For example: repair the composter, Karim, before the 20th.")),
        ),
        asks=t("The task"),
    )


def choose_open(minutes: Minutes) -> View:
    """What nobody does yet."""
    free = [one for one in minutes.actions if one.state == "open"]
    buttons = [
        Button(t("{words:short}", words=capital(one.words)), data("minutes", "take", one.id))
        for one in free[:OFFERED]
    ]
    return View(
        (
            paragraph(t("Touch what you can do. Everybody then sees your name.")),
            Items(tuple(sentences.public(one, {}) for one in free[:OFFERED])),
        ),
        (*buttons, Button(t("↩️ Back"), data("minutes", "read", minutes.id))),
    )


def mine(tasks: Sequence[Action], page: int) -> View:
    """« Mes tâches », three at a time from page 0."""
    if not tasks:
        return View((paragraph(t("You have nothing to do for the group.")),), (_me(),))
    begins = page * OFFERED if page * OFFERED < len(tasks) else 0
    shown = tasks[begins : begins + OFFERED]
    buttons = [
        Button(t("{words:short}", words=capital(one.words)), data("minutes", "answer", one.id)) for one in shown
    ]
    if begins + OFFERED < len(tasks):
        buttons.append(Button(t("⋯ More"), data("minutes", "mine", page + 1)))
    lines = tuple(t("{task:cap}", task=sentences.task(one)) for one in shown)
    return View((paragraph(t("What you do for the group:")), Items(lines)), (*buttons, _me()))


def _me() -> Button:
    return Button(t("↩️ Back"), data("me", "screen", 0))


def waiting(action: Action, minutes: Minutes) -> Waiting:
    task_ = sentences.task(action)
    return Waiting(
        minutes.group,
        action.asked(action.person or 0),
        t("{task:cap}?", task=task_),
        data("minutes", "answer", action.id),
    )


def one_of_mine(action: Action, name: str = "") -> View:
    """The same as the reminder, whenever somebody looks."""
    return View(
        (paragraph(_yours(action, name)),), (*_answers(action), Button(t("↩️ Back"), data("minutes", "mine", 0)))
    )
