"""« Voisins »: who may print a link for whom, what is kept of it, and how it ends."""

import asyncio
import html
import re
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from handlers.conversation.events import Chat
from storage.members import StoredMembers
from storage.salon import StoredSalon
from storage.salon_links import SHOWN_AGAIN
from tests.bot.salon.house import CLOSED, House
from tests.conftest import Opens
from tests.neighbours import ROOM, plain

NADIA = f"/{ROOM}/nadia"
KARIM = f"/{ROOM}/karim"
EVENT = "an-event-of-the-page"


async def _marguerite(house: House, room: str = ROOM) -> int:
    """Somebody of the group who has no account anywhere: no smartphone, and every right to vote."""
    async with house.neighbours.program.database.writing() as tx:
        members = StoredMembers(tx, house.neighbours.now)
        group = await members.group_of(Chat("salon", room))
        assert group is not None
        person = await members.add_person("Marguerite")
        await members.add_member(group.id, person.id, "resident")
        return person.id


async def _post(
    house: House, path: str, fields: dict[str, Any], **headers: str
) -> tuple[int, str, dict[str, str]]:
    async with house.http.post(house.address + path, data=fields, headers=headers, allow_redirects=False) as got:
        return got.status, plain(html.unescape(await got.text())), dict(got.headers)


async def _prints(
    house: House, person: object, event: str = EVENT, base: str = NADIA, **headers: str
) -> tuple[int, str]:
    """The facilitator sends the form for this person; gives the status and the page."""
    fields = {"csrf": await house.csrf(base, **headers), "event": event, "person": str(person)}
    return (await _post(house, f"{base}/voisins/lien", fields, **headers))[:2]


async def _closes(house: House, person: object, base: str = NADIA, **headers: str) -> tuple[int, str]:
    """The facilitator closes somebody's links; gives the status, and the page to which that leads."""
    fields = {"csrf": await house.csrf(base, **headers), "person": str(person)}
    status, page, got = await _post(house, f"{base}/voisins/fermer", fields, **headers)
    return status, plain((await house.get(got["Location"], **headers))[1]) if status == 303 else page


def _entrance(page: str) -> str:
    """The address on the sheet, without the program's own."""
    found = re.search(r'class="address" dir="ltr"><span>(.*?)</span><span>(.*?)</span>', page)
    assert found is not None
    return "/entrer/" + found[2]


async def _links(house: House) -> list[tuple[int, bool]]:
    """(person, whether it lives) of every link of the demonstration room."""
    async with house.neighbours.program.database.reading() as tx:
        rows = await tx.rows(
            "SELECT person, revoked_at FROM salon_links WHERE room = :room ORDER BY person", room=ROOM
        )
    return [(row["person"], row["revoked_at"] is None) for row in rows]


async def test_only_those_who_run_the_group_find_and_see_the_page(house: House) -> None:
    marguerite = await _marguerite(house)
    assert f'href="{NADIA}/voisins"' in (await house.get(NADIA))[1]
    assert "voisins" not in (await house.get(KARIM))[1]
    status, page, _ = await house.get(f"{KARIM}/voisins")
    assert status == 403
    assert "Seules les personnes qui animent le groupe voient cette page." in page
    assert "Marguerite" not in page
    assert (await _prints(house, marguerite, base=KARIM))[0] == 403
    assert (await _closes(house, marguerite, base=KARIM))[0] == 403
    assert (await house.get(f"/{CLOSED}/moi/voisins"))[0] == 403
    assert await _links(house) == []


async def test_who_no_longer_runs_the_group_is_refused_at_the_act(house: House) -> None:
    marguerite = await _marguerite(house)
    fields = {"csrf": await house.csrf(NADIA), "event": EVENT, "person": str(marguerite)}
    async with house.neighbours.program.database.writing() as tx:
        await tx.run("UPDATE memberships SET role = 'resident'")
    for act in ("lien", "fermer"):
        assert (await _post(house, f"{NADIA}/voisins/{act}", fields))[0] == 403
    assert await _links(house) == []


async def test_everybody_is_listed_with_their_links_also_without_any_account(house: House) -> None:
    marguerite = await _marguerite(house)
    before = plain((await house.get(f"{NADIA}/voisins"))[1])
    assert re.findall(r'<h2 dir="auto">([^<( ]+)', before) == [
        "Inès",
        "Karim",
        "Léa",
        "Marguerite",
        "Nadia",
        "Sarah",
    ]
    assert before.count("Aucun lien") == 6
    assert "Fermer ses liens" not in before
    assert "Odette" not in before  # she is of another group
    for event in ("event-one", "event-two"):
        assert (await _prints(house, marguerite, event))[0] == 200
    after = plain((await house.get(f"{NADIA}/voisins"))[1])
    assert after.count("Aucun lien") == 5
    assert "2 liens ouverts" in after
    assert after.count("Fermer ses liens") == 1


async def test_the_sheet_says_what_to_do_and_its_link_lets_that_person_in(house: House) -> None:
    marguerite = await _marguerite(house)
    status, page = await _prints(house, marguerite)
    assert status == 200
    for words in (
        "Marguerite",
        "Votre lien personnel pour « Les Tilleuls »",
        "Visez ce carré avec l'appareil photo de votre téléphone",
        "Ou recopiez cette adresse",
        "Ce lien n'est que pour vous : ne le donnez pas à d'autres.",
        "Demandez à Nadia.",
        "Ce lien ne fonctionne que sur cet ordinateur.",
        "doit régler [salon] public_url, puis relancer Palabre.",
    ):
        assert words in page
    _, _, got = await house.get(_entrance(page))
    assert got.headers["Location"] == f"/{ROOM}/moi"
    held = {"Cookie": got.headers["Set-Cookie"].split(";")[0]}
    assert "Vous êtes Marguerite." in (await house.get(f"/{ROOM}/moi", **held))[1]
    assert (await house.get(f"/{ROOM}/moi/voisins", **held))[0] == 403


async def test_a_facilitator_may_print_a_second_link_for_herself(house: House) -> None:
    held = await house.enters()
    status, page = await _prints(house, house.person, base=f"/{CLOSED}/moi", **held)
    assert status == 200
    assert "Demandez à un voisin." in page
    assert (await house.get(_entrance(page)))[0] == 303


async def test_a_sheet_is_kept_by_no_browser_and_has_no_address_of_its_own(house: House) -> None:
    marguerite = await _marguerite(house)
    fields = {"csrf": await house.csrf(NADIA), "event": EVENT, "person": str(marguerite)}
    _, page, headers = await _post(house, f"{NADIA}/voisins/lien", fields)
    assert headers["Cache-Control"] == "no-store"
    status, _, got = await house.get(f"{NADIA}/voisins/lien")
    assert (status, got.headers["Location"]) == (303, f"{NADIA}/voisins")
    secret = _entrance(page).removeprefix("/entrer/")
    assert re.fullmatch(r"(?:[a-z2-7]{4}-){5}[a-z2-7]{4}", secret)
    assert secret not in (await house.get(f"{NADIA}/voisins"))[1]


async def test_nobody_of_another_group_is_reached_by_a_forged_number(house: House) -> None:
    neighbours = house.neighbours
    async with neighbours.program.database.writing() as tx:
        members = StoredMembers(tx, neighbours.now)
        gone = await members.account_of("salon", "4")
        assert gone is not None
        await members.leave(Chat("salon", ROOM), "4")
    for person in (house.person, gone.id, 999_999, 0, "", "²", "-1", "1 OR 1=1", "9" * 40):
        for status, page in (await _prints(house, person), await _closes(house, person)):
            assert status == 403
            assert "Cela concerne un autre groupe." in page
    assert await _links(house) == []
    assert (await house.get(f"/entrer/{house.secret}"))[0] == 303  # the link of Odette, of the other group
    held = await house.enters()
    token = await house.csrf(f"/{CLOSED}/moi", **held)
    for room in (ROOM, CLOSED):  # Odette runs Le Verger: that opens nothing in Les Tilleuls
        fields = {"csrf": token, "event": EVENT, "person": "1"}
        assert (await _post(house, f"/{room}/moi/voisins/lien", fields, **held))[0] == 403


async def test_an_account_that_leads_to_somebody_else_gives_no_link(house: House) -> None:
    marguerite = await _marguerite(house)
    async with house.neighbours.program.database.writing() as tx:
        await StoredMembers(tx, house.neighbours.now).add_account(house.person, "salon", str(marguerite))
    assert (await _prints(house, marguerite))[0] == 403
    assert await _links(house) == []


async def test_a_form_without_the_token_or_without_an_event_does_nothing(house: House) -> None:
    marguerite = await _marguerite(house)
    token = await house.csrf(NADIA)
    for csrf, event, status in (
        ("", EVENT, 403),
        (await house.csrf(KARIM), EVENT, 403),
        (token, "", 400),
        (token, "a b", 400),
    ):
        fields = {"csrf": csrf, "event": event, "person": str(marguerite)}
        assert (await _post(house, f"{NADIA}/voisins/lien", fields))[0] == status
    assert (await _post(house, f"{NADIA}/voisins/fermer", {"csrf": "", "person": "1"}))[0] == 403
    fields = {"csrf": token, "event": EVENT, "person": str(marguerite)}
    assert (await _post(house, f"{NADIA}/voisins/lien", fields, **{"Sec-Fetch-Site": "cross-site"}))[0] == 403
    assert await _links(house) == []


async def test_a_form_sent_twice_shows_one_link_twice(house: House) -> None:
    marguerite = await _marguerite(house)
    sheets = await asyncio.gather(*(_prints(house, marguerite) for _ in range(4)))
    assert [status for status, _ in sheets] == [200] * 4
    (entrance,) = {_entrance(page) for _, page in sheets}
    assert await _links(house) == [(marguerite, True)]
    assert _entrance((await _prints(house, marguerite, "another-event"))[1]) != entrance
    assert len(await _links(house)) == 2


async def test_a_form_that_is_sent_again_much_later_shows_nothing(house: House) -> None:
    marguerite = await _marguerite(house)
    entrance = _entrance((await _prints(house, marguerite))[1])
    house.neighbours.now += SHOWN_AGAIN + timedelta(seconds=1)
    status, page = await _prints(house, marguerite)
    assert status == 409
    assert "Cette feuille a déjà été montrée. Imprimez un autre lien." in page
    assert entrance not in page
    assert await _links(house) == [(marguerite, True)]
    assert (await house.get(entrance))[0] == 303  # the paper that was given away stays good


async def test_closed_links_let_nobody_in_and_no_form_opens_them_again(house: House) -> None:
    marguerite = await _marguerite(house)
    entrances = [_entrance((await _prints(house, marguerite, event))[1]) for event in ("event-one", "event-two")]
    karims = _entrance((await _prints(house, 1, "event-three"))[1])
    held = {"Cookie": (await house.get(entrances[0]))[2].headers["Set-Cookie"].split(";")[0]}
    status, page = await _closes(house, marguerite)
    assert status == 303
    assert "2 liens de Marguerite sont fermés." in page
    for path in (*entrances, f"/{ROOM}/moi"):
        assert (await house.get(path, **held))[0] == 403
    assert (await house.get(karims))[0] == 303
    assert (await _prints(house, marguerite, "event-one"))[0] == 409
    assert (await house.get(entrances[0]))[0] == 403
    assert "Marguerite n'a aucun lien à fermer." in (await _closes(house, marguerite))[1]
    assert (await _prints(house, marguerite, "event-four"))[0] == 200
    said = plain((await house.get(f"{NADIA}/voisins?closed=2&of={marguerite}"))[1])
    assert "sont fermés" not in said  # an old address does not say what is no longer so


async def test_nobody_shuts_herself_out(house: House) -> None:
    held, base = await house.enters(), f"/{CLOSED}/moi"
    assert "Fermer" not in (await house.get(f"{base}/voisins", **held))[1]
    other = _entrance((await _prints(house, house.person, base=base, **held))[1])
    assert "Fermer mes autres liens" in (await house.get(f"{base}/voisins", **held))[1]
    status, page = await _closes(house, house.person, base, **held)
    assert status == 303
    assert "1 lien d'Odette est fermé." in page
    assert (await house.get(other))[0] == 403
    assert (await house.get(base, **held))[0] == 200


async def test_neither_log_nor_database_holds_the_secret_or_the_event(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    marguerite = await _marguerite(house)
    with capture_logs() as lines:
        entrance = _entrance((await _prints(house, marguerite))[1])
        await house.get(entrance)
        await _closes(house, marguerite)
    secret = entrance.removeprefix("/entrer/")
    database = house.neighbours.program.database
    async with database.reading() as tx:
        kept = [
            str([[row[name] for name in [*row.keys()]] for row in await tx.rows(f"SELECT * FROM {table}")])
            for table in await database.tables(tx)
        ]
    for private in (secret, secret.replace("-", ""), EVENT):
        assert private not in "".join(kept) + str(lines) + caplog.text


async def test_who_is_forgotten_has_no_link_any_more(house: House) -> None:
    marguerite = await _marguerite(house)
    entrance = _entrance((await _prints(house, marguerite))[1])
    async with house.neighbours.program.database.writing() as tx:
        await StoredSalon(tx).forget(marguerite)
        await StoredMembers(tx, house.neighbours.now).forget(marguerite)
    assert (await house.get(entrance))[0] == 403
    assert (await _prints(house, marguerite))[0] == 403
    assert "Marguerite" not in (await house.get(f"{NADIA}/voisins"))[1]


async def test_where_nothing_can_be_kept_no_sheet_is_shown(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        house = House(neighbours, "", 0)
        await neighbours.program.database.write(lambda tx: tx.run("PRAGMA query_only = 1"))  # as on a full disk
        status, page = await _prints(house, 1)
        assert status == 503
        assert "Je ne peux rien enregistrer pour l'instant." in page
        assert "entrer" not in page
