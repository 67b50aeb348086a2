"""What a group takes along: the results of its polls, as a table that shows no more than their cards."""

import csv
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from handlers.conversation.text import t
from handlers.members.model import Group
from handlers.polls.model import Poll
from handlers.polls.results import figures
from handlers.polls.sentences import answered, result_sentence
from storage.database import Database
from storage.members import StoredMembers
from storage.polls import StoredPolls

from .texts import voice


async def export(database: Database, group: int, folder: Path, now: datetime) -> Path:
    """Writes polls.csv into the folder, which is made where it is missing; gives the file.

    One line for each choice, in UTF-8 with a mark by which spreadsheets know it, separated by « ; » as they
    expect in France. Raises LookupError for a group that is not there, FileExistsError for a file that is.
    """
    async with database.reading() as tx:
        found = await StoredMembers(tx, now).group(group)
        polls = await StoredPolls(tx).closed_of(group)
    return _write(folder, found, polls)


def _write(folder: Path, group: Group, polls: Sequence[Poll]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "polls.csv"
    with file.open("x", encoding="utf-8-sig", newline="") as opened:
        table = csv.writer(opened, delimiter=";")
        table.writerow(_head(group))
        table.writerows(line for poll in polls for line in _lines(poll, group))
    return file


def _head(group: Group) -> Sequence[str]:
    say = voice(group.language)
    names = (t("asked"), t("ended"), t("choice"), t("answers"), t("who answered"), t("result"))
    return [say(name) for name in names]


def _lines(poll: Poll, group: Group) -> Sequence[Sequence[str]]:
    say = voice(group.language)
    ended = group.local(poll.closed_at or poll.closing_at).strftime("%Y-%m-%d %H:%M")
    return [
        [
            _plain(poll.question),
            ended,
            _plain(say(choice)),
            "" if number is None else str(number),
            say(answered(poll)),
            say(result_sentence(poll)),
        ]
        for choice, number in figures(poll)
    ]


def _plain(words: str) -> str:
    """A spreadsheet must not take a neighbour's words for a formula (OWASP, CSV injection)."""
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t", "\r") else words
