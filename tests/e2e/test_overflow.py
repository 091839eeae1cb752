"""Every slide fits, on every screen, also when its words are a third longer."""

from __future__ import annotations

import json
import re
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.async_api import BrowserContext, Page, expect

from tests.e2e.conftest import PROJECTOR, NewContext
from tests.e2e.server import Server, Started
from tests.gallery.round import Trainer
from workshop.decks.parse import load_deck
from workshop.decks.text_fitting import say_misfit

MEASURE = Path(__file__).with_name("overflow.js").read_text()
SCREENS = {"16:9": (1920, 1080), "4:3": (1024, 768), "21:9": (2560, 1080), "at 200 %": (960, 540)}
FOOT = 0.872  # of a slide's height: below it stand the join code and the number of people


async def faults(page: Page, slides: str, longer: float, foot: float = 0) -> Any:
    return await page.evaluate(MEASURE, {"slides": slides, "longer": longer, "foot": foot})


@pytest.mark.parametrize(
    ("deck", "longer"),
    [("beter-samenwerken", 0), ("beter-samenwerken", 0.3), ("working-better-together", 0)],
)
async def test_every_slide_fits_the_projector(
    new_context: NewContext, server: Server, deck: str, longer: float
) -> None:
    started = server.start_session("Past het?", deck)
    page = await (await new_context(PROJECTOR)).new_page()
    await page.goto(started.screen_url)

    found = await faults(page, ".stage > .slide", longer, FOOT)

    assert await page.locator(".stage > .slide").count() == 41
    assert "\n".join(found) == ""


async def test_text_that_cannot_fit_is_found(new_context: NewContext, started: Started) -> None:
    page = await (await new_context(PROJECTOR)).new_page()
    await page.goto(started.screen_url)

    found = await faults(page, ".stage > .slide", 4, FOOT)

    assert len({fault.split(":")[0] for fault in found}) > 20


@pytest.mark.parametrize("screen", SCREENS)
async def test_the_whole_stage_is_in_the_window(
    new_context: NewContext, started: Started, screen: str
) -> None:
    width, height = SCREENS[screen]
    context = await new_context({"viewport": {"width": width, "height": height}})
    page = await context.new_page()
    await page.goto(started.screen_url)

    box = await page.locator("[data-stage]").bounding_box()

    assert box
    assert box["x"] >= -1
    assert box["x"] + box["width"] <= width + 1
    assert box["y"] >= -1
    assert box["y"] + box["height"] <= height + 1
    assert box["width"] * 9 == pytest.approx(box["height"] * 16, abs=20)
    assert abs(box["width"] - width) < 2 or abs(box["height"] - height) < 2


SLIDE = """
---

```slide
id = "{id}"
chapter = "een"
layout = "{layout}"
```

# {title}
{picture}
{body}
"""
HEAD = '+++\ntitle = "Past het?"\n[[chapters]]\nid = "een"\ntitle = "Een"\n+++\n'
WORDS = (
    "samen kijken wat er nodig is om verder te komen met elkaar en dat goed af te spreken in de"
    " groep zodat iedereen weet wat er van hem wordt verwacht en waar het heen gaat "
)
LAYOUTS = ("statement", "picture", "list", "tiles", "columns", "cover", "overview", "contact")


def take_words(number: int, start: int = 0) -> str:
    return " ".join((WORDS * 4).split()[start : start + number]).capitalize()


def write_deck() -> str:
    """Slides of every layout, with short and long titles, texts and points."""
    slides = []
    for layout, titled, worded, shown in product(LAYOUTS, (3, 9, 16), (14, 90), ("", "p")):
        for pointed in (False, True):
            words = worded // (4 if layout == "tiles" else 6)
            points = "\n".join(f"- {take_words(words, at * 3)}" for at in range(6))
            fields = {
                "id": f"{layout}-{titled}-{worded}{'-p' * bool(shown)}{'-punten' * pointed}",
                "layout": layout,
                "title": take_words(titled),
                "picture": '![](p.svg "decorative")' if shown else "",
                "body": points if pointed else take_words(worded),
            }
            slides.append(SLIDE.format(**fields))
    return HEAD + "".join(slides).lstrip().removeprefix("---")


async def test_what_is_computed_of_titles_and_texts_is_what_is_drawn(
    server: Server, new_context: NewContext, tmp_path: Path
) -> None:
    folder = tmp_path / "past-het"
    folder.mkdir()
    (folder / "deck.md").write_text(write_deck())
    (folder / "p.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"/>')
    printed = server.manage("import_deck", str(folder), "--owner", "trainer", "--json")
    started = server.start_session("Past het?", deck=json.loads(printed)["slug"])
    page = await (await new_context(PROJECTOR)).new_page()
    await page.goto(started.screen_url)
    deck = load_deck(folder)
    computed = {slide.id for slide in deck.slides if say_misfit(slide)}

    drawn = {fault.split(":")[0] for fault in await faults(page, ".stage > .slide", 0, FOOT)}

    assert drawn - computed == set()  # nothing runs off that was not refused
    assert len(computed - drawn) <= len(deck.slides) / 20  # and little is refused that just fits
    assert {"tiles", "list"} <= {id.partition("-")[0] for id in drawn}


TITLES = """ids => ids.map((id) => {
  const slide = document.querySelector(`.stage > [data-slide="${id}"]`);
  const { hidden } = slide;
  slide.hidden = false;
  const { x, y, width, height } = slide.querySelector(".slide__title").getBoundingClientRect();
  slide.hidden = hidden;
  return [x, y, width, height].map(Math.round);
})"""
PAIRS = [
    ("ambitie", "halen-brengen"),
    ("belangen", "belangen-dieper"),
    ("relatie", "netwerk"),
    ("organisatie", "organisatie-dieper"),
    ("proces", "proces-dieper"),
]


async def test_ground_reaches_every_edge_and_titles_of_pairs_stay_still(
    server: Server, new_context: NewContext, started: Started
) -> None:
    still = {"reduced_motion": "reduce"}
    page = await (await new_context(PROJECTOR, **still)).new_page()
    await page.goto(started.screen_url)
    trainer = Trainer(server, started.desk_url)

    for pair in PAIRS:
        one, other = await page.evaluate(TITLES, pair)
        assert one == other
    for slide in ("welkom", "reis", "vijf-dingen"):
        trainer.act("goto", slide=slide)
        await expect(page.locator(f'.stage > [data-slide="{slide}"]')).to_be_visible()
        for width, height in [(1280, 800), (1024, 768), (2560, 1080)]:
            await page.set_viewport_size({"width": width, "height": height})
            shot = Image.open(BytesIO(await page.screenshot())).convert("RGB")
            ground = shot.getpixel((width // 2, height - 4))
            assert shot.getpixel((3, height - 4)) == ground
            assert shot.getpixel((width - 4, height - 4)) == ground
            assert ground != shot.getpixel((3, 3))
    trainer.close()


async def test_every_slide_fits_a_small_phone(
    new_context: NewContext, trainer: BrowserContext, server: Server, started: Started
) -> None:
    small = {"viewport": {"width": 320, "height": 568}, "has_touch": True, "is_mobile": True}
    phone = await (await new_context(small)).new_page()
    await phone.goto(started.join_url)
    desk = await trainer.new_page()
    await desk.goto(started.desk_url)
    token = await desk.locator("body").get_attribute("data-token")
    ids = re.findall(r'outline__slide" name="slide" value="([\w-]+)"', await desk.content())
    found = []

    for slide in ids:
        await desk.request.post(
            f"{started.desk_url}goto/", form={"slide": slide}, headers={"X-CSRFToken": token or ""}
        )
        await expect(phone.locator(f'#slide [data-slide="{slide}"]')).to_be_visible()
        found += await faults(phone, "#slide [data-slide]", 0.3)

    assert len(ids) == 41
    assert "\n".join(found) == ""
    await phone.locator("#slide .headline").evaluate("h => { h.style.whiteSpace = 'nowrap' }")
    assert await faults(phone, "#slide [data-slide]", 4) != []
