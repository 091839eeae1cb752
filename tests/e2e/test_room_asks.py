"""What a facilitator switches: questions from the room, other words, and slides to leave out."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import BrowserContext, expect

from tests.e2e.conftest import PROJECTOR, NewContext
from tests.e2e.people import SENT, Desk, Phone, Screen, jump
from tests.e2e.server import Server, Started
from tests.e2e.watch import Watch

LATE = """
from datetime import timedelta
from django.db.models import F
from polls.models import LiveSession
earlier = timedelta(minutes=30)
LiveSession.objects.filter(code="{code}").update(
    started=F("started") - earlier, position_since=F("position_since") - earlier,
    version=F("version") + 1,
)
"""

TWICE = """() => {
  for (const key of ["W", "W"]) dispatchEvent(new KeyboardEvent("keydown", { key }));
}"""

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_room_asks_beside_the_deck_and_one_question_stands_large(
    started: Started, trainer: BrowserContext, new_context: NewContext, watch: Watch
) -> None:
    page = await trainer.new_page()
    await page.goto(started.desk_url)
    desk = Desk(page)
    screen = Screen(await (await new_context(PROJECTOR)).new_page())
    screen.listen()
    await screen.page.goto(started.screen_url)
    asker, other = [await Phone.by_link(await new_context(), started.join_url) for _ in range(2)]
    await jump(desk, "34")
    await expect(asker.slide).to_have_attribute("data-slide", "goed")
    await expect(asker.page.locator("#audience")).to_be_hidden()

    await desk.open_drawer()
    await page.get_by_role("button", name="Zet aan").click()
    await asker.choose("goed", "C")  # a choice that was not sent stays
    await asker.page.locator("#audience summary").click()
    await asker.answer("aside", ["Wie betaalt dit?"])
    await expect(page.locator("[data-audience-waiting]")).to_have_text("1 wacht op jou")
    await expect(asker.form("goed").locator("#goed-C")).to_be_checked()
    assert "Wie betaalt dit?" not in await screen.everything() + await other.page.content()

    await expect(page.locator("body")).to_have_attribute("data-audience-asks", "")  # made anew
    await expect(page.locator("[data-drawer]")).to_have_attribute("open", "")
    await page.get_by_role("link", name="Bekijk de vragen").click()
    card = page.locator("[data-card]")
    await card.focus()
    await desk.press("v")
    await expect(screen.page.locator('[data-overlay="card"]')).to_have_text("Wie betaalt dit?")
    await other.page.locator("#audience summary").click()
    await other.form("aside").get_by_text("Wie betaalt dit?").click()
    await other.send("aside")
    await expect(other.status("aside")).to_have_text(SENT)

    await page.locator(".texts__filter").filter(has_text="Getoond").click()
    await expect(card).to_contain_text("2×")
    await card.focus()
    await desk.press("1")
    await expect(other.form("aside")).to_contain_text("beantwoord")
    await page.get_by_role("link", name="Terug naar de regie").click()
    await desk.open_drawer()
    await page.get_by_role("button", name="Zet uit").click()
    await expect(page.get_by_role("button", name="Zet aan")).to_be_visible()
    await expect(other.page.locator("#audience")).to_be_hidden()
    assert watch.trouble == []


async def test_one_collaboration_reaches_pages_that_are_open(
    started: Started, trainer: BrowserContext, new_context: NewContext, watch: Watch
) -> None:
    """F18, F21."""
    page = await trainer.new_page()
    await page.goto(started.desk_url)
    desk = Desk(page)
    screen = Screen(await (await new_context(PROJECTOR)).new_page())
    await screen.page.goto(started.screen_url)
    phone = await Phone.by_link(await new_context(), started.join_url)
    await jump(desk, "34")
    await expect(phone.slide).to_contain_text("Welke conditie scoort in jouw samenwerking goed?")

    settings = await trainer.new_page()
    await settings.goto(f"{started.desk_url}settings/")
    await settings.get_by_label("Allemaal over dezelfde samenwerking").check()
    await settings.get_by_role("button", name="Bewaar de instellingen").click()
    ours = "Welke conditie scoort in onze samenwerking goed?"
    for place in (phone.slide, screen.slide, desk.preview()):
        await expect(place).to_contain_text(ours)

    skippable = page.locator("[data-skippable]")
    await jump(desk, "29")
    await desk.open_drawer()
    await skippable.locator("summary").click()
    await expect(skippable.locator("[data-skippable-minutes]")).to_have_text("4 min")
    await skippable.get_by_role("button", name="Sla ze alle over").click()
    await expect(skippable.locator("[data-skippable-none]")).to_be_visible()
    await desk.press("ArrowRight")
    await expect(screen.slide).to_have_attribute("data-number", "31")
    await page.get_by_role("button", name="Maak ongedaan").click()
    assert watch.trouble == []


async def test_the_desk_says_how_far_behind_the_plan_it_is(
    started: Started, trainer: BrowserContext, server: Server
) -> None:
    """F18: half an hour on a first slide of two minutes."""
    page = await trainer.new_page()
    await page.goto(started.desk_url)
    await page.get_by_role("button", name="Begin").click()
    pace = page.locator("[data-pace]")
    await expect(pace).to_have_text("op schema")

    server.manage("shell", "-v", "0", "-c", LATE.format(code=started.code))
    await page.reload()

    await expect(pace).to_have_text(re.compile(r"^2\d\smin achter op schema$"))


async def test_a_break_the_slides_that_may_go_and_the_end_have_keys(
    started: Started, trainer: BrowserContext, new_context: NewContext, watch: Watch
) -> None:
    page = await trainer.new_page()
    await page.goto(started.desk_url)
    desk = Desk(page)
    phone = await Phone.by_link(await new_context(), started.join_url)
    body = page.locator("body")
    await expect(page.locator("[data-line]")).to_have_attribute("data-status", "open")

    for state in ("live", "paused", "live"):
        await desk.press("e")
        await expect(body).to_have_attribute("data-session", state)
        await expect(phone.page.locator("body")).to_have_attribute("data-session", state)
    await desk.press("l")
    await expect(page.locator('[data-skippable] [aria-pressed="false"]')).to_have_count(0)
    await desk.press("z")
    await expect(page.locator('[data-skippable] [aria-pressed="true"]')).to_have_count(0)
    await page.evaluate(TWICE)  # in one go: the first press asks, for four seconds
    await expect(body).to_have_attribute("data-session", "ended")
    assert watch.trouble == []
