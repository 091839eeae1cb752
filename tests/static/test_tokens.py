"""The colours of every theme: what is written on what can be read, and tells apart."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from polls.figures import clouds
from polls.figures.crosses import shade_of
from polls.figures.drawing import SHAPE, SHAPES, outline_path
from tests.static.colors import CSS, SEEN, THEMES, contrast, difference, tokens

OWN = CSS / "tokens.css"
FILES = {"polshoogte": [OWN], **{file.stem: [OWN, file] for file in sorted(THEMES.glob("*.css"))}}
SCHEMES = [
    pytest.param(tokens(*files)[scheme], id=f"{name}-{scheme}")
    for name, files in FILES.items()
    for scheme in ("light", "dark")
]
CONDITIONS = tuple(SHAPES)
COLORS = ("deep", *CONDITIONS)  # of charts

# What is read from the back row: 7:1.
PROJECTED = [
    *[("ink", ground) for ground in ("paper", "card", "sand", *(f"{c}-soft" for c in CONDITIONS))],
    ("ink-soft", "paper"),
    ("ink-soft", "card"),
    *[(color, "paper") for color in clouds.COLORS],
    ("on-night", "night"),
    ("on-night", "night-card"),
    ("on-night-soft", "night"),
    ("on-sheet", "sheet"),
    ("on-sheet-soft", "sheet"),
]
# All other text: 4.5:1.
READ = [
    *[(text, ground) for text in ("ink", "ink-soft") for ground in ("chosen", "notice")],
    *[(name, ground) for name in ("accent", "good", "primary") for ground in ("paper", "card")],
    *[(f"on-{name}", name) for name in ("primary", "accent", "good")],
    *[("on-shape", color) for color in ("deep", *CONDITIONS)],
    *[(color, "paper") for color in COLORS],
    ("night-accent", "night"),
]
# What has to be seen but not read: 3:1.
GRAPHICS = [
    *[(color, ground) for color in COLORS for ground in ("paper", "card")],
    *[("edge", ground) for ground in ("paper", "card")],
    ("picture-deep", "paper"),
    ("night-line", "night"),
    ("night-deep", "night"),
]


@pytest.mark.parametrize("colors", SCHEMES)
@pytest.mark.parametrize(
    ("pairs", "least"), [(PROJECTED, 7), (READ, 4.5), (GRAPHICS, 3)], ids=["7", "4.5", "3"]
)
def test_contrast(colors, pairs, least):
    low = {
        pair: round(contrast(colors[pair[0]], colors[pair[1]]), 2)
        for pair in pairs
        if contrast(colors[pair[0]], colors[pair[1]]) < least
    }

    assert low == {}


@pytest.mark.parametrize("colors", SCHEMES)
def test_a_number_can_be_read_on_the_darkest_cell_of_a_table(colors):
    for word in ("ink", "ink-soft"):
        ground = mix(colors["accent"], colors["paper"], shade_of(0.0 if "soft" in word else 1.0))
        assert contrast(colors[word], ground) >= 7


def mix(over, under, part):
    both = zip(*(bytes.fromhex(color[1:]) for color in (over, under)), strict=True)
    return "#" + bytes(round(part * a + (1 - part) * b) for a, b in both).hex()


@pytest.mark.parametrize("colors", SCHEMES)
@pytest.mark.parametrize("eyes", [name for name in SEEN if name != "grey"])
def test_neighbours_in_a_chart_differ_for_all_colour_vision(colors, eyes):
    """Three times what can just be seen; in grey the rule of the next test holds instead."""
    gaps = {pair: difference(*map(colors.get, pair), eyes) for pair in pairwise(CONDITIONS)}

    assert {pair: gap for pair, gap in gaps.items() if gap < 0.06} == {}


def test_every_option_colour_has_a_shape_of_its_own():
    """So no chart needs colour: each option has a letter, a word and a shape as well."""
    assert len({outline_path(color, SHAPE) for color in SHAPES}) == len(CONDITIONS) == 5


def test_the_measures_are_those_of_the_literature():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert difference("#ff0000", "#ff0000", "normal") == 0
    # What people with deuteranopia are known to confuse, and what nobody does.
    assert difference("#909000", "#c07800", "deuteranopia") < difference(
        "#909000", "#c07800", "normal"
    )
    assert difference("#000000", "#ffffff", "grey") == pytest.approx(1, abs=0.01)


def test_colours_are_written_in_the_tokens_only():
    written = {
        file.name: found
        for file in CSS.glob("*.css")
        if file != OWN
        and (found := re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)", file.read_text()))
    }

    assert written == {}
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)", OWN.read_text())


@pytest.mark.parametrize("file", sorted(THEMES.glob("*.css")), ids=lambda file: file.stem)
def test_a_theme_replaces_only_tokens_that_there_are(file):
    named = set(re.findall(r"--([\w-]+):", file.read_text()))

    assert named - set(re.findall(r"--([\w-]+):", OWN.read_text())) == set()
    assert len(named) > 10


def test_every_token_is_used():
    """In a stylesheet, a drawing's colour, or a figure; soft tones come in fives."""
    names = set(re.findall(r"--([\w-]+):", OWN.read_text())) - {"light", "dark"}
    rules = "".join(file.read_text() for file in CSS.glob("*.css") if file != OWN)
    rules += "".join(f"var(--{color})" for color in (*COLORS, *clouds.COLORS))

    assert {name for name in names if f"var(--{name})" not in rules} == set()
