"""A sheet of paper for Odette, who has no smartphone of her own: printed here, opened elsewhere, and she votes."""

import base64
import re
from typing import Any

import pytest
import segno
from playwright.async_api import Page, expect

from bot.demo import ROOM
from bot.program import Program

from .conftest import DOOR, Phone, Phones

pytestmark = pytest.mark.browser

_MODULES = """async ([png, size]) => {
    const image = new Image();
    image.src = "data:image/png;base64," + png;
    await image.decode();
    const paper = new OffscreenCanvas(image.width, image.height).getContext("2d");
    paper.drawImage(image, 0, 0);
    const step = image.width / size;
    const dark = (x, y) => paper.getImageData((x + 0.5) * step, (y + 0.5) * step, 1, 1).data[0] < 128;
    return Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => Number(dark(x, y))));
}"""
"""Reads black and white in the middle of every module of a picture, as a camera would."""


async def _sheet(phones: Phones, **how: Any) -> Phone:
    """Nadia, who runs the group, prints a link for Odette."""
    nadia = await phones.of("nadia", **how)
    await nadia.page.get_by_role("link", name="Voisins").click()
    await expect(nadia.page.get_by_role("listitem").filter(has_text="Odette")).to_contain_text("Aucun lien")
    await nadia.page.get_by_role("button", name="Imprimer un lien Odette").click()
    await nadia.page.wait_for_url("**/voisins/lien")  # loaded, with its style and its script
    await expect(nadia.page.get_by_role("heading", level=1)).to_have_text("Odette")
    return nadia


async def _address_in_the_square(page: Page, empty: Page) -> str:
    """The address of the sheet, once every pixel of the square says that the square holds that very address.

    No decoder: what is seen is compared with what segno draws for the words, of which each has a square of its own.
    """
    address = await page.locator(".address").inner_text()
    expected = [list(row) for row in segno.make_qr(address, error="m").matrix_iter(border=4)]
    png = await page.locator(".square").screenshot()
    assert await empty.evaluate(_MODULES, [base64.b64encode(png).decode(), len(expected)]) == expected
    return address


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
async def test_odette_opens_her_square_on_a_phone_and_votes(
    phones: Phones, program: Program, script: bool
) -> None:
    karim = await phones.of("karim")
    await karim.writes(f"/sondage {DOOR}")
    nadia = await _sheet(phones, java_script_enabled=script)
    blank = await (await phones.context()).new_page()
    address = await _address_in_the_square(nadia.page, blank)
    assert address.startswith(f"{program.address}/entrer/")
    odette = await phones.at(address.removeprefix(program.address))  # a phone that was never here
    assert odette.page.url == f"{program.address}/{ROOM}/moi"
    await expect(odette.page.get_by_role("banner")).to_contain_text("Vous êtes Odette.")
    await odette.taps("Vert")
    await expect(odette.toast).to_contain_text("Noté : vert.")
    await karim.counts("Bleu 0, vert 1, jaune 0.")


async def test_the_paper_holds_the_sheet_alone_on_one_page_in_large_letters(phones: Phones) -> None:
    nadia = await _sheet(phones)
    pdf = await nadia.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    await nadia.page.emulate_media(media="print", color_scheme="dark")
    for gone in ("nav", ".once", "#print"):
        await expect(nadia.page.locator(gone)).to_be_hidden()
    small = await nadia.page.locator(".sheet, .sheet *:not(svg, svg *)").evaluate_all(
        "(parts) => parts.map((part) => parseFloat(getComputedStyle(part).fontSize)).filter((size) => size < 14 / 0.75)"
    )
    assert small == []
    assert await nadia.page.locator(".sheet").evaluate("(paper) => getComputedStyle(paper).backgroundColor") == (
        "rgb(255, 255, 255)"
    )


async def test_the_button_prints(phones: Phones) -> None:
    nadia = await _sheet(phones)
    await nadia.page.evaluate("window.print = () => { window.printed = true; }")
    await nadia.page.get_by_role("button", name="Imprimer", exact=True).click()
    assert await nadia.page.evaluate("window.printed") is True


async def test_without_script_there_is_no_button_that_does_nothing(phones: Phones) -> None:
    nadia = await _sheet(phones, java_script_enabled=False)
    await expect(nadia.page.locator("#print")).to_be_hidden()


async def test_a_sheet_shown_again_is_the_list_and_closed_links_are_counted(
    phones: Phones, program: Program
) -> None:
    nadia = await _sheet(phones)
    address = await nadia.page.locator(".address").inner_text()
    await nadia.page.goto(nadia.page.url)  # as typed into the address bar
    assert nadia.page.url == f"{program.address}/{ROOM}/nadia/voisins"
    assert address not in await nadia.page.content()
    odette = nadia.page.get_by_role("listitem").filter(has_text="Odette")
    await expect(odette).to_contain_text("1 lien ouvert")
    await odette.get_by_role("button", name="Fermer ses liens").click()
    await expect(nadia.page.get_by_role("status")).to_have_text("1 lien d'Odette est fermé.")
    await expect(odette).to_contain_text("Aucun lien")
    late = await phones.at(address.removeprefix(program.address))
    await expect(late.page.locator("main")).to_contain_text("Ce lien ne sert plus.")
    late.faults.clear()  # the browser reports the 403 itself
