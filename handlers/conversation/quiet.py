"""The night: no new message between 20:30 and 8:00, whoever asks for it (transcripts.md §0 rule 4)."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta


@dataclass(frozen=True)
class Night:
    """Local times between which the group sleeps; `begins` is later in the day than `ends`."""

    begins: time = time(20, 30)
    ends: time = time(8, 0)


def next_allowed(moment: datetime, night: Night | None) -> datetime:
    """The first instant from `moment` (aware, in the group's zone) at which a new message may appear."""
    if night is None:
        return moment
    clock = moment.time()
    if clock >= night.begins:
        return datetime.combine(moment.date() + timedelta(days=1), night.ends, moment.tzinfo)
    if clock < night.ends:
        return datetime.combine(moment.date(), night.ends, moment.tzinfo)
    return moment
