"""A question asked on the spot: by keyboard at the desk, then on projector and phones; its slide
in other words, and back to the room without one page that was loaded anew."""

from __future__ import annotations

import time

import pytest
from playwright.async_api import BrowserContext, expect

from tests.e2e.conftest import PROJECTOR, NewContext
from tests.e2e.people import Desk, Phone, Screen, jump
from tests.e2e.server import Started
from tests.e2e.watch import Watch

pytestmark = pytest.mark.asyncio(loop_scope="session")
KEY_MS = 200  # between two keys of somebody who types
AT_MOST = 20.0  # seconds from the thought to the phones
MARKED = "document.documentElement.dataset.loaded = 'once'"
PROMPT = "Wat doen we nu?"


async def test_a_question_is_on_phones_and_projector_within_20_seconds(
    started: Started, trainer: BrowserContext, new_context: NewContext, watch: Watch
) -> None:
    page = await trainer.new_page()
    await page.goto(started.desk_url)
    desk = Desk(page)
    screen = Screen(await (await new_context(PROJECTOR)).new_page())
    await screen.page.goto(started.screen_url)
    phone = await Phone.by_link(await new_context(), started.join_url)
    await jump(desk, "10")
    await phone.form("opbrengst").wait_for()
    for each in (screen.page, phone.page):
        await each.evaluate(MARKED)

    begun = time.monotonic()
    await page.keyboard.press("i")
    await expect(page.get_by_label("Wat wil je vragen?")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")  # 'Ja / nee' without a question: the browser asks for it
    await expect(page.get_by_label("Wat wil je vragen?")).to_be_focused()
    await page.keyboard.type(PROMPT, delay=KEY_MS)
    await page.keyboard.press("Tab")
    sent = time.monotonic()
    await page.keyboard.press("Enter")
    await expect(phone.form("wat-doen-we-nu")).to_contain_text("Nee")
    reached = time.monotonic()
    await expect(screen.page.get_by_role("heading", name=PROMPT)).to_be_visible()
    await expect(desk.preview()).to_contain_text(PROMPT)

    assert reached - begun < AT_MOST
    assert reached - sent < AT_MOST / 2
    await phone.answer("wat-doen-we-nu", ["A"])
    await expect(desk.panel("wat-doen-we-nu").locator(".result__count b")).to_have_text("1")
    await page.keyboard.press("t")
    shown = screen.page.locator('[data-slide="wat-doen-we-nu"] [data-results]')
    await expect(shown).to_contain_text("Ja")

    await page.keyboard.press("g")
    await page.get_by_role("link", name=f"Verander: {PROMPT}").focus()
    await page.keyboard.press("Enter")
    title = page.get_by_label("Titel")
    await title.fill("Wat doen we straks?")
    await title.press("Enter")
    await expect(phone.slide.get_by_role("heading", name="Wat doen we straks?")).to_be_visible()
    await expect(
        screen.page.get_by_role("heading", name="Wat doen we straks?", level=2)
    ).to_be_visible()
    await expect(phone.status("wat-doen-we-nu")).to_have_text("Je antwoord is verstuurd.")
    for each in (screen.page, phone.page):
        assert await each.evaluate("document.documentElement.dataset.loaded") == "once"
    assert watch.trouble == []


async def test_a_question_is_prepared_while_another_one_runs_and_nothing_is_lost(
    started: Started, trainer: BrowserContext, new_context: NewContext, watch: Watch
) -> None:
    page = await trainer.new_page()
    await page.goto(started.desk_url)
    desk = Desk(page)
    other = await trainer.new_page()
    await other.goto(started.desk_url)
    phone = await Phone.by_link(await new_context(), started.join_url)
    await jump(desk, "10")
    await phone.write("opbrengst", ["Half een woord"])
    await page.keyboard.press("i")
    await page.keyboard.type("Onze eigen vraag?")

    await other.keyboard.press("i")
    await other.keyboard.type("Een andere vraag?")
    await other.get_by_label("Of kies zelf wat voor vraag het is").select_option("open")
    await other.get_by_role("button", name="Zet klaar").click()
    await expect(other.locator('.outline__slide[value="een-andere-vraag"]')).to_have_count(1)

    typed = page.get_by_label("Wat wil je vragen?")
    await expect(typed).to_be_focused()
    await expect(typed).to_have_value("Onze eigen vraag?")
    await page.get_by_label("Of kies zelf wat voor vraag het is").select_option("choice")
    await page.get_by_role("button", name="Stel de vraag").click()
    problem = page.get_by_role("alert").filter(has_text="ten minste twee opties")
    await expect(problem).to_be_visible()
    await page.get_by_label("Opties, elk op een eigen regel").fill("Links\nRechts")
    await expect(phone.form("opbrengst").locator("#opbrengst-1")).to_have_value("Half een woord")
    await page.keyboard.press("Control+Enter")
    await expect(other.locator('[data-preview="current"]')).to_contain_text("Onze eigen vraag?")
    await expect(phone.page.locator("#moved")).to_be_visible()
    assert [each for each in watch.trouble if "409" not in each] == []  # what was refused
