"""The editor in a browser: typing becomes the slide, and nothing that was typed is lost."""

from __future__ import annotations

import json
import re

import httpx
import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.e2e import axe
from tests.e2e.conftest import LAPTOP, PHONE, NewContext
from tests.e2e.other_pages import SHARED_WORKSHOP
from tests.e2e.server import Server
from tests.e2e.watch import Watch

SAVED = "Bewaard"
STATE = ".editor__state"
PHONE_TITLE = ".handset__screen .headline"
PLACES = ("", "?slide=goed", "text/", "versions/?edition=1", "pictures/")
TITLE = "[data-drawn] .slide__title"
MAKE = f"""
import json
from django.contrib.auth.models import User
from django.test import Client
from workshop.library import workshops
owner = User.objects.get(username="trainer")
workshop = workshops.copy_example(slug="beter-samenwerken", owner=owner, title={SHARED_WORKSHOP!r})
workshops.share_workshop(workshop=workshop, sharing="edit")
piet, _made = User.objects.get_or_create(username="piet")
client = Client()
client.force_login(piet)
print(json.dumps({{"slug": workshop.slug, "piet": client.cookies["sessionid"].value}}))
"""


UNSHARE = """
from workshop.library import workshops
from workshop.models import Workshop
workshops.share_workshop(workshop=Workshop.objects.latest("pk"), sharing="own")
"""


@pytest.fixture
def made(server: Server) -> dict[str, str]:
    """A workshop of the trainer's in which Piet works too."""
    told = server.manage("shell", "-v", "0", "-c", MAKE).splitlines()[-1]
    return dict(json.loads(told))


async def opened(context: BrowserContext, slug: str, slide: str = "goed") -> Page:
    page = await context.new_page()
    await page.goto(f"/workshops/{slug}/?slide={slide}")
    return page


async def retitle(page: Page, title: str) -> None:
    heading = page.locator(f"{TITLE} [contenteditable]")  # once the script is there
    await heading.click()
    await page.keyboard.press("Control+A")
    await page.keyboard.type(title)


async def saved(page: Page) -> None:
    await expect(page.locator(STATE)).to_have_text(SAVED)
    await expect(page.locator(STATE)).to_have_attribute("data-now", "saved")


async def test_what_is_typed_survives_a_reload_and_is_undone_by_a_key(
    trainer: BrowserContext, made: dict[str, str]
):
    page = await opened(trainer, made["slug"])
    before = await page.locator(TITLE).inner_text()
    await retitle(page, "Wat gaat er goed?")
    await page.reload()
    await expect(page.locator(TITLE)).to_have_text("Wat gaat er goed?")

    await page.locator(".middle__top p").click()
    await page.keyboard.press("Control+z")

    await expect(page.locator(TITLE)).to_have_text(" ".join(before.split()))
    await saved(page)
    await page.keyboard.press("Control+Shift+Z")
    await expect(page.locator(TITLE)).to_have_text("Wat gaat er goed?")


async def test_text_note_and_fields_are_kept(trainer: BrowserContext, made: dict[str, str]):
    page = await opened(trainer, made["slug"], "dank")
    more = page.locator("[data-drawn] :is(.slide__body, .stage__more)").first
    await more.click()
    await page.locator(".stage__source").fill("- eerste punt\n- tweede punt")
    await page.locator(".middle__top p").click()
    await expect(page.locator("[data-drawn] .slide__body li")).to_have_text(
        ["eerste punt", "tweede punt"]
    )
    await page.get_by_label("Notitie voor de trainer").fill("Zeg dank je wel.")
    await page.locator("[data-panel] [name=minutes]").fill("7")
    await saved(page)
    await page.reload()

    await expect(page.get_by_label("Notitie voor de trainer")).to_have_value("Zeg dank je wel.")
    await expect(page.locator("[data-panel] [name=minutes]")).to_have_value("7")


async def test_what_is_typed_without_a_connection_waits(
    trainer: BrowserContext, made: dict[str, str], watch: Watch
):
    watch.expected = ("Failed to load resource", "net::ERR_INTERNET_DISCONNECTED")
    page = await opened(trainer, made["slug"])
    await trainer.set_offline(True)
    await retitle(page, "Zonder verbinding getypt")
    await expect(page.locator(STATE)).to_have_attribute("data-now", "offline")

    await trainer.set_offline(False)
    await saved(page)
    await page.reload()

    await expect(page.locator(TITLE)).to_have_text("Zonder verbinding getypt")


async def test_a_login_that_ended_leads_to_the_login_and_what_was_typed_is_stored_then(
    trainer: BrowserContext, made: dict[str, str], server: Server, watch: Watch
):
    watch.expected = ("Failed to load resource",)  # 401
    page = await opened(trainer, made["slug"])
    await trainer.clear_cookies(name="sessionid")

    await retitle(page, "Na het inloggen")
    await expect(page.locator(STATE)).to_contain_text("Je bent niet meer ingelogd")
    await page.get_by_role("link", name="Log opnieuw in").click()
    await expect(page).to_have_url(re.compile(r"/desk/login/\?next=.*slide%3Dgoed"))
    back = httpx.URL(page.url).params["next"]
    await page.goto(server.login_link())
    await page.goto(back)

    await expect(page.locator(TITLE)).to_have_text("Na het inloggen")
    await saved(page)


async def test_two_people_in_one_slide_choose(
    trainer: BrowserContext,
    new_context: NewContext,
    made: dict[str, str],
    server: Server,
    watch: Watch,
):
    watch.expected = ("Failed to load resource",)  # 409
    colleague = await new_context(LAPTOP)
    await colleague.add_cookies([{"name": "sessionid", "value": made["piet"], "url": server.url}])
    mine = await opened(trainer, made["slug"])
    theirs = await opened(colleague, made["slug"])
    await retitle(theirs, "Van Piet")
    await saved(theirs)

    await retitle(mine, "Van mij")
    await expect(mine.locator("[data-conflict] [data-theirs]")).to_contain_text("# Van Piet")
    await expect(mine.locator("[data-conflict] [data-mine]")).to_have_text("Van mij")
    assert await axe.faults(mine) == []
    await mine.get_by_role("button", name="Houd mijn tekst").click()
    await saved(mine)
    await retitle(theirs, "Te laat")
    await expect(theirs.locator("[data-conflict] [data-theirs]")).to_contain_text("# Van mij")
    await theirs.get_by_role("button", name="Neem die van de ander").click()

    await expect(theirs.locator(TITLE)).to_have_text("Van mij")
    await saved(theirs)

    server.manage("shell", "-v", "0", "-c", UNSHARE)
    await retitle(theirs, "Dit mag niet meer")
    sheet = theirs.locator("[data-unstored]")
    await expect(sheet.get_by_label("Dit typte je")).to_have_value("Dit mag niet meer")
    assert await axe.faults(theirs) == []
    await sheet.get_by_role("button", name="Kopieer de tekst").click()
    await expect(sheet).to_contain_text("Gekopieerd")
    await sheet.get_by_role("button", name="Sluit").click()
    await expect(theirs.locator(STATE)).to_contain_text("je werk wacht in deze browser")
    kept = await theirs.evaluate("JSON.stringify(localStorage)")
    assert "Dit mag niet meer" in kept


async def test_a_slide_is_added_moved_and_removed_by_keyboard(
    trainer: BrowserContext, made: dict[str, str]
):
    page = await opened(trainer, made["slug"])
    await page.get_by_role("link", name="+ Voeg toe").press("Enter")
    await page.get_by_role("button", name="Woorden").press("Enter")
    await page.wait_for_url("**/?slide=words")
    place = page.locator(".middle__top p")
    await expect(place).to_contain_text("Slide 35")

    await page.locator("body").press("Alt+ArrowDown")
    await expect(place).to_contain_text("Slide 36")
    await page.get_by_role("button", name="Haal weg").press("Enter")

    await expect(page.locator('[data-of="words"]')).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("options", [LAPTOP, PHONE], ids=["laptop", "phone"])
async def test_every_page_is_accessible(
    new_context: NewContext, server: Server, made: dict[str, str], scheme: str, options: object
):
    context = await new_context(options, color_scheme=scheme, reduced_motion="reduce")
    page = await context.new_page()
    await page.goto(server.login_link())
    found = []
    for place in (
        "",
        "?slide=goed",
        "?slide=vijf-patroon",
        "text/",
        "versions/?edition=1",
        "pictures/",
    ):
        await page.goto(f"/workshops/{made['slug']}/{place}")
        found += [f"{place}: {fault}" for fault in await axe.faults(page)]
        wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [f"{place}: {wide} pixels too wide"] if wide > 0 else []
        if place.startswith("?"):
            await expect(page.get_by_role("button", name="Wat kun je doen?")).to_be_visible()
    await page.goto("/workshops/")
    await page.locator(".card details summary").first.click()
    found += [f"list: {fault}" for fault in await axe.faults(page)]

    assert found == []


async def test_without_script_a_slide_has_a_plain_form(
    new_context: NewContext, server: Server, made: dict[str, str]
):
    context = await new_context(LAPTOP, java_script_enabled=False)
    page = await context.new_page()
    await page.goto(server.login_link())
    await page.goto(f"/workshops/{made['slug']}/?slide=goed")
    form = page.locator('[data-words="title"]')
    await form.get_by_label("Titel").fill("Zonder script")
    await form.get_by_role("button", name="Bewaar").click()

    await expect(page.locator(TITLE)).to_have_text("Zonder script")
