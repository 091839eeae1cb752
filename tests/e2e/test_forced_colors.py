"""In forced colours every state can still be told apart: by edges, rings and system colours."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.e2e.conftest import LAPTOP, PHONE, PROJECTOR, NewContext
from tests.e2e.people import Phone
from tests.e2e.server import Server
from tests.gallery.round import Trainer

LOOK = """element => {
  const style = getComputedStyle(element);
  const { backgroundColor, borderTopStyle, outlineStyle, stroke, fill } = style;
  return { backgroundColor, borderTopStyle, outlineStyle, stroke, fill,
    border: parseFloat(style.borderTopWidth), outline: parseFloat(style.outlineWidth),
    borderColor: style.borderTopColor, outlineColor: style.outlineColor };
}"""
SYSTEM = """name => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.color = name;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}"""
FORCED = "matchMedia('(forced-colors: active)').matches"


async def look(element: Locator) -> dict[str, Any]:
    found: dict[str, Any] = await element.evaluate(LOOK)
    return found


async def opened(
    new_context: NewContext, options: dict[str, Any], url: str, scheme: str, cookies: Any = ()
) -> Page:
    context = await new_context(options, forced_colors="active", color_scheme=scheme)
    await context.add_cookies([*cookies])
    page = await context.new_page()
    await page.goto(url)
    assert await page.evaluate(FORCED)
    return page


async def assert_ring(element: Locator) -> None:
    """A ring around an element that stands out from the page."""
    seen = await look(element)
    assert seen["outlineStyle"] in ("solid", "dashed")
    assert seen["outline"] >= 2
    assert seen["outlineColor"] != await element.page.evaluate(SYSTEM, "Canvas")


async def assert_edge(element: Locator) -> None:
    """An edge that differs from what it encloses."""
    seen = await look(element)
    assert (seen["borderTopStyle"], seen["border"] >= 1) == ("solid", True)
    assert seen["borderColor"] != seen["backgroundColor"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_phone(server: Server, new_context: NewContext, scheme: str) -> None:
    started = server.start_session()
    trainer = Trainer(server, started.desk_url)
    trainer.act("goto", slide="goed")
    trainer.close()
    page = await opened(new_context, PHONE, started.join_url, scheme)
    form = Phone(page).form("goed")
    first, second = form.locator('label[for="goed-A"]'), form.locator('label[for="goed-B"]')
    send = form.get_by_role("button", name="Verstuur")

    await second.click()

    await assert_edge(first)
    await assert_edge(send)
    await assert_ring(second)
    assert (await look(first))["outlineStyle"] == "none"

    await page.keyboard.press("ArrowUp")

    await expect(page.locator("#goed-A")).to_be_focused()
    await assert_ring(first)
    assert (await look(second))["outlineStyle"] == "none"

    await page.keyboard.press("Tab")

    await expect(send).to_be_focused()
    await assert_ring(send)


async def test_the_projector_and_the_desk(server: Server, new_context: NewContext) -> None:
    started = server.start_session()
    trainer = Trainer(server, started.desk_url)
    trainer.act("goto", slide="goed")
    somebody = await Phone.by_link(await new_context(), started.join_url)
    await somebody.answer("goed", ["B"])
    trainer.act("show", question="goed", anyway="1")
    screen = await opened(new_context, PROJECTOR, started.screen_url, "dark")
    desk = await opened(new_context, LAPTOP, started.desk_url, "dark", trainer.cookies)
    plain = await (await new_context(PROJECTOR)).new_page()
    await plain.goto(started.screen_url)
    trainer.close()

    for page in (screen, desk):
        bar = page.locator(".barlayer .point > path").first
        await bar.wait_for(state="attached")
        ink = await page.evaluate(SYSTEM, "CanvasText")
        words = page.locator(".result__figure .annotation-text").first
        assert (await look(bar))["stroke"] == ink
        assert (await look(words))["fill"] == ink
    usual = plain.locator(".barlayer .point > path").first
    await usual.wait_for(state="attached")
    assert (await look(usual))["stroke"] != await plain.evaluate(SYSTEM, "CanvasText")

    here = desk.locator('.outline__slide[aria-current="true"]')
    there = desk.locator(".outline__slide:not([aria-current])").first
    marked = await desk.evaluate(SYSTEM, "Highlight")
    assert (await look(here))["backgroundColor"] == marked
    assert (await look(there))["backgroundColor"] != marked
    onward = desk.locator(".strip__next").first
    await onward.focus()
    await desk.keyboard.press("Tab")
    focused = desk.locator(":focus")
    await assert_ring(focused)
    await assert_edge(onward)
    await desk.locator("[data-drawer] > summary").click()
    hold = desk.get_by_role("button", name="Zet de grafieken stil")
    await hold.click()
    await expect(hold).to_have_attribute("aria-pressed", "true")
    await expect(hold).to_have_css("background-color", str(marked))
