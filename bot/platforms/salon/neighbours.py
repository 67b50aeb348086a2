"""The page « Voisins »: whoever runs the group prints a personal link for somebody, or closes their links."""

from collections.abc import Awaitable, Callable, Sequence

import structlog
from aiohttp import web

from handlers.conversation.answer import Refused
from handlers.conversation.text import Text, t

from .doors import Doors, Visit
from .forms import fields_of, html, number
from .incoming import is_event
from .pages import notice
from .sheets import kept_open, neighbours_page, sheet
from .store import Closed, Links, Neighbour

log = structlog.get_logger()
Act = Callable[[web.Request, Visit], Awaitable[web.StreamResponse]]
Inside = Callable[[Act], Callable[[web.Request], Awaitable[web.StreamResponse]]]
Address = Callable[[web.Request], str]
"""Where residents reach the program, for whoever asks: https://palabre.example.org"""

MOST_CLOSED = 999
"""Links closed at once, above which an address is not believed."""


class NeighbourRoutes:
    """Handlers of the addresses under « voisins ». `inside` lets in only those who may come into the room;
    `unavailable` are the errors that mean « nothing could be kept »."""

    def __init__(
        self,
        links: Links,
        doors: Doors,
        inside: Inside,
        address: Address,
        *,
        unavailable: tuple[type[Exception], ...],
    ) -> None:
        self._links = links
        self._doors = doors
        self._inside = inside
        self._address = address
        self._unavailable = unavailable

    def add_to(self, app: web.Application) -> None:
        page = "/{room:[a-z0-9-]+}/{who:[a-z0-9-]+}/voisins"
        app.router.add_get(page, self._inside(self._guarded(self.neighbours)))
        app.router.add_get(f"{page}/lien", self._inside(self.no_second_look))
        app.router.add_post(f"{page}/lien", self._inside(self._guarded(self.print_link)))
        app.router.add_post(f"{page}/fermer", self._inside(self._guarded(self.close_links)))

    def _guarded(self, act: Act) -> Act:
        """What is refused, and what cannot be kept, is said in one sentence."""

        async def answered(request: web.Request, visit: Visit) -> web.StreamResponse:
            try:
                return await act(request, visit)
            except Refused as refusal:
                return _notice(403, refusal.text, visit)
            except self._unavailable as error:
                log.error("salon.storage_unavailable", reason=str(error))
                return _notice(503, t("I cannot keep anything just now. Try again in a moment."), visit)

        return answered

    async def neighbours(self, request: web.Request, visit: Visit) -> web.Response:
        people = await self._links.neighbours(visit.who)
        return html(neighbours_page(visit, people, _just_closed(request, visit, people)))

    async def no_second_look(self, request: web.Request, visit: Visit) -> web.Response:
        """The sheet has no address of its own: who comes back to where it was finds the list."""
        return web.Response(status=303, headers={"Location": f"{visit.base}/voisins"})

    async def print_link(self, request: web.Request, visit: Visit) -> web.Response:
        """Makes a link and shows it in the answer, the only place where it ever is.

        The same form sent twice (a double tap, a page loaded again) shows the same link for ten minutes, so
        that a sheet that was given away stays good; afterwards it shows nothing.
        """
        fields = await self._fields(request, visit)
        if not is_event(fields.get("event", "")):
            raise web.HTTPBadRequest
        person = number(fields.get("person", ""))
        link = await self._links.make(visit.who, person, fields["event"])
        if link is None:
            return _notice(409, t("This sheet was shown once already. Print another link."), visit)
        return html(sheet(visit, link, self._address(request), own=person == visit.who.person))

    async def close_links(self, request: web.Request, visit: Visit) -> web.Response:
        """Ends somebody's links; of one's own all but the one in hand, or one tap would shut oneself out."""
        fields = await self._fields(request, visit)
        person = number(fields.get("person", ""))
        closed = await self._links.close(visit.who, person, visit.secret if person == visit.who.person else "")
        back = f"{visit.base}/voisins?closed={closed.links}&of={person}"
        return web.Response(status=303, headers={"Location": back})

    async def _fields(self, request: web.Request, visit: Visit) -> dict[str, str]:
        fields = await fields_of(request)
        if not self._doors.comes_from_the_page(request, visit, fields.get("csrf", "")):
            raise web.HTTPForbidden
        return fields


def _just_closed(request: web.Request, visit: Visit, people: Sequence[Neighbour]) -> Closed | None:
    """What the address says after a closing, as long as it is so: anybody can write an address."""
    person, links = number(request.query.get("of", "")), number(request.query.get("closed", ""))
    found = next((neighbour for neighbour in people if neighbour.person == person), None)
    if found is None or links > MOST_CLOSED or found.links > kept_open(found, visit):
        return None
    return Closed(found.name, links)


def _notice(status: int, words: Text, visit: Visit) -> web.Response:
    way = (f"{visit.base}/voisins", t("Back to the neighbours")) if status == 409 else None
    way = way or (visit.base, t("Back to the room"))
    return html(notice(words, visit.who.language, way=way), status)
