"""The first minutes of somebody new in the editor, from the first page to a workshop of their own.

`make newcomer` types as people do, holds each way to its time, and measures how soon stage and
phone follow a key; `make test` goes the same ways typing fast, and measures nothing.
"""

from __future__ import annotations

import io
import os
import re
from time import monotonic

import pytest
from PIL import Image
from playwright.async_api import BrowserContext, Locator, Page, expect

from bench.stats import percentile
from tests.e2e.conftest import LAPTOP, PHONE, NewContext
from tests.e2e.server import Server
from tests.e2e.test_editor import PHONE_TITLE, TITLE, made, opened, saved

__all__ = ["made"]
PACE = int(os.environ.get("NEWCOMER_PACE", "0"))  # ms between two keys
LIMITS = {"a title": 30, "a workshop": 300}  # seconds
FOLLOWS = 150  # ms, from the last key to stage and phone
KEYS = 60 if PACE else 3
BODY = "[data-drawn] :is(.slide__body, .stage__more)"
PROMPT = "Wat kun jij morgen anders doen"
# When the words of the prompt stand on stage and phone, from the key that made them.
FOLLOW = """() => {
  const times = { stage: [], phone: [] };
  const field = () => document.querySelector("[data-panel] [name=prompt]").value;
  const page = document.querySelector("[data-phone]").shadowRoot.querySelector("[data-page]");
  const roots = { stage: document.querySelector("[data-drawn]"), phone: page };
  let typed = 0, left = new Set();
  addEventListener("input", () => {
    typed = performance.now();
    left = new Set(Object.keys(roots));
  }, true);
  for (const [name, root] of Object.entries(roots)) {
    new MutationObserver(() => {
      if (!left.has(name) || !root.textContent.includes(field())) return;
      left.delete(name);
      requestAnimationFrame(() => times[name].push(performance.now() - typed));
    }).observe(root, { childList: true, subtree: true, characterData: true });
  }
  window.follow = times;
}"""


def told(what: str, began: float) -> None:
    seconds = monotonic() - began
    print(f"{what}: {seconds:.1f} s at {PACE} ms a key (at most {LIMITS[what]})")
    assert not PACE or seconds <= LIMITS[what]


async def write(page: Page, field: Locator, words: str) -> None:
    """Over what stands there, as somebody types it."""
    await field.click()
    await page.keyboard.press("Control+A")
    await page.keyboard.type(words, delay=PACE)


async def title(page: Page, words: str) -> None:
    await write(page, page.locator(f"{TITLE} [contenteditable]"), words)
    await page.keyboard.press("Enter")
    await expect(page.locator(PHONE_TITLE).first).to_have_text(words)


async def add(page: Page, item: str, slide: str) -> None:
    await page.get_by_role("link", name="+ Voeg toe").click()
    await page.locator(".gallery__item", has=page.get_by_text(item, exact=True)).click()
    await expect(page.locator(f'[data-of="{slide}"] [aria-current]')).to_be_visible()


def photograph() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (1600, 900), "#2b7a78").save(file, "JPEG")
    return file.getvalue()


async def rehearse(page: Page) -> str:
    """The code of the rehearsal that is begun from the editor."""
    await page.get_by_role("button", name="Proef").click()
    await page.wait_for_url(re.compile(r"/desk/\d{8}/"))
    return page.url.rstrip("/").rpartition("/")[2]


async def test_a_newcomer_changes_a_title_and_sees_it_on_the_phone(
    trainer: BrowserContext, new_context: NewContext
):
    page = await trainer.new_page()
    phone = await (await new_context(PHONE)).new_page()
    await page.goto("/desk/")
    began = monotonic()
    await page.get_by_role("link", name="Workshops").click()
    example = page.locator(".example", has_text="Beter Samenwerken")
    await example.get_by_role("link", name="Maak er je eigen van").click()
    await page.get_by_role("button", name="Maak de workshop").click()
    await expect(page.locator(TITLE)).to_have_text("Beter Samenwerken")

    await title(page, "Samen sterker in de wijk")
    await saved(page)
    await phone.goto(f"/{await rehearse(page)}/")
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("ArrowLeft")
    await expect(phone.locator("#slide .headline")).to_have_text("Samen sterker in de wijk")

    told("a title", began)


@pytest.mark.timeout(120 if not PACE else 600)
async def test_a_newcomer_makes_a_workshop_of_five_slides(new_context: NewContext, server: Server):
    page = await (await new_context(LAPTOP)).new_page()
    await page.goto(server.login_link())
    await page.goto("/workshops/")
    began = monotonic()
    await page.locator(".menu--new summary").click()
    await write(page, page.locator(".menu--new [name=title]"), "Overleg dat werkt")
    await page.get_by_role("button", name=re.compile("^Leeg")).click()
    await page.wait_for_url(re.compile("/workshops/overleg-dat-werkt"))
    await title(page, "Welkom bij ons overleg")
    await add(page, "Keuze", "choice")
    await title(page, "Hoe vind je ons overleg nu?")
    for place, words in enumerate(("Nuttig", "Te lang", "Te vaak")):
        await write(page, page.locator(f'[data-panel] [name="options.{place}.label"]'), words)
        await expect(page.locator("[data-phone]")).to_contain_text(words)
    await add(page, "Lijst", "list")
    await title(page, "Wat helpt")
    await page.locator(BODY).first.click()
    await page.keyboard.press("Control+A")
    await page.keyboard.type("- een doel per punt\n- hooguit drie kwartier", delay=PACE)
    await add(page, "Korte teksten", "open")
    await title(page, "Wat spreek je met jezelf af?")
    await add(page, "Plaat", "picture")
    await title(page, "Dank je wel")
    await page.get_by_role("link", name="Breng een foto of tekening").click()
    sheet = page.locator("[data-picture-sheet]")
    file = {"name": "ons.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
    await sheet.locator("[name=file]").set_input_files([file])
    await write(page, sheet.get_by_label("Wat is er te zien?"), "Het team aan tafel")
    await sheet.get_by_role("button", name="Zet op de slide").first.click()
    await expect(page.locator("[data-drawn] img")).to_be_visible()
    told("a workshop", began)

    await expect(page.locator("[data-of]")).to_have_count(5)
    await expect(page.locator(".rail__mark")).to_have_count(2)
    await expect(page.locator("[data-wrong]:visible")).to_have_count(0)
    await expect(page.locator("[data-drawn] img")).to_have_attribute("alt", "Het team aan tafel")
    await rehearse(page)


async def test_stage_and_phone_follow_the_last_key(trainer: BrowserContext, made: dict[str, str]):
    page = await opened(trainer, made["slug"])
    prompt = page.locator("[data-panel] [name=prompt]")
    places = [page.locator("[data-drawn] .question__prompt"), page.locator("[data-phone]")]
    await prompt.fill(PROMPT)
    for place in places:
        await expect(place).to_contain_text(PROMPT)
    await page.evaluate(FOLLOW)

    for _key in range(KEYS):
        await page.keyboard.type("a")
        for place in places:
            await expect(place).to_contain_text(await prompt.input_value())

    times = await page.evaluate("() => window.follow")
    for name, taken in times.items():
        assert len(taken) >= KEYS - 1, name
        half, most = percentile(taken, 0.5), percentile(taken, 0.95)
        print(f"{name}: p50 {half:.0f} ms, p95 {most:.0f} ms of {len(taken)} (at most {FOLLOWS})")
        assert not PACE or most <= FOLLOWS
