"""Minutes of what was done together, and what somebody is to do afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from handlers.conversation.topic import Topic

State = Literal["asked", "draft", "published"]
"""asked: nobody has written anything yet. draft: whoever writes sees it, and those who may publish it."""
Doing = Literal["asked", "agreed", "open", "done"]
"""asked: a person is meant, and has not said yes. open: nobody does it, or they cannot. """
How = Literal["before", "by", "on"]
"""before: that moment is no longer in time (« avant samedi 20 mars »). by: all of that day is in time
(« d'ici vendredi »). on: that day, or that minute (« lundi 15 mars »)."""
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """Until when, or when: an aware minute of the group's zone; the first of the day where it is not `timed`."""

    at: datetime
    how: How
    timed: bool = False

    @property
    def last_day(self) -> datetime:
        """The first instant of the last day on which it is in time."""
        if self.how == "before" and not self.timed:
            return self.at - DAY
        return self.at.replace(hour=0, minute=0)

    @property
    def over_at(self) -> datetime:
        """From when on it is late."""
        return self.at if self.timed or self.how == "before" else self.at + DAY


@dataclass(frozen=True)
class Task:
    """What is to be done, as it was understood. `said`: the sentence from which it came. `person`: whom it named;
    None where it named nobody."""

    words: str
    said: str
    person: int | None = None
    due: Due | None = None


@dataclass(frozen=True)
class Action:
    """A task of some minutes. `person`: who is meant, and shown to others once it is `agreed` or done."""

    id: int
    minutes: int
    words: str
    said: str
    state: Doing
    person: int | None = None
    due: Due | None = None

    @property
    def doer(self) -> int | None:
        """Who has said that they do it: the only one whom everybody may see."""
        return self.person if self.state in ("agreed", "done") else None

    def asked(self, person: int) -> Topic:
        """What this person is asked: they, and nobody who is meant after them."""
        return Topic("minutes", self.id, f"yours:{person}")

    def asked_of_another(self, person: int) -> Topic:
        """The same, of whoever answers for this person."""
        return Topic("minutes", self.id, f"theirs:{person}")

    def gone(self, person: int) -> Topic:
        """What this person is told once they had said yes, and somebody else is meant."""
        return Topic("minutes", self.id, f"gone:{person}")

    def reminder(self, person: int) -> Topic:
        return Topic("minutes", self.id, f"due:{person}")

    def reminder_of_another(self, person: int) -> Topic:
        """The same, of whoever answers for this person."""
        return Topic("minutes", self.id, f"duefor:{person}")

    @property
    def alarm(self) -> Topic:
        """Under which its reminder is set."""
        return Topic("minutes", self.id, "due")

    @property
    def back(self) -> Topic:
        """What whoever organises is told once it is given back."""
        return Topic("minutes", self.id, "back")


@dataclass(frozen=True)
class Minutes:
    """`workshop`: of which; None of a meeting. `title`: empty for a meeting. `at`: when that was, on the group's
    clock. `author`: who wrote them; None while nobody has, and once they are forgotten. `adults`, `children`: who
    came, as far as they had said so. `attached`: the message with a photo under which they stand. `again`: it was
    put off once already. `handed`: those who may publish them were told."""

    id: int
    group: int
    title: str
    at: datetime
    state: State
    made_at: datetime
    workshop: int | None = None
    author: int | None = None
    adults: int = 0
    children: int = 0
    words: str = ""
    attached: str = ""
    published_at: datetime | None = None
    corrected_at: datetime | None = None
    again: bool = False
    handed: bool = False
    actions: Sequence[Action] = ()

    @property
    def zone(self) -> ZoneInfo:
        assert isinstance(self.at.tzinfo, ZoneInfo), "it is set on the clock of a group"
        return self.at.tzinfo

    @property
    def card(self) -> Topic:
        return Topic("minutes", self.id)

    @property
    def question(self) -> Topic:
        """What whoever organised it is asked afterwards, and what has become of that."""
        return Topic("minutes", self.id, "question")

    @property
    def own(self) -> Topic:
        """The same, of whoever wrote them and may not publish them."""
        return Topic("minutes", self.id, "own")

    def put_off(self, person: int) -> Topic:
        """Under which it is set when this person is asked again."""
        return Topic("minutes", self.id, f"later:{person}")

    def action(self, id: int) -> Action | None:
        return next((one for one in self.actions if one.id == id), None)


@dataclass(frozen=True)
class About:
    """What is kept of somebody: minutes that they wrote, and what they were asked to do, and do."""

    wrote: Sequence[str] = ()
    tasks: Sequence[tuple[str, Doing]] = ()
