"""Killed at every commit and every call to the Matrix server: all is counted once, and every card stands once."""

from pathlib import Path

from tests.bot.matrix.mortal_street import MortalStreet, mortal_street
from tests.bot.matrix.street import QUESTION
from tests.neighbours import paris, plain
from tests.peers.points import WHERE_NOBODY_DIED
from tests.peers.synapse import Message, Town
from tests.peers.victim import victim

PATIENCE = 120
"""Seconds: it is dead half of the time, and the server gives ten events, then one every five seconds."""
ANSWERS = [("Karim", "bleu"), ("Léa", "vert"), ("Nadia", "vert")]
MUST_DIE_AT = (
    "sync",
    "join",
    "createRoom",
    "upload",
    "keys upload",
    "keys claim",
    "sendToDevice",
    "send m.room.encrypted post",
    "send m.room.encrypted edit",
    "send m.room.encrypted answer",
    "send m.reaction sign",
    "a commit of matrix_memory.keep_token < listening._kept",
    "a commit of matrix_memory.announce < platform.showing",
    "a commit of matrix_memory.arrived < platform._arrived",
    "a commit of matrix_memory.react < hearing._keep",
    "a commit of matrix_memory.unreact < hearing._took_away",
    "a commit of matrix_memory.placed < placing._place",
    "a commit of matrix_memory.keep_private < privately._open",
    "a commit of matrix_memory.keep_private < membership.invited",
    "a commit of matrix_memory.owe < telling.answer",
    "a commit of matrix_memory.settle < telling._tell",
    "a commit of matrix_memory.keep_boots < session._is_older_copy",
    "a commit of matrix_memory.era < platform.begin",
    "a commit of dispatch._in_one_transaction < dispatch.handle",
    "a commit of dispatch._in_one_transaction < dispatch.handle_all",
    "a commit of showing._send < showing.show",
    "a commit of showing._sent < showing._new",
)


async def play(here: MortalStreet) -> Message:
    """A poll in an encrypted room, from Palabre's arrival to its result; somebody asks for what is theirs alone."""
    nadia, karim, lea = here["Nadia"], here["Karim"], here["Léa"]
    await nadia.invites(here.room, here.bot)
    await here.sees("Nadia", "Bonjour à tous", within=PATIENCE)
    await karim.says(here.room, QUESTION)
    card = await here.sees("Karim", "🗳️", within=PATIENCE)
    await lea.reacts(here.room, card.id, "2️⃣")
    wrong = await nadia.reacts(here.room, card.id, "3️⃣")
    await here.becomes("Léa", card, "vert 1, jaune 1", within=PATIENCE)
    await karim.says(here.room, "bleu", reply_to=card.id)
    await nadia.takes_back(here.room, wrong)
    await here.becomes("Léa", card, "Bleu 1, vert 1, jaune 0", within=PATIENCE)
    await karim.says(here.room, "!moi")
    alone = await karim.accepts(here.bot, within=PATIENCE)
    await here.sees("Karim", "Karim", room=alone, within=PATIENCE)
    hers = await lea.opens_direct(here.bot)
    await lea.sees(hers, lambda screen: screen.joined(here.bot.id), PATIENCE)
    await lea.says(hers, "!aide")
    await here.sees("Léa", "!sondage", room=hers, within=PATIENCE)
    await nadia.reacts(here.room, card.id, "2️⃣")
    await here.becomes("Léa", card, "Bleu 1, vert 2, jaune 0", within=PATIENCE)
    here.at(paris("2025-03-06", "20:01"))
    await here.sees("Léa", "J'étais arrêté", within=PATIENCE)
    await here.kept(lambda: not any(here.count(waiting) for waiting in WAITING), within=PATIENCE)
    await here.becomes("Léa", card, "Ce sondage est fini.", within=PATIENCE)
    return card


WAITING = (
    "SELECT count(*) FROM posts WHERE wanted <> shown",
    "SELECT count(*) FROM alarms WHERE topic LIKE 'polls:%'",
    "SELECT count(*) FROM matrix_buttons WHERE to_place <> 0",
    "SELECT count(*) FROM matrix_owed",
    "SELECT count(*) FROM matrix_sealed",
)
"""What is still to be done."""


def must_be_whole(here: MortalStreet, card: Message) -> None:
    """Every answer counted once; every message, sign, invitation and private answer there once, and readable."""
    given = here.victim.rows(
        "SELECT p.name, o.words FROM ballots b JOIN people p ON p.id = b.person JOIN poll_options o "
        "ON o.id = b.option_id ORDER BY p.name"
    )
    assert given == ANSWERS
    assert here.victim.rows("SELECT state FROM polls") == [("closed",)]
    assert here.victim.rows("PRAGMA integrity_check") == [("ok",)]
    screen = here["Léa"].rooms[here.room]
    said = [plain(message.words) for message in screen.by(here.bot.id)]
    beginnings = ("Bonjour à tous", "🗳️ On peint", "On peint la porte", "🗳️ On peint")
    assert [words[:10] for words in said] == [words[:10] for words in beginnings], said
    assert "Bleu 1, vert 2, jaune 0. 3 personnes ont répondu." in said[-1]
    assert screen.unreadable == {}
    for name in ("Karim", "Léa"):
        (alone,) = (room for room in here[name].rooms.values() if room.room != here.room)
        assert here[name].invitations == {}
        assert len(alone.by(here.bot.id)) == 1, alone
        assert alone.unreadable == {}


async def test_killed_wherever_nobody_has_died_yet(tmp_path: Path, matrix: Town) -> None:
    """Each life ends at the first point at which none has ended before, so that one poll goes through all of them:
    a minute and a half, most of it the server's limits."""
    async with victim(tmp_path) as palabre, mortal_street(tmp_path / "1", matrix, palabre) as here:
        async with here.alive(WHERE_NOBODY_DIED):
            card = await play(here)
        must_be_whole(here, card)
        died = set(palabre.deaths) - {"killed"}
    # After some deaths the way goes on elsewhere: what was about to be written is found, and not written again.
    spared = [what for what in MUST_DIE_AT if not {f"before {what}", f"after {what}"} & died]
    assert spared == []
    assert len(died) > 70
