"""A group against earlier groups: a panel on the desk, and on the projector when it is shown."""

from __future__ import annotations

from playwright.async_api import BrowserContext, expect

from tests.e2e.conftest import PROJECTOR, NewContext
from tests.e2e.people import Desk, Screen
from tests.e2e.server import Server
from tests.e2e.watch import Watch

# Of a facilitator whose only groups these are; the trainer, an administrator, sees them too.
FILL = """
from django.contrib.auth.models import User
from polls.models import LiveSession
from tests.workshop.exports.room import fill
session = LiveSession.objects.get(code="{code}")
session.facilitator, _made = User.objects.get_or_create(username="onthouder")
session.save()
fill(session, {people})
"""


async def test_earlier_groups_unfold_on_the_desk_and_stand_on_the_projector(
    trainer: BrowserContext, server: Server, new_context: NewContext, watch: Watch
):
    for number, people in enumerate((12, 19, 26)):
        earlier = server.start_session(f"Eerder {number}")
        server.manage("shell", "-v", "0", "-c", FILL.format(code=earlier.code, people=people))
    now = server.start_session("Nu")
    server.manage("shell", "-v", "0", "-c", FILL.format(code=now.code, people=31))
    desk = Desk(await trainer.new_page())
    await desk.page.goto(now.desk_url)
    for key in ("3", "4", "Enter"):
        await desk.press(key)
    panel = desk.panel("goed").locator("[data-earlier-groups]")

    await panel.get_by_text("Met eerdere groepen").click()
    await expect(panel.locator("svg")).to_be_visible()
    await expect(panel.get_by_role("row")).to_have_count(6)
    await expect(panel.locator("strong")).to_contain_text("Het verst van het midden")

    screen = Screen(await (await new_context(PROJECTOR)).new_page())
    await screen.page.goto(now.screen_url)
    await desk.press("s")
    await desk.press("t")
    # Only then are both stored: the button below loads the page anew.
    await expect(screen.result("goed").locator(".result__figure")).to_be_visible()
    await expect(desk.panel("goed").get_by_text("gesloten")).to_be_visible()
    await desk.open_drawer()
    await desk.page.get_by_role("button", name="Zet eerdere groepen op het scherm").click()
    await expect(screen.result("goed").get_by_text("midden van 3 groepen").first).to_be_visible()
    assert watch.trouble == []
