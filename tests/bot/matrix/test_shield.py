"""No red shield: residents on Element read Palabre, and are read by it, also where they exclude insecure devices."""

import asyncio
import json
from pathlib import Path

from tests.bot.matrix.street import QUESTION, host_settings
from tests.neighbours import plain
from tests.peers.element import Element, Elements, Seen, another_device
from tests.peers.process import Running, running
from tests.peers.synapse import Account, Town


async def said_to(resident: Element, bot: Account, words: str, room: str = "") -> Seen:
    """The message of Palabre in which these words stand."""
    return await resident.sees(
        lambda seen: seen.sender == bot.id and words in plain(seen.body) and room in ("", seen.room)
    )


async def connected(palabre: Running) -> str:
    """The device that Palabre is, once it listens. Raises AssertionError where it never does."""
    await palabre.ready()
    async with asyncio.timeout(20):
        while True:
            for line in palabre.logged:
                if "matrix.connected" in line:
                    return str(json.loads(line)["device"])
            assert palabre.process.returncode is None, "\n".join(palabre.logged)
            await asyncio.sleep(0.05)


async def other_room(bot: Account, room: str, person: str) -> str:
    """The private room into which Palabre has invited this person."""
    async with asyncio.timeout(20):
        while True:
            for one in (await bot.asks("GET", "/joined_rooms"))["joined_rooms"]:
                members = (await bot.asks("GET", f"/rooms/{one}/members"))["chunk"] if one != room else []
                if any(m["state_key"] == person and m["content"]["membership"] == "invite" for m in members):
                    return str(one)
            await asyncio.sleep(0.1)


async def test_residents_on_element_see_no_shield_before_and_after_a_restart_and_on_a_new_device(
    tmp_path: Path, matrix: Town, element: Elements
) -> None:
    bot = await matrix.account("Palabre")
    settings = host_settings(tmp_path, bot)
    lea = await element.resident(await matrix.neighbour("Léa"))
    karim = await element.resident(await matrix.neighbour("Karim"))
    await karim.exclude_insecure()
    room = await lea.create_room(karim.user, name="Les Tilleuls")
    await karim.join(room)
    async with running(tmp_path, "run", before=(), **settings) as palabre:
        await connected(palabre)
        await lea.invite(room, bot.id)
        for resident in (lea, karim):
            hello = await said_to(resident, bot, "Bonjour à tous")
            assert (hello.encrypted, hello.shield, hello.failure) == (True, "NONE", ""), hello
        await karim.say(room, QUESTION)
        card = await said_to(lea, bot, "🗳️ On peint la porte")
        assert card.read
        assert (await said_to(karim, bot, "🗳️ On peint la porte")).read
        await karim.react(room, card.event, "2️⃣")
        await lea.sees(lambda seen: seen.event == card.event and "vert 1" in plain(seen.body) and seen.read)
        # In private, in both directions.
        await karim.say(room, "!moi")
        private = await other_room(bot, room, karim.user)
        await karim.join(private)
        mine = await said_to(karim, bot, "Vous êtes Karim", private)
        assert (mine.encrypted, mine.read) == (True, True)
        await karim.say(private, "bonjour")
        assert (await said_to(karim, bot, "Que voulez-vous faire ?", private)).read
    async with running(tmp_path, "run", before=(), **settings) as palabre:
        await connected(palabre)
        await lea.say(room, "!sondage On mange dehors ou dedans ?")
        for resident in (lea, karim):
            assert (await said_to(resident, bot, "On mange dehors ou dedans")).read
    # Its session is ended elsewhere: with the password it becomes a new device, for which the same identity vouches.
    await matrix.registry.revoke(bot)
    await matrix.synapse.stop()
    await matrix.synapse.start()
    again = {**settings, "MATRIX__ACCESS_TOKEN": "", "MATRIX__USER": bot.id, "MATRIX__PASSWORD": bot.password}
    async with running(tmp_path, "run", before=(), **again) as palabre:
        device = await connected(palabre)
        assert device != bot.device
        for resident in (lea, karim):
            await resident.knows_device(bot.id, device, signed=True)
        await lea.say(room, "!sondage On chante ou on danse ?")
        for resident in (lea, karim):
            assert (await said_to(resident, bot, "On chante ou on danse")).read
            assert not (await resident.user_status(bot.id)).changed
        assert bot.password not in "\n".join(palabre.logged)


async def test_an_account_that_was_made_in_element_gets_an_identity_of_palabres_own(
    tmp_path: Path, matrix: Town, element: Elements
) -> None:
    """Element makes an identity for every account that it opens: with the password it is replaced before anybody
    has seen it; without, the host is told what to do."""
    bot = await matrix.account("Palabre")
    lea = await element.resident(await matrix.neighbour("Léa"))
    made = await element.resident(bot)
    settings = host_settings(tmp_path, await another_device(bot))
    async with running(tmp_path, "run", before=(), **settings) as palabre:
        device = await connected(palabre)
        (said,) = [line for line in palabre.logged if "red_shield" in line]
        assert f"Ouvrez ce compte dans Element, écrivez /verify {device} " in plain(said)
        # So the host does it, in the Element in which the account was made.
        await made.sign_device(device)
    async with running(tmp_path, "run", before=(), **settings) as palabre:
        await connected(palabre)
        assert not [line for line in palabre.logged if "red_shield" in line]
        room = await lea.create_room(name="Les Tilleuls")
        await lea.invite(room, bot.id)
        assert (await said_to(lea, bot, "Bonjour à tous")).read
    await matrix.synapse.stop()
    await matrix.synapse.start()
    other = tmp_path / "other"
    other.mkdir()
    again = {**host_settings(other, bot), "MATRIX__ACCESS_TOKEN": ""}
    async with running(
        other, "run", before=(), **again, MATRIX__USER=bot.id, MATRIX__PASSWORD=bot.password
    ) as palabre:
        device = await connected(palabre)
        assert not [line for line in palabre.logged if "red_shield" in line]
        await lea.accept_identity(bot.id)
        await lea.knows_device(bot.id, device, signed=True)
