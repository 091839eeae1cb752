"""An option and its number."""

from __future__ import annotations

from polls.figures.options import Bar


def test_an_option_has_its_letter_its_name_and_its_colour():
    bar = Bar.of({"key": "A", "label": "Ambitie", "color": "a", "help": "Waarheen?"}, 3)

    assert (bar.letter, bar.name, bar.paint, bar.count) == ("A", "A. Ambitie", "var(--a)", 3)
    assert (bar.cell.text, bar.help) == ("A. Ambitie", "Waarheen?")


def test_an_option_without_a_letter_or_a_colour():
    bar = Bar.of({"key": "anders", "label": "Iets anders"}, 0)

    assert (bar.letter, bar.name, bar.paint) == ("", "Iets anders", "var(--deep)")
