"""The text of a slide as paragraphs."""

from __future__ import annotations

from workshop.decks.markdown import render_html
from workshop.exports.decks.words import Grid, Paragraph, Run, plain, read_words


def read(markdown: str) -> list[Paragraph | Grid]:
    return read_words(render_html(markdown))


def test_emphasis_and_links_are_runs():
    assert read("Dit is **heel** *mooi*, zie [hier](https://example.org).") == [
        Paragraph(
            (
                Run("Dit is "),
                Run("heel", bold=True),
                Run(" "),
                Run("mooi", italic=True),
                Run(", zie "),
                Run("hier", link="https://example.org"),
                Run("."),
            )
        )
    ]


def test_lists_have_levels_and_numbers():
    found = read("- Eén\n  - Dieper\n\n1. Drie\n2. Vier\n")

    assert [(each.text, each.level, each.mark) for each in found] == [
        ("Eén", 0, "bullet"),
        ("Dieper", 1, "bullet"),
        ("Drie", 0, "number"),
        ("Vier", 0, "number"),
    ]


def test_a_list_goes_on_counting_where_it_began():
    assert [each.start for each in read("3. Drie\n4. Vier\n")] == [3, 3]


def test_points_of_more_than_one_paragraph_keep_all_their_words():
    found = read("- Eén\n\n  Meer\n\n- Twee\n")

    assert [(each.text, each.level, each.mark) for each in found] == [
        ("Eén", 0, "bullet"),
        ("Meer", 1, ""),
        ("Twee", 0, "bullet"),
    ]


def test_line_ends_of_the_text_are_spaces_and_hard_ones_breaks():
    assert [each.text for each in read("Eén\nregel\\\nen nog een")] == ["Eén regel\ven nog een"]


def test_headings_quotes_and_tables():
    found = read("## Kop\n\n> Gezegd\n\n| A | B |\n|---|---|\n| 1 | **2** |\n")

    assert found[0] == plain("Kop", bold=True)
    assert (found[1].text, found[1].level) == ("Gezegd", 1)
    assert isinstance(found[2], Grid)
    assert found[2].head
    assert [[cell.text for cell in row] for row in found[2].rows] == [["A", "B"], ["1", "2"]]


def test_nothing_is_no_paragraph():
    assert read("") == []
