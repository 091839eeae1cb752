"""A trainer who logs in again in another tab, or whose login ended: the desk goes on."""

from __future__ import annotations

import re

from playwright.async_api import BrowserContext, Page, Response, expect

from tests.e2e.conftest import LAPTOP, PROJECTOR, NewContext
from tests.e2e.people import Desk, Screen, jump
from tests.e2e.server import Server, Started

LOGIN = re.compile(r"/desk/login/\?next=")


async def opened(context: BrowserContext, address: str) -> Page:
    page = await context.new_page()
    await page.goto(address)
    return page


async def log_in_elsewhere(context: BrowserContext, server: Server) -> None:
    other = await opened(context, server.login_link())
    await other.close()


def is_step_done(reply: Response) -> bool:
    """The room hears of a step before the reply is back: wait for that, too."""
    return "/goto/" in reply.url and reply.ok


async def test_a_desk_follows_a_login_in_another_tab(
    trainer: BrowserContext, new_context: NewContext, server: Server, started: Started
) -> None:
    desk = await opened(trainer, started.desk_url)
    room = Screen(await opened(await new_context(PROJECTOR), started.screen_url))
    await expect(desk.locator("[data-line]")).to_have_attribute("data-status", "open")
    asked: list[int] = []
    desk.on("response", lambda reply: asked.append(reply.status) if "/goto/" in reply.url else None)

    await log_in_elsewhere(trainer, server)
    async with desk.expect_response(is_step_done):
        await Desk(desk).press("ArrowRight")
    await expect(room.slide).to_have_attribute("data-number", "2")
    await expect(desk.locator("[data-line]")).to_have_attribute("data-status", "open")
    async with desk.expect_response(is_step_done):
        await Desk(desk).press("ArrowRight")
    await expect(room.slide).to_have_attribute("data-number", "3")

    assert asked == [403, 200, 200]
    await expect(desk.locator("[data-problem]")).to_be_hidden()


async def test_a_desk_leads_to_the_login_and_offers_what_was_not_done(
    trainer: BrowserContext, new_context: NewContext, server: Server, started: Started
) -> None:
    desk = await opened(trainer, started.desk_url)
    room = Screen(await opened(await new_context(PROJECTOR), started.screen_url))
    await expect(desk.locator("[data-line]")).to_have_attribute("data-status", "open")
    await jump(Desk(desk), "5")  # where people write
    await expect(room.slide).to_have_attribute("data-number", "5")
    problem = desk.locator("[data-problem]")
    listed = desk.locator("[data-texts-list] [data-list]")
    await expect(listed).to_be_visible()
    await trainer.clear_cookies(name="sessionid")
    # The list asks for nothing by itself while nobody answers: ask for that of another question.
    await desk.locator("[data-texts-of]:not([aria-current])").first.click()
    await expect(listed).to_have_count(0)
    await expect(problem).to_have_text("Je bent niet meer ingelogd. Log opnieuw in")

    await Desk(desk).press("ArrowRight")
    await expect(problem).to_contain_text("Dit is nog niet gedaan.")
    await problem.get_by_role("link", name="Log opnieuw in").press("Enter")
    await expect(desk).to_have_url(LOGIN)
    await log_in_elsewhere(trainer, server)
    await desk.goto(desk.url.partition("?next=")[2])
    kept = desk.locator("[data-kept]")
    await expect(kept).to_be_visible()
    await expect(room.slide).to_have_attribute("data-number", "5")
    await kept.get_by_role("button", name="Doe het nu").click()

    await expect(room.slide).to_have_attribute("data-number", "6")
    await expect(kept).to_be_hidden()


async def test_a_projector_walks_on_and_tells_its_trainer_to_log_in(
    trainer: BrowserContext, new_context: NewContext, server: Server, started: Started
) -> None:
    own = Screen(await opened(trainer, started.screen_url))
    room = Screen(await opened(await new_context(LAPTOP), started.screen_url))
    await expect(own.page.locator("body")).to_have_attribute("data-line", "open")
    await trainer.clear_cookies(name="sessionid")

    await own.page.keyboard.press("ArrowRight")
    link = own.page.get_by_role("link", name="Log opnieuw in")
    await expect(link).to_be_visible()
    await expect(own.slide).to_have_attribute("data-number", "2")
    await expect(room.slide).to_have_attribute("data-number", "1")
    await log_in_elsewhere(trainer, server)

    await expect(room.slide).to_have_attribute("data-number", "2")
    await expect(link).to_be_hidden()
