"""One session, steered from a desk, a phone and a projector; every other projector follows."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import BrowserContext, Locator, Page, expect

from tests.e2e.conftest import PROJECTOR, NewContext
from tests.e2e.people import Desk, Screen, jump
from tests.e2e.server import Server, Started
from tests.e2e.watch import Watch

TEXTS = 32  # of 60 to 117 letters, in whatever order: three pages
TEXT = (
    "Tafel {:02} werkt samen met de buurtteams, de woningbouw en de scholen, elke week een uur"
    " lang aan één plan voor de wijk"
)
VOTES = {"goed": {"A": "9", "B": "2"}, "minder": {"A": "1", "C": "10"}}

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def act(desk: Page, action: str, **fields: str) -> None:
    token = str(await desk.locator("body").get_attribute("data-token"))
    headers = {"X-CSRFToken": token, "Accept": "application/json"}
    reply = await desk.request.post(f"{desk.url}{action}/", form=fields, headers=headers)
    assert reply.ok, await reply.text()


async def everywhere(places: list[Locator], text: str) -> None:
    for place in places:
        await expect(place).to_have_text(text)


async def test_pages_charts_and_tables_are_the_same_on_every_projector(
    server: Server,
    started: Started,
    trainer: BrowserContext,
    new_context: NewContext,
    watch: Watch,
) -> None:
    page = await trainer.new_page()
    await page.goto(started.desk_url)
    desk = Desk(page)
    leading, following = screens = [
        Screen(await trainer.new_page()),
        Screen(await (await new_context(PROJECTOR)).new_page()),
    ]
    await leading.page.set_viewport_size(PROJECTOR["viewport"])
    for screen in screens:
        await screen.page.goto(started.screen_url)
    remote = await (await new_context()).new_page()
    await remote.goto(server.login_link())
    await remote.goto(started.desk_url)

    await turn_pages(page, desk, remote, screens)
    await choose_charts(page, desk, remote, screens)

    await following.page.reload()  # it knows what the others saw
    await expect(following.result("condities").get_by_role("table")).to_be_visible()
    await expect(leading.slide).to_have_attribute("data-slide", "samen-bekijken")
    assert watch.trouble == []


async def turn_pages(page: Page, desk: Desk, remote: Page, screens: list[Screen]) -> None:
    """From the first page on, by desk, phone and projector; one without a login only follows."""
    leading, following = screens
    await jump(desk, "5")
    await asyncio.gather(
        *[
            act(page, "answer-for", question="voorbeelden", text=TEXT.format(n)[: 60 + n * 37 % 61])
            for n in range(TEXTS)
        ]
    )
    pages = [screen.slide.locator(".result__pages") for screen in screens]
    pages += [desk.preview().locator(".result__pages"), page.locator("[data-page-line]")]
    pages += [remote.locator("[data-page-line]")]
    await everywhere(pages, "pagina 1 van 3")
    await leading.page.keyboard.press("ArrowDown")
    await everywhere(pages, "pagina 2 van 3")
    await remote.get_by_role("button", name="Volgende pagina met antwoorden").tap()
    await everywhere(pages, "pagina 3 van 3")
    await desk.press("ArrowDown")  # there is no fourth
    await following.page.keyboard.press("ArrowUp")
    await desk.press("ArrowUp")
    await everywhere(pages, "pagina 2 van 3")
    cards = [screen.slide.locator(".answer:visible") for screen in screens]
    assert await cards[0].all_text_contents() == await cards[1].all_text_contents() != []


async def choose_charts(page: Page, desk: Desk, remote: Page, screens: list[Screen]) -> None:
    """Pair, verdict and table, as desk and phone choose them."""
    for question, hands in VOTES.items():
        await jump(desk, "34" if question == "goed" else "35")
        await expect(desk.panel(question).locator("[data-state-chip]")).to_have_text("open")
        fields = {f"hands.{option}": number for option, number in hands.items()}
        await act(page, "hands", question=question, **fields)
        await act(page, "close", question=question)
    await desk.press("ArrowRight")
    await desk.press("t")
    verdicts = [*[screen.result("condities") for screen in screens]]
    verdicts.append(desk.preview().locator('[data-results="condities"]'))
    for screen in screens:
        await expect(screen.result("goed+minder").locator(".barlayer .point")).to_have_count(10)
    await expect(page.get_by_text("Oordeel: vanaf 8 antwoorden op elke vraag.")).to_be_visible()
    told = desk.panel("condities").locator("[data-privacy]")
    await expect(told).to_have_text("Getoond, maar nu niet in beeld")

    await remote.get_by_role("button", name="Oordeel").tap()
    for verdict in verdicts:
        await expect(verdict.locator(".result__figure")).to_contain_text("Kracht")
        await expect(verdict).to_be_visible()
    await expect(told).to_have_text("Staat op het scherm")
    await expect(page.get_by_role("button", name="Oordeel")).to_have_attribute(
        "aria-pressed", "true"
    )
    await desk.press("c")
    for verdict in verdicts:
        await expect(verdict.get_by_role("table")).to_be_visible()
        await expect(verdict.locator(".result__figure")).to_be_hidden()


async def test_a_co_host_takes_over_and_the_trainer_has_it_back_by_moving_on(
    started: Started, trainer: BrowserContext, new_context: NewContext, watch: Watch
) -> None:
    page = await trainer.new_page()
    await page.goto(started.desk_url)
    desk = Desk(page)
    for action in ("cohost-invite", "cohost-slides"):
        await act(page, action)
    who = page.locator("[data-steers]").get_by_role("status")
    await expect(who).to_have_text("Jij stuurt de slides. De co-host kan overnemen.")
    await page.reload()
    link = await page.locator('.tools__link a[href*="/cohost/"]').get_attribute("href")
    helper = await (await new_context()).new_page()
    await helper.goto(f"{link}slides/")
    forward = helper.get_by_role("button", name="Volgende")
    await expect(forward).to_be_disabled()

    await helper.get_by_role("button", name="Neem over").tap()
    await expect(who).to_have_text("De co-host stuurt de slides.")
    await forward.tap()
    await expect(desk.preview()).to_have_attribute("data-number", "2")
    await expect(helper.locator(".cohost__now")).to_contain_text("2 / 41")

    await choose_charts_as_a_co_host(page, helper)
    await desk.press("ArrowLeft")
    await expect(who).to_have_text("Jij stuurt de slides. De co-host kan overnemen.")
    await expect(helper.locator(".cohost__now")).to_contain_text("35 / 41")
    await expect(forward).to_be_disabled()
    assert watch.trouble == []


async def choose_charts_as_a_co_host(page: Page, helper: Page) -> None:
    """The pair and the verdict of slide 36, on the co-host's own page and at the desk."""
    for question, hands in VOTES.items():
        fields = {f"hands.{option}": number for option, number in hands.items()}
        await act(page, "open", question=question)
        await act(page, "hands", question=question, **fields)
        await act(page, "close", question=question)
    await act(page, "show", question="goed+minder", anyway="1")
    await act(page, "goto", slide="samen-bekijken")
    await helper.get_by_role("button", name="Neem over").tap()
    verdicts = [
        each.locator('[data-preview="current"] [data-results="condities"]')
        for each in (helper, page)
    ]
    await expect(verdicts[0]).to_be_hidden()
    await helper.get_by_role("button", name="Oordeel").tap()
    for verdict in verdicts:
        await expect(verdict.locator(".result__figure")).to_contain_text("Kracht")
        await expect(verdict).to_be_visible()
