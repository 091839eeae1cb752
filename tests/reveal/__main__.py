"""How soon a result comes up on a projector, and how smoothly: `make bench-reveal`.

A facilitator presses T on a projector of 1920 x 1080, drawn by the processor alone. Counted are
the time from the key to the first frame with the chart in it, of the first chart of a page and
of later ones, and the frames while its bars grow.
"""

from __future__ import annotations

import tests.environment  # isort: skip  # noqa: F401  # before Django reads its settings

import os
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

from tests.e2e.conftest import ARGUMENTS, CHROMIUM, PROJECTOR  # noqa: E402
from tests.e2e.server import serving  # noqa: E402
from tests.gallery.crowd import Crowd  # noqa: E402
from tests.gallery.round import Trainer  # noqa: E402

DECK, SLIDE, QUESTION = "alle-werkvormen", "meer-keuzes", "afspraken"
PAGES, TIMES = 5, 4  # pages that are opened, and reveals on each
READY_MS = 4000  # before anybody presses: a room looks at the question for longer
WATCH = """() => {
  window.seen = new Promise((done) => {
    addEventListener("keydown", () => {
      const pressed = performance.now();
      const frames = [];
      const drawn = () => document.querySelector(".stage > .slide:not([hidden]) .barlayer .point");
      const frame = (now) => {
        if (drawn()) frames.push(now);
        const grown = frames.length && now - frames[0] > 900;
        if (grown) done({ first: frames[0] - pressed, frames: frames.slice(1) });
        else requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    }, { once: true, capture: true });
  });
}"""


def reveal(page: Page) -> dict[str, Any]:
    """Press T and watch; then hide it again."""
    page.evaluate(WATCH)
    page.keyboard.press("t")
    seen: dict[str, Any] = page.evaluate("() => window.seen")
    page.keyboard.press("t")
    page.locator(".stage > .slide[data-shown]:not([hidden])").wait_for(state="detached")
    return seen


def frames_a_second(seen: dict[str, Any]) -> float:
    frames = seen["frames"]
    return 1000 * (len(frames) - 1) / (frames[-1] - frames[0])


def main() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    first, later, rates = [], [], []
    with (
        tempfile.TemporaryDirectory() as data,
        serving(Path(data)) as server,
        sync_playwright() as playwright,
    ):
        started = server.start_session("Meting", DECK)
        trainer = Trainer(server, started.desk_url)
        crowd = Crowd(server.url, started.code)
        trainer.act("goto", slide=SLIDE)
        crowd.give(QUESTION, [[option] for option in "CABCDCACEC" * 4])
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = browser.new_context(**PROJECTOR)
        context.add_cookies(trainer.cookies)
        for _page in range(PAGES):
            page = context.new_page()
            page.goto(started.screen_url)
            page.wait_for_timeout(READY_MS)
            found = [reveal(page) for _time in range(TIMES)]
            first.append(found[0]["first"])
            later += [seen["first"] for seen in found[1:]]
            rates += [frames_a_second(seen) for seen in found]
            page.close()
        crowd.close()
        trainer.close()
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{os.cpu_count()} cores, load {load}")
    for name, taken in (("first chart", first), ("later ones", later)):
        print(f"{name:11} after {median(taken):4.0f} ms ({min(taken):.0f}-{max(taken):.0f})")
    print(f"frames      {median(rates):4.0f} a second ({min(rates):.0f}-{max(rates):.0f})")


main()
