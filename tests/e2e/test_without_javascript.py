"""A phone without JavaScript takes part with plain forms; any phone loads little."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.e2e.conftest import PHONE, NewContext
from tests.e2e.server import Server, Started

BUDGET_BYTES = 50_000
BUDGET_REQUESTS = 8  # the page, two styles, five scripts

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def act(trainer: BrowserContext, started: Started, action: str, **fields: str) -> None:
    """One action of the facilitator, by the form of the desk."""
    await trainer.request.get(f"/desk/{started.code}/")
    cookies = {cookie["name"]: cookie["value"] for cookie in await trainer.cookies()}
    reply = await trainer.request.post(
        f"/desk/{started.code}/{action}/",
        form=fields,
        headers={"X-CSRFToken": cookies["csrftoken"], "Accept": "application/json"},
    )
    assert reply.ok, await reply.text()


async def test_a_vote_by_form_is_stored_shown_changed_and_closed(
    new_context: NewContext, trainer: BrowserContext, started: Started, server: Server
) -> None:
    await act(trainer, started, "goto", slide="goed")
    page = await (await new_context(PHONE, java_script_enabled=False)).new_page()
    await page.goto(f"/{started.code}/")

    await page.locator('label[for="goed-C"]').click()
    await page.get_by_role("button", name="Verstuur").click()
    stored = page.locator("#goed-C")
    await expect(page.locator("#news")).to_have_text("Je antwoord is verstuurd.")
    await expect(stored).to_be_checked()

    await page.locator('label[for="goed-A"]').click()
    await page.get_by_role("button", name="Verstuur opnieuw").click()
    await expect(page.locator("#goed-A")).to_be_checked()
    await expect(stored).not_to_be_checked()

    await act(trainer, started, "close", question="goed")
    await page.locator('label[for="goed-B"]').click()
    await page.get_by_role("button", name="Verstuur opnieuw").click()
    await expect(page.locator("#news")).to_contain_text("De vraag is gesloten.")
    await expect(page.locator("#goed-A")).to_be_checked()
    reply = await trainer.request.get(f"/desk/{started.code}/export/json")
    exported = {question["key"]: question for question in (await reply.json())["questions"]}
    assert [each["value"] for each in exported["goed"]["rounds"][0]["answers"]] == [["A"]]


async def test_an_empty_form_says_what_to_do(
    new_context: NewContext, trainer: BrowserContext, started: Started
) -> None:
    await act(trainer, started, "goto", slide="tip")
    page = await (await new_context(PHONE, java_script_enabled=False)).new_page()
    await page.goto(f"/{started.code}/")

    await page.get_by_role("button", name="Verstuur").click()

    await expect(page.locator("#news")).to_contain_text("Je hebt nog niets ingevuld.")


async def test_a_reload_and_a_new_tab_keep_the_answer(
    new_context: NewContext, trainer: BrowserContext, started: Started
) -> None:
    await act(trainer, started, "goto", slide="goed")
    context = await new_context(PHONE)
    page = await context.new_page()
    await page.goto(f"/{started.code}/")
    await page.locator('label[for="goed-D"]').click()
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.locator("form[data-question=goed]")).to_have_attribute("data-mode", "sent")

    await page.reload()
    await expect(page.locator("#goed-D")).to_be_checked()
    await page.close()
    again = await context.new_page()
    await again.goto(f"/{started.code}/")

    await expect(again.locator("#goed-D")).to_be_checked()


async def loaded(page: Page, path: str) -> tuple[int, list[str]]:
    """Bytes over the wire and addresses of a first visit, with a cold cache."""
    session = await page.context.new_cdp_session(page)
    sizes: list[int] = []
    urls: list[str] = []

    def asked(event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("http"):
            urls.append(event["request"]["url"])

    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.on("Network.requestWillBeSent", asked)
    await session.send("Network.enable")
    await session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    await page.goto(path, wait_until="networkidle")
    return int(sum(sizes)), urls


async def test_a_phone_loads_little(
    new_context: NewContext, trainer: BrowserContext, started: Started
) -> None:
    await act(trainer, started, "goto", slide="goed")
    page = await (await new_context(PHONE)).new_page()

    size, urls = await loaded(page, f"/{started.code}/")

    await expect(page.locator("[data-status=open]").first).to_be_attached()
    assert 3_000 < size <= BUDGET_BYTES
    assert 3 <= len(urls) <= BUDGET_REQUESTS


async def test_the_projector_would_not_fit_the_budget_of_a_phone(
    new_context: NewContext, started: Started
) -> None:
    """The positive control of the budget."""
    page = await (await new_context(PHONE)).new_page()

    size, urls = await loaded(page, started.screen_url)

    assert size > BUDGET_BYTES
    assert len(urls) > BUDGET_REQUESTS


async def test_keys_steer_the_projector_of_the_facilitator_only(
    new_context: NewContext, trainer: BrowserContext, started: Started
) -> None:
    steered, watched = await trainer.new_page(), await (await new_context()).new_page()
    for page in (steered, watched):
        await page.goto(started.screen_url)
        await expect(page.locator("body")).to_have_attribute("data-line", "open")
        await expect(page.locator(".stage > .slide:visible")).to_have_attribute("data-number", "1")

    await watched.keyboard.press("ArrowRight")
    await steered.keyboard.press("PageDown")
    await steered.keyboard.press("ArrowRight")

    for page in (steered, watched):
        await expect(page.locator(".stage > .slide:visible")).to_have_attribute("data-number", "3")
