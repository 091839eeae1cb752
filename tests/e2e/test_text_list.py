"""The list of own words listens to the desk's line: it asks when there is something new."""

from __future__ import annotations

import pytest
from playwright.async_api import BrowserContext, Page, WebSocket, expect

from tests.e2e.conftest import NewContext
from tests.e2e.people import Desk, Phone, jump
from tests.e2e.server import Started

PULSES = 2  # one every four seconds; the list used to ask every second

pytestmark = pytest.mark.asyncio(loop_scope="session")


def is_pulse(data: str | bytes) -> bool:
    return '"pulse"' in str(data)


class Listener:
    """What a page asked of the list, and its line."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.lines: list[WebSocket] = []
        page.on("request", lambda request: self.hear(request.url))
        page.on("websocket", lambda line: self.lines.append(line))

    def hear(self, url: str) -> None:
        if "/texts/?" in url and "part=1" in url:
            self.asked.append(url)

    async def pulses(self) -> None:
        if not self.lines:
            await self.page.wait_for_event("websocket")
        for _pulse in range(PULSES):
            await self.lines[-1].wait_for_event("framereceived", is_pulse)


async def test_the_list_asks_when_a_text_comes_and_not_before(
    started: Started, trainer: BrowserContext, new_context: NewContext
) -> None:
    page = await trainer.new_page()
    listener = Listener(page)
    await page.goto(started.desk_url)
    desk = Desk(page)
    await jump(desk, "37")
    await expect(desk.texts("tip")).to_be_attached()
    await listener.pulses()

    before = len(listener.asked)
    await listener.pulses()
    idle = len(listener.asked) - before
    phone = await Phone.by_link(await new_context(), started.join_url)
    await phone.answer("tip", ["Drink koffie"])
    await expect(desk.texts("tip").locator("[data-card]")).to_have_count(1)

    assert idle == 0
    assert len(listener.asked) > before


async def test_a_list_on_a_page_by_itself_listens_and_a_co_host_asks(
    started: Started, trainer: BrowserContext, new_context: NewContext
) -> None:
    page = await trainer.new_page()
    await page.goto(started.desk_url)
    desk = Desk(page)
    await jump(desk, "37")
    await desk.open_drawer()
    await page.get_by_role("button", name="Maak een link om mee te beoordelen").click()
    link = await page.locator(".tools__link a[href*='/cohost/']").get_attribute("href")
    own = await trainer.new_page()
    listener = Listener(own)
    await own.goto(f"{started.desk_url}texts/?question=tip")
    guest = await (await new_context()).new_page()
    await guest.goto(f"{link}?question=tip")

    phone = await Phone.by_link(await new_context(), started.join_url)
    await phone.answer("tip", ["Drink koffie"])

    for list_page in (own, guest):
        await expect(list_page.locator("[data-card]")).to_have_count(1)
    await listener.pulses()
    before = len(listener.asked)
    await listener.pulses()
    assert len(listener.asked) == before


async def test_texts_of_another_slide_come_too(
    started: Started, trainer: BrowserContext, new_context: NewContext
) -> None:
    page = await trainer.new_page()
    await page.goto(started.desk_url)
    desk = Desk(page)
    phone = await Phone.by_link(await new_context(), started.join_url)
    await jump(desk, "37")
    await phone.answer("tip", ["Drink koffie"])
    await expect(desk.texts("tip").locator("[data-card]")).to_have_count(1)
    elsewhere = await trainer.new_page()
    await elsewhere.goto(f"{started.desk_url}texts/?question=tip")
    await jump(desk, "1")
    await expect(desk.texts("tip").locator("[data-card]")).to_have_count(1)

    await elsewhere.locator('[data-action="card-hide"][data-key="x"]').click()

    await expect(desk.texts("tip").locator("[data-card]")).to_have_count(0)
