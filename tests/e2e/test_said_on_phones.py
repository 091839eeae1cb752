"""What a phone says in its live regions to somebody who does not see it."""

from __future__ import annotations

import re

from playwright.async_api import BrowserContext, Page, expect

from tests.e2e.conftest import NewContext
from tests.e2e.people import Phone
from tests.e2e.server import Server
from tests.e2e.test_without_javascript import act

LISTEN = """() => {
  const { dataset } = document.documentElement;
  dataset.said = "";
  for (const region of document.querySelectorAll("[role=status]")) {
    new MutationObserver(() => {
      const text = region.textContent.trim();
      if (text) dataset.said += `${text}|`;
    }).observe(region, { childList: true, characterData: true, subtree: true });
  }
}"""
RUNS = r"De tijd loopt: [12]:\d\d"
OVER = "Tijd is om. Versturen kan nog."


async def hear(page: Page, words: str) -> str:
    """Wait until this was said; all that was said since the last time comes back."""
    await expect(page.locator("html")).to_have_attribute("data-said", re.compile(words))
    said: str = await page.evaluate("document.documentElement.dataset.said")
    await page.evaluate("document.documentElement.dataset.said = ''")
    return said


async def test_phones_hear_that_it_goes_on_what_time_is_left_and_how_many_points(
    server: Server, trainer: BrowserContext, new_context: NewContext
) -> None:
    started = server.start_session("Groep 1", "alle-werkvormen")
    await act(trainer, started, "goto", slide="een-keuze")
    answered, empty = [
        await Phone.by_link(await new_context(), started.join_url) for _phone in range(2)
    ]
    page = answered.page
    await answered.answer("overleg", ["kort"])
    for phone in (answered, empty):
        await phone.page.evaluate(LISTEN)

    for action, said in (("pause", "gepauzeerd"), ("close", "gesloten")):
        await act(trainer, started, action)
        for phone in (answered, empty):
            await hear(phone.page, said)
        await act(trainer, started, "open", again="1")
        await hear(page, "De vraag is weer open. Je antwoord is verstuurd.")
        await hear(empty.page, "De vraag is open. Je kunt antwoord geven.")
    await act(trainer, started, "break")
    await hear(page, "Even pauze.")
    await act(trainer, started, "resume")
    await hear(page, "We gaan verder.")

    await act(trainer, started, "timer", seconds="120")
    assert len(re.findall("De tijd loopt", await hear(page, RUNS))) == 1
    await act(trainer, started, "timer", seconds="1")
    assert (await hear(page, OVER)).endswith(f"{OVER}|")
    await page.reload()
    # It is over when it comes: no time of 0:00 runs.
    await expect(page.locator("#announce-time")).to_have_text(OVER)

    await act(trainer, started, "goto", slide="verdelen")
    await answered.form("verdelen").wait_for()
    await page.evaluate(LISTEN)
    await page.locator("#verdelen-doel").fill("60")
    assert await hear(page, "Nog 40") == "Nog 40 te verdelen.|"
