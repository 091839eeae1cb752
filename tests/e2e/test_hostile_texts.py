"""Two hundred payloads on every surface: nothing runs, nothing loads, nothing becomes a link."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import httpx
from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.e2e import payloads
from tests.e2e.conftest import PROJECTOR, NewContext
from tests.e2e.server import Server, Started
from tests.e2e.watch import Watch

JSON = {"Accept": "application/json"}
LOOK = """() => ({
  hacked: window.hacked ?? null,
  links: [...document.querySelectorAll("a, area")]
    .map((a) => a.getAttribute("href") ?? a.getAttribute("xlink:href") ?? "")
    .filter((href) => /evil|javascript:|^data:/i.test(href)),
})"""
CLEAN = {"hacked": None, "links": []}


class Facilitator:
    def __init__(self, context: BrowserContext, started: Started) -> None:
        self.context = context
        self.started = started

    async def act(self, action: str, **fields: str) -> None:
        cookies = await self.context.cookies()
        token = next(each["value"] for each in cookies if each["name"] == "csrftoken")
        reply = await self.context.request.post(
            f"{self.started.desk_url}{action}/",
            form=fields,
            headers={"X-CSRFToken": token, **JSON},
        )
        assert reply.ok, await reply.text()

    async def cards(self, question: str) -> str:
        """Every text of a question, as a field of an action."""
        found: list[str] = []
        for number in range(1, 12):
            page = await self.context.request.get(
                f"{self.started.desk_url}texts/?question={question}&state=all&page={number}"
            )
            ids = re.findall(r'data-card="(\w+)"', await page.text())
            if not set(ids) - set(found):
                break
            found += ids
        return "+".join(dict.fromkeys(found))


async def answer_all(site: str, code: str, question: str, texts: list[str], each: int) -> int:
    """Every text from somebody; how many texts were stored."""
    stored = 0
    for start in range(0, len(texts), each):
        value = texts[start : start + each]
        async with httpx.AsyncClient(base_url=site) as person:
            await person.get(f"/{code}/")
            body = {"question": question, "round": 1, "value": value}
            reply = await person.post(f"/{code}/answers/", json=body, headers=JSON)
            stored += len(value) if reply.status_code == 200 else 0
    return stored


async def opened(context: BrowserContext, url: str, shows: str = "hacked") -> Page:
    page = await context.new_page()
    await page.goto(url)
    await expect(page.locator("body")).to_contain_text(shows)
    return page


async def test_the_watch_sees_a_page_that_does_not_escape(browser: Browser):
    """The control: every kind of trouble that the other test looks for."""
    context = await browser.new_context()
    page = await context.new_page()
    await page.set_content("<p>" + "</p><p>".join(payloads.ALL[:5] + payloads.ALL[50:60]))
    await page.set_content("<p>" + "</p><p>".join([payloads.ALL[50], *payloads.ALL[140:150]]))
    await page.wait_for_function("window.hacked === 1")

    seen = await page.evaluate(LOOK)

    assert seen["hacked"] == 1
    assert len(seen["links"]) == 10
    await context.close()


async def test_texts_stay_texts_everywhere(
    started: Started,
    server: Server,
    trainer: BrowserContext,
    new_context: NewContext,
    browser: Browser,
    watch: Watch,
    tmp_path: Path,
):
    named = server.start_session("<img src=x onerror=hacked=1><a href=//evil.example>x</a>")
    desk = await opened(trainer, named.desk_url)
    facilitator = Facilitator(trainer, named)
    code, site = named.code, server.url

    await facilitator.act("goto", slide="associaties")
    words = await answer_all(site, code, "associaties", payloads.SHORT, 1)
    await facilitator.act(
        "card-show", question="associaties", card=await facilitator.cards("associaties")
    )
    await facilitator.act("show", question="associaties", anyway="1")
    screen = await (await new_context(PROJECTOR)).new_page()
    await screen.goto(named.screen_url)
    await screen.wait_for_selector(".result__chart svg, .js-plotly-plot svg")
    await expect(screen.locator(".result__drawing")).to_contain_text("var(--deep)")
    pages = {"words on the projector": await screen.evaluate(LOOK)}
    await facilitator.act("goto", slide="tip")
    phone = await (await new_context()).new_page()
    await phone.goto(named.join_url)
    tips = await answer_all(site, code, "tip", payloads.ALL, 1)
    shown = await facilitator.cards("tip")
    await facilitator.act("card-show", question="tip", card=shown)
    await facilitator.act(
        "card-correct", question="tip", card=shown.split("+")[0], text=payloads.ALL[55]
    )
    await facilitator.act("card-spotlight", question="tip", card=shown.split("+")[1])
    await facilitator.act("show", question="tip", anyway="1")
    await facilitator.act("cohost-invite")
    await expect(screen.locator("body")).to_contain_text("hacked")
    await desk.reload()
    link = await desk.locator('a[href*="/cohost/"]').first.get_attribute("href")
    pages |= {
        "projector": await screen.evaluate(LOOK),
        "desk": await desk.evaluate(LOOK),
        "phone": await phone.evaluate(LOOK),
        "list": await (
            await opened(trainer, f"{named.desk_url}texts/?question=tip&state=all")
        ).evaluate(LOOK),
        "co-host": await (
            await opened(await new_context(), f"{link}?question=tip&state=all")
        ).evaluate(LOOK),
        "sessions": await (await opened(trainer, f"{site}/desk/")).evaluate(LOOK),
        "report": await (await opened(trainer, f"{named.desk_url}report/")).evaluate(LOOK),
    }
    await facilitator.act("finish")
    pages["take away"] = await (
        await opened(await new_context(), f"{named.join_url}takeaway/", "")
    ).evaluate(LOOK)
    for format in ("html", "tips-html"):
        pages[format] = await file_of(
            trainer, browser, f"{named.desk_url}export/{format}?alles", tmp_path
        )

    assert pages == dict.fromkeys(pages, CLEAN)
    assert (tips, words) == (len(payloads.ALL), len(payloads.SHORT)) == (200, 4)
    assert watch.trouble == []


async def file_of(trainer: BrowserContext, browser: Browser, url: str, folder: Path) -> Any:
    """A file as somebody opens it at home: without any policy of ours but its own."""
    reply = await trainer.request.get(url)
    file = folder / "file.html"
    file.write_bytes(await reply.body())
    assert "hacked" in file.read_text()
    context = await browser.new_context()
    page = await context.new_page()
    await page.goto(file.as_uri())
    seen = await page.evaluate(LOOK)
    await context.close()
    return seen
