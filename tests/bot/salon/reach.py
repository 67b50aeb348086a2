"""What hinders people on a page: what axe finds, what scrolls sideways, what a thumb misses."""

from collections.abc import Sequence

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import ViewportSize, expect

from .conftest import Phone

NARROW = ViewportSize(width=320, height=640)
ENLARGED = ViewportSize(width=195, height=422)
"""390 by 844 at 200 %."""


async def violations(phone: Phone) -> Sequence[str]:
    """Each one that axe finds on the page as it is now."""
    found = await Axe().run(phone.page)
    return [
        f"{violation['id']}: {node['html'][:120]} {node.get('failureSummary', '')}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]


async def wide(phone: Phone) -> Sequence[str]:
    """Each part of the page that scrolls sideways."""
    parts: Sequence[str] = await phone.page.evaluate(
        "() => [document.scrollingElement, ...document.querySelectorAll('main, footer, .message, #private')]"
        ".filter((part) => part.scrollWidth > part.clientWidth).map((part) => part.outerHTML.slice(0, 200))"
    )
    return parts


async def must_be_reached(phone: Phone) -> None:
    """Every control can be scrolled to, whole, but those that come and go while one scrolls. Raises AssertionError."""
    staying = "button:visible, a:visible:not(.skip, #newest, #dismiss), textarea:visible"
    for control in await phone.page.locator(staying).all():
        await control.scroll_into_view_if_needed()
        await expect(control).to_be_in_viewport(ratio=0.9)


async def small(phone: Phone) -> Sequence[str]:
    """Each target of fewer than 44 by 44 pixels."""
    targets: Sequence[str] = await phone.page.evaluate(
        """() => [...document.querySelectorAll("a, button, textarea")]
            .filter((target) => target.checkVisibility() && !target.matches(".skip"))
            .map((target) => [target.outerHTML.slice(0, 120), target.getBoundingClientRect()])
            .filter(([, box]) => Math.min(box.width, box.height) < 44)
            .map(([html, box]) => `${box.width} × ${box.height}: ${html}`)"""
    )
    return targets
