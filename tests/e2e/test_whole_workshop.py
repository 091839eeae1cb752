"""The whole workshop as a trainer and three participants live it, from login to downloads."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.e2e.conftest import PROJECTOR, NewContext
from tests.e2e.people import Desk, Phone, Screen
from tests.e2e.server import Server
from tests.e2e.watch import Watch

# What each of the three phones answers, by question; the slide is where it stands.
ANSWERS: dict[str, list[Any]] = {
    "voorbeelden": [["Met de woningcorporatie", "Inkoop"], ["Omgevingstafel"], ["KCC"]],
    "associaties": [["Leuk", "lastig"], ["Lastig"], ["lástig", "Energie"]],
    "opbrengst": [["Betere hulp"], ["Kortere lijnen"], ["Nieuwe ideeën"]],
    "belang": [["Alleen lukt het niet"], ["=1+1"], ["<b>Samen</b>"]],
    "uitdaging": [["Geduld"], ["Iedereen meekrijgen"], ["Mijn mening zeggen"]],
    "dynamieken": [["afhankelijk"], {"options": ["anders"], "other": "de tijd"}, ["belangen"]],
    "context": [["Hybride werken"], ["Minder koffie"], ["Niets"]],
    "goed": [["A"], ["C"], ["C"]],
    "minder": [["B"], ["B"], ["E"]],
    "tip": [["Drink koffie"], ["Maak het klein"], ["Evalueer"]],
}
SLIDES = {5: ["voorbeelden"], 6: ["associaties"], 10: ["opbrengst", "belang"], 13: ["uitdaging"],
          18: ["dynamieken", "context"], 34: ["goed"], 35: ["minder"], 37: ["tip"]}  # fmt: skip


async def start(trainer: BrowserContext) -> tuple[Page, str]:
    """F01: start a session from the list in three clicks at most; its code."""
    page = await trainer.new_page()
    await page.goto("/desk/")
    await page.locator("select[name=deck]").select_option("beter-samenwerken")
    await page.get_by_label("Welke groep?").fill("Sociaal domein")
    await page.get_by_role("button", name="Start").click()
    await expect(page).to_have_url(re.compile(r"/desk/\d{8}/$"))
    return page, page.url.rstrip("/").rsplit("/", 1)[1]


async def projector(desk: Page, new_context: NewContext) -> Screen:
    """The projector's page in a browser where nobody is logged in."""
    url = await desk.locator('a[href*="/screen/"]').first.get_attribute("href")
    assert url
    page = await (await new_context(PROJECTOR)).new_page()
    screen = Screen(page)
    screen.listen()
    await page.goto(url)
    return screen


async def go(desk: Desk, screen: Screen, number: int) -> None:
    await desk.press("ArrowRight")
    await expect(screen.slide).to_have_attribute("data-number", str(number))


def proportional(widths: list[float], counts: list[int]) -> bool:
    unit = max(widths) / max(counts)
    return all(abs(width - unit * count) < 2 for width, count in zip(widths, counts, strict=True))


@pytest.mark.asyncio(loop_scope="session")
async def test_the_whole_workshop(
    server: Server, trainer: BrowserContext, new_context: NewContext, watch: Watch
) -> None:
    desk_page, code = await start(trainer)
    desk = Desk(desk_page)
    screen = await projector(desk_page, new_context)
    phones = [await Phone.by_code(await new_context(), server.url, code)]
    for _ in range(2):
        phones.append(await Phone.by_link(await new_context(), f"{server.url}/{code}/"))
    await expect(screen.page.locator("[data-joined]")).to_contain_text("3")
    await expect(
        phones[0].page.get_by_role("heading", name="De workshop begint zo")
    ).to_be_visible()

    await desk.press("ArrowRight")
    for number in range(2, 42):
        if number > 2:
            await go(desk, screen, number)
        await walk_slide(number, desk, screen, phones)

    await desk_page.get_by_role("button", name="Beëindig de sessie").click()
    await desk_page.get_by_role("button", name="Zeker weten?").click()
    for phone in phones:
        await expect(
            phone.page.get_by_role("heading", name="De workshop is afgelopen")
        ).to_be_visible()
    await check_downloads(desk_page, code)
    refused = [line for line in watch.trouble if "409 (Conflict)" in line]
    assert len(refused) == 2  # the two votes that wait for each other
    assert watch.trouble == refused
    assert len(watch.requests) > 50


async def walk_slide(number: int, desk: Desk, screen: Screen, phones: list[Phone]) -> None:
    await expect(screen.slide).to_have_attribute("data-number", str(number))
    for question in SLIDES.get(number, []):
        for phone, value in zip(phones, ANSWERS[question], strict=True):
            await phone.answer(question, value)
        await expect(screen.result(question).locator(".result__count")).to_contain_text(
            "3 van 3 hebben geantwoord"
        )
    if number in (34, 35):
        await check_vote(SLIDES[number][0], desk, screen)
    if number == 36:
        await check_pair(desk, screen)
    if number == 39:
        await check_tips(desk, screen)


async def check_vote(question: str, desk: Desk, screen: Screen) -> None:
    """Nothing of the result is in the projector's browser while the other vote is not closed."""
    told = screen.figures_of(question)
    assert told == [None] * len(told) != []
    assert await screen.result(question).locator(".bars path").count() == 0

    await desk.press("t")
    await expect(desk.page.get_by_role("alert").filter(has_text="samen zien")).to_be_visible()
    assert await screen.result(question).locator(".bars path").count() == 0


async def grown(screen: Screen, key: str) -> list[list[float]]:
    """The widths of the bars once they have stopped growing."""
    before: list[list[float]] = []
    while before != (now := await screen.bars(key)):
        before = now
        await screen.page.wait_for_timeout(100)
    return now


async def check_pair(desk: Desk, screen: Screen) -> None:
    counts = {
        question: [sum(value == [key] for value in ANSWERS[question]) for key in "ABCDE"]
        for question in ("goed", "minder")
    }
    await desk.press("t")
    await expect(screen.result("goed+minder").locator(".barlayer .point")).to_have_count(10)
    less, good = await grown(screen, "goed+minder")
    under = await screen.under_shapes("goed+minder")
    assert under > 20
    assert proportional(good, counts["goed"])
    assert proportional([max(0, width - under) for width in less], counts["minder"])


async def check_tips(desk: Desk, screen: Screen) -> None:
    cards = screen.result("tip").locator(".result__cards > li")
    await expect(cards.first).not_to_be_visible()
    await desk.press("t")
    await expect(screen.result("tip").locator(".result__cards")).to_be_hidden()
    await desk.show_all("tip", 3)
    for texts in ANSWERS["tip"]:
        await expect(screen.result("tip")).to_contain_text(texts[0])


async def check_downloads(desk: Page, code: str) -> None:
    """The files hold exactly what was answered."""
    reply = await desk.request.get(f"/desk/{code}/export/csv?alles")
    folder = zipfile.ZipFile(io.BytesIO(await reply.body()))
    found = []
    for name in folder.namelist()[1:-1]:  # without the session and the codebook
        text = io.StringIO(folder.read(name).decode("utf-8-sig"), newline="")
        rows = csv.DictReader(text, delimiter=";")
        found += [(name[3:-4], row["keuze"], row["antwoord"]) for row in rows]
    assert sorted(found) == sorted(expected_rows())

    reply = await desk.request.get(f"/desk/{code}/export/json")
    data = json.loads(await reply.body())
    stored = {
        question["key"]: [each["value"] for each in question["rounds"][-1]["answers"]]
        for question in data["questions"]
    }
    assert data["label"] == "Sociaal domein"
    assert data["joined"] == 3
    assert {key: sorted(map(str, values)) for key, values in stored.items()} == {
        key: sorted(map(str, values)) for key, values in ANSWERS.items()
    }


def expected_rows() -> list[tuple[str, str, str]]:
    labels = {
        "A": "Ambitie",
        "B": "Belangen",
        "C": "Relatie",
        "E": "Proces",
        "afhankelijk": "Afhankelijk van elkaar",
        "belangen": "Verborgen belangen",
    }
    rows = []
    for question, values in ANSWERS.items():
        for value in values:
            if isinstance(value, dict):
                rows.append((question, "anders", value["other"]))
            elif question in ("dynamieken", "goed", "minder"):
                rows.append((question, value[0], labels[value[0]]))
            else:
                rows += [(question, "", f"'{text}" if text[0] == "=" else text) for text in value]
    return rows
