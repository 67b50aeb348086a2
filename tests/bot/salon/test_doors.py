"""Who comes in, what they see of others, and what no page and no log ever holds."""

import re
from html.parser import HTMLParser
from typing import cast
from urllib.parse import quote

import pytest
from jinja2 import Environment, FileSystemLoader
from structlog.testing import capture_logs

from bot.platforms.salon.doors import Doors
from bot.platforms.salon.pages import FOLDER, _templates
from bot.platforms.salon.store import Rooms
from bot.web.server import HEADERS
from storage.salon import StoredSalon
from tests.bot.salon.house import CLOSED, House
from tests.neighbours import ROOM

DOOR = "/sondage On peint la porte en bleu, en vert ou en jaune ?"
SCRIPTED = {"Accept": "application/json"}


async def test_a_picture_belongs_to_its_room(house: House) -> None:
    neighbours = house.neighbours
    await neighbours["Karim"].says(DOOR)
    await neighbours["Léa"].taps("Bleu")
    await neighbours["Karim"].taps("⋯ Plus")
    await neighbours["Karim"].taps("Terminer")
    ((source, _), *_) = (await neighbours["Léa"].last()).pictures
    assert (await house.http.get(house.address + source)).content_type == "image/png"
    elsewhere = source.replace(f"/{ROOM}/lea/", f"/{CLOSED}/moi/")
    assert (await house.get(elsewhere, **await house.enters()))[0] == 404
    assert (await house.get(source.replace("/lea/", "/personne/")))[0] == 403


async def test_a_personal_link_becomes_a_cookie_that_scripts_and_other_rooms_never_see(house: House) -> None:
    status, _, got = await house.get(f"/entrer/{house.secret}")
    assert (status, got.headers["Location"]) == (303, f"/{CLOSED}/moi")
    (cookie,) = got.headers.getall("Set-Cookie")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert f"Path=/{CLOSED}/moi" in cookie
    assert "Secure" not in cookie
    held = {"Cookie": cookie.split(";")[0]}
    page = (await house.get(f"/{CLOSED}/moi", **held))[1]
    assert "Vous êtes Odette." in page
    assert house.secret not in page
    assert (await house.get(f"/{ROOM}/moi", **held))[0] == 403


async def test_over_https_the_cookie_travels_over_https_only() -> None:
    class OneRoom:
        async def room_of_link(self, secret: str) -> str:
            return CLOSED

    response = await Doors(cast("Rooms", OneRoom()), b"key", secure=True).enter("a" * 32)
    assert response is not None
    (cookie,) = response.cookies.values()
    assert (cookie["secure"], cookie["httponly"], cookie["path"]) == (True, True, f"/{CLOSED}/moi")


async def test_a_room_that_is_no_demonstration_opens_to_no_name(house: House) -> None:
    for who in ("odette", "moi", str(house.person)):
        status, page, _ = await house.get(f"/{CLOSED}/{who}")
        assert status == 403
        assert "lien personnel" in page
    landing = (await house.get("/"))[1]
    assert "Verger" not in landing
    assert "Odette" not in landing


async def test_nobody_learns_which_rooms_exist(house: House) -> None:
    answers = [await house.get(f"/{room}/{who}") for room in (CLOSED, "no-such-room") for who in ("odette", "moi")]
    assert {(status, page) for status, page, _ in answers} == {(403, answers[0][1])}
    tries = [await house.get(f"/entrer/{secret}") for secret in ("x", "A" * 32, "%00", quote("é"), "a" * 5000)]
    assert {(status, page) for status, page, _ in tries} == {(403, tries[0][1])}


async def test_a_revoked_link_lets_nobody_in_any_more(house: House) -> None:
    held = await house.enters()
    assert (await house.get(f"/{CLOSED}/moi", **held))[0] == 200
    token = await house.csrf(f"/{CLOSED}/moi", **held)
    async with house.neighbours.program.database.writing() as tx:
        assert await StoredSalon(tx).revoke_links(CLOSED, house.person, house.neighbours.now) == 1
    for path in (f"/{CLOSED}/moi", f"/{CLOSED}/moi/since/0", f"/{CLOSED}/moi/changes", f"/entrer/{house.secret}"):
        assert (await house.get(path, **held))[0] == 403
    async with house.http.post(
        f"{house.address}/{CLOSED}/moi/act", data={"csrf": token, "words": "encore là"}, headers=held
    ) as got:
        assert got.status == 403


async def test_a_secret_is_kept_as_a_digest_only(house: House) -> None:
    async with house.neighbours.program.database.reading() as tx:
        rows = await tx.rows("SELECT digest, room FROM salon_links")
    assert [row["room"] for row in rows] == [CLOSED]
    assert house.secret not in rows[0]["digest"]


async def test_nobody_asks_again_for_the_answer_that_another_got(house: House) -> None:
    await house.neighbours["Karim"].says(DOOR, event="the-event-of-karim")
    assert "Votre sondage est dans le groupe" in (await house.get(f"/{ROOM}/karim?answer=the-event-of-karim"))[1]
    assert "Votre sondage est dans le groupe" not in (await house.get(f"/{ROOM}/lea?answer=the-event-of-karim"))[1]


async def test_the_stream_says_revisions_and_nothing_else(house: House) -> None:
    async with house.http.get(f"{house.address}/{ROOM}/lea/changes") as stream:
        assert stream.content_type == "text/event-stream"
        assert {name: stream.headers.get(name) for name in HEADERS} == HEADERS
        heard = await stream.content.readuntil(b"\n\n")
        await house.neighbours["Karim"].says("Un secret entre voisins")
        heard += await stream.content.readuntil(b"\n\n")
    assert re.fullmatch(rb"(retry: 1000\ndata: \d+\n\n){2}", heard)


async def test_neither_names_nor_words_nor_secrets_reach_the_log(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    with capture_logs() as lines:
        await house.get(f"/{CLOSED}/moi", **await house.enters())
        await house.get("/entrer/a-secret-that-is-wrong")
        await house.neighbours["Karim"].says("des mots privés")
        await house.neighbours["Karim"].presses("nothing:at:all")
        await house.get("/somewhere/secret-words/else")
    logged = str(lines) + caplog.text
    for private in (house.secret, "wrong", "privés", "Karim", "karim", "Odette", "secret-words", "palabre_link"):
        assert private not in logged


class _Inline(HTMLParser):
    """Collects what a strict content security policy would block."""

    def __init__(self) -> None:
        super().__init__()
        self.blocked: list[str] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.blocked += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        self.blocked += [
            f"{tag} {v}" for v in given.values() if v and v.strip().lower().startswith(("javascript:", "data:"))
        ]
        if tag in ("style", "base", "object", "iframe", "embed") or (tag == "script" and not given.get("src")):
            self.blocked.append(tag)
        for name in ("src", "href", "action"):
            if (given.get(name) or "/").startswith(("http", "//")):
                self.blocked.append(f"{tag} {given[name]}")


async def test_no_page_holds_an_inline_script_a_style_or_a_foreign_address(house: House) -> None:
    await house.neighbours["Karim"].says(DOOR)
    await house.neighbours["Karim"].says("/sondage")
    pages = [(await house.get(path))[1] for path in ("/", f"/{ROOM}/karim", f"/{ROOM}/personne", "/nowhere")]
    pages += [path.read_text("utf-8") for path in (FOLDER / "templates").glob("*.html")]
    for page in pages:
        reader = _Inline()
        reader.feed(page)
        assert reader.blocked == []


def test_templates_escape_everything_and_mark_nothing_as_safe() -> None:

    environment: Environment = _templates()
    assert environment.autoescape is True
    assert isinstance(environment.loader, FileSystemLoader)
    for path in (FOLDER / "templates").glob("*.html"):
        source = path.read_text("utf-8")
        assert not re.search(r"\|\s*safe|autoescape|Markup|\|\s*tojson|xmlattr", source), path.name
        # An attribute without quotation marks ends at the first space that somebody typed.
        assert not re.search(r"\s[\w-]+=\{\{", source), path.name
