"""Each rule of a space on its own: what it does, what is usual, and the rules with and without it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time
from typing import Literal, get_args

from handlers.conversation.text import Money, Text, t, tn

from . import sentences
from .charter import Approval, Counted, Limit, Per, Period, Rules
from .charter_sentences import clock, per_period
from .model import Slot, Space

Kind = Literal[
    "minutes",
    "before",
    "nights",
    "count",
    "months",
    "days",
    "clock",
    "span",
    "limits",
    "price",
    "approval",
    "switch",
    "lines",
]
"""What a value is. minutes, nights, count, months, days: a number of them. before: hours before it begins. clock:
minutes after midnight. span: two of these, « 480-1320 ». limits: « 15nq ». price: « 500n » (cents a night), or
« gift ». approval: « contact », or « silence3 » (days)."""
Group = Literal["hours", "ahead", "household", "around"]
GROUPS: tuple[Group, ...] = get_args(Group)
PERS: dict[str, Per] = {"n": "night", "h": "hour", "k": "km", "u": "use"}
COUNTS: dict[str, Counted] = {"n": "nights", "h": "hours", "b": "bookings", "w": "bookings"}
PERIODS: dict[str, Period] = {"w": "week", "m": "month", "q": "quarter", "y": "year"}
CHECKS: dict[str, Text] = {"a": t("Floor swept"), "b": t("Lights off"), "c": t("Bin emptied")}


@dataclass(frozen=True)
class Clause:
    """One rule. `key`: its name in a button. `label`: what it is called; `does`: what it does; `choices`: three
    usual values; `most`: of a number. `slot`: only of spaces booked so. `fixed`: there is always one."""

    key: str
    group: Group
    kind: Kind
    label: Text
    does: Text
    choices: tuple[str, ...]
    most: int = 0
    slot: Slot | None = None
    fixed: bool = False
    field: str = ""

    @property
    def name(self) -> str:
        """The field of the rules in which it stands."""
        return self.field or self.key


_DAY = 24 * 60
CLAUSES: tuple[Clause, ...] = (
    Clause("opens", "hours", "span", t("Opening hours"), t("Bookings begin and end within these hours."),
           ("480-1320", "540-1200", "420-1320"), slot="hours"),
    Clause("closes_late", "hours", "clock", t("Friday and Saturday"), t("On these two evenings it closes later."),
           ("1380", "0", "60"), slot="hours"),
    Clause("arrives", "hours", "clock", t("Hour of arrival"), t("From this hour on one can come in."),
           ("840", "960", "1080"), slot="nights", fixed=True),
    Clause("leaves", "hours", "clock", t("Hour of departure"), t("Before this hour one leaves."),
           ("600", "660", "720"), slot="nights", fixed=True),
    Clause("quiet", "hours", "clock", t("Quiet hours"), t("From this hour on, everybody is asked to be quiet."),
           ("1260", "1320", "1380")),
    Clause("step", "hours", "minutes", t("Steps of time"), t("Bookings begin and end on such a step."),
           ("15", "30", "60"), 60, "hours"),
    Clause("shortest", "hours", "minutes", t("Shortest booking"), t("Nobody books for less."),
           ("15", "30", "60"), 7 * _DAY, "hours"),
    Clause("longest", "hours", "minutes", t("Longest booking"), t("Nobody books for longer, except the group."),
           ("120", "240", "480"), 60 * _DAY, "hours"),
    Clause("nights", "hours", "nights", t("Nights in a row"), t("A stay lasts no longer."),
           ("3", "7", "14"), 60, "nights", field="longest"),
    Clause("horizon", "ahead", "months", t("How far ahead"), t("Nobody books for a date that is further away."),
           ("1", "3", "6"), 24),
    Clause("events_ahead", "ahead", "months", t("Events of the group"),
           t("The group books for no date that is further away."), ("6", "12", "18"), 24,
           field="horizon_collective"),
    Clause("notice", "ahead", "minutes", t("Shortest notice"), t("One books at least so long before."),
           ("120", "1440", "2880"), 30 * _DAY),
    Clause("buffer", "ahead", "minutes", t("Time for cleaning"), t("After each booking it stays free so long."),
           ("15", "30", "60"), _DAY),
    Clause("cancel", "ahead", "before", t("Late cancelling"),
           t("Freed later than that, it counts all the same for the household."), ("24", "48", "168"), 30 * 24),
    Clause("limits", "household", "limits", t("Limit per household"),
           t("Within a period, each household has so much of it at most."), ()),
    Clause("future", "household", "count", t("Bookings ahead"),
           t("Each household has so many bookings to come at most."), ("1", "2", "3"), 50),
    Clause("late", "household", "before", t("Last minute"),
           t("What nobody has taken so shortly before counts in no limit."), ("24", "48", "120"), 30 * 24),
    Clause("announced", "household", "days", t("The group first"),
           t("An event of the group comes before what is private, if it is announced so long before."),
           ("14", "21", "30"), 365),
    Clause("kept", "household", "days", t("What is kept"),
           t("So shortly before, only its holder can give it up to the group."), ("7", "14", "21"), 365),
    Clause("listed", "around", "switch", t("Who may book"),
           t("Only the people of a list book it: declared drivers, for example."), ("1",)),
    Clause("approval", "around", "approval", t("Who confirms"),
           t("A booking is confirmed once somebody has agreed, or nobody has objected."),
           ("contact", "silence2", "silence5")),
    Clause("capacity", "around", "count", t("How many people"), t("No more people come in at once."),
           ("10", "20", "40"), 2000),
    Clause("price", "around", "price", t("Contribution"), t("What one gives for it."), ()),
    Clause("checklist", "around", "lines", t("To check when leaving"),
           t("Afterwards, whoever had it is asked whether all this is in order."), tuple(CHECKS)),
    Clause("presence", "around", "minutes", t("« I am here »"),
           t("Who has not tapped « I am here » so long after the beginning gives the place up."),
           ("10", "15", "30"), _DAY, "hours"),
    Clause("meter", "around", "switch", t("Kilometres"),
           t("The kilometres are noted before and after."), ("1",), slot="hours"),
)  # fmt: skip
"""Every rule that a group may give, in the order in which one meets them."""


def of_space(space: Space, group: Group) -> Sequence[Clause]:
    return [one for one in CLAUSES if one.group == group and one.slot in (None, space.slot)]


def clause(space: Space, key: str) -> Clause | None:
    return next((one for one in CLAUSES if one.key == key and one.slot in (None, space.slot)), None)


def choices(space: Space, one: Clause) -> Sequence[str]:
    """Three usual values of it, for such a space."""
    if one.kind == "limits":
        return ("15nq", "7nm", "2wm") if space.slot == "nights" else ("1wm", "2bm", "10hm")
    if one.kind == "price":
        if space.rules.meter:
            return ("34k", "25k", "gift")
        return ("500n", "1000n", "gift") if space.slot == "nights" else ("100u", "200h", "gift")
    return one.choices


def said(one: Clause, value: str) -> Text:
    """A value of it on a button."""
    match one.kind:
        case "minutes":
            return sentences.length(int(value))
        case "before":
            return sentences.length(int(value) * 60)
        case "nights":
            return tn("{n} night", "{n} nights", int(value))
        case "months":
            return tn("{n} month", "{n} months", int(value))
        case "days":
            return tn("{n} day", "{n} days", int(value))
        case "count":
            return tn("{n} at most", "{n} at most", int(value))
        case "clock":
            return t("{hour}", hour=clock(_hour(int(value))))
        case "span":
            opens, closes = (clock(_hour(int(word))) for word in value.split("-"))
            return t("from {opens} to {closes}", opens=opens, closes=closes)
        case "limits":
            return per_period(limit_of(value))
        case "price":
            return _price(value)
        case "approval":
            if value == "contact":
                return t("Whoever looks after it")
            return tn("No objection in {n} day", "No objection in {n} days", int(value.removeprefix("silence")))
        case "switch":
            return t("Only a list") if one.key == "listed" else t("Yes")
        case "lines":
            return CHECKS[value]


def _price(value: str) -> Text:
    if value == "gift":
        return t("As one wishes")
    price = Money(int(value[:-1]))
    match PERS[value[-1]]:
        case "night":
            return t("{price} a night", price=price)
        case "hour":
            return t("{price} an hour", price=price)
        case "km":
            return t("{price} a km", price=price)
        case "use":
            return t("{price} each time", price=price)


def _hour(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def limit_of(value: str) -> Limit:
    """« 15nq » : fifteen nights a quarter; « 1wm »: one booking at a weekend a month."""
    return Limit(COUNTS[value[-2]], int(value[:-2]), PERIODS[value[-1]], weekend=value[-2] == "w")


def without(rules: Rules, one: Clause) -> Rules:
    """The rules without this one."""
    match one.key:
        case "opens":
            return replace(rules, opens=None, closes=None, closes_late=None)
        case "limits":
            return replace(rules, limits=())
        case "price":
            return replace(rules, free_gift=False, price=0, per="use")
        case "approval":
            return replace(rules, approval="none", objecting=0)
        case _:
            return replace(rules, **{one.name: getattr(Rules(), one.name)})


def having(rules: Rules, one: Clause, value: str) -> Rules:
    """The rules with this value of one. ValueError and KeyError say that it is none of its values."""
    match one.kind:
        case "span":
            opens, closes = (_hour(int(word)) for word in value.split("-"))
            return replace(rules, opens=opens, closes=closes)
        case "clock":
            return replace(rules, **{one.name: _hour(int(value))})  # type: ignore[arg-type]
        case "limits":
            new = limit_of(value)
            others = [each for each in rules.limits if replace(each, most=new.most) != new]
            return replace(rules, limits=(*others, new))
        case "price" if value == "gift":
            return replace(rules, free_gift=True, price=0, per="use")
        case "price":
            return replace(rules, free_gift=False, price=int(value[:-1]), per=PERS[value[-1]])
        case "approval":
            kind: Approval = "contact" if value == "contact" else "silence"
            return replace(
                rules, approval=kind, objecting=int(value.removeprefix("silence") or 0) if kind == "silence" else 0
            )
        case "switch":
            return replace(rules, **{one.name: True})  # type: ignore[arg-type]
        case "lines":
            return replace(rules, checklist=tuple(dict.fromkeys([*rules.checklist, value])))
        case _:
            return replace(rules, **{one.name: int(value)})  # type: ignore[arg-type]


def is_set(rules: Rules, one: Clause) -> bool:
    return without(rules, one) != rules
