"""A backup is put back while phones are open: they show what the database has by then."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Browser, Locator, expect

from tests.e2e.conftest import PHONE
from tests.e2e.people import SENT, Phone
from tests.faults.restartable_server import RestartableServer, restartable
from tests.faults.site import Site

SLOW = 60_000  # milliseconds until a page has noticed that the server is back


@pytest_asyncio.fixture(loop_scope="session")
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    with restartable(tmp_path) as server:
        server.start()
        site = Site(server, server.start_session("Groep"))
        await site.login()
        await site.act("goto", slide="goed")
        yield site
        await site.close()


async def change(form: Locator) -> None:
    """Tap until it is taken: right after an answer a tap may be a double one."""
    while await form.get_attribute("data-mode") != "edit":
        await form.locator("[data-change]").click()


async def test_an_open_phone_shows_the_restored_answer(site: Site, browser: Browser):
    server = site.server
    assert isinstance(server, RestartableServer)
    file = server.data / "first.backup"
    context = await browser.new_context(locale="nl-NL", **PHONE)
    phone = await Phone.by_link(context, f"{server.url}/{site.session.code}/")
    form = phone.form("goed")

    await phone.answer("goed", ["A"])
    server.manage("backup", str(file))
    await change(form)
    await phone.answer("goed", ["B"])
    server.kill()
    server.manage("restore", "--force", str(file))
    server.start()

    await expect(form.locator("input[value=A]")).to_be_checked(timeout=SLOW)
    await expect(phone.status("goed")).to_have_text(SENT)
    await change(form)
    await phone.answer("goed", ["C"])
    reply = await site.client.get(f"/desk/{site.session.code}/export/json")
    (goed,) = [each for each in reply.json()["questions"] if each["key"] == "goed"]
    assert [answer["value"] for answer in goed["rounds"][0]["answers"]] == [["C"]]
    await context.close()
