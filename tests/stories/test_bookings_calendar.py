"""« Dans mon agenda »: an address that a calendar reads, for oneself, for a space, for all; and a new one."""

import re
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from multidict import CIMultiDictProxy

from bot.config import Config, Salon, Storage
from bot.program import Program
from handlers.bookings.subscribing_views import no_address
from handlers.conversation.events import Chat, Press, Sender, Standing
from tests.calendars import events
from tests.conftest import Opens
from tests.neighbours import ROOM, Neighbour, Neighbourhood, Seen, paris


async def _rooms(neighbours: Neighbourhood) -> None:
    nadia = neighbours["Nadia"]
    for name, slot in (("chambre d'amis", "À la nuit"), ("salle commune", "À l'heure")):
        await nadia.says("/espaces")
        await nadia.taps("Ajouter un espace")
        await nadia.answers(name)
        await nadia.taps(slot)


async def _mine(person: Neighbour) -> Seen:
    await person.presses("bookings:beside")
    return (await person.taps("Dans mon agenda")).private


def _address(screen: Seen) -> str:
    found = re.search(r"http://[^ ]+/calendrier/[a-z2-7]{32}\.ics", screen.text)
    assert found is not None, screen.text
    return found[0]


async def _get(neighbours: Neighbourhood, address: str, **headers: str) -> tuple[int, str, CIMultiDictProxy[str]]:
    async with neighbours.http.get(address, headers={"If-None-Match": headers.get("tag", "")}) as response:
        return response.status, (await response.read()).decode(), response.headers


async def test_a_household_reads_its_bookings_in_its_own_calendar(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-03-02", "12:10")) as neighbours:
        await _rooms(neighbours)
        karim, room = neighbours["Karim"], len(await neighbours["Karim"].sees())
        await karim.says("/reserver chambre d'amis du 12 au 15 mars pour ma mère")
        await karim.taps("Réserver")
        screen = await _mine(karim)
        address = _address(screen)
        assert screen.lines[0].endswith("Vos réservations dans votre agenda")
        assert f"Sur iPhone ou Mac : webcal{address.removeprefix('http')}" in screen.text
        assert "Cette adresse ne marche que sur cette machine." in screen.text
        assert list(screen.buttons) == ["Nouvelle adresse", "Tout le planning"]
        status, content, headers = await _get(neighbours, address)
        assert (status, headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
        assert headers["Cache-Control"] == "private, no-cache"
        (event,) = events(content)
        assert str(event["SUMMARY"]) == "Chambre d'amis"
        assert "mère" not in content
        # Nothing has changed: it is not sent again. A tag of before is no longer one.
        assert (await _get(neighbours, address, tag=headers["ETag"]))[:2] == (304, "")
        async with neighbours.http.head(address) as head:
            assert (head.status, head.headers["ETag"], await head.read()) == (200, headers["ETag"], b"")
        await karim.presses("bookings:all:0")
        await karim.taps(next(label for label in karim.screen.buttons if "mars" in label))
        await karim.taps("Libérer la chambre")
        status, content, after = await _get(neighbours, address, tag=headers["ETag"])
        assert (status, str(events(content)[0]["STATUS"])) == (200, "CANCELLED")
        assert after["ETag"] != headers["ETag"]
        assert len(await karim.sees()) == room  # nothing in the group


async def test_a_new_address_ends_the_old_one_once(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-03-02", "12:10")) as neighbours:
        await _rooms(neighbours)
        karim = neighbours["Karim"]
        old = await _mine(karim)
        renewed = (await karim.taps("Nouvelle adresse")).private
        assert "Voici la nouvelle adresse. L'ancienne ne marche plus." in renewed.text
        again = (await karim.presses(old.buttons["Nouvelle adresse"])).private  # a second tap on the old screen
        assert _address(again) == _address(renewed) != _address(old)
        assert _address(await _mine(karim)) == _address(renewed)
        never = re.sub(r"[a-z2-7]{32}", "a" * 32, _address(old))
        gone, unknown = [await _get(neighbours, address) for address in (_address(old), never)]
        assert (gone[0], gone[1]) == (unknown[0], unknown[1]) == (404, unknown[1])
        assert (await _get(neighbours, _address(renewed)))[0] == 200
        assert _address(await _mine(neighbours["Léa"])) != _address(renewed)


async def test_my_data_says_that_there_is_an_address_and_never_which(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-03-02", "12:10")) as neighbours:
        await _rooms(neighbours)
        karim, kind = neighbours["Karim"], "L'adresse secrète de votre agenda"
        assert kind not in (await karim.says("/mesdonnees")).private.text
        address = _address(await _mine(karim))
        await neighbours.at(paris("2027-03-06", "00:30"))
        screen = (await karim.says("/mesdonnees")).private
        assert screen.lines[screen.lines.index(kind) + 1] == "Vous en avez une depuis le mardi 2 mars."
        await _mine(karim)
        await karim.taps("Nouvelle adresse")
        screen = (await karim.says("/mesdonnees")).private
        assert "Vous en avez une depuis le samedi 6 mars." in screen.lines
        async with neighbours.http.get(karim.base) as page:
            assert address not in await page.text()
        assert "calendrier/" not in screen.text
        assert kind not in (await neighbours["Léa"].says("/mesdonnees")).private.text


async def test_the_address_of_the_group_is_renewed_by_those_who_run_it(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-03-02", "12:10")) as neighbours:
        await _rooms(neighbours)
        lea, nadia = neighbours["Léa"], neighbours["Nadia"]
        await lea.says("/planning")
        of_lea = (await lea.taps("Dans mon agenda")).private
        await nadia.says("/planning")
        of_nadia = (await nadia.taps("Dans mon agenda")).private
        assert _address(of_lea) == _address(of_nadia)
        assert list(of_lea.buttons) == ["Mes réservations seules"]
        assert list(of_nadia.buttons) == ["Nouvelle adresse", "Mes réservations seules"]
        refused = await lea.presses(of_nadia.buttons["Nouvelle adresse"])
        assert refused.refused
        assert refused.toast == "Seule la facilitation peut faire cela."
        assert (await _get(neighbours, _address(of_lea)))[0] == 200
        space = (await lea.presses("bookings:feed:space:1")).private
        assert space.lines[0].endswith("Chambre d'amis dans votre agenda")
        assert _address(space) != _address(of_lea)
        assert list(space.buttons) == ["Mes réservations seules", "Tout le planning"]


@pytest.mark.parametrize(
    "data", ["feed", "feed:other:1", "feed:space:99", "feed:space:x", "newfeed:space:1:00", "newfeed"]
)
async def test_buttons_that_nobody_drew_give_nothing_away(tilleuls: Opens, data: str) -> None:
    async with tilleuls(paris("2027-03-02", "12:10")) as neighbours:
        await _rooms(neighbours)
        got = await neighbours["Léa"].presses(f"bookings:{data}")
        assert got.refused
        assert "calendrier/" not in got.private.text + got.toast


async def test_where_no_address_is_public_a_real_group_is_told_what_the_host_sets(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-03-02", "12:10")) as neighbours:
        await _rooms(neighbours)
        program = neighbours.program
        await program.database.write(lambda tx: tx.run("UPDATE groups SET demo = 0"))
        async with program.database.reading() as tx:
            row = await tx.row("SELECT account FROM accounts ORDER BY person")
        assert row is not None
        karim = Sender(row["account"], "Karim", Standing("member", neighbours.now))
        press = Press("1", neighbours.now, Chat("salon", ROOM), karim, "bookings:feed:person:0")
        answer = await program.dispatch.handle(press)
        assert answer.view == no_address()

        program.config.salon.public_url = "https://palabre.example.org"
        answer = await program.dispatch.handle(replace(press, id="2"))
        assert answer.view is not None
        said = repr(answer.view)
        assert "/calendrier/" in said
        assert "this machine" not in said


async def test_calendars_are_served_where_the_salon_is_not(tmp_path: Path) -> None:
    salon = Salon(enabled=False, port=0)
    program = Program(Config(storage=Storage(url=f"sqlite:///{tmp_path}/palabre.db"), salon=salon))
    try:
        await program.open()
        await program.serve()
        where = program._calendar_address("a" * 32)
        assert where is not None
        assert not where.everywhere
        async with aiohttp.ClientSession() as http:
            for address, status in ((where.address, 404), (where.address.replace("calendrier", "autre"), 404)):
                async with http.get(address) as response:
                    assert (response.status, await response.text()) == (status, "404")
    finally:
        await program.stop()
