"""One event, one transaction: a refusal leaves nothing but itself, and twice is once; on both databases."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.assembly import COMMANDS
from bot.dispatch import Dispatch
from bot.ground import Ground, Placed
from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Command, Sender, Standing
from handlers.conversation.feature import CommandLine, Feature, Held
from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from storage.alarms import StoredAlarms
from storage.database import Database
from storage.heard import StoredHeard
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import CHAT, names_in, put, settle


class Trying:
    """A feature of these tests alone: it keeps something, then does what its words say."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground

    async def run(self, command: Command) -> Answer:
        await put(self.ground.tx, command.id)
        await self.ground.alarms.set(Topic("trying", 1), command.id, TUESDAY_NOON)
        if command.words == "refuse":
            raise Refused(t("This is no longer here."))
        if command.words == "break":
            raise ZeroDivisionError
        return Answer(toast=t("Nothing."))

    async def held_about(self, person: int) -> Sequence[Held]:
        return ()

    async def forget(self, person: int) -> None:
        """It keeps nothing about anybody."""


@pytest.fixture
async def dispatch(database: Database, monkeypatch: pytest.MonkeyPatch) -> Dispatch:
    await database.write(settle)
    line = CommandLine(("essai",), t("Nothing."), Trying.run)
    feature = Feature("trying", Trying.held_about, Trying.forget, commands=(line,))
    monkeypatch.setitem(COMMANDS, "essai", (Placed(feature, Trying), line))
    return Dispatch(database, lambda: None)


def _typed(event: str, words: str) -> Command:
    lea = Sender("léa", "Léa", Standing("member", TUESDAY_NOON))
    return Command(event, TUESDAY_NOON, CHAT, lea, "essai", words)


async def test_a_refusal_is_kept_and_nothing_else(database: Database, dispatch: Dispatch) -> None:
    answer = await dispatch.handle(_typed("first", "refuse"))
    assert answer == Answer(toast=t("This is no longer here."), refused=True)
    async with database.reading() as tx:
        assert await StoredHeard(tx).answer_to("first") == answer
        assert await StoredAlarms(tx).due(TUESDAY_NOON) == []
    assert await names_in(database) == []
    assert await dispatch.handle(_typed("first", "accept now")) == answer


async def test_what_breaks_is_undone_said_and_stands_in_nobodys_way(
    database: Database, dispatch: Dispatch
) -> None:
    answer = await dispatch.handle(_typed("first", "break"))
    assert answer.refused
    assert answer.toast == t("I failed, and nothing was done. The person who hosts me can read why.")
    assert await dispatch.answer_to("first") == answer
    assert await names_in(database) == []
    await dispatch.handle(_typed("second", "accept"))
    assert await names_in(database) == ["second"]


async def test_the_same_event_many_times_at_once_is_one(database: Database, dispatch: Dispatch) -> None:
    given = await asyncio.gather(*(dispatch.handle(_typed("same", "accept")) for _ in range(4)))
    assert given == [Answer(toast=t("Nothing."))] * 4
    assert await names_in(database) == ["same"]
    async with database.reading() as tx:
        assert len(await StoredAlarms(tx).due(TUESDAY_NOON)) == 1
