"""Everybody can use the salon: with a screen reader, on a narrow phone, with letters twice as large."""

from typing import Any

import pytest
from playwright.async_api import ViewportSize, expect

from tests.neighbours import plain

from .conftest import DOOR, Phone, Phones
from .reach import ENLARGED, NARROW, must_be_reached, small, violations, wide

pytestmark = pytest.mark.browser

COLOURS = ("light", "dark")
SCENES = ("landing", "room", "card", "result", "notice", "neighbours", "sheet")


async def _scene(phones: Phones, name: str, **how: Any) -> Phone:
    """One of the screens that a resident meets."""
    if name == "landing":
        return await phones.at("/", **how)
    if name == "notice":
        phone = await phones.at("/les-tilleuls/moi", **how)
        phone.faults.clear()  # the browser reports the 403 itself
        return phone
    if name in ("neighbours", "sheet"):
        nadia = await phones.of("nadia", **how)
        await nadia.page.get_by_role("link", name="Voisins").click()
        await nadia.page.get_by_role("button", name="Imprimer un lien Léa").click()
        await nadia.page.wait_for_url("**/voisins/lien")  # loaded, with its style
        if name == "neighbours":
            await nadia.page.get_by_role("link", name="Retour aux voisins").click()
            await nadia.page.wait_for_url("**/voisins")
        return nadia
    karim = await phones.of("karim", **how)
    if name == "room":
        return karim
    await karim.words.fill(f"/sondage {DOOR}")
    await karim.page.get_by_role("button", name="Envoyer").click()
    await karim.taps("Vert")
    await expect(karim.toast).to_contain_text("Noté : vert.")
    await karim.counts("Bleu 0, vert 1")
    await karim.taps("⋯ Plus")
    await expect(karim.private).to_contain_text("Terminer")
    if name == "result":
        await karim.private.get_by_role("button", name="Terminer").click()
        await expect(karim.log.get_by_role("img")).to_be_visible()
        await expect(karim.log).to_contain_text("Ce sondage est fini.")  # its card has no buttons any more
    else:
        await karim.taps("Jaune")
        await expect(karim.toast).to_contain_text("Noté : jaune.")
    return karim


@pytest.mark.parametrize("colours", COLOURS)
@pytest.mark.parametrize("scene", SCENES)
async def test_no_screen_has_a_violation_that_axe_finds(phones: Phones, scene: str, colours: str) -> None:
    phone = await _scene(phones, scene, color_scheme=colours, reduced_motion="reduce")
    assert await violations(phone) == []
    await phone.page.set_viewport_size(NARROW)
    assert await violations(phone) == []


@pytest.mark.parametrize("size", [NARROW, ENLARGED], ids=["320 pixels", "200 %"])
@pytest.mark.parametrize("scene", SCENES)
async def test_nothing_scrolls_sideways_and_all_is_reached(phones: Phones, scene: str, size: ViewportSize) -> None:
    phone = await _scene(phones, scene, viewport=size)
    assert await wide(phone) == []
    await must_be_reached(phone)


@pytest.mark.parametrize("size", [ViewportSize(width=390, height=844), ENLARGED], ids=["phone", "200 %"])
@pytest.mark.parametrize("scene", SCENES)
async def test_every_target_is_at_least_44_pixels(phones: Phones, scene: str, size: ViewportSize) -> None:
    phone = await _scene(phones, scene, viewport=size)
    assert await small(phone) == []


async def test_words_without_end_and_words_from_right_to_left_stay_in_their_message(phones: Phones) -> None:
    lea = await phones.of("lea", viewport=NARROW)
    await lea.writes("Llanfairpwllgwyngyll" * 60)
    await lea.writes("متى نلتقي في الحديقة؟ Samedi ?")
    await lea.writes("/sondage " + "Chrysanthèmeoudahlia" * 8 + " ?")
    await expect(lea.card).to_contain_text("Chrysanthème")
    arabic = lea.page.locator(".words", has_text="متى")
    assert await arabic.evaluate("(words) => getComputedStyle(words).direction") == "rtl"
    assert await lea.page.evaluate(
        "document.querySelector('main').scrollWidth <= document.querySelector('main').clientWidth"
    )


async def test_only_the_news_of_a_card_is_given_to_screen_readers(phones: Phones) -> None:
    context = await phones.context()
    lea, ines = await phones.of("lea", context), await phones.of("ines", context)
    await lea.writes(f"/sondage {DOOR}")
    await lea.card.wait_for()
    await lea.page.evaluate(
        """() => {
            window.said = [];
            new MutationObserver((changes) => {
                for (const change of changes)
                    for (const node of change.addedNodes) window.said.push(node.textContent.trim());
            }).observe(document.getElementById("log"), { childList: true, subtree: true, characterData: true });
        }"""
    )
    await ines.taps("Vert")
    await lea.counts("Bleu 0, vert 1, jaune 0.")
    await ines.taps("Bleu")
    await lea.counts("Bleu 1, vert 0, jaune 0.")
    assert await lea.page.evaluate("window.said") == [
        "Bleu 0, vert 1, jaune 0. 1 personne a répondu.",
        "Bleu 1, vert 0, jaune 0. 1 personne a répondu.",
    ]


async def test_the_same_receipt_twice_is_said_twice(phones: Phones) -> None:
    lea = await phones.of("lea")
    await lea.writes(f"/sondage {DOOR}")
    await lea.taps("Vert")
    await expect(lea.toast).to_contain_text("Noté : vert.")
    await lea.page.evaluate(
        """() => {
            window.said = new Promise((heard) => {
                new MutationObserver(([change]) => heard(change.addedNodes[0].textContent))
                    .observe(document.getElementById("toast"), { childList: true });
            });
        }"""
    )
    await lea.taps("Vert")
    assert plain(await lea.page.evaluate("window.said")).startswith("Noté : vert.")
