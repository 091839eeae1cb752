"""A question typed while the room waits: read, refused, and written as a slide."""

from __future__ import annotations

import pytest

from polls import kinds
from polls.errors import PollsError
from workshop.authoring.pieces import cut_text
from workshop.decks.parse import parse
from workshop.facilitating import quick_questions

FRONT = """\
+++
title = "D"
language = "nl"
attribution = []

[[chapters]]
id = "a"
title = "A"
+++

"""
LINES = "Een\r\n\r\n  Twee  \nDrie"


def asked(language: str = "nl", **form: str) -> tuple[str, str, list[str]]:
    """The slide that comes of a form, read back: its title, the kind, the options."""
    found = quick_questions.read_question(form, language)
    text = quick_questions.write_slide(found, "vraag", "a")
    [slide] = parse(FRONT + text, "deck.md").slides
    [question] = slide.questions
    assert question.prompt == slide.title
    labels = [each["label"] for each in question.spec.get("options", ())]
    return slide.title, question.kind, labels


@pytest.mark.parametrize("kind", sorted(kinds.all()))
def test_every_kind_can_be_asked(kind: str):
    title, found, options = asked(prompt="Hoe gaat het?", kind=kind, options=LINES)

    assert (title, found) == ("Hoe gaat het?", kind)
    assert options == (["Een", "Twee", "Drie"] if kinds.get(kind).field("options") else [])


@pytest.mark.parametrize(
    ("ready", "language", "found"),
    [
        ("yes-no", "nl", ("choice", ["Ja", "Nee"])),
        ("yes-no", "en", ("choice", ["Yes", "No"])),
        (
            "agree",
            "nl",
            ("choice", ["Helemaal oneens", "Oneens", "Neutraal", "Eens", "Helemaal eens"]),
        ),
        ("words", "nl", ("words", [])),
    ],
)
def test_what_is_ready_is_in_the_language_of_the_deck(ready: str, language: str, found: tuple):
    assert asked(language, prompt="Nu?", ready=ready, kind="open")[1:] == found


@pytest.mark.parametrize(
    "prompt",
    [
        "# Geen kop",
        "--- of niet?",
        "<script>alert(1)</script>",
        "```question",
        "![x](y.svg) *sterk* [link](https://x.nl)",
        "<!-- weg -->",
        "1. Eerst?",
        "\"aanhaling\" \\ en '''drie'''",
        "+++",
        "Wat?\x00\x0b\u2028Nu",
    ],
)
def test_whatever_is_typed_is_one_slide_and_shows_as_typed(prompt: str):
    title = " ".join(prompt.replace("\x00", "").split())
    found, _kind, options = asked(prompt=prompt, kind="choice", options=f"{title}!\n{title}?")

    assert found == title
    assert options == [f"{title}!", f"{title}?"]


@pytest.mark.parametrize(
    ("form", "code", "words"),
    [
        ({}, "ask.prompt", "Typ eerst de vraag"),
        ({"prompt": " \t\n"}, "ask.prompt", "Typ eerst de vraag"),
        ({"prompt": "w" * 19_000, "ready": "words"}, "ask.long", "hooguit 200 tekens"),
        ({"prompt": "Hoe?"}, "ask.kind", "Kies wat voor vraag"),
        ({"prompt": "Hoe?", "kind": "raar"}, "ask.kind", "Kies wat voor vraag"),
        ({"prompt": "Hoe?", "ready": "raar"}, "ask.kind", "Kies wat voor vraag"),
        ({"prompt": "Hoe?", "kind": "choice"}, "ask.options", "ten minste twee opties"),
        (
            {"prompt": "Hoe?", "kind": "ranking", "options": "\n Een \n\n"},
            "ask.options",
            "ten minste twee opties",
        ),
        (
            {"prompt": "Hoe?", "kind": "choice", "options": "\n".join(map(str, range(1000)))},
            "ask.options",
            "Dit zijn 1000 opties. Gebruik er hooguit 10",
        ),
        (
            {"prompt": "Hoe?", "kind": "choice", "options": "a\n" + "b" * 19_000},
            "ask.long",
            "hooguit 200 tekens",
        ),
        ({"prompt": "Hoe?", "kind": "choice", "options": "a\na"}, "ask.options", "twee keer"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(form: dict, code: str, words: str):
    with pytest.raises(PollsError, match=words) as refused:
        quick_questions.read_question(form, "nl")

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("prompt", "name"),
    [
        ("Hoe gaat het nu?", "hoe-gaat-het-nu"),
        ("2 of 3 groepen?", "vraag-2-of-3-groepen"),
        ("???", "vraag"),
        ("Één_woord", "een-woord"),
        ("w" * 200, "w" * 40),
    ],
)
def test_a_question_is_named_for_its_words(prompt: str, name: str):
    assert quick_questions.name_question(prompt) == name


def test_the_slide_begins_as_a_slide_does():
    found = quick_questions.read_question({"prompt": "Nu?", "ready": "words"}, "nl")
    text = quick_questions.write_slide(found, "nu", "a")

    assert len(cut_text(f"+++\n+++\n{text}")) == 2
    assert text.startswith("```slide\n")
