"""docs/decks.md says what the code does."""

import re
from pathlib import Path

import pytest

from polls.figures.cues import SIGNS
from polls.kinds.options import MOST
from tests.workshop.decks import kind_sections
from workshop.decks import example, front, limits, model, options, pictures, questions, slides
from workshop.decks.parse import DeckError, parse

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "decks.md").read_text(encoding="utf-8")
OUTSIDE_EXAMPLE = re.sub(r"~~~~markdown.*?~~~~", "", PAGE, flags=re.S)
EXAMPLE = re.search(r"~~~~markdown\n(.*?)~~~~", PAGE, flags=re.S)[1]

TABLES = {
    "The deck": front.DECK_KEYS,
    "Each of the `chapters`": front.CHAPTER_KEYS,
    "Each of the `options`": options.OPTION,
    "The `slide` block": slides.SLIDE_KEYS,
    "Layouts": model.LAYOUTS,
    "Colours": model.COLORS,
    "The `question` block": questions.QUESTION_KEYS,
    "The `show` block": questions.SHOW_KEYS,
    "The `ask` block": questions.ASK_KEYS,
    "Signs": SIGNS,
    "Views": model.VIEWS,
    "An example of others": example.KEYS,
    "Each of the `slides`": example.SLIDE_KEYS,
}


def rows(heading: str) -> dict[str, str]:
    """The first table below a heading: what stands in its second column, by its first."""
    [section] = re.findall(
        rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", OUTSIDE_EXAMPLE, flags=re.S | re.M
    )
    return dict(re.findall(r"^\| `([^`]+)` \| ([^|]*) \|", section, flags=re.M))


@pytest.mark.parametrize("heading", TABLES)
def test_a_table_names_what_the_code_knows(heading: str):
    assert tuple(rows(heading)) == TABLES[heading]


def test_the_sections_of_kinds_are_those_that_the_kinds_make():
    """When not: make kinds"""
    found = kind_sections.SECTIONS.search(PAGE)

    assert found[2] == kind_sections.written()


def test_defaults_of_the_blocks():
    deck = parse(EXAMPLE, "deck.md")
    question = deck.questions()[0]

    stated = {
        heading: {
            key: required.removeprefix("no, ").strip('`"')
            for key, required in rows(heading).items()
            if required.startswith("no, `")
        }
        for heading in ("The deck", "The `slide` block", "The `question` block", "The `show` block")
    }

    assert stated == {
        "The deck": {"language": deck.language},
        "The `slide` block": {
            "minutes": f"{deck.slides[2].minutes:g}",
            "own_pace": str(deck.slides[2].own_pace).lower(),
        },
        "The `question` block": {
            "results": question.results,
            "moderation": question.moderation,
            "opens": question.opens,
            "closes": question.closes,
        },
        "The `show` block": {},
    }


OPENINGS = {
    "The deck": "+++",
    "Each of the `chapters`": "[[chapters]]",
    "Each of the `options`": "[[options.drukte]]",
    "The `slide` block": "```slide",
    "The `question` block": "```question",
    "The `show` block": "```show",
}
LISTS = {"chapters", "options", "attribution", "questions", "labels"}
KEYS = [(heading, key) for heading in OPENINGS for key in rows(heading) if key not in LISTS]


@pytest.mark.parametrize(("heading", "key"), KEYS)
def test_a_key_is_required_when_the_page_says_so(heading: str, key: str):
    start = EXAMPLE.index(OPENINGS[heading])
    without = EXAMPLE[:start] + re.sub(rf"\n{key} = .*", "", EXAMPLE[start:], count=1)

    messages = ""
    try:
        parse(without, "deck.md")
    except DeckError as error:
        messages = str(error)

    missing = f"Hier ontbreekt een tekst tussen aanhalingstekens: {key} =" in messages
    assert missing == (rows(heading)[key] == "yes")


def test_the_example_is_a_deck():
    deck = parse(EXAMPLE, "deck.md")

    assert [slide.id for slide in deck.slides] == ["welkom", "drukte", "terug"]
    assert [question.key for question in deck.questions()] == ["drukte"]


def test_the_limits_are_those_of_the_code():
    (table,) = re.findall(r"\| what \| at most \|\n(.*?)\n\n", PAGE, flags=re.S)
    stated = [int(number.replace(",", "")) for number in re.findall(r"\b\d[\d,]*", table)]

    assert stated == [
        *(
            limits.SOURCE,
            limits.LINES,
            limits.SLIDES,
            limits.QUESTIONS,
            limits.BLOCKS,
            limits.BLOCK,
        ),
        *(limits.TEXT, limits.ITEMS, MOST, limits.PROBLEMS),
        *(pictures.MAX_BYTES, limits.SHAPES, limits.DEPTH, limits.REFERENCES),
    ]
