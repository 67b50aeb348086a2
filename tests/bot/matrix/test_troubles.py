"""What goes wrong between Palabre and its Matrix server: its host reads what it is, and nothing is lost or said twice."""

import asyncio
import resource
import signal
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from tests.bot.matrix.street import Street, ended_well, host_settings, street
from tests.neighbours import plain
from tests.peers.process import Running, running
from tests.peers.synapse import Fault, Line, Message, Refusal, Town, line

SLOWLY = 60.0
"""Seconds within which everything is said: once ten were, the server takes one event every five seconds."""
SYNC = "GET /_matrix/client/v3/sync"
SEND = "PUT .*/send/"


@asynccontextmanager
async def spoilt(folder: Path, town: Town, *, encrypted: bool = True) -> AsyncIterator[tuple[Street, Line]]:
    """A street whose Palabre reaches the server by a line of the test's."""
    async with (
        line(town.synapse) as between,
        street(folder, town, encrypted=encrypted, MATRIX__HOMESERVER=between.url) as here,
    ):
        yield here, between


async def said_in_log(palabre: Running, *pieces: str, within: float = 30) -> str:
    """The first log line that holds all of these, with ordinary spaces. Raises TimeoutError where none comes."""
    async with asyncio.timeout(within):
        while True:
            for said in map(plain, palabre.logged):
                if all(piece in said for piece in pieces):
                    return said
            await asyncio.sleep(0.02)


async def counted(folder: Path, votes: dict[str, str], within: float = SLOWLY) -> None:
    """Returns once exactly this is in the ballot box: what each account answered. Raises TimeoutError."""
    found: dict[str, str] = {}
    try:
        async with asyncio.timeout(within):
            while (found := _votes(folder)) != votes:
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise AssertionError(f"{found} instead of {votes}") from None


def _votes(folder: Path) -> dict[str, str]:
    with closing(sqlite3.connect(f"file:{folder}/palabre.db?mode=ro", uri=True)) as database:
        return dict(
            database.execute(
                "SELECT a.account, o.words FROM ballots b JOIN poll_options o ON o.id = b.option_id "
                "JOIN accounts a ON a.person = b.person"
            ).fetchall()
        )


async def asked(here: Street) -> Message:
    """A poll by Karim; gives its card, below which nothing need stand yet."""
    await here["Karim"].says(here.room, "!sondage On peint la porte en bleu, en vert ou en jaune ?")
    return await here.sees("Karim", "On peint la porte", within=SLOWLY)


async def test_the_server_is_down_at_the_start_in_the_middle_and_frozen(tmp_path: Path, matrix: Town) -> None:
    bot = await matrix.account("Palabre")
    synapse = matrix.synapse
    async with line(synapse) as between:
        await synapse.stop()
        settings = host_settings(tmp_path, bot) | {"MATRIX__HOMESERVER": between.url}
        async with running(tmp_path, "run", before=(), **settings) as palabre:
            await palabre.ready()
            said = await said_in_log(palabre, "matrix.unreachable", "Je n'arrive pas à joindre")
            assert "reliée à Internet" in said
            await asyncio.sleep(4)
            assert len(between.asked) <= 8, between.asked  # the first try of each is made twice, by its library
            await synapse.start()
            await said_in_log(palabre, "matrix.connected")
            await ended_well(palabre)
    (tmp_path / "street").mkdir()
    async with spoilt(tmp_path / "street", matrix) as (here, between):
        lea, nadia, karim = here["Léa"], here["Nadia"], here["Karim"]
        card = await asked(here)
        await synapse.stop()
        await said_in_log(here.palabre, "matrix.unreachable", "Je n'arrive pas à joindre")
        before = len(between.asked)
        await asyncio.sleep(4)
        assert len(between.asked) - before <= 8
        await synapse.start()
        await lea.reacts(here.room, card.id, "2️⃣")
        await nadia.says(here.room, "jaune", reply_to=card.id)
        await counted(tmp_path / "street", {lea.id: "vert", nadia.id: "jaune"})
        synapse.freeze()
        tapping = asyncio.create_task(karim.reacts(here.room, card.id, "1️⃣"))
        await asyncio.sleep(3)
        synapse.thaw()
        await tapping
        await counted(tmp_path / "street", {lea.id: "vert", nadia.id: "jaune", karim.id: "bleu"})
        await here.becomes("Léa", card, "Bleu 1, vert 1, jaune 1", SLOWLY)


async def test_a_session_that_was_ended_elsewhere_ends_palabre_in_words(tmp_path: Path, matrix: Town) -> None:
    bot, nadia = await matrix.account("Palabre"), await matrix.resident("Nadia")
    room = await nadia.opens_room("Les Tilleuls", invites=(bot,))
    async with line(matrix.synapse) as between:
        settings = host_settings(tmp_path, bot) | {"MATRIX__HOMESERVER": between.url}
        async with running(tmp_path, "run", before=(), **settings) as palabre:
            await nadia.sees(room, lambda screen: screen.by(bot.id), 30)
            await matrix.registry.revoke(bot)
            before = len(between.asked)
            await nadia.says(room, "Palabre ?")  # what is asked and waits for news is answered once more
            assert await palabre.ended(40) == 1
            log = plain("\n".join(palabre.logged))
            assert "ne connaît plus cette session" in log
            assert "[matrix] access_token" in log
            assert "Traceback" not in log
            assert bot.token not in log
            assert len(between.asked) - before <= 6, between.asked[before:]
        async with running(tmp_path, "run", before=(), **settings) as again:
            assert await again.ended(20) == 1
            assert "ne connaît plus cette session" in plain("\n".join(again.logged))


NONSENSE = (
    Fault(SYNC, status=500, body=b'{"errcode": "M_UNKNOWN", "error": "Internal server error"}'),
    Fault(SYNC, status=502, body=b"<html>Bad Gateway</html>"),
    Fault(SYNC, body=b"<html>Bienvenue sur votre box</html>"),
    Fault(SYNC, body=b"{}"),
    Fault(SYNC, body=b"[1, 2]"),
    Fault(SYNC, body=b'"bonjour"'),
    Fault(SYNC, body=b"\xff\xfe"),
    Fault(SYNC, body=b'{"next_batch": 7}'),
    Fault(SYNC, body=b'{"next_batch": null, "rooms": {"join": []}}'),
    Fault(SYNC, status=429, body=b'{"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 500}'),
    Fault(SYNC, status=403, body=b'{"errcode": "M_FORBIDDEN"}'),
    Fault(SYNC, cut="before"),
    Fault(SYNC, cut="after"),
)


async def test_nonsense_in_the_middle_costs_a_moment_and_no_vote(tmp_path: Path, matrix: Town) -> None:
    async with spoilt(tmp_path, matrix, encrypted=False) as (here, between):
        lea = here["Léa"]
        card = await asked(here)
        standing = ""
        for number, fault in enumerate(NONSENSE):
            between.faults.append(fault)
            sign, words = (("1️⃣", "bleu"), ("2️⃣", "vert"))[number % 2]
            if standing:
                await lea.takes_back(here.room, standing)
            # The question that is under way carries this; the next one is answered with nonsense.
            standing = await lea.reacts(here.room, card.id, sign)
            await between.befallen()
            await counted(tmp_path, {lea.id: words})
        sizes = [len(entry) for entry in here.palabre.logged]
        assert max(sizes) < 1500, "no answer is quoted"


async def test_an_answer_that_is_lost_makes_no_second_message(tmp_path: Path, matrix: Town) -> None:
    """The card, its signs, a private room, what is said there: the server had taken each."""
    async with spoilt(tmp_path, matrix) as (here, between):
        lea = here["Léa"]
        between.faults.append(Fault(f"{SEND}.*post", cut="after"))
        card = await asked(here)
        await lea.reacts(here.room, card.id, "2️⃣")  # before Palabre knows what it has sent
        await between.befallen()
        between.faults += [Fault(f"{SEND}.*sign", cut="after"), Fault("POST .*/createRoom", cut="after")]
        await lea.says(here.room, "!moi")
        between.faults.append(Fault(f"{SEND}.*answer", cut="after"))
        alone = await lea.accepts(here.bot, SLOWLY)
        await here.sees("Léa", "Vous êtes Léa", room=alone, within=SLOWLY)
        await here.becomes("Léa", card, "vert 1", SLOWLY)
        await here.signed("Léa", card, 4, SLOWLY)
        await between.befallen()
        await asyncio.sleep(11)  # as long as it waits before it invites again
        said = [plain(message.words)[:10] for message in lea.rooms[here.room].by(here.bot.id)]
        assert said == ["Bonjour à ", "🗳️ On peint"[:10]], said
        assert len(lea.rooms[alone].by(here.bot.id)) == 1
        assert (list(lea.invitations), set(lea.rooms)) == ([], {here.room, alone})


async def test_another_program_of_the_same_account_spends_its_purse(tmp_path: Path, matrix: Town) -> None:
    async with spoilt(tmp_path, matrix, encrypted=False) as (here, between):
        card = await asked(here)
        with pytest.raises(Refusal, match="M_LIMIT_EXCEEDED"):
            for number in range(30):
                await here.bot.sends(here.room, "m.room.message", {"msgtype": "m.notice", "body": f"{number}"})
        before = between.count(SEND)
        await here["Léa"].reacts(here.room, card.id, "2️⃣")
        await here.becomes("Karim", card, "vert 1", SLOWLY)
        assert between.count(SEND) - before <= 12, "it asks when it was told to"


async def test_a_database_that_keeps_nothing_for_a_while_loses_nothing(tmp_path: Path, matrix: Town) -> None:
    """Neither that of the house nor that of the keys: no file of its process may grow, as on a full disk."""
    async with spoilt(tmp_path, matrix) as (here, between):
        lea, nadia = here["Léa"], here["Nadia"]
        card = await asked(here)
        pid = here.palabre.process.pid
        _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, most))
        await lea.reacts(here.room, card.id, "2️⃣")
        await nadia.says(here.room, "jaune", reply_to=card.id)
        await said_in_log(here.palabre, "storage_unavailable")
        await lea.says(here.room, "!moi")
        before = len(between.asked)
        await asyncio.sleep(5)
        assert len(between.asked) - before < 30, between.asked[before:]
        assert here.palabre.process.returncode is None
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, most))
        await counted(tmp_path, {lea.id: "vert", nadia.id: "jaune"})
        alone = await lea.accepts(here.bot, SLOWLY)
        await here.sees("Léa", "Vous êtes Léa", room=alone, within=SLOWLY)
        await here.becomes("Karim", card, "vert 1, jaune 1", SLOWLY)


async def test_a_gap_that_cannot_be_filled_at_once_is_filled_later(tmp_path: Path, matrix: Town) -> None:
    """The server says the same once more, encrypted as before, and is understood."""
    async with spoilt(tmp_path, matrix) as (here, between):
        nadia, karim = here["Nadia"], here["Karim"]
        card = await asked(here)
        here.palabre.process.send_signal(signal.SIGSTOP)
        await nadia.says(
            here.room, "Je réfléchis"
        )  # what is asked already is answered with this, and nothing else
        for number in range(60):
            await nadia.asks("PUT", f"/rooms/{here.room}/send/m.chatter/{number}", {})
        await nadia.says(here.room, "jaune", reply_to=card.id)
        for number in range(60, 180):
            await nadia.asks("PUT", f"/rooms/{here.room}/send/m.chatter/{number}", {})
        await karim.says(here.room, "bleu", reply_to=card.id)
        between.faults += [Fault("GET .*/messages", status=500, body=b"{}") for _ in range(2)]
        here.palabre.process.send_signal(signal.SIGCONT)
        await between.befallen()
        await counted(tmp_path, {nadia.id: "jaune", karim.id: "bleu"})
