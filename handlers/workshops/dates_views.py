"""The card on which dates are asked, one's own answers, and the choice among them."""

from collections.abc import Mapping, Sequence

from handlers.conversation.text import Listing, Moment, Text, t, tn, verbatim
from handlers.conversation.views import Block, Button, Items, View, data, paragraph
from handlers.members.model import Group, Person

from .model import Date, Suits, Workshop
from .rules import ranked
from .sentences import button_day, counts, shares_its_day, short_day, when
from .views import line

PAGE = 3
"""Dates on one screen, so that with « the others » and « that is it » it has five buttons."""


def card(workshop: Workshop, group: Group, *, ended: bool) -> View:
    """The dates with what was answered. `ended`: no answer is taken any more."""
    if workshop.state == "cancelled":
        return View((paragraph(t("📅 {title}: this was cancelled.", title=workshop.title)),), only_replaces=True)
    if workshop.state == "over" and workshop.slot is None:
        over = t("📅 {title}: no date was fixed.", title=workshop.title)
        return View((paragraph(over),), only_replaces=True)
    if workshop.slot is not None:
        fixed = t("📅 {title}: it is fixed, {when}.", title=workshop.title, when=when(workshop.slot))
        return View((paragraph(fixed),), only_replaces=True)
    assert workshop.until is not None, "dates are asked until some moment"
    answered = any(one.yes or one.maybes or one.nos for one in workshop.dates)
    lines = tuple(_line(one, group, answered=answered) for one in workshop.dates)
    if ended:
        until = t("The answers have ended. The date is chosen soon.")
    else:
        until = t("Answers until {until}.", until=Moment(workshop.until))
    buttons = [] if ended else [
        Button(t("Give my dates"), data("workshops", "mine", workshop.id)),
        Button(t("All suit me"), data("workshops", "all", workshop.id)),
        Button(t("None suits me"), data("workshops", "none", workshop.id)),
    ]  # fmt: skip
    buttons.append(Button(t("⋯ More"), data("workshops", "more", workshop.id)))
    asked = paragraph(t("📅 {title}: when can you come?", title=workshop.title))
    blocks: list[Block] = [asked, Items(lines, numbered=True), paragraph(until)]
    return View(tuple(blocks), tuple(buttons), moved=t("These dates are asked further down."))


def _line(one: Date, group: Group, *, answered: bool) -> Text:
    said = line(one.slot, group)
    return t("{date}: {counts}", date=said, counts=counts(one)) if answered else said


def ballot(
    workshop: Workshop,
    answers: Mapping[int, Suits],
    whose: Person | None,
    page: int,
    by: int = 0,
    *,
    typed: bool = True,
) -> View:
    """One's own answers: each tap turns one. `whose`: somebody else's, in their words, by `by`. `typed`: they can
    be written too."""
    begins = page * PAGE if page * PAGE < len(workshop.dates) else 0
    everything = len(workshop.dates) <= PAGE + 1
    shown = workshop.dates if everything else workshop.dates[begins : begins + PAGE]
    page = begins // PAGE
    buttons = [
        Button(_turned(one, workshop.dates, answers.get(one.id)), data("workshops", "turn", one.id, by, page))
        for one in shown
    ]
    if not everything:
        following = page + 1 if begins + PAGE < len(workshop.dates) else 0
        buttons.append(Button(t("The other dates"), data("workshops", "mine", workshop.id, by, following)))
    buttons.append(Button(t("That is it"), data("workshops", "done", workshop.id, by)))
    head = t("Touch a date to change your answer. Or write: 1 yes, 2 if need be, 3 no.")
    if not typed:
        head = t("Touch a date to change your answer.")
    if whose is not None:
        head = t("In the name of {name}. Touch a date to change the answer.", name=whose.name)
    lines = tuple(
        t("{when:cap}: {answer}", when=when(one.slot), answer=_SAID[answers.get(one.id)]) for one in workshop.dates
    )
    return View(
        (paragraph(head), Items(lines, numbered=True)),
        tuple(buttons),
        asks=t("1 yes, 2 if need be, 3 no") if typed else None,
    )


_SAID: Mapping[Suits | None, Text] = {
    "yes": t("yes"),
    "maybe": t("if need be"),
    "no": t("no"),
    None: t("no answer yet"),
}


def _turned(one: Date, dates: Sequence[Date], answer: Suits | None) -> Text:
    """« ✅ Samedi 13 : oui »; beside an hour there is only room for the sign, and the words stand above."""
    day = button_day(one, dates)
    if one.slot.timed and shares_its_day(one, dates):
        return t("{sign} {day}", sign=_SIGN[answer], day=day)
    match answer:
        case "yes":
            return t("✅ {day}: yes", day=day)
        case "maybe":
            return t("🤔 {day}: if need be", day=short_day(one.slot))
        case "no":
            return t("❌ {day}: no", day=day)
        case None:
            return day


_SIGN: Mapping[Suits | None, str] = {"yes": "✅", "maybe": "🤔", "no": "❌", None: "·"}


def noted(workshop: Workshop, answers: Mapping[int, Suits], whose: Person | None) -> Text:
    """What stands, in one line."""
    by: dict[Suits, list[str | Text]] = {"yes": [], "maybe": [], "no": []}
    for one in workshop.dates:
        if one.id in answers:
            by[answers[one.id]].append(_day(one, workshop.dates))
    parts: list[str | Text] = []
    if by["yes"]:
        parts.append(t("yes to {days}", days=Listing(tuple(by["yes"]))))
    if by["maybe"]:
        parts.append(t("if need be {days}", days=Listing(tuple(by["maybe"]))))
    if by["no"]:
        parts.append(t("no to {days}", days=Listing(tuple(by["no"]))))
    if not parts:
        return t("Nothing is noted yet.")
    said = Listing(tuple(parts), "commas")
    if whose is not None:
        return t("Noted for {name}: {answers}.", name=whose.name, answers=said)
    return t("Noted: {answers}.", answers=said)


def _day(one: Date, dates: Sequence[Date]) -> Text:
    if one.slot.timed and shares_its_day(one, dates):
        return t("{moment}", moment=Moment(one.slot.starts, "short"))
    return t("{day}", day=Moment(one.slot.starts, "weekday"))


# The choice


def choice(workshop: Workshop, best: Date, answered: int, place: str, *, free: bool) -> View:
    """What whoever organises it is told at the deadline. `best`: of the dates that are ahead. `place`: the space
    that they wish, or nothing; `free`: whether it is kept for that date."""
    if not answered:
        return View(
            (paragraph(t("{title:cap}: nobody has answered the dates.", title=workshop.title)),),
            (
                Button(t("Ask again"), data("workshops", "askmore", workshop.id)),
                Button(t("Choose a date"), data("workshops", "choose", workshop.id)),
                Button(t("Cancel it"), data("workshops", "cancel", workshop.id)),
            ),
        )
    at = when(best.slot)
    said = [
        t("{title:cap}. The best date: {when}, {counts}.", title=workshop.title, when=at, counts=counts(best)),
        tn("{n} person has answered.", "{n} people have answered.", answered),
    ]  # fmt: skip
    if place and free:
        said.append(t("{space:cap} is free too.", space=place))
    elif place:
        said.append(t("{space:cap} is not free then.", space=place))
    return View(
        (paragraph(*said),),
        (
            Button(_fix(best, workshop.dates), data("workshops", "fix", workshop.id, best.id)),
            Button(t("Choose another date"), data("workshops", "choose", workshop.id)),
            Button(t("Ask again"), data("workshops", "askmore", workshop.id)),
        ),
    )


def _fix(one: Date, dates: Sequence[Date]) -> Text:
    if one.slot.timed and shares_its_day(one, dates):
        return t("Fix: {day}", day=button_day(one, dates))
    return t("Fix on {day}", day=Moment(one.slot.starts, "weekday"))


def decided(workshop: Workshop, *, ended: bool) -> View:
    """What the message about the choice says once there is nothing to choose any more. `ended`: no answer is taken
    any more."""
    if workshop.slot is not None:
        said = t("{title:cap}: it is fixed, {when}.", title=workshop.title, when=when(workshop.slot))
    elif workshop.state == "over" or (workshop.state == "asking" and ended):
        said = t("{title:cap}: no date was fixed.", title=workshop.title)
    elif workshop.state == "asking":
        assert workshop.until is not None, "dates are asked until some moment"
        said = t("{title:cap}: I asked again, until {until}.", title=workshop.title, until=Moment(workshop.until))
    else:
        said = t("{title:cap}: this was cancelled.", title=workshop.title)
    return View((paragraph(said),), only_replaces=True)


def choose(workshop: Workshop, dates: Sequence[Date], page: int) -> View:
    """All dates that are ahead, the best first."""
    best = ranked(dates)
    begins = page * PAGE if page * PAGE < len(best) else 0
    everything = len(best) <= PAGE + 1
    shown = best if everything else best[begins : begins + PAGE]
    buttons = [Button(_fix(one, workshop.dates), data("workshops", "fix", workshop.id, one.id)) for one in shown]
    if not everything:
        following = begins // PAGE + 1 if begins + PAGE < len(best) else 0
        buttons.append(Button(t("The other dates"), data("workshops", "choose", workshop.id, following)))
    lines = tuple(
        t("{when:cap}: {counts}, {nos}", when=when(one.slot), counts=counts(one), nos=_nos(one)) for one in shown
    )
    return View(
        (paragraph(t("Touch the date to fix it. The group is told at once.")), Items(lines)), tuple(buttons)
    )


def _nos(one: Date) -> Text:
    return tn("{n} no", "{n} no", one.nos)


def who(workshop: Workshop, answered: Sequence[tuple[Date, Sequence[str], Sequence[str]]]) -> View:
    """Who answered what: of each date the names of « yes », and of « if need be »."""
    lines: list[Text] = []
    for one, yes, maybes in answered:
        said: list[str | Text] = []
        if yes:
            said.append(t("yes: {names}", names=Listing(tuple(yes))))
        if maybes:
            said.append(t("if need be: {names}", names=Listing(tuple(maybes))))
        if said:
            lines.append(
                t("{when:cap}. {answers:cap}.", when=when(one.slot), answers=Listing(tuple(said), "commas"))
            )
    if not lines:
        return View((paragraph(t("Nobody has answered yet.")),))
    blocks: list[Block] = [paragraph(verbatim(workshop.title)), Items(tuple(lines))]
    return View(tuple(blocks))
