"""Without a mouse and without eyes: desk and phone by keyboard, and what is said aloud."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.e2e.conftest import LAPTOP, PROJECTOR, NewContext
from tests.e2e.people import SENT, Desk, Phone, Screen, choose_option
from tests.e2e.server import Server
from tests.e2e.watch import Watch

LISTEN = """() => {
  window.said = [];
  const regions = document.querySelectorAll("[role=status], [role=alert], [aria-live]");
  for (const region of regions) {
    new MutationObserver(() => {
      const text = region.textContent.trim();
      if (text) said.push(text);
    }).observe(region, { childList: true, characterData: true, subtree: true });
  }
}"""
MOST_TABS = 80


async def tab_to(page: Page, name: str, role: str = "button") -> None:
    """Press Tab until the focus is there; what has it can always be seen."""
    wanted = page.get_by_role(role, name=name).first  # type: ignore[arg-type]
    for _tab in range(MOST_TABS):
        await page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if await focused.count():
            box = await focused.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) > 0
        if await wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not come to {name}")


@pytest.mark.asyncio(loop_scope="session")
async def test_a_workshop_with_the_keyboard_only(
    server: Server, new_context: NewContext, watch: Watch
) -> None:
    laptop = await (await new_context(LAPTOP)).new_page()
    await laptop.goto(server.login_link())
    await tab_to(laptop, "Workshop", "combobox")
    await choose_option(laptop, "beter-samenwerken")
    await tab_to(laptop, "Welke groep?", "textbox")
    await laptop.keyboard.type("Sociaal domein")
    await laptop.keyboard.press("Enter")
    await expect(laptop.locator("[data-line]")).to_have_text("verbonden")
    code = (await laptop.locator(".lobby__code").inner_text()).replace("\\xa0", " ")
    phone = await (await new_context(LAPTOP)).new_page()
    await phone.goto("/")
    await tab_to(phone, "Code", "textbox")
    await phone.keyboard.type(code)
    await phone.keyboard.press("Enter")

    await tab_to(laptop, "Naar de slide van nu", "link")
    await laptop.keyboard.press("Enter")
    await tab_to(laptop, "Begin")
    await laptop.keyboard.press("Enter")
    await expect(laptop.get_by_role("button", name="Even pauze")).to_be_visible()
    for key in ("3", "4", "Enter"):
        await laptop.keyboard.press(key)
    await tab_to(phone, "A. Ambitie", "radio")
    await phone.keyboard.press("ArrowDown")
    await tab_to(phone, "Verstuur")
    await phone.keyboard.press("Enter")
    await expect(Phone(phone).status("goed")).to_have_text("Je antwoord is verstuurd.")
    await tab_to(laptop, "Sluit")
    await laptop.keyboard.press("Space")

    await expect(Desk(laptop).panel("goed").locator("[data-state-chip]")).to_have_text("gesloten")
    await laptop.keyboard.press("?")
    await expect(laptop.get_by_role("dialog", name="Sneltoetsen")).to_be_visible()
    await laptop.keyboard.press("Escape")
    await expect(laptop.get_by_role("dialog", name="Sneltoetsen")).to_be_hidden()
    assert watch.trouble == []


async def vote(phone: Phone) -> None:
    await phone.choose("afspraken", "B")
    await phone.send("afspraken")
    await expect(phone.status("afspraken")).to_have_text(SENT)


@pytest.mark.asyncio(loop_scope="session")
async def test_what_opens_and_closes_is_said_and_votes_are_not(
    server: Server, trainer: BrowserContext, new_context: NewContext
) -> None:
    started = server.start_session("Groep 1", "alle-werkvormen")
    laptop = await trainer.new_page()
    await laptop.goto(started.desk_url)
    screen = Screen(await (await new_context(PROJECTOR)).new_page())
    await screen.page.goto(started.screen_url)
    listener = await Phone.by_link(await new_context(), started.join_url)
    for key in ("3", "Enter"):
        await laptop.keyboard.press(key)
    await expect(listener.form("afspraken")).to_be_visible()
    await laptop.keyboard.press("t")
    await expect(screen.result("afspraken").locator("tbody")).to_have_count(1)
    await expect(listener.page.locator("#announce")).to_contain_text("Uitslag:")
    for page in (laptop, screen.page, listener.page):
        await page.evaluate(LISTEN)

    count = screen.result("afspraken").locator(".result__count b")
    for number in range(1, 4):
        voter = await Phone.by_link(await new_context(), started.join_url)
        await vote(voter)
        await expect(count).to_have_text(str(number))
    votes = [await page.evaluate("said") for page in (laptop, screen.page, listener.page)]
    await laptop.keyboard.press("s")
    await expect(listener.form("afspraken")).to_have_attribute("data-state", "closed")
    await laptop.keyboard.press("t")
    await expect(Desk(laptop).panel("afspraken").locator("[data-privacy]")).not_to_have_text(
        "Staat op het scherm"
    )

    prompt = await laptop.locator("#panel-afspraken").inner_text()
    assert votes == [[], [], []]
    assert await laptop.evaluate("said") == [
        f"{prompt}: gesloten",
        f"{prompt}: Alleen jij ziet dit",
    ]
    assert "De vraag is gesloten." in await listener.page.evaluate("said")


@pytest.mark.asyncio(loop_scope="session")
async def test_charts_are_held_still_and_letter_keys_switched_off(
    server: Server, trainer: BrowserContext, new_context: NewContext
) -> None:
    started = server.start_session("Groep 1", "alle-werkvormen")
    laptop, screen = await trainer.new_page(), Screen(await trainer.new_page())
    await laptop.goto(started.desk_url)
    await screen.page.goto(started.screen_url)
    phone = await Phone.by_link(await new_context(), started.join_url)
    for key in ("3", "Enter", "t"):
        await laptop.keyboard.press(key)
    await expect(screen.result("afspraken").locator("tbody")).to_have_count(1)
    count = screen.result("afspraken").locator(".result__count b")
    private = Desk(laptop).panel("afspraken").locator(".result__count b")

    hold = screen.page.get_by_role("button", name="Zet de grafieken stil")
    await hold.press("Enter")  # in sight while it has the focus; else it goes with the pointer
    await vote(phone)
    await expect(private).to_have_text("1")
    await expect(count).to_have_text("0")
    await hold.press("Enter")
    await expect(count).to_have_text("1")

    await Desk(laptop).open_drawer()
    await laptop.get_by_label("Lettertoetsen uit").first.check()
    for page in (laptop, screen.page):
        for key in ("s", "?", "5", "Enter"):
            await page.keyboard.press(key)
    await screen.page.keyboard.press("ArrowRight")
    await expect(screen.slide).to_have_attribute("data-slide", "teksten")
    await expect(laptop.get_by_role("dialog")).to_have_count(0)
    await laptop.get_by_label("Lettertoetsen uit").first.uncheck()
    await laptop.keyboard.press("?")
    await expect(laptop.get_by_role("dialog")).to_be_visible()


# A slide and then its question, which opens: who looks late only sees the last.
HERE = re.compile("3. Meer keuzes en eigen woorden|Waar hebben jullie al afspraken over")
NEXT = re.compile("4. |Wat ging er deze maand goed")
NOT_NOW = "Dat kan hier nu niet."
# What is pressed, one after the other, and what is said of it: on a slide with a question that
# nobody answered, and then on one without. Keys that open a dialog or move the focus are answered
# by that, so they are not here.
ANSWERED = (
    ("t", "Getoond, maar er is nog niets te zien"),
    ("y", "Er staat geen uitslag meer op het scherm."),
    ("s", "gesloten"),
    ("o", "open"),
    ("p", "pauze"),
    ("a", NOT_NOW),
    ("r", "Zeker weten?"),
    ("q", "De QR-code staat op het scherm."),
    ("Escape", "De slide staat weer op het scherm."),
    ("b", "Het scherm is zwart."),
    (".", "De slide staat weer op het scherm."),
    ("h", "Het scherm staat vast op deze slide."),
    ("h", "Het scherm gaat weer mee."),
    ("c", "Grafieken zijn nu tabellen."),
    ("z", "Tabellen zijn weer grafieken."),
    ("k", "De timer loopt."),
    ("+", "Er zijn 30 seconden bij."),
    ("k", "De timer is gestopt."),
    ("x", "De slide wordt overgeslagen."),
    ("x", "De slide doet weer mee."),
    ("e", "Het is pauze."),
    ("e", "We gaan verder."),
    ("ArrowRight", NEXT),
    ("ArrowLeft", HERE),
    ("W", "Zeker weten?"),
)


@pytest.mark.asyncio(loop_scope="session")
async def test_every_key_press_at_the_desk_is_answered_in_words(
    server: Server, trainer: BrowserContext
) -> None:
    started = server.start_session("Groep 1", "alle-werkvormen")
    laptop = await trainer.new_page()
    await laptop.goto(started.desk_url)
    said = laptop.locator("[data-announce]")
    for key in ("3", "Enter"):
        await laptop.keyboard.press(key)
    await expect(said).to_contain_text("open")

    for key, words in ANSWERED:
        await said.evaluate("line => { line.textContent = '' }")
        await laptop.keyboard.press(key)
        await expect(said).to_contain_text(words)
    for key in ("1", "Enter"):
        await laptop.keyboard.press(key)
    await expect(said).to_contain_text("Op deze slide staat geen vraag.")
    await said.evaluate("line => { line.textContent = '' }")
    await laptop.keyboard.press("t")

    await expect(said).to_have_text("Op deze slide staat geen vraag.")
