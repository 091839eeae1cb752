"""What a room wrote, on the projector: nothing overlaps, sticks out or is too small to read."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from playwright.async_api import Page, expect

from polls import kinds
from polls.texts.index import card_id
from tests.e2e.conftest import PROJECTOR, NewContext
from tests.e2e.people import Screen
from tests.e2e.server import Server
from tests.e2e.watch import Watch
from tests.gallery.crowd import Crowd
from tests.gallery.round import Trainer
from workshop.decks.fitting import STEPS, find_misfits
from workshop.decks.parse import load_deck
from workshop.facilitating.addresses import fewest_modules

pytestmark = pytest.mark.asyncio(loop_scope="session")

READABLE = 32  # pixels at 1080 lines
CARDS = 39
TEXT = (
    "Plan elke maand een kwartier om terug te kijken, bel in plaats van mailen en vier samen wat"
    " er lukt, ook als het einde nog ver weg is."
)
# By the width of the window: how much smaller its code is read.
SHRUNK = {1920: 3, 1280: 2, 1024: 1.5}
RATIOS = [(1920, 1080), (1280, 800), (1024, 768), (2560, 1080)]

# Of all cards or words in sight: what is wrong with them, in pixels of the stage.
FAULTS = """([selector, readable]) => {
  const slide = document.querySelector(".stage > .slide:not([hidden])");
  const stage = document.querySelector(".stage").getBoundingClientRect();
  const zoom = stage.width / 1920, foot = stage.top + 942 * zoom;
  const shown = [...slide.querySelectorAll(selector)].filter((each) => each.checkVisibility());
  const boxes = shown.map((each) => each.getBoundingClientRect());
  const names = shown.map((each) => each.textContent.slice(0, 30));
  const faults = [];
  boxes.forEach((box, at) => {
    const beside = box.left < stage.left || box.right > stage.right;
    if (beside || box.top < stage.top || box.bottom > foot) faults.push(`${names[at]}: outside`);
    const matrix = shown[at] instanceof SVGElement ? shown[at].getScreenCTM().a / zoom : 1;
    if (parseFloat(getComputedStyle(shown[at]).fontSize) * matrix < readable)
      faults.push(`${names[at]}: small`);
    if (shown[at].scrollWidth > shown[at].clientWidth + 1 && !(shown[at] instanceof SVGElement))
      faults.push(`${names[at]}: wide`);
    boxes.slice(at + 1).forEach((other, later) => {
      const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      if (across > 1 && down > SLACK) faults.push(`${names[at]} over ${names[at + 1 + later]}`);
    });
  });
  return { count: shown.length, faults };
}"""


async def look(page: Page, selector: str, slack: str = "1") -> Any:
    return await page.evaluate(FAULTS.replace("SLACK", slack), [selector, READABLE])


async def read_code(page: Page, shrink: float) -> list[str]:
    """What a camera reads in a picture of so much less than the window's size."""
    shot = Image.open(BytesIO(await page.screenshot())).convert("L")
    size = int(shot.width / shrink), int(shot.height / shrink)
    small = shot.resize(size, Image.Resampling.LANCZOS)
    return [found.text for found in zxingcpp.read_barcodes(small)]


async def test_a_wall_fits_at_every_ratio_and_39_answers_take_three_pages(
    server: Server, new_context: NewContext, watch: Watch
) -> None:
    started = server.start_session("Muur")
    trainer = Trainer(server, started.desk_url)
    crowd = Crowd(server.url, started.code, 13)
    trainer.act("goto", slide="voorbeelden")
    lengths = [60 + n * 37 % 61 for n in range(CARDS)]
    texts = [f"{n:02} {TEXT}"[:length] for n, length in enumerate(lengths)]
    crowd.give("voorbeelden", [texts[n : n + 3] for n in range(0, CARDS, 3)])
    screen = Screen(await (await new_context(PROJECTOR)).new_page())
    await screen.page.goto(started.screen_url)

    await expect(screen.slide.locator(".result__pages")).to_have_text("pagina 1 van 3")
    seen = 0
    for number in (1, 2, 3):
        trainer.act("look", slide="voorbeelden", view="", page=str(number))
        await expect(screen.slide.locator(".result__pages")).to_have_text(f"pagina {number} van 3")
        found = await look(screen.page, ".result__cards > .answer")
        assert found["faults"] == []
        seen += found["count"]
    assert seen == CARDS
    for width, height in RATIOS:
        await screen.page.set_viewport_size({"width": width, "height": height})
        assert (await look(screen.page, ".result__cards > .answer"))["faults"] == []
        if width in SHRUNK:
            code = await read_code(screen.page, SHRUNK[width])
            assert code == [fewest_modules(started.join_url)]
            assert await read_code(screen.page, 8) == []
    card = card_id(kinds.get("open"), texts[1])
    trainer.act("card-spotlight", question="voorbeelden", card=card)
    lifted = screen.page.locator('[data-overlay="card"] .answer')
    await expect(lifted).to_have_text(texts[1])
    await expect(lifted).to_have_css("font-size", "84px")
    crowd.close()
    trainer.close()
    assert watch.trouble == []


async def test_cards_that_were_given_more_often_stand_in_columns_too(
    server: Server, new_context: NewContext
) -> None:
    started = server.start_session("Muur")
    trainer = Trainer(server, started.desk_url)
    trainer.act("goto", slide="voorbeelden")
    crowd = Crowd(server.url, started.code)
    crowd.answer("voorbeelden")
    page = await (await new_context(PROJECTOR)).new_page()
    await page.goto(started.screen_url)

    cards = page.locator(".stage > .slide:not([hidden]) .result__cards > .answer")
    await expect(cards.locator(".answer__count")).to_have_count(14)
    await expect(cards.locator("visible=true")).to_have_count(14)

    lefts = await cards.evaluate_all("cards => cards.map((card) => card.offsetLeft)")
    assert len(set(lefts)) == 3
    crowd.close()
    trainer.close()


OPTIONS = """
[[options.{name}]]
key = "{key}"
label = "{label}"
help = "{help}"
color = "{color}"
"""
SLIDE = """
---

```slide
id = "{id}"
chapter = "een"
layout = "question"
```

# {title}
{picture}
{questions}
"""
ASKED = """
```question
key = "{key}"
kind = "choice"
options = "{options}"
{prompt}
```
"""
LAST = len(STEPS) + 1  # of what fits at no step and is refused, but was not checked
LABEL = "We hebben samen een doel dat we allemaal kunnen navertellen"
HELP = "Wordt er recht gedaan aan wat mensen nodig hebben, ook als zij er niet bij zijn?"
TITLES = ["Wat past?", "Welke conditie scoort in jouw samenwerking het beste van allemaal?"]

# Of each slide: how far its options and what stands below them go down, and their letters.
OPTIONS_OF = """() => [...document.querySelectorAll(".stage > .slide")].map((slide) => {
  const { hidden } = slide;
  slide.hidden = false;
  for (const line of slide.querySelectorAll(".result__state")) {
    line.textContent = line.dataset.closed;
    line.hidden = false;
  }
  const zoom = document.querySelector(".stage").getBoundingClientRect().width / 1920;
  const found = [...slide.querySelectorAll(".options")].map((list) => {
    const cut = getComputedStyle(list).overflowY === "hidden"; // its box is where it ends
    const last = (cut ? list : list.lastElementChild).getBoundingClientRect().bottom;
    const result = list.parentElement.querySelector(".result").getBoundingClientRect();
    const stacked = result.left < list.getBoundingClientRect().right;
    const below = stacked ? result : { bottom: 0, top: last };
    const texts = [...list.querySelectorAll("b, .option__help")]
      .filter((text) => text.checkVisibility());
    return {
      step: Number(list.className.split("--")[1]),
      fits: last <= 921 * zoom && below.bottom <= 941 * zoom && last <= below.top + 1,
      small: texts.filter((text) => parseFloat(getComputedStyle(text).fontSize) < 32).length,
    };
  });
  slide.hidden = hidden;
  return [slide.dataset.slide, found];
})"""


def write_options(name: str, number: int, words: int, helped: bool) -> str:
    label = " ".join(LABEL.split()[:words])
    return "".join(
        OPTIONS.format(
            name=name, key=key, label=f"{label} {key}", help=HELP * helped, color=key.lower()
        )
        for key in "ABCDE"[:number]
    )


def write_deck() -> str:
    """Questions of every arrangement, with options of several lengths."""
    lists = {"kort": (3, 2, False), "half": (4, 6, True), "lang": (5, 10, True)}
    front = "".join(write_options(name, *sizes) for name, sizes in lists.items())
    slides = []
    for options in lists:
        for at, title in enumerate(TITLES):
            for picture in ("", '![](p.svg "decorative")'):
                for several in (False, True):
                    id = f"{options}-{at}{'-p' if picture else ''}{'-2' if several else ''}"
                    asked = ASKED.format(key=id, options=options, prompt="")
                    more = ASKED.format(key=f"{id}-b", options="kort", prompt='prompt = "En dan?"')
                    questions = asked + more if several else asked
                    slides.append(
                        SLIDE.format(id=id, title=title, picture=picture, questions=questions)
                    )
    head = f'+++\ntitle = "Past het?"\n[[chapters]]\nid = "een"\ntitle = "Een"\n{front}+++\n'
    return head + "".join(slides).lstrip().removeprefix("---")


async def test_options_are_drawn_at_a_step_at_which_they_fit(
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
    refused = {problem.line for problem in find_misfits(deck, "deck.md")}
    assert refused

    drawn = dict(await page.evaluate(OPTIONS_OF))

    steps = set()
    for slide in deck.slides:
        for question, found in zip(slide.questions, drawn[slide.id], strict=True):
            assert found["small"] == 0
            assert found["fits"], (slide.id, found)
            assert (found["step"] == LAST) == (question.line in refused)
            steps.add(found["step"])
    assert steps == {1, 2, 3, 4, LAST}
