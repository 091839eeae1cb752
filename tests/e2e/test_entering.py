"""Getting in: codes that are wrong, and codes as people type them."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import NewContext
from tests.e2e.server import Server, Started


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1234567", "Deze code klopt niet. Een code heeft 8 cijfers, zoals 1234 5678."),
        ("koffie", "Deze code klopt niet. Een code heeft 8 cijfers, zoals 1234 5678."),
        ("<b>1", "Deze code klopt niet. Een code heeft 8 cijfers, zoals 1234 5678."),
        ("0000 0000", "Deze code kennen we niet. Kijk op het scherm en probeer het opnieuw."),
    ],
)
async def test_a_wrong_code_gets_a_plain_sentence(
    new_context: NewContext, server: Server, typed: str, sentence: str
) -> None:
    page = await (await new_context()).new_page()
    await page.goto("/")

    await page.get_by_label("Code").fill(typed)
    await page.get_by_role("button", name="Doe mee").click()

    await expect(page.locator(".error")).to_have_text(sentence)
    await expect(page.get_by_label("Code")).to_be_focused()


@pytest.mark.parametrize("written", ["{0}{1}", "{0} {1}", " {0}-{1} ", "{0}.{1}"])
async def test_a_code_may_be_written_in_groups(
    new_context: NewContext, server: Server, started: Started, written: str
) -> None:
    page = await (await new_context()).new_page()
    await page.goto("/")

    await page.get_by_label("Code").fill(written.format(started.code[:4], started.code[4:]))
    await page.keyboard.press("Enter")

    await expect(page).to_have_url(f"{server.url}/{started.code}/")
    await expect(page.get_by_role("heading", name="De workshop begint zo")).to_be_visible()
