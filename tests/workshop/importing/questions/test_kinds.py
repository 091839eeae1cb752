"""The kind that a question seems to be, in Dutch and in English."""

from __future__ import annotations

import pytest

from polls import kinds
from workshop.importing.questions.asked import Asked
from workshop.importing.questions.kinds import guess_kind

TWO = ("Geld", "Tijd")


def labels(fields: object) -> list[str]:
    return [option["label"] for option in fields.get("options", [])]


@pytest.mark.parametrize(
    ("prompt", "options", "kind"),
    [
        ("Hoe gaat het?", TWO, "choice"),
        ("Zet deze op volgorde van belang", TWO, "ranking"),
        ("Put these in order", TWO, "ranking"),
        ("Verdeel 100 punten", TWO, "points"),
        ("In hoeverre klopt dit?", TWO, "scale"),
        ("Geef elk een cijfer van 1 tot 5", TWO, "scale"),
        ("Wat vind je?", (), "open"),
        ("Wat is jouw gevoel in één woord?", (), "words"),
        ("Waar denk je aan bij samenwerken?", (), "words"),
        ("Welke vragen heb je nog?", (), "questions"),
        ("Do you have any questions?", (), "questions"),
        ("Hoe gaat het?", ("Goed",), "open"),
        ("Hoe gaat het?", tuple(map(str, range(11))), "open"),
        ("Hoe gaat het?", ("x" * 101, "y"), "open"),
        ("Wie?", ("Ja", "ja "), "open"),
        ("Verdeel 100 punten", (), "open"),
    ],
)
def test_what_is_guessed(prompt: str, options: tuple[str, ...], kind: str):
    guess = guess_kind(Asked(prompt, options), "nl")

    assert guess.kind == kind
    kinds.get(kind).parse_spec(dict(guess.fields))  # raises what the deck would refuse


@pytest.mark.parametrize(
    ("prompt", "language", "options"),
    [
        ("Heb je een hond?", "nl", ["Ja", "Nee"]),
        ("Are you here?", "en", ["Yes", "No"]),
        ("Is het koffie of thee?", "nl", []),
        ("Hoe tevreden ben je, op een schaal van 1 tot 5?", "nl", ["1", "2", "3", "4", "5"]),
        ("Welk cijfer van 1 tot 10?", "nl", [str(n) for n in range(1, 11)]),
    ],
)
def test_options_that_go_without_saying(prompt: str, language: str, options: list[str]):
    assert labels(guess_kind(Asked(prompt), language).fields) == options


@pytest.mark.parametrize(
    ("prompt", "most"),
    [
        ("Wat? (meerdere antwoorden mogelijk)", 3),
        ("Kies er 2", 2),
        ("Kies er hooguit 9", 3),
        ("Select up to 2", 2),
        ("Wat kies je?", None),
    ],
)
def test_how_many_may_be_chosen(prompt: str, most: int | None):
    guess = guess_kind(Asked(prompt, ("a", "b", "c")), "nl")

    assert (guess.kind, guess.fields.get("max")) == ("choice", most)


@pytest.mark.parametrize(
    ("said", "kind"),
    [("Ranking", "ranking"), ("Word Cloud", "open"), ("schaal", "scale"), ("raar", "choice")],
)
def test_what_the_list_itself_calls_it_goes_first(said: str, kind: str):
    options = () if said == "Word Cloud" else TWO
    guess = guess_kind(Asked("Hoe?", options, kind=said), "nl")

    assert guess.kind == ("words" if said == "Word Cloud" else kind)


def test_options_are_kept_once_and_in_order():
    guess = guess_kind(Asked("Wie?", ("Piet", "Jan", "piet", " ")), "nl")

    assert guess.fields["options"] == [
        {"key": "piet", "label": "Piet"},
        {"key": "jan", "label": "Jan"},
    ]


def test_no_letter_stands_in_front_of_options_that_have_none():
    guess = guess_kind(Asked("Wie?", ("A", "1", "Eén zin", "één! zin", "？")), "nl")

    keys = [option["key"] for option in guess.fields["options"]]
    assert keys == ["optie-1", "optie-2", "een-zin", "optie-4", "optie-5"]
    kinds.get("choice").parse_spec(dict(guess.fields))
