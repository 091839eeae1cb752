"""What a facilitator does at the desk, as projector and phones see it."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import BrowserContext, Route, expect

from tests.e2e.conftest import PROJECTOR, NewContext
from tests.e2e.people import Desk, Phone, Screen, jump
from tests.e2e.server import Started
from tests.e2e.watch import Watch

PLOTLY_RAN = """() => new Promise((resolve) => {
  const look = () => (window.Plotly ? requestAnimationFrame(resolve) : setTimeout(look, 20));
  look();
})"""


@pytest.mark.asyncio(loop_scope="session")
async def test_a_draft_is_sent_after_the_slide_moved_on_and_tips_show_and_hide(
    started: Started, trainer: BrowserContext, new_context: NewContext, watch: Watch
) -> None:
    page = await trainer.new_page()
    await page.goto(started.desk_url)
    desk = Desk(page)
    screen = Screen(await (await new_context(PROJECTOR)).new_page())
    await screen.page.goto(started.screen_url)
    phone = await Phone.by_link(await new_context(), started.join_url)
    await desk.press("3")
    await desk.press("7")
    await desk.press("Enter")
    await phone.write("tip", ["Drink koffie"])

    await desk.press("ArrowRight")
    await phone.page.get_by_role("button", name="Verstuur nu").click()
    await expect(phone.slide).to_have_attribute("data-slide", "inzichten")
    await desk.press("ArrowRight")
    await desk.press("t")
    await desk.show_all("tip", 1)

    tip = screen.result("tip").locator(".result__cards > li")
    await expect(tip).to_have_text("Drink koffie")
    await expect(screen.result("tip")).to_contain_text("1 antwoord kwam binnen 20 seconden")
    await desk.press("t")
    await expect(tip).not_to_be_visible()
    assert watch.trouble == []


@pytest.mark.asyncio(loop_scope="session")
async def test_texts_are_moderated_by_keyboard_and_by_a_co_host(
    started: Started, trainer: BrowserContext, new_context: NewContext, watch: Watch
) -> None:
    """F10, F16, F17: the whole list by keyboard; what is hidden leaves every projector."""
    page = await trainer.new_page()
    await page.goto(started.desk_url)
    desk = Desk(page)
    screens = [Screen(await (await new_context(PROJECTOR)).new_page()) for _ in range(2)]
    for screen in screens:
        screen.listen()
        await screen.page.goto(started.screen_url)
    phone = await Phone.by_link(await new_context(), started.join_url)
    await jump(desk, "37")
    await phone.answer("tip", ["Drink kofie", "Bel even", "Rotzooi van Ans, kut"])
    await desk.press("t")
    cards = desk.texts("tip").locator("[data-card]")
    await expect(cards).to_have_count(3)
    await expect(cards.filter(has_text="kut")).to_contain_text("let op: ruw woord?")
    for screen in screens:
        assert "Ans" not in await screen.everything()

    await desk.press("m")
    await expect(cards.first).to_be_focused()
    await desk.press("x")
    await expect(cards).to_have_count(2)
    await desk.press("a")
    await expect(cards).to_have_count(1)
    await desk.press("1")
    await expect(cards.first).to_contain_text("Ambitie")
    await desk.press("e")
    await page.keyboard.press("Control+A")
    await page.keyboard.type("Drink koffie")
    await desk.press("Enter")
    await expect(cards.first).to_contain_text("aangepast, was:")
    await desk.press("v")
    for screen in screens:
        lifted = screen.page.locator('[data-overlay="card"]')
        await expect(lifted).to_have_text("ADrink koffie")
        await expect(lifted.get_by_role("img", name="A. Ambitie")).to_be_visible()

    page_of_list = desk.page.locator(".texts__filter")
    await page_of_list.filter(has_text="Getoond").click()
    await expect(cards).to_have_count(2)
    await desk.open_drawer()
    await page.get_by_role("button", name="Maak een link om mee te beoordelen").click()
    await expect(page.locator('.tools__link a[href*="/cohost/"]')).to_be_in_viewport()
    link = await page.locator('.tools__link a[href*="/cohost/"]').get_attribute("href")
    helper = await (await new_context()).new_page()
    await helper.goto(f"{link}?question=tip&state=shown")
    await (
        helper.locator("[data-card]", has_text="Bel even")
        .get_by_role("button", name="Verberg")
        .click()
    )
    for screen in screens:
        await expect(screen.result("tip").locator(".result__cards")).not_to_contain_text("Bel even")
    await desk.open_drawer()
    await page.get_by_role("button", name="Trek de link in").click()
    await expect(helper.get_by_role("heading", name="Deze link werkt niet")).to_be_visible()
    await desk.open_drawer()
    await page.get_by_role("button", name="Geef het scherm een nieuwe link").click()
    for screen in screens:
        await expect(screen.page.get_by_text("Dit scherm heeft een nieuwe link")).to_be_visible()
    trouble = [line for line in watch.trouble if "404" not in line and "WebSocket" not in line]
    assert trouble == []


@pytest.mark.asyncio(loop_scope="session")
async def test_two_facilitators_steer_the_projector_one_of_them_from_a_phone(
    started: Started, trainer: BrowserContext, new_context: NewContext, watch: Watch
) -> None:
    """F15, F16, F18, F19: covers, freeze, timer, skipping and a remote at 390 px."""
    page = await trainer.new_page()
    await page.goto(started.desk_url)
    desk = Desk(page)
    remote = await trainer.new_page()
    await remote.set_viewport_size({"width": 390, "height": 844})
    await remote.goto(started.desk_url)
    screen = Screen(await (await new_context(PROJECTOR)).new_page())
    await screen.page.goto(started.screen_url)
    phone = await Phone.by_link(await new_context(), started.join_url)

    await desk.press("b")
    await expect(screen.page.locator('[data-overlay="blank"]')).to_be_visible()
    await desk.press("q")
    await expect(screen.page.locator('[data-overlay="qr"]')).to_be_visible()
    await expect(screen.page.locator('[data-overlay="blank"]')).to_be_hidden()
    await desk.press("q")
    await expect(screen.page.locator('[data-overlay="qr"]')).to_be_hidden()

    await desk.press("x")
    await expect(remote.locator('[data-skip="wat-is-het"]')).to_have_attribute(
        "aria-pressed", "true"
    )
    await expect(page.locator("body")).to_have_attribute("data-session", "waiting")
    await remote.get_by_role("button", name="Begin").first.click()
    await remote.get_by_role("button", name="Volgende", exact=False).first.click()
    await expect(screen.slide).to_have_attribute("data-slide", "zes-vormen")
    await expect(desk.preview()).to_have_attribute("data-slide", "zes-vormen")
    assert await remote.evaluate("document.documentElement.scrollWidth") <= 390

    await desk.press("k")
    for place in (screen.page.locator("[data-timer]"), phone.page.locator("#timer")):
        await expect(place).to_contain_text("1:5")
    ring = screen.page.locator("[data-timer]")
    assert 150 <= await ring.evaluate("element => element.offsetWidth") <= 200
    await desk.press("h")
    await expect(page.locator("[data-freeze]")).to_have_attribute("aria-pressed", "true")
    await jump(desk, "34")
    await expect(phone.slide).to_have_attribute("data-slide", "goed")
    await expect(screen.slide).to_have_attribute("data-slide", "zes-vormen")
    await expect(screen.page.locator("[data-timer]")).to_be_hidden()
    await desk.press("h")
    await expect(screen.slide).to_have_attribute("data-slide", "goed")

    ask = page.locator('[data-asks] [data-of="goed"]')
    await expect(ask).to_contain_text("Nog niet de helft heeft geantwoord.")
    await expect(ask).to_be_hidden()  # at 0:00 nobody could have
    await page.get_by_text("Zonder telefoon").filter(visible=True).click()
    await page.get_by_role("spinbutton", name="Relatie").fill("3")
    await page.get_by_role("button", name="Tel mee").filter(visible=True).click()
    await expect(screen.result("goed").locator(".result__count")).to_contain_text("3 van 4")
    await expect(ask).to_be_hidden()
    await desk.press("n")
    await expect(screen.slide).to_have_attribute("data-slide", "tip")
    await page.get_by_role("button", name="Maak ongedaan").click()
    await expect(screen.slide).to_have_attribute("data-slide", "goed")
    assert watch.trouble == []


@pytest.mark.asyncio(loop_scope="session")
async def test_the_projector_goes_on_while_the_server_is_away(
    started: Started, trainer: BrowserContext
) -> None:
    """F20: through the slides that it has; the server hears of it afterwards."""
    page = await trainer.new_page()
    await page.goto(started.screen_url)
    screen = Screen(page)
    await expect(page.locator("body")).to_have_attribute("data-line", "open")

    await trainer.set_offline(True)
    for _step in range(3):
        await page.keyboard.press("ArrowRight")
    await expect(screen.slide).to_have_attribute("data-number", "4")
    await trainer.set_offline(False)

    desk = await trainer.new_page()
    await desk.goto(started.desk_url)
    await expect(desk.locator("[data-position]")).to_have_text("4")
    await expect(screen.slide).to_have_attribute("data-number", "4")


@pytest.mark.asyncio(loop_scope="session")
async def test_a_slide_that_was_left_before_plotly_came_is_drawn_no_more(
    started: Started, trainer: BrowserContext, new_context: NewContext, watch: Watch
) -> None:
    """Nothing says which colours a chart outside the page has: it would be drawn black."""
    page = await trainer.new_page()
    may_come = asyncio.Event()

    async def late(route: Route) -> None:
        await may_come.wait()
        await route.continue_()

    await page.route("**/plotly*.js", late)
    await page.goto(started.desk_url)
    desk = Desk(page)
    await jump(desk, "18")
    phone = await Phone.by_link(await new_context(), started.join_url)
    await phone.answer("dynamieken", ["belangen"])
    await desk.press("t")
    left = page.locator('[data-preview="current"] .result__drawing')
    await expect(left).to_be_attached()

    await desk.press("ArrowRight")
    await expect(left).not_to_be_attached()
    may_come.set()
    await page.evaluate(PLOTLY_RAN)
    await jump(desk, "18")

    await expect(left.locator("svg").first).to_be_visible()
    assert watch.trouble == []
