"""A small group that lives in a database, for the tests of every store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from handlers.conversation.events import Chat
from handlers.conversation.quiet import Night
from handlers.members.electorate import Unit
from handlers.members.model import Group
from handlers.polls.model import Choice, Poll
from storage.database import Database, Transaction
from storage.members import StoredMembers
from storage.polls import StoredPolls
from tests.conftest import TUESDAY_NOON

CHAT = Chat("salon", "les-tilleuls")


@dataclass(frozen=True)
class Settled:
    """The ids of the group and of its people; Nadia accompanies."""

    group: int
    karim: int
    lea: int
    ines: int
    nadia: int

    @property
    def residents(self) -> list[int]:
        return [self.karim, self.lea, self.ines]


async def settle(tx: Transaction) -> Settled:
    """Les Tilleuls, with one room that lists its members."""
    members = StoredMembers(tx, TUESDAY_NOON)
    group = await members.add_group(Group(0, "Les Tilleuls", "Europe/Paris", "fr", Night()))
    await members.add_chat(group, CHAT, lists_members=True)
    ids = []
    for name in ("Karim", "Léa", "Inès", "Nadia"):
        person = await members.add_person(name)
        await members.add_account(person.id, CHAT.platform, name.lower())
        await members.add_member(group, person.id, "accompaniment" if name == "Nadia" else "resident")
        ids.append(person.id)
    return Settled(group, *ids)


def poll(here: Settled, **other: object) -> Poll:
    """An open poll of Karim's, until Thursday."""
    end = TUESDAY_NOON + timedelta(days=2)
    fields: dict[str, object] = {
        "id": 0,
        "group": here.group,
        "author": here.karim,
        "credited": "",
        "question": "On peint la porte ?",
        "state": "open",
        "opened_at": TUESDAY_NOON,
        "ends_at": end,
        "closing_at": end,
        "closed_at": None,
        "reminded_at": None,
        "options": (),
    }
    return Poll(**{**fields, **other})  # type: ignore[arg-type]


def each_alone(people: Sequence[int]) -> list[Unit]:
    """The roll of a poll, in which everybody has a voice of their own."""
    return [Unit(person, (person,)) for person in people]


async def opened(tx: Transaction, here: Settled, **other: object) -> Poll:
    """That poll, kept: blue or green, with every resident on its roll."""
    polls = StoredPolls(tx)
    number = await polls.add(poll(here, **other), [Choice("bleu"), Choice("vert")], each_alone(here.residents))
    found = await polls.find(number)
    assert found is not None
    return found


async def put(tx: Transaction, name: str) -> None:
    """The smallest thing that can be kept."""
    await tx.run("INSERT INTO settings (name, value) VALUES (:name, '')", name=name)


async def names_in(database: Database) -> list[str]:
    """What `put` has kept."""
    async with database.reading() as tx:
        return [row["name"] for row in await tx.rows("SELECT name FROM settings ORDER BY name")]
