"""The server is the real one as it comes: it starts, stops, hangs and forgets nothing."""

import asyncio
import json
import time

import aiohttp
import pytest

from . import Refusal, Synapse, Town


async def test_it_is_on_this_machine_alone_and_its_limits_are_its_own(one_synapse: Synapse) -> None:
    settings = json.loads((one_synapse.folder / "homeserver.yaml").read_text())
    assert settings["listeners"][0]["bind_addresses"] == ["127.0.0.1"]
    assert settings["federation_domain_whitelist"] == settings["trusted_key_servers"] == []
    assert [name for name in settings if name.startswith("rc_")] == []


@pytest.mark.parametrize("version", ["10", "11", "12"])
async def test_rooms_of_each_version(matrix: Town, version: str) -> None:
    lea = await matrix.neighbour("Léa")
    room = await lea.opens_room("Les Tilleuls", version=version)
    made = await lea.state(room, "m.room.create")
    assert made["room_version"] == version
    assert room.endswith(":tilleuls.test") == (version != "12")
    # Who made a room of version 12 has every power, and the state does not say so.
    assert (lea.id in (await lea.state(room, "m.room.power_levels"))["users"]) == (version != "12")


async def test_the_version_that_it_chooses_itself(matrix: Town) -> None:
    lea = await matrix.neighbour("Léa")
    versions = (await lea.asks("GET", "/capabilities"))["capabilities"]["m.room_versions"]
    made = await lea.state(await lea.opens_room("Les Tilleuls"), "m.room.create")
    assert made["room_version"] == versions["default"] == "12"


async def test_while_it_is_stopped_nobody_gets_through_and_then_all_is_there(matrix: Town) -> None:
    lea = await matrix.neighbour("Léa")
    room = await lea.opens_room("Les Tilleuls")
    first = await lea.sends(room, "m.room.message", {"msgtype": "m.text", "body": "Bonjour"}, key="once")
    await matrix.synapse.stop()
    with pytest.raises(aiohttp.ClientConnectorError):
        await lea.says(room, "Il y a quelqu'un ?")
    await matrix.synapse.start()
    assert await lea.state(room, "m.room.name") == {"name": "Les Tilleuls"}
    again = await lea.sends(room, "m.room.message", {"msgtype": "m.text", "body": "Bonjour"}, key="once")
    assert again == first


async def test_while_it_hangs_requests_wait_and_what_was_asked_is_done_all_the_same(matrix: Town) -> None:
    lea = await matrix.neighbour("Léa")
    nadia = await matrix.resident("Nadia")
    room = await lea.opens_room("Les Tilleuls", invites=(nadia,))
    await nadia.accepts(lea)
    matrix.synapse.freeze()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await lea.says(room, "Allô ?")
    matrix.synapse.thaw()
    await nadia.sees(room, lambda screen: screen.saying("Allô ?", lea.id))


async def test_it_ends_in_a_moment(matrix: Town) -> None:
    begun = time.monotonic()
    await matrix.synapse.stop()
    assert time.monotonic() - begun < 5
    assert not matrix.synapse.runs


async def test_what_it_complains_of_can_be_read(matrix: Town) -> None:
    known = matrix.synapse.log()
    lea, karim = await matrix.neighbour("Léa"), await matrix.neighbour("Karim")
    room = await lea.opens_room("Les Tilleuls")
    with pytest.raises(Refusal):
        await karim.joins(room)
    assert f"{karim.id}, membership=join> because 403" in matrix.synapse.log().removeprefix(known)


async def test_a_session_that_was_ended_elsewhere_is_over(matrix: Town) -> None:
    palabre = await matrix.account("Palabre")
    await matrix.registry.revoke(palabre)
    with pytest.raises(Refusal) as refused:
        await palabre.asks("GET", "/sync")
    assert (refused.value.status, refused.value.code) == (401, "M_UNKNOWN_TOKEN")
    assert refused.value.body["soft_logout"] is False
