"""What a room wrote, on the projector: nothing overlaps, sticks out or is too small to read."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.e2e.conftest import PROJECTOR, NewContext
from tests.e2e.people import Screen
from tests.e2e.server import Server
from tests.e2e.watch import Watch
from tests.gallery.crowd import Crowd
from tests.gallery.round import Trainer

pytestmark = pytest.mark.asyncio(loop_scope="session")

READABLE = 32  # pixels at 1080 lines
CARDS = 39
TEXT = (
    "Plan elke maand een kwartier om terug te kijken, bel in plaats van mailen en vier samen wat"
    " er lukt, ook als het einde nog ver weg is."
)
RATIOS = [(1920, 1080), (1280, 800), (1024, 768), (2560, 1080)]

# Of all cards or words in sight: what is wrong with them, in pixels of the stage.
FAULTS = """([selector, readable]) => {
  const slide = document.querySelector(".stage > .slide:not([hidden])");
  const stage = document.querySelector(".stage").getBoundingClientRect();
  const zoom = stage.width / 1920, foot = stage.top + 942 * zoom;
  const shown = [...slide.querySelectorAll(selector)].filter((each) => each.checkVisibility());
  const boxes = shown.map((each) => each.getBoundingClientRect());
  const names = shown.map((each) => each.textContent.slice(0, 30));
  const faults = [];
  boxes.forEach((box, at) => {
    const beside = box.left < stage.left || box.right > stage.right;
    if (beside || box.top < stage.top || box.bottom > foot) faults.push(`${names[at]}: outside`);
    const matrix = shown[at] instanceof SVGElement ? shown[at].getScreenCTM().a / zoom : 1;
    if (parseFloat(getComputedStyle(shown[at]).fontSize) * matrix < readable)
      faults.push(`${names[at]}: small`);
    if (shown[at].scrollWidth > shown[at].clientWidth + 1 && !(shown[at] instanceof SVGElement))
      faults.push(`${names[at]}: wide`);
    boxes.slice(at + 1).forEach((other, later) => {
      const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      if (across > 1 && down > SLACK) faults.push(`${names[at]} over ${names[at + 1 + later]}`);
    });
  });
  return { count: shown.length, faults };
}"""


async def look(page: Page, selector: str, slack: str = "1") -> Any:
    return await page.evaluate(FAULTS.replace("SLACK", slack), [selector, READABLE])


async def test_a_wall_fits_at_every_ratio_and_39_answers_take_three_pages(
    server: Server, new_context: NewContext, watch: Watch
) -> None:
    started = server.start_session("Muur")
    trainer = Trainer(server, started.desk_url)
    crowd = Crowd(server.url, started.code, 13)
    trainer.act("goto", slide="voorbeelden")
    lengths = [60 + n * 37 % 61 for n in range(CARDS)]
    texts = [f"{n:02} {TEXT}"[:length] for n, length in enumerate(lengths)]
    crowd.give("voorbeelden", [texts[n : n + 3] for n in range(0, CARDS, 3)])
    screen = Screen(await (await new_context(PROJECTOR)).new_page())
    await screen.page.goto(started.screen_url)

    await expect(screen.slide.locator(".result__pages")).to_have_text("pagina 1 van 3")
    seen = 0
    for number in (1, 2, 3):
        trainer.act("look", slide="voorbeelden", view="", page=str(number))
        await expect(screen.slide.locator(".result__pages")).to_have_text(f"pagina {number} van 3")
        found = await look(screen.page, ".result__cards > .answer")
        assert found["faults"] == []
        seen += found["count"]
    assert seen == CARDS
    for width, height in RATIOS:
        await screen.page.set_viewport_size({"width": width, "height": height})
        assert (await look(screen.page, ".result__cards > .answer"))["faults"] == []
    crowd.close()
    trainer.close()
    assert watch.trouble == []
