"""What was found of time in a text, piece by piece, before it is put together."""

from dataclasses import dataclass, field
from datetime import date, datetime

from ..grammar.exceptions import Left
from ..grammar.moments import Moment
from ..grammar.ranges import End
from ..grammar.rhythm import Rhythm
from ..model import Duration


@dataclass(frozen=True)
class Named:
    """A span with a name."""

    first: date
    last: date
    words: str = ""
    off: bool = False
    """School holidays: « jusqu'aux vacances » ends before them."""


@dataclass(frozen=True)
class Ending:
    """What follows « jusqu'à », « avant », « d'ici », « sous ». `kind`: until, before, by or within."""

    kind: str
    target: Moment | Named | Duration
    legal: bool = False
    """« sous 15 jours » : fifteen days, not two weeks."""


@dataclass
class Gathered:
    """All that was said of time, by what it is."""

    moments: list[Moment] = field(default_factory=list)
    exact: list[datetime] = field(default_factory=list)
    spans: list[Named] = field(default_factory=list)
    ranges: list[tuple[End, End]] = field(default_factory=list)
    rhythm: Rhythm | None = None
    rhythm_places: set[int] = field(default_factory=set)
    endings: list[Ending] = field(default_factory=list)
    begins: list[Moment | Named] = field(default_factory=list)
    lasting: Duration | None = None
    nights: bool = False
    lengths: list[Duration] = field(default_factory=list)
    count: int = 0
    left: Left = field(default_factory=Left)
    latest: bool = False
    all_day: bool = False
    used: set[int] = field(default_factory=set)
    vague: str = ""

    def empty(self) -> bool:
        return not (
            self.moments or self.exact or self.spans or self.ranges or self.rhythm or self.endings or self.begins
            or self.lasting or self.lengths
        )  # fmt: skip
