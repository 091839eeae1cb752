"""By subgroup, against each other, before and now: with the keyboard only, and for axe-core, on
desk and projector; and the pages of a questionnaire that only somebody who is done comes to."""

from __future__ import annotations

import json
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, Page, expect

from tests.e2e import axe
from tests.e2e.conftest import LAPTOP, PHONE, PROJECTOR, NewContext
from tests.e2e.server import Server
from tests.e2e.test_keyboard import tab_to

pytestmark = pytest.mark.asyncio(loop_scope="session")
MAKE = "import json\nfrom tests.e2e import groups_beside\nprint(json.dumps(groups_beside.have()))"
GO = "from tests.e2e import groups_beside\ngroups_beside.show_before('{code}')"
NAMES = {
    "nl": ("Per deelgroep", "Alle deelgroepen samen", "Tegen elkaar, in een tabel"),
    "en": ("By subgroup", "All subgroups together", "Against each other, in a table"),
}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def made(server: Server) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        server.manage("shell", "-v", "0", "-c", MAKE).splitlines()[-1]
    )
    return found


async def devices(
    new_context: NewContext, server: Server, made: dict[str, Any], scheme: str, language: str
) -> tuple[Page, Page, BrowserContext]:
    """A desk and a projector in these colours, the desk in this language."""
    pages = []
    for options in (LAPTOP, PROJECTOR):
        context = await new_context(options, color_scheme=scheme, reduced_motion="reduce")
        await context.add_init_script(f"localStorage.setItem('polshoogte.scheme', '{scheme}')")
        cookies = {**made["trainer"], "taal": language}
        await context.add_cookies(
            [{"name": name, "value": value, "url": server.url} for name, value in cookies.items()]
        )
        pages.append(await context.new_page())
    return pages[0], pages[1], pages[0].context


async def press(desk: Page, name: str, after: str) -> None:
    """Come to a button by Tab and press it; then the other one is there, and the focus is not
    lost."""
    await tab_to(desk, name)
    await desk.keyboard.press("Enter")
    await expect(desk.get_by_role("button", name=after, exact=True)).to_be_visible()
    assert await desk.evaluate("document.activeElement !== document.body")


@pytest.mark.parametrize(("scheme", "language"), [("light", "nl"), ("dark", "en")])
async def test_results_beside_each_other_by_the_keyboard(
    server: Server,
    new_context: NewContext,
    made: dict[str, Any],
    scheme: str,
    language: str,
) -> None:
    desk, screen, _context = await devices(new_context, server, made, scheme, language)
    by_group, together, against = NAMES[language]
    back = {"nl": "Weer naast elkaar", "en": "Beside each other again"}[language]
    faults = []

    for code, show, hide, told in (
        (made["groups"], by_group, together, "Buiten (n = 9)"),
        (made["pair"], against, back, "x. Rust (n = "),
    ):
        await desk.goto(f"/desk/{code}/")
        await screen.goto(f"/screen/{made['screens'][code]}/")
        await desk.keyboard.press("t")
        await press(desk, show, hide)
        panel = desk.locator("[data-panel]:not([hidden])")
        await expect(panel.locator(".result__table")).to_contain_text(told)
        await expect(screen.locator(".stage")).to_contain_text("Rust")
        faults += await axe.faults(desk) + await axe.faults(screen)
        await press(desk, hide, show)
        await expect(panel.locator(".result__table")).not_to_contain_text(told)
        await desk.keyboard.press("t")

    assert faults == []


@pytest.mark.parametrize(("scheme", "language"), [("light", "nl"), ("dark", "en")])
async def test_before_and_now_and_a_questionnaire_that_is_done(
    server: Server,
    new_context: NewContext,
    made: dict[str, Any],
    scheme: str,
    language: str,
) -> None:
    desk, screen, _context = await devices(new_context, server, made, scheme, language)
    server.manage("shell", "-v", "0", "-c", GO.format(code=made["groups"]))
    await desk.goto(f"/desk/{made['groups']}/")
    panel = desk.locator("[data-panel]:not([hidden])")
    await expect(panel.locator(".result__table")).to_contain_text("(n = 11)")
    await screen.goto(f"/screen/{made['screens'][made['groups']]}/")
    faults = await axe.faults(desk) + await axe.faults(screen)
    for address in (f"/desk/{made['groups']}/settings/", f"/desk/{made['alone']}/settings/"):
        await desk.goto(address)
        faults += await axe.faults(desk)
    phone = await (await new_context(PHONE, color_scheme=scheme)).new_page()
    await phone.context.add_cookies([{"name": "taal", "value": language, "url": server.url}])
    await phone.goto(f"/{made['alone']}/?stap=1")
    await phone.locator('label[for="ambitie-A-4"]').click()
    await tab_to(phone, {"nl": "Verstuur", "en": "Send"}[language])
    await phone.keyboard.press("Enter")
    await expect(phone.get_by_text({"nl": "Vraag 2", "en": "Question 2"}[language])).to_be_visible()
    await phone.goto(f"/{made['alone']}/?stap=7")
    await tab_to(phone, {"nl": "Klaar", "en": "Done"}[language])
    await phone.keyboard.press("Enter")
    heading = phone.get_by_role("heading", level=1)
    await expect(heading).to_contain_text({"nl": "Dank je wel", "en": "Thank you"}[language])
    faults += await axe.faults(phone)

    assert faults == []
