"""What the salon answers over real HTTP to those who send what no page sends."""

import html
import re
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.platforms.salon.outgoing import talk
from bot.platforms.salon.pages import static_file
from bot.platforms.salon.routes import MOST_MESSAGES
from bot.web.server import FORM_BYTES, HEADERS, hosts
from storage.salon import StoredSalon
from tests.bot.salon.house import CLOSED, House
from tests.neighbours import ROOM

DOOR = "/sondage On peint la porte en bleu, en vert ou en jaune ?"
SCRIPTED = {"Accept": "application/json"}


def test_only_known_names_of_the_server_are_hosts() -> None:
    assert hosts("127.0.0.1", 8420, "https://Palabre.example.org") == {
        "127.0.0.1:8420",
        "localhost:8420",
        "[::1]:8420",
        "palabre.example.org",
    }
    assert "localhost" in hosts("127.0.0.1", 80, "")


async def test_every_answer_carries_the_protecting_headers(house: House) -> None:
    karim = f"/{ROOM}/karim"
    seen = set()
    for path, how in (
        ("/", {}),
        (karim, {}),
        (f"{karim}/since/0", {}),
        (f"{karim}/act", {}),
        (f"{karim}/picture/{'0' * 64}.png", {}),
        (f"/{ROOM}/personne", {}),
        (f"/{CLOSED}/odette", {}),
        ("/entrer/nothing", {}),
        (f"/entrer/{house.secret}", {}),
        ("/nowhere", {}),
        ("/static/salon.css", {}),
        ("/static/nothing.css", {}),
        ("/healthz", {}),
        ("/", {"Host": "evil.example.org"}),
    ):
        status, _, got = await house.get(path, **how)
        seen.add(status)
        for name, value in HEADERS.items():
            assert got.headers.get(name) == value, (path, status, name)
        assert got.headers["Server"] == "Palabre"
    assert seen == {200, 303, 403, 404, 405, 421}


async def test_a_failure_of_our_own_is_a_page_with_the_headers_and_a_line_without_words(house: House) -> None:
    async with house.neighbours.program.database.writing() as tx:
        await tx.run("UPDATE groups SET zone = 'Nowhere/Land' WHERE name = :name", name="Les Tilleuls")
    with capture_logs() as lines:
        status, page, got = await house.get(f"/{ROOM}/karim?answer=secret-words")
    assert status == 500
    assert "Je n'ai pas pu répondre." in page
    assert {name: got.headers.get(name) for name in HEADERS} == HEADERS
    (failed,) = [line for line in lines if line["event"] == "web.failed"]
    assert "karim" not in str({key: value for key, value in failed.items() if key != "exc_info"})
    assert "secret-words" not in str(failed)


async def test_a_foreign_host_name_is_misdirected(house: House) -> None:
    for name in ("evil.example.org", "127.0.0.1", "127.0.0.1:1", ""):
        assert (await house.get("/", Host=name))[0] == 421
    assert b" 421 " in await house.raw(b"GET / HTTP/1.1\r\nHost: evil\r\nConnection: close\r\n\r\n")


async def test_a_form_without_the_right_token_does_nothing(house: House) -> None:
    own, other = await house.csrf(f"/{ROOM}/karim"), await house.csrf(f"/{ROOM}/lea")
    assert own != other
    for token in ("", "0" * 64, other, own[:-1], own.upper() + "é", "\ud800"):
        fields = b"words=" + quote(DOOR).encode() + b"&csrf=" + quote(token, errors="surrogatepass").encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        async with house.http.post(f"{house.address}/{ROOM}/karim/act", data=fields, headers=headers) as got:
            assert got.status == 403
            assert "ne vient pas de votre page" in await got.text()
    assert await house.messages() == 0


async def test_a_form_from_another_site_does_nothing(house: House) -> None:
    token = await house.csrf(f"/{ROOM}/karim")
    for site, status in (("cross-site", 403), ("same-site", 403), ("same-origin", 303), ("none", 303)):
        async with house.http.post(
            f"{house.address}/{ROOM}/karim/act",
            data={"csrf": token, "words": f"bonjour {site}"},
            headers={"Sec-Fetch-Site": site},
            allow_redirects=False,
        ) as got:
            assert got.status == status
    assert await house.messages() == 2


async def test_a_form_that_is_too_big_is_said_to_be(house: House) -> None:
    fields = {"csrf": await house.csrf(f"/{ROOM}/karim"), "words": "a" * FORM_BYTES}
    act = f"{house.address}/{ROOM}/karim/act"
    async with house.http.post(act, data=fields) as got:
        assert got.status == 413
        assert "C'est trop long pour être envoyé." in html.unescape(await got.text())
    async with house.http.post(act, data=fields, headers=SCRIPTED) as got:
        assert got.status == 413
        assert await got.json() == {
            "toast": "C'est trop long pour être envoyé. Raccourcissez.",
            "private": "",
            "refused": True,
        }
    assert await house.messages() == 0


async def test_files_and_foreign_encodings_are_refused(house: House) -> None:
    token = await house.csrf(f"/{ROOM}/karim")
    act = f"{house.address}/{ROOM}/karim/act"
    form = aiohttp.FormData({"csrf": token})
    form.add_field("words", b"\x00\xff" * 100, filename="photo.png", content_type="image/png")
    async with house.http.post(act, data=form) as got:
        assert got.status == 400
    urlencoded = "application/x-www-form-urlencoded"
    for kind, body in (
        (f"{urlencoded}; charset=utf-7", b"csrf=" + token.encode() + b"&words=+2AA-"),
        (f"{urlencoded}; charset=nothing-such", b"words=a"),
        (urlencoded, b"csrf=\xff\xfe"),
        ("application/json", b'{"words": "a"}'),
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\n--x--"),
    ):
        async with house.http.post(act, data=body, headers={"Content-Type": kind}) as got:
            assert got.status == 400, kind
            assert "ne vient pas de votre page" in await got.text()
    async with house.http.post(
        act, data=b"&".join([b"a=b"] * 20_000), headers={"Content-Type": urlencoded}
    ) as got:
        assert got.status in (400, 403, 413)
    assert await house.messages() == 0


async def test_an_event_that_no_page_makes_is_refused(house: House) -> None:
    token = await house.csrf(f"/{ROOM}/karim")
    for event in ("short", "a" * 65, "with spaces in it", "abcdefgh\n", "a:b:c:d:e:f"):
        fields = {"csrf": token, "event": event, "words": "bonjour"}
        async with house.http.post(f"{house.address}/{ROOM}/karim/act", data=fields) as got:
            assert got.status == 400, event
    assert await house.messages() == 0


async def test_nothing_outside_the_static_folder_is_served(house: House) -> None:
    for path in (
        "/static/../pages.py",
        "/static/%2e%2e/pages.py",
        "/static/..%2fpages.py",
        "/static/..%5cpages.py",
        "/static/%00salon.css",
        "/static/salon.css%0a",
        "/static//etc/passwd",
        "/static/Salon.css",
        "/static/.css",
    ):
        assert (await house.get(path))[0] == 404, path
    answer = await house.raw(b"GET /static/../pages.py HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n")
    assert b" 404 " in answer.split(b"\r\n")[0]
    assert static_file("salon.css\n") is None


async def test_unknown_addresses_get_a_page_in_french(house: House) -> None:
    strange = ["/nowhere", "/les-tilleuls", f"/{ROOM}/karim/nothing", "/%00/karim", "/les-tilleuls/%00", "/é/à"]
    strange += [
        f"/{ROOM}/karim/since/-1",
        f"/{ROOM}/karim/since/٣",
        f"/{ROOM}/karim/picture/..%2f.png",
        "/%ff/%fe",
    ]
    for path in strange:
        status, page, got = await house.get(path if path.isascii() else quote(path))
        assert status == 404, path
        assert got.content_type == "text/html"
        assert "Il n'y a rien à cette adresse." in page
    status, page, got = await house.get(f"/{ROOM}/karim/act")
    assert (status, got.headers["Allow"]) == (405, "POST")
    assert "Il n'y a rien à cette adresse." in page
    async with house.http.put(house.address + "/") as put:
        assert put.status == 405


async def test_bytes_that_are_no_address_are_answered_and_kept_out_of_the_log(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    for request in (
        b"GET /caf\xe9/\xff HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n",
        b"GET /"
        + ROOM.encode()
        + b"/moi HTTP/1.1\r\nHost: HOST\r\nCookie: palabre_link_x=\xff\xfe\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: HOST\r\nCookie: secret=" + b"a" * 20_000 + b"\r\n\r\n",
        b"NONSENSE secret\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: -1\r\n\r\n",
    ):
        answer = await house.raw(request)
        assert re.match(rb"HTTP/1\.[01] 4\d\d ", answer), (request[:40], answer[:80])
    assert caplog.text == ""


async def test_strange_queries_show_the_room_as_it_is(house: House) -> None:
    for query in (
        "reply=%C2%B2",
        "reply=%00",
        "reply=" + "9" * 40,
        "reply=-1",
        "answer=%00",
        "answer=%ff",
        "answer=",
    ):
        assert (await house.get(f"/{ROOM}/karim?{query}"))[0] == 200, query


async def test_a_page_that_slept_is_told_of_every_erasure_before_the_newest_words(house: House) -> None:
    neighbours = house.neighbours
    database, base = neighbours.program.database, f"{neighbours.program.address}/{ROOM}/karim"
    async with database.writing() as tx:
        salon = StoredSalon(tx)
        words: dict[str, Any] = {
            "content": talk("Paroles à oublier"),
            "person": house.person,
            "now": neighbours.now,
        }
        own = {await salon.say(ROOM, key=f"own {number}", **words) for number in range(MOST_MESSAGES + 20)}
        seen = start = await salon.revision(ROOM)
        await salon.forget(house.person)
        words = {"content": talk("Bonjour"), "now": neighbours.now}
        new = {await salon.say(ROOM, key=f"new {number}", **words) for number in range(30)}
    answers: list[dict[str, Any]] = []
    while not answers or answers[-1]["revision"] < answers[-1]["newest"]:
        async with house.http.get(f"{base}/since/{seen}") as response:
            answers.append(await response.json())
        seen = answers[-1]["revision"]
    assert start is not None
    assert [answer["revision"] - start for answer in answers] == [MOST_MESSAGES, len(own) + len(new)]
    assert {answer["newest"] - start for answer in answers} == {len(own) + len(new)}
    given = [message for answer in answers for message in answer["messages"]]
    assert {message["id"] for message in given} == own | new
    assert not [message for message in given if "Paroles" in message["html"]]
