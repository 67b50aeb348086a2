"""What a group takes along: its decisions, its proposals, and its polls as no more than their cards show."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from handlers.conversation.spreadsheet import spreadsheet
from handlers.conversation.text import t
from handlers.members.desk import MembersDesk
from handlers.members.model import Group
from handlers.polls.model import Poll
from handlers.polls.results import figures
from handlers.polls.sentences import answered, result_sentence
from handlers.register import paper
from handlers.register.leaves import leaves_of
from storage.database import Database
from storage.members import StoredMembers
from storage.polls import StoredPolls
from storage.proposals import StoredProposals
from storage.register import StoredRegister

from .export_proposals import records_of, table
from .texts import voice


async def export(database: Database, group: int, folder: Path, now: datetime) -> Sequence[Path]:
    """Writes polls.csv, proposals.csv, decisions.md and decisions.csv into the folder, which is made where it is
    missing; gives the files.

    Of polls one line for each choice, in UTF-8 with a mark by which spreadsheets know it, separated by « ; » as
    they expect in France; decisions as `handlers.register.paper` has them. Raises LookupError for a group that is
    not there, FileExistsError, before anything is written, for a file that is.
    """
    async with database.reading() as tx:
        members = StoredMembers(tx, now)
        found = await members.group(group)
        polls = await StoredPolls(tx).closed_of(group)
        records = await records_of(StoredProposals(tx), members, group)
        leaves = await leaves_of(StoredRegister(tx), MembersDesk(members), group)
    decisions = {file.name: file.content for file in paper.all_files(leaves, found, voice(found.language))}
    tables = {"polls.csv": _polls(found, polls), "proposals.csv": table(records, found)}
    return _write(folder, {**tables, **decisions})


def _write(folder: Path, written: Mapping[str, str]) -> Sequence[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name in written:
        if (folder / name).exists():
            raise FileExistsError(folder / name)
    for name, content in written.items():
        with (folder / name).open("x", encoding="utf-8", newline="") as opened:
            opened.write(content)
    return [folder / name for name in written]


def _polls(group: Group, polls: Sequence[Poll]) -> str:
    return spreadsheet([_head(group), *(line for poll in polls for line in _lines(poll, group))], separator=";")


def _head(group: Group) -> Sequence[str]:
    say = voice(group.language)
    names = (t("asked"), t("ended"), t("choice"), t("answers"), t("who answered"), t("result"))
    return [say(name) for name in names]


def _lines(poll: Poll, group: Group) -> Sequence[Sequence[str]]:
    say = voice(group.language)
    ended = group.local(poll.closed_at or poll.closing_at).strftime("%Y-%m-%d %H:%M")
    return [
        [
            poll.question,
            ended,
            say(choice),
            "" if number is None else str(number),
            say(answered(poll)),
            say(result_sentence(poll)),
        ]
        for choice, number in figures(poll)
    ]
