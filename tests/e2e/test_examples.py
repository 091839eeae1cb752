"""The English workshop and every ready-made piece fit the projector, in their own language."""

from __future__ import annotations

import json

import pytest
from playwright.async_api import BrowserContext, expect

from tests.e2e.conftest import PHONE, PROJECTOR, NewContext
from tests.e2e.server import Server, Started
from tests.e2e.test_overflow import FOOT, faults
from tests.words.spoken import strays
from tests.workshop.decks.translated import CREDITS

ENGLISH = "working-better-together"
ALL_BLOCKS = """
import json
from django.contrib.auth.models import User
from workshop.authoring import blocks, drafting
from workshop.facilitating import starting
from workshop.facilitating.addresses import Addresses
from workshop.library import workshops
from workshop.upkeep import data_lock
owner = User.objects.get(username="trainer")
made = workshops.create_blank(owner=owner, title="Blocks", language="{language}")
for block in blocks.list_blocks("{language}"):
    fields = {{"text": block.text_in("begin"), "after": "welkom"}}
    drafting.make_step(workshop_id=made.pk, step=drafting.Step("add_slides", fields), by=owner)
session = starting.start(deck=made.slug, facilitator=owner)
addresses = Addresses(data_lock.site_address(), session)
print(json.dumps({{
    "code": session.code, "join_url": addresses.join,
    "screen_url": addresses.screen, "desk_url": addresses.desk,
}}))
"""


def start_blocks(server: Server, language: str) -> Started:
    """A session of all blocks, one behind the other."""
    script = ALL_BLOCKS.format(language=language)
    return Started(**json.loads(server.manage("shell", "-v", "0", "-c", script).splitlines()[-1]))


async def find_faults(new_context: NewContext, started: Started) -> tuple[int, str]:
    page = await (await new_context(PROJECTOR)).new_page()
    await page.goto(started.screen_url)
    found = await faults(page, ".stage > .slide", 0, FOOT)
    return await page.locator(".stage > .slide").count(), "\n".join(found)


async def test_every_slide_in_english_fits_the_projector(new_context: NewContext, server: Server):
    found = await find_faults(new_context, server.start_session("Team", ENGLISH))

    assert found == (41, "")


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_every_block_fits_the_projector(
    new_context: NewContext, server: Server, language: str
):
    slides, found = await find_faults(new_context, start_blocks(server, language))

    assert slides > 28
    assert found == ""


async def test_a_session_of_it_is_english_everywhere(
    new_context: NewContext, trainer: BrowserContext, server: Server
):
    started = server.start_session("Team", ENGLISH)
    phone, screen = [await (await new_context(each)).new_page() for each in (PHONE, PROJECTOR)]
    desk = await trainer.new_page()
    for page, address in (
        (desk, started.desk_url),
        (phone, started.join_url),
        (screen, started.screen_url),
    ):
        await page.goto(address)

    await expect(phone.locator("html")).to_have_attribute("lang", "en")
    await expect(screen.locator("html")).to_have_attribute("lang", "en")
    assert strays(await phone.content(), CREDITS) == []
    assert strays(await screen.content(), CREDITS) == []
    await expect(desk.locator(".outline")).to_contain_text("What do you gain?")


async def test_words_in_drawings_stay_in_the_drawing(new_context: NewContext, server: Server):
    """They are set in the width of the Dutch words."""
    page = await (await new_context(PROJECTOR)).new_page()
    await page.goto(server.start_session("Team", ENGLISH).screen_url)

    found = await page.evaluate(OUTSIDE)

    assert found["words"] > 30
    assert found["outside"] == []


OUTSIDE = """() => {
  const seen = { words: 0, outside: [] };
  for (const slide of document.querySelectorAll(".stage > .slide")) {
    const { hidden } = slide;
    slide.hidden = false;
    for (const text of slide.querySelectorAll("svg text")) {
      const room = text.ownerSVGElement.getBoundingClientRect();
      const box = text.getBoundingClientRect();
      seen.words += 1;
      if (box.left < room.left || box.right > room.right) seen.outside.push(text.textContent);
    }
    slide.hidden = hidden;
  }
  return seen;
}"""
