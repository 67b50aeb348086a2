"""Neighbours with Matrix on the phone: they open rooms, write, tap, take back, come and go."""

import uuid
from typing import Any
from urllib.parse import quote

from .accounts import Account, Json, Refusal
from .writing import ENCRYPTED, corrected, written


class Neighbour(Account):
    """Acts, and looks at nothing: a token is enough, so that fifty of them cost nothing. What a neighbour writes
    is never encrypted (taps are not either, whoever taps). Anything that the server refuses raises Refusal."""

    async def opens_room(
        self,
        name: str,
        *,
        invites: tuple[Account, ...] = (),
        encrypted: bool = False,
        version: str = "",
        **more: Any,
    ) -> str:
        """The id of a new room. `version`: "10", "11", "12"; the server's own where it is empty. `more`: what else
        POST /createRoom takes."""
        body: Json = {"name": name, "preset": "private_chat", "invite": [account.id for account in invites]}
        if version:
            body["room_version"] = version
        if encrypted:
            body["initial_state"] = [ENCRYPTED]
        return str((await self.asks("POST", "/createRoom", body | more))["room_id"])

    async def opens_direct(self, other: Account, *, encrypted: bool = True) -> str:
        """A private conversation, marked as such in this person's account, as apps do."""
        room = await self.opens_room(
            "", invites=(other,), encrypted=encrypted, is_direct=True, preset="trusted_private_chat"
        )
        kept = f"/user/{quote(self.id)}/account_data/m.direct"
        try:
            direct = await self.asks("GET", kept)
        except Refusal as none_yet:
            if none_yet.code != "M_NOT_FOUND":
                raise
            direct = {}
        direct.setdefault(other.id, []).append(room)
        await self.asks("PUT", kept, direct)
        return room

    async def invites(self, room: str, other: Account) -> None:
        await self.asks("POST", f"/rooms/{quote(room)}/invite", {"user_id": other.id})

    async def joins(self, room: str) -> None:
        """Also accepts an invitation."""
        await self.asks("POST", f"/rooms/{quote(room)}/join", {})

    async def leaves(self, room: str) -> None:
        """Also declines an invitation."""
        await self.asks("POST", f"/rooms/{quote(room)}/leave", {})

    async def kicks(self, room: str, other: Account) -> None:
        await self.asks("POST", f"/rooms/{quote(room)}/kick", {"user_id": other.id})

    async def bans(self, room: str, other: Account) -> None:
        await self.asks("POST", f"/rooms/{quote(room)}/ban", {"user_id": other.id})

    async def gives_power(self, room: str, other: Account, level: int) -> None:
        """100 administers, 50 moderates, 0 takes both away."""
        levels = await self.state(room, "m.room.power_levels")
        levels.setdefault("users", {})[other.id] = level
        await self.sets(room, "m.room.power_levels", levels)

    async def upgrades(self, room: str, version: str, **more: Any) -> str:
        """The id of the room that replaces it. Nobody else is in there yet."""
        made = await self.asks("POST", f"/rooms/{quote(room)}/upgrade", {"new_version": version} | more)
        return str(made["replacement_room"])

    async def says(self, room: str, words: str, *, reply_to: str = "", quoted: str = "") -> str:
        """The id of the message. `reply_to`: the id of another one; `quoted`: its words, repeated above as older
        apps do."""
        return await self.writes(room, written(words, reply_to, quoted))

    async def edits(self, room: str, message: str, words: str) -> str:
        """Corrects what this person wrote; gives the id of the correction."""
        return await self.writes(room, corrected(message, words))

    async def writes(self, room: str, content: Json) -> str:
        """The content of m.room.message as it is, as a forged client can."""
        return await self.sends(room, "m.room.message", content)

    async def reacts(self, room: str, message: str, key: str) -> str:
        """Taps; gives the id of the reaction. A second tap on the same key is refused (M_DUPLICATE_ANNOTATION)."""
        relation = {"rel_type": "m.annotation", "event_id": message, "key": key}
        return await self.sends(room, "m.reaction", {"m.relates_to": relation})

    async def takes_back(self, room: str, event: str) -> str:
        """Removes a reaction or a message; gives the id of the removal."""
        key = uuid.uuid4().hex
        sent = await self.asks("PUT", f"/rooms/{quote(room)}/redact/{quote(event)}/{key}", {})
        return str(sent["event_id"])
