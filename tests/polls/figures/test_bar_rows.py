"""Where rows of options stand."""

from __future__ import annotations

import pytest

from polls.figures import Bar
from polls.figures.bar_rows import arrange_beside, arrange_rows
from polls.figures.drawing import HEIGHT, WIDTH, words_height

LONG = "Een lange keuze die niemand heeft ingekort en die daarom over twee regels gaat, ook hier"


@pytest.mark.parametrize("number", [1, 2, 3, 5, 8, 10])
@pytest.mark.parametrize("label", ["Ja", LONG])
@pytest.mark.parametrize("room", [WIDTH, WIDTH / 2])
def test_names_and_bars_stay_in_their_rows_and_apart(number: int, label: str, room: float):
    rows = arrange_rows([Bar(f"o{n}", label, n, color="c") for n in range(number)], room, 62, 48)

    words = words_height(max(map(len, rows.lines)), rows.size)
    for index in range(number):
        top, bottom = rows.top + index * rows.slot, rows.top + (index + 1) * rows.slot
        above, below = rows.name_height(index), rows.bar_height(index)
        assert above + words / 2 < below - rows.thick / 2
        assert below + rows.thick / 2 <= bottom + 0.01
        assert above - words / 2 >= top - 0.01
    assert rows.bar_height(number - 1) < HEIGHT
    assert rows.shape <= rows.slot


def test_few_options_have_large_names_and_many_have_small_ones():
    options = [Bar(f"o{number}", "Ja", number) for number in range(8)]
    sizes = [arrange_rows(options[:many], WIDTH).size for many in (2, 5, 8)]

    assert sizes == [84, 44, 32]


def test_ten_options_have_readable_names_beside_their_bars():
    rows = arrange_beside([Bar(f"o{n}", LONG, n) for n in range(10)])

    assert (rows.size, rows.name_at) == (32, rows.bar_at)
    assert rows.thick < rows.slot
    assert rows.left < WIDTH / 2
    assert {line[-1] for [line] in rows.lines} == {"…"}


def test_options_without_a_shape_start_at_the_edge():
    plain, shaped = (arrange_rows([Bar("A", "Ja", 1, color=color)], WIDTH) for color in ("", "a"))

    assert (plain.shape, plain.indent) == (0, 0)
    assert shaped.indent > shaped.shape > 100
    assert [note["text"] for note in shaped.letter_notes(0)] == ["A"]
    assert list(plain.letter_notes(0)) == []


@pytest.mark.parametrize("number", [2, 3, 5, 8])
def test_a_shape_stands_as_low_as_its_bar_in_its_row(number: int):
    bars = [Bar("A", "Ja", 1, color="e") for _each in range(number)]

    rows = arrange_rows(bars, WIDTH, 62, 48)

    [lowest, highest] = [-67, 3]  # of the triangle in its box of 72, which is the highest shape
    scale = rows.shape / 72
    for index in range(number):
        bottom = rows.bar_height(index) + rows.thick / 2
        middle = rows.shape_height(index)
        assert middle - scale * (36 + lowest) == pytest.approx(bottom, abs=0.5)
        assert middle - scale * (36 - highest) >= rows.top + index * rows.slot - 0.5
