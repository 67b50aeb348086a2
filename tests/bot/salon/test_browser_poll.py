"""A group polls on its phones: by finger, by keyboard alone, and many at once."""

import re

import pytest
from playwright.async_api import Locator, expect

from .conftest import DOOR, Phone, Phones

pytestmark = pytest.mark.browser


async def test_one_person_polls_and_three_vote_and_all_see_the_result_with_its_picture(phones: Phones) -> None:
    karim = await phones.at("/")
    await karim.page.get_by_role("link", name="Karim").click()
    await karim.writes(f"/sondage {DOOR}")
    await expect(karim.private).to_contain_text("Votre sondage est dans le groupe")
    others = [await phones.of(name) for name in ("sarah", "ines", "lea")]
    for voter, choice in zip(others, ("Bleu", "Vert", "Bleu"), strict=True):
        await voter.taps(choice)
        await expect(voter.toast).to_contain_text(f"Noté : {choice.lower()}. Vous pouvez changer")
    everybody = [karim, *others]
    for phone in everybody:
        await phone.counts("Bleu 2, vert 1, jaune 0. 3 personnes ont répondu.")
    await karim.taps("⋯ Plus")
    await karim.private.get_by_role("button", name="Terminer").click()
    await expect(karim.toast).to_have_text("Le sondage est fini. Le résultat est dans le groupe.")
    for phone in everybody:
        await expect(phone.log).to_contain_text("Bleu est en tête.")
        picture = phone.log.get_by_role("img", name="Graphique : Bleu 2, Vert 1, Jaune 0.")
        await expect(picture).to_be_visible()
        assert await picture.evaluate("async (img) => { await img.decode(); return img.naturalWidth; }") > 0


async def test_a_poll_is_written_answered_and_ended_by_keyboard_alone(phones: Phones) -> None:
    karim = await phones.of("karim")
    keys = karim.page.keyboard
    await _tab_to(karim, karim.words)
    await keys.type(f"/sondage {DOOR}")
    await keys.press("Enter")
    await expect(karim.private).to_be_focused()
    await keys.press("Escape")
    await expect(karim.private).to_be_hidden()
    await expect(karim.words).to_be_focused()
    await _tab_to(karim, karim.choice("Vert"), backwards=True)
    await keys.press("Space")
    await karim.counts("Bleu 0, vert 1, jaune 0.")
    await expect(karim.choice("Vert")).to_be_focused()
    await _tab_to(karim, karim.choice("⋯ Plus"))
    await keys.press("Enter")
    await expect(karim.private).to_be_focused()
    await keys.press("Escape")
    await expect(karim.choice("⋯ Plus")).to_be_focused()
    await keys.press("Enter")
    await _tab_to(karim, karim.private.get_by_role("button", name="Terminer"))
    await keys.press("Enter")
    await expect(karim.log).to_contain_text("Vert est en tête.")
    await expect(karim.page.locator(".message:focus")).to_contain_text("Ce sondage est fini.")
    await expect(karim.private).to_be_hidden()


async def test_the_link_at_the_top_leads_to_the_field(phones: Phones) -> None:
    lea = await phones.of("lea")
    await lea.page.keyboard.press("Tab")
    skip = lea.page.get_by_role("link", name="Aller au champ de message")
    await expect(skip).to_be_focused()
    await expect(skip).to_be_in_viewport()
    await lea.page.keyboard.press("Enter")
    await expect(lea.words).to_be_focused()


async def test_the_focus_stays_on_its_button_while_others_vote(phones: Phones) -> None:
    context = await phones.context()
    lea, ines = await phones.of("lea", context), await phones.of("ines", context)
    await lea.writes(f"/sondage {DOOR}")
    await lea.choice("Jaune").focus()
    place = await lea.choice("Jaune").element_handle()
    await ines.taps("Bleu")
    await lea.counts("Bleu 1, vert 0, jaune 0.")
    await ines.taps("Vert")
    await lea.counts("Bleu 0, vert 1, jaune 0.")
    await expect(lea.choice("Jaune")).to_be_focused()
    assert place is not None
    assert await place.evaluate("(button) => button.isConnected"), "the same button, not a copy of it"


async def test_a_button_stays_under_the_finger_that_tapped_it(phones: Phones) -> None:
    karim, lea = await phones.of("karim"), await phones.of("lea")
    await karim.writes(f"/sondage {DOOR}")
    button = lea.choice("Vert")
    await button.scroll_into_view_if_needed()
    before = await _top(button)
    await button.click()
    await expect(lea.toast).not_to_be_empty()
    await lea.counts("Bleu 0, vert 1, jaune 0.")
    assert abs(await _top(button) - before) < 2


async def test_seven_neighbours_in_seven_tabs_of_one_browser_follow_live(phones: Phones) -> None:
    context = await phones.context()
    names = ("karim", "sarah", "ines", "lea", "m-roux", "tomas", "nadia")
    seven = [await phones.of(name, context) for name in names]
    await seven[0].writes(f"/sondage {DOOR}")
    for voter, choice in zip(seven[1:6], ("Bleu", "Vert", "Bleu", "Jaune", "Bleu"), strict=True):
        await voter.taps(choice)
    for phone in seven:
        await phone.counts("Bleu 3, vert 1, jaune 1. 5 personnes ont répondu.")
    eighth = await phones.of("karim", context)
    await eighth.counts("Bleu 3, vert 1, jaune 1. 5 personnes ont répondu.")


async def test_those_who_have_no_shared_worker_follow_too(phones: Phones) -> None:
    context = await phones.context()
    await context.add_init_script("delete window.SharedWorker;")
    lea, ines = await phones.of("lea", context), await phones.of("ines")
    await ines.writes("Bonjour à tous")
    await expect(lea.log).to_contain_text("Bonjour à tous")


async def test_a_neighbours_message_becomes_the_poll_by_a_reply(phones: Phones) -> None:
    nadia = await phones.of("nadia")
    message = nadia.page.locator(".message", has_text="On fait le chantier samedi ou dimanche ?")
    await message.get_by_role("link", name="Répondre").click()
    await expect(nadia.page.locator("#replying")).to_contain_text("En réponse à Inès : « On fait le chantier")
    await expect(nadia.words).to_be_focused()
    await nadia.writes("/sondage")
    await expect(nadia.card).to_contain_text("Question d'Inès, jusqu'à")
    # With its date, except on a Saturday, when nobody knows which Sunday is meant.
    sunday = nadia.card.get_by_role("button", name=re.compile(r"^Dimanche( \d+(er)? \w+)?$"))
    await expect(sunday).to_be_visible()
    await expect(nadia.page.locator("#replying")).to_be_hidden()


async def test_who_reads_old_messages_is_not_moved_but_told_of_new_ones(phones: Phones) -> None:
    lea, ines = await phones.of("lea"), await phones.of("ines")
    for n in range(14):
        await ines.writes(f"Message {n}\nsur deux lignes")
        await expect(lea.log).to_contain_text(f"Message {n}")
    first = lea.page.locator(".message").first
    await first.scroll_into_view_if_needed()
    before = await _top(first)
    newest = lea.page.locator("#newest")
    await expect(newest).to_be_hidden()
    await ines.writes("Encore un mot")
    await expect(newest).to_be_visible()
    assert abs(await _top(first) - before) < 2
    await newest.click()
    await expect(lea.page.locator(".message").last).to_be_in_viewport()
    await expect(newest).to_be_hidden()


async def test_a_tab_that_is_not_looked_at_counts_what_rings(phones: Phones) -> None:
    karim = await phones.of("karim")
    await karim.writes(f"/sondage {DOOR}")
    await karim.taps("⋯ Plus")
    lea = await phones.of("lea")
    # What a phone does with a page in the background; Chromium without a window has no other one.
    await lea.page.evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true })")
    await karim.private.get_by_role("button", name="Terminer").click()
    await expect(lea.page).to_have_title(re.compile(r"\(1\) Les Tilleuls"))


async def _tab_to(phone: Phone, target: Locator, *, backwards: bool = False) -> None:
    """Presses Tab until the target has the focus; on the way the focus is never nowhere."""
    for _ in range(60):
        if await target.evaluate("(wanted) => wanted === document.activeElement"):
            return
        await phone.page.keyboard.press("Shift+Tab" if backwards else "Tab")
        assert await phone.page.evaluate("document.activeElement !== document.body"), "the focus is nowhere"
    raise AssertionError("the keyboard does not reach it")


async def _top(target: Locator) -> float:
    box = await target.bounding_box()
    assert box is not None
    return box["y"]
