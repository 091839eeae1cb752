"""A questionnaire at one's own pace in a browser: by the script, also when the line drops."""

from __future__ import annotations

import json

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import PHONE, NewContext
from tests.e2e.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")
SCAN = "quick-scan-condities"


async def test_an_answer_outlives_the_line_and_then_the_next_question_comes(
    new_context: NewContext, server: Server
) -> None:
    code = json.loads(server.manage("start_session", SCAN, "--pace=own", "--json"))["code"]
    context = await new_context(PHONE)
    page = await context.new_page()
    await page.goto(f"/{code}/")
    await page.get_by_role("link", name="Begin").click()

    await page.locator('label[for="ambitie-A-4"]').click()
    await context.set_offline(True)
    await page.get_by_role("button", name="Verstuur").click()
    status = page.locator("#status-ambitie")
    await expect(status).to_have_text("Nog niet verstuurd, wel bewaard. We proberen het opnieuw.")
    await context.set_offline(False)

    await expect(page.get_by_text("Vraag 2 van 6")).to_be_visible()
    await page.get_by_role("link", name="Vorige").click()
    await expect(page.locator("#ambitie-A-4")).to_be_checked()
    await expect(status).to_have_text("Je antwoord is verstuurd.")
    await page.goto(f"/{code}/?stap=7")
    await page.get_by_role("button", name="Klaar").click()
    await expect(page.get_by_role("heading", name="Dank je wel")).to_be_visible()
