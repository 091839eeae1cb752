"""What has the focus can be seen: no bar lies over it, on small windows and much enlarged."""

from __future__ import annotations

import uuid

from playwright.async_api import BrowserContext, Page, expect

from tests.e2e.conftest import NewContext
from tests.e2e.server import Server, Started
from tests.e2e.test_without_javascript import act

SIZES = ((1024, 768), (320, 256))  # the last is 1280 x 1024 at 400 %
# How many stops there were, and those of which no point can be seen while they have the focus.
FIND_OBSCURED = """() => {
  const parts = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const seen = (stop) => [stop, ...(stop.labels ?? [])].some((part) => {
    const { left, right, top, bottom } = part.getBoundingClientRect();
    const at = (from, to) => [0.1, 0.5, 0.9].map((share) => from + share * (to - from));
    return at(left, right).some((x) => at(top, bottom).some((y) => {
      const there = document.elementFromPoint(x, y);
      return part.contains(there) || (there?.tagName === "LABEL" && there.contains(stop));
    }));
  });
  const stops = [...document.querySelectorAll(parts)].filter((one) => one.checkVisibility());
  const obscured = [];
  let found = 0;
  document.activeElement?.blur(); // who keeps the focus is not scrolled to
  for (const stop of stops) {
    stop.focus();
    if (document.activeElement !== stop) continue;
    found += 1;
    if (!seen(stop)) obscured.push(stop.outerHTML.slice(0, 120));
  }
  return { found, obscured };
}"""


async def find_obscured(page: Page, fewest: int = 2) -> list[str]:
    hidden = []
    for width, height in SIZES:
        await page.set_viewport_size({"width": width, "height": height})
        told = await page.evaluate(FIND_OBSCURED)
        assert told["found"] >= fewest
        hidden += [f"{width}x{height}: {each}" for each in told["obscured"]]
    return hidden


async def tip(new_context: NewContext, started: Started, text: str) -> None:
    request = (await new_context()).request
    await request.get(f"/{started.code}/")
    frame = {"type": "answer", "id": str(uuid.uuid4()), "question": "tip", "value": [text]}
    reply = await request.post(f"/{started.code}/answers/", data=frame)
    assert reply.ok, await reply.text()


async def test_every_stop_of_the_desk_and_of_phones_is_in_sight(
    server: Server, trainer: BrowserContext, started: Started, new_context: NewContext
) -> None:
    phone = await (await new_context()).new_page()
    await phone.goto(started.join_url)
    obscured = {"phone, waiting": await find_obscured(phone)}
    for slide in ("goed", "tip"):
        await act(trainer, started, "goto", slide=slide)
        await expect(phone.locator(f"form[data-question={slide}]")).to_be_visible()
        obscured[f"phone, {slide}"] = await find_obscured(phone)
    for number in range(8):
        await tip(new_context, started, f"Maak nummer {number} een afspraak die iedereen kent")

    desk = await trainer.new_page()
    await desk.goto(started.desk_url)
    await expect(desk.locator("[data-texts-list] [data-card]")).to_have_count(8)
    obscured["desk, tip"] = await find_obscured(desk)

    assert obscured == {page: [] for page in obscured}
