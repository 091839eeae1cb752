"""Whether texts fit their slide: options of a question, at steps of their size, and lists.

The measures are those of the stage in static/css (slide.css, layouts.css, results.css): a
browser test compares what is computed here with what is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.utils.translation import gettext as _

from polls.naming import name_of
from workshop.decks.model import Deck, Question, Slide
from workshop.decks.problems import Problem
from workshop.decks.typeface import count_lines

WIDE, FOOT = 1700, 920  # pixels: the room of a slide, and where it ends
LEADING = 1.18  # of the lines of an option
COUNTED = 212  # how many answered, with the line that says that a question is closed
BESIDE = 1090  # pixels: a list in large letters beside its drawing
LARGE = 56  # pixels: the letters of a list that has the room
LONGER = 0.05  # of its length
BLOCK = re.compile(r"</(?:p|li|h\d|blockquote)>|<br ?/?>")
TAG = re.compile("<[^>]+>")


@dataclass(frozen=True, slots=True)
class Step:
    """Sizes of an option: its name, its help (0 when there is no room for it), its shape, and
    what stands between two."""

    name: int
    help: int
    shape: int
    gap: int


FEW, LARGEST = 2, Step(84, 42, 150, 60)  # so few options are as large as their result
# The classes options--1 to options--4 of results.css; LARGEST is options--0.
STEPS = (Step(42, 36, 92, 18), Step(36, 32, 76, 14), Step(32, 32, 64, 12), Step(32, 0, 56, 10))


Option = Mapping[str, Any]


def find_step(slide: Slide, question: Question) -> int | None:
    """The first step, counted from 1, at which all options fit; None when they never do, and 0
    when there are few that fit at the largest size."""
    if len(options_of(question)) <= FEW and fits(slide, question, LARGEST):
        return 0
    return next((n for n, step in enumerate(STEPS, 1) if fits(slide, question, step)), None)


def fits(slide: Slide, question: Question, step: Step) -> bool:
    wide, high = room_of(slide, question)
    heights = [height_of(option, question, step, wide) for option in options_of(question)]
    return sum(heights) + step.gap * (len(heights) - 1) <= high


def find_misfits(deck: Deck, file: str) -> Iterator[Problem]:
    """Questions of which the options run through the foot of the slide, with what to do."""
    for slide in deck.slides:
        for question in slide.questions:
            if options_of(question) and find_step(slide, question) is None:
                yield Problem(file, question.line, say_misfit(slide, question))


def say_misfit(slide: Slide, question: Question) -> str:
    names = [name_of(option) for option in options_of(question)]
    return _(
        "De opties passen niet op slide %(slide)s, ook niet in de kleinste letters: maak ze "
        "korter (zoals '%(longest)s') of neem er minder."
    ) % {"slide": slide.number, "longest": max(names, key=len)}


def options_of(question: Question) -> Sequence[Option]:
    options = question.spec.get("options", ())
    other = question.spec.get("other")
    return [*options, other] if options and other else options


def height_of(option: Option, question: Question, step: Step, wide: float) -> float:
    """An option with its shape, or the box that is ticked, before its words."""
    marked = step.shape if option.get("color") else 0
    before = marked + 28 if marked else 64 * (question.kind == "choice")
    room = wide - before
    high = count_lines(name_of(option), room, step.name, 800, -0.012) * step.name
    if step.help and option.get("help"):
        high += count_lines(option["help"], room, step.help, 500) * step.help
    return max(marked, high * LEADING)


def room_of(slide: Slide, question: Question) -> tuple[float, float]:
    """How wide and how high the options of a question can be."""
    several, beside = len(slide.questions) > 1, slide.picture is not None
    top = 78 + (76 if slide.badge else 38.4)
    twin = several and slide.questions[0].prompt == slide.title
    first = question is slide.questions[0]
    wide = (980 if first else 640) if several else (810 if beside else 1080)
    head = wide if beside and not several else WIDE
    if not twin:
        top += 14 + count_lines(slide.title, head, 84, 800, -0.027) * 84 * 1.08
    top += height_of_body(slide.body, head) + (34 if several else 40)
    if several or question.prompt != slide.title:
        top += height_of_prompt(slide, question, twin, WIDE - 620 if not several else wide) + 28
    return wide, FOOT - top - (COUNTED + 28 if several or beside else 0)


def is_roomy(slide: Slide) -> bool:
    """Whether the text of a list beside its drawing fits in large letters, also when somebody
    makes it LONGER."""
    items = [count_large(block) for block in blocks_of(slide.body)]
    if slide.layout != "list" or slide.picture is None or not items:
        return False
    title = count_lines(slide.title, BESIDE, 84, 800, -0.027) * 84 * 1.08
    high = sum(items) * LARGE * 1.2 + (len(items) - 1) * LARGE * 0.5
    return 78 + 38.4 + 14 + title + 40 + high <= FOOT


def count_large(text: str) -> int:
    longer = f"{text} {text[: int(len(text) * LONGER)]}"
    return count_lines(longer, BESIDE - 56, LARGE, 500)


def height_of_prompt(slide: Slide, question: Question, twin: bool, wide: float) -> float:
    if not twin:
        return count_lines(question.prompt, wide, 48, 800, -0.015) * 48 * 1.15
    size, leading = (84, 1.08) if question is slide.questions[0] else (64, 1.15)
    return count_lines(question.prompt, wide, size, 800, -0.015) * size * leading


def height_of_body(html: str, wide: float) -> float:
    """About: paragraphs and points below the title."""
    lines = [count_lines(block, wide - 56, 42, 500) for block in blocks_of(html)]
    return 40 + sum(lines) * 42 * 1.3 + (len(lines) - 1) * 0.7 * 42 if lines else 0


def blocks_of(html: str) -> list[str]:
    """The words of paragraphs and points."""
    blocks = [unescape(TAG.sub("", block)).strip() for block in BLOCK.split(html)]
    return [block for block in blocks if block]
