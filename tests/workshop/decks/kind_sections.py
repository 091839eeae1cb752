"""The sections of docs/decks.md about kinds, made from what the kinds say of themselves.

`make kinds` writes them into the page, and examples into the deck that has all of them.
"""

from __future__ import annotations

import re
from pathlib import Path

import tests.environment  # noqa: F401  # settings of a test
from tests.workshop.decks import kind_examples
from tests.workshop.decks.kind_examples import DECK

PAGE = Path(__file__).resolve().parents[3] / "docs" / "decks.md"
SECTIONS = re.compile(r"(?<=^### Kinds\n)(.*?)^(#### .*?)(?=^## )", flags=re.M | re.S)
HOW = {  # how a deck writes what is no number and no line
    "options": "the name of a shared list, or a list of [options](#each-of-the-options) of its "
    'own, ten at most: `[{ key = "A", label = "Rustig" }, …]`',
    "own words": '`{ key = "anders", label = "Iets anders, namelijk…" }`',
    "flag": "`true` or `false`",
    "synonyms": '`[["leuk", "fijn"], ["lastig", "moeilijk"]]`',
}


def written() -> str:
    from django.utils import translation

    from polls import kinds

    with translation.override("en"):
        return "".join(map(section, kinds.all().values()))


def section(kind: type) -> str:
    rows = "\n".join(map(row, kind.fields))
    head = "| key | required | meaning |\n|---|---|---|"
    example = kind_examples.question_block(kind.name)
    return f"#### `{kind.name}`\n\n{kind.about}\n\n{head}\n{rows}\n\n~~~\n{example}\n~~~\n\n"


def row(field: object) -> str:
    return f"| `{field.key}` | {required(field)} | {meaning(field)} |"


def required(field: object) -> str:
    if field.required:
        return "yes"
    if field.type != "number":
        return "no"
    return f"no, `{field.default}`" if field.default else "no, all options"


def meaning(field: object) -> str:
    said = f"{field.help[0].lower()}{field.help[1:]}".rstrip(".")
    if field.type == "number":
        highest = field.highest or "the number of options"
        return f"{said}, from {field.lowest} to {highest}"
    if field.type == "line":
        return f"{said}; at most {field.longest} characters"
    return f"{said}: {HOW[field.type]}"


def main() -> None:
    import django

    django.setup()
    page = SECTIONS.sub(lambda found: f"{found[1]}{written()}", PAGE.read_text())
    PAGE.write_text(page)
    DECK.write_text(kind_examples.written(DECK.read_text()))


if __name__ == "__main__":
    main()
