"""The phone page on small, wide, zoomed and spaced screens: nothing sideways, nothing covered."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.e2e.conftest import NewContext
from tests.e2e.people import Desk
from tests.e2e.server import Started

SIZES: dict[str, dict[str, Any]] = {
    "small": {"viewport": {"width": 320, "height": 568}},
    "phone": {"viewport": {"width": 390, "height": 844}},
    "landscape": {"viewport": {"width": 844, "height": 390}},
    "beside a call": {"viewport": {"width": 480, "height": 900}},
    "zoomed": {"viewport": {"width": 320, "height": 422}, "device_scale_factor": 2},
}
# WCAG 1.4.12, and letters of twice the size (1.4.4).
STYLES = {
    "": "",
    "spaced": "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; "
    "word-spacing: 0.16em !important } p { margin-bottom: 2em !important }",
    "twice": "html { font-size: 200% !important }",
}
COVERED = """form => {
  const bar = form.querySelector(".send");
  return [...form.querySelectorAll("textarea, .input, .option")]
    .filter((field) => field.checkVisibility()
                       && getComputedStyle(bar).position !== "static")
    .filter((field) => { field.scrollIntoView({ block: "nearest" });
                         const box = (field.querySelector("input, textarea") ?? field);
                         box.focus();
                         const { top } = bar.getBoundingClientRect();
                         return box.getBoundingClientRect().bottom > top + 1; })
    .map((field) => field.id || field.textContent.trim());
}"""


async def sideways(page: Page) -> int:
    return await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


@pytest.mark.asyncio(loop_scope="session")
async def test_the_phone_page_fits_and_its_send_bar_covers_nothing(
    started: Started, trainer: BrowserContext, new_context: NewContext
) -> None:
    desk = Desk(await trainer.new_page())
    await desk.page.goto(started.desk_url)
    pages = {}
    for name, size in SIZES.items():
        context = await new_context({**size, "has_touch": True}, bypass_csp=True)
        pages[name] = await context.new_page()
        await pages[name].goto(started.join_url)
    faults = []

    for number, question in (("6", "associaties"), ("18", "dynamieken"), ("34", "goed")):
        for key in (*number, "Enter"):
            await desk.press(key)
        for name, page in pages.items():
            form = page.locator(f'form[data-question="{question}"]')
            await expect(form).to_be_visible()
            for style, rules in STYLES.items():
                tag = await page.add_style_tag(content=rules or " ")
                if over := await sideways(page):
                    faults.append(f"{name} {style} {number}: {over} px sideways")
                faults += [f"{name} {style}: {text}" for text in await form.evaluate(COVERED)]
                await tag.evaluate("tag => tag.remove()")

    assert "\n".join(faults) == ""
    await pages["small"].add_style_tag(content=".headline { width: 400px; white-space: nowrap }")
    assert await sideways(pages["small"]) > 0
    await pages["phone"].add_style_tag(
        content=".send { position: fixed !important; bottom: 0; height: 90vh }"
    )
    form = pages["phone"].locator('form[data-question="goed"]')
    assert len(await form.evaluate(COVERED)) == 5


@pytest.mark.asyncio(loop_scope="session")
async def test_on_a_small_phone_no_field_lies_under_the_send_bar(
    started: Started, trainer: BrowserContext, new_context: NewContext
) -> None:
    desk = Desk(await trainer.new_page())
    await desk.page.goto(started.desk_url)
    phone = await (await new_context({**SIZES["small"], "has_touch": True})).new_page()
    await phone.goto(started.join_url)
    for key in ("6", "Enter"):
        await desk.press(key)
    form = phone.locator('form[data-question="associaties"]')
    await expect(form).to_be_visible()

    bar = await form.locator(".send").bounding_box()
    fields = [await field.bounding_box() for field in await form.locator(".input").all()]

    assert bar
    assert len(fields) == 5
    assert all(field and field["y"] + field["height"] <= bar["y"] for field in fields)


@pytest.mark.asyncio(loop_scope="session")
async def test_what_somebody_writes_stays_in_view_when_the_slide_moves_on(
    started: Started, trainer: BrowserContext, new_context: NewContext
) -> None:
    desk = Desk(await trainer.new_page())
    await desk.page.goto(started.desk_url)
    phone = await (await new_context({**SIZES["small"], "has_touch": True})).new_page()
    await phone.goto(started.join_url)
    for key in ("3", "7", "Enter"):
        await desk.press(key)
    field = phone.locator("#tip-1")
    await field.fill("Drink koffie")

    await desk.press("ArrowRight")

    bar = phone.locator("#moved")
    await expect(bar).to_be_visible()
    below, over = await field.bounding_box(), await bar.bounding_box()
    assert below
    assert over
    assert below["y"] + below["height"] <= over["y"] + 1
    await expect(field).to_be_focused()
    await expect(field).to_have_value("Drink koffie")


BROKEN = """title => [...title.firstChild.data.matchAll(/\\S+/g)].filter(({ 0: word, index }) => {
  const range = document.createRange();
  range.setStart(title.firstChild, index);
  range.setEnd(title.firstChild, index + word.length);
  return new Set([...range.getClientRects()].map(({ top }) => top)).size > 1;
}).map(([word]) => word)"""


@pytest.mark.asyncio(loop_scope="session")
async def test_the_longest_word_of_a_title_stays_whole_on_the_smallest_phone(
    started: Started, trainer: BrowserContext, new_context: NewContext
) -> None:
    desk = Desk(await trainer.new_page())
    await desk.page.goto(started.desk_url)
    phone = await (await new_context(SIZES["small"], bypass_csp=True)).new_page()
    await phone.goto(started.join_url)

    for key in ("9", "Enter"):
        await desk.press(key)
    title = phone.locator(".headline", has_text="(maatschappelijke)")
    await expect(title).to_be_visible()

    assert await title.evaluate(BROKEN) == []
    await phone.add_style_tag(content=".headline { font-size: 2.5rem !important }")
    assert await title.evaluate(BROKEN) == ["(maatschappelijke)"]


PLACES = """form => [scrollY, ...["#slide .headline", "#slide .option", ".send"]
  .flatMap((each) => [...document.querySelectorAll(each)])
  .filter((part) => part.checkVisibility()).map((part) => part.getBoundingClientRect().top)]"""


@pytest.mark.parametrize("size", ["phone", "landscape"])
@pytest.mark.asyncio(loop_scope="session")
async def test_nothing_moves_when_an_answer_is_sent(
    started: Started, trainer: BrowserContext, new_context: NewContext, size: str
) -> None:
    desk = Desk(await trainer.new_page())
    await desk.page.goto(started.desk_url)
    phone = await (await new_context({**SIZES[size], "has_touch": True})).new_page()
    await phone.goto(started.join_url)
    for key in ("3", "4", "Enter"):
        await desk.press(key)
    form = phone.locator('form[data-question="goed"]')
    await form.locator('label[for="goed-B"]').tap()
    button = await form.locator("[type=submit]").bounding_box()
    before = await form.evaluate(PLACES)

    assert button
    await phone.touchscreen.tap(button["x"] + 20, button["y"] + 20)  # no tool scrolls to it first
    await expect(form.locator("[data-change]")).to_be_visible()

    assert button["y"] + button["height"] <= SIZES[size]["viewport"]["height"]
    assert await form.evaluate(PLACES) == before
    assert len(before) == 8


ABOVE_A_KEYBOARD = {"viewport": {"width": 667, "height": 190}}  # of 375 pixels


@pytest.mark.asyncio(loop_scope="session")
async def test_on_its_side_above_a_keyboard_what_is_written_and_the_button_are_in_sight(
    started: Started, trainer: BrowserContext, new_context: NewContext
) -> None:
    desk = Desk(await trainer.new_page())
    await desk.page.goto(started.desk_url)
    phone = await (await new_context({**ABOVE_A_KEYBOARD, "has_touch": True})).new_page()
    await phone.goto(started.join_url)
    for key in ("3", "7", "Enter"):
        await desk.press(key)
    field = phone.locator("#tip-1")
    await field.fill("Drink koffie")
    button = phone.locator('form[data-question="tip"] [type=submit]')
    # As a browser does with what has the focus once its keyboard is up.
    await field.evaluate("field => field.scrollIntoView({ block: 'nearest' })")

    below, over = await field.bounding_box(), await button.bounding_box()

    assert below
    assert over
    assert below["y"] >= 0
    assert below["y"] + below["height"] <= over["y"] + 1
    assert over["y"] + over["height"] <= ABOVE_A_KEYBOARD["viewport"]["height"] + 1
