"""The outline and the stage of the editor in a browser, by pointer and by key."""

from __future__ import annotations

import random
import re

import pytest
from playwright.async_api import BrowserContext, Locator, Page, Route, expect

from tests.e2e import axe
from tests.e2e.conftest import LAPTOP, NewContext
from tests.e2e.server import Server
from tests.e2e.test_editor import TITLE, made, opened, retitle, saved
from tests.e2e.watch import Watch

__all__ = ["made"]
ITEMS = ".rail__list [data-of]"
STATUS = "[data-outline-status]"
IN_ORDER = f"""(want) =>
  [...document.querySelectorAll("{ITEMS}")].map((item) => item.dataset.of).join() === want.join()
"""


async def order(page: Page) -> list[str]:
    ids: list[str] = await page.locator(ITEMS).evaluate_all("all => all.map((i) => i.dataset.of)")
    return ids


def link(page: Page, slide: str) -> Locator:
    return page.locator(f'[data-of="{slide}"] a')


async def come_to(page: Page, expected: list[str]) -> None:
    """Until the outline stands in this order, and that is stored."""
    await page.wait_for_function(IN_ORDER, arg=expected)
    await saved(page)


def moved(ids: list[str], slides: list[str], to: int) -> list[str]:
    left = [id for id in ids if id not in slides]
    return [*left[:to], *slides, *left[to:]]


async def test_slides_are_chosen_moved_cut_and_pasted_by_key(
    trainer: BrowserContext, made: dict[str, str]
):
    page = await opened(trainer, made["slug"], "goed")
    first = await order(page)
    at, pair = first.index("goed"), ["goed", "minder"]
    await link(page, "goed").focus()
    await page.keyboard.press("Shift+ArrowDown")
    await expect(page.locator(STATUS)).to_have_text("2 slides gekozen")

    await page.keyboard.press("Alt+ArrowUp")
    await come_to(page, moved(first, pair, at - 1))
    await page.keyboard.press("Control+x")
    await come_to(page, [id for id in first if id not in pair])
    await expect(page.locator(".rail [aria-current]")).to_be_focused()
    await page.keyboard.press("Home")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Control+v")
    await come_to(page, moved(first, pair, 1))
    for _step in range(3):
        await page.keyboard.press("Control+z")

    await come_to(page, first)


async def test_a_chapter_moves_by_key_and_all_of_it_is_removed(
    trainer: BrowserContext, made: dict[str, str]
):
    page = await opened(trainer, made["slug"], "goed")
    first = await order(page)
    heading = page.locator(".rail__name", has_text="Oogst")
    size = len(first) - first.index("tip")
    await heading.click()
    await expect(page.locator(STATUS)).to_have_text(f"{size} slides gekozen")

    await page.keyboard.press("Alt+ArrowUp")
    await expect(page.locator(".rail__name").last).not_to_have_text("Oogst")
    await saved(page)
    ids = await order(page)
    assert sorted(ids) == sorted(first)
    assert ids.index("tip") < ids.index("goed")
    await page.locator(".rail__name", has_text="Oogst").focus()
    await page.keyboard.press("Delete")
    await come_to(page, first[:-size])
    await page.keyboard.press("Control+z")
    await page.keyboard.press("Control+z")

    await come_to(page, first)


async def test_chosen_slides_and_chapters_are_dragged(
    trainer: BrowserContext, made: dict[str, str]
):
    page = await opened(trainer, made["slug"], "zes-vormen")
    first = await order(page)
    await link(page, "iedereen").click(modifiers=["Control"])
    await link(page, "voorbeelden").click(modifiers=["Control"])
    pair = ["iedereen", "voorbeelden"]
    await link(page, "zes-vormen").click(modifiers=["Control"])
    await expect(page.locator(STATUS)).to_have_text("2 slides gekozen")

    target = page.locator('[data-of="wat-is-het"]')
    await link(page, "iedereen").drag_to(target, target_position={"x": 60, "y": 4})
    await come_to(page, moved(first, pair, first.index("wat-is-het")))
    await page.locator(".rail__name").first.drag_to(
        page.locator('[data-of="vandaag"]'), target_position={"x": 60, "y": 4}
    )
    await saved(page)

    assert sorted(await order(page)) == sorted(first)


async def test_slides_go_into_another_workshop_with_their_picture(
    trainer: BrowserContext, made: dict[str, str]
):
    page = await opened(trainer, made["slug"], "iedereen")
    await expect(page.locator("[data-drawn] svg").first).to_be_visible()
    await page.locator("[data-acts] summary").click()
    await page.get_by_role("button", name=re.compile("^Kopieer")).click()
    await expect(page.locator(STATUS)).to_have_text("Slide gekopieerd")
    await page.goto("/workshops/")
    await page.locator(".menu--new summary").click()
    await page.locator(".menu--new [name=title]").fill("Ander")
    await page.get_by_role("button", name=re.compile("^Leeg")).click()
    await page.wait_for_url(re.compile("/workshops/ander"))

    await page.locator("body").press("Control+v")

    await expect(page.locator('[data-of="iedereen"] a')).to_have_attribute("aria-current", "true")
    await expect(page.locator("[data-drawn] svg").first).to_be_visible()
    await expect(page.locator("[data-wrong]:visible")).to_have_count(0)


async def test_steps_on_the_order_wait_for_a_connection_and_are_done_once(
    trainer: BrowserContext, made: dict[str, str], watch: Watch
):
    watch.expected = ("Failed to load resource", "net::ERR_")
    page = await opened(trainer, made["slug"], "goed")
    first = await order(page)
    lost: list[str] = []

    async def lose(route: Route) -> None:
        """The server does the first, and its reply does not arrive; then it is away."""
        if not lost:
            await route.fetch()
        lost.append("reply")
        await route.abort()

    await page.route("**/steps/", lose)
    await page.locator("body").press("Control+d")
    await expect(page.locator(".editor__state")).to_have_attribute("data-now", "offline")
    await page.locator("body").press("Alt+ArrowUp")
    await link(page, "dank").click(modifiers=["Control"])
    await link(page, "goed").click(modifiers=["Control"])
    await page.keyboard.press("Delete")
    at = first.index("goed")
    foreseen = [*first[: at - 1], "goed", first[at - 1], *first[at + 1 :]]
    foreseen.remove("dank")
    await page.wait_for_function(IN_ORDER, arg=foreseen)
    await expect(page.locator(".rail__coming")).to_have_text("Komt eraan")
    await page.unroute("**/steps/")
    await page.reload()

    expected = [*first[: at - 1], "goed", first[at - 1], "goed-2", *first[at + 1 :]]
    expected.remove("dank")
    await page.wait_for_function(IN_ORDER, arg=expected)
    await expect(page.locator(".rail__coming")).to_have_count(0)
    await expect(page.locator(".editor__state")).to_have_text("Bewaard")
    assert lost


async def test_what_does_not_fit_is_framed_with_what_to_do(
    trainer: BrowserContext, made: dict[str, str]
):
    page = await opened(trainer, made["slug"], "goed")
    line = page.locator("[data-misfit-line]")
    mark = page.locator('[data-of="goed"] [data-misfit]')
    await expect(page.locator(".middle .is-misfit")).to_have_count(0)
    await expect(mark).to_be_hidden()

    await retitle(page, "Een titel die van geen ophouden weet " * 9)
    await expect(line).to_contain_text("tekens te veel")
    await expect(page.locator(".middle .is-misfit").first).to_be_visible()
    await expect(mark).to_be_visible()
    await saved(page)
    assert await axe.faults(page) == []
    await retitle(page, "Kort")

    await expect(line).to_be_hidden()
    await expect(mark).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_stage_shows_made_up_answers_in_the_dark_and_on_a_square_screen(
    new_context: NewContext, server: Server, made: dict[str, str], scheme: str
):
    context = await new_context(LAPTOP, color_scheme=scheme, reduced_motion="reduce")
    page = await context.new_page()
    await page.goto(server.login_link())
    await page.goto(f"/workshops/{made['slug']}/?slide=goed")
    answers = page.get_by_role("group", name="Voorbeeldantwoorden")
    room = page.get_by_role("group", name="Hoe de zaal het ziet")
    count = page.locator("[data-drawn] .result__count b")
    await expect(count).to_have_text("0")

    await answers.get_by_text("40", exact=True).click()
    await expect(count).to_have_text("40")
    await expect(page.locator("[data-drawn] .result__figure svg.main-svg").first).to_be_visible()
    await answers.get_by_text("1.000").click()
    await expect(count).to_have_text("1.000")
    await room.get_by_text("Donker").click()
    await room.get_by_text("4:3").click()
    await link(page, "goed").focus()
    await page.keyboard.press("Shift+ArrowDown")
    await page.locator("[data-acts] summary").click()

    assert await axe.faults(page) == []
    box = await page.locator("[data-box]").bounding_box()
    assert box
    assert round(box["width"] / box["height"], 2) == 1.33
    await answers.get_by_text("0", exact=True).click()
    await expect(count).to_have_text("0")


async def test_two_people_end_with_what_both_saw_acknowledged(
    trainer: BrowserContext,
    new_context: NewContext,
    made: dict[str, str],
    server: Server,
):
    colleague = await new_context(LAPTOP)
    await colleague.add_cookies([{"name": "sessionid", "value": made["piet"], "url": server.url}])
    mine = await opened(trainer, made["slug"], "goed")
    theirs = await opened(colleague, made["slug"], "dank")
    await expect(mine.locator('[data-of="dank"] [data-people]')).to_have_text("piet")
    await expect(theirs.locator('[data-of="goed"] [data-people]')).to_have_text("trainer")
    chance, titles = random.Random(15), {}

    for number in range(10):
        page, slides = chance.choice([(mine, ("goed", "minder")), (theirs, ("dank", "tip"))])
        slide = chance.choice(slides)
        await link(page, slide).click()
        await expect(page.locator(f'[data-drawn] [data-slide="{slide}"]')).to_be_visible()
        if chance.random() < 0.6:
            titles[slide] = f"Titel {number}"
            await retitle(page, titles[slide])
            await page.keyboard.press("Enter")
        else:
            await page.locator("body").press(chance.choice(["Alt+ArrowUp", "Alt+ArrowDown"]))
    for page in (mine, theirs):
        await saved(page)

    final = await colleague.new_page()
    await final.goto(f"/workshops/{made['slug']}/?slide=goed")
    stored = await order(final)
    for page in (mine, theirs):
        await come_to(page, stored)
    for slide, title in titles.items():
        for page in (mine, theirs):
            await link(page, slide).click()
            await expect(page.locator(TITLE)).to_have_text(title)
    assert len(titles) > 1
