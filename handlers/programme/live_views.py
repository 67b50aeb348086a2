"""What is seen while a programme goes on: the card of the group, and what its leader alone is told."""

from collections.abc import Sequence

from handlers.conversation.text import Argument, Listing, Text, t, tn
from handlers.conversation.views import Block, Button, Items, View, data, paragraph
from handlers.members.model import Group

from . import rules, schedule
from .clock import length
from .model import Run, Slot
from .sentences import called, head, hour, short, stays

SOON = max(rules.WARNED)


def card(group: Group, run: Run, minute: int) -> View:
    """What everybody sees. `minute`: now, since 1970."""
    if run.state == "over":
        return _over(group, run)
    buttons = (*controls(run, minute), Button(t("⋯ More"), data("programme", "more", run.id)))
    said = (paragraph(head(run)), paragraph(*_goes_on(group, run, minute)))
    return View(said, buttons, moved=t("This card is further down."))


def lead(group: Group, run: Run, minute: int) -> View:
    """What the leader alone is told: the same, and how long it is until the next step."""
    if run.state == "over":
        return _over(group, run)
    place = schedule.place_at(run.slots, minute)
    warned = bool(run.notice) and run.state == "running" and place < len(run.slots)
    said = [paragraph(_warned(run, place))] if warned else []
    said.append(paragraph(*_goes_on(group, run, minute, warned=warned)))
    return View(tuple(said), (*controls(run, minute), Button(t("⋯ More"), data("programme", "more", run.id))))


def _over(group: Group, run: Run) -> View:
    said = t("⏱️ {title}: it ended at {hour}.", title=called(run.title), hour=hour(group, run.ends))
    return View((paragraph(said),), only_replaces=True)


def _warned(run: Run, place: int) -> Text:
    if place + 1 == len(run.slots):
        return tn("⏳ {n} minute before the end.", "⏳ {n} minutes before the end.", run.notice)
    step = short(run.slots[place + 1].title)
    return tn("⏳ {n} minute before: {step}.", "⏳ {n} minutes before: {step}.", run.notice, step=step)


def controls(run: Run, minute: int) -> tuple[Button, ...]:
    """What whoever leads can touch; the place of the step is in the data, to know what is touched late."""
    if run.state == "paused":
        return (Button(t("Go on again"), data("programme", "resume", run.id)),)
    place = schedule.place_at(run.slots, minute)
    last = place + 1 >= len(run.slots)
    return (
        Button(t("+5 min"), data("programme", "plus", run.id, place)),
        Button(t("End it"), data("programme", "end", run.id))
        if last
        else Button(t("Next step"), data("programme", "next", run.id, place)),
        Button(t("Have a break"), data("programme", "pause", run.id)),
    )


def _goes_on(group: Group, run: Run, minute: int, *, warned: bool = False) -> list[Text]:
    """What goes on, what comes next, where the meal is, and the end. `warned`: what comes next is said already."""
    minute = minute if run.paused_at is None else run.paused_at
    place = min(schedule.place_at(run.slots, minute), len(run.slots) - 1)
    here = run.slots[place]
    if run.paused_at is not None:
        said = [t("Paused since {hour}: {step}.", hour=hour(group, run.paused_at), step=here.title)]
    else:
        said = [t("Now: {step}, until {hour}.", step=here.title, hour=hour(group, here.ends))]
    if place + 1 < len(run.slots) and not warned:
        after = run.slots[place + 1]
        if run.paused_at is None and here.ends - minute <= SOON < here.minutes:
            said.append(t("⏳ Soon: {step}.", step=short(after.title)))
        else:
            said.append(t("Then: {step} ({length}).", step=short(after.title), length=length(after.minutes)))
    meal = schedule.next_meal(run.slots, place + 1)
    if meal is not None:
        said.append(stays(group, meal))
    if run.paused_at is None and place + 1 < len(run.slots):
        said.append(end(group, run.slots))
    return said


def end(group: Group, slots: Sequence[Slot]) -> Text:
    return t("It all ends at {hour}.", hour=hour(group, slots[-1].ends))


# Answers to those who lead


def kept(group: Group, run: Run, place: int, said: Sequence[Text]) -> View:
    """The meal stays, and steps before it are shorter: it can be moved instead."""
    return View(
        (paragraph(*said),),
        (
            Button(t("OK"), data("programme", "fine", run.id)),
            Button(_move(schedule.next_meal(run.slots, place)), data("programme", "meal", run.id)),
            Button(t("Undo"), data("programme", "undo", run.id)),
        ),
    )


def together(*said: Text) -> Text:
    """Sentences of a bubble, one after the other."""
    first, *others = said
    for one in others:
        first = t("{first} {then}", first=first, then=one)
    return first


def gets(one: Slot) -> Text:
    """It gets what was gained before a meal."""
    return t("{step} gets {length}.", step=short(one.title), length=length(one.minutes))


def stays_there(group: Group, meal: Slot, fewer: Sequence[Slot]) -> Text:
    """« Déjeuner maintenu à 12 h 30 : État des lieux en 35 min seulement. »"""
    assert meal.kept is not None, "it keeps its place"
    at = hour(group, meal.kept)
    less = Listing(
        tuple(t("{step} cut to {length}", step=short(one.title), length=length(one.minutes)) for one in fewer)
    )
    if meal.kind == "lunch":
        return t("Lunch stays at {hour}: {steps}.", hour=at, steps=less)
    return t("The meal stays at {hour}: {steps}.", hour=at, steps=less)


def in_the_way(group: Group, meal: Slot) -> Text:
    assert meal.kept is not None, "it keeps its place"
    if meal.kind == "lunch":
        return t("Nothing can be shortened before lunch at {hour}.", hour=hour(group, meal.kept))
    return t("Nothing can be shortened before the meal at {hour}.", hour=hour(group, meal.kept))


def offer_to_move(group: Group, run: Run, place: int, meal: Slot, by: int) -> View:
    """The meal can only be moved; the end of the step is in the data, so that it is not moved twice."""
    ends = run.slots[place].ends
    return View(
        (paragraph(in_the_way(group, meal)),),
        (
            Button(_move(meal), data("programme", "force", run.id, place, ends, by)),
            Button(t("OK"), data("programme", "fine", run.id)),
        ),
    )


def _move(meal: Slot | None) -> Text:
    return t("Move the meal") if meal is not None and meal.kind == "meal" else t("Move lunch")


def more(group: Group, run: Run, minute: int, *, leads: bool, leader: str) -> View:
    """« ⋯ Plus »: all of the day as it is now, and what whoever leads may do. `leader`: their name, or nothing."""
    place = schedule.place_at(run.slots, minute if run.paused_at is None else run.paused_at)
    lines = []
    for at, one in enumerate(run.slots):
        if not one.minutes:
            continue
        here: dict[str, Argument] = {
            "hour": hour(group, one.starts),
            "step": one.title,
            "length": length(one.minutes),
        }
        lines.append(
            t("{hour:cap}: {step}, {length} (now)", **here)
            if at == place
            else t("{hour:cap}: {step}, {length}", **here)
        )
    said = [head(run)]
    if leader:
        said.append(t("{name} leads.", name=leader))
    blocks: list[Block] = [paragraph(*said), Items(tuple(lines)), paragraph(end(group, run.slots))]
    return View(tuple(blocks), _leading(run, place, minute) if leads else ())


def _leading(run: Run, place: int, minute: int) -> tuple[Button, ...]:
    buttons = []
    if schedule.undoable(run, minute):
        buttons.append(Button(t("Undo"), data("programme", "undo", run.id)))
    if run.state != "over":
        if 0 < place < len(run.slots):
            buttons.append(Button(t("Back to the one before"), data("programme", "back", run.id, place)))
        meal = schedule.next_meal(run.slots, place)
        if meal is not None and schedule.meal_moved(run.slots, place) != tuple(run.slots):
            buttons.append(Button(_move(meal), data("programme", "meal", run.id)))
        buttons.append(Button(t("I lead now"), data("programme", "lead", run.id)))
        buttons.append(Button(t("End it"), data("programme", "end", run.id)))
    return tuple(buttons)


def ended(group: Group, run: Run) -> View:
    said = t("It ended at {hour}.", hour=hour(group, run.ends))
    return View((paragraph(said),), (Button(t("Undo"), data("programme", "undo", run.id)),))
