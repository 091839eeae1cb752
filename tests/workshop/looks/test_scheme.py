"""Whatever two colours somebody chooses: what is read can be read, or the choice is refused."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from polls.figures.drawing import SHAPES
from tests.static.colors import CSS, tokens
from tests.static.test_tokens import GRAPHICS, PROJECTED, READ
from tests.workshop.looks.wcag import ratio
from workshop.looks.contrasts import find_faults
from workshop.looks.scheme import compute_scheme
from workshop.looks.style import COVERS, Style

HEX = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
OWN = tokens(CSS / "tokens.css")


@given(HEX, HEX, st.sampled_from(COVERS))
@example("#154273", "#e17000", "dark")
@example("#000000", "#000000", "dark")
@example("#ffff00", "#0000ff", "light")
@example("#767676", "#949494", "light")
def test_all_that_is_read_has_its_contrast(main: str, accent: str, cover: str):
    """The pairs, and what each needs, are those that our own colours are held to."""
    style = Style(main, accent, cover)
    if list(find_faults(style)):
        return
    scheme = compute_scheme(style)

    low = {
        (name, *pair): round(found, 2)
        for name, changed in (("light", scheme.light), ("dark", scheme.dark))
        for pairs, least in ((PROJECTED, 7), (READ, 4.5), (GRAPHICS, 3))
        for pair in pairs
        for colors in (OWN[name] | changed,)
        if (found := ratio(colors[pair[0]], colors[pair[1]])) < least
    }

    assert low == {}


@pytest.mark.parametrize("cover", COVERS)
def test_the_conditions_keep_their_colours(cover: str):
    scheme = compute_scheme(Style("#154273", "#e17000", cover))
    kept = {*SHAPES, *(f"{color}-soft" for color in SHAPES), "on-shape", "sheet", "on-sheet"}

    assert kept & {*scheme.light, *scheme.dark} == set()
    assert scheme.light.keys() == scheme.dark.keys() <= OWN["light"].keys()


def test_a_colour_that_holds_is_used_as_it_was_chosen():
    scheme = compute_scheme(Style("#154273", "#e17000", "dark"))

    assert (scheme.light["night"], scheme.dark["night"]) == ("#154273", "#154273")
    assert (scheme.light["primary"], scheme.light["deep"]) == ("#154273", "#154273")
    assert scheme.dark["accent"] == "#e17000"  # 5.4 on dark; on white it is too light
    assert scheme.light["accent"] != "#e17000"


def test_a_light_cover_is_light_and_dark_when_the_projector_is():
    scheme = compute_scheme(Style("#154273", "#e17000", "light"))

    assert ratio(scheme.light["night"], "#ffffff") < 1.3
    assert scheme.light["on-night"] == "#154273"
    assert ratio(scheme.dark["night"], "#000000") < 1.6
