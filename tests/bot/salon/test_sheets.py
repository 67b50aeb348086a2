"""The address on a sheet: the public one, or the plain word that it leads to this machine only."""

from zoneinfo import ZoneInfo

import pytest
import segno
from aiohttp.test_utils import make_mocked_request

from bot.platforms.salon.doors import Visit
from bot.platforms.salon.sheets import sheet
from bot.platforms.salon.store import Link, Resident
from bot.web.server import Server
from tests.neighbours import plain

NADIA = Resident("les-tilleuls", "Les Tilleuls", 7, "Nadia", True, "fr", ZoneInfo("Europe/Paris"), demo=False)
LINK = Link("Odette", "abcd-efgh-ijkl-mnop-qrst-uvwx")


def _page(base: str) -> str:
    return plain(sheet(Visit(NADIA, "/les-tilleuls/moi", "token"), LINK, base, own=False))


@pytest.mark.parametrize(
    "base", ["https://palabre.example.org", "http://192.168.1.20:8420", "http://[fd00::1]:80"]
)
def test_an_address_that_others_reach_is_printed_without_a_warning(base: str) -> None:
    page = _page(base)
    assert f"<span>{base}/entrer/</span><span>{LINK.secret}</span>" in page
    assert "que sur cet ordinateur" not in page


@pytest.mark.parametrize(
    "base", ["http://127.0.0.1:8420", "http://localhost:8420", "http://[::1]:8420", "http://127.9.9.9"]
)
def test_an_address_of_this_machine_alone_is_said_to_be_one(base: str) -> None:
    assert "Ce lien ne fonctionne que sur cet ordinateur." in _page(base)


def test_the_square_is_that_of_the_address_with_its_quiet_zone() -> None:
    code = segno.make_qr(f"https://palabre.example.org/entrer/{LINK.secret}", error="m")
    drawn = code.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None)
    assert plain(drawn) in _page("https://palabre.example.org")


@pytest.mark.parametrize(
    ("host", "public", "came_by", "printed"),
    [
        ("127.0.0.1", "https://palabre.example.org", "127.0.0.1:8420", "https://palabre.example.org"),
        ("0.0.0.0", "https://palabre.example.org", "192.168.1.20:8420", "https://palabre.example.org"),
        ("0.0.0.0", "", "192.168.1.20:8420", "http://192.168.1.20:8420"),
        ("0.0.0.0", "", "localhost:8420", "http://127.0.0.1:"),
        ("127.0.0.1", "", "192.168.1.20:8420", "http://127.0.0.1:"),
    ],
)
async def test_what_is_printed_is_public_or_the_number_by_which_one_came(
    host: str, public: str, came_by: str, printed: str
) -> None:
    async def well() -> dict[str, int]:
        return {}

    server = Server(host, 0, public, well)
    try:
        await server.start()
        request = make_mocked_request("GET", "/", headers={"Host": came_by})
        assert server.address_for(request).startswith(printed)
    finally:
        await server.stop()
