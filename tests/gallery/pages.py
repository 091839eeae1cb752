"""Who looks on: projectors, phones and desks of several sizes, light and dark."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

SIZES = {
    "projector": [(1920, 1080), (1024, 768)],
    "phone": [(390, 844), (320, 568), (844, 390), (480, 900)],
    "desk": [(1440, 900), (390, 844)],
}
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

    def shoot(self, folder: Path, picture: str) -> None:
        self.page.evaluate(SETTLED)
        (folder / self.name).mkdir(exist_ok=True)
        self.page.screenshot(path=folder / self.name / f"{picture}.jpg", type="jpeg", quality=82)


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
                    has_touch=role == "phone",
                    is_mobile=role == "phone",
                )
                context.add_init_script(f"localStorage.setItem('polshoogte.scheme', '{scheme}')")
                name = f"{role}-{width}x{height}-{scheme}"
                found.append(Viewer(role, name, context.new_page()))
    return found
