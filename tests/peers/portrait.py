"""The pictures of the README: a real poll, a real decision by consent, a real booking, as a phone shows them.

python -m tests.peers.portrait docs/poll.png
python -m tests.peers.portrait docs/consent.png
python -m tests.peers.portrait docs/bookings.png
"""

import asyncio
import base64
import io
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, FloatRect, Locator, Page

from bot.config import Config, Salon, Storage
from bot.demo import ROOM
from bot.program import Program

from .browser import PHONE, chromium

QUESTION = "On peint la porte en bleu, en vert ou en jaune ?"
VOTES = (("sarah", "Bleu"), ("ines", "Vert"), ("lea", "Bleu"), ("tomas", "Bleu"), ("m-roux", "Vert"))
TALL = PHONE | {"viewport": {"width": 390, "height": 1400}}
"""A phone on which a whole poll is seen at once."""
MARGIN = 8
"""CSS pixels left around a card."""


async def portray(browser: Browser, address: str, file: Path) -> None:
    """Polls in the demonstration group at this address; keeps what Karim saw while it was open, and below
    it the result."""
    karim = await browser.new_page(**TALL)
    await karim.goto(f"{address}/{ROOM}/karim")
    await karim.fill("#words", f"/sondage {QUESTION}")
    await karim.press("#words", "Enter")
    card = karim.locator(".message.robot", has_text="Sondage de Karim")
    await card.wait_for()
    await karim.locator("#private").get_by_role("link", name="Fermer").click()
    for name, choice in VOTES:
        page = await browser.new_page(**PHONE)
        await page.goto(f"{address}/{ROOM}/{name}")
        await page.get_by_role("button", name=choice).click()
        await page.locator("#toast", has_text="Noté").wait_for()
    await card.get_by_text(f"{len(VOTES)} personnes ont répondu.").wait_for()
    living = await _photograph(karim, card)
    await card.get_by_role("button", name="⋯ Plus").click()
    await karim.locator("#private").get_by_role("button", name="Terminer").click()
    result = karim.locator(".message.robot", has=karim.get_by_role("img"))
    await result.get_by_role("img").evaluate("async (img) => img.decode()")
    ended = await _photograph(karim, result)
    file.write_bytes(await _one_above_the_other(browser, living, ended))


LAUNDRY = "La buanderie ouverte jusqu'à 22 h le samedi parce qu'en semaine il n'y a plus de créneau"


async def portray_consent(browser: Browser, program: Program, clock: list[datetime], file: Path) -> None:
    """Proposes in the demonstration group; keeps the card on which opinions are given, and below it what was
    decided a week later, with a reservation."""
    room = f"{program.address}/{ROOM}"
    karim = await browser.new_page(**TALL)
    await karim.goto(f"{room}/karim")
    await karim.fill("#words", f"/proposition {LAUNDRY}")
    await karim.press("#words", "Enter")
    await _tap(karim, "Envoyer au groupe")
    await _write(browser, f"{room}/ines", "❓ Poser une question", "Même l'été ?")
    await karim.reload()
    await _tap(karim, "Répondre")
    await _answer(karim, "Oui, toute l'année.")
    await _write(browser, f"{room}/m-roux", "💬 Donner mon avis", "Attention au bruit.")
    card = karim.locator(".message.robot", has_text="Karim propose")
    await card.get_by_text("se sont exprimés").wait_for()
    listening = await _photograph(karim, card)
    await _after(program, clock, 4)
    await _tap(karim, "Je la garde")
    await _write(browser, f"{room}/ines", "Autre réponse", "Pas pendant les révisions.", "Oui, avec une réserve")
    for name in ("sarah", "lea", "tomas", "m-roux", "karim"):
        page = await browser.new_page(**PHONE)
        await page.goto(f"{room}/{name}")
        await page.locator(".message.robot").get_by_role("button", name="Pas d'objection").last.click()
        await page.locator("#toast", has_text="Noté").wait_for()
    await _after(program, clock, 4)
    decided = karim.locator(".message.robot", has_text="C'est décidé :")
    await decided.wait_for()
    file.write_bytes(await _one_above_the_other(browser, listening, await _photograph(karim, decided)))


MARCH = datetime(2027, 3, 8, 11, 10, tzinfo=UTC)
GUEST_ROOM = "/reserver chambre d'amis du 12 au 15 mars pour ma mère"
BOOKED = (
    ("ines", "/reserver chambre d'amis du 9 au 11 mars"),
    ("lea", "/reserver salle commune samedi 14h-18h"),
    ("m-roux", "/reserver salle commune jeudi 18h-20h"),
    ("tomas", "/reserver buanderie mercredi 9h-11h"),
    ("lea", "/reserver buanderie vendredi 17h-19h"),
)
"""What the neighbours had before, in the week of the 8th of March 2027."""


async def portray_bookings(browser: Browser, address: str, file: Path) -> None:
    """Books in the demonstration group; keeps the sentence as it is typed, what answered it after one tap, and the
    week as everybody sees it then."""
    for name, words in BOOKED:
        await _book(await _opened(browser, address, name), words)
    karim = await _opened(browser, address, "karim")
    await karim.fill("#words", GUEST_ROOM)
    typed = await _photograph(karim, karim.locator("#write"))
    booked = await _photograph(karim, await _book(karim, GUEST_ROOM))
    await karim.fill("#words", "/planning")
    await karim.press("#words", "Enter")
    week = karim.locator("#private").get_by_role("img")
    await week.evaluate("async (img) => img.decode()")
    seen = await _photograph(karim, karim.locator("#private"), until=week)
    file.write_bytes(await _one_above_the_other(browser, typed, booked, seen))


async def _opened(browser: Browser, address: str, name: str) -> Page:
    page = await browser.new_page(**TALL)
    await page.goto(f"{address}/{ROOM}/{name}")
    return page


async def _book(page: Page, words: str) -> Locator:
    """A sentence and a tap; gives what is shown then."""
    await page.fill("#words", words)
    await page.press("#words", "Enter")
    private = page.locator("#private")
    await private.get_by_role("button", name="Réserver", exact=True).click()
    await private.get_by_text("C'est réservé").wait_for()
    return private


async def _tap(page: Page, label: str) -> None:
    await page.get_by_role("button", name=label).last.click()


async def _write(browser: Browser, address: str, button: str, words: str, then: str = "") -> None:
    """Somebody taps, and writes what they are asked."""
    page = await browser.new_page(**PHONE)
    await page.goto(address)
    for label in (button, then) if then else (button,):
        await _tap(page, label)
    await _answer(page, words)


async def _answer(page: Page, words: str) -> None:
    await page.fill("#answer", words)
    async with page.expect_response(lambda response: response.url.endswith("/act")):
        await page.locator("#private").get_by_role("button", name="Envoyer", exact=True).click()


async def _after(program: Program, clock: list[datetime], days: int) -> None:
    """Days pass, five minutes at a time, and whatever is due rings on the way."""
    for _ in range(days * 288):
        clock[0] += timedelta(minutes=5)
        await program.clock.ring()
    await program.delivery.settle()


async def _photograph(page: Page, message: Locator, *, until: Locator | None = None) -> bytes:
    """A message at the page's whole width; with `until`, no further than to the end of that part of it."""
    await page.mouse.move(0, 0)
    await page.evaluate("document.activeElement.blur()")
    box, last = await message.bounding_box(), await (until or message).bounding_box()
    if box is None or last is None:
        raise LookupError("the message is not on the page")
    width, top = TALL["viewport"]["width"], box["y"] - MARGIN
    clip = FloatRect(x=0, y=top, width=width, height=last["y"] + last["height"] + MARGIN - top)
    return await page.screenshot(clip=clip, animations="disabled")


def _in_few_colours(png: bytes) -> bytes:
    """The same in 256 colours, a third of its size: a page like these has no more."""
    small = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(
        small, "PNG", optimize=True
    )
    return small.getvalue()


async def _one_above_the_other(browser: Browser, *pictures: bytes) -> bytes:
    page = await browser.new_page(**PHONE)
    images = "".join(
        f'<img src="data:image/png;base64,{base64.b64encode(png).decode()}" style="display: block; width: 390px">'
        for png in pictures
    )
    await page.set_content(f'<body style="margin: 0">{images}')
    return _in_few_colours(await page.screenshot(full_page=True))


async def main(file: Path) -> None:
    """A program of its own, on a free port and a new database."""
    file.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        config = Config(storage=Storage(url=f"sqlite:///{folder}/palabre.db"), salon=Salon(port=0))
        clock = [datetime.now(UTC)]
        if file.stem == "bookings":
            clock[0] = MARCH
        turned = file.stem != "poll"
        program = Program(config, demo=True, now=lambda: clock[0] if turned else datetime.now(UTC))
        try:
            await program.start()
            async with chromium() as browser:
                match file.stem:
                    case "consent":
                        await portray_consent(browser, program, clock, file)
                    case "bookings":
                        await portray_bookings(browser, program.address, file)
                    case _:
                        await portray(browser, program.address, file)
        finally:
            await program.stop()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
