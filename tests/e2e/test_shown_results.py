"""What the projector has of the answers is on phones too, as long as it is shown."""

from __future__ import annotations

from playwright.async_api import BrowserContext, expect

from tests.e2e.conftest import PHONE, NewContext
from tests.e2e.people import Phone
from tests.e2e.server import Started
from tests.e2e.test_without_javascript import act

FINDING = "Eén antwoord: Ambitie"


async def test_a_result_comes_takes_the_focus_along_and_goes_again(
    new_context: NewContext, trainer: BrowserContext, started: Started
) -> None:
    await act(trainer, started, "goto", slide="goed")
    phone = await Phone.by_link(await new_context(PHONE), f"/{started.code}/")
    page, form = phone.page, phone.form("goed")
    await phone.answer("goed", ["A"])
    await form.get_by_role("button", name="Pas aan").focus()

    await act(trainer, started, "close", question="goed")
    await act(trainer, started, "show", question="goed", anyway="1")
    heading = page.get_by_role("heading", name=FINDING)
    await expect(heading).to_be_focused()
    await expect(form).to_be_hidden()
    await expect(page.locator("#announce")).to_have_text(f"Uitslag: {FINDING}")
    row = page.get_by_role("row", name="Ambitie")
    await expect(row.get_by_role("cell")).to_have_text(["1", "100%"])
    await expect(row.get_by_text("jouw keuze")).to_be_visible()
    await page.reload()
    await expect(row.get_by_text("jouw keuze")).to_be_visible()

    await act(trainer, started, "hide", question="goed")
    await expect(heading).to_have_count(0)
    await expect(form).to_be_visible()
