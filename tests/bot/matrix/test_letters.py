"""A letter becomes events: silent or ringing, new or in the place of another, as long as the server takes them."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from nio import RoomSendResponse

from bot.platforms.matrix.outgoing import Letter, Speech, below, card, content, edited, reaction
from bot.texts import voice
from handlers.conversation.text import verbatim
from handlers.conversation.views import Title, View, paragraph
from tests.bot.matrix.talker import Talker, talking
from tests.peers.synapse import Town

FR = Speech(voice("fr"))
CARD = "$card"


def test_what_rings_is_text_and_the_rest_are_notices_and_nobody_is_mentioned() -> None:
    letter = Letter("@room, Léa ?", "@room, Léa ?")
    ringing, silent = content(letter, rings=True), content(letter, rings=False)
    assert (ringing["msgtype"], silent["msgtype"]) == ("m.text", "m.notice")
    assert ringing["m.mentions"] == silent["m.mentions"] == {}
    assert (ringing["body"], ringing["formatted_body"]) == ("@room, Léa ?", "@room, Léa ?")


def test_an_edit_says_what_it_replaces_and_old_apps_see_a_star() -> None:
    shown = content(Letter("a", "<strong>a</strong>"), rings=False)
    change = edited(shown, CARD)
    assert change["m.new_content"] == shown
    assert change["m.relates_to"] == {"rel_type": "m.replace", "event_id": CARD}
    assert (change["body"], change["formatted_body"]) == ("* a", "* <strong>a</strong>")
    assert edited({"msgtype": "m.text", "body": "a"}, CARD).keys() == {
        "msgtype",
        "body",
        "m.new_content",
        "m.relates_to",
    }


@pytest.mark.parametrize(
    ("thread", "reply_to", "relation"),
    [
        ("", "", None),
        ("", CARD, {"m.in_reply_to": {"event_id": CARD}}),
        (
            "$t",
            "",
            {
                "rel_type": "m.thread",
                "event_id": "$t",
                "m.in_reply_to": {"event_id": "$t"},
                "is_falling_back": True,
            },
        ),
        (
            "$t",
            CARD,
            {
                "rel_type": "m.thread",
                "event_id": "$t",
                "m.in_reply_to": {"event_id": CARD},
                "is_falling_back": False,
            },
        ),
    ],
)
def test_a_message_stands_below_what_it_belongs_to(thread: str, reply_to: str, relation: object) -> None:
    shown = below({"body": "a"}, thread=thread, reply_to=reply_to)
    assert shown == {"body": "a"} | ({} if relation is None else {"m.relates_to": relation})


def test_a_reaction_names_its_message_and_its_sign() -> None:
    assert reaction(CARD, "1️⃣") == {"m.relates_to": {"rel_type": "m.annotation", "event_id": CARD, "key": "1️⃣"}}


async def test_synapse_takes_the_longest_edit_clear_and_encrypted(matrix: Town, tmp_path: Path) -> None:
    bot, nadia = await matrix.account("Palabre"), await matrix.neighbour("Nadia")
    line = verbatim('"é🎉' * 20_000)
    shown = content(card(View((Title(line), paragraph(line))), FR, {}), rings=True)
    clear = await nadia.opens_room("Les Tilleuls", invites=(bot,))
    await bot.asks("POST", f"/rooms/{quote(clear)}/join", {})
    first = await bot.sends(clear, "m.room.message", shown)
    await bot.sends(clear, "m.room.message", edited(below(shown, reply_to=first), first))
    room = await nadia.opens_room("Les Tilleuls", invites=(bot,), encrypted=True)
    async with talking(Talker(bot, tmp_path)) as talker:
        await talker.joins(room)
        await talker.client.joined_members(room)
        await talker.client.share_group_session(room, ignore_unverified_devices=True)
        first = await sent(talker, room, shown)
        await sent(talker, room, edited(below(shown, reply_to=first), first))


async def sent(talker: Talker, room: str, shown: dict[str, Any]) -> str:
    """The id of the message. Raises AssertionError where the server does not take it."""
    given = await talker.client.room_send(room, "m.room.message", shown, ignore_unverified_devices=True)
    assert isinstance(given, RoomSendResponse), given
    return str(given.event_id)
