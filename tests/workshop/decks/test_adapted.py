"""A deck in the words of one session."""

from __future__ import annotations

from tests.workshop.decks.small import PICTURES, SMALL
from workshop.decks.adapted import adapt_deck
from workshop.decks.model import Deck
from workshop.decks.parse import parse

SOURCE = (
    SMALL.replace('color = "a"', 'color = "a"\nsame = { title = "Welkom samen", label = "Wij" }')
    .replace('id = "druk"', 'id = "druk"\nsame = { title = "Hoe druk hebben wij het?" }')
    .replace(
        'prompt = "En volgende maand?"', 'prompt = "En straks?"\nsame = { prompt = "En wij?" }'
    )
    .replace(
        'labels = ["nu", "straks"]',
        'labels = ["nu", "straks"]\nsame = { labels = ["wij nu", "wij straks"] }',
    )
    .replace(
        'view = "question"\nquestions = ["nu"]\n```',
        'view = "question"\nquestions = ["nu"]\n```\n\n```ask\nwhen = "tie"\n'
        'say = "Wie?"\nsame = { say = "Wie van ons?" }\n```\n\n```question\nkey = "extra"\n'
        'kind = "open"\nprompt = "En corona?"\noptional = true\n'
        'placeholder = "Je eigen werk"\nsame = { placeholder = "Ons werk" }\n```',
    )
)


def words(deck: Deck) -> list[object]:
    welcome, busy, back = deck.slides
    extra = [(each.prompt, each.spec["placeholder"]) for each in back.questions]
    return [
        (welcome.title, welcome.label),
        (busy.title, busy.label),
        [question.prompt for question in busy.questions],
        back.shows[0].labels,
        back.asks[0].say,
        extra,
    ]


def test_everyone_thinks_of_an_own_collaboration():
    deck = parse(SOURCE, "deck.md", PICTURES)

    assert adapt_deck(deck, same=False, context={}) == deck
    assert words(deck) == [
        ("Welkom allemaal", "Hallo"),
        ("Hoe druk is het?", "Hoe druk is het?"),
        ["Hoe druk is het?", "En straks?"],
        ("nu", "straks"),
        "Wie?",
        [("En corona?", "Je eigen werk")],
    ]


def test_all_think_of_the_same_one():
    deck = parse(SOURCE, "deck.md", PICTURES)

    assert words(adapt_deck(deck, same=True, context={})) == [
        ("Welkom samen", "Wij"),
        ("Hoe druk hebben wij het?", "Hoe druk hebben wij het?"),
        ["Hoe druk hebben wij het?", "En wij?"],
        ("wij nu", "wij straks"),
        "Wie van ons?",
        [("En corona?", "Ons werk")],
    ]


def test_an_optional_question_is_left_out_or_reworded():
    deck = parse(SOURCE, "deck.md", PICTURES)

    off = adapt_deck(deck, same=False, context={"extra": None})
    own = adapt_deck(deck, same=False, context={"extra": "En thuiswerken?"})

    assert [question.key for question in off.questions()] == ["nu", "straks"]
    assert own.questions()[-1].prompt == "En thuiswerken?"
