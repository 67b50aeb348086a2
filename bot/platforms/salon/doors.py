"""Who comes in: by their name in a demonstration, by personal link elsewhere; foreign forms stay out."""

import hashlib
import hmac
import re
from dataclasses import dataclass, field

from aiohttp import web

from .store import Resident, Rooms

COOKIE = "palabre_link"
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,64}")
LINKED = "moi"
"""The place in the address of those who came by a personal link."""


@dataclass(frozen=True)
class Visit:
    """A resident in a room, the address of the room for them, and the token that their forms carry.
    `secret` is that of the link by which they came; empty for those who came by name."""

    who: Resident
    base: str
    csrf: str
    secret: str = field(default="", repr=False)


class Doors:
    """Lets residents in, and nobody else."""

    def __init__(self, rooms: Rooms, key: bytes, *, secure: bool) -> None:
        self._rooms = rooms
        self._key = key
        self._secure = secure

    async def visit(self, request: web.Request) -> Visit | None:
        """Who this is; None where nobody may come in by this address."""
        room, name = request.match_info["room"], request.match_info["who"]
        secret = ""
        if name == LINKED:
            secret = request.cookies.get(_cookie(room), "")
            who = await self._rooms.linked_resident(room, secret) if _SECRET.fullmatch(secret) else None
        else:
            who = await self._rooms.demo_resident(room, name)
        return None if who is None else Visit(who, f"/{room}/{name}", self._token(who), secret)

    def _token(self, who: Resident) -> str:
        return hmac.new(self._key, f"{who.room}\0{who.person}".encode(), hashlib.sha256).hexdigest()

    def comes_from_the_page(self, request: web.Request, visit: Visit, token: str) -> bool:
        """Whether a form was sent from the resident's own page (the browser's word, then the token)."""
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            return False
        return hmac.compare_digest(token.encode(), visit.csrf.encode())

    async def enter(self, secret: str) -> web.Response | None:
        """Follows a personal link: the browser keeps the secret, the address no longer shows it."""
        room = await self._rooms.room_of_link(secret) if _SECRET.fullmatch(secret) else None
        if room is None:
            return None
        response = web.Response(status=303, headers={"Location": f"/{room}/{LINKED}"})
        response.set_cookie(
            _cookie(room),
            secret,
            max_age=365 * 24 * 3600,
            httponly=True,
            samesite="Lax",
            secure=self._secure,
            path=f"/{room}/{LINKED}",
        )
        return response


def _cookie(room: str) -> str:
    return f"{COOKIE}_{hashlib.sha256(room.encode()).hexdigest()[:12]}"
