"""A page to print reaches the one person who asked for it, in each kind of room, whole, and nobody else."""

import base64
import io
import re
from html import unescape
from pathlib import Path
from typing import Any

from nio.crypto.attachments import decrypt_attachment
from pypdf import PdfReader

from storage.database import open_database
from tests import printed
from tests.bot.matrix.scenes import SLOWLY, street_with_a_clock
from tests.bot.telegram.scenes import labels, scene, words
from tests.conftest import Opens
from tests.peers.synapse import Screen, Town

EVENT = "the-event-of-lea"


def is_whole(pdf: bytes) -> bool:
    (sheet,) = PdfReader(io.BytesIO(pdf)).pages
    return "Réserve de Léa" in sheet.extract_text()


async def test_in_the_salon_it_is_saved_from_ones_own_page(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        lea, karim = neighbours["Léa"], neighbours["Karim"]
        await lea.says("/mesdonnees", event=EVENT)
        await printed.offered(neighbours.program.database)
        async with neighbours.http.get(f"{lea.base}?answer={EVENT}") as shown:
            found = re.search(r'<a class="file" href="([^"]+)" download="([^"]+)">([^<]+)</a>', await shown.text())
        assert found is not None
        assert found.groups()[1:] == ("D-2027-006.pdf", "La page à imprimer")
        kind, _, held = unescape(found[1]).partition(",")
        assert kind == "data:application/pdf;base64"
        assert is_whole(base64.b64decode(held))
        async with neighbours.http.get(f"{karim.base}?answer={EVENT}") as other:
            assert "application/pdf" not in await other.text()
        assert await karim.sees() == []


async def test_on_telegram_it_comes_into_the_private_conversation(tmp_path: Path) -> None:
    async with scene(tmp_path, GROUP__LANGUAGE="en") as here:
        lea = here["Léa"]
        lea.says(here.group, "/mesdonnees", ephemeral=True)
        await here.api.until(lambda: any("The file: in private." in words(one) for one in here.screens("Léa")))
        database = open_database(f"sqlite:///{tmp_path}/palabre.db")
        await database.open()
        await printed.offered(database)
        await database.close()
        whispered = here.screens("Léa")[0]
        lea.starts(re.sub(r".*start=", "", whispered.buttons[labels(whispered)[0]]))
        await here.api.until(lambda: lea.private.messages[-1].document)
        file = lea.private.messages[-1]
        assert (file.document["file_name"], file.text) == ("D-2027-006.pdf", "La page à imprimer")
        assert is_whole(file.attached)
        assert not any(message.document for message in here.group.messages)


async def test_on_matrix_it_comes_encrypted_into_the_private_room(tmp_path: Path, matrix: Town) -> None:
    def file(shown: Screen) -> dict[str, Any] | None:
        return next((one["content"] for one in shown.events if one["content"].get("msgtype") == "m.file"), None)

    async with street_with_a_clock(tmp_path, matrix, signs=False, names=("Nadia", "Léa")) as (here, hands):
        lea = here["Léa"]
        await lea.says(here.room, "!mesdonnees")
        await lea.invited(here.bot, SLOWLY)
        assert hands.program is not None
        await printed.offered(hands.program.database)
        hers = await lea.accepts(here.bot, SLOWLY)
        shown = await lea.sees(hers, file, SLOWLY)
        assert (shown["body"], shown["info"]["mimetype"]) == ("D-2027-006.pdf", "application/pdf")
        assert "url" not in shown
        kept = await lea.fetches(shown["file"]["url"])
        assert len(kept) == shown["info"]["size"]
        assert not kept.startswith(b"%PDF"), "the server keeps what it cannot read"
        key, hashes = shown["file"]["key"]["k"], shown["file"]["hashes"]["sha256"]
        assert is_whole(decrypt_attachment(kept, key, hashes, shown["file"]["iv"]))
        assert file(here["Nadia"].rooms[here.room]) is None
