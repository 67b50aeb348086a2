"""The addresses of the salon, and what happens at each."""

import asyncio
import json
import uuid
from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog
from aiohttp import web

from bot.platforms.platform import Ears
from bot.texts import voice
from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Chat, Quoted
from handlers.conversation.text import Text, t
from handlers.conversation.topic import Topic

from .doors import Doors, Visit
from .forms import fields_of, html, number
from .incoming import PLATFORM, BadForm, Form, Replied, is_event, understand
from .outgoing import talk, words_of
from .pages import RoomPage, landing, notice, static_file
from .platform import Bell
from .slugs import slug_of
from .store import Message, Rooms

log = structlog.get_logger()
MOST_MESSAGES = 100
"""Messages on a page; older ones are left to the decisions and minutes that keep what matters."""


class SalonRoutes:
    """Handlers of the salon's addresses. `unavailable` are the errors that mean « nothing could be kept »."""

    def __init__(
        self,
        rooms: Rooms,
        doors: Doors,
        bell: Bell,
        ears: Ears,
        now: Callable[[], datetime],
        *,
        language: str,
        unavailable: tuple[type[Exception], ...],
    ) -> None:
        self._rooms = rooms
        self._doors = doors
        self._bell = bell
        self._ears = ears
        self._now = now
        self._language = language
        self._unavailable = unavailable

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/", self.landing)
        app.router.add_get("/static/{name}", self.static)
        app.router.add_get("/entrer/{secret}", self.enter)
        app.router.add_get("/{room:[a-z0-9-]+}/{who:[a-z0-9-]+}", self.inside(self.room))
        app.router.add_post("/{room:[a-z0-9-]+}/{who:[a-z0-9-]+}/act", self.inside(self.act))
        app.router.add_get(
            "/{room:[a-z0-9-]+}/{who:[a-z0-9-]+}/since/{revision:[0-9]{1,15}}", self.inside(self.since)
        )
        app.router.add_get("/{room:[a-z0-9-]+}/{who:[a-z0-9-]+}/changes", self.inside(self.changes))
        app.router.add_get(
            "/{room:[a-z0-9-]+}/{who:[a-z0-9-]+}/picture/{name:[0-9a-f]{64}}.png", self.inside(self.picture)
        )

    def inside(
        self, act: Callable[[web.Request, Visit], Awaitable[web.StreamResponse]]
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """Only for those who may come into the room; others are told what they need."""

        async def checked(request: web.Request) -> web.StreamResponse:
            visit = await self._doors.visit(request)
            if visit is None:
                return self._notice(403, t("This room needs your personal link. Ask a neighbour for it."))
            return await act(request, visit)

        return checked

    async def landing(self, request: web.Request) -> web.Response:
        rooms = [
            (room, group, [(name, f"/{room}/{slug_of(name)}") for name in names])
            for room, group, names in await self._rooms.demo_rooms()
        ]
        return html(landing(rooms, self._language))

    async def static(self, request: web.Request) -> web.StreamResponse:
        file = static_file(request.match_info["name"])
        if file is None:
            return self._notice(404, t("There is nothing at this address."))
        return web.FileResponse(file, headers={"Cache-Control": "no-cache"})

    async def enter(self, request: web.Request) -> web.Response:
        followed = await self._doors.enter(request.match_info["secret"])
        return followed or self._notice(403, t("This link no longer works. Ask a neighbour for a new one."))

    async def room(self, request: web.Request, visit: Visit) -> web.Response:
        answer = None
        if is_event(request.query.get("answer", "")):
            answer = await self._ears.answer_to(f"{PLATFORM}:{visit.who.person}:{request.query['answer']}")
        return await self._whole(visit, answer, request.query.get("reply", ""))

    async def _whole(
        self, visit: Visit, answer: Answer | None, reply_to: str, refused: Form | None = None
    ) -> web.Response:
        """The room as its resident sees it. The words of a form that was refused stand in their field again."""
        revision, messages = await self._rooms.latest(visit.who.room, MOST_MESSAGES)
        chat, account = Chat(PLATFORM, visit.who.room), str(visit.who.person)
        found = await self._seen(visit, reply_to)
        pending = await self._ears.pending(chat, account, self._now())
        page = self._page(visit)
        return html(
            page.whole(
                revision,
                messages,
                private=answer.view if answer and answer.view else pending,
                toast=answer.toast if answer else None,
                replying=found[0] if found else None,
                words=refused.words if refused else "",
                typed=refused.answer if refused else "",
            )
        )

    async def act(self, request: web.Request, visit: Visit) -> web.Response:
        """A form: a tapped button, a typed answer, a message. The page gets JSON, a page without script
        is sent back to the room, where it finds the stored answer."""
        fields = await fields_of(request)
        scripted = _scripted(request)

        def field(name: str) -> str:
            return fields.get(name, "")

        if not self._doors.comes_from_the_page(request, visit, field("csrf")):
            return self._notice(403, t("This form did not come from your page. Go back and try again."))
        form = Form(field("event") or str(uuid.uuid4()), field("press"), field("answer"), field("words"))
        try:
            answer = await self._hand_in(form, visit, field("reply_to"))
        except BadForm:
            return self._notice(400, t("This form did not come from your page. Go back and try again."))
        except self._unavailable as error:
            log.error("salon.storage_unavailable", reason=str(error))
            sorry = t("I cannot keep anything just now. Nothing was counted. Try again in a moment.")
            if scripted:
                return web.json_response({"toast": self._page(visit).say(sorry)}, status=503)
            return self._notice(503, sorry, kept=form.words or form.answer)
        # Who was erased, or turned out to be somebody who has another page, is no longer on this one.
        after = await self._doors.visit(request)
        page, left = self._page(after or visit), after is None or after.who.person != visit.who.person
        if scripted:
            said = {"toast": page.say(answer.toast), "private": page.private(answer.view)}
            return web.json_response({**said, "refused": answer.refused, "left": left})
        if left and answer.toast is not None:
            return self._notice(200, answer.toast)
        if answer.refused and (form.words or form.answer):
            return await self._whole(visit, answer, field("reply_to"), form)
        return web.Response(status=303, headers={"Location": f"{visit.base}?answer={form.event}#end"})

    async def _hand_in(self, form: Form, visit: Visit, reply_to: str) -> Answer:
        who = visit.who
        replied = await self._replied(visit, reply_to)
        try:
            event, said = understand(form, who, self._now(), replied)
        except Refused as refusal:
            return refusal.answer
        answer = await self._ears.handle(event) if event is not None else Answer()
        if said is not None:
            key = f"talk:{who.room}:{who.person}:{form.event}"
            await self._rooms.say(
                who.room, key=key, content=talk(said.words), person=who.person, reply_to=said.reply_to
            )
            self._bell.ring(who.room)
        return answer

    async def _replied(self, visit: Visit, reply_to: str) -> Replied | None:
        found = await self._seen(visit, reply_to)
        if found is None:
            return None
        message, topic = found
        if message.person is None:
            return Replied(message.id, topic=topic)
        words = words_of(json.loads(message.content)) if message.content else ""
        return Replied(message.id, quoted=Quoted(str(message.person), message.name, words))

    async def _seen(self, visit: Visit, message: str) -> tuple[Message, Topic | None] | None:
        """A message that this resident sees, by its number in a form or an address."""
        id = number(message)
        found = await self._rooms.find(visit.who.room, id) if id else None
        return found if found is not None and self._page(visit).sees(found[0]) else None

    async def since(self, request: web.Request, visit: Visit) -> web.Response:
        """What changed after a revision: how a page follows the room, and catches up after a silence.
        A page whose `revision` is still below the `newest` has to ask again."""
        seen = int(request.match_info["revision"])
        newest, messages = await self._rooms.since(visit.who.room, seen, MOST_MESSAGES)
        full = len(messages) == MOST_MESSAGES
        revision = max(message.revision for message in messages) if full else newest
        page = self._page(visit)
        changed = [
            {"id": message.id, "rings": message.rings, "html": page.message(message)}
            for message in messages
            if page.sees(message)
        ]
        return web.json_response({"revision": revision, "newest": newest, "messages": changed})

    async def changes(self, request: web.Request, visit: Visit) -> web.StreamResponse:
        """Server-sent events: only the room's newest revision, which says nothing to anybody else."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        )
        await response.prepare(request)
        try:
            async for _ in self._bell.changes(visit.who.room):
                revision = await self._rooms.revision(visit.who.room)
                await response.write(f"retry: 1000\ndata: {revision}\n\n".encode())
        except (ConnectionResetError, asyncio.CancelledError):
            log.debug("salon.page_closed", room=visit.who.room)
        except self._unavailable:
            # The answer has begun: nothing else can be said here. The page opens the line again by itself.
            log.warning("salon.line_cut", room=visit.who.room)
        return response

    async def picture(self, request: web.Request, visit: Visit) -> web.Response:
        png = await self._rooms.picture(visit.who.room, request.match_info["name"])
        if png is None:
            return self._notice(404, t("There is nothing at this address."))
        headers = {"Cache-Control": "private, max-age=31536000, immutable"}
        return web.Response(body=png, content_type="image/png", headers=headers)

    def explain(self, request: web.Request, status: int) -> web.Response:
        """What somebody reads who asked for what is not there, or sent what cannot be taken."""
        match status:
            case 404 | 405:
                words = t("There is nothing at this address.")
            case 413:
                words = t("This is too long to send. Shorten it.")
            case 500:
                words = t("I could not answer. Try again in a moment.")
            case _:
                words = t("This form did not come from your page. Go back and try again.")
        if _scripted(request):
            say = voice(self._language)
            return web.json_response({"toast": say(words), "private": "", "refused": True}, status=status)
        return self._notice(status, words)

    def _page(self, visit: Visit) -> RoomPage:
        return RoomPage(visit.who, visit.base, visit.csrf, self._now())

    def _notice(self, status: int, words: Text, *, kept: str = "") -> web.Response:
        return html(notice(words, self._language, kept), status)


def _scripted(request: web.Request) -> bool:
    return request.headers.get("Accept", "") == "application/json"
