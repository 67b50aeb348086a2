"""However many groups there are, a tap looks nothing up by reading a whole table; on both databases."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest

from bot.dispatch import Dispatch
from bot.matrix_memory import MatrixMemory
from bot.platforms.matrix.keys import Key
from bot.platforms.matrix.store import Tap
from handlers.conversation.events import Chat, Press, Sender, Standing
from handlers.conversation.topic import Topic
from handlers.members.electorate import Unit
from handlers.polls.model import Choice
from handlers.proposals.model import State
from storage.database import Database, Transaction, Value
from storage.polls import StoredPolls
from storage.posts import StoredPosts
from storage.proposals import StoredProposals
from storage.register import StoredRegister
from tests.conftest import TUESDAY_NOON
from tests.register_scene import desk_of
from tests.storage.settled import CHAT, poll, settle
from tests.storage.test_proposals import FRIDAY, kept

Statement = tuple[str, dict[str, Value]]
NOT_TABLES = (
    "SCAN heard_units",
    "SCAN CONSTANT ROW",
    "SCAN s",
    "SCAN matrix_buttons USING INDEX matrix_buttons_to_place",
)
"""What SQLite's plans call a scan: what a subquery found; no table at all; an index of the few rows that wait."""


@pytest.mark.parametrize("kind", ["poll", "vote"])
@pytest.mark.parametrize("style", ["one", "several"])
async def test_no_statement_of_a_tap_reads_a_whole_table(
    database: Database, monkeypatch: pytest.MonkeyPatch, kind: str, style: str
) -> None:
    tap = await _asked(database, kind, style)
    said: list[Statement] = []
    async with database.reading() as tx:
        driver = type(tx)
    for name in ("rows", "run", "soon"):
        monkeypatch.setattr(driver, name, _listened(getattr(driver, name), said))
    answer = await Dispatch(database, after=lambda: None).handle(tap)
    assert answer.receipt, answer
    monkeypatch.undo()
    assert len(said) > 5
    async with database.writing() as tx:
        assert await _whole_tables(tx, said) == []


async def test_no_statement_about_a_decision_reads_a_whole_table(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A review that is answered, the decision read, the list, a search, and what waits in the menu."""
    sender = Sender("léa", "Léa", Standing("member", TUESDAY_NOON))
    async with database.writing() as tx:
        here = await settle(tx)
        number, _ = await desk_of(tx, TUESDAY_NOON).record(
            here.group,
            "Les vélos",
            method="consent",
            decided_at=TUESDAY_NOON,
            author=here.karim,
            source="proposals:5",
        )
        review = await StoredRegister(tx).open_review(number, TUESDAY_NOON, TUESDAY_NOON + timedelta(days=3))
    said: list[Statement] = []
    async with database.reading() as tx:
        driver = type(tx)
    for name in ("rows", "run", "soon"):
        monkeypatch.setattr(driver, name, _listened(getattr(driver, name), said))
    dispatch = Dispatch(database, after=lambda: None)
    for data in (f"register:keep:{review}", f"register:read:{number}", "register:list:0", "register:found:0:velo"):
        answer = await dispatch.handle(Press(data, TUESDAY_NOON, CHAT, sender, data))
        assert not answer.refused, answer
    async with database.reading() as tx:
        register = StoredRegister(tx)
        await register.unanswered_by(here.ines, TUESDAY_NOON)
        await register.of_source("proposals:5")
        await register.to_review(here.group, TUESDAY_NOON, TUESDAY_NOON + timedelta(days=3))
        await register.noted_since(here.group, here.karim, TUESDAY_NOON)
    monkeypatch.undo()
    async with database.writing() as tx:
        assert await _whole_tables(tx, said) == []


async def test_no_statement_of_the_matrix_door_reads_a_whole_table(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that is asked of storage for a reaction, its answer and its taking back, and for words in private."""
    async with database.writing() as tx:
        await settle(tx)
    memory = MatrixMemory(database, lambda: TUESDAY_NOON, "fr")
    said: list[Statement] = []
    async with database.reading() as tx:
        driver = type(tx)
    for name in ("rows", "run"):
        monkeypatch.setattr(driver, name, _listened(getattr(driver, name), said))
    room, alone, lea = Chat("matrix", "!room"), Chat("matrix", "@lea:x", private=True), "@lea:x"
    tap = Tap("$tap", room.id, "$card", lea, "polls:vote:1:1")
    await memory.keep_buttons(room.id, "$card", [Key("1", "Bleu", tap.data)], 1)
    await memory.buttons(room.id, "$card")
    await memory.newest_buttons(room.id)
    await memory.to_place()
    await memory.placed(room.id, "$card", "1")
    await memory.unplaced(room.id, "$card")
    await memory.react([(tap, TUESDAY_NOON)])
    await memory.reaction(tap.reaction)
    await memory.standing("$card", lea)
    await memory.unreact(tap.reaction)
    await memory.topic_of(room, "$card")
    await memory.has_group(room)
    await memory.language(alone, lea)
    await memory.keep_private(alone.id, lea, "joined")
    await memory.open_private(alone, lea)
    await memory.owe(lea, "matrix:1")
    await memory.owed(lea)
    await memory.settle(lea, "matrix:1")
    await memory.announce(room.id, "era:post", [], 0)
    await memory.arrived(room.id, "era:post", "$post")
    await memory.seal(room.id, "$sealed")
    await memory.unseal("$sealed")
    await memory.keep_token("s1")
    monkeypatch.undo()
    assert len(said) > 20
    async with database.writing() as tx:
        assert await _whole_tables(tx, said) == []


@pytest.mark.parametrize("action", ["nothing", "consent", "talk", "more", "mine", "opinions"])
async def test_no_statement_about_a_proposal_reads_a_whole_table(
    database: Database, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    state: State = "opinions" if action == "nothing" else "objections"
    async with database.writing() as tx:
        here, proposals = await settle(tx), StoredProposals(tx)
        one = await kept(tx, here, state)
        asked = await proposals.ask(one.id, here.ines, "Même l'été ?", TUESDAY_NOON)
        await proposals.object(one, here.ines, "Le bruit.", "", TUESDAY_NOON, named=False)
        await StoredPosts(tx).put(Topic("proposals", one.id), [CHAT])
    said: list[Statement] = []
    async with database.reading() as tx:
        driver = type(tx)
    for name in ("rows", "run", "soon"):
        monkeypatch.setattr(driver, name, _listened(getattr(driver, name), said))
    sender = Sender("léa", "Léa", Standing("member", TUESDAY_NOON))
    tap = Press("tap", TUESDAY_NOON + timedelta(minutes=1), CHAT, sender, f"proposals:{action}:{one.id}:1:0")
    answer = await Dispatch(database, after=lambda: None).handle(tap)
    assert not answer.refused, answer
    assert len(said) > 3
    async with database.writing() as tx:
        proposals = StoredProposals(tx)
        await proposals.unanswered_by(here.lea, TUESDAY_NOON)
        await proposals.ending(here.group, TUESDAY_NOON, FRIDAY)
        await proposals.opened_since(here.group, here.lea, TUESDAY_NOON)
        await proposals.under_way(here.group, here.lea)
        await proposals.proposed_by(here.lea)
        await proposals.said_by(here.lea)
        await proposals.reply(asked, "Oui.")
        await proposals.publish(one.id, "jusqu'à 21 h", TUESDAY_NOON)
        await proposals.versions(one.id)
        await proposals.unite(here.lea, here.nadia)
        await proposals.annex(here.group, here.group)
        await proposals.forget(here.lea)
    monkeypatch.undo()
    async with database.writing() as tx:
        assert await _whole_tables(tx, said) == []


def _listened(asks: Callable[..., Awaitable[Any]], said: list[Statement]) -> Callable[..., Awaitable[Any]]:
    async def listening(tx: Transaction, sql: str, /, **values: Value) -> Any:
        said.append((sql, values))
        return await asks(tx, sql, **values)

    return listening


async def _asked(database: Database, kind: str, style: str) -> Press:
    """A tap on an open question of this kind, of which one household has two people."""
    async with database.writing() as tx:
        here, polls = await settle(tx), StoredPolls(tx)
        units = [Unit(1, (here.karim,)), Unit(2, (here.lea, here.ines))]
        voice = "household" if kind == "vote" else "person"
        asked = poll(here, kind=kind, style=style, most=2, voice=voice)
        number = await polls.add(asked, [Choice("bleu"), Choice("vert")], units)
        await StoredPosts(tx).put(Topic("polls", number), [CHAT])
        found = await polls.find(number)
    assert found is not None
    sender = Sender("léa", "Léa", Standing("member", TUESDAY_NOON))
    button = f"polls:vote:{number}:{found.options[0].id}"
    return Press("tap", TUESDAY_NOON + timedelta(minutes=1), CHAT, sender, button)


async def _whole_tables(tx: Transaction, said: Sequence[Statement]) -> list[tuple[str, str]]:
    """What the plans of these statements read from end to end, with the statement."""
    sqlite = "SQLite" in type(tx).__name__
    if not sqlite:
        await tx.run("SET LOCAL enable_seqscan = off")  # only where no index serves is a table still read so
    found = []
    for sql, values in said:
        if not sql.startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            continue
        plan = await tx.rows(("EXPLAIN QUERY PLAN " if sqlite else "EXPLAIN ") + sql, **values)
        steps = [str(row["detail" if sqlite else "QUERY PLAN"]).strip() for row in plan]
        found += [
            (step, sql) for step in steps if ("SCAN " in step or "Seq Scan" in step) and step not in NOT_TABLES
        ]
    return found
