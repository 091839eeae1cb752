"""What was typed or pasted, as Markdown that shows it and nothing more."""

from __future__ import annotations

import pytest

from workshop.authoring.markup import (
    clean_pasted,
    to_body,
    to_note,
    to_one_line,
    to_plain_line,
    to_title_line,
)
from workshop.decks.markdown import plain_words, render_html


@pytest.mark.parametrize(
    ("pasted", "clean"),
    [
        ("een\r\ntwee\rdrie", "een\ntwee\ndrie"),
        ("een\x0btwee\u2028drie", "een\ntwee\ndrie"),  # as Word and web pages break lines
        ("a\tb\x00\x07\ud800c", "a\tbc"),
    ],
)
def test_lines_of_others_become_ours_and_other_signs_go(pasted: str, clean: str):
    assert clean_pasted(pasted) == clean


def test_one_line_is_one_line():
    assert to_one_line("  een\r\n twee\tdrie ") == "een twee drie"


@pytest.mark.parametrize(
    "title",
    ["Wat nu?", "1. Begin", "a*b*c", "# kruis", "<b>vet</b>", "![x](y.svg)", "<!-- stil -->"],
)
def test_a_title_shows_as_it_was_typed(title: str):
    line = to_title_line(title)

    assert line.startswith("# ")
    assert line.endswith("\n")
    assert "<!--" not in line
    assert plain_words(line[2:].strip()) == title


@pytest.mark.parametrize("empty", ["", " ", "\n\r\n"])
def test_no_title_is_no_line(empty: str):
    assert to_title_line(empty) == ""


@pytest.mark.parametrize(
    "line", ["---", "+++", "```question", "# Titel", "<!-- stil -->", "![x](y.svg)"]
)
def test_nothing_in_a_body_begins_something_else(line: str):
    body = to_body(f"voor\n{line}\nna")

    assert line not in body.split("\n")
    assert "<img" not in render_html(body)
    assert "<h1" not in render_html(body)


@pytest.mark.parametrize("text", ["een **vet** woord", "- punt\n- punt", "1 < 2", "#woord"])
def test_markdown_in_a_body_stays_as_it_is(text: str):
    assert to_body(f"\n{text}\n\n") == text


def test_a_note_stands_between_its_marks_and_cannot_end_early():
    assert to_note(" zeg dit \n") == "<!--\nzeg dit\n-->\n"
    assert to_note("a --> b").count("-->") == 1
    assert to_note("a\n---\nb") == "<!--\na\n\\---\nb\n-->\n"
    assert to_note(" \n ") == ""


@pytest.mark.parametrize(
    "line",
    [
        *("Karin *de* Smit", "1. Markt 3", "- punt", "+ punt", "# kop", "---", "===", "+++"),
        *("<b>vet</b>", "a | b", "![x](y.svg)", "```slide", "<!-- stil", "070-123 45 67", "\\"),
    ],
)
def test_a_plain_line_shows_as_it_was_typed(line: str):
    html = render_html(to_body(to_plain_line(line)))

    assert html == f"<p>{line.replace('<', '&lt;').replace('>', '&gt;')}</p>"
