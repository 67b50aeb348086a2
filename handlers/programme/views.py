"""The screens of a programme that is written, read back, kept and changed."""

from collections.abc import Sequence

from handlers.conversation.feature import Held
from handlers.conversation.text import Text, t, tn, verbatim
from handlers.conversation.views import Block, Button, Items, View, data, paragraph

from .clock import length
from .model import About, Day, Plan, Programme, Run
from .sentences import called, total, wall

SHOWN = 3
"""Programmes on one page of the list."""


def ask_lines(names: Sequence[str]) -> View:
    """`names`: those of the templates."""
    return View(
        (
            paragraph(t("Write one line for each step, with how long it lasts. For example:")),
            Items((t("9:15 Welcome, 15 min"), t("Round of news, 45 min"), t("Lunch break, 1 h 30"))),
            paragraph(t("« Day 2 » on a line begins another day.")),
        ),
        tuple(
            Button(t("{name:short}", name=name), data("programme", "template", at))
            for at, name in enumerate(names)
        )[:5],
        asks=t("The steps, one line each"),
    )


def read_back(plan: Plan) -> View:
    return View(
        tuple(_blocks(plan)),
        (
            Button(t("Keep it"), data("programme", "keep")),
            Button(t("Write it differently"), data("programme", "again")),
        ),
        asks=t("Or write it once more"),
    )


def programme(of: Programme, live: Sequence[Run], *, runs: bool, new: bool = False) -> View:
    """`live`: its days that go on. `runs`: whoever looks may begin it."""
    blocks = _blocks(of.plan)
    if new:
        blocks.append(paragraph(t("It is kept. Begin it when everybody is there: /deroule")))
    buttons = [
        Button(t("Follow day {number}", number=run.day) if run.days > 1 else t("Follow it"), _more(run))
        for run in live[:1]
    ]
    if runs:
        going = {run.day for run in live}
        days = [number for number in range(1, len(of.plan.days) + 1) if number not in going]
        if len(days) > 2:
            buttons.append(Button(t("Begin"), data("programme", "days", of.id)))
        else:
            buttons += [begin(of, number) for number in days]
        buttons.append(Button(t("Change"), data("programme", "change", of.id)))
        buttons.append(Button(t("Delete"), data("programme", "remove", of.id)))
    return View(tuple(blocks), tuple(buttons[:5]))


def begin(of: Programme, day: int) -> Button:
    many = len(of.plan.days) > 1
    return Button(t("Begin D{number}", number=day) if many else t("Begin"), data("programme", "start", of.id, day))


def which_day(of: Programme) -> View:
    buttons = (begin(of, number) for number in range(1, len(of.plan.days) + 1))
    return View((paragraph(t("Which day begins?")),), tuple(buttons))


def listed(found: Sequence[Programme], live: Sequence[Run], page: int) -> View:
    """Three at a time from page 0; what goes on first."""
    begins = page * SHOWN if page * SHOWN < len(found) else 0
    buttons = [
        Button(t("{title:short}", title=called(one.plan.title)), data("programme", "open", one.id))
        for one in found[begins : begins + SHOWN]
    ]
    if begins + SHOWN < len(found):
        buttons.append(Button(t("Others"), data("programme", "list", page + 1)))
    elif begins:
        buttons.append(Button(t("↩️ Back"), data("programme", "list", 0)))
    if live and len(buttons) < SHOWN + 1:
        buttons.insert(0, Button(t("What goes on now"), _more(live[0])))
    buttons.append(Button(t("A new programme"), data("programme", "new")))
    many = tn("Your group has {n} programme.", "Your group has {n} programmes.", len(found))
    return View((paragraph(many),), tuple(buttons))


def ask_change(lines: Sequence[str]) -> View:
    return View(
        (
            paragraph(t("Write the line that changes, with its number. For example: 3. Break, 20 min.")),
            Items(tuple(verbatim(line) for line in lines), numbered=True),
            paragraph(t("« 3. - » takes it away. Or write everything anew.")),
        ),
        asks=t("The line that changes"),
    )


def sure_to_remove(of: Programme) -> View:
    return View(
        (paragraph(t("Delete « {title} »? Nobody can begin it any more.", title=called(of.plan.title))),),
        (
            Button(t("Yes, delete it"), data("programme", "removeyes", of.id)),
            Button(t("↩️ Back"), data("programme", "open", of.id)),
        ),
    )


def _more(run: Run) -> str:
    return data("programme", "more", run.id)


def _blocks(plan: Plan) -> list[Block]:
    blocks: list[Block] = []
    if len(plan.days) > 1:
        said = t(
            "{title}: {n} days, {length} without the meals.",
            title=called(plan.title),
            n=len(plan.days),
            length=length(plan.working),
        )
        blocks.append(paragraph(said))
    elif plan.title:
        blocks.append(paragraph(t("{title}.", title=plan.title)))
    for number, day in enumerate(plan.days, 1):
        if len(plan.days) > 1:
            blocks.append(paragraph(t("Day {number}.", number=number), total(day)))
        else:
            blocks.append(paragraph(total(day)))
        blocks.append(Items(tuple(_lines(day))))
    return blocks


def _lines(day: Day) -> list[Text]:
    lines, at = [], day.starts
    for step in day.steps:
        lasts = length(step.minutes)
        if at is None:
            lines.append(t("{title}, {length}", title=step.title, length=lasts))
        else:
            lines.append(t("{hour:cap}: {title}, {length}", hour=wall(at), title=step.title, length=lasts))
            at += step.minutes
    return lines


# What is kept of somebody


def held(about: About) -> list[Held]:
    kinds = ((t("Programmes that you wrote"), about.wrote), (t("Programmes that you led"), about.led))
    return [Held(what, tuple(called(title) for title in titles)) for what, titles in kinds if titles]
