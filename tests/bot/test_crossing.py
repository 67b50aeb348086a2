"""One Palabre serves hundreds of groups that never see each other: who tries to cross gets nowhere."""

import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from bot.assembly import COMMANDS, FEATURES
from bot.dispatch import Dispatch
from bot.limits import Limits
from handlers.conversation.answer import Answer
from handlers.conversation.events import Chat, Command, FromPerson, Press, Said, Sender, Standing
from handlers.conversation.quiet import Night
from handlers.members.model import Group, Role
from storage.database import Database, open_database
from storage.members import StoredMembers
from storage.migrate import migrate
from tests.conftest import TUESDAY_NOON

GROUPS = 200
SECRET = "Xylophone"
"""Stands in every name, question and choice of the other group: no answer may hold it."""
POLLS = (1, 2)
"""The numbers of its polls."""
OWN = ("heard", "drafts", "code_tries", "codes")
"""Tables in which whoever tries leaves a trace of their own."""


@dataclass(frozen=True)
class Town:
    """Hundreds of groups in one database. `room` is that of whoever tries, `ids` are numbers of the other group's."""

    database: Database
    dispatch: Dispatch
    room: Chat
    other: int
    ids: Sequence[int]

    async def does(self, event: FromPerson) -> Answer:
        return await self.dispatch.handle(event)

    async def rows_of_the_other(self) -> str:
        """Everything that is kept about the other group, as one text."""
        kept: dict[str, list[str]] = {}
        async with self.database.reading() as tx:
            for table in await self.database.tables(tx):
                rows = [dict(row) for row in await tx.rows(f"SELECT * FROM {table}")]
                if table not in OWN:
                    kept[table] = sorted(repr(row) for row in rows if self._of_the_other(row))
        return json.dumps(kept, ensure_ascii=False)

    def _of_the_other(self, row: Mapping[str, object]) -> bool:
        about = (
            row.get("group_id") == self.other,
            row.get("poll") in POLLS,
            row.get("chat") == f"room-{self.other}",
        )
        return any(about) or any(isinstance(value, str) and SECRET in value for value in row.values())


def sender(account: str, name: str) -> Sender:
    return Sender(account, name, Standing("administrator", TUESDAY_NOON))


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    database = open_database(f"sqlite:///{tmp_path}/palabre.db")
    await database.open()
    await migrate(database, TUESDAY_NOON)
    async with database.writing() as tx:
        members = StoredMembers(tx, TUESDAY_NOON)
        for number in range(1, GROUPS + 1):
            name = f"{SECRET} {number}" if number == 2 else f"Groupe {number}"
            group = await members.add_group(Group(0, name, "Europe/Paris", "fr", Night()))
            await members.add_chat(group, Chat("salon", f"room-{group}"), lists_members=True)
            roles: tuple[Role, ...] = ("facilitator", "resident", "resident")
            for role in roles:
                word = SECRET if number == 2 else "Voisin"
                person = await members.add_person(f"{word} {number}")
                await members.add_account(person.id, "salon", str(person.id))
                await members.add_member(group, person.id, role)
    dispatch = Dispatch(database, lambda: None, limits=Limits(per_account=10**9, per_room=10**9))
    chat = Chat("salon", "room-2")
    for number, (account, words) in enumerate(
        (
            ("4", f"/vote {SECRET} ?\n{SECRET} un\n{SECRET} deux"),
            ("5", f"/sondage {SECRET} bleu ou {SECRET} vert ?"),
        )
    ):
        name, _, rest = words.partition(" ")
        at = TUESDAY_NOON + timedelta(minutes=number)
        await dispatch.handle(Command(f"open-{number}", at, chat, sender(account, SECRET), name[1:], rest))
        await dispatch.handle(
            Press(f"vote-{number}", at, chat, sender(account, SECRET), f"polls:vote:{number + 1}:1")
        )
    yield Town(database, dispatch, Chat("salon", "room-1"), 2, (2, 1, 4, 5, 6))
    await database.close()


def tries(town: Town, chat: Chat, at: datetime) -> Iterator[FromPerson]:
    """Every button of the house with every number of the other group in every place; and words."""
    me = sender("1", "Voisin 1")
    for placed in FEATURES:
        for action in placed.feature.presses:
            if (placed.feature.name, action) == ("help", "forget"):
                continue  # would only end the attempt: it erases whoever tries
            for places in product(town.ids, town.ids, (0, 1, 6)):
                numbers = ":".join(map(str, places))
                data = f"{placed.feature.name}:{action}:{numbers}"
                yield Press(f"{chat.private}:{data}", at, chat, me, data)
    for name, words in product(COMMANDS, ("", "2", "1 2 3")):
        yield Command(f"{chat.private}:/{name}:{words}", at, chat, me, name, words)
        yield Said(f"{chat.private}:{name}:{words}", at, chat, me, words or "2")


@pytest.mark.parametrize("private", [False, True])
async def test_nobody_sees_or_changes_what_is_another_groups(town: Town, private: bool) -> None:
    before = await town.rows_of_the_other()
    assert before.count(SECRET) > 10
    chat = Chat("salon", "1", private=True) if private else town.room
    tried, at = 0, TUESDAY_NOON + timedelta(hours=1)
    for event in tries(town, chat, at):
        answer = await town.does(event)
        assert SECRET not in repr(answer), (event, answer)
        tried += 1
    assert tried > 5000
    assert await town.rows_of_the_other() == before
