"""Without any script the room is a page of forms: slower, and complete. Refused words are never lost."""

import pytest
from playwright.async_api import expect

from bot.program import Program

from .conftest import DOOR, Phone, Phones

pytestmark = pytest.mark.browser

TALE = "Il était une fois une porte. " * 180
"""More than one message holds."""


async def refreshed(phone: Phone, words: str) -> None:
    """Taps « Actualiser », again as people do, until the newest card says this. Raises AssertionError."""
    for _ in range(20):
        await phone.page.get_by_role("button", name="Actualiser").click()
        if await phone.card.filter(has_text=words).count():
            return
    await expect(phone.card).to_contain_text(words)


async def test_a_poll_is_opened_and_answered_without_script(phones: Phones) -> None:
    lea = await phones.of("lea", java_script_enabled=False)
    send = lea.page.get_by_role("button", name="Envoyer")
    await lea.words.fill(f"/sondage {DOOR}")
    await send.click()
    await expect(lea.private).to_contain_text("Votre sondage est dans le groupe")
    await lea.private.get_by_role("link", name="Fermer").click()
    await expect(lea.private).to_be_hidden()
    await refreshed(lea, "Vert")
    await lea.taps("Vert")
    await expect(lea.toast).to_contain_text("Noté : vert.")
    await refreshed(lea, "Bleu 0, vert 1, jaune 0.")
    await lea.taps("⋯ Plus")
    await lea.private.get_by_role("button", name="Autre chose").click()
    await lea.private.get_by_role("button", name="Qui a répondu").click()
    await expect(lea.private).to_contain_text("Vert : Léa.")


async def test_a_reply_and_a_question_asked_back_work_without_script(phones: Phones) -> None:
    lea = await phones.of("lea", java_script_enabled=False)
    send = lea.page.locator("#write").get_by_role("button", name="Envoyer")
    message = lea.page.locator(".message", has_text="On fait le chantier")
    await message.get_by_role("link", name="Répondre").click()
    await expect(lea.page.locator("#replying")).to_contain_text("En réponse à Inès")
    await lea.words.fill("/sondage")
    await send.click()
    await refreshed(lea, "Question d'Inès")
    await lea.words.fill("/sondage")
    await send.click()
    await lea.page.get_by_label("Votre question et les choix").fill("Soupe ou salade ?")
    await lea.private.get_by_role("button", name="Envoyer").click()
    await refreshed(lea, "Soupe ou salade ?")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize(
    ("words", "why"),
    [
        (TALE, "4000 au plus."),
        ("/danse avec nous", "Je ne connais pas /danse."),
        ("/sondage " + "a" * 700 + " ?", "au plus, pour que chacun la lise en entier."),
    ],
    ids=["a long message", "an unknown command", "a long question"],
)
async def test_words_that_are_refused_stay_in_their_field(
    phones: Phones, words: str, why: str, script: bool
) -> None:
    lea = await phones.of("lea", java_script_enabled=script)
    await lea.words.fill(words)
    await lea.page.get_by_role("button", name="Envoyer").click()
    await expect(lea.toast).to_contain_text(why)
    assert (await lea.words.input_value()).strip() == words.strip()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
async def test_an_answer_that_is_refused_stays_in_its_field(phones: Phones, script: bool) -> None:
    lea = await phones.of("lea", java_script_enabled=script)
    await lea.words.fill("/sondage")
    await lea.page.locator("#write .send").click()
    field = lea.page.get_by_label("Votre question et les choix")
    await field.fill("b" * 700 + " ?")
    await lea.private.get_by_role("button", name="Envoyer").click()
    await expect(lea.toast).to_contain_text("pour que chacun la lise en entier.")
    assert await field.input_value() == "b" * 700 + " ?"


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
async def test_words_that_cannot_be_kept_just_now_are_not_lost(
    phones: Phones, program: Program, script: bool
) -> None:
    lea = await phones.of("lea", java_script_enabled=script)
    await expect(lea.log).to_contain_text("Bonjour à tous.")
    await lea.words.fill(f"/sondage {DOOR}")
    await program.database.write(lambda tx: tx.run("PRAGMA query_only = 1"))  # as on a read-only disk
    await lea.page.get_by_role("button", name="Envoyer").click()
    await expect(lea.page.get_by_text("Je ne peux rien enregistrer pour l'instant.")).to_be_visible()
    if script:
        await expect(lea.words).to_have_value(f"/sondage {DOOR}")
    else:
        await expect(lea.page.get_by_label("Vos mots")).to_have_value(f"/sondage {DOOR}")
    lea.faults.clear()  # the browser reports the 503 itself


async def test_words_that_were_being_typed_outlive_a_reload(phones: Phones) -> None:
    lea = await phones.of("lea")
    await lea.words.press_sequentially("Je voulais dire que")
    await lea.page.reload()
    await expect(lea.words).to_have_value("Je voulais dire que")
    await lea.words.press("Enter")
    await expect(lea.log).to_contain_text("Je voulais dire que")
    await lea.page.reload()
    await expect(lea.words).to_have_value("")


async def test_the_field_grows_with_what_is_written(phones: Phones) -> None:
    lea = await phones.of("lea")
    small = await lea.words.evaluate("(field) => field.offsetHeight")
    await lea.words.press_sequentially("Bonjour")
    for _ in range(3):
        await lea.words.press("Shift+Enter")
    assert await lea.words.evaluate("(field) => field.offsetHeight") > small + 40
    assert await lea.words.evaluate("(field) => field.scrollHeight <= field.offsetHeight")
