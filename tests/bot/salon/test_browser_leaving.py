"""What leaves the screen, in a real browser: a private screen that is no longer true, somebody who is erased."""

import pytest
from playwright.async_api import expect

from tests.bot.salon.conftest import DOOR, Phones

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
async def test_who_is_erased_reads_the_goodbye(phones: Phones, script: bool) -> None:
    lea = await phones.of("lea", java_script_enabled=script)
    await lea.words.fill("/effacer")
    await lea.page.locator("#write .send").click()
    await lea.private.get_by_role("button", name="Tout effacer").click()
    await lea.private.get_by_role("button", name="Oui, tout effacer").click()
    await expect(lea.page.get_by_text("Tout ce qui vous concerne est effacé. Au revoir !")).to_be_visible()
    await expect(lea.words).to_be_hidden()
    await expect(lea.page.get_by_text("On fait le chantier")).to_be_hidden()


async def test_a_private_screen_goes_once_it_is_no_longer_true(phones: Phones) -> None:
    lea = await phones.of("lea")
    await lea.writes(f"/sondage {DOOR}")
    await expect(lea.private).to_contain_text("Votre sondage est dans le groupe")
    await lea.taps("Vert")
    await expect(lea.toast).to_contain_text("Noté : vert.")
    await expect(lea.private).to_be_hidden()
    await expect(lea.choice("Vert")).to_be_focused()


async def test_a_question_that_waits_for_words_stays_until_it_is_cancelled(phones: Phones) -> None:
    lea = await phones.of("lea")
    await lea.writes(f"/sondage {DOOR}")
    await lea.writes("/sondage")
    await expect(lea.private).to_contain_text("Votre question, et les choix ?")
    await lea.taps("Vert")
    await expect(lea.toast).to_contain_text("Noté : vert.")
    await expect(lea.private).to_be_visible()
    await lea.writes("/annuler")
    await expect(lea.toast).to_contain_text("C'est annulé.")
    await expect(lea.private).to_be_hidden()


async def test_ones_own_message_comes_into_view(phones: Phones) -> None:
    lea = await phones.of("lea")
    for number in range(12):
        await lea.writes(f"Ligne {number}\n" * 3)
    await lea.page.locator("main").evaluate("main => main.scrollTo({ top: 0, behavior: 'instant' })")
    await lea.writes("La dernière.")
    await expect(lea.page.get_by_text("La dernière.")).to_be_in_viewport()
