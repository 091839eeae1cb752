"""A whole workshop given by one trainer who has nothing but a phone, by taps alone."""

from __future__ import annotations

import asyncio
import re

from playwright.async_api import Page, expect

from tests.e2e.conftest import PHONE, PROJECTOR, NewContext
from tests.e2e.people import Desk, Screen
from tests.e2e.server import Server, Started
from tests.e2e.watch import Watch

TEXTS = 24  # long enough for a second page of the projector's wall
LONG = "Een netwerk van gemeenten dat samen met zorg en onderwijs een plan maakt."
VOTES = {"goed": {"A": "9", "B": "2"}, "minder": {"A": "1", "C": "10"}}
LAST = 41


async def act(remote: Page, action: str, **fields: str) -> None:
    """What the room does."""
    token = str(await remote.locator("body").get_attribute("data-token"))
    headers = {"X-CSRFToken": token, "Accept": "application/json"}
    reply = await remote.request.post(f"{remote.url}{action}/", form=fields, headers=headers)
    assert reply.ok, await reply.text()


async def tap(remote: Page, name: str, *, exact: bool = True) -> None:
    button = remote.get_by_role("button", name=name, exact=exact)
    await button.filter(visible=True).first.tap()


async def tap_on(remote: Page, number: int) -> None:
    """Next, until a slide."""
    here = int(str(await Desk(remote).preview().get_attribute("data-number")))
    for slide in range(here + 1, number + 1):
        await tap(remote, "Volgende")
        await expect(Desk(remote).preview()).to_have_attribute("data-number", str(slide))


async def answer_texts(remote: Page, screen: Screen) -> None:
    """More answers than a page holds; the second one is turned to."""
    await tap_on(remote, 5)
    chip = Desk(remote).panel("voorbeelden").locator("[data-state-chip]")
    await expect(chip).to_have_text("open")
    texts = [f"{LONG} Dat was nummer {n}." for n in range(TEXTS)]
    await asyncio.gather(
        *[act(remote, "answer-for", question="voorbeelden", text=text) for text in texts]
    )
    pages = screen.slide.locator(".result__pages")
    await expect(pages).to_have_text(re.compile("^pagina 1 van [2-9]$"))
    await tap(remote, "Volgende pagina met antwoorden")
    await expect(pages).to_have_text(re.compile("^pagina 2 van "))


async def vote_and_reveal(remote: Page, screen: Screen) -> None:
    """Two votes, closed by hand, and what they are beside each other."""
    for slide, (question, hands) in zip((34, 35), VOTES.items(), strict=True):
        await tap_on(remote, slide)
        chip = Desk(remote).panel(question).locator("[data-state-chip]")
        await expect(chip).to_have_text("open")
        fields = {f"hands.{option}": number for option, number in hands.items()}
        await act(remote, "hands", question=question, **fields)
        await tap(remote, "Sluit")
        await expect(chip).to_have_text("gesloten")
    await tap_on(remote, 36)
    await tap(remote, "Toon")
    await expect(screen.result("goed+minder").locator(".barlayer .point")).to_have_count(10)
    await tap(remote, "Oordeel")
    await expect(screen.result("condities").locator(".result__figure")).to_contain_text("Kracht")
    await tap(remote, "Paar")
    await expect(screen.result("goed+minder")).to_be_visible()


async def test_a_phone_is_the_only_remote(
    server: Server, started: Started, new_context: NewContext, watch: Watch
) -> None:
    remote = await (await new_context(PHONE)).new_page()
    await remote.goto(server.login_link())
    await remote.goto(started.desk_url)
    screen = Screen(await (await new_context(PROJECTOR)).new_page())
    await screen.page.goto(started.screen_url)

    await tap(remote, "Begin")
    await expect(remote.locator("body")).to_have_attribute("data-session", "live")
    await answer_texts(remote, screen)
    await vote_and_reveal(remote, screen)
    await tap(remote, "Zwart")
    await expect(screen.page.locator('[data-overlay="blank"]')).to_be_visible()
    await tap(remote, "Zwart")
    await tap_on(remote, LAST)
    await expect(screen.slide).to_have_attribute("data-number", str(LAST))
    await tap(remote, "Beëindig de sessie")
    await tap(remote, "Zeker weten?", exact=False)

    await expect(remote.get_by_role("link", name="Bekijk het verslag")).to_be_visible()
    await expect(screen.page.locator("body")).to_have_attribute("data-session", "ended")
    assert watch.trouble == []
