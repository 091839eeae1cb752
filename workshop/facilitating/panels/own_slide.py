"""One slide of a session, with what can be changed about it for this group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from polls.models import LiveSession, Question
from polls.sessions import rewording
from workshop.authoring import steps
from workshop.authoring.pieces import cut_text
from workshop.authoring.words import read_words
from workshop.decks.model import Question as Asked
from workshop.decks.model import Slide
from workshop.facilitating import keeping
from workshop.facilitating.presentation import slide_of
from workshop.library import deck_versions


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """`prompt` is '' where the question is the title of its slide; `labels` are its options, one
    a line."""

    key: str
    name: str
    prompt: str
    labels: str
    rows: int
    answered: bool
    off: bool


@dataclass(frozen=True, slots=True)
class OwnSlide:
    """`keeps` tells that it can be put into the workshop, where it is not yet."""

    id: str
    number: int
    label: str
    title: str
    body: str
    current: bool
    skipped: bool
    questions: tuple[OwnQuestion, ...]
    keeps: bool


def present(session: LiveSession, wanted: str, user: Any) -> OwnSlide | None:
    """None when the session has no such slide."""
    deck = deck_versions.deck_for(session)
    slide = next((each for each in deck.slides if each.id == wanted), None)
    if slide is None:
        return None
    pieces = cut_text(session.deck.source)
    rows = {row.key: row for row in Question.everything.filter(session=session, slide=slide.id)}
    whole = deck_versions.deck_with(session.deck, collaboration=session.collaboration)
    asked = {each.key: each for each in (*whole.slide(slide.id).questions, *slide.questions)}
    target = keeping.find_target(session, user)
    return OwnSlide(
        id=slide.id,
        number=slide.number,
        label=slide.label,
        title=slide.title,
        body=read_words(pieces[steps.find_slide(pieces, slide.id)]).body,
        current=slide.id == slide_of(session).id,
        skipped=slide.id in session.skipped,
        questions=tuple(
            present_question(each, slide, rows[each.key])
            for each in asked.values()
            if each.key in rows
        ),
        keeps=target is not None and not keeping.has_slide(target, slide.id),
    )


def present_question(asked: Asked, slide: Slide, row: Question) -> OwnQuestion:
    labels = [option["label"] for option in asked.spec.get("options", ())]
    return OwnQuestion(
        key=asked.key,
        name=asked.prompt,
        prompt="" if asked.prompt == slide.title else asked.prompt,
        labels="\n".join(labels),
        rows=len(labels) + 1,
        answered=rewording.is_answered(row),
        off=row.off,
    )
