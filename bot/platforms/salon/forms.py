"""What a browser sends in a form, and the page that it gets back."""

from aiohttp import web

from bot.platforms.typed import keepable


async def fields_of(request: web.Request) -> dict[str, str]:
    """The fields of a form as browsers send those of this page: no file, in UTF-8.

    Raises HTTPBadRequest for another kind, HTTPRequestEntityTooLarge over the size of bot.web.server.
    """
    if (
        request.content_type != "application/x-www-form-urlencoded"
        or (request.charset or "utf-8").lower() != "utf-8"
    ):
        raise web.HTTPBadRequest
    try:
        fields = await request.post()
    except UnicodeDecodeError as error:
        raise web.HTTPBadRequest from error
    return {name: keepable(value) for name, value in fields.items() if isinstance(value, str)}


def number(words: str) -> int:
    """An id as an address or a form carries it; 0, which nothing has, for anything else."""
    return int(words) if words.isascii() and words.isdigit() and len(words) < 16 else 0


def html(page: str, status: int = 200) -> web.Response:
    """A page that no browser and no proxy keeps."""
    return web.Response(text=page, status=status, content_type="text/html", headers={"Cache-Control": "no-store"})
