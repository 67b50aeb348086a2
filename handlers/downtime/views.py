"""What is said after a stop: to the group, to one person, to the host."""

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.feature import Entry, Missed
from handlers.conversation.near import lately
from handlers.conversation.text import Listing, Moment, Text, t, tn
from handlers.conversation.views import Button, Items, View, paragraph
from handlers.members.model import Group

from .model import Downtime

MOST = 8
"""Lines of each kind; how many more there are is said."""
BUTTONS = 4


def to_group(group: Group, of: Downtime, read: datetime, missed: Sequence[Missed], ahead: Sequence[Entry]) -> View:
    """What is still to be done, what comes today, what is over, what was closed late. `read`: when it appears, on
    the group's clock, which is the next morning after a return at night."""
    since = lately(group.local(of.stopped_at), read)
    first = t("I was stopped, {since}. Sorry. This is what you missed.", since=t("since {moment}", moment=since))
    lines = _of(group, read, missed, "open")
    lines += [
        t("To come: {words:low}, at {hour}.", words=one.words, hour=Moment(group.local(one.at), "hour"))
        for one in ahead[:MOST]
    ]
    for kind in ("done", "past", "closed"):
        lines += _of(group, read, missed, kind)
    return View((paragraph(first), Items(tuple(lines))), _buttons(missed))


def to_person(group: Group, read: datetime, missed: Sequence[Missed]) -> View:
    lines = [line for kind in ("open", "done", "past") for line in _of(group, read, missed, kind)]
    first = t("I was stopped. Sorry. This is what I was to tell you.")
    return View((paragraph(first), Items(tuple(lines))), _buttons(missed))


def _of(group: Group, read: datetime, missed: Sequence[Missed], kind: str) -> list[Text]:
    some = [one for one in missed if one.kind == kind]
    lines = [_line(group, read, one) for one in some[:MOST]]
    if len(some) > MOST:
        lines.append(tn("And {n} more.", "And {n} more.", len(some) - MOST))
    return lines


def _line(group: Group, read: datetime, one: Missed) -> Text:
    when = lately(group.local(one.at), read)
    match one.kind:
        case "open":
            return t("Still to do: {words:low} ({moment}).", words=one.words, moment=when)
        case "done":
            return t("Answered: {words:low}.", words=one.words)
        case "closed":
            return t("{words:cap}: closed now, instead of {moment}.", words=one.words, moment=when)
        case "past":
            if one.next_at is None:
                return t("Over: {words:low} ({moment}).", words=one.words, moment=when)
            then = Moment(group.local(one.next_at))
            over = t("Over: {words:low} ({moment}).", words=one.words, moment=when)
            return t("{over} The next time: {moment}.", over=over, moment=then)


def _buttons(missed: Sequence[Missed]) -> tuple[Button, ...]:
    """What can be said of the only thing that is open; of several, for each that it is done. Then what ended."""
    still = [one for one in missed if one.kind == "open" and one.buttons]
    found = [one.named for one in still if one.named is not None]
    if len(still) == 1:
        found = list(still[0].buttons)
    found += [button for one in missed if one.kind == "closed" for button in one.buttons[:1]]
    return tuple(found[:BUTTONS])


def to_host(of: Downtime, zone_of: Group | None, late: int, over: int) -> View:
    """`late`: how many reminders came late; `over`: of how many of these the time had passed."""
    stopped, back = [Moment(at if zone_of is None else zone_of.local(at)) for at in (of.stopped_at, of.back_at)]
    said = [t("Stopped {stopped}, back {back}.", stopped=stopped, back=back)]
    if late:
        told = tn("{n} was told", "{n} were told", late - over)
        gone = tn("{n} was over", "{n} were over", over)
        both = Listing((told, gone), "commas")
        said.append(tn("{n} reminder came late: {both}.", "{n} reminders came late: {both}.", late, both=both))
    else:
        said.append(t("No reminder came late."))
    return View((paragraph(*said),))


def at_end_of_day(group: Group, moment: datetime) -> datetime:
    """Its last instant, on the group's clock."""
    return group.local(moment).replace(hour=23, minute=59, second=59, microsecond=0)
