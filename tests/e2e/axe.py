"""axe-core on a page: what it finds, in a line for each fault."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.async_api import Page

# WCAG 2.2 A and AA, and what axe knows as good practice. `region` is off: on the projector
# everything stands in one landmark, and skip links stand outside by design.
OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
SETTLED = """Promise.all(document.getAnimations()
    .filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
    .map(({ finished }) => finished.catch(() => {})))"""


async def faults(page: Page) -> list[str]:
    """'rule: element', once every transition has ended."""
    await page.evaluate(SETTLED)
    if not await page.evaluate("Boolean(window.axe)"):
        await page.evaluate(AXE_SCRIPT)
    found = await page.evaluate("options => axe.run(document, options)", OPTIONS)
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
