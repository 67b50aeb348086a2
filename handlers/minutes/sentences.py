"""How what was done, and what is to be done, is said: on cards, screens and papers alike."""

from collections.abc import Collection, Mapping, Sequence

from handlers.conversation.folding import folded
from handlers.conversation.text import Moment, Text, t, tn, verbatim
from handlers.conversation.typed import lowered

from .model import Action, Due, Minutes
from .verbs import ENGLISH, begins_with_a_verb

SHORT = 280
"""Characters of a card (transcripts.md §0); the rest is behind its button."""
_HEAD, _TASK, _UNTIL, _THANKS, _TEXT = 45, 14, 28, 45, 120
"""About how many of them its first words, what stands around a task, its date, and the last sentence need; and how
many the text keeps at most, where there are tasks."""
_OPENERS = {
    "le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "on", "nous", "il", "ils", "elle", "elles",
    "ce", "cette", "ces", "mon", "notre", "nos", "prochain", "prochaine", "tout", "tous", "the", "a", "an",
    "we", "they", "it", "this", "these", "our", "next", "all", "haie", "haies", "grand", "grande", "beau",
    "belle", "bon", "bonne",
}  # fmt: skip
"""Words that begin a sentence and are nobody's name."""


def title(minutes: Minutes) -> Text:
    """« chantier jardin », or « réunion » where it was none of the workshops."""
    return verbatim(minutes.title) if minutes.title else t("meeting")


def day(minutes: Minutes) -> Moment:
    return Moment(minutes.at, "day")


def until(due: Due) -> Text:
    """« avant samedi 20 mars », « d'ici vendredi 19 mars », « lundi 15 mars »."""
    at = Moment(due.at) if due.timed else Moment(due.at, "day")
    match due.how:
        case "before":
            return t("before {day}", day=at)
        case "by":
            return t("by {day}", day=at)
        case "on":
            return t("on {moment}", moment=at)


def task(action: Action) -> Text:
    """« réparer le composteur avant samedi 20 mars », « pompe en panne (mardi 2 mars) »."""
    if action.due is None:
        return verbatim(action.words)
    if not begins_with_a_verb(action.words) and action.words.split(" ")[0].casefold() not in ENGLISH:
        return t("{what} ({until})", what=action.words, until=until(action.due))
    return t("{what} {until}", what=action.words, until=until(action.due))


def does(action: Action, name: str) -> Text:
    """« M. Roux répare le composteur avant samedi 20 mars. »"""
    if begins_with_a_verb(action.words):
        return t("{name} takes care of it: {task}.", name=name, task=task(action))
    return t("{name} sees to this: {task}.", name=name, task=task(action))


def public(action: Action, names: Mapping[int, str]) -> Text:
    """As everybody sees it: with a name only where that person has said yes."""
    name = names.get(action.doer or 0)
    if action.state == "done":
        return t("Done: {task}.", task=task(action))
    if name is None:
        return t("To do: {task}.", task=task(action))
    return does(action, name)


def private(action: Action, names: Mapping[int, str]) -> Text:
    """As whoever writes it sees it: with whom it names."""
    name = names.get(action.person or 0)
    if name is None or action.doer is not None:
        return public(action, names)
    return t("To do: {task} ({name}).", task=task(action), name=name)


def adults(minutes: Minutes) -> Text | None:
    if minutes.adults:
        return tn("{n} adult", "{n} adults", minutes.adults)
    return tn("{n} child", "{n} children", minutes.children) if minutes.children else None


def thanks(minutes: Minutes) -> Sequence[Text]:
    """« Merci aux 11 adultes et aux 4 enfants. »"""
    grown = tn("the {n} adult", "the {n} adults", minutes.adults)
    if minutes.adults == 1:
        grown = t("the person who came")
    young = tn("the {n} child", "the {n} children", minutes.children)
    if minutes.children == 1:
        young = t("the child who came")
    if minutes.adults and minutes.children:
        return (t("Thank you to {people}.", people=t("{adults} and {children}", adults=grown, children=young)),)
    if minutes.adults or minutes.children:
        return (t("Thank you to {people}.", people=grown if minutes.adults else young),)
    return ()


def inside(words: str, known: Collection[str]) -> str:
    """A text behind a colon: « haie taillée », but « Karim a taillé la haie » and « Léa remerciée »: only what
    begins like « la haie », or ends like « taillée », loses its capital. `known`: first names, folded."""
    first = folded(words.split(" ")[0])[:1]
    second = (*words.split(" ", 2), "", "")[1].rstrip(".,")
    begins = bool(first) and first[0] in _OPENERS
    ends = bool(first) and first[0] not in known and second.endswith(("é", "ée", "és", "ées"))
    return lowered(words) if begins or ends else words


def shortened(words: str, *, alone: bool) -> str:
    """What a card shows of a text. `alone`: nothing else is to be said."""
    most = SHORT - _HEAD - _THANKS if alone else _TEXT
    if len(words) <= most:
        return words
    return words[:most].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def on_a_card(minutes: Minutes) -> Sequence[Action]:
    """As many of the tasks as a card has room for, and at least one."""
    room = SHORT - _HEAD - _THANKS - min(len(minutes.words), _TEXT)
    shown: list[Action] = []
    for one in minutes.actions:
        room -= len(one.words) + _TASK + (0 if one.due is None else _UNTIL)
        if shown and room < 0:
            break
        shown.append(one)
    return shown


def line(minutes: Minutes) -> Text:
    """« Compte rendu : chantier jardin, samedi 13 mars »; for years to come, with its year."""
    return t("Minutes: {title}, {day} {year}", title=title(minutes), day=day(minutes), year=minutes.at.year)


def label(minutes: Minutes) -> Text:
    """For a button."""
    said = minutes.title or None
    date = Moment(minutes.at, "date")
    if said is None:
        return t("Meeting, {date}", date=date)
    return t("{words:short}", words=said)
