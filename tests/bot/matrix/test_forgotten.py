"""Who asks to be forgotten on Matrix is in no row of any table, though their account is their name."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.bot.matrix.scenes import SLOWLY, alone, counts, picks, screen
from tests.bot.matrix.street import street
from tests.peers.synapse import Town


def where_it_stands(database: Path, words: str) -> list[str]:
    """Every column of every table in which these words stand, with the value."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        tables = [row["name"] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [
            f"{table}.{name}: {row[name]}"
            for table in tables
            for row in connection.execute(f"SELECT * FROM {table}")
            for name in row.keys()  # noqa: SIM118 - a row iterates over values
            if words in str(row[name])
        ]


async def test_nothing_of_somebody_is_left(tmp_path: Path, matrix: Town) -> None:
    async with street(tmp_path, matrix) as here:
        lea, database = here["Léa"], tmp_path / "palabre.db"
        card = await here.card(signs=0)
        await lea.reacts(here.room, card.id, "2️⃣")
        await counts(here, card, "Bleu 0, vert 1, jaune 0")
        await lea.says(here.room, "!effacer")
        hers = await alone(here, "Léa")
        asked = await screen(here, "Léa", hers, "Ne rien changer")
        kept = where_it_stands(database, lea.id)
        tables = {line.split(":")[0] for line in kept}
        assert {
            "accounts.account",
            "heard.speaker",
            "matrix_reactions.account",
            "matrix_private_rooms.account",
        } <= tables
        await picks(here, "Léa", asked, hers, "Tout effacer")
        sure = await screen(here, "Léa", hers, "Oui, tout effacer")
        await picks(here, "Léa", sure, hers, "Oui, tout effacer")
        await screen(here, "Léa", hers, "Tout ce qui vous concerne est effacé. Au revoir !")
        assert where_it_stands(database, lea.id) == []
        assert where_it_stands(database, "Léa") == ["people.name: Léa"], "the one of the demonstration"
        assert where_it_stands(database, here["Karim"].id), "the others are as they were"
        # She is still heard, and nobody any more.
        await lea.says(hers, "bonjour")
        await here.sees("Léa", "groupe", room=hers, within=SLOWLY)
