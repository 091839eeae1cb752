"""A whole workshop with everybody in it: desk by keyboard alone, projector, co-host, remote
in the hand and five phones."""

from __future__ import annotations

import asyncio
import csv
import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.e2e.conftest import LAPTOP, PROJECTOR, NewContext
from tests.e2e.people import Desk, Phone, Screen, choose_option, jump
from tests.e2e.server import Server
from tests.e2e.watch import Watch

PRIVATE = "Chef Jansen luistert nooit"
MOST_TABS = 250
IS_FOCUSED = "element => element === document.activeElement"
FOCUSED = "elements => elements.includes(document.activeElement)"
ANSWERS: dict[str, list[Any]] = {
    "voorbeelden": [["Omgevingstafel"], ["KCC"], ["Inkoop"], ["De wijk"], ["Jeugd"]],
    "associaties": [["leuk"], ["Lastig"], ["lastig"], ["energie"], ["gedoe"]],
    "opbrengst": [["Betere hulp"], ["Korte lijnen"], ["Nieuwe ideeën"], ["Rust"], ["Plezier"]],
    "belang": [["Alleen lukt het niet"], ["Het moet"], ["Het mag"], ["Samen"], ["Iedereen"]],
    "uitdaging": [["Geduld"], ["Tijd"], ["Vertrouwen"], [PRIVATE], ["Luisteren"]],
    "dynamieken": [["afhankelijk"], ["knoop"], ["knoop"], ["belangen"], ["knoop"]],
    "goed": [["A"], ["C"], ["C"], ["C"], ["A"]],
    "minder": [["B"], ["B"], ["E"], ["B"], ["C"]],
    "tip": [["Drink koffie"], ["Maak het klein"], ["Evalueer"], [PRIVATE], ["Bel even"]],
}


async def tab_to(page: Page, wanted: Locator) -> None:
    for _tab in range(MOST_TABS):
        await page.keyboard.press("Tab")
        if await wanted.evaluate(IS_FOCUSED):
            return
    raise AssertionError(f"Tab does not come to {wanted}")


@dataclass
class Workshop:
    """Everybody who is there."""

    desk: Desk
    screen: Screen
    remote: Page
    helper: Page
    phones: list[Phone]

    async def answer(self, question: str) -> None:
        """All phones at once."""
        given = zip(self.phones, ANSWERS[question], strict=True)
        await asyncio.gather(*[phone.answer(question, value) for phone, value in given])
        count = self.desk.panel(question).filter(visible=True).locator(".result__count b")
        await expect(count).to_have_text("5")

    async def at(self, slide: str) -> None:
        """Projector, phones, desk and remote are all there."""
        for place in (
            self.screen.slide,
            self.desk.preview(),
            Desk(self.remote).preview(),
            *[phone.slide for phone in self.phones],
        ):
            await expect(place).to_have_attribute("data-slide", slide)

    async def chip(self, question: str, state: str) -> None:
        panel = self.desk.panel(question).filter(visible=True)
        await expect(panel.locator("[data-state-chip]")).to_have_text(state)

    async def moderate(self, question: str, *texts: str, key: str = "a") -> None:
        """By keyboard: into the list, down to each text, one key a decision."""
        cards = self.desk.texts(question).locator("[data-card]")
        await expect(cards.first).to_be_visible()
        if not await cards.evaluate_all(FOCUSED):
            await self.desk.press("m")
            await expect(cards.first).to_be_focused()
        for text in texts:
            card = cards.filter(has_text=text)
            while not await cards.first.evaluate(IS_FOCUSED):
                await self.desk.press("ArrowUp")
            while not await card.evaluate(IS_FOCUSED):
                await self.desk.press("ArrowDown")
            await self.desk.press(key)
            await expect(card).to_have_count(0 if key == "a" else 1)
        await self.desk.press("Escape")

    async def chosen(self, question: str, text: str) -> Locator:
        """A card in the co-host's list."""
        await self.helper.locator(f'[data-texts-of="{question}"]').click()
        cards = self.helper.locator(f'[data-list][data-question="{question}"] [data-card]')
        await expect(cards).to_have_count(5)
        return cards.filter(has_text=text)

    async def leaks_nothing(self) -> None:
        assert PRIVATE not in await self.screen.everything()


async def begin(server: Server, new_context: NewContext) -> tuple[Desk, str]:
    """From the login link to a new session, without a mouse."""
    page = await (await new_context(LAPTOP)).new_page()
    await page.goto(server.login_link())
    await tab_to(page, page.locator("select[name=deck]"))
    await choose_option(page, "beter-samenwerken")
    await tab_to(page, page.get_by_label("Welke groep?"))
    await page.keyboard.type("Sociaal domein")
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(re.compile(r"/desk/\d{8}/$"))
    await tab_to(page, page.locator("[data-drawer] > summary"))
    await page.keyboard.press("Enter")
    await tab_to(page, page.get_by_role("button", name="Maak een link om mee te beoordelen"))
    await page.keyboard.press("Enter")
    await expect(page.locator('.tools__link a[href*="/cohost/"]')).to_be_visible()
    await expect(page.locator("[data-line]")).to_have_text("verbonden")
    return Desk(page), page.url.split("/desk/")[1][:8]


async def enter(server: Server, new_context: NewContext) -> Workshop:
    desk, code = await begin(server, new_context)
    screen = Screen(await (await new_context(PROJECTOR)).new_page())
    screen.listen()
    link = desk.page.locator('a[href*="/screen/"]').first
    await screen.page.goto(str(await link.get_attribute("href")))
    remote = await (await new_context()).new_page()
    await remote.goto(server.login_link())
    await remote.goto(desk.page.url)
    helper = await (await new_context()).new_page()
    invitation = desk.page.locator('.tools__link a[href*="/cohost/"]')
    await helper.goto(str(await invitation.get_attribute("href")))
    phones = [await Phone.by_code(await new_context(), server.url, code)]
    for _phone in range(4):
        phones.append(await Phone.by_link(await new_context(), f"{server.url}/{code}/"))
    return Workshop(desk, screen, remote, helper, phones)


@pytest.mark.asyncio(loop_scope="session")
async def test_a_workshop_with_everybody_in_it(
    server: Server, new_context: NewContext, watch: Watch
) -> None:
    room = await enter(server, new_context)

    await welcome(room)
    await collect(room)
    await hold_back(room)
    await reveal(room)
    await vote(room)
    await harvest(room)
    await take_home(room)

    expected = [line for line in watch.trouble if "409 (Conflict)" in line]
    assert len(expected) == 1  # the vote that waits for the other one
    assert watch.trouble == expected


async def welcome(room: Workshop) -> None:
    """The count rises; QR code large and away again; a wrong step is taken back."""
    await expect(room.screen.page.locator("[data-joined]")).to_contain_text("5")
    await room.desk.press("q")
    await expect(room.screen.page.locator('[data-overlay="qr"]')).to_be_visible()
    await room.desk.press("q")
    await expect(room.screen.page.locator('[data-overlay="qr"]')).to_be_hidden()
    await room.desk.press("ArrowRight")
    await room.at("wat-is-het")
    await room.desk.press("z")
    await expect(room.screen.slide).to_have_attribute("data-number", "1")
    await room.desk.press("?")
    await expect(room.desk.page.get_by_role("dialog", name="Sneltoetsen")).to_be_visible()
    await room.desk.press("Escape")


async def collect(room: Workshop) -> None:
    """Examples open on arrival and are live; the remote goes on to the cloud."""
    await jump(room.desk, "5")
    await room.answer("voorbeelden")
    await expect(room.screen.result("voorbeelden").locator(".answer:visible")).to_have_count(5)
    await room.remote.get_by_role("button", name="Volgende", exact=True).tap()
    await room.answer("associaties")
    table = room.screen.result("associaties").get_by_role("table")
    await expect(table.get_by_role("row", name=re.compile("lastig", re.I))).to_contain_text("2")
    await expect(room.desk.texts("associaties").locator("[data-card]")).to_have_count(4)
    assert await room.remote.evaluate("document.documentElement.scrollWidth") <= 390


async def hold_back(room: Workshop) -> None:
    """At 10 the co-host hides a card, at 13 both choose; what they left out stays with them."""
    await jump(room.desk, "10")
    await room.answer("opbrengst")
    await room.answer("belang")
    shown = room.screen.result("opbrengst").locator(".answer")
    await expect(shown).to_have_count(5)
    await (await room.chosen("opbrengst", "Rust")).get_by_role("button", name="Verberg").click()
    await expect(shown).to_have_count(4)

    await jump(room.desk, "13")
    await room.answer("uitdaging")
    await (await room.chosen("uitdaging", "Tijd")).get_by_role("button", name="Toon").click()
    held = room.desk.panel("uitdaging").locator(".result__held")
    await expect(held).to_have_text("4 teksten wachten op jou.")
    await expect(room.desk.texts("uitdaging").locator("[data-card]")).to_have_count(4)
    await room.moderate("uitdaging", "Geduld", "Vertrouwen")
    await room.desk.press("t")
    await expect(room.screen.result("uitdaging").locator(".answer")).to_have_count(3)
    await room.leaks_nothing()


async def reveal(room: Workshop) -> None:
    """Hidden until the remote shows it."""
    await jump(room.desk, "18")
    await room.answer("dynamieken")
    hidden = room.screen.figures_of("dynamieken")
    assert hidden == [None] * len(hidden) != []
    panel = Desk(room.remote).panel("dynamieken")
    await panel.get_by_role("button", name="Toon").tap()
    points = room.screen.result("dynamieken").locator(".barlayer .point")
    await expect(points).to_have_count(5)
    assert any(room.screen.figures_of("dynamieken"))


async def vote(room: Workshop) -> None:
    """Both votes without a word of their results, then both at once."""
    await jump(room.desk, "34")
    await room.answer("goed")
    await room.desk.press("s")
    await room.chip("goed", "gesloten")
    await room.desk.press("t")
    waits = room.desk.page.get_by_role("alert").filter(has_text="samen zien")
    await expect(waits).to_be_visible()
    await room.desk.press("ArrowRight")
    await room.at("minder")
    await room.answer("minder")
    await room.desk.press("s")
    await room.chip("minder", "gesloten")
    votes = room.screen.figures_of("goed", "minder")
    assert votes == [None] * len(votes) != []
    await room.desk.press("ArrowRight")
    await room.at("samen-bekijken")
    await room.desk.press("t")
    pair = room.screen.result("goed+minder")
    await expect(pair.locator(".barlayer .point")).to_have_count(10)
    rows = {row[0]: row for row in await room.screen.table("goed+minder")}
    assert len(rows) == 5


async def harvest(room: Workshop) -> None:
    """Tips come in while the story goes on; one of them late, one with a star on top."""
    await jump(room.desk, "37")
    early, late = room.phones[:4], room.phones[4]
    await asyncio.gather(
        *[phone.answer("tip", value) for phone, value in zip(early, ANSWERS["tip"], strict=False)]
    )
    await late.write("tip", ANSWERS["tip"][4])
    await room.desk.press("ArrowRight")
    await late.page.get_by_role("button", name="Verstuur nu").click()
    await expect(late.slide).to_have_attribute("data-slide", "inzichten")
    await room.desk.press("ArrowRight")
    await room.at("jullie-tips")
    await expect(room.desk.texts("tip").locator("[data-card]")).to_have_count(5)
    await room.moderate("tip", "Maak het klein", key="m")
    await expect(room.desk.texts("tip").locator(".text-card__star")).to_have_count(1)
    await room.moderate("tip", "Bel even", "Maak het klein", "Drink koffie")
    await room.desk.press("t")
    shown = room.screen.result("tip").locator(".result__cards > li")
    await expect(shown).to_have_count(3)
    await expect(shown.first).to_contain_text("Maak het klein")
    await room.leaks_nothing()


async def take_home(room: Workshop) -> None:
    """The end, what the phones keep, the notes of the trainer and the file with all answers."""
    page = room.desk.page
    await room.desk.press("ArrowRight")
    await room.at("dank")
    await tab_to(page, page.locator("[data-drawer] > summary"))
    await page.keyboard.press("Enter")
    end = page.get_by_role("button", name="Beëindig de sessie")
    await tab_to(page, end)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name=re.compile("Zeker weten"))).to_be_focused()
    await page.keyboard.press("Enter")
    for phone in room.phones:
        done = phone.page.get_by_role("heading", name="De workshop is afgelopen")
        await expect(done).to_be_visible()
    await expect(room.phones[0].page.get_by_role("link", name="Neem de tips mee")).to_be_visible()

    reply = await page.request.get(f"{page.url.partition('#')[0]}export/csv?alles")
    folder = zipfile.ZipFile(io.BytesIO(await reply.body()))
    found = Counter()
    for name in folder.namelist()[1:-1]:  # without the session and the codebook
        text = io.StringIO(folder.read(name).decode("utf-8-sig"), newline="")
        found[name[3:-4]] += len(list(csv.DictReader(text, delimiter=";")))
    assert +found == dict.fromkeys(ANSWERS, 5)
    await tab_to(page, page.get_by_role("link", name="Bekijk het verslag"))
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(re.compile("/report/$"))
    note = page.locator('textarea[name="notes"]')
    await tab_to(page, note)
    await page.keyboard.type("Over drie weken bellen.")
    await tab_to(page, page.get_by_role("button", name="Bewaar notities"))
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Je notities zijn bewaard.")).to_be_visible()
    await expect(note).to_have_value("Over drie weken bellen.")
