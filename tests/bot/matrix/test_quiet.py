"""What Palabre does not do: answer neighbours who talk, ring for nothing, or stumble over what is broken."""

from pathlib import Path
from typing import Any

from tests.bot.matrix.scenes import counts, said
from tests.bot.matrix.street import QUESTION, street
from tests.neighbours import plain
from tests.peers.synapse import Neighbour, Refusal, Town
from tests.peers.synapse.writing import written


def broken(card: str) -> list[tuple[str, Any]]:
    """What no app sends: (type, content)."""
    reaction, message = "m.reaction", "m.room.message"
    return [
        (reaction, {}),
        (reaction, {"m.relates_to": None}),
        (reaction, {"m.relates_to": [card]}),
        (reaction, {"m.relates_to": {"rel_type": "m.annotation", "event_id": card}}),
        (reaction, {"m.relates_to": {"rel_type": "m.annotation", "event_id": card, "key": 1}}),
        (reaction, {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$nothing", "key": "1️⃣"}}),
        (reaction, {"m.relates_to": {"rel_type": "m.annotation", "event_id": card, "key": "1️⃣" * 200}}),
        (reaction, {"m.relates_to": {"rel_type": ["m.annotation"], "event_id": card, "key": "1️⃣"}}),
        (reaction, {"m.relates_to": {"rel_type": "m.replace", "event_id": card, "key": "1️⃣"}}),
        (message, {}),
        (message, {"msgtype": "m.text"}),
        (message, {"msgtype": ["m.text"], "body": "!sondage a ou b ?"}),
        (message, {"msgtype": "m.text", "body": {"a": "!sondage a ou b ?"}}),
        (message, {"msgtype": "m.text", "body": "!"}),
        (message, {"msgtype": "m.text", "body": "!sondages ?"}),
        (message, {"msgtype": "m.text", "body": "!\0" * 9000}),
        (message, {"msgtype": "m.text", "body": "> <@x:y> 1\n" * 2000, "m.relates_to": {"m.in_reply_to": {}}}),
        (message, {"msgtype": "m.text", "body": "1", "m.relates_to": {"m.in_reply_to": {"event_id": 7}}}),
        (message, {"msgtype": "m.text", "body": "1", "m.relates_to": {"m.in_reply_to": {"event_id": "$x"}}}),
        (message, {"msgtype": "m.notice", "body": "!menu"}),
        (message, {"msgtype": "m.emote", "body": "!menu"}),
        ("m.room.encrypted", {}),
        ("m.room.encrypted", {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": 1, "session_id": None}),
        ("org.matrix.msc3381.poll.response", {"answers": "1"}),
    ]


async def sent(by: Neighbour, room: str, kind: str, content: Any) -> bool:
    """Whether the server took it: there are things that this one takes from nobody, and one made for it would."""
    try:
        await by.sends(room, kind, content)
    except Refusal as refusal:
        if refusal.status != 400:
            raise
        return False
    return True


async def test_neighbours_who_talk_and_messages_that_are_broken(tmp_path: Path, matrix: Town) -> None:
    async with street(tmp_path, matrix, encrypted=False) as here:
        karim, lea, nadia = here["Karim"], here["Léa"], here["Nadia"]
        await karim.says(here.room, QUESTION, reply_to="$nothing")
        card = await here.sees("Karim", "🗳️")
        before = await lea.says(here.room, "2")
        for words in ("bleu", "Salut !", "!blague", "!"):
            await lea.says(here.room, words)
        await karim.says(here.room, "vert", reply_to=before)
        await karim.says(here.room, "pas bleu !", reply_to=card.id)
        await karim.says(here.room, "Vert me va, ou bleu", reply_to=card.id)
        await karim.edits(here.room, before, QUESTION)
        await karim.edits(here.room, before, "!menu")
        came = [await sent(nadia, here.room, *one) for one in broken(card.id)]
        assert sum(came) >= 12
        for content in ({"body": "!menu", "msgtype": "m.text"}, written("vert", reply_to=card.id)):
            new = {"m.new_content": content, "m.relates_to": {"rel_type": "m.replace", "event_id": before}}
            await lea.writes(here.room, {**content, **new})
        await lea.says(here.room, "Vert.", reply_to=card.id, quoted=card.words)
        await karim.says(here.room, "3", reply_to=card.id)
        await counts(here, card, "Bleu 0, vert 1, jaune 1")
        assert len(said(here, "Karim")) == 2, "the welcome and the card"
        assert "Failed validating" not in "\n".join(here.palabre.logged), "there the library quotes what it reads"
        assert not karim.invitations | lea.invitations | nadia.invitations


async def test_a_card_in_a_thread_and_words_that_look_like_markup(tmp_path: Path, matrix: Town) -> None:
    async with street(tmp_path, matrix, encrypted=False) as here:
        zoe = await matrix.resident("<b>Zoé</b> & fils")
        here.people["Zoé"] = zoe
        await here["Nadia"].invites(here.room, zoe)
        await zoe.joins(here.room)
        root = await zoe.says(here.room, "Et si on repeignait ?")
        last = await here["Léa"].says(here.room, "Oh oui")
        long = "un rouge " + "très " * 12 + "vif"
        words = f"!sondage Quelle couleur ?\n<script>alert(1)</script>\n[bleu](javascript:1)\n{long}\n@room"
        thread = {
            "rel_type": "m.thread",
            "event_id": root,
            "is_falling_back": True,
            "m.in_reply_to": {"event_id": last},
        }
        await zoe.writes(here.room, {"msgtype": "m.text", "body": words, "m.relates_to": thread})
        card = await here.sees("Léa", "🗳️")
        shown = next(event for event in here["Léa"].rooms[here.room].events if event["event_id"] == card.id)
        assert shown["content"]["m.relates_to"]["rel_type"] == "m.thread"
        assert shown["content"]["m.relates_to"]["event_id"] == root
        assert "Sondage de &lt;b&gt;Zoé&lt;/b&gt; &amp; fils" in plain(card.html)
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in card.html.lower()
        assert "<script" not in card.html.lower()
        assert "<a" not in card.html
        assert len(card.words) < 2000
        await here["Léa"].reacts(here.room, card.id, "3️⃣")
        await here["Karim"].says(here.room, long, reply_to=card.id)
        await here.becomes("Léa", card, "2 personnes ont répondu.", 40)
