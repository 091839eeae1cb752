"""The examples of kinds, which the deck *Alle werkvormen* is made of.

`make kinds` writes them into the deck: an example stands where one of its slides stood, a
new one behind the last slide of its chapter.
"""

from __future__ import annotations

import re
from pathlib import Path

DECK = Path(__file__).resolve().parents[3] / "decks" / "alle-werkvormen" / "deck.md"
BETWEEN = "\n\n---\n\n"
ID = re.compile(r'^id = "([^"]+)"$', re.M)
CHAPTER = re.compile(r'^chapter = "([^"]+)"$', re.M)


def examples() -> dict[str, str]:
    """By kind the slides that show it."""
    from polls import kinds

    return {
        name: (folder / "example.md").read_text().strip()
        for name in kinds.all()
        for folder in [folder_of(name)]
    }


def folder_of(name: str) -> Path:
    from polls import kinds

    [folder] = [path for each in kinds.__path__ if (path := Path(each) / name / "kind.py").exists()]
    return folder.parent


def question_block(name: str) -> str:
    """The last question block of an example, as a deck writes it."""
    return re.findall(r"^```question\n.*?^```$", examples()[name], flags=re.M | re.S)[-1]


def written(deck: str) -> str:
    """The deck with every example as its kind has it now."""
    slides = [slide.strip() for slide in deck.split(BETWEEN)]
    for example in examples().values():
        put(slides, [slide.strip() for slide in example.split(BETWEEN)])
    return BETWEEN.join(slides) + "\n"


def put(slides: list[str], example: list[str]) -> None:
    ids = [ID.search(slide)[1] for slide in example]
    places = [place for place, slide in enumerate(slides) if ID.search(slide)[1] in ids]
    chapter = CHAPTER.search(example[0])[1]
    here = places or [
        1 + max(n for n, slide in enumerate(slides) if CHAPTER.search(slide)[1] == chapter)
    ]
    for place in reversed(places):
        del slides[place]
    slides[here[0] : here[0]] = example
