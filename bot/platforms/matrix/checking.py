"""Looks whether a Matrix server takes these settings, and says what is wrong and how to mend it."""

from typing import Any
from urllib.parse import quote

from bot.config import Matrix
from bot.platforms.findings import Findings
from handlers.conversation.text import Text, t, tn

from .calls import Calls
from .connection import Connection
from .failures import NotReady, Refusal, Unreachable
from .room import Room
from .session import DEVICE_NAME, vault_of, wrong_key
from .troubles import advice
from .vault import WrongKey

NAMED = 8
"""Rooms that are told by their names; a host of more would not read them."""


async def examine(settings: Matrix) -> Findings:
    """Asks the server who the account is and in which rooms it may speak, and opens the store; changes nothing."""
    connection = Connection(settings.homeserver, settings.store_dir, "")
    told: list[Text] = []
    wrong: list[Text] = []
    try:
        await _examine(settings, connection, told, wrong)
    except (Refusal, Unreachable, NotReady) as error:
        known = advice(error, settings.homeserver) if not isinstance(error, NotReady) else None
        wrong.append(known or t("Matrix answers something unknown."))
    finally:
        await connection.close()
    return Findings(told, wrong)


async def _examine(settings: Matrix, connection: Connection, told: list[Text], wrong: list[Text]) -> None:
    if await connection.find():
        told.append(t("This server is reached at {address}.", address=connection.homeserver))
    try:
        kept = _kept(settings)
    except WrongKey:
        wrong.append(wrong_key(settings.store_dir))
        kept = {}
    given = settings.access_token.get_secret_value() if settings.access_token else ""
    token, password = given or str(kept.get("token", "")), settings.password
    passing = not token
    if passing and password is not None and settings.user:
        token = await _passing_session(connection, settings.user, password.get_secret_value())
    if not token:
        wrong.append(t("Matrix needs [matrix] access_token, or user and password."))
        return
    account, device = await connection.whose(token)
    told.append(t("Matrix: {account} answers.", account=account))
    if not passing and not await _vouched(connection, account, device):
        told.append(t("Nobody vouches for this device yet: I see to it at the start."))
    await _rooms(connection, account, told, wrong)
    if passing:
        await connection.call("POST", "/logout", {})


async def _passing_session(connection: Calls, user: str, password: str) -> str:
    """The token of a session that lasts as long as it takes to look."""
    who = {"type": "m.id.user", "user": user}
    asked = {"type": "m.login.password", "identifier": who, "password": password}
    opened = await connection.call("POST", "/login", {**asked, "initial_device_display_name": DEVICE_NAME})
    return str(opened.get("access_token", ""))


def _kept(settings: Matrix) -> dict[str, Any]:
    """What the last start has kept; nothing before the first one."""
    if not (settings.store_dir / "session").exists():
        return {}
    return vault_of(settings, settings.store_dir).read() or {}


async def _vouched(connection: Calls, account: str, device: str) -> bool:
    """Whether the account's own identity has signed this device, so that no app warns of it."""
    known = await connection.call("POST", "/keys/query", {"device_keys": {account: []}})
    ours = known.get("self_signing_keys", {}).get(account, {}).get("keys", {})
    signed = known.get("device_keys", {}).get(account, {}).get(device, {}).get("signatures", {}).get(account, {})
    return any(key in signed for key in ours)


async def _rooms(connection: Calls, account: str, told: list[Text], wrong: list[Text]) -> None:
    ids = (await connection.call("GET", "/joined_rooms")).get("joined_rooms", [])
    rooms = [await _room(connection, id) for id in ids]
    groups = [room for room in rooms if len(room.members) > 2 or room.name]
    said = tn("I am in {n} room.", "I am in {n} rooms.", len(groups))
    told.append(said if groups else t("I am in no room yet: invite me into that of your group."))
    for room in groups[:NAMED]:
        name = room.name or room.id
        told.append(
            t("« {room} »: encrypted.", room=name) if room.encrypted else t("« {room} »: clear.", room=name)
        )
        if not room.may_send(account, "m.room.message"):
            wrong.append(t("I may not write in « {room} »: an administrator there can let me.", room=name))
        elif not room.may_send(account, "m.reaction"):
            wrong.append(t("I may not react in « {room} »: an administrator there can let me.", room=name))


async def _room(connection: Calls, id: str) -> Room:
    room = Room(id)
    state = await connection.listed("GET", f"/rooms/{quote(id)}/state")
    for event in state:
        room.learn(event)
    return room
