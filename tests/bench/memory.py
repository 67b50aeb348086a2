"""What the process holds in memory, before and after it has drawn a result picture."""

import asyncio
import re
import time
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

import aiohttp

from tests.neighbours import Seen, read

from .figures import Figure
from .process import PATIENCE, running

TARGET = 120
ROOM = "les-tilleuls"
QUESTION = "/sondage On peint la porte en bleu, en vert ou en jaune ?"


async def measure(folder: Path) -> Sequence[Figure]:
    """A poll of the demonstration group over HTTP, to its picture."""
    with running(folder / "memory.db") as palabre:
        async with aiohttp.ClientSession(palabre.address) as http:
            karim, lea, ines = (_Tab(http, f"/{ROOM}/{name}") for name in ("karim", "lea", "ines"))
            await karim.acts(words=QUESTION)
            card = await lea.waits_for(lambda message: "Vert" in message.buttons)
            await lea.acts(press=card.buttons["Vert"])
            await ines.acts(press=card.buttons["Bleu"])
            before = palabre.resident_megabytes()
            more = await karim.acts(press=card.buttons["⋯ Plus"])
            await karim.acts(press=more.buttons["Terminer"])
            result = await lea.waits_for(lambda message: bool(message.pictures))
            async with http.get(result.pictures[0][0]) as response:
                assert (await response.read()).startswith(b"\x89PNG"), "a result has a picture"
            after = palabre.resident_megabytes()
    return [
        Figure("memory before a picture", f"{before:.0f} MB"),
        Figure("memory after a picture", f"{after:.0f} MB", f"< {TARGET} MB", after < TARGET),
    ]


class _Tab:
    """Somebody's page."""

    def __init__(self, http: aiohttp.ClientSession, base: str) -> None:
        self._http = http
        self._base = base

    async def acts(self, **fields: str) -> Seen:
        """Hands in a form; gives the private screen that comes back."""
        async with self._http.get(self._base) as page:
            token = re.search(r'name="csrf" value="([0-9a-f]+)"', await page.text())
        assert token is not None, "a page has a form"
        form = {**fields, "csrf": token[1], "event": str(uuid.uuid4())}
        async with self._http.post(f"{self._base}/act", data=form, headers={"Accept": "application/json"}) as got:
            answer = await got.json()
        assert got.status == 200, answer
        return read(answer["private"])

    async def waits_for(self, wanted: Callable[[Seen], bool]) -> Seen:
        """The newest message of the room that is like this, once it is there."""
        given_up = time.monotonic() + PATIENCE
        while time.monotonic() < given_up:
            async with self._http.get(f"{self._base}/since/0") as response:
                news = await response.json()
            found = [seen for message in news["messages"] if wanted(seen := read(message["html"], message["id"]))]
            if found:
                return found[-1]
            await asyncio.sleep(0.05)
        raise TimeoutError("what was waited for has not come")
