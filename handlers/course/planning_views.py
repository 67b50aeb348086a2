"""What is seen while dates are proposed for a half-day, and once it is over."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.text import Moment, Text, t
from handlers.conversation.views import Button, View, data, paragraph

from .box import Slot
from .model import Course, HalfDay, Mission
from .sentences import day_of
from .views import noted, our_course


def ask_dates(title: str, half: int, offered: Sequence[Slot], picked: Sequence[datetime]) -> View:
    """Half-days that can be touched, those of `picked` (their beginnings) are; or any others are typed."""
    buttons = [Button(_label(one, picked), data("course", "pick", half, f"{one[0]:%Y%m%d}")) for one in offered]
    if picked:
        buttons.append(Button(t("That is it"), data("course", "picked", half)))
    return View(
        (
            paragraph(t("{title:cap}: when?", title=title)),
            paragraph(
                t("Touch half-days, or write them."),
                t("For example: Saturday 14 in the morning, Tuesday 17 in the evening."),
            ),
        ),
        tuple(buttons),
        asks=t("Which dates?"),
    )


def _label(slot: Slot, picked: Sequence[datetime]) -> Text:
    day = Moment(slot[0], "weekday")
    if slot[0] in picked:
        return t("✅ {day:cap}, morning", day=day)
    return t("{day:cap}, morning", day=day)


def took_place(of: Course, which: Mission, half: HalfDay) -> View:
    """Asked of those who run the group alone, once it is over."""
    return View(
        (paragraph(t("{mission}, {when}: did it take place?", mission=which.name, when=day_of(half))),),
        (
            Button(t("Done"), data("course", "done", half.id)),
            Button(t("It did not take place"), data("course", "missed", half.id)),
            our_course(of),
        ),
    )


def answered(of: Course, which: Mission, half: HalfDay) -> View:
    """What stands instead once somebody has said so."""
    if half.progress == "done":
        return View((paragraph(noted(of, which, half)),), only_replaces=True)
    return View((paragraph(t("{mission}: still to plan.", mission=which.name)),), only_replaces=True)
