"""What is said when a reminder rings, and afterwards."""

from collections.abc import Mapping, Sequence
from typing import Literal

from handlers.conversation.feature import Missed, Waiting
from handlers.conversation.folding import folded
from handlers.conversation.near import is_late, soon
from handlers.conversation.quiet import next_allowed
from handlers.conversation.text import Listing, Moment, Text, t, tn
from handlers.conversation.views import Block, Button, View, data, paragraph
from handlers.members.model import Group
from handlers.members.views import short

from .model import Reminder, Ring
from .views import words_of

_SIGNS = {
    "💧": ("arroser", "arrosage", "potager", "water", "plantes", "plants"),
    "🗑️": ("bac", "bacs", "poubelle", "poubelles", "tri", "bin", "bins", "rubbish"),
    "🧹": ("menage", "nettoyer", "balayer", "ranger", "laver", "clean", "cleaning", "sweep", "tidy"),
    "🌱": ("compost", "composteur", "planter", "semer", "sow"),
}

NOON, EVENING = 12, 17
"""Hours of the day."""


def sign(words: str) -> str:
    """An emoji before it, as decoration."""
    said = set(folded(words))
    return next((emoji for emoji, known in _SIGNS.items() if said & set(known)), "⏰")


def ring(group: Group, of: Reminder, rung: Ring, names: Mapping[int, str], whose: Sequence[str] = ()) -> View:
    """`names` of whoever set it, does it, has done it, and whose words it is; `whose` turn it is."""
    words = words_of(of, names)
    if rung.state == "done":
        return _done(of, rung, words, names)
    if rung.state != "open":
        over = [t("Not this time: {words:low}.", words=words)]
        if of.next_at is not None:
            over.append(t("The next time: {moment}.", moment=Moment(of.next_at)))
        return View((paragraph(*over),), only_replaces=True)
    said = [t("{sign} {words:cap}.", sign=sign(of.words), words=words)]
    if whose:
        said = [_on_its_day(group, of, rung, words), t("It is the turn of {names}.", names=Listing(tuple(whose)))]
    if is_late(rung.due_at, rung.rung_at):
        said.append(t("It was for {hour}: I come late. Sorry.", hour=Moment(group.local(rung.due_at), "hour")))
    blocks: list[Block] = [paragraph(*said)]
    if rung.takers:
        blocks.append(paragraph(_does(rung.takers, names)))
    if rung.again_at is not None:
        again = soon(group.local(rung.again_at), group.local(rung.rung_at))
        blocks.append(paragraph(t("I say it again {moment}.", moment=again)))
    return View(tuple(blocks), _buttons(of, rung, whose), moved=t("This reminder continues below."))


def _on_its_day(group: Group, of: Reminder, rung: Ring, words: Text) -> Text:
    """« Ce soir, arroser le potager »: turns are told at their hour, and done a little later."""
    due_at = group.local(rung.due_at)
    if next_allowed(due_at, group.night).date() != due_at.date():
        return t("{sign} {words:cap}.", sign=sign(of.words), words=words)  # it is read on the next day
    hour = due_at.hour
    if hour >= EVENING:
        return t("{sign} This evening, {words:low}.", sign=sign(of.words), words=words)
    if hour < NOON:
        return t("{sign} This morning, {words:low}.", sign=sign(of.words), words=words)
    return t("{sign} Today, {words:low}.", sign=sign(of.words), words=words)


def _done(of: Reminder, rung: Ring, words: Text, names: Mapping[int, str]) -> View:
    done = [t("✅ Done: {words:low}.", words=words)]
    if of.audience == "group" and (name := names.get(rung.by or 0)):
        done.append(t("Thank you, {name}.", name=name))
    undo = Button(t("It is not done"), data("reminders", "undone", rung.id))
    return View((paragraph(*done),), (undo,), only_replaces=True)


def _does(takers: Sequence[int], names: Mapping[int, str]) -> Text:
    known = tuple(names[one] for one in takers if one in names) or (t("somebody"),)
    return tn("{names:cap} does it.", "{names:cap} do it.", len(known), names=Listing(known))


def _done_button(rung: Ring) -> Button:
    return Button(t("It is done"), data("reminders", "done", rung.id))


def _take(rung: Ring) -> Button:
    return Button(t("I take care of it"), data("reminders", "take", rung.id))


def _buttons(of: Reminder, rung: Ring, whose: Sequence[str]) -> tuple[Button, ...]:
    if of.audience == "group":
        stands_in = Button(t("I stand in for them"), data("reminders", "take", rung.id))
        return (
            _done_button(rung),
            stands_in if whose else _take(rung),
            Button(t("⋯ More"), data("reminders", "more", rung.id)),
        )
    return (_done_button(rung), *_not_now(rung), _cannot(rung))


def _not_now(rung: Ring) -> tuple[Button, ...]:
    return (
        Button(t("In 1 hour"), data("reminders", "later", rung.id)),
        Button(t("Tomorrow"), data("reminders", "tomorrow", rung.id)),
    )


def _cannot(rung: Ring) -> Button:
    return Button(t("I cannot"), data("reminders", "cannot", rung.id))


def missed(of: Reminder, rung: Ring, whose: Sequence[str] = ()) -> Missed:
    """What came late, as it is told with everything else that did. `whose` turn it is."""
    person = of.person if of.audience == "one" else None
    if rung.state != "open":
        kind: Literal["past", "done"] = "past" if rung.state == "missed" else "done"
        return Missed(kind, of.words, rung.due_at, person, of.next_at)
    named = Button(t("{words:cap}: done", words=short(of.words, 14)), data("reminders", "done", rung.id))
    rest = _not_now(rung) if of.audience == "one" else (_take(rung),)
    words = t("{words}, turn of {names}", words=of.words, names=Listing(tuple(whose))) if whose else of.words
    return Missed("open", words, rung.due_at, person, of.next_at, (_done_button(rung), *rest), named)


def waiting(rung: Ring, of: Reminder) -> Waiting:
    """Its line in « À répondre »."""
    words = t("{words:cap}", words=of.words)
    return Waiting(of.group, rung.topic, words, data("reminders", "answer", rung.id))


def more(of: Reminder, rung: Ring, *, takes: bool, may_change: bool) -> View:
    """« ⋯ Plus » of what is for the group. `takes`: whoever looks does it."""
    buttons: tuple[Button, ...] = _not_now(rung) if takes or may_change else ()
    if takes:
        buttons = (*buttons, _cannot(rung))
    see = Button(t("See the reminder"), data("reminders", "open", of.id))
    return View((paragraph(t("{sign} {words:cap}.", sign=sign(of.words), words=of.words)),), (*buttons, see))


def nudge(of: Reminder, rung: Ring) -> View:
    """Two hours after somebody said that they do it; for them alone, once."""
    return View(
        (paragraph(t("{words:cap}: is it done?", words=of.words)),),
        (
            _done_button(rung),
            Button(t("Tomorrow"), data("reminders", "tomorrow", rung.id)),
            _cannot(rung),
        ),
    )


def who(of: Reminder, rung: Ring, names: Mapping[int, str]) -> View:
    """« Qui peut s'en occuper ? » once somebody who had said so cannot: nobody's name, and no blame."""
    words = words_of(of, names)
    if rung.state == "done":
        return _done(of, rung, words, names)
    if rung.state != "open":
        return View((paragraph(t("Not this time: {words:low}.", words=words)),), only_replaces=True)
    if rung.takers:
        said = t("{sign} {words:cap}.", sign=sign(of.words), words=words)
        return View((paragraph(said, _does(rung.takers, names)),), (_done_button(rung),), only_replaces=True)
    return View(
        (paragraph(t("{sign} Who can do this: {words:low}?", sign=sign(of.words), words=words)),),
        (_take(rung),),
    )
