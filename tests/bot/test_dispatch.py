"""Dispatch: one event is one transaction and one answer, however often and however fast it comes."""

import asyncio
from contextlib import AbstractAsyncContextManager
from datetime import datetime

import pytest

from handlers.conversation.events import Chat, Press, Sender, Standing
from storage.database import Transaction
from storage.polls import StoredPolls
from tests.conftest import TUESDAY_NOON, Opens
from tests.neighbours import ROOM

DOOR = "/sondage On peint la porte en bleu ou en vert ?"


async def test_the_same_event_at_once_is_counted_once_with_one_answer(tilleuls: Opens, url: str) -> None:
    async with tilleuls(url=url) as neighbours:
        await neighbours["Karim"].says(DOOR)
        buttons = (await neighbours["Léa"].last()).buttons
        for number in range(10):
            event = f"the-same-{number}"
            data = buttons[("Vert", "Bleu")[number % 2]]
            got = await asyncio.gather(*(neighbours["Léa"].presses(data, event=event) for _ in range(4)))
            assert {answer.status for answer in got} == {200}
            assert len({answer.toast for answer in got}) == 1
        assert "Bleu 1, vert 0. 1 personne a répondu." in (await neighbours["Léa"].last()).lines


async def test_the_same_command_at_once_opens_one_poll(tilleuls: Opens, url: str) -> None:
    async with tilleuls(url=url) as neighbours:
        got = await asyncio.gather(*(neighbours["Karim"].says(DOOR, event="one-command") for _ in range(4)))
        assert {answer.status for answer in got} == {200}
        assert all("Annuler" in answer.private.buttons for answer in got)
        assert len(await neighbours["Karim"].sees()) == 1


async def test_the_same_words_at_once_stand_once_in_the_room(tilleuls: Opens, url: str) -> None:
    async with tilleuls(url=url) as neighbours:
        got = await asyncio.gather(*(neighbours["Karim"].says("Bonjour", event="one-hello") for _ in range(4)))
        assert {answer.status for answer in got} == {200}
        assert [message.lines for message in await neighbours["Léa"].sees()] == [["Bonjour"]]


async def test_all_neighbours_at_once_are_all_counted(tilleuls: Opens, url: str) -> None:
    async with tilleuls(url=url) as neighbours:
        await neighbours["Karim"].says(DOOR)
        green = (await neighbours["Léa"].last()).buttons["Vert"]
        people = [neighbours[name] for name in ("Karim", "Sarah", "Inès", "Léa")]
        got = await asyncio.gather(*(person.presses(green) for person in people))
        said = sorted(answer.toast.rpartition("jusqu'à ")[2] for answer in got)
        # The last one completes the roll: the poll closes in fifteen minutes, and says so.
        assert said == ["jeudi 20 h.", "jeudi 20 h.", "jeudi 20 h.", "mardi 12 h 25."]
        assert "Bleu 0, vert 4. 4 personnes ont répondu." in (await neighbours["Léa"].last()).lines


async def test_a_refused_event_gets_the_same_refusal_again(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        dispatch = neighbours.program.dispatch
        sender = Sender("1", "Karim", Standing("member", TUESDAY_NOON))
        press = Press("p1", TUESDAY_NOON, Chat("salon", ROOM), sender, "polls:vote:99:1")
        first = await dispatch.handle(press)
        assert first.refused
        assert await dispatch.handle(press) == first


def _press(number: int, person: int, data: str) -> Press:
    sender = Sender(str(person), "", Standing("member", TUESDAY_NOON))
    return Press(f"salon:{person}:{number}", TUESDAY_NOON, Chat("salon", ROOM), sender, data)


async def test_many_at_once_are_kept_with_one_commit_each_for_itself(tilleuls: Opens, url: str) -> None:
    async with tilleuls(url=url) as neighbours:
        await neighbours["Karim"].says(DOOR)
        buttons = (await neighbours["Léa"].last()).buttons
        blue, green = buttons["Bleu"], buttons["Vert"]
        events = [
            _press(1, 1, blue),
            _press(2, 2, "polls:vote:99:1"),
            _press(3, 2, green),
            _press(4, 3, "nonsense"),
            _press(5, 3, green),
            _press(6, 1, green),
        ]
        writes, writing = 0, neighbours.program.database.writing

        def counted() -> AbstractAsyncContextManager[Transaction]:
            nonlocal writes
            writes += 1
            return writing()

        neighbours.program.database.writing = counted  # type: ignore[method-assign]
        answers = await neighbours.program.dispatch.handle_all(events)
        assert writes == 1
        assert [answer.refused for answer in answers] == [False, True, False, True, False, False]
        assert await neighbours.program.dispatch.handle_all(events) == answers, "heard before"
        await neighbours.settle()
        assert "Bleu 0, vert 3. 3 personnes ont répondu." in (await neighbours["Léa"].last()).lines


async def test_of_many_one_that_breaks_takes_no_other_along(
    tilleuls: Opens, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with tilleuls(url=url) as neighbours:
        await neighbours["Karim"].says(DOOR)
        blue = (await neighbours["Léa"].last()).buttons["Bleu"]
        cast = StoredPolls.cast

        async def broken(polls: StoredPolls, poll: int, person: int, option: int | None, now: datetime) -> None:
            # As a statement would break that is sent along with the next one.
            await cast(polls, 10**9 if person == 2 else poll, person, option, now)

        monkeypatch.setattr(StoredPolls, "cast", broken)
        answers = await neighbours.program.dispatch.handle_all([_press(n, n, blue) for n in (1, 2, 3)])
        assert [answer.refused for answer in answers] == [False, True, False]
        await neighbours.settle()
        assert "Bleu 2, vert 0. 2 personnes ont répondu." in (await neighbours["Léa"].last()).lines
