"""The deck that comes along: complete, word for word, with a note and a plan for every slide."""

import re
from html import unescape
from pathlib import Path

import pytest

from workshop.decks.model import Deck, Slide
from workshop.decks.parse import load_deck, parse, read_deck_file

DECK = Path(__file__).resolve().parents[3] / "decks" / "beter-samenwerken"
SOURCE = Path(__file__).with_name("beter-samenwerken.txt")

# The line of the source on which each slide starts; the source has no page marks.
STARTS = (3, 16, 27, 63, 69, 79, 89, 95, 117, 133)
STARTS += (140, 144, 148, 157, 163, 171, 177, 184, 194, 199)
STARTS += (202, 206, 212, 220, 232, 238, 245, 251, 260, 267)
STARTS += (274, 280, 286, 290, 300, 310, 314, 320, 332, 334, 338)

# Slides whose title is ours, because the source gives them none.
OWN_TITLES = {3: "Zes vormen van samenwerken", 41: "Contact"}

CONDITIONS = [
    ("A", "Ambitie", "Hebben we een gezamenlijke ambitie?"),
    ("B", "Belangen", "Wordt er recht gedaan aan belangen?"),
    ("C", "Relatie", "Vertrouw ik de anderen? En zij mij?"),
    ("D", "Organisatie", "Hebben we het logisch georganiseerd?"),
    ("E", "Proces", "Is er een proces dat ons vooruit helpt?"),
]


@pytest.fixture(scope="module")
def deck() -> Deck:
    return parse(read_deck_file(DECK / "deck.md"), "deck.md")


def source_words(number: int) -> list[str]:
    """The words of one slide in the source, line breaks and markup taken out."""
    ends = (*STARTS[1:], None)
    lines = SOURCE.read_text(encoding="utf-8").splitlines()[STARTS[number - 1] - 1 :]
    end = ends[number - 1]
    if end is not None:
        lines = lines[: end - STARTS[number - 1]]
    text = "\n".join(re.sub(r"^(- |\d\. )", "", line) for line in lines)
    text = re.sub(r"(\w)-\n(?=\w)", r"\1", text).replace("Energie\ntransitie", "Energietransitie")
    return text.replace("*", "").split()


def slide_words(slide: Slide) -> list[str]:
    """The words that a slide puts on the screen."""
    parts = [] if slide.number in OWN_TITLES else [slide.title]
    parts += [slide.badge, unescape(re.sub(r"<[^>]+>", " ", slide.body))]
    for question in slide.questions:
        if question.prompt != slide.title:
            parts.append(question.prompt)
        options = question.spec.get("options", [])
        parts += [f"{option['key']}. {option['label']}" for option in options if "help" in option]
    return " ".join(parts).split()


def test_the_source_is_covered_from_its_first_line_to_its_last():
    before = SOURCE.read_text(encoding="utf-8").splitlines()[: STARTS[0] - 1]

    words = "".join(before).split()

    assert words == []
    assert list(STARTS) == sorted(set(STARTS))
    assert len(STARTS) == 41


@pytest.mark.parametrize("number", range(1, 42))
def test_a_slide_says_what_the_source_says(deck: Deck, number: int):
    """F02: 41 slides in order, with the words of the source."""
    slide = deck.slides[number - 1]

    assert slide.number == number
    assert slide_words(slide) == source_words(number)


def test_slides_without_a_title_in_the_source_got_one(deck: Deck):
    titles = {number: deck.slides[number - 1].title for number in OWN_TITLES}

    assert titles == OWN_TITLES


def test_the_ten_questions(deck: Deck):
    asked = [
        (slide.number, question.key, question.kind, question.results)
        for slide in deck.slides
        for question in slide.questions
    ]

    assert asked == [
        (5, "voorbeelden", "open", "live"),
        (6, "associaties", "words", "live"),
        (10, "opbrengst", "open", "live"),
        (10, "belang", "open", "live"),
        (13, "uitdaging", "open", "hidden"),
        (18, "dynamieken", "choice", "hidden"),
        (18, "context", "open", "hidden"),
        (34, "goed", "choice", "hidden"),
        (35, "minder", "choice", "hidden"),
        (37, "tip", "open", "hidden"),
    ]


@pytest.mark.parametrize("slide_id", ["goed", "minder"])
def test_both_votes_offer_the_five_conditions_with_their_question(deck: Deck, slide_id: str):
    [question] = deck.slide(slide_id).questions

    options = [(one["key"], one["label"], one["help"]) for one in question.spec["options"]]

    assert options == CONDITIONS
    assert question.spec["max"] == 1


def test_a_condition_is_asked_in_the_words_of_its_slide(deck: Deck):
    slides = ("ambitie", "belangen", "relatie", "organisatie", "proces")

    titles = [deck.slide(slide).title for slide in slides]

    assert titles == [question for _, _, question in CONDITIONS]


def test_the_dynamics_have_room_for_another(deck: Deck):
    """F11: two slides ask two things; slide 18 has the dynamics and room for another."""
    asked_twice = [slide.number for slide in deck.slides if len(slide.questions) == 2]
    assert asked_twice == [10, 18]

    spec = deck.slide("lastig-herkennen").questions[0].spec

    labels = [option["label"] for option in spec["options"]]

    assert labels == [
        "Afhankelijk van elkaar",
        "Niemand hakt de knoop door",
        "Elkaar begrijpen",
        "Verborgen belangen",
    ]
    assert spec["other"] == {"key": "anders", "label": "Iets anders, namelijk…"}
    assert spec["max"] == 1


def test_answers_return_on_two_slides(deck: Deck):
    shown = [
        (slide.number, show.key, show.view, show.labels, show.empty)
        for slide in deck.slides
        for show in slide.shows
    ]

    assert shown == [
        (36, "goed+minder", "pair", ("scoort goed", "scoort minder"), "Nog geen stemmen"),
        (36, "condities", "conditions", ("goed", "minder"), "Nog geen stemmen"),
        (39, "tip", "cards", (), "Nog geen tips"),
    ]


def test_the_workshop_takes_an_hour_and_a_half(deck: Deck):
    assert deck.minutes() == pytest.approx(90, abs=5)


def test_every_note_says_what_to_say_to_ask_and_how_long(deck: Deck):
    for slide in deck.slides:
        parts = re.findall(r"<strong>(Zeg|Vraag|Tijd):</strong>", slide.note)
        [minutes] = re.findall(r"Tijd:</strong> ([\d,]+) minu", slide.note)

        assert parts == ["Zeg", "Vraag", "Tijd"], slide.id
        assert float(minutes.replace(",", ".")) == slide.minutes, slide.id


def test_the_model_and_the_trust_slide_name_their_source(deck: Deck):
    attribution = " ".join(deck.attribution)

    assert "Kaats en Wilfrid Opheij" in attribution
    assert "Krackhardt, 2003" in attribution
    assert "Kaats en Wilfrid Opheij" in deck.slide("vijf-dingen").note
    assert "Krackhardt" in deck.slide("netwerk").note


def test_outline_labels_are_unique(deck: Deck):
    labels = [slide.label for slide in deck.slides]

    assert len(set(labels)) == 41


def test_every_picture_is_there(deck: Deck):
    complete = load_deck(DECK)

    assert complete == deck
