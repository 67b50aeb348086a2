"""What hinders people on a page: what axe finds, what scrolls sideways, what a thumb misses."""

from collections.abc import Sequence

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import ViewportSize

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
    """Every control can be scrolled to, whole. What is redrawn meanwhile is looked at once more. Raises
    AssertionError."""
    for _ in range(5):
        if await _all_were_reached(phone):
            return
    raise AssertionError("the page is redrawn again and again")


async def _all_were_reached(phone: Phone) -> bool:
    """False where one of them has gone while the others were looked at: a card was drawn again, for example."""
    controls = "button:visible, a:visible:not(.skip, #newest, #dismiss), textarea:visible"
    for control in await phone.page.query_selector_all(controls):
        seen = await control.evaluate(
            """async (control) => {
                if (!control.isConnected || !control.checkVisibility()) return null;
                control.scrollIntoView({ block: "center" });
                const shown = (found) => found[0].intersectionRatio;
                return await new Promise((done) =>
                    new IntersectionObserver((found) => done(shown(found))).observe(control));
            }"""
        )
        if seen is None:
            return False
        assert seen >= 0.9, await control.inner_text()
    return True


async def small(phone: Phone) -> Sequence[str]:
    """Each target of fewer than 44 by 44 pixels; layout counts in 64ths of one."""
    targets: Sequence[str] = await phone.page.evaluate(
        """() => [...document.querySelectorAll("a, button, textarea")]
            .filter((target) => target.checkVisibility() && !target.matches(".skip"))
            .map((target) => [target.outerHTML.slice(0, 120), target.getBoundingClientRect()])
            .filter(([, box]) => Math.min(box.width, box.height) < 44 - 1 / 64)
            .map(([html, box]) => `${box.width} × ${box.height}: ${html}`)"""
    )
    return targets
