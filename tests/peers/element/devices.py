"""Another device of the same account, as when a telephone joins a computer."""

import random
from dataclasses import replace

import aiohttp

from tests.peers.synapse import Account


async def another_device(account: Account) -> Account:
    """Logged in with the password. A server lets one address do that five times, then once in five minutes and a
    half: each time it is done from another address of this machine."""
    address = ".".join(["127", *(str(random.randint(1, 254)) for _ in range(3))])
    who = {"type": "m.id.user", "user": account.id}
    body = {"type": "m.login.password", "identifier": who, "password": account.password}
    async with (
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(local_addr=(address, 0))) as session,
        session.post(f"{account.synapse.url}/_matrix/client/v3/login", json=body) as answer,
    ):
        told = await answer.json()
        assert answer.status == 200, told
    return replace(account, token=told["access_token"], device=told["device_id"])
