"""Calendars at their secret addresses, read by the programs in which people keep their own."""

import hashlib
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

log = structlog.get_logger()
Read = Callable[[str], Awaitable[str | None]]
"""The calendar with this secret; None where there is none."""
AGAIN_AFTER = 60
"""Seconds after which a calendar that cannot be read just now may be asked for again."""


def path(secret: str) -> str:
    """Where it stands on this server."""
    return f"/calendrier/{secret}.ics"


class CalendarRoutes:
    """`unavailable` are the errors that mean « nothing can be read now ». The secret is in no log: the server
    keeps none of what is asked, and its failures name the pattern of an address alone."""

    def __init__(self, read: Read, *, unavailable: tuple[type[Exception], ...]) -> None:
        self._read = read
        self._unavailable = unavailable

    def add_to(self, app: web.Application) -> None:
        app.router.add_get(path("{secret:[^/]+}"), self.calendar)  # and HEAD

    async def calendar(self, request: web.Request) -> web.Response:
        """Whole, or « as you have it » (RFC 9110 §13.1.2). Raises HTTPNotFound, the same for an address that was
        renewed and one that never was."""
        try:
            content = await self._read(request.match_info["secret"])
        except self._unavailable as error:
            log.error("calendar.storage_unavailable", reason=type(error).__name__)
            return web.Response(status=503, headers={"Retry-After": str(AGAIN_AFTER)})
        if content is None:
            raise web.HTTPNotFound
        body = content.encode()
        tag = hashlib.sha256(body).hexdigest()[:32]
        known = request.if_none_match or ()
        fresh = any(one.value in (tag, "*") for one in known)
        response = web.Response(status=304) if fresh else web.Response(body=body)
        if not fresh:
            response.content_type, response.charset = "text/calendar", "utf-8"
        response.etag = tag
        response.headers["Cache-Control"] = "private, no-cache"
        return response
