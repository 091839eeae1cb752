"""Every mistake an author can make: one message, at the right line, that says what to do."""

import ast
import re
from pathlib import Path

import pytest

import polls.kinds
import workshop.decks
from tests.workshop.decks.mistakes_in_front import FILE, FRONT
from tests.workshop.decks.mistakes_in_size import MANY_QUESTIONS, QUESTION, SIZES, SLIDE
from tests.workshop.decks.mistakes_in_slides import QUESTIONS, SLIDES
from tests.workshop.decks.small import PICTURES, SMALL
from workshop.decks import limits
from workshop.decks.parse import DeckError, parse
from workshop.decks.problems import suggest_word

SAYING = {"add", "problem", "stop", "SpecError", "PictureError"}
MISTAKES = FILE | FRONT | SLIDES | QUESTIONS | SIZES


def last_line_of(text: str, source: str) -> int:
    """The number of the last line at which `text` starts; 1 when it is not there."""
    return source.count("\n", 0, max(0, ("\n" + source).rfind("\n" + text))) + 1


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake(name: str):
    before, after, blamed, message = MISTAKES[name]
    source = SMALL.replace(before, after)
    assert source != SMALL

    with pytest.raises(DeckError) as caught:
        parse(source, "deck.md", PICTURES)

    expected = f"deck.md:{last_line_of(blamed, source)}: {message}"
    assert expected in [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_not_blamed_on_what_is_right(name: str):
    before, after, _, _ = MISTAKES[name]
    # A question that took another's key leaves what shows that other one empty-handed.
    expected = 2 if name == "question twice" else 1

    with pytest.raises(DeckError) as caught:
        parse(SMALL.replace(before, after), "deck.md", PICTURES)

    assert len(caught.value.problems) == expected


def test_a_mistake_in_what_only_the_kind_knows_is_at_its_block():
    source = SMALL.replace('options = "drukte"\n```', 'options = "drukte"\nmaks = 2\n```')

    with pytest.raises(DeckError) as caught:
        parse(source, "deck.md", PICTURES)

    [problem] = caught.value.problems
    assert problem.line == last_line_of('```question\nkey = "nu"', source)
    assert "'maks'" in problem.message


def messages() -> list[ast.expr]:
    """What the code says to authors: the last argument of every report and error."""
    folders = [Path(workshop.decks.__file__).parent, Path(polls.kinds.__file__).parent]
    trees = [ast.parse(file.read_text()) for folder in folders for file in folder.rglob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call.args[-1] for call in calls if called(call) in SAYING and call.args]


def called(call: ast.Call) -> str:
    return getattr(call.func, "attr", "") or getattr(call.func, "id", "")


def test_every_message_can_be_translated():
    fixed = [node for node in messages() if isinstance(node, ast.Constant | ast.JoinedStr)]

    assert [ast.unparse(node) for node in fixed] == []
    assert len(messages()) > 60


def reported() -> set[str]:
    """The longest fixed part of every message in the code."""
    found = set()
    for file in Path(workshop.decks.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if getattr(getattr(node, "func", None), "attr", "") in ("add", "problem", "stop"):
                found.add(longest_text(node.args[-1]))
    return found - {""}


def longest_text(node: ast.AST) -> str:
    constants = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
    texts = [text for text in constants if isinstance(text, str)]
    between = [piece for text in texts for piece in re.split(r"%\(\w+\)s", text)]
    return max(between, key=len, default="")


def test_every_message_in_the_code_is_tested_here():
    tested = "\n".join(message for _, _, _, message in MISTAKES.values())

    untested = {part for part in reported() if part not in tested}

    assert len(reported()) > 25
    assert untested == set()


def test_after_so_many_mistakes_reading_stops():
    source = SMALL.replace('badge = "1"', "\n".join(f"k{number} = 1" for number in range(1_000)))

    with pytest.raises(DeckError) as caught:
        parse(source, "deck.md", PICTURES)

    assert len(caught.value.problems) == limits.PROBLEMS


def test_a_deck_at_its_limits_is_a_deck():
    slides = "".join(SLIDE.format(number=f"x{number}") for number in range(limits.SLIDES - 14))
    at_the_limit = MANY_QUESTIONS.replace(QUESTION.format(number=limits.QUESTIONS - 2), "")

    deck = parse(SMALL + at_the_limit + slides, "deck.md", PICTURES)

    assert (len(deck.slides), len(list(deck.questions()))) == (limits.SLIDES, limits.QUESTIONS)


@pytest.mark.parametrize(
    ("word", "known", "sentence"),
    [
        ("covre", ["cover", "list"], "Bedoel je 'cover'?"),
        ("x", ["cover", "list"], "Kies uit: cover, list."),
        ("x", [], "Er is er nog geen."),
    ],
)
def test_choose(word: str, known: list[str], sentence: str):
    assert suggest_word(word, known) == sentence
