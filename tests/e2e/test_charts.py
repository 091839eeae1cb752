"""Every chart can be read from the back row: nothing small, outside its box, or pale."""

from __future__ import annotations

import io
from collections import Counter
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.async_api import Page

from tests.e2e.chart_cases import draw_cases
from tests.e2e.conftest import NewContext
from tests.e2e.server import Server, Started
from tests.static.colors import contrast

HERE = Path(__file__).parent
FAULTS = (HERE / "charts.js").read_text()
MARKS = (HERE / "marks.js").read_text()
SMALLEST = 32  # pixels of a text on a stage of 1080 lines
LEAST = 3.0  # of the contrast of a mark with what is around it (WCAG 1.4.11)
ROOMS = (0, 1, 2, 5, 40, 1000)
RATIOS = {"16:9": (1920, 1080), "4:3": (1440, 1080), "16:10": (1280, 800), "21:9": (2560, 1080)}
OTHERS = [ratio for ratio in RATIOS if ratio != "16:9"]
# What a ratio can change is how letters and lines are rounded: the rooms with the longest words
# and the widest numbers. `make accessibility` looks at all of them.
WIDEST = (1, 1000)


@pytest.fixture
def started(server: Server) -> Started:
    """Of the deck with the fewest slides, which make way for those with charts."""
    return server.start_session("Groep 1", "alle-werkvormen")


async def projector(new_context: NewContext, started: Started, ratio: str, **more: Any) -> Page:
    width, height = RATIOS[ratio]
    settings = {"viewport": {"width": width, "height": height}, "reduced_motion": "reduce"}
    page = await (await new_context({**settings, **more})).new_page()
    await page.goto(started.screen_url)
    return page


async def find_faults(page: Page, cases: list[dict[str, Any]]) -> list[str]:
    faults: list[str] = await page.evaluate(FAULTS, {"cases": cases, "smallest": SMALLEST})
    return faults


@pytest.mark.parametrize(
    ("ratio", "rooms"),
    [
        pytest.param("16:9", ROOMS, id="16:9"),
        *(pytest.param(ratio, WIDEST, id=ratio) for ratio in OTHERS),
        *(
            pytest.param(ratio, ROOMS, id=f"{ratio} all", marks=pytest.mark.everything)
            for ratio in OTHERS
        ),
    ],
)
async def test_nothing_in_a_chart_is_small_outside_or_covered(
    new_context: NewContext, started: Started, ratio: str, rooms: tuple[int, ...]
) -> None:
    page = await projector(new_context, started, ratio)

    faults = await find_faults(page, draw_cases(rooms))

    assert "\n".join(faults) == ""


async def test_what_is_small_outside_or_covered_is_found(
    new_context: NewContext, started: Started
) -> None:
    page = await projector(new_context, started, "16:9")
    spoilt = deepcopy(next(case for case in draw_cases([5]) if case["name"] == "goed 5"))
    small, outside, above, below = spoilt["frames"][0]["figure"]["layout"]["annotations"][:4]
    small["font"]["size"] = 20
    outside["x"] = -0.2
    below |= {"x": above["x"], "y": above["y"]}

    faults = await find_faults(page, [spoilt])

    assert [fault.split("” ")[-1] for fault in faults] == [
        *("is 20.0 pixels", "is outside", "lies over “D. Organisatie”")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_mark_of_every_chart_stands_out_in_pixels(
    new_context: NewContext, started: Started, scheme: str
) -> None:
    page = await projector(new_context, started, "16:9")
    if scheme == "dark":
        await page.keyboard.press("d")
    pale: dict[str, list[str]] = {}

    for case in draw_cases([40]):
        if not any(frame["figure"]["data"] for frame in case["frames"]):
            continue  # texts on cards
        await find_faults(page, [case])
        marks = await page.evaluate(MARKS)
        seen = Image.open(io.BytesIO(await page.screenshot())).convert("RGB")
        assert marks, case["name"]
        pale[case["name"]] = [mark["name"] for mark in marks if contrast_of(mark, seen) < LEAST]

    assert {name: marks for name, marks in pale.items() if marks} == {}


async def test_a_pale_mark_is_found(new_context: NewContext, started: Started) -> None:
    page = await projector(new_context, started, "16:9")
    spoilt = next(case for case in draw_cases([40]) if case["name"] == "goed 40")
    colors = spoilt["frames"][0]["figure"]["data"][0]["marker"]["color"]
    colors[1] = "var(--line)"

    await find_faults(page, [spoilt])
    marks = await page.evaluate(MARKS)
    seen = Image.open(io.BytesIO(await page.screenshot())).convert("RGB")

    assert sum(contrast_of(mark, seen) < LEAST for mark in marks) == 1


def contrast_of(mark: dict[str, Any], seen: Image.Image) -> float:
    """Of the colour that most of a mark has, with the ground of the slide."""
    left, top = max(0, int(mark["x"])), max(0, int(mark["y"]))
    right, bottom = mark["x"] + mark["width"] + 1, mark["y"] + mark["height"] + 1
    ground = seen.getpixel((4, 4))
    colors = Counter(seen.crop((left, top, int(right), int(bottom))).get_flattened_data())
    others = [color for color in colors if color != ground]
    most = max(others, key=lambda color: colors[color], default=ground)
    return contrast(hex_of(most), hex_of(ground))


def hex_of(color: Any) -> str:
    return "#{:02x}{:02x}{:02x}".format(*color)
