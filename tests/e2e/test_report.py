"""The report in a real browser: live charts, pictures of them, notes that keep themselves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import BrowserContext, expect

from tests.e2e.conftest import LAPTOP, NewContext
from tests.e2e.server import Server, Started
from tests.e2e.watch import Watch

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
FILL = """
from polls.models import LiveSession
from tests.workshop.exports.room import fill
fill(LiveSession.objects.get(code="{code}"), 20)
"""


@pytest.fixture
def filled(server: Server) -> Started:
    started = server.start_session("Sociaal domein")
    server.manage("shell", "-v", "0", "-c", FILL.format(code=started.code))
    return started


async def logged_in(new_context: NewContext, server: Server, **options: object) -> BrowserContext:
    context = await new_context(**LAPTOP, **options)
    page = await context.new_page()
    await page.goto(server.login_link())
    await page.close()
    return context


async def test_the_report_is_live_and_keeps_notes(
    new_context: NewContext, server: Server, filled: Started, watch: Watch, tmp_path: Path
):
    context = await logged_in(new_context, server)
    page = await context.new_page()
    await page.goto(f"{filled.desk_url}report/")
    await expect(page.locator("body[data-ready]")).to_be_attached()

    await expect(page.locator(".chart__box .main-svg").first).to_be_visible()
    await expect(page.locator(".chart__still:visible")).to_have_count(0)
    found = await Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
    )
    assert found.response["violations"] == []

    await page.locator('[name="note-goed"]').fill("B was stil")
    await expect(page.get_by_role("status")).to_have_text("Bewaard")
    await page.reload()
    await expect(page.locator('[name="note-goed"]')).to_have_value("B was stil")

    await page.emulate_media(media="print", color_scheme="dark")
    await expect(page.locator(".chart__still svg").first).to_be_visible()
    await expect(page.locator(".chart__box:visible")).to_have_count(0)
    await expect(page.locator("body")).to_have_css("color", "rgb(20, 35, 43)")
    await page.emulate_media(media="screen", color_scheme="light")

    saved = {}
    for format in ("png", "svg"):
        async with page.expect_download() as download:
            await page.locator(f'[data-chart="08-goed-1"] [data-picture="{format}"]').click()
        path = tmp_path / f"chart.{format}"
        await (await download.value).save_as(path)
        saved[format] = path.read_bytes()
    assert saved["png"].startswith(b"\x89PNG")
    assert int.from_bytes(saved["png"][16:20], "big") == 3560
    assert saved["svg"].startswith(b"<svg")
    assert b'aria-label="Het vaakst ' in saved["svg"]
    assert b"url(data:font/woff2;base64," in saved["svg"]
    assert b"A. Ambitie" in saved["svg"]
    texts = re.findall(r'<text x="0"[^>]*>([^<]*)</text>', saved["svg"].decode())
    assert texts[0] == "Welke conditie scoort in jouw samenwerking goed?"
    assert re.search(r"\d+ van de \d+ deelnemers · Sociaal domein · \d+ \w+ \d{4}$", texts[1])

    async with page.expect_download() as download:
        await page.get_by_role("link", name="Excel", exact=True).click()
    assert (await download.value).suggested_filename.startswith("polshoogte-sociaal-domein-")
    assert watch.trouble == []


async def test_the_report_and_its_notes_work_without_scripts(
    new_context: NewContext, server: Server, filled: Started
):
    context = await logged_in(new_context, server, java_script_enabled=False)
    page = await context.new_page()
    await page.goto(f"{filled.desk_url}report/")

    await expect(page.locator(".chart__still svg").first).to_be_visible()
    await page.locator('[name="agreed"]').fill("Maandag bellen")
    await page.get_by_role("button", name="Bewaar notities").click()
    await expect(page.get_by_text("Je notities zijn bewaard.")).to_be_visible()
    await expect(page.locator('[name="agreed"]')).to_have_value("Maandag bellen")
