"""A panel for each question of the deck and for each place that shows earlier results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workshop.decks.model import Question, Show
from workshop.facilitating.slides import DrawnSlide


@dataclass(frozen=True, slots=True)
class QuestionPanel:
    """A question as the deck asks it, with how it stands in the session."""

    question: Question
    slide: str
    current: bool  # on the slide of now
    state: str
    round: int
    shown: bool
    answered: int
    split: bool | None  # whether projectors have it by group; None where it has no groups

    @property
    def key(self) -> str:
        return self.question.key


@dataclass(frozen=True, slots=True)
class ShowPanel:
    """A place on a slide that shows earlier results. `number` is its place on that slide."""

    key: str
    slide: str
    current: bool
    number: int
    questions: tuple[str, ...]
    holds_tips: bool
    answered: int | None  # None when it stands for more than one question
    crossed: bool | None  # whether projectors have a pair against each other; None for others


@dataclass(frozen=True, slots=True)
class SlidePanels:
    questions: tuple[QuestionPanel, ...]
    shows: tuple[ShowPanel, ...]


def present(
    slides: Sequence[DrawnSlide], state: Mapping[str, Any], counts: Mapping[str, int]
) -> list[SlidePanels]:
    """`state` is the desk's, `counts` how many answered each question in its round."""
    standing = {each["key"]: each for each in state["questions"]}
    return [
        SlidePanels(
            tuple(
                present_question(question, slide, state, standing[question.key], counts)
                for question in slide.questions
                if question.key in standing
            ),
            tuple(
                present_show(show, slide, number, state, standing, counts)
                for number, show in enumerate(slide.shows, 1)
            ),
        )
        for slide in slides
    ]


def present_question(
    question: Question,
    slide: DrawnSlide,
    state: Mapping[str, Any],
    standing: Mapping[str, Any],
    counts: Mapping[str, int],
) -> QuestionPanel:
    return QuestionPanel(
        question=question,
        slide=slide.id,
        current=slide.id == state["slide"]["id"],
        state=standing["state"],
        round=standing["round"],
        shown=standing["shown"],
        answered=counts.get(question.key, 0),
        split=standing["split"],
    )


def present_show(
    show: Show,
    slide: DrawnSlide,
    number: int,
    state: Mapping[str, Any],
    standing: Mapping[str, Mapping[str, Any]],
    counts: Mapping[str, int],
) -> ShowPanel:
    return ShowPanel(
        key=show.key,
        slide=slide.id,
        current=slide.id == state["slide"]["id"],
        number=number,
        questions=show.questions,
        holds_tips=show.view == "cards",
        answered=counts.get(show.key),
        crossed=standing[show.questions[0]]["crossed"]
        if show.view == "pair" and show.questions[0] in standing
        else None,
    )
