"""A real Chromium, from the distribution."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Browser, ViewportSize, async_playwright

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PHONE: dict[str, Any] = {
    "viewport": ViewportSize(width=390, height=844),
    "device_scale_factor": 2,
    "locale": "fr-FR",
    "timezone_id": "Europe/Paris",
}
"""A telephone as Playwright makes one: CSS pixels, and two real pixels for each."""


def find_chromium() -> str | None:
    """The path of a Chromium or Chrome of this machine; PALABRE_CHROMIUM names another."""
    names = (os.environ.get("PALABRE_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """An open browser. Raises LookupError where this machine has none."""
    path = find_chromium()
    if path is None:
        raise LookupError("no Chromium was found: install the package chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            await browser.close()
