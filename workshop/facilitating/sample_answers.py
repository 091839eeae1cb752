"""Made-up answers to the questions of a draft: its author sees what the room will see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import orjson
from django.utils import translation

from polls import kinds
from polls.kinds.base import Counted
from polls.models import LiveSession, Question
from polls.questions.answer_rows import Rows
from polls.results import tallies
from polls.texts.index import TextIndex
from polls.views import results
from polls.views.renderer import ShowView, SlideView
from polls.views.snapshot import Snapshot
from workshop.authoring.reading import Draft
from workshop.decks import model

DIFFERENT = 12  # answers that a made-up room gives; some of them are favourites


def draw_results(
    draft: Draft, slide: model.Slide | None, people: int | None
) -> list[dict[str, Any]]:
    """What a projector is told of each result on a slide, with so many answers; the same at
    every call, so that nothing moves while somebody types. Nothing without a number."""
    if slide is None or people is None:
        return []
    with translation.override(draft.deck.language):
        return [results.for_screen(frame) for frame in _frames(draft, slide, people)]


def _frames(draft: Draft, slide: model.Slide, people: int) -> Iterator[dict[str, Any]]:
    session = LiveSession(epoch="", language=draft.deck.language)
    shows = tuple(
        ShowView(show.key, show.view, show.questions, show.labels) for show in slide.shows
    )
    view = SlideView(slide.id, slide.number, len(draft.deck.slides), slide.title, shows)
    snapshot = Snapshot(session, view, (), people, {})
    for question in slide.questions:
        if question.spec:
            made = make_result(question, people)
            drawing = tallies.draw_result(made)
            yield results.frame_for_desk(snapshot, question.key, [made], drawing).frame
    by_key = {each.key: each for each in draft.deck.questions() if each.spec}
    for show in shows:
        parts = [make_result(by_key[key], people) for key in show.questions if key in by_key]
        if len(parts) == len(show.questions):
            yield results.frame_of_show(snapshot, show, parts).frame


def make_result(question: model.Question, people: int) -> tallies.Result:
    """A question as if so many people had answered it, and the result were shown."""
    asked = Question(
        key=question.key,
        kind=question.kind,
        prompt=question.prompt,
        spec=question.spec,
        labels=list(question.labels),
        state=Question.State.CLOSED if people else Question.State.OPEN,
        shown=bool(people),
    )
    rows = Rows(make_answers(question, people), late=0, by_hand=0)
    return tallies.make_result(asked, rows, TextIndex(asked, ()), joined=people, round=1)


def make_answers(question: model.Question, people: int) -> list[Counted]:
    """Each distinct answer with how many gave it."""
    chance = Random(question.key)  # noqa: S311  # nothing secret about made-up answers
    kind = kinds.bind(question.kind, question.spec)
    pool = [kind.clean(kind.sample(chance)) for _each in range(min(people, DIFFERENT))]
    likely = range(len(pool), 0, -1)
    given = pool + chance.choices(pool, likely, k=people - len(pool)) if pool else []
    counted = Counter(orjson.dumps(value, option=orjson.OPT_SORT_KEYS) for value in given)
    return [Counted(orjson.loads(value), count) for value, count in counted.items()]
