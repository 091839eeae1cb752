"""Which slides look like a question, and which do not."""

from __future__ import annotations

import pytest

from workshop.importing.guessing import KEYS, Line, guess_question


def lines(*texts: str) -> list[Line]:
    """One that begins with a dash is of a list."""
    return [Line(each.removeprefix("- "), each.startswith("- "), each) for each in texts]


def labels(title: str, *texts: str) -> list[str] | None:
    found = guess_question(title, lines(*texts))
    return [each["label"] for each in found.fields["options"]] if found else None


ASKED = {
    "letters": ("Wat helpt", ["a) Overleg", "b) Budget"], ["Overleg", "Budget"]),
    "letters in a list": (
        "Wat helpt",
        ["- (A) Ja", "- (B) Nee", "- (C) Soms"],
        ["Ja", "Nee", "Soms"],
    ),
    "a list below a question": ("Wat helpt?", ["- Overleg", "- Budget"], ["Overleg", "Budget"]),
    "a question in the text": ("Even stemmen", ["Wat helpt?", "- Ja", "- Nee"], ["Ja", "Nee"]),
}
NOT_ASKED = {
    "no question": ("Wat helpt", ["- Overleg", "- Budget"]),
    "one option": ("Wat helpt?", ["- Overleg"]),
    "no list": ("Wat helpt?", ["Overleg", "Budget"]),
    "letters that begin at c": ("Wat helpt", ["c) Overleg", "d) Budget"]),
    "more than a question has": ("Wat?", [f"- {at}" for at in range(11)]),
    "twice the same": ("Wat?", ["- Ja", "- ja"]),
    "long sentences": ("Wat?", ["- " + "lang " * 25, "- kort"]),
}


@pytest.mark.parametrize(("title", "texts", "options"), ASKED.values(), ids=ASKED)
def test_a_question(title: str, texts: list[str], options: list[str]):
    assert labels(title, *texts) == options


@pytest.mark.parametrize(("title", "texts"), NOT_ASKED.values(), ids=NOT_ASKED)
def test_no_question(title: str, texts: list[str]):
    assert labels(title, *texts) is None


def test_what_is_no_option_stays_beside_the_question():
    found = guess_question("Wat helpt?", lines("Kies er **een**", "- Ja", "- Nee"))

    assert found is not None
    assert (found.kind, found.body) == ("choice", "Kies er **een**")
    assert [each["key"] for each in found.fields["options"]] == [*KEYS[:2]]
