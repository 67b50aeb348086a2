"""One's own page in a browser: the file with one's own data, one's own language, two accounts that become one."""

import json
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.demo import ROOM
from bot.program import Program
from tests import printed

from .conftest import Phones

pytestmark = pytest.mark.browser


async def test_the_file_is_saved_under_its_name(phones: Phones) -> None:
    lea = await phones.of("lea")
    await lea.writes("/mesdonnees")
    async with lea.page.expect_download() as saving:
        await lea.private.locator("a.file").click()
    saved = await saving.value
    assert saved.suggested_filename == "palabre.json"
    read = json.loads(Path(await saved.path()).read_text())
    assert (read["person"], read["groups"]) == ("Léa", ["Les Tilleuls"])
    assert lea.page.url.endswith(f"/{ROOM}/lea"), "the page stays where it is"


async def test_a_page_to_print_is_saved_as_a_pdf(phones: Phones, program: Program) -> None:
    lea = await phones.of("lea", java_script_enabled=False)
    await lea.words.fill("/mesdonnees")
    await lea.page.get_by_role("button", name="Envoyer").click()
    await expect(lea.private.locator("a.file")).to_be_visible()
    await printed.offered(program.database)
    await lea.page.reload()
    link = lea.private.get_by_role("link", name="La page à imprimer")
    box = await link.bounding_box()
    assert box is not None
    assert box["height"] >= 44, "a thumb finds it"
    async with lea.page.expect_download() as saving:
        await link.click()
    saved = await saving.value
    assert saved.suggested_filename == "D-2027-006.pdf"
    assert "La buanderie ferme" in printed.read(Path(await saved.path()).read_bytes())


async def test_the_page_speaks_the_persons_language_and_the_room_its_own(phones: Phones) -> None:
    lea, karim = await phones.of("lea"), await phones.of("karim")
    await karim.writes("/sondage On mange dehors ou dedans ?")
    await lea.writes("/moi")
    await lea.private.get_by_role("button", name="⋯ Plus").click()
    await lea.private.locator('button[value="me:language"]').click()
    await lea.private.get_by_role("button", name="English").click()
    await expect(lea.toast).to_have_text("Noted: I speak to you like this.")
    await lea.page.reload()
    await expect(lea.page.get_by_role("banner")).to_contain_text("You are Léa.")
    assert await lea.page.locator("html").get_attribute("lang") == "en"
    card = lea.page.locator(".message.robot").last
    await expect(card).to_contain_text("Sondage de Karim")
    assert await card.locator("p.block").first.get_attribute("lang") == "fr"
    await expect(karim.page.get_by_role("banner")).to_contain_text("Vous êtes Karim.")
    assert await karim.page.locator(".message.robot p.block").first.get_attribute("lang") is None


async def test_whoever_turned_out_to_be_somebody_else_reads_so_on_the_page_they_leave(
    phones: Phones, program: Program
) -> None:
    karim, sarah = await phones.of("karim"), await phones.of("sarah")
    await karim.writes("/moi")
    await karim.private.locator('button[value="me:device"]').click()
    code = (await karim.private.locator("h3").inner_text()).replace(" ", "")
    await sarah.writes(f"/moi {code}")
    await sarah.private.locator('button[value="me:unite"]').click()
    await expect(sarah.toast).to_contain_text("Karim")
    await expect(sarah.words).to_have_count(0)
    await sarah.page.wait_for_timeout(1500)
    await expect(sarah.toast).to_contain_text("Karim")  # the broken line to the room says nothing over it
    sarah.faults.clear()  # the browser reports the 403 itself
    await expect(karim.log).not_to_contain_text(code)
