"""What projector and desk look like on request: dark, as a table."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, expect

from tests.e2e.conftest import PROJECTOR, NewContext
from tests.e2e.people import Desk, Phone, Screen
from tests.e2e.server import Server, Started
from tests.e2e.watch import Watch
from tests.gallery.round import Trainer

PAPER = "getComputedStyle(document.body).backgroundColor"


@pytest.mark.asyncio(loop_scope="session")
async def test_a_chart_turns_into_its_table_and_the_projector_dark(
    started: Started, trainer: BrowserContext, new_context: NewContext, watch: Watch
) -> None:
    desk = Desk(await trainer.new_page())
    await desk.page.goto(started.desk_url)
    screen = Screen(await (await new_context(PROJECTOR)).new_page())
    await screen.page.goto(started.screen_url)
    await expect(screen.page.locator("[data-pictures]")).to_be_hidden()
    phone = await Phone.by_link(await new_context(), started.join_url)
    for key in ("1", "8", "Enter"):
        await desk.press(key)
    await expect(phone.form("dynamieken")).to_be_visible()
    await phone.answer("dynamieken", ["knoop"])
    await desk.press("t")
    figure = screen.result("dynamieken").locator(".result__figure")
    await expect(figure.locator(".barlayer .point")).to_have_count(5)

    button = desk.panel("dynamieken").get_by_role("button", name="Als tabel")
    await button.click()
    await expect(button).to_have_attribute("aria-pressed", "true")
    await expect(desk.panel("dynamieken").get_by_role("table")).to_be_visible()
    await expect(figure).not_to_be_visible()
    table = screen.result("dynamieken").get_by_role("table")
    await expect(table).to_be_in_viewport()
    assert (await table.bounding_box() or {})["width"] > 1000
    assert (await screen.table("dynamieken"))[1] == ["Niemand hakt de knoop door", "1", "100%"]
    await desk.press("c")
    await expect(figure).to_be_visible()

    for format, start in (("png", b"\x89PNG"), ("svg", b"<svg")):
        async with screen.page.expect_download() as download:
            # By the keyboard: what comes up with the pointer goes away again after a while.
            await screen.page.get_by_role("button", name=format.upper()).press("Enter")
        file = await download.value
        assert file.suggested_filename == f"dynamieken.{format}"
        saved = await asyncio.to_thread(Path(await file.path()).read_bytes)
        assert saved.startswith(start)
    assert "Niemand hakt de" in saved.decode()
    assert "(1 van 1 mens)" in saved.decode()

    light = await screen.page.evaluate(PAPER)
    await screen.page.keyboard.press("d")
    dark = await screen.page.evaluate(PAPER)
    assert light != dark
    await screen.page.reload()
    assert await screen.page.evaluate(PAPER) == dark
    await expect(figure.locator(".barlayer .point")).to_have_count(5)
    assert watch.trouble == []


@pytest.mark.asyncio(loop_scope="session")
async def test_options_stay_free_of_the_count_when_the_other_question_is_shown(
    server: Server, started: Started, new_context: NewContext
) -> None:
    trainer = Trainer(server, started.desk_url)
    trainer.act("goto", slide=trainer.slides[17])
    phone = await Phone.by_link(await new_context(), started.join_url)
    await phone.answer("context", ["Online is het moeilijker"])
    screen = Screen(await (await new_context(PROJECTOR)).new_page())
    await screen.page.goto(started.screen_url)

    trainer.act("show", question="context", anyway="1")
    trainer.close()

    await expect(screen.result("context").locator(".answer")).to_be_visible()
    last = screen.slide.locator(".question--options .option").last
    options, count = await last.bounding_box(), await screen.result("dynamieken").bounding_box()
    assert options
    assert count
    assert options["y"] + options["height"] <= count["y"] + 1
