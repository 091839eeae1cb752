"""The kinds of questions that only the second deck asks, on real phones."""

from __future__ import annotations

import pytest
from playwright.async_api import BrowserContext, Page, expect

from polls import kinds
from polls.texts.index import card_id
from tests.e2e.conftest import PROJECTOR, NewContext
from tests.e2e.people import SENT, Phone, Screen
from tests.e2e.server import Server, Started
from tests.e2e.test_without_javascript import act
from tests.e2e.watch import Watch

pytestmark = pytest.mark.asyncio(loop_scope="session")

ASKED = "Hoe gaat het verder?"


@pytest.fixture(scope="module")
def started(server: Server) -> Started:
    return server.start_session("Alles", deck="alle-werkvormen")


async def sent(phone: Phone, question: str) -> None:
    await phone.send(question)
    await expect(phone.status(question)).to_have_text(SENT)


async def tick(page: Page, id: str) -> None:
    await page.locator(f'label[for="{id}"]').click()


async def test_numbers_are_given_kept_and_drawn(
    started: Started, trainer: BrowserContext, new_context: NewContext, watch: Watch
) -> None:
    phone = await Phone.by_link(await new_context(), started.join_url)
    screen = Screen(await (await new_context(PROJECTOR)).new_page())
    await screen.page.goto(started.screen_url)
    page = phone.page

    await act(trainer, started, "goto", slide="quickscan")
    await tick(page, "quickscan-A-5")
    await tick(page, "quickscan-C-2")
    await sent(phone, "quickscan")
    await act(trainer, started, "show")
    await expect(screen.result("quickscan")).to_contain_text("A. Ambitie (5,0)")

    await act(trainer, started, "goto", slide="verdelen")
    left = phone.form("verdelen").locator("[data-sum]")
    await page.locator("#verdelen-doel").fill("60")
    await expect(left).to_have_text("Nog 40 te verdelen.")
    await phone.send("verdelen")
    await expect(phone.status("verdelen")).to_contain_text("Verdeel er precies 100")
    await page.locator("#verdelen-bezoek").fill("40")
    await expect(left).to_have_text("Alles is verdeeld.")
    await sent(phone, "verdelen")

    await act(trainer, started, "goto", slide="volgorde")
    await page.locator("#volgorde-doel").select_option("1")
    await page.locator("#volgorde-agenda").select_option("2")
    await sent(phone, "volgorde")
    await page.reload()
    await expect(page.locator("#volgorde-doel")).to_have_value("1")
    await expect(phone.status("volgorde")).to_have_text(SENT)
    assert watch.trouble == []


async def test_a_question_of_the_room_is_held_shown_and_supported(
    started: Started, trainer: BrowserContext, new_context: NewContext, watch: Watch
) -> None:
    asker = await Phone.by_link(await new_context(), started.join_url)
    other = await Phone.by_link(await new_context(), started.join_url)
    card = card_id(kinds.get("questions"), ASKED)
    await act(trainer, started, "goto", slide="vragen")
    await asker.answer("vragen", [ASKED])
    await other.write("vragen", ["Een halve vra"])

    await act(trainer, started, "card-show", question="vragen", card=card)
    await tick(other.page, f"vragen-{card}")
    await sent(other, "vragen")

    await expect(other.page.locator("#vragen-1")).to_have_value("Een halve vra")
    await expect(asker.page.locator(f"#vragen-{card}")).to_be_checked()
    await act(trainer, started, "card-star", question="vragen", card=card)
    await expect(asker.page.locator(f'label[for="vragen-{card}"]')).to_contain_text("2 mensen")
    screen = Screen(await (await new_context(PROJECTOR)).new_page())
    await screen.page.goto(started.screen_url)
    await act(trainer, started, "show", question="vragen")
    result = screen.result("vragen")
    await expect(result.locator(".result__figure")).to_be_visible()
    await expect(result.locator(".result__cards")).to_be_hidden()  # the chart has their words
    assert watch.trouble == []


# What somebody fills in wrong: where the focus goes, which is the field that is marked, and what
# the sentence names.
WRONG = {
    "volgorde": ("#volgorde-doel", "Eén aanspreekpunt per team"),
    "kwadrant": ("#kwadrant-E\\.y-1", "Proces"),
    "verdelen": ("#verdelen-agenda", "100"),
}


async def test_an_error_names_its_field_marks_it_and_takes_the_focus_there(
    server: Server, trainer: BrowserContext, new_context: NewContext
) -> None:
    started = server.start_session("Fouten", deck="alle-werkvormen")
    marked = {}

    for slide, (field, named) in WRONG.items():
        await act(trainer, started, "goto", slide=slide)
        phone = await Phone.by_link(await new_context(), started.join_url)  # nothing unsent on it
        page = phone.page
        await phone.form(slide).wait_for()
        if slide == "volgorde":
            for option in ("doel", "contact"):
                await page.locator(f"#volgorde-{option}").select_option("1")
        elif slide == "kwadrant":
            await tick(page, "kwadrant-E.x-2")
        else:
            await page.locator("#verdelen-bezoek").fill("40")
        await phone.send(slide)
        await expect(phone.form(slide)).to_have_attribute("data-error", "")
        marked[slide] = [
            await page.locator(field).evaluate("field => field === document.activeElement"),
            await page.locator(field).evaluate("field => Boolean(field.closest('[aria-invalid]'))"),
            named in await phone.status(slide).inner_text(),
        ]

    assert marked == {slide: [True, True, True] for slide in WRONG}
