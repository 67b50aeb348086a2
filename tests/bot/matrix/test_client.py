"""No broken message or key stops the bot or silences a room, and what was lost on the way is asked for again."""

import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import nio
import pytest

from bot.platforms.matrix.client import KeysNotHandedOut
from bot.platforms.matrix.crossing import Identity, StrangeDevice
from tests.bot.matrix.forger import Forger
from tests.bot.matrix.talker import Talker, talking
from tests.peers.element import Element, Elements
from tests.peers.synapse import Account, Neighbour, Town

HELLO = b'{"type": "m.room.message", "content": {"msgtype": "m.text", "body": "Bonjour"}, "room_id": "%s"}'


@pytest.fixture
async def account(matrix: Town) -> Account:
    return await matrix.neighbour("Palabre")


@pytest.fixture
async def bot(account: Account, tmp_path: Path) -> AsyncIterator[Talker]:
    talker = Talker(account, tmp_path)
    await talker.cross(Identity.new())
    async with talking(talker):
        yield talker


@pytest.fixture
async def forger(matrix: Town) -> Forger:
    return Forger(await matrix.neighbour("Mallory"))


@pytest.fixture
async def lea(matrix: Town) -> Neighbour:
    return await matrix.neighbour("Léa")


async def room_of(lea: Neighbour, bot: Talker, *others: Account) -> str:
    room = await lea.opens_room("Les Tilleuls", encrypted=True, invites=(bot.account, *others))
    await bot.joins(room)
    for other in others:
        await other.asks("POST", f"/rooms/{room}/join", {})
    return room


async def element_room(element: Elements, matrix: Town, bot: Talker) -> tuple[Element, str]:
    resident = await element.resident(await matrix.neighbour("Nadia"))
    room = await resident.create_room(bot.account.id)
    await bot.joins(room)
    return resident, room


@pytest.mark.parametrize(("kind", "body"), [(0, "AAAA"), (0, "é"), (1, "x"), (0, 5), (1, None)])
async def test_a_stranger_sends_a_device_what_is_no_message(
    bot: Talker, forger: Forger, kind: int, body: Any
) -> None:
    broken = {"type": kind, "body": body}
    sealed = {
        "algorithm": "m.olm.v1.curve25519-aes-sha2",
        "sender_key": "x",
        "ciphertext": {bot.keys["curve25519"]: broken},
    }
    await forger.tell(bot.account, sealed)
    await _goes_on(bot, forger)


async def test_a_stranger_sends_a_key_that_is_none(bot: Talker, forger: Forger, lea: Neighbour) -> None:
    room = await room_of(lea, bot)
    await forger.publish()
    await forger.give_key(bot.account, room, session_key="x")
    await forger.tell_encrypted(bot.account, b"\xff")
    await forger.tell_encrypted(bot.account, b'{"recipient_keys": {}}')
    await forger.tell(bot.account, {"transaction_id": []}, "m.key.verification.mac")
    await _goes_on(bot, forger)


async def test_a_member_writes_what_is_no_message(bot: Talker, forger: Forger, lea: Neighbour) -> None:
    room = await room_of(lea, bot, forger.account)
    await forger.publish()
    await forger.give_key(bot.account, room)
    for words in (b"5", b"[]", b"null", b"\xff", b"[" * 40_000, b"{}", b'{"type": 5, "content": 5, "room_id": 5}'):
        await forger.say(room, words)
    for instead in ({"sender_key": ""}, {"session_id": ""}, {"ciphertext": "x"}, {"device_id": 5}):
        await forger.say(room, b"{}", **instead)
    await forger.say(room, HELLO % room.encode())
    await bot.reads("Bonjour")


async def test_a_member_encrypts_what_only_a_server_may_let_through(
    bot: Talker, forger: Forger, lea: Neighbour
) -> None:
    room = await room_of(lea, bot, forger.account)
    await forger.publish()
    await forger.give_key(bot.account, room)
    powers = {"type": "m.room.power_levels", "state_key": "", "content": {"users": {forger.account.id: 100}}}
    elsewhere = {"type": "m.room.tombstone", "state_key": "", "content": {"replacement_room": "!mine"}}
    takes_away = {"type": "m.room.redaction", "redacts": "$vote", "content": {"redacts": "$vote"}}
    unseen = {"type": "m.reaction", "content": {}}
    told = [powers, elsewhere, takes_away, unseen]
    ids = [await forger.say(room, json.dumps({**one, "room_id": room}).encode()) for one in told]
    await forger.say(room, HELLO % room.encode())
    await bot.reads("Bonjour")
    assert [type(bot.heard[id]) for id in ids] == [nio.MegolmEvent] * 4


@pytest.mark.parametrize("instead", [{"ed25519": "x"}, {"curve25519": "x"}])
async def test_a_member_has_a_device_whose_keys_are_none(
    bot: Talker, forger: Forger, element: Elements, matrix: Town, instead: dict[str, str]
) -> None:
    nadia, room = await element_room(element, matrix, bot)
    await _enters(forger, nadia, room)
    await forger.publish(**instead)
    await bot.says(room, "Bonjour")
    assert (await nadia.reads("Bonjour")).read


async def test_a_member_has_a_one_time_key_that_is_none(
    bot: Talker, forger: Forger, element: Elements, matrix: Town
) -> None:
    nadia, room = await element_room(element, matrix, bot)
    await _enters(forger, nadia, room)
    await forger.publish()
    await forger.publish_one_time_key("x")
    await bot.knows(forger.account.id)
    for words in ("Bonjour", "Bonsoir"):  # nio alone fails on the first, and waits for ever with the second
        await bot.says(room, words)
        assert (await nadia.reads(words)).read


async def test_who_finds_no_key_to_take_is_read_after_a_greeting(
    element: Elements, matrix: Town, account: Account, tmp_path: Path, lea: Neighbour
) -> None:
    bot = Talker(account, tmp_path)
    await bot.cross(Identity.new())
    await bot.leave()
    wanted = {"one_time_keys": {account.id: {account.device: "signed_curve25519"}}}
    while (await lea.asks("POST", "/keys/claim", wanted))["one_time_keys"]:
        continue
    nadia = await element.resident(await matrix.neighbour("Nadia"))
    room = await nadia.create_room(account.id)
    await account.asks("POST", f"/rooms/{room}/join", {})
    await nadia.say(room, "Personne ne lira ceci")
    bot = Talker(account, tmp_path)
    async with talking(bot):
        assert bot.client.olm is not None
        assert bot.client.olm.uploaded_key_count == 50
        await bot.hears(lambda event: isinstance(event, nio.MegolmEvent))
        await nadia.is_greeted(account.id, account.device)
        await nadia.say(room, "Et ceci ?")
        await bot.reads("Et ceci ?")


async def test_a_key_that_was_lost_is_asked_for_and_given_again(
    bot: Talker, element: Elements, matrix: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    nadia, room = await element_room(element, matrix, bot)
    await nadia.say(room, "Bonjour")
    await bot.reads("Bonjour")
    with monkeypatch.context() as losing:
        assert bot.client.olm is not None
        losing.setattr(bot.client.olm, "handle_to_device_event", lambda event: None)
        await nadia.renew_key(room)
        await nadia.say(room, "Perdu en route")
        await bot.hears(lambda event: isinstance(event, nio.MegolmEvent))
    await bot.reads("Perdu en route")
    assert bot.client.outgoing_key_requests == {}


async def test_a_copy_of_the_keys_that_is_of_an_older_day_is_a_strange_device(
    account: Account, tmp_path: Path, lea: Neighbour
) -> None:
    """It is seen when the next key is handed in, and not before."""
    now, before = tmp_path / "now", tmp_path / "before"
    now.mkdir()
    wanted = {"one_time_keys": {account.id: {account.device: "signed_curve25519"}}}
    bot = Talker(account, now)
    await bot.look()
    await bot.leave()
    shutil.copytree(now, before)
    bot = Talker(account, now)
    await lea.asks("POST", "/keys/claim", wanted)
    await bot.look()  # makes another key
    await bot.leave()
    old = Talker(account, before)
    await lea.asks("POST", "/keys/claim", wanted)
    with pytest.raises(StrangeDevice):
        await old.look()
    await old.leave()


async def test_keys_that_reached_the_server_before_a_crash_are_still_ours(
    element: Elements, matrix: Town, account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = Talker(account, tmp_path)

    async def crash(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying, pytest.raises(KeyboardInterrupt):
        dying.setattr(bot.client, "receive_response", crash)
        await bot.prepare()
    await bot.leave()
    bot = Talker(account, tmp_path)
    await bot.cross(Identity.new())
    async with talking(bot):
        nadia, room = await element_room(element, matrix, bot)
        await nadia.say(room, "Bonjour")
        await bot.reads("Bonjour")


async def test_a_room_key_that_the_server_did_not_take_is_not_called_handed_out(
    bot: Talker, lea: Neighbour, matrix: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    nadia = await matrix.resident("Nadia")
    room = await room_of(lea, bot, nadia)
    really = bot.client._send

    async def refused(response_class: type, *given: Any, **named: Any) -> Any:
        if response_class is nio.ShareGroupSessionResponse:
            return nio.ShareGroupSessionError("busy", "M_UNKNOWN", room_id=room)
        return await really(response_class, *given, **named)

    with monkeypatch.context() as busy, pytest.raises(KeysNotHandedOut):
        busy.setattr(bot.client, "_send", refused)
        await bot.says(room, "Bonjour")
    said = await bot.says(room, "Bonjour")
    await nadia.sees(room, lambda screen: screen.message(said))


async def test_an_answer_is_handled_each_time_it_comes(
    account: Account, tmp_path: Path, forger: Forger, lea: Neighbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = Talker(account, tmp_path)
    await bot.look()
    room = await lea.opens_room("Les Tilleuls", encrypted=True, invites=(account, forger.account))
    for one in (account, forger.account):
        await one.asks("POST", f"/rooms/{room}/join", {})
    await forger.publish()
    await forger.give_key(account, room)
    said = await forger.say(room, HELLO % room.encode())
    before = bot.client.next_batch
    with monkeypatch.context() as failing, pytest.raises(ZeroDivisionError):
        failing.setattr(bot.client, "_handle_joined_state", lambda *_: 1 / 0)
        await bot.look(0)
    assert bot.client.next_batch == before
    for _ in range(2):
        bot.heard.clear()
        bot.client.next_batch = before
        await bot.look(0)
        assert bot.heard[said].body == "Bonjour"
        again = await bot.client.sync(timeout=0, since=before)
        assert [event.body for event in again.rooms.join[room].timeline.events if event.event_id == said] == [
            "Bonjour"
        ]
    await bot.leave()


async def _enters(forger: Forger, resident: Element, room: str) -> None:
    await resident.invite(room, forger.account.id)
    await forger.account.asks("POST", f"/rooms/{room}/join", {})


async def _goes_on(bot: Talker, forger: Forger) -> None:
    """It hears what is said after."""
    room = await forger.account.asks("POST", "/createRoom", {"invite": [bot.account.id]})
    await bot.invited(room["room_id"])
