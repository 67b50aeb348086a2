"""What residents see on their screens is what the server told them, decrypted with their own keys."""

import asyncio
import json

import pytest

from . import Neighbour, Refusal, Resident, Town


async def together(matrix: Town, *, encrypted: bool = True, version: str = "") -> tuple[Resident, Resident, str]:
    """Léa and Nadia in a room that Léa opened."""
    lea, nadia = await matrix.resident("Léa"), await matrix.resident("Nadia")
    room = await lea.opens_room("Les Tilleuls", encrypted=encrypted, invites=(nadia,), version=version)
    assert await nadia.accepts(lea) == room
    return lea, nadia, room


@pytest.mark.parametrize(("version", "encrypted"), [("10", True), ("11", True), ("12", True), ("12", False)])
async def test_a_message_its_answer_its_correction_and_a_tap(matrix: Town, version: str, encrypted: bool) -> None:
    lea, nadia, room = await together(matrix, encrypted=encrypted, version=version)
    card = await lea.says(room, "Bleu ou vert ?")
    seen = await nadia.sees(room, lambda screen: screen.message(card))
    assert (seen.words, seen.sender, seen.encrypted) == ("Bleu ou vert ?", lea.id, encrypted)
    answer = await nadia.says(room, "bleu", reply_to=card, quoted="Bleu ou vert ?")
    replied = await lea.sees(room, lambda screen: screen.message(answer))
    assert (replied.reply_to, replied.words) == (card, "> Bleu ou vert ?\n\nbleu")
    await lea.edits(room, card, "Bleu ou vert ? Bleu : 1")
    await nadia.sees(room, lambda screen: screen.words(card) == "Bleu ou vert ? Bleu : 1")
    tap = await nadia.reacts(room, card, "1️⃣")
    await lea.sees(room, lambda screen: screen.reactions(card) == {"1️⃣": {nadia.id}})
    await nadia.takes_back(room, tap)
    await lea.sees(room, lambda screen: not screen.reactions(card))
    await nadia.takes_back(room, answer)
    await lea.sees(room, lambda screen: not screen.words(answer))
    assert [message.id for message in lea.rooms[room].messages] == [card]
    assert lea.rooms[room].version == version


async def test_the_server_itself_cannot_read_what_is_encrypted(matrix: Town) -> None:
    lea, nadia, room = await together(matrix)
    hello = await lea.says(room, "Le code de la porte est 4512")
    await nadia.sees(room, lambda screen: screen.words(hello))
    kept = await nadia.asks("GET", f"/rooms/{room}/event/{hello}")
    assert kept["type"] == "m.room.encrypted"
    assert "4512" not in json.dumps(kept)


@pytest.mark.parametrize("known", [True, False])
async def test_one_who_comes_later_reads_what_is_written_from_then_on(matrix: Town, known: bool) -> None:
    lea, nadia, room = await together(matrix)
    before = await nadia.says(room, "Avant")
    sarah = await matrix.resident("Sarah")
    if known:
        private = await nadia.opens_direct(sarah)
        await sarah.accepts(nadia)
        await nadia.says(private, "On t'attend")
    async with nadia.away():
        await lea.invites(room, sarah)
        await sarah.accepts(lea)
        after = await nadia.says(room, "Après")
    await sarah.sees(room, lambda screen: screen.words(after))
    assert list(sarah.rooms[room].unreadable) == [before]


async def test_nobody_can_correct_what_another_wrote(matrix: Town) -> None:
    lea, nadia, room = await together(matrix)
    card = await lea.says(room, "Bleu : 1")
    await nadia.edits(room, card, "Bleu : 100")
    last = await nadia.says(room, "Voilà")
    await lea.sees(room, lambda screen: screen.words(last))
    assert lea.rooms[room].words(card) == "Bleu : 1"


async def test_nothing_is_left_out_when_much_happens_at_once(matrix: Town) -> None:
    lea, nadia, room = await together(matrix, encrypted=False)
    crowd = await matrix.crowd(5, room, lea)
    card = await lea.says(room, "Bleu ou vert ?")
    await nadia.sees(room, lambda screen: screen.words(card))
    keys = [str(number) for number in range(24)]

    async def taps(person: Neighbour) -> None:
        for key in keys:
            await person.reacts(room, card, key)

    async with nadia.away():
        await asyncio.gather(*map(taps, crowd))
    everyone = {person.id for person in crowd}
    await nadia.sees(room, lambda screen: screen.reactions(card) == dict.fromkeys(keys, everyone))
    assert sum(nadia.rooms[room].spent(person.id)["m.reaction"] for person in crowd) == 120


async def test_people_come_and_go(matrix: Town) -> None:
    lea, nadia, room = await together(matrix)
    await lea.gives_power(room, nadia, 50)
    sarah = await matrix.resident("Sarah")
    await nadia.invites(room, sarah)
    await sarah.accepts(nadia)
    await nadia.kicks(room, sarah)
    await sarah.sees(room, lambda screen: not screen.inside)
    await lea.sees(room, lambda screen: screen.members[sarah.id] == "leave")
    with pytest.raises(Refusal) as refused:
        await sarah.reacts(room, "$nothing", "1️⃣")
    assert (refused.value.status, refused.value.code) == (403, "M_FORBIDDEN")
    await lea.bans(room, sarah)
    with pytest.raises(Refusal) as banned:
        await lea.invites(room, sarah)
    assert banned.value.code == "M_BAD_STATE"
    await nadia.leaves(room)
    await lea.sees(room, lambda screen: not screen.joined(nadia.id))


async def test_a_private_conversation_is_known_as_one(matrix: Town) -> None:
    lea, nadia = await matrix.resident("Léa"), await matrix.resident("Nadia")
    room = await lea.opens_direct(nadia)
    assert await nadia.accepts(lea) == room
    secret = await nadia.says(room, "Entre nous")
    assert (await lea.sees(room, lambda screen: screen.message(secret))).encrypted
    assert await lea.asks("GET", f"/user/{lea.id}/account_data/m.direct") == {nadia.id: [room]}


async def test_a_room_is_replaced_by_a_newer_one(matrix: Town) -> None:
    lea, nadia, room = await together(matrix, version="10")
    newer = await lea.upgrades(room, "12")
    assert await nadia.sees(room, lambda screen: screen.successor) == newer
    await lea.sees(newer, lambda screen: screen.inside)
    assert lea.rooms[newer].state["m.room.create", ""]["predecessor"] == {"room_id": room}
    assert (lea.rooms[newer].version, lea.rooms[newer].encrypted) == ("12", True)
    with pytest.raises(Refusal):
        await nadia.says(room, "Encore là ?")
    with pytest.raises(Refusal):
        await nadia.joins(newer)
    await lea.invites(newer, nadia)
    await nadia.accepts(lea)


async def test_what_is_never_seen_is_told_with_what_is_seen_instead(matrix: Town) -> None:
    lea, nadia, room = await together(matrix)
    await lea.says(room, "Bonjour")
    await nadia.sees(room, lambda screen: screen.saying("Bonjour"))
    with pytest.raises(AssertionError, match=r"Nadia has not seen it within 0.1 s.[\s\S]*Bonjour"):
        await nadia.sees(room, lambda screen: screen.saying("Bonsoir"), within=0.1)


async def test_an_app_that_was_thrown_out_says_so(matrix: Town) -> None:
    lea, nadia, room = await together(matrix)
    await matrix.registry.revoke(nadia)
    await lea.says(room, "Nadia ?")
    with pytest.raises(Refusal, match="M_UNKNOWN_TOKEN"):
        await nadia.sees(room, lambda screen: screen.saying("Nadia ?"))
