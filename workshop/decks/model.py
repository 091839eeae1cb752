"""What a deck is once it has been read: slides, questions and pictures, all immutable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

LANGUAGES = ("nl", "en")
LAYOUTS = (
    "cover",
    "statement",
    "list",
    "tiles",
    "picture",
    "columns",
    "question",
    "results",
    "overview",
    "contact",
)
COLORS = ("a", "b", "c", "d", "e", "deep", "accent")
RESULTS = ("hidden", "live")
MODERATION = ("live", "hold")
OPENS = ("enter", "manual")
CLOSES = ("leave", "manual")
VIEWS = ("question", "pair", "conditions", "cards", "before")
PAIRS = ("pair", "conditions")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the workshop, as the outline shows it."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Question:
    """One prompt that participants answer; `spec` is what its kind made of the block.

    `same_prompt` and `same_spec` hold when the whole group thinks of one collaboration; a
    session can reword an `optional` question or leave it out. One that is `required` cannot be
    passed over at one's own pace.
    """

    key: str
    kind: str
    prompt: str
    spec: dict[str, Any]
    results: str
    opens: str
    closes: str
    moderation: str
    labels: tuple[dict[str, str], ...]
    after: str
    optional: bool
    required: bool
    same_prompt: str
    same_spec: dict[str, Any]
    line: int


@dataclass(frozen=True, slots=True)
class Show:
    """A place where the answers to questions of earlier slides are drawn; `same_labels`
    are its labels when the whole group thinks of one collaboration."""

    key: str
    view: str
    questions: tuple[str, ...]
    labels: tuple[str, ...]
    empty: str
    same_labels: tuple[str, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Ask:
    """What the facilitator can ask when the live result looks like this; `same_say` when the
    whole group thinks of one collaboration."""

    when: str
    say: str
    same_say: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing in the deck's folder; a decorative one has no alt text."""

    name: str
    alt: str
    decorative: bool


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide; `body` and `note` are clean HTML, `minutes` is its time budget.

    `same_title` and `same_label` hold when the whole group thinks of one collaboration. One
    that is not for `own_pace` makes no sense to somebody alone.
    """

    id: str
    number: int
    label: str
    chapter: str
    layout: str
    minutes: float
    title: str
    body: str
    note: str
    picture: Picture | None
    badge: str
    color: str
    questions: tuple[Question, ...]
    shows: tuple[Show, ...]
    asks: tuple[Ask, ...]
    skip: bool
    own_pace: bool
    same_title: str
    same_label: str
    line: int


@dataclass(frozen=True, slots=True)
class Deck:
    """A whole workshop."""

    title: str
    language: str
    attribution: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    slides: tuple[Slide, ...]

    def slide(self, slide_id: str) -> Slide:
        """The slide with this id; KeyError when the deck has no such slide."""
        for slide in self.slides:
            if slide.id == slide_id:
                return slide
        raise KeyError(slide_id)

    def questions(self) -> tuple[Question, ...]:
        """Every question, in the order in which the room meets them."""
        return tuple(question for slide in self.slides for question in slide.questions)

    def minutes(self) -> float:
        """The time budget of the whole deck."""
        return sum(slide.minutes for slide in self.slides)
