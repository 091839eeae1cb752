"""What desk and phone say and where: what waits, what can be undone, what is too late."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import BrowserContext, Locator, Route, expect

from tests.e2e.conftest import LAPTOP, PATIENCE, PROJECTOR, NewContext
from tests.e2e.people import Desk, Phone, Screen, jump
from tests.e2e.server import Server, Started
from tests.e2e.watch import Watch

SIZES = [(1440, 900), (1024, 768), (390, 844), (320, 700)]
LATE = (
    "Je antwoord op een eerdere vraag is niet verstuurd. "
    "Bewaard op deze telefoon. Je vindt het onderaan deze pagina."
)


EMPTY = "Getoond, maar er is nog niets te zien"


@pytest.mark.asyncio(loop_scope="session")
async def test_the_desk_says_how_many_texts_wait_for_it(
    started: Started, trainer: BrowserContext, new_context: NewContext, watch: Watch
) -> None:
    page = await trainer.new_page()
    await page.goto(started.desk_url)
    desk = Desk(page)
    screen = Screen(await (await new_context(PROJECTOR)).new_page())
    await screen.page.goto(started.screen_url)
    phone = await Phone.by_link(await new_context(), started.join_url)
    await jump(desk, "37")
    panel = desk.panel("tip").filter(visible=True)
    await expect(panel).to_contain_text("Nog geen antwoorden")

    await phone.answer("tip", ["Drink koffie", "Bel even"])
    await expect(panel.locator(".result__held")).to_have_text("2 teksten wachten op jou.")
    await desk.press("t")
    await expect(panel.locator("[data-privacy]")).to_have_text(EMPTY)
    await expect(screen.result("tip").locator(".result__count")).to_contain_text("1 van 1")

    for said in (panel, screen.slide):
        waiting = said.get_by_text("Nog geen antwoorden").filter(visible=True)
        await expect(waiting).to_have_count(0)
        await expect(said).not_to_contain_text("0 antwoorden")
    cards = desk.texts("tip").locator("[data-card]")
    await expect(cards).to_have_count(2)
    await desk.press("m")
    await expect(cards.first).to_be_focused()
    await desk.press("x")
    await expect(panel.locator(".result__held")).to_have_text("1 tekst wacht op jou.")
    await expect(cards).to_have_count(1)
    await desk.press("x")
    await expect(panel.locator(".result__held")).to_have_text("Alle teksten zijn verborgen.")
    await expect(cards).to_have_count(0)
    await desk.press("x")
    await desk.press("ArrowRight")
    await expect(desk.preview()).to_have_attribute("data-number", "38")
    await expect(page.locator('[data-skip][aria-pressed="true"]')).to_have_count(0)
    assert watch.trouble == []


@pytest.mark.asyncio(loop_scope="session")
async def test_a_list_that_comes_late_does_not_replace_what_was_asked_for_since(
    started: Started, trainer: BrowserContext, new_context: NewContext, watch: Watch
) -> None:
    page = await trainer.new_page()
    await page.goto(started.desk_url)
    desk = Desk(page)
    phones = [await Phone.by_link(await new_context(), started.join_url) for _ in range(2)]
    await jump(desk, "37")
    await phones[0].answer("tip", ["Drink koffie", "Bel even"])
    cards = desk.texts("tip").locator("[data-card]")
    await expect(cards).to_have_count(2)
    await cards.first.get_by_role("button", name="Toon").click()
    await expect(cards).to_have_count(1)
    held, go_on, arrived = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def hold(route: Route) -> None:
        reply = await route.fetch()
        late = reply.status == 200 and "after=" in route.request.url and not held.is_set()
        if late:
            held.set()
            await go_on.wait()
        await route.fulfill(response=reply)
        if late:
            arrived.set()

    await page.route("**/texts/?*part=1*", hold)
    await phones[1].answer("tip", ["Maak het klein"])
    await asyncio.wait_for(held.wait(), PATIENCE / 1000)
    await page.locator(".texts__filter", has_text="Getoond").click()
    shown = desk.page.locator('[data-list][data-filter="shown"] [data-card]')
    await expect(shown).to_have_count(1)
    go_on.set()
    await asyncio.wait_for(arrived.wait(), PATIENCE / 1000)
    async with page.expect_response("**/texts/?*part=1*"):
        pass  # the list asks again, and what was late is behind us

    await expect(shown).to_have_count(1)
    await page.unroute_all(behavior="wait")
    assert watch.trouble == []


@pytest.mark.asyncio(loop_scope="session")
async def test_a_new_slide_comes_into_view_with_its_texts_and_the_keys_from_the_top(
    started: Started, server: Server, new_context: NewContext, watch: Watch
) -> None:
    page = await (await new_context({"viewport": {"width": 1280, "height": 720}})).new_page()
    await page.goto(server.login_link())
    await page.goto(started.desk_url)
    desk = Desk(page)
    phone = await Phone.by_link(await new_context(), started.join_url)
    await jump(desk, "37")
    await phone.answer("tip", ["Drink koffie", "Bel even"])
    cards = desk.texts("tip").locator("[data-card]")
    await expect(cards).to_have_count(2)
    await desk.press("m")
    await expect(cards.first).to_be_focused()
    await expect(cards.first).to_be_in_viewport()
    await expect(page.locator('[data-texts-of="tip"]')).to_be_in_viewport()
    await desk.press("Escape")

    await desk.press("ArrowRight")
    await expect(desk.preview()).to_have_attribute("data-number", "38")
    await expect(page.locator("#now-title")).to_be_in_viewport()
    await desk.press("?")
    await expect(page.get_by_role("heading", name="Sneltoetsen")).to_be_in_viewport()
    assert watch.trouble == []


async def box(part: Locator) -> tuple[float, float, float, float]:
    """Left, top, right and bottom."""
    found = await part.bounding_box()
    assert found
    return found["x"], found["y"], found["x"] + found["width"], found["y"] + found["height"]


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_undo_covers_nothing_and_moves_nothing(
    started: Started, server: Server, new_context: NewContext, width: int, height: int
) -> None:
    context = await new_context({"viewport": {"width": width, "height": height}})
    page = await context.new_page()
    await page.goto(server.login_link())
    await page.goto(started.desk_url)
    await expect(page.locator("[data-line]")).to_have_attribute("data-status", "open")
    undo = page.get_by_role("button", name="Maak ongedaan")
    await page.get_by_role("button", name="Begin").click()
    await expect(page.get_by_role("button", name="Even pauze")).to_be_visible()
    await expect(undo).to_be_visible()
    await page.keyboard.press("b")
    await expect(page.locator("[data-action=blank]")).to_have_attribute("aria-pressed", "true")
    await undo.click()
    await expect(undo).to_be_hidden()
    parts = [
        page.locator(".strip"),
        page.locator("[data-preview=current]"),
        page.locator(".strip__more"),
    ]
    before = [await box(part) for part in parts]

    await page.keyboard.press("x")
    await expect(undo).to_be_visible()
    after = [await box(part) for part in parts]

    left, top, right, bottom = await box(undo)
    around = after[0]
    others = [
        await box(button)
        for button in await page.locator(".strip__step button:visible").all()
        if await button.get_attribute("data-action") != "undo"
    ]
    assert after == before
    assert around[0] <= left < right <= around[2]
    assert around[1] <= top < bottom <= around[3]
    assert len(others) == 2
    assert all(right <= other[0] or other[2] <= left for other in others)
    assert await page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("ending", ["s", "p"])
async def test_a_draft_of_a_question_that_takes_nothing_more_is_not_promised_time(
    started: Started, server: Server, new_context: NewContext, watch: Watch, ending: str
) -> None:
    """Closed by hand, or paused when the slide was left: there are no twenty seconds then."""
    page = await (await new_context(LAPTOP)).new_page()
    await page.goto(server.login_link())
    await page.goto(started.desk_url)
    desk = Desk(page)
    phone = await Phone.by_link(await new_context(), started.join_url)
    await jump(desk, "37")
    await phone.write("tip", ["Drink koffie"])
    await desk.press(ending)
    state = "closed" if ending == "s" else "paused"
    await expect(phone.form("tip")).to_have_attribute("data-state", state)

    await desk.press("ArrowRight")

    await expect(phone.slide).to_have_attribute("data-slide", "inzichten")
    await expect(phone.page.locator("#news")).to_have_text(LATE)
    await expect(phone.page.locator("#own-notes li")).to_contain_text("Drink koffie")
    await expect(phone.page.get_by_role("button", name="Verstuur nu")).to_be_hidden()
    assert watch.trouble == []


@pytest.mark.asyncio(loop_scope="session")
async def test_a_jump_right_after_begin_stays_where_it_went(
    started: Started, trainer: BrowserContext, new_context: NewContext, watch: Watch
) -> None:
    page = await trainer.new_page()
    await page.goto(started.desk_url)
    desk = Desk(page)
    phone = await Phone.by_link(await new_context(), started.join_url)
    await page.get_by_role("button", name="Begin").focus()

    for key in ("Enter", "3", "4", "Enter"):
        await desk.press(key)

    await phone.answer("goed", ["A"])
    await expect(desk.panel("goed").locator("[data-state-chip]")).to_have_text("open")
    await expect(desk.preview()).to_have_attribute("data-number", "34")
    assert watch.trouble == []
