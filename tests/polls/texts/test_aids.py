"""What stands out in own words, and which of them wait for a facilitator."""

from __future__ import annotations

from typing import Any

import pytest

from polls.errors import PollsError
from polls.models import Question
from polls.texts import aids
from polls.texts.aids import Sign, guard_question

NAMES = ["Karel van der Berg", "Fatima El Idrissi", "José"]


def signs_of(text: str, **guard: Any) -> list[str]:
    return guard_question(Question(guard=guard)).find_signs(text)


@pytest.mark.parametrize(
    "text",
    [
        *("met K. van der B. 06-12345678", "0612345678", "06 12 34 56 78", "06–12 34 56 78"),
        *("+31 6 1234 5678", "+31(0)612345678", "020/1234567.", "bel (020) 123 45 67"),
        "".join(chr(0xFF10 + int(digit)) for digit in "0612345678"),
    ],
)
def test_a_telephone_number_stands_out(text: str):
    assert signs_of(text) == [Sign.PHONE]


@pytest.mark.parametrize(
    "text",
    [
        *("", "op 01-02-2024", "2024-2025", "1.000.000 euro", "zaak 123456789012", "0,5 uur"),
        *("kamer 0123", "0000-1", "+1", "A061234567890B", "code 1234 5678"),
    ],
)
def test_another_number_does_not(text: str):
    assert signs_of(text) == []


@pytest.mark.parametrize(
    "text", ["jan@example.nl", "Mail: Jan.Jansen+x@post.gemeente.nl!", "jan (at) example.org"]
)
def test_an_email_address_stands_out(text: str):
    assert signs_of(text) == [Sign.EMAIL]


@pytest.mark.parametrize("text", ["@iedereen", "5 @ 3 euro", "om 3@4", "iemand at work.nl"])
def test_another_sign_does_not(text: str):
    assert signs_of(text) == []


@pytest.mark.parametrize(
    "text", ["Karel moet het doen", "vraag het BERG", "fatima.", "jose!", "Karel van der Berg"]
)
def test_a_name_of_the_list_stands_out(text: str):
    assert signs_of(text, names=NAMES) == [Sign.NAME]
    assert signs_of(text) == []


@pytest.mark.parametrize("text", ["van der zijde", "el", "Bergen", "kareltje", "josefien", ""])
def test_a_word_that_is_no_name_does_not(text: str):
    assert signs_of(text, names=NAMES) == []


def test_all_that_stands_out_is_told():
    text = "Karel is een eikel: 0612345678, k@example.nl"

    signs = guard_question(Question(guard={"names": NAMES})).find_signs(text)

    assert signs == [Sign.RUDE, Sign.PHONE, Sign.EMAIL, Sign.NAME]
    said = aids.say_signs(signs)
    assert " ".join(said) == "let op: ruw woord? telefoonnummer? e-mailadres? naam?"
    assert aids.say_signs([]) == []


@pytest.mark.parametrize(
    ("held", "guard", "waits"),
    [
        (False, {}, [False, True]),
        (False, {"approval": "marked"}, [False, True]),
        (False, {"approval": "all"}, [True, True]),
        (False, {"approval": "none"}, [False, False]),
        (True, {"approval": "none"}, [True, True]),
    ],
)
def test_what_waits(held: bool, guard: dict[str, Any], waits: list[bool]):
    found = guard_question(Question(held=held, guard=guard))

    assert [found.holds(text) for text in ("Drink koffie", "Eikel")] == waits


def test_a_list_of_names_is_read_as_people_write_it():
    written = " Karel\r\nFatima  El Idrissi;José,,\nKarel\n"

    assert aids.read_names(written) == ["Karel", "Fatima El Idrissi", "José"]
    assert len(aids.read_names("\n".join(map(str, range(100_000, 101_000))))) == aids.MOST_NAMES


def test_a_name_that_is_no_name_is_refused():
    with pytest.raises(PollsError):
        aids.read_names("x" * (aids.LONGEST_NAME + 1))
