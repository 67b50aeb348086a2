"""The screens of shared spaces in a browser: everybody can read them and reach what is on them."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.async_api import expect

from tests.neighbours import PARIS
from tests.peers.browser import PHONE

from .conftest import Phone, Phones
from .reach import ENLARGED, NARROW, must_be_reached, small, violations, wide

pytestmark = pytest.mark.browser

COLOURS = ("light", "dark")


async def _screens(phones: Phones, **how: Any) -> AsyncIterator[tuple[str, Phone]]:
    """One screen after the other, each while it stands: its name, and the phone on which it is seen."""
    days = [datetime.now(PARIS).date() + timedelta(days=7 + later) for later in range(3)]
    guest_room = f"/reserver chambre d'amis du {days[0]:%d/%m/%Y} au {days[2]:%d/%m/%Y}"
    karim = await phones.of("karim", **how)
    await karim.writes(guest_room)
    await expect(karim.private).to_contain_text("est libre.")
    yield "read back", karim
    await karim.private.get_by_role("button", name="Réserver").click()
    await expect(karim.private).to_contain_text("C'est réservé")
    yield "booked", karim
    lea = await phones.of("lea", **how)
    await lea.writes(guest_room)
    await expect(lea.private).to_contain_text("C'est pris")
    yield "taken", lea
    await lea.private.get_by_role("button", name="Me prévenir si libre").click()
    await expect(lea.private).to_contain_text("en tête de la liste")
    yield "waiting", lea
    await lea.writes("/planning")
    await lea.private.get_by_role("button", name="Semaine suivante").click()
    await expect(lea.private).to_contain_text("Karim et Sarah")
    yield "planning", lea
    await lea.writes("/espaces")
    await expect(lea.private).to_contain_text("Buanderie")
    yield "spaces", lea
    await lea.writes(f"/reserver salle commune le {days[1]:%d/%m/%Y} de 14h à 18h")
    await lea.private.get_by_role("button", name="Réserver").click()
    await expect(lea.private).to_contain_text("C'est réservé")
    await karim.writes("/reserver salle commune tous les jours de 17h à 19h, 20 fois")
    await expect(karim.private).to_contain_text("plusieurs dates")
    await expect(karim.private).to_contain_text("Léa l'a.")
    yield "series read back", karim


@pytest.mark.parametrize("colours", COLOURS)
async def test_no_screen_has_a_violation_that_axe_finds(phones: Phones, colours: str) -> None:
    async for name, phone in _screens(phones, color_scheme=colours, reduced_motion="reduce"):
        for size in (PHONE["viewport"], NARROW):
            await phone.page.set_viewport_size(size)
            assert await violations(phone) == [], (name, size)


async def test_nothing_scrolls_sideways_and_a_thumb_finds_all(phones: Phones) -> None:
    async for name, phone in _screens(phones):
        for size in (NARROW, ENLARGED):
            await phone.page.set_viewport_size(size)
            assert await wide(phone) == [], (name, size)
            assert await small(phone) == [], (name, size)
            await must_be_reached(phone)
