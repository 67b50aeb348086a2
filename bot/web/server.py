"""The one web server: which hosts it answers to, the headers of every answer, /healthz."""

import logging
import re
from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

import structlog
from aiohttp import web

log = structlog.get_logger()

FORM_BYTES = 256 * 1024
HEADERS = {
    "Content-Security-Policy": (
        # img-src data: a picture for one person alone stands in their page, and has no address.
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
Health = Callable[[], Awaitable[dict[str, int]]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Explain = Callable[[web.Request, int], web.StreamResponse]
"""The page for an error of this status."""

# aiohttp quotes what it cannot read, with the cookies and the words in it. Our own failures are logged below.
_unread = logging.getLogger("bot.web.unread")
_unread.disabled = True


ANY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 - compared, not bound


def hosts(host: str, port: int, *public_urls: str) -> frozenset[str]:
    """The Host headers that are answered: others are refused, so that no foreign name can be pointed here
    (DNS rebinding). Where Palabre listens on every address, see also `is_address`."""
    names = {"127.0.0.1", "localhost", "[::1]", host}
    allowed = {f"{name}:{port}" for name in names} | ({*names} if port == 80 else set())
    allowed |= {urlsplit(url).netloc for url in public_urls if url}
    return frozenset(name.lower() for name in allowed)


def is_address(name: str) -> bool:
    """Whether a Host header is a plain address, « 192.168.1.20:8420 »: nobody can point that elsewhere."""
    found = re.fullmatch(r"(?:\[(?P<six>[0-9a-f:.]+)\]|(?P<four>[0-9.]+))(?::\d{1,5})?", name)
    try:
        return found is not None and bool(ip_address(found["six"] or found["four"]))
    except ValueError:
        return False


class Server:
    """Serves on `host` and `port` (0: any free one) from `start` to `stop`. `also`: an address under which
    another program than a browser reaches it."""

    def __init__(self, host: str, port: int, public_url: str, health: Health, also: str = "") -> None:
        self._host = host
        self._port = port
        self._public_url = public_url
        self._health = health
        self._also = also
        self.explain: Explain = _plainly
        self._allowed: frozenset[str] = frozenset()
        self._runner: web.AppRunner | None = None
        self._address = ""
        self.app = web.Application(client_max_size=FORM_BYTES, middlewares=[self._guard])
        self.app.on_response_prepare.append(_add_headers)
        self.app.router.add_get("/healthz", self._healthz)

    async def start(self) -> str:
        """Begins to serve; gives the address. Raises OSError where the port is taken."""
        # No access log: addresses of demonstration rooms hold names, those of links hold secrets.
        self._runner = web.AppRunner(self.app, access_log=None, logger=_unread, shutdown_timeout=2)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port, reuse_address=True).start()
        port = self._runner.addresses[0][1]
        self._allowed = hosts(self._host, port, self._public_url, self._also)
        shown = "127.0.0.1" if self._host in ANY_ADDRESS else self._host
        self._address = self._public_url or f"http://{shown}:{port}"
        return self._address

    def address_for(self, request: web.Request) -> str:
        """The address to write on paper for others: the public one, or that on which the program listens.
        Where it listens on every address of the machine, it is the one under which somebody has just come."""
        came_by_number = not self._public_url and self._host in ANY_ADDRESS and is_address(request.host)
        return f"http://{request.host}" if came_by_number else self._address

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not self._answers_to(request.headers.get("Host", "").lower()):
            return web.Response(status=421, text="This address is not served here.")
        try:
            return await handler(request)
        except web.HTTPException as refusal:
            response = self.explain(request, refusal.status)
            response.headers.extend({"Allow": allowed} if (allowed := refusal.headers.get("Allow")) else {})
            return response
        except Exception:
            # The route's pattern, not its values: no name and no secret reaches the log.
            resource = request.match_info.route.resource
            log.exception("web.failed", route=resource.canonical if resource else "")
            return self.explain(request, 500)

    def _answers_to(self, name: str) -> bool:
        return name in self._allowed or (self._host in ANY_ADDRESS and is_address(name))

    async def _healthz(self, request: web.Request) -> web.Response:
        try:
            return web.json_response({"status": "ok", **await self._health()})
        except Exception as error:
            log.error("health.failed", reason=str(error))
            return web.json_response({"status": "unavailable"}, status=503)


def _plainly(request: web.Request, status: int) -> web.StreamResponse:
    return web.Response(status=status, text=f"{status}")


async def _add_headers(request: web.Request, response: web.StreamResponse) -> None:
    response.headers["Server"] = "Palabre"
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
