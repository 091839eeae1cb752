"""What a file holds: the text of a deck, its pictures, what was left out, and its slides as long
as somebody has to choose among them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Progress = Callable[[int, int], None]  # how many slides of how many were read
CHOICES = ("editable", "question", "picture", "skip")


def tell_nobody(done: int, total: int) -> None:
    """The progress of a file that nobody watches."""


@dataclass(frozen=True, slots=True)
class File:
    """What somebody brings. A reader says how far it is with `progress`."""

    name: str
    content: bytes
    progress: Progress = tell_nobody

    @property
    def ending(self) -> str:
        """With its dot, in small letters; '' without one."""
        _stem, dot, ending = self.name.rpartition(".")
        return f".{ending.lower()}" if dot else ""

    @property
    def title(self) -> str:
        """A title for a file that has none: its name without the ending."""
        stem = self.name.rpartition(".")[0] or self.name
        return " ".join(stem.replace("_", " ").split())


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of the file that did not come over; `slide` is '' when it belongs to none."""

    slide: str
    what: str


@dataclass(frozen=True, slots=True)
class GuessedQuestion:
    """The question that a slide looks like. `fields` are those of its block but the key, `body`
    is the Markdown of the slide that stays beside the question."""

    kind: str
    fields: Mapping[str, Any]
    body: str = ""


@dataclass(frozen=True, slots=True)
class ReadSlide:
    """One slide of a file.

    `number` is its place there; `body` and `note` are Markdown, in which plain text is escaped
    (workshop/authoring/markup.py). `picture` and `page` name one of the file's pictures: what
    stands on the slide, and the whole slide as a picture, with `words` as its description. A
    picture without `alt` is decorative. `drawing` is a slide that only works as a picture, `skip`
    one that may be left out. `choice` is what it becomes when nobody chooses otherwise, `lost`
    the words that `page` does not show.
    """

    number: str
    title: str
    body: str = ""
    note: str = ""
    layout: str = "statement"
    picture: str = ""
    alt: str = ""
    chapter: str = ""
    skip: bool = False
    page: str = ""
    words: str = ""
    drawing: bool = False
    question: GuessedQuestion | None = None
    choice: str = "editable"
    lost: str = ""

    def may_become(self, choice: str) -> bool:
        """Whether this can be chosen for the slide."""
        there = {"question": self.question is not None, "picture": bool(self.page)}
        return choice in CHOICES and there.get(choice, True)


@dataclass(frozen=True, slots=True)
class Imported:
    """`pictures` are the bytes of files by the name that the text has for them, not yet checked.

    `slides` is empty for a deck of our own, which has nothing to choose.
    """

    text: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    title: str = ""
    language: str = "nl"
    slides: tuple[ReadSlide, ...] = ()
