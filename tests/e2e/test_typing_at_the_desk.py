"""Typing at the desk: nothing that comes in takes a field away, or what stands in it."""

from __future__ import annotations

import pytest
from playwright.async_api import BrowserContext, expect

from tests.e2e.conftest import PROJECTOR, NewContext
from tests.e2e.people import Desk, Phone, Screen, jump
from tests.e2e.server import Started
from tests.e2e.watch import Watch

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_search_and_a_correction_outlive_answers_and_a_clicker(
    started: Started, trainer: BrowserContext, new_context: NewContext, watch: Watch
) -> None:
    page = await trainer.new_page()
    await page.goto(started.desk_url)
    desk = Desk(page)
    clicker = await trainer.new_page()
    await clicker.goto(started.screen_url)
    phones = [await Phone.by_link(await new_context(), started.join_url) for _ in range(3)]
    await jump(desk, "10")
    await phones[0].answer("opbrengst", ["Luisteren"])
    search = desk.texts("opbrengst").get_by_role("searchbox")
    await expect(desk.texts("opbrengst").locator("[data-card]")).to_have_count(1)

    await search.focus()
    await page.keyboard.type("luis")
    await phones[1].answer("opbrengst", ["Goed luisteren"])
    await expect(desk.panel("opbrengst").locator(".result__count b")).to_have_text("2")
    await page.keyboard.type("teren")
    await expect(search).to_have_value("luisteren")
    await expect(desk.texts("opbrengst").locator("[data-card]")).to_have_count(2)
    await expect(search).to_be_focused()

    card = desk.texts("opbrengst").locator("[data-card]").first
    await card.get_by_role("button", name="Meer").click()
    correction = card.locator("[data-correct]")
    await correction.fill("Echt luisteren")
    await page.get_by_role("heading", name="Nu op het scherm").click()
    await phones[2].answer("opbrengst", ["Samen luisteren"])
    await expect(desk.texts("opbrengst").locator("[data-card]")).to_have_count(3)
    await clicker.keyboard.press("PageDown")
    await expect(desk.preview()).to_have_attribute("data-number", "11")

    kept = desk.texts("opbrengst").locator("[data-correct]").nth(1)
    await expect(kept).to_have_value("Echt luisteren")
    await kept.press("Enter")
    await expect(desk.texts("opbrengst")).to_contain_text("Echt luisteren")
    assert watch.trouble == []


async def test_a_number_of_hands_never_moves_the_slides(
    started: Started, trainer: BrowserContext, new_context: NewContext, watch: Watch
) -> None:
    page = await trainer.new_page()
    await page.goto(started.desk_url)
    desk = Desk(page)
    clicker = await trainer.new_page()
    await clicker.goto(started.screen_url)
    screen = Screen(await (await new_context(PROJECTOR)).new_page())
    await screen.page.goto(started.screen_url)
    await jump(desk, "34")
    panel = desk.panel("goed")
    await panel.locator("summary", has_text="Zonder telefoon").click()
    hands = panel.locator("[name='hands.A']")
    await hands.focus()

    await clicker.bring_to_front()
    await expect(Screen(clicker).slide).to_have_attribute("data-number", "34")
    await clicker.keyboard.press("PageDown")
    await expect(desk.preview()).to_have_attribute("data-number", "35")
    await page.bring_to_front()
    await expect(hands).to_be_focused()
    await page.keyboard.press("Control+a")
    await page.keyboard.type("2")
    async with page.expect_response(lambda reply: "/hands/" in reply.url) as stored:
        await page.keyboard.press("Enter")

    assert (await stored.value).ok
    await expect(screen.slide).to_have_attribute("data-number", "35")
    await page.get_by_role("heading", name="Nu op het scherm").click()
    await expect(panel).to_be_hidden()
    assert watch.trouble == []
