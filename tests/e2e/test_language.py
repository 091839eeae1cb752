"""A session goes on in another language: everyone follows, nobody is disturbed."""

from __future__ import annotations

import pytest
from playwright.async_api import BrowserContext, expect

from tests.e2e.conftest import PROJECTOR, NewContext
from tests.e2e.people import Desk, Phone, Screen
from tests.e2e.server import Started
from tests.e2e.watch import Watch


@pytest.mark.asyncio(loop_scope="session")
async def test_phones_screen_and_desk_follow_and_typing_goes_on(
    started: Started, trainer: BrowserContext, new_context: NewContext, watch: Watch
) -> None:
    page = await trainer.new_page()
    await page.goto(started.desk_url)
    desk = Desk(page)
    screen = Screen(await (await new_context(PROJECTOR)).new_page())
    await screen.page.goto(started.screen_url)
    waits, types = [await Phone.by_link(await new_context(), started.join_url) for _ in range(2)]
    for key in ("3", "7", "Enter"):
        await desk.press(key)
    await types.write("tip", ["Drink koffie"])

    await desk.open_drawer()
    await page.get_by_role("button", name="Zet telefoons en scherm in het Engels").click()

    for each in (screen.page, waits.page):
        await expect(each.locator("html")).to_have_attribute("lang", "en")
    # The trainer's own language is another thing.
    await expect(
        page.get_by_role("button", name="Zet telefoons en scherm in het Ned")
    ).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("lang", "nl")
    await expect(waits.form("tip").get_by_role("button", name="Send")).to_be_visible()
    await expect(types.page.locator("html")).to_have_attribute("lang", "nl")
    await expect(types.form("tip").locator("#tip-1")).to_be_focused()
    await types.form("tip").locator("#tip-1").blur()
    await expect(types.page.locator("html")).to_have_attribute("lang", "en")
    await expect(types.form("tip").locator("#tip-1")).to_have_value("Drink koffie")

    await types.page.get_by_role("button", name="Nederlands").click()
    await expect(types.page.locator("html")).to_have_attribute("lang", "nl")
    await expect(types.form("tip").locator("#tip-1")).to_have_value("Drink koffie")
    assert watch.trouble == []
