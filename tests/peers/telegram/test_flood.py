"""A bot that speaks too fast is told to wait."""

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest

from . import BotApi, bot_api
from .calls import Refusal
from .conftest import Asking
from .flood import Flood

ROOM, OTHER = -100, -200


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with bot_api() as made:
        yield made


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Asking]:
    async with aiohttp.ClientSession() as session:
        yield Asking(api, session)


@dataclass
class Hand:
    """A clock turned by hand, and the limits that follow it."""

    now: float = 0.0
    speed: float = 1.0

    def __post_init__(self) -> None:
        self.flood = Flood(True, self.speed, lambda: self.now)

    def waits(self, chat: int = ROOM, *, group: bool = True, alone: bool = False) -> int:
        """The seconds it is told to wait, 0 where it may."""
        try:
            self.flood.spend(chat, group=group, alone=alone)
        except Refusal as refusal:
            return refusal.parameters["retry_after"]
        return 0


def test_a_chat_takes_three_at_once_then_one_a_second() -> None:
    hand = Hand()
    assert [hand.waits() for _ in range(4)] == [0, 0, 0, 1]
    assert hand.waits(OTHER) == 0
    hand.now = 0.99
    assert hand.waits() == 1, "nothing is taken before the time is over"
    hand.now = 1.0
    assert [hand.waits(), hand.waits()] == [0, 1]


def test_one_a_second_may_arrive_a_little_early() -> None:
    hand = Hand()
    assert [hand.waits(group=False) for _ in range(3)] == [0, 0, 0]
    for second in range(1, 20):
        hand.now = second - 0.05 * (second % 2)
        assert hand.waits(group=False) == 0
    hand.now = 19.8
    assert hand.waits(group=False) == 1


def test_a_group_takes_twenty_a_minute_and_a_person_more() -> None:
    hand = Hand()
    for second in range(20):
        hand.now = second
        assert (hand.waits(), hand.waits(7, group=False)) == (0, 0)
    hand.now = 20
    assert (hand.waits(), hand.waits(7, group=False)) == (40, 0)
    hand.now = 59.5
    assert hand.waits() == 1
    hand.now = 60
    assert hand.waits() == 0
    assert hand.flood.flooded == 2


def test_windows_can_be_shorter_while_the_wait_is_told_in_real_seconds() -> None:
    hand = Hand(speed=20)
    for tick in range(20):
        hand.now = tick / 20
        assert hand.waits() == 0
    assert hand.waits() == 3, "the first was 0.95 s ago, and the window is 3 s"
    hand.now = 3.9
    assert hand.waits() == 1
    hand.now = 3.96
    assert hand.waits() == 0


def test_thirty_a_second_overall() -> None:
    hand = Hand()
    assert [hand.waits(number, group=False) for number in range(31)] == 30 * [0] + [1]
    assert hand.waits(99, alone=True) == 1
    hand.now = 1.0
    assert hand.waits(99) == 0


def test_what_one_person_gets_alone_counts_only_overall() -> None:
    hand = Hand()
    assert [hand.waits(alone=True) for _ in range(12)] == 12 * [0]
    assert [hand.waits() for _ in range(4)] == [0, 0, 0, 1]
    assert hand.waits(alone=True) == 0


async def test_the_bot_is_told(api: BotApi, bot: Asking) -> None:
    lea = api.person("Léa")
    lea.starts()
    for words in ("un", "deux", "trois"):
        await bot.gets("sendMessage", chat_id=lea.id, text=words)
    number = lea.private.from_bot()[0].id
    edited = await bot.asks("editMessageText", chat_id=lea.id, message_id=number, text="quatre")
    assert edited == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    began = time.monotonic()
    await bot.gets("getChat", chat_id=lea.id)
    press = lea.presses(lea.private.messages[-1], "x")
    await bot.gets("answerCallbackQuery", callback_query_id=press.id)
    while not (await bot.asks("editMessageText", chat_id=lea.id, message_id=number, text="quatre"))["ok"]:
        pass
    assert time.monotonic() - began > 0.9
    assert api.flooded > 1


async def test_an_ephemeral_message_does_not_count_in_the_group(api: BotApi, bot: Asking) -> None:
    lea = api.person("Léa")
    room = api.group("Les Tilleuls", [lea])
    room.add_bot(by=lea)
    lea.says(room, "/moi", ephemeral=True)
    for number in range(12):
        alone = {"receiver_user_id": lea.id}
        await bot.gets("sendMessage", chat_id=room.id, text=f"{number}", ephemeral_message_parameters=alone)
    assert api.flooded == 0
