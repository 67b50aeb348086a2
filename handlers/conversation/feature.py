"""How a feature declares itself: menus, help, the agenda, what is held about a person, the daily purge
are built from these declarations and from no list kept elsewhere."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Literal, TypeVar

from .answer import Answer
from .events import Alarm, Command, Dismissed, Invited, Joined, Left, Moved, Press, Said
from .stores import Draft
from .text import Text
from .topic import Topic
from .views import Button, View

H = TypeVar("H")
"""The feature's handler, made anew for each transaction with the stores of that transaction."""


@dataclass(frozen=True)
class CommandLine(Generic[H]):
    """`names`: the French word first, then its aliases, without slash. `help`: one line for /aide.
    `personal`: about the person who writes it, so that it is offered in the private conversation alone."""

    names: tuple[str, ...]
    help: Text
    run: Callable[[H, Command], Awaitable[Answer]]
    personal: bool = False


@dataclass(frozen=True)
class MenuEntry:
    """A line of /menu: its label and the button data that it sends."""

    label: Text
    data: str


@dataclass(frozen=True)
class Held:
    """One kind of thing held about a person: what it is, and the lines themselves."""

    what: Text
    lines: tuple[Text, ...]


@dataclass(frozen=True)
class Kept:
    """One kind of thing that a feature keeps of people: « Vos réponses aux sondages »; then, each the end of
    that sentence, who sees it and for how long it is kept."""

    what: Text
    seen: Text
    how_long: Text


Sort = Literal["event", "question", "reminder", "booking"]
"""event: people come together. question: the last moment to answer one. reminder: what is not to be forgotten, or
is to be looked at again. booking: a household has a shared space."""


@dataclass(frozen=True)
class Entry:
    """Something dated that a group shows in its agenda: it is then, or goes on then.

    `at`: when it is, or begins; `ends`: until when it lasts, where it does. Where it is not `timed`, their days
    alone are known, or matter. `question`: of a question, the question alone. `short`: the same in a few words
    that name nobody, for a picture: what stands in one is never taken back.
    """

    at: datetime
    words: Text
    topic: Topic
    ends: datetime | None = None
    timed: bool = True
    sort: Sort = "event"
    question: Text | None = None
    short: Text | None = None


@dataclass(frozen=True)
class Missed:
    """Something that fell due at `at`, while Palabre was stopped. open: it can still be done. past: it is over;
    `next_at` is when it comes back. done: somebody did it since, or it was given up. closed: what was to end then
    ended afterwards. `person`: whom alone it concerns; None: the group. `buttons`: what can be said of it;
    `named`: the first of them where there are several things, and it has to say which."""

    kind: Literal["open", "past", "done", "closed"]
    words: str | Text
    at: datetime
    person: int | None = None
    next_at: datetime | None = None
    buttons: tuple[Button, ...] = ()
    named: Button | None = None


@dataclass(frozen=True)
class Waiting:
    """An open question that somebody has not answered: in which group, in which words, and the data of the
    button that shows it to them alone."""

    group: int
    topic: Topic
    words: Text
    data: str


@dataclass(frozen=True)
class Feature(Generic[H]):
    """Everything that the house needs to know of a feature.

    invited may answer; it is said aloud in the room.
    presses[action] answers a tap; takes_back[action] undoes what that tap did, where it left a mark that others
    see and the mark was taken back. Where nothing is declared for an action, taking its mark back does nothing.
    show(handler, topic, now) draws the topic as ordered parts, one message each.
    said[step] takes the words typed in answer to that step's question; replied takes a reply to a card
    and gives None where the words are neighbours talking.
    held_about, forget: what is kept of a person, and how it goes. purge(handler, now) deletes what is
    past its time and says how many rows.
    missed(handler, group, since, until) gives what fell due in that time, and was late.
    entries(handler, group, begins, ends) gives what is dated, and is between two moments, or goes on there.
    waiting(handler, person, now) gives the open questions that this person has not answered, in all groups.
    united(handler, kept, gone): two people turned out to be one; annexed: the same of two groups.
    keeps: what it keeps of people, as /confidentialite says it.
    menu: lines of /menu; launches: of what can be begun; mine: of what is about the person alone.
    """

    name: str
    held_about: Callable[[H, int], Awaitable[Sequence[Held]]]
    forget: Callable[[H, int], Awaitable[None]]
    show: Callable[[H, Topic, datetime], Awaitable[Sequence[View]]] | None = None
    purge: Callable[[H, datetime], Awaitable[int]] | None = None
    entries: Callable[[H, int, datetime, datetime], Awaitable[Sequence[Entry]]] | None = None
    missed: Callable[[H, int, datetime, datetime], Awaitable[Sequence[Missed]]] | None = None
    joined: Callable[[H, Joined], Awaitable[None]] | None = None
    left: Callable[[H, Left], Awaitable[None]] | None = None
    invited: Callable[[H, Invited], Awaitable[Answer | None]] | None = None
    dismissed: Callable[[H, Dismissed], Awaitable[None]] | None = None
    moved: Callable[[H, Moved], Awaitable[None]] | None = None
    commands: tuple[CommandLine[H], ...] = ()
    presses: Mapping[str, Callable[[H, Press], Awaitable[Answer]]] = field(default_factory=dict)
    takes_back: Mapping[str, Callable[[H, Press], Awaitable[Answer]]] = field(default_factory=dict)
    said: Mapping[str, Callable[[H, Said, Draft], Awaitable[Answer]]] = field(default_factory=dict)
    asks: Mapping[str, Callable[[H, Draft], View]] = field(default_factory=dict)
    replied: Callable[[H, Said], Awaitable[Answer | None]] | None = None
    alarms: Mapping[str, Callable[[H, Alarm], Awaitable[None]]] = field(default_factory=dict)
    waiting: Callable[[H, int, datetime], Awaitable[Sequence[Waiting]]] | None = None
    united: Callable[[H, int, int], Awaitable[None]] | None = None
    annexed: Callable[[H, int, int], Awaitable[None]] | None = None
    menu: tuple[MenuEntry, ...] = ()
    launches: tuple[MenuEntry, ...] = ()
    mine: tuple[MenuEntry, ...] = ()
    keeps: tuple[Kept, ...] = ()
