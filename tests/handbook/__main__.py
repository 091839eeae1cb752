"""Makes the pictures of the handbook: `python -m tests.handbook`, as `make handbook` does.

Of each language: a workshop, its editor, a room of 37 people that votes, and the report.
"""

from __future__ import annotations

import tests.environment  # isort: skip  # noqa: F401  # before Django reads its settings

import io
import tempfile
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from PIL import Image  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from tests.e2e.conftest import ARGUMENTS, CHROMIUM  # noqa: E402
from tests.e2e.server import Server, serving  # noqa: E402
from tests.gallery.crowd import ANSWERS, Crowd  # noqa: E402
from tests.gallery.pages import Viewer  # noqa: E402
from tests.gallery.round import Trainer  # noqa: E402
from workshop.views.handbook import PICTURES  # noqa: E402

DECKS = {"nl": "beter-samenwerken", "en": "working-better-together"}
GROUPS = {"nl": "Sociaal domein", "en": "Social services"}
TIPS = {
    "nl": [value[0] for value in ANSWERS["tip"][:12]],
    "en": [
        "Call first, write later",
        "Start with what the other needs",
        "One agenda for the whole chain",
        "Drink coffee with each other's team",
        "Decide who decides",
        "Say early what you cannot do",
        "Celebrate small results",
        "Ask the residents too",
    ],
}
LAPTOP, PHONE, WALL = (1280, 800), (390, 760), (1280, 720)
QUALITY = 80  # of WebP: sharp enough to read small print
WIDTHS = {LAPTOP: 1120, PHONE: 390, WALL: 1120}


class Album:
    """The pictures of one language."""

    def __init__(self, server: Server, browser: Browser, language: str) -> None:
        self.server, self.browser, self.language = server, browser, language
        self.folder = PICTURES / language
        self.folder.mkdir(parents=True, exist_ok=True)
        self.started = server.start_session(GROUPS[language], DECKS[language])
        self.trainer = Trainer(server, self.started.desk_url)
        self.crowd = Crowd(server.url, self.started.code)

    def open(self, address: str, size: tuple[int, int]) -> Page:
        width, height = size
        context = self.browser.new_context(
            base_url=self.server.url,
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            color_scheme="light",
            is_mobile=size == PHONE,
            has_touch=size == PHONE,
            device_scale_factor=2,
        )
        context.set_default_timeout(60_000)
        cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": self.language}
        context.add_cookies([{**cookie, "url": self.server.url}])  # type: ignore[list-item]
        if size == LAPTOP:
            context.add_cookies(self.trainer.cookies)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(address)
        return page

    def keep(self, page: Page, name: str) -> None:
        page.wait_for_load_state("networkidle")
        shot = Image.open(io.BytesIO(page.screenshot()))
        size = page.viewport_size
        assert size
        width = WIDTHS[(size["width"], size["height"])]
        shot.thumbnail((2 * width, 4 * width))
        if size["width"] != PHONE[0]:
            shot.thumbnail((width, width))
        shot.save(self.folder / f"{name}.webp", quality=QUALITY, method=6)

    def make(self) -> None:
        self.author()
        desk = self.open(self.started.desk_url, LAPTOP)
        wall = self.open(self.started.screen_url, WALL)
        phone = self.open(self.started.join_url, PHONE)
        viewers = [Viewer("desk", "", desk), Viewer("projector", "", wall)]
        self.keep(wall, "cover")
        self.go("goed", [*viewers, Viewer("phone", "", phone)])
        self.keep(phone, "phone")
        self.crowd.answer("goed")
        self.keep(desk, "desk")
        self.show("goed", viewers)
        self.keep(wall, "result")
        self.go("tip", viewers)
        self.crowd.give("tip", [[text] for text in TIPS[self.language]])
        desk.locator("[data-card]").nth(len(TIPS[self.language]) - 1).wait_for(state="attached")
        self.keep(desk, "texts")
        self.trainer.act("finish")
        report = self.open(f"{self.started.desk_url}report/", LAPTOP)
        report.locator("body[data-ready]").wait_for()
        self.keep(report, "report")

    def author(self) -> None:
        """A workshop of one's own, in the list and in the editor."""
        page = self.open(f"/examples/{DECKS[self.language]}/", LAPTOP)
        page.locator("[name=title]").fill(
            {"nl": "Samen sterker", "en": "Stronger together"}[self.language]
        )
        page.locator("main form .button--accent").click()
        page.wait_for_url("**/workshops/*/**")
        slug = page.url.partition("/workshops/")[2].partition("/")[0]
        page.goto(f"/workshops/{slug}/?slide=goed")
        page.locator(".stage [data-slide]").first.wait_for()
        self.keep(page, "editor")
        page.goto("/workshops/")
        self.keep(page, "workshops")

    def go(self, slide: str, viewers: list[Viewer]) -> None:
        self.trainer.act("goto", slide=slide)
        for viewer in viewers:
            viewer.see_slide(slide)

    def show(self, slide: str, viewers: list[Viewer]) -> None:
        self.trainer.act("show", anyway="1")
        for viewer in viewers:
            viewer.see_results()


def main() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    with (
        tempfile.TemporaryDirectory() as data,
        serving(Path(data)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for language in DECKS:
            Album(server, browser, language).make()
        browser.close()


main()
