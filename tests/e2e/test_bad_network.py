"""Phones that sleep, proxies that block websockets or hang up: nobody notices, nothing is lost."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.e2e.conftest import LAPTOP, PHONE, PROJECTOR
from tests.e2e.people import SENT, Desk, Phone, Screen
from tests.e2e.server import Server, Started
from tests.faults.proxy import Proxy, proxied
from tests.faults.site import Site

SLOW = 20_000  # milliseconds until a page has found another way; a poll is held for 25 s


@pytest_asyncio.fixture(loop_scope="session")
async def proxy(server: Server) -> AsyncIterator[Proxy]:
    async with proxied(server.port) as proxy:
        yield proxy


@pytest_asyncio.fixture(loop_scope="session")
async def site(server: Server, started: Started) -> AsyncIterator[Site]:
    """The facilitator, on a good line, with 'goed' open."""
    site = Site(server, started)
    await site.login()
    await site.act("goto", slide="goed")
    yield site
    await site.close()


@pytest_asyncio.fixture(loop_scope="session")
async def device(browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(locale="nl-NL", **PHONE)
    yield context
    await context.close()


async def phone_by(context: BrowserContext, proxy: Proxy, site: Site) -> Phone:
    return await Phone.by_link(context, f"{proxy.url}/{site.session.code}/")


async def expect_line(phone: Phone, status: str) -> None:
    await expect(phone.page.locator("#line")).to_have_attribute("data-status", status, timeout=SLOW)


async def stored(site: Site) -> list[list[str]]:
    """What the export says that people answered to 'goed'."""
    reply = await site.client.get(f"/desk/{site.session.code}/export/json")
    questions = {each["key"]: each for each in reply.raise_for_status().json()["questions"]}
    return [answer["value"] for round in questions["goed"]["rounds"] for answer in round["answers"]]


# Blocked websockets


async def test_a_phone_behind_a_proxy_that_blocks_websockets_polls(
    proxy: Proxy, site: Site, device: BrowserContext
) -> None:
    proxy.blocked = True
    phone = await phone_by(device, proxy, site)
    await expect_line(phone, "polling")

    await phone.answer("goed", ["C"])
    await site.act("goto", slide="minder")
    await expect(phone.slide).to_have_attribute("data-slide", "minder", timeout=SLOW)
    asked = proxy.upgrades
    await phone.page.reload()
    await expect_line(phone, "polling")

    assert asked >= 3
    assert proxy.upgrades == asked  # it remembers
    assert await stored(site) == [["C"]]


async def test_a_proxy_that_lets_websockets_through_gets_no_polls(
    proxy: Proxy, site: Site, device: BrowserContext
) -> None:
    phone = await phone_by(device, proxy, site)

    await expect_line(phone, "open")

    assert proxy.upgrades == 1


async def test_a_line_that_changes_in_mid_question_loses_nothing(
    proxy: Proxy, site: Site, device: BrowserContext
) -> None:
    phone = await phone_by(device, proxy, site)
    await expect_line(phone, "open")
    await phone.choose("goed", "D")

    proxy.blocked = True
    proxy.cut()
    await phone.send("goed")
    await expect(phone.status("goed")).to_have_text(SENT, timeout=SLOW)
    await expect_line(phone, "polling")

    assert await stored(site) == [["D"]]


async def test_a_projector_and_a_desk_behind_such_a_proxy_poll(
    proxy: Proxy, site: Site, server: Server, started: Started, browser: Browser
) -> None:
    proxy.blocked = True
    laptop, beamer = await browser.new_context(**LAPTOP), await browser.new_context(**PROJECTOR)
    desk, screen = await laptop.new_page(), Screen(await beamer.new_page())
    await desk.goto(proxy.through(server.login_link()))
    await desk.goto(proxy.through(started.desk_url))
    await screen.page.goto(proxy.through(started.screen_url))
    await expect(screen.page.locator("body")).to_have_attribute(
        "data-line", "polling", timeout=SLOW
    )
    await expect(desk.locator("[data-line]")).to_have_attribute(
        "data-status", "polling", timeout=SLOW
    )

    peer = await site.phone()
    await peer.answer("goed", ["A"])
    await expect(screen.result("goed").locator(".result__count")).to_contain_text("1 van 1")
    await Desk(desk).press("ArrowRight")
    await expect(screen.slide).to_have_attribute("data-number", "35")
    await site.act("goto", slide="36")
    await expect(desk.locator("[data-position]")).to_have_text("36")

    assert proxy.upgrades >= 4
    await laptop.close()
    await beamer.close()


@pytest.mark.parametrize("blocked", [False, True])
async def test_a_proxy_that_hangs_up_all_the_time_loses_nothing(
    proxy: Proxy, site: Site, device: BrowserContext, blocked: bool
) -> None:
    """Every 1.5 seconds here; the worst that we know of do it every ten."""
    proxy.blocked = blocked
    phone = await phone_by(device, proxy, site)
    proxy.keep_cutting(1.5)

    for option in "ABCDE":
        if option != "A":
            await phone.form("goed").locator("[data-change]").click(timeout=SLOW)
        await phone.choose("goed", option)
        await phone.send("goed")
        await expect(phone.status("goed")).to_have_text(SENT, timeout=SLOW)
        await phone.page.wait_for_timeout(700)  # longer than a double tap; and cuts come
    await site.act("goto", slide="minder")
    await expect(phone.slide).to_have_attribute("data-slide", "minder", timeout=SLOW)

    assert proxy.cuts > 3
    assert await stored(site) == [["E"]]


# Sleep


async def lifecycle(page: Page, state: str) -> None:
    session = await page.context.new_cdp_session(page)
    await session.send("Page.setWebLifecycleState", {"state": state})
    await session.detach()


async def test_a_phone_that_sleeps_and_wakes_five_times_is_right_each_time(
    proxy: Proxy, site: Site, device: BrowserContext
) -> None:
    phone = await phone_by(device, proxy, site)
    await expect_line(phone, "open")

    for slide in ("minder", "goed", "minder", "goed", "minder"):
        await device.set_offline(True)
        await lifecycle(phone.page, "frozen")
        proxy.cut()
        await site.act("goto", slide=slide)
        await lifecycle(phone.page, "active")
        await device.set_offline(False)
        await expect(phone.slide).to_have_attribute("data-slide", slide, timeout=SLOW)

    await expect_line(phone, "open")
    assert proxy.upgrades >= 6


@pytest.mark.parametrize("reloads", [False, True])
async def test_an_answer_given_without_a_line_arrives_after_waking(
    proxy: Proxy, site: Site, device: BrowserContext, reloads: bool
) -> None:
    phone = await phone_by(device, proxy, site)
    await expect_line(phone, "open")
    await device.set_offline(True)
    proxy.cut()
    await phone.choose("goed", "B")
    await phone.send("goed")
    await lifecycle(phone.page, "frozen")
    nothing = await stored(site)

    await lifecycle(phone.page, "active")
    await device.set_offline(False)
    if reloads:
        await phone.page.reload()
    await expect(phone.status("goed")).to_have_text(SENT, timeout=SLOW)

    assert (nothing, await stored(site)) == ([], [["B"]])


async def test_an_answer_that_came_after_the_close_is_said_not_to_count(
    proxy: Proxy, site: Site, device: BrowserContext
) -> None:
    """While the phone is cut off the facilitator closes the question: no reload is needed."""
    phone = await phone_by(device, proxy, site)
    await expect_line(phone, "open")
    await device.set_offline(True)
    await expect_line(phone, "lost")
    proxy.cut()
    await phone.choose("goed", "B")
    await phone.send("goed")
    await site.act("close", question="goed")

    await device.set_offline(False)

    await expect(phone.status("goed")).to_have_text(
        "De vraag is gesloten. Dit antwoord is niet verstuurd.", timeout=SLOW
    )
    assert await stored(site) == []
    await site.act("goto", slide="minder")
    await expect(phone.page.locator("#own-notes li")).to_contain_text("B.", timeout=SLOW)
