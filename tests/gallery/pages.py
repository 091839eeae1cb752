"""The pages that are looked at: projectors, phones and desks of several sizes, light and dark."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.e2e.other_pages import Page as Place
from tests.e2e.other_pages import World, stage

SIZES = {
    "projector": [(1920, 1080), (1024, 768)],
    "phone": [(390, 844), (320, 568), (844, 390), (480, 900)],
    "desk": [(1920, 1080), (1440, 900), (1024, 768), (390, 844), (320, 568)],
    "page": [(1920, 1080), (1024, 768), (390, 844), (320, 568)],
}
PATIENCE = 30_000  # ms: the first chart waits for Plotly
HANDS = 500  # pixels: a narrower screen is a telephone's
SCHEMES = ("light", "dark")
SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@dataclass(frozen=True, slots=True)
class Viewer:
    """One open page, and the name of its row of pictures."""

    role: str
    name: str
    page: Page

    def see_slide(self, slide: str) -> None:
        """Wait until the page is at a slide."""
        place = {
            "projector": f'.stage > [data-slide="{slide}"]:not([hidden])',
            "phone": f'#slide:not([hidden]) [data-slide="{slide}"]',
            "desk": f'[data-preview="current"] [data-slide="{slide}"]',
        }[self.role]
        self.page.locator(place).wait_for(state="attached")

    def see_results(self) -> None:
        place = {
            "projector": ".stage > .slide[data-shown]:not([hidden])",
            "desk": "[data-privacy][data-on]",
        }
        if self.role in place:
            self.page.locator(place[self.role]).first.wait_for(state="attached")
            expect(self.page.locator(".result__drawing:empty:visible")).to_have_count(
                0, timeout=PATIENCE
            )

    def answer(self, question: str, value: list[str]) -> None:
        """Fill in the phone's form and send it."""
        form = self.page.locator(f'form[data-question="{question}"]')
        tick = form.locator(f"#{question}-{value[0]}")
        if tick.count():
            tick.check(force=True)
        else:
            form.locator(f"#{question}-1").fill(value[0])
        form.locator("[type=submit]").click()
        form.locator("[data-change]").wait_for()

    def write(self, question: str, value: str) -> None:
        self.page.locator(f'form[data-question="{question}"] .input:visible').first.fill(value)

    def shoot(self, folder: Path, picture: str, *, whole: bool = False) -> None:
        """The window, or the `whole` page."""
        self.page.evaluate(SETTLED)
        (folder / self.name).mkdir(exist_ok=True)
        path = folder / self.name / f"{picture}.jpg"
        self.page.screenshot(path=path, type="jpeg", quality=82, full_page=whole)

    def visit(self, world: World, page: Place) -> None:
        """Come to a page as the one whose page it is, and wait for its charts."""
        self.page.context.clear_cookies()
        self.page.context.add_cookies(world.cookies_of(page.who))
        self.page.goto(world.address(page))
        if page.script:
            with self.page.expect_navigation():
                self.page.evaluate(page.script)
        if self.page.locator("[data-chart]").count():
            self.page.locator("body[data-ready]").wait_for()


def viewers(browser: Browser, site: str, roles: list[str], schemes: list[str]) -> list[Viewer]:
    found = []
    for role in roles:
        for width, height in SIZES[role]:
            for scheme in schemes:
                context = browser.new_context(
                    base_url=site,
                    locale="nl-NL",
                    viewport={"width": width, "height": height},
                    color_scheme="dark" if scheme == "dark" else "light",
                    reduced_motion="reduce",
                    has_touch=role == "phone" or width < HANDS,
                    is_mobile=role == "phone" or width < HANDS,
                )
                context.add_init_script(f"localStorage.setItem('polshoogte.scheme', '{scheme}')")
                name = f"{role}-{width}x{height}-{scheme}"
                if role == "page":
                    stage(context, "nl")
                found.append(Viewer(role, name, context.new_page()))
    return found
