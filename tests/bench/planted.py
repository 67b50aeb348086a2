"""Databases with many groups in them, planted through the real stores in one transaction."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.platforms.salon.incoming import PLATFORM
from bot.platforms.salon.outgoing import talk
from handlers.conversation.answer import Answer
from handlers.conversation.events import Chat
from handlers.conversation.text import Moment, t, verbatim
from handlers.conversation.topic import Topic
from handlers.members.model import Group
from handlers.polls.model import Choice, Poll
from storage.alarms import StoredAlarms
from storage.database import Row, Transaction, Value
from storage.heard import StoredHeard
from storage.members import StoredMembers
from storage.migrate import migrate
from storage.polls import StoredPolls
from storage.posts import Part, StoredPosts
from storage.salon import StoredSalon
from storage.sqlite import SQLite
from tests.storage.settled import each_alone

CHOICES = ("Bleu", "Vert", "Jaune")


@dataclass(frozen=True)
class Planted:
    """A group with one open poll: who may answer it, and the buttons of its card. The first person has not
    answered and never does, so that nothing closes early."""

    chat: Chat
    poll: int
    people: Sequence[int]
    buttons: Sequence[str]


async def plant(file: Path, groups: int, people: int, now: datetime) -> Planted:
    """A new database at `file` with that many groups of that many people; gives the group in their midst."""
    database = SQLite(file)
    await database.open()
    await migrate(database, now)
    await database.close()
    connection = sqlite3.connect(file, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("BEGIN")
    tx = _Direct(connection)
    planted = [await _group(tx, number, people, now) for number in range(groups)]
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return planted[groups // 2]


class _Direct(Transaction):
    """The connection without a thread between: hundreds of thousands of rows are planted in seconds."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    async def rows(self, sql: str, /, **values: Value) -> Sequence[Row]:
        return self._connection.execute(sql, values).fetchall()

    async def run(self, sql: str, /, **values: Value) -> int:
        return self._connection.execute(sql, values).rowcount

    async def lock(self, table: str, id: int) -> None:
        raise NotImplementedError("one transaction plants everything")

    async def script(self, sql: str) -> None:
        raise NotImplementedError("the migrations have run before")

    async def fill(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
        raise NotImplementedError("planting goes through the stores")


async def _group(tx: Transaction, number: int, size: int, now: datetime) -> Planted:
    members, chat = StoredMembers(tx, now), Chat(PLATFORM, f"groupe-{number}")
    group = await members.add_group(Group(0, f"Groupe {number}", "Europe/Paris", "fr", None))
    await StoredSalon(tx).open_room(chat.id)
    await members.add_chat(group, chat, lists_members=True)
    people = []
    for name in range(size):
        person = (await members.add_person(f"Voisin {name}")).id
        await members.add_account(person, PLATFORM, str(person))
        await members.add_member(group, person, "resident")
        people.append(person)
    poll, options = await _poll(tx, group, people, now)
    await _room(tx, chat, Topic("polls", poll), people[0], now)
    return Planted(chat, poll, people, [f"polls:vote:{poll}:{option}" for option in options])


async def _poll(tx: Transaction, group: int, people: Sequence[int], now: datetime) -> tuple[int, Sequence[int]]:
    """An open poll that everybody but the first has answered."""
    ends_at = (now + timedelta(days=2)).replace(hour=19, minute=0, second=0, microsecond=0)
    question = "On peint la porte en bleu, en vert ou en jaune ?"
    poll = Poll(0, group, people[0], "", question, "open", now, ends_at, ends_at, None, None, ())
    polls, alarms, heard = StoredPolls(tx), StoredAlarms(tx), StoredHeard(tx)
    number = await polls.add(poll, [Choice(words) for words in CHOICES], each_alone(people))
    kept = await polls.find(number)
    assert kept is not None, "it was added above"
    options = [option.id for option in kept.options]
    receipt = Answer(
        toast=t(
            "Noted: {choice}. You can change until {until}.",
            choice=verbatim("bleu"),
            until=Moment(ends_at, "short"),
        )
    )
    for at, person in enumerate(people[1:]):
        await polls.cast(number, person, options[at % len(options)], now)
        await heard.keep(f"planted:{person}", f"salon:{person}", receipt, now)
    await alarms.set(Topic("polls", number), "close", ends_at)
    await alarms.set(Topic("polls", number), "remind", ends_at - timedelta(hours=25))
    return number, options


async def _room(tx: Transaction, chat: Chat, topic: Topic, author: int, now: datetime) -> None:
    """A word of the author, then the card, which shows the newest state."""
    salon, posts = StoredSalon(tx), StoredPosts(tx)
    await salon.say(chat.id, key=f"{chat.id}:1", content=talk("Bonjour à tous."), now=now, person=author)
    card = await salon.say(chat.id, key=f"{chat.id}:2", content=talk("La carte."), now=now)
    await posts.put(topic, [chat])
    row = await tx.row("SELECT id FROM posts WHERE topic = :topic", topic=str(topic))
    assert row is not None, "it was put above"
    part = Part(row["id"], 0, 0, None, "")
    await posts.mark(part)
    await posts.sent(part, str(card), "0" * 16)
    await posts.shown(row["id"], 1)


def noon() -> datetime:
    """Today at noon, so that what is planted is neither late nor far away for a real process."""
    return datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
