"""A real group's room: in by a personal link, which the address does not keep, out when it is taken back."""

import pytest
from playwright.async_api import Page, expect

from bot.program import Program
from handlers.conversation.events import Chat
from handlers.members.model import Group
from storage.database import Transaction
from storage.members import StoredMembers
from storage.salon import StoredSalon

from .conftest import Phones

pytestmark = pytest.mark.browser

ROOM = "le-grand-chene"
NO_ENTRY = "Pour entrer dans ce salon, il faut votre lien personnel."


async def test_a_personal_link_opens_the_room_and_leaves_the_address(phones: Phones, program: Program) -> None:
    secret, _ = await _invite(program, "Odette")
    odette = await phones.at(f"/entrer/{secret}")
    assert odette.page.url == f"{program.address}/{ROOM}/moi"
    await expect(odette.page.get_by_role("banner")).to_contain_text("Vous êtes Odette.")
    await expect(odette.page.get_by_role("link", name="Changer de personne")).to_have_count(0)
    cookies = await odette.page.context.cookies()
    assert [(cookie["httpOnly"], cookie["sameSite"], cookie["path"]) for cookie in cookies] == [
        (True, "Lax", f"/{ROOM}/moi")
    ]
    assert await odette.page.evaluate("document.cookie") == ""
    assert secret not in await odette.page.content()
    await odette.writes("Bonjour de ma part")
    await expect(odette.log).to_contain_text("Bonjour de ma part")


async def test_nobody_comes_in_without_a_link_of_their_own(phones: Phones, program: Program) -> None:
    secret, _ = await _invite(program, "Odette")
    odette = await phones.at(f"/entrer/{secret}")
    for path in (f"/{ROOM}/moi", f"/{ROOM}/odette", "/entrer/un-secret-invente"):
        stranger = await (await phones.context()).new_page()
        assert await _status(stranger, program.address + path) == 403
    await expect(odette.page.get_by_role("banner")).to_contain_text("Vous êtes Odette.")


async def test_a_link_that_is_taken_back_closes_the_room_also_for_a_page_that_is_open(
    phones: Phones, program: Program
) -> None:
    secret, person = await _invite(program, "Odette")
    odette = await phones.at(f"/entrer/{secret}")
    await program.database.write(lambda tx: StoredSalon(tx).revoke_links(ROOM, person, program.now()))
    await odette.writes("Vous m'entendez ?")
    await expect(odette.page.locator("main")).to_contain_text(NO_ENTRY)
    odette.faults.clear()  # the browser reports the 403 itself
    assert await _status(odette.page, f"{program.address}/entrer/{secret}") == 403
    await expect(odette.page.locator("main")).to_contain_text("Ce lien ne sert plus.")
    odette.faults.clear()


async def _invite(program: Program, name: str) -> tuple[str, int]:
    """A group that is no demonstration, with this person in it: the secret of their link, and their id."""

    async def make(tx: Transaction) -> tuple[str, int]:
        members, salon = StoredMembers(tx, program.now()), StoredSalon(tx)
        group = await members.add_group(Group(0, "Le Grand Chêne", "Europe/Paris", "fr", None))
        await salon.open_room(ROOM)
        await members.add_chat(group, Chat("salon", ROOM), lists_members=True)
        person = await members.add_person(name)
        await members.add_account(person.id, "salon", str(person.id))
        await members.add_member(group, person.id, "resident")
        return await salon.make_link(ROOM, person.id, program.now()), person.id

    return await program.database.write(make)


async def _status(page: Page, address: str) -> int:
    response = await page.goto(address)
    assert response is not None
    return response.status
