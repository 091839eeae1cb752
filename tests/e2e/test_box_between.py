"""A box between page and server answers polls in its place for a moment: nobody stops."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, Route, expect

from tests.e2e.conftest import LAPTOP, PHONE, PROJECTOR
from tests.e2e.people import Desk, Screen
from tests.e2e.server import Server, Started
from tests.e2e.test_bad_network import SLOW, proxy, site
from tests.faults.proxy import Proxy
from tests.faults.site import Site

__all__ = ["proxy", "site"]

RIGHT_WITHIN = 10_000  # milliseconds from the end of the wrong answers
POLLS = "**/state/**"
PAGE = {"content_type": "text/html", "body": "<h1>Geblokkeerd</h1>"}
WRONG: dict[str, dict[str, Any]] = {
    "403": {**PAGE, "status": 403},
    "404": {**PAGE, "status": 404},
    "302": {"status": 302, "headers": {"Location": "/healthz"}},
    "200": {**PAGE, "status": 200},
    "502": {**PAGE, "status": 502},
    "511": {**PAGE, "status": 511},
    "json": {"status": 401, "json": {"error": "log in to this network"}},
}


class Box:
    """Answers the polls of one page instead of the server, from `begin` until `end`."""

    def __init__(self, page: Page, answer: dict[str, Any]) -> None:
        self.page, self.answer, self.answered = page, answer, 0

    async def begin(self) -> None:
        await self.page.route(POLLS, self.fulfil)

    async def end(self) -> None:
        await self.page.unroute(POLLS, self.fulfil)

    async def fulfil(self, route: Route) -> None:
        self.answered += 1
        await route.fulfill(**self.answer)


async def pages(
    browser: Browser, proxy: Proxy, server: Server, started: Started
) -> list[tuple[BrowserContext, Page]]:
    """A phone, a projector and a desk that poll."""
    addresses = [started.join_url, started.screen_url, started.desk_url]
    opened = []
    for options, address in zip((PHONE, PROJECTOR, LAPTOP), addresses, strict=True):
        context = await browser.new_context(locale="nl-NL", **options)
        page = await context.new_page()
        if address == started.desk_url:
            await page.goto(proxy.through(server.login_link()))
        await page.goto(proxy.through(address))
        opened.append((context, page))
    return opened


async def expect_slide(everyone: list[Page], slide: str, within: int) -> None:
    phone, beamer, desk = everyone
    shown = [
        phone.locator("#slide [data-slide]"),
        Screen(beamer).slide,
        Desk(desk).preview(),
    ]
    for each in shown:
        await expect(each).to_have_attribute("data-slide", slide, timeout=within)


async def expect_lines(everyone: list[Page], status: str) -> None:
    phone, beamer, desk = everyone
    lines = [
        (phone.locator("#line"), "data-status"),
        (beamer.locator("body"), "data-line"),
        (desk.locator("[data-line]"), "data-status"),
    ]
    for line, attribute in lines:
        await expect(line).to_have_attribute(attribute, status, timeout=SLOW)


@pytest.mark.parametrize("answer", WRONG.values(), ids=WRONG)
async def test_pages_that_poll_outlive_wrong_answers(
    browser: Browser,
    proxy: Proxy,
    site: Site,
    server: Server,
    started: Started,
    answer: dict[str, Any],
) -> None:
    proxy.blocked = True
    opened = await pages(browser, proxy, server, started)
    everyone = [page for _context, page in opened]
    await expect_lines(everyone, "polling")
    boxes = [Box(page, answer) for page in everyone]
    for box in boxes:
        await box.begin()

    await site.act("goto", slide="minder")  # answers the polls that are held
    await expect_lines(everyone, "lost")
    await site.act("goto", slide="goed")
    for box in boxes:
        await box.end()
    await expect_slide(everyone, "goed", RIGHT_WITHIN)
    await site.act("goto", slide="minder")
    await expect_slide(everyone, "minder", SLOW)

    assert all(box.answered for box in boxes)
    for context, _page in opened:
        await context.close()
