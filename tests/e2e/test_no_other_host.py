"""No page, of anybody, asks anything of another machine; nor does a file that was taken home."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Browser, BrowserContext, expect

from tests.e2e.conftest import PROJECTOR, NewContext
from tests.e2e.people import Phone
from tests.e2e.server import Server, Started
from tests.e2e.test_report import FILL
from tests.e2e.watch import Watch

TRAINERS = [
    *("/desk/", "/desk/account/", "/desk/account/password/", "/tips/", "/compare/?session={code}"),
    *("{desk}", "{desk}texts/", "{desk}report/", "{desk}retention/", "{desk}memory/"),
]
ANYBODYS = ["/", "/?code=1", "/nergens/", "/desk/login/", "/{code}/takeaway/"]
FILES = ["html", "tips-html"]  # the exports that a browser opens


def elsewhere(watch: Watch) -> list[str]:
    return [line for line in watch.trouble if line.startswith("another host")]


async def test_every_page_asks_this_server_only(
    started: Started,
    server: Server,
    trainer: BrowserContext,
    new_context: NewContext,
    watch: Watch,
):
    server.manage("shell", "-v", "0", "-c", FILL.format(code=started.code))
    device, projector = await new_context(), await new_context(PROJECTOR)
    screen, phone = await projector.new_page(), await Phone.by_link(device, started.join_url)
    await screen.goto(started.screen_url)
    for context, paths in ((trainer, TRAINERS), (device, ANYBODYS)):
        for path in paths:
            page = await context.new_page()
            await page.goto(path.format(code=started.code, desk=started.desk_url))
    desk = trainer.pages[5]
    await desk.bring_to_front()
    await desk.keyboard.press("3")
    await desk.keyboard.press("4")
    await desk.keyboard.press("Enter")
    await expect(phone.slide).to_have_attribute("data-slide", "goed")
    await desk.keyboard.press("t")
    await expect(screen.locator('[data-results="goed"] .main-svg').first).to_be_visible()

    assert elsewhere(watch) == []
    assert len(watch.requests) > 100
    assert sum(url.startswith(f"{server.url}/ws/") for url in watch.requests) >= 3


async def test_a_file_that_was_taken_home_asks_nothing(
    started: Started, server: Server, trainer: BrowserContext, browser: Browser, tmp_path: Path
):
    server.manage("shell", "-v", "0", "-c", FILL.format(code=started.code))
    watch = Watch(tmp_path.as_uri())
    home = await browser.new_context()
    watch.follow(home)
    for format in FILES:
        file = tmp_path / f"{format}.html"
        reply = await trainer.request.get(f"{started.desk_url}export/{format}?alles")
        file.write_bytes(await reply.body())
        await (await home.new_page()).goto(file.as_uri())
    await home.close()

    assert watch.trouble == []
    assert len(watch.requests) >= len(FILES)


async def test_the_watch_sees_another_host(browser: Browser, server: Server):
    """The control: a picture, a script and a socket of another machine."""
    watch = Watch(server.url)
    context = await browser.new_context()
    watch.follow(context)
    page = await context.new_page()
    await page.route("**", lambda route: route.abort())

    await page.set_content(
        '<img src="http://192.0.2.1/x.png"><script src="//192.0.2.1/x.js"></script>'
    )
    await page.evaluate("new WebSocket('ws://192.0.2.1/')")
    await page.evaluate("fetch('http://192.0.2.1/f').catch(() => 0)")
    await context.close()

    assert len(elsewhere(watch)) >= 3
