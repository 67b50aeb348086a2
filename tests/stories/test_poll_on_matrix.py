"""A poll in an encrypted Matrix room, from Palabre's arrival to the result with its picture."""

from pathlib import Path

from tests.bot.matrix.street import street
from tests.neighbours import plain
from tests.peers.synapse import Town


async def test_a_poll_from_one_line_to_its_picture(tmp_path: Path, matrix: Town) -> None:
    async with street(tmp_path, matrix) as here:
        welcome = await here.sees("Nadia", "Bonjour à tous")
        print(welcome)
        assert welcome.encrypted
        assert welcome.kind == "m.notice"
        card = await here.card()
        print(card.words)
        await here["Léa"].reacts(here.room, card.id, "2️⃣")
        await here.becomes("Léa", card, "vert 1")
        print(plain(here["Léa"].rooms[here.room].words(card.id)))
