"""What a co-host sees who may steer: where the session is, what comes, and what can be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from polls.models import LiveSession, Question
from workshop.facilitating.slides import DrawnSlide


@dataclass(frozen=True, slots=True)
class Act:
    """A question, or questions that are shown together, with what can be done now."""

    keys: str  # joined as an action names them
    prompt: str
    opens: bool
    closes: bool
    shown: bool


@dataclass(frozen=True, slots=True)
class Steering:
    slide: DrawnSlide
    next: DrawnSlide | None  # None on the last slide
    total: int
    acts: tuple[Act, ...]
    allowed: bool
    steers: bool


def present(
    session: LiveSession, slides: Sequence[DrawnSlide], questions: Sequence[Question]
) -> Steering:
    number = min(session.position, len(slides))
    slide = slides[number - 1]
    asked = {question.key: question for question in questions}
    acts = [ask(asked[each.key]) for each in slide.questions if each.key in asked]
    together = dict.fromkeys(show.questions for show in slide.shows)
    acts += [show([asked[key] for key in keys if key in asked]) for keys in together]
    ahead = (each for each in slides[number:] if each.id not in session.skipped)
    return Steering(
        slide=slide,
        next=next(ahead, None),
        total=len(slides),
        acts=tuple(act for act in acts if act.keys),
        allowed=session.cohost != LiveSession.Cohost.TEXTS,
        steers=session.cohost == LiveSession.Cohost.STEERS,
    )


def ask(question: Question) -> Act:
    """A question that the slide asks."""
    state = Question.State
    return Act(
        keys=question.key,
        prompt=question.prompt,
        opens=question.state in (state.WAITING, state.PAUSED),
        closes=question.state in (state.OPEN, state.PAUSED),
        shown=question.shown,
    )


def show(questions: Sequence[Question]) -> Act:
    """Earlier questions that the slide shows."""
    return Act(
        keys="+".join(question.key for question in questions),
        prompt="",
        opens=False,
        closes=False,
        shown=all(question.shown for question in questions),
    )
