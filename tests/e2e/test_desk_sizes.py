"""Nothing that is needed during a slide is out of sight, at any size of the desk."""

from __future__ import annotations

from playwright.async_api import BrowserContext, Page, expect

from tests.e2e.conftest import NewContext
from tests.e2e.people import Desk, Phone, jump
from tests.e2e.server import Server

SIZES = ((1440, 900), (1280, 720), (1200, 800), (1024, 768), (390, 844))
ALWAYS = ["Zwart", "QR", "Alle slides", "Meer", "Stel een vraag"]
STEPS = [*ALWAYS, "Timer", "Bevries", "Vorige", "Volgende", "Even pauze", "Verberg alles"]
# Of what can be pressed in view: its words, and whether all of it is in the window, uncovered.
FIND_REACHED = """() => {
  const found = new Set();
  for (const one of document.querySelectorAll("a, button, summary")) {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    const inside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    if (!one.checkVisibility() || !inside) continue;
    if (one.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2)))
      found.add(one.innerText.replaceAll(/\\s+/g, " ").trim() || one.textContent.trim());
  }
  return [...found];
}"""
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


async def find_hidden(page: Page, needed: list[str]) -> dict[str, list[str]]:
    """At each size what cannot be reached, and whether one has to scroll sideways."""
    hidden = {}
    for width, height in SIZES:
        await page.set_viewport_size({"width": width, "height": height})
        await page.evaluate(SETTLED)
        reached = await page.evaluate(FIND_REACHED)
        lost = [name for name in needed if not any(name in each for each in reached)]
        if await page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            lost.append("sideways")
        hidden[f"{width}x{height}"] = lost
    return hidden


NOTHING: dict[str, list[str]] = {f"{width}x{height}": [] for width, height in SIZES}


async def test_what_is_needed_is_in_sight_in_every_state(
    server: Server, trainer: BrowserContext, new_context: NewContext
):
    started = server.start_session("Sociaal domein, 12 maart")
    page = await trainer.new_page()
    await page.goto(started.desk_url)
    desk = Desk(page)
    phone = await Phone.by_link(await new_context(), started.join_url)
    await expect(page.locator(".bar__people")).to_have_text("1 doet mee")
    found = {"waiting": await find_hidden(page, [*ALWAYS, "Begin"])}

    await page.get_by_role("button", name="Begin").click()
    await expect(page.get_by_role("button", name="Even pauze")).to_be_visible()
    await jump(desk, "2")
    found["slide"] = await find_hidden(page, STEPS)

    await desk.press("k")
    await expect(page.get_by_role("button", name="+30 s")).to_be_visible()
    runs = [name for name in STEPS if name != "Timer"]
    found["timer"] = await find_hidden(page, [*runs, "Stop", "+30 s"])

    await jump(desk, "13")
    await phone.answer("uitdaging", ["Wachten op besluiten"])
    await expect(desk.texts("uitdaging").locator("[data-card]")).to_have_count(1)
    found["texts"] = await find_hidden(page, [*STEPS, "Kies teksten (1)", "Toon", "Sluit"])

    await jump(desk, "34")
    await expect(desk.panel("goed").locator("[data-state-chip]")).to_have_text("open")
    found["options"] = await find_hidden(page, [*STEPS, "Toon", "Sluit"])

    await desk.press("e")
    await expect(page.get_by_role("button", name="Ga verder")).to_be_visible()
    rest = [name for name in STEPS if name != "Even pauze"]
    found["break"] = await find_hidden(
        page, [*(each for each in rest if each != "Volgende"), "Ga verder"]
    )

    await desk.press("e")
    await jump(desk, "41")
    found["last"] = await find_hidden(page, [*ALWAYS, "Vorige", "Beëindig de sessie"])

    await page.get_by_role("button", name="Beëindig de sessie").click()
    await page.get_by_role("button", name="Zeker weten?").click()
    await expect(page.get_by_role("heading", name="Deze sessie is afgelopen")).to_be_visible()
    found["ended"] = await find_hidden(
        page, ["Bekijk het verslag", "PDF", "Excel", "Start met een nieuwe groep", "Meer"]
    )
    assert found == dict.fromkeys(found, NOTHING)
    await expect(page.get_by_role("button", name="Volgende")).to_be_disabled()
