"""Such texts in every field that takes one, on every page that shows it: one of each shape, all two
hundred with HOSTILE=all (`make fuzz`)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.async_api import Browser, BrowserContext, expect

from tests.e2e import payloads
from tests.e2e.conftest import LAPTOP, PROJECTOR, NewContext
from tests.e2e.hostile_world import TEXTS
from tests.e2e.server import Server, Started
from tests.e2e.test_hostile_texts import CLEAN, LOOK, Facilitator, file_of
from tests.e2e.watch import Watch

BUILD = "import json; from tests.e2e import hostile_world as w; print(json.dumps(w.build()))"
SLIDES = (
    {
        "meer-keuzes": "afspraken",
        "teksten": "goed-gegaan",
        "woorden": "woorden",
        "vragen": "vragen",
    },
    {"voorbeelden": "voorbeelden", "lastig-herkennen": "dynamieken", "tip": "tip"},
)
ECHOES = (
    "/?code={text}",
    "/{text}/",
    "{desk}texts/?question=tip&search={text}",
    "/tips/?search={text}",
)
EVERYBODY = len(TEXTS) + 1  # one for each text, and a phone
# The own words of a choice are for the desk only.
SHOWN = re.compile(f"hacked|{EVERYBODY} van {EVERYBODY}")
# Of the list of texts, with 40 on each; the other lists are made by the same template.
PAGES = {"tip": ceil(len(TEXTS) / 40)}
FILES = ("html", "tips-html")


@dataclass
class Look:
    """What is seen of each page."""

    context: BrowserContext
    seen: dict[str, Any]

    async def at(self, name: str, url: str, shows: str = "hacked") -> None:
        page = await self.context.new_page()
        await page.goto(url)
        if shows:
            await expect(page.locator("body")).to_contain_text(shows)
        self.seen[name] = await page.evaluate(LOOK)
        await page.close()


async def test_no_field_lets_a_text_be_more_than_text(
    server: Server, new_context: NewContext, browser: Browser, watch: Watch, tmp_path: Path
):
    made = json.loads(server.manage("shell", "-v", "0", "--no-imports", "-c", BUILD))
    laptop = await new_context(LAPTOP)
    await (await laptop.new_page()).goto(server.manage("login_link", made["name"]))
    look = Look(laptop, {})
    both = [started(server, **each) for each in made["sessions"]]
    for path in ("/desk/", "/desk/account/", "/tips/", f"/compare/?{query(both)}"):
        await look.at(path, path)
    for (each, cookie), slides in zip(both, SLIDES, strict=True):
        facilitator = Facilitator(laptop, each)
        phone, screen = await new_context(), await new_context(PROJECTOR)
        await phone.add_cookies([cookie])
        shown = await screen.new_page()
        await shown.goto(each.screen_url)
        for slide, question in slides.items():
            await facilitator.act("goto", slide=slide)
            await expect(
                shown.locator(f'.slide [data-results="{question}"]:visible')
            ).to_contain_text(SHOWN)
            look.seen[f"projector {slide}"] = await shown.evaluate(LOOK)
            await Look(phone, look.seen).at(f"phone {slide}", each.join_url, "")
            for number in range(1, PAGES.get(question, 1) + 1):
                url = f"{each.desk_url}texts/?question={question}&state=all&page={number}"
                await look.at(f"texts {slide} {number}", url)
        for page in ("", "report/", "settings/", "memory/"):
            await look.at(f"{page} {each.code}", f"{each.desk_url}{page}", "")
        await facilitator.act("finish")
        await Look(phone, look.seen).at(f"take away {each.code}", f"{each.join_url}takeaway/")
        for format in FILES:
            look.seen[f"{format} {each.code}"] = await file_of(
                laptop, browser, f"{each.desk_url}export/{format}?alles", tmp_path
            )
    text = quote("".join(payloads.ALL), safe="")
    for path in ECHOES:
        await look.at(path, path.format(text=text, desk=both[1][0].desk_url), "")

    assert look.seen == dict.fromkeys(look.seen, CLEAN)
    assert len(look.seen) > 40
    assert [line for line in watch.trouble if "404" not in line] == []


def started(server: Server, code: str, screen: str, cookie: str) -> tuple[Started, Any]:
    """A session of the hostile world, and the cookie of a phone that answered in it."""
    base = server.url
    found = Started(code, f"{base}/{code}/", f"{base}/screen/{screen}/", f"{base}/desk/{code}/")
    return found, {"name": f"deelnemer-{code}", "value": cookie, "url": base}


def query(sessions: list[tuple[Started, Any]]) -> str:
    return "&".join(f"session={each.code}" for each, _cookie in sessions)
