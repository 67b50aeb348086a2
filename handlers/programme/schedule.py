"""What a delay does to the steps that follow, and how a meal keeps its place all the same: arithmetic, pure."""

from collections.abc import Sequence
from dataclasses import replace

from . import rules
from .model import Day, Run, Slot, moment_of

SHORTEST = 5
"""Minutes below which no step is shortened to keep a meal at its place."""
EARLY = 30
LATE = 60
"""Begun at most so many minutes before or after the hour that was written, a day keeps its meals at their place;
else it is another time of day, and everything moves with it."""


def begun(day: Day, now: int, planned: int | None) -> tuple[Slot, ...]:
    """The steps of a day that begins now. `planned`: the minute that was written for the beginning, on this day.

    A little early, the first step lasts until it was meant to end. A little late, the meals stay.
    """
    off = 0 if planned is None else now - planned
    if planned is None or not -EARLY <= off <= LATE:
        return _in_a_row(day, now)
    slots = _in_a_row(day, planned)
    if off <= 0:
        return (replace(slots[0], starts=now, minutes=slots[0].minutes - off), *slots[1:])
    return _laid((replace(slots[0], starts=now), *slots[1:]), 0, force=True)


def _in_a_row(day: Day, starts: int) -> tuple[Slot, ...]:
    slots, at = [], starts
    for step in day.steps:
        kept = None if step.kind == "step" else at
        slots.append(Slot(step.title, step.minutes, at, step.minutes, step.kind, kept))
        at += step.minutes
    return tuple(slots)


def place_at(slots: Sequence[Slot], minute: int) -> int:
    """Which step goes on in that minute; one more than the last once all is over."""
    return next((place for place, one in enumerate(slots) if minute < one.ends), len(slots))


def boundary(slots: Sequence[Slot], minute: int) -> int | None:
    """When the step that goes on ends; None once all is over."""
    place = place_at(slots, minute)
    return slots[place].ends if place < len(slots) else None


def next_meal(slots: Sequence[Slot], place: int) -> Slot | None:
    """The next meal after this step that keeps its place."""
    return next((one for one in slots[place + 1 :] if one.kept is not None), None)


def extended(slots: Sequence[Slot], place: int, by: int) -> tuple[Slot, ...] | None:
    """This step lasts `by` minutes longer, and what follows moves. The steps before the next meal give those
    minutes, the last of them first; None where they cannot, and the meal would have to move."""
    try:
        return _laid(_longer(slots, place, by), place)
    except _MealInTheWay:
        return None


def pushed(slots: Sequence[Slot], place: int, by: int) -> tuple[Slot, ...]:
    """The same; a meal that cannot stay moves, and then nothing before it is shortened."""
    return _laid(_longer(slots, place, by), place, force=True)


def meal_moved(slots: Sequence[Slot], place: int) -> tuple[Slot, ...]:
    """The next meal moves to where this step and those before it last as long as they were meant to. Never
    earlier."""
    found = next((at for at in range(place + 1, len(slots)) if slots[at].kept is not None), None)
    if found is None:
        return tuple(slots)
    meal = slots[found]
    assert meal.kept is not None, "it was looked for"
    here = replace(slots[place], minutes=max(slots[place].minutes, slots[place].planned))
    free = here.ends + sum(one.planned for one in slots[place + 1 : found])
    moved = replace(meal, kept=max(meal.kept, free))
    return _laid((*slots[:place], here, *slots[place + 1 : found], moved, *slots[found + 1 :]), place, force=True)


def skipped(slots: Sequence[Slot], place: int, now: int) -> tuple[Slot, ...]:
    """This step ends now, and the next begins. What is gained before a meal is given to the last step before it; a
    meal that begins early ends when it was meant to."""
    cut = replace(slots[place], planned=0, minutes=max(0, now - slots[place].starts))
    rest = slots[place + 1 :]
    if rest and rest[0].kept is not None:
        early = replace(rest[0], starts=cut.ends, minutes=rest[0].ends - cut.ends, kept=None)
        return (*slots[:place], cut, early, *rest[1:])
    return _laid((*slots[:place], cut, *rest), place, force=True)


def ended(slots: Sequence[Slot], now: int) -> tuple[Slot, ...]:
    """All is over now: the step that goes on ends, and those that were to come do not take place."""
    place = place_at(slots, now)
    if place == len(slots):
        return tuple(slots)
    cut = replace(slots[place], minutes=max(0, now - slots[place].starts))
    gone = (replace(one, starts=cut.ends, minutes=0, kept=None) for one in slots[place + 1 :])
    return (*slots[:place], cut, *gone)


def undoable(run: Run, now: int) -> bool:
    """Whether what was before the last change could still go on now."""
    if run.paused_at is not None:
        return bool(run.before) and moment_of(now) < moment_of(run.paused_at) + rules.FORGOTTEN
    return boundary(run.before, now) is not None


def shortened(before: Sequence[Slot], after: Sequence[Slot], place: int) -> list[Slot]:
    """The steps after this one that last less long after a change than they did before, as they are now."""
    pairs = zip(before[place + 1 :], after[place + 1 :], strict=True)
    return [new for old, new in pairs if new.minutes < old.minutes]


def lengthened(before: Sequence[Slot], after: Sequence[Slot], place: int) -> list[Slot]:
    """Those that now last longer than they were meant to, and did not before: they get what was gained."""
    pairs = zip(before[place + 1 :], after[place + 1 :], strict=True)
    return [new for old, new in pairs if new.minutes > max(old.minutes, new.planned)]


class _MealInTheWay(Exception):
    """The steps before a meal cannot give enough minutes."""


def _longer(slots: Sequence[Slot], place: int, by: int) -> tuple[Slot, ...]:
    """From now on that is how long it is meant to last."""
    minutes = max(0, slots[place].minutes + by)
    return (*slots[:place], replace(slots[place], minutes=minutes, planned=minutes), *slots[place + 1 :])


def _laid(slots: Sequence[Slot], place: int, *, force: bool = False) -> tuple[Slot, ...]:
    """What follows this step, moved to where it ends: between two meals each step as long as it was meant to be,
    as far as that fits. `force`: a meal that cannot stay moves. Raises _MealInTheWay."""
    laid, at = list(slots[: place + 1]), slots[place].ends
    rest = list(slots[place + 1 :])
    while rest:
        many = next((many for many, one in enumerate(rest) if one.kept is not None), len(rest))
        meal, lengths = rest[many] if many < len(rest) else None, [one.planned for one in rest[:many]]
        if meal is not None and meal.kept is not None:
            fitted = _fitted(lengths, meal.kept - at)
            if fitted is None and not force:
                raise _MealInTheWay
            lengths = lengths if fitted is None else fitted
        for one, minutes in zip(rest[:many], lengths, strict=True):
            laid.append(replace(one, starts=at, minutes=minutes))
            at += minutes
        if meal is not None:
            laid.append(replace(meal, starts=at, minutes=meal.planned, kept=at))
            at += meal.planned
        rest = rest[many + 1 :]
    return tuple(laid)


def _fitted(planned: Sequence[int], room: int) -> list[int] | None:
    """These lengths, so that they fill the room exactly: the last gives, or gets, first. None where it is too
    little, or where there is nothing to fill it with."""
    lengths = list(planned)
    short = sum(lengths) - room
    if short < 0:
        if not lengths:
            return None
        lengths[-1] -= short
        return lengths
    for at in reversed(range(len(lengths))):
        gives = min(short, max(0, lengths[at] - SHORTEST))
        lengths[at] -= gives
        short -= gives
    return lengths if not short else None
