"""Whoever floods is told to go gently; what was handled before keeps its answer; nobody else notices."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import pytest

from bot.dispatch import Dispatch
from bot.limits import GENTLY, PER_ACCOUNT, PER_ROOM, WINDOW, Limits
from handlers.conversation.answer import Answer
from handlers.conversation.events import Alarm, Chat, Command, Joined, Press, Sender, Standing
from handlers.conversation.topic import Topic
from storage.database import Database, StorageUnavailable, Transaction
from tests.conftest import TUESDAY_NOON, Opens
from tests.storage.settled import CHAT, settle


@dataclass
class Ticking:
    """Seconds, turned by hand."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


def act(number: int, account: str = "karim", chat: Chat = CHAT) -> Command:
    sender = Sender(account, account.title(), Standing("member", TUESDAY_NOON))
    return Command(f"{chat}:{account}:{number}", TUESDAY_NOON, chat, sender, "aide", "")


def test_forty_acts_in_twenty_seconds_and_then_as_many_as_have_passed() -> None:
    clock = Ticking()
    limits = Limits(clock=clock)
    assert [limits.over(act(number)) for number in range(PER_ACCOUNT + 2)] == [False] * PER_ACCOUNT + [True, True]
    assert not limits.over(act(0, "léa")), "others are not concerned"
    clock.now += WINDOW - 0.001
    assert limits.over(act(99))
    clock.now += 0.001
    assert not limits.over(act(99))


def test_the_window_slides() -> None:
    clock = Ticking()
    limits = Limits(per_account=2, clock=clock)
    assert not limits.over(act(1))
    clock.now += 15
    assert not limits.over(act(2))
    clock.now += 5
    assert not limits.over(act(3)), "the first has passed"
    assert limits.over(act(4)), "the second has not"


def test_a_room_has_a_limit_of_its_own_and_a_private_conversation_none_but_its_persons() -> None:
    limits = Limits(clock=Ticking())
    crowd = [act(at, f"voisin {at}") for at in range(PER_ROOM)]
    assert not any(limits.over(event) for event in crowd)
    assert limits.over(act(0, "karim"))
    assert not limits.over(act(0, "karim", Chat("salon", "le-verger")))
    assert not limits.over(act(1, "karim", Chat("salon", "karim", private=True)))


def test_the_same_act_again_counts_once_and_is_let_through_again() -> None:
    """A platform hands in again what could not be kept: it must not become too much by that."""
    limits = Limits(per_account=3, clock=Ticking())
    batch = [act(number) for number in range(3)]
    for _ in range(50):
        assert not any(limits.over(event) for event in batch)
    assert limits.over(act(3))


def test_time_and_those_who_come_are_never_too_many() -> None:
    limits = Limits(per_account=0, per_room=0, clock=Ticking())
    sender = Sender("karim", "Karim", Standing("member", TUESDAY_NOON))
    assert not limits.over(Alarm("alarm:1", TUESDAY_NOON, TUESDAY_NOON, Topic("polls", 1), "close", 1))
    assert not limits.over(Joined("j", TUESDAY_NOON, CHAT, sender))
    assert limits.over(act(1))


def test_what_has_waited_is_no_flood() -> None:
    limits = Limits(per_account=0, clock=Ticking(), lifted=lambda: True)
    assert not limits.over(act(1))
    limits.lifted = lambda: False
    assert limits.over(act(2))


def test_a_flood_of_accounts_fills_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.limits.MOST_KEPT", 10)
    limits = Limits(per_account=1, clock=Ticking())
    for number in range(100):
        limits.over(act(0, f"n{number}"))
    assert len(limits._known) <= 10


class Watched:
    """Counts the transactions of a database."""

    def __init__(self, database: Database) -> None:
        self.written = 0
        write = database.write

        async def watched(do: Callable[[Transaction], Awaitable[object]]) -> object:
            self.written += 1
            return await write(do)

        database.write = watched  # type: ignore[method-assign, assignment]


@pytest.fixture
async def settled(database: Database) -> Database:
    async with database.writing() as tx:
        await settle(tx)
    return database


async def test_one_too_many_writes_nothing_and_what_was_answered_stays_answered(settled: Database) -> None:
    clock, watched = Ticking(), Watched(settled)
    dispatch = Dispatch(settled, lambda: None, limits=Limits(per_account=2, clock=clock))
    first = await dispatch.handle(act(1))
    await dispatch.handle(act(2))
    written = watched.written
    for number in range(3, 30):
        assert await dispatch.handle(act(number)) == GENTLY
    assert watched.written == written
    # A new process knows nothing of the window: the event that it handled before still gets its answer.
    again = Dispatch(settled, lambda: None, limits=Limits(per_account=0, clock=clock))
    assert await again.handle(act(1)) == first
    assert await again.handle(act(7)) == GENTLY
    clock.now += WINDOW
    assert (await dispatch.handle(act(7))).view is not None, "later it is an act like any other"


async def test_in_a_batch_each_gets_the_answer_that_is_theirs(settled: Database) -> None:
    dispatch = Dispatch(settled, lambda: None, limits=Limits(per_account=2, clock=Ticking()))
    events = [act(1), act(1, "léa"), act(2), act(3), act(2, "léa"), act(3, "léa"), act(1, "inès")]
    answers = await dispatch.handle_all(events)
    assert [answer == GENTLY for answer in answers] == [False, False, False, True, False, True, False]
    assert list(await dispatch.handle_all(events)) == list(answers), "handed in again: the same"


async def test_what_cannot_be_kept_is_handed_in_again_and_is_not_too_much_then(settled: Database) -> None:
    dispatch = Dispatch(settled, lambda: None, limits=Limits(per_account=2, clock=Ticking()))
    write = settled.write

    async def full(do: object) -> object:
        raise StorageUnavailable("disk full")

    for _ in range(5):
        settled.write = full  # type: ignore[method-assign, assignment]
        with pytest.raises(StorageUnavailable):
            await dispatch.handle_all([act(1), act(2)])
    settled.write = write  # type: ignore[method-assign]
    answers: list[Answer] = list(await dispatch.handle_all([act(1), act(2)]))
    assert GENTLY not in answers


async def test_a_neighbour_who_taps_without_end_reads_why(tilleuls: Opens) -> None:
    limits = Limits(per_account=5, clock=Ticking())
    async with tilleuls(language="en", limits=limits) as neighbours:
        karim = neighbours["Karim"]
        await karim.says("/sondage Blue or green?")
        for _ in range(4):
            assert not (await karim.taps("Green")).refused
        got = await karim.taps("Green")
        assert (got.refused, got.toast) == (True, "Gently. Try again in a few seconds.")
        assert not (await neighbours["Léa"].taps("Green")).refused


def test_a_press_is_an_act_as_well() -> None:
    limits = Limits(per_account=1, clock=Ticking())
    sender = Sender("karim", "Karim", Standing("member", TUESDAY_NOON))
    press = Press("p", TUESDAY_NOON, CHAT, sender, "help:menu")
    assert not limits.over(press)
    assert limits.over(replace(press, id="q"))
