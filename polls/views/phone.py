"""What a phone is told: the slide with its forms, its questions, and this device's answers.

Of what others answered it holds only the cards that people may vote with, and the results that
the projector has.
"""

from __future__ import annotations

from math import ceil
from typing import Any

from django.utils import timezone, translation

from polls.models import Question
from polls.questions import questions
from polls.views import phone_results
from polls.views.renderer import Renderer
from polls.views.snapshot import NOTHING, Mine, PhonePage, Snapshot


def draw_page(snapshot: Snapshot, renderer: Renderer, language: str = "") -> PhonePage:
    """The HTML in a language ('' is the session's), drawn once for a snapshot.

    It holds nobody's answers, so everyone who reads that language gets the same.
    """
    language = language or snapshot.session.language
    if language not in snapshot.pages:
        with translation.override(language):
            snapshot.pages[language] = PhonePage(
                renderer.phone_html(snapshot.session, snapshot.slide, phone_questions(snapshot)),
                audience_questions_html(snapshot, renderer),
                phone_results.write_results(snapshot, renderer, language),
            )
    return snapshot.pages[language]


def audience_questions_html(snapshot: Snapshot, renderer: Renderer) -> str:
    asked = audience_question(snapshot)
    return "" if asked is None else renderer.audience_questions_html(snapshot.session, asked)


def phone_state(
    snapshot: Snapshot, page: PhonePage, mine: Mine = NOTHING, *, within: float = 1.0
) -> dict[str, Any]:
    """The whole state of one phone; `within` as in `phone_head`."""
    return {
        **phone_head(snapshot, page, within),
        "questions": phone_questions(snapshot, mine),
        "aside": audience_questions(snapshot, page, mine),
    }


def phone_head(snapshot: Snapshot, page: PhonePage, within: float) -> dict[str, Any]:
    """The part that is equal for all phones of one language; `within` is the window in
    seconds over which they spread their next connect."""
    session, slide = snapshot.session, snapshot.slide
    return {
        "type": "state",
        "epoch": session.epoch,
        "version": snapshot.version,
        "session": {
            "code": session.code,
            "state": session.state,
            "title": session.deck.title,
            "edition": session.edition,
            "timer": snapshot.timer,
            "language": session.language,
        },
        "slide": {
            "id": slide.id,
            "number": slide.number,
            "total": slide.total,
            "title": slide.title,
            "words": slide.words,
            "html": page.slide,
        },
        "results": page.results,
        "grace": questions_in_grace(snapshot),
        "retry": {"within": within},
    }


def questions_in_grace(snapshot: Snapshot) -> list[dict[str, Any]]:
    """The closed questions that still take what somebody was writing, and for how long."""
    now = timezone.now()
    return [
        {
            "question": question.key,
            "round": question.round,
            "seconds": ceil((question.grace_until - now).total_seconds()),
        }
        for question in snapshot.questions
        if question.grace_until and questions.in_grace(question.grace_until, now)
    ]


def phone_questions(snapshot: Snapshot, mine: Mine = NOTHING) -> list[dict[str, Any]]:
    """The questions of the current slide, with what this participant answered."""
    return [describe_question(snapshot, question, mine) for question in snapshot.current]


def audience_questions(
    snapshot: Snapshot, page: PhonePage, mine: Mine = NOTHING
) -> dict[str, Any] | None:
    """The audience questions with their form; None while they are off."""
    asked = audience_question(snapshot, mine)
    return None if asked is None else {**asked, "html": page.audience_questions}


def audience_question(snapshot: Snapshot, mine: Mine = NOTHING) -> dict[str, Any] | None:
    question = snapshot.audience_question
    return None if question is None else describe_question(snapshot, question, mine)


def describe_question(snapshot: Snapshot, question: Question, mine: Mine) -> dict[str, Any]:
    value, seq = mine.get(question.pk, (None, 0))
    cards = snapshot.cards.get(question.key)
    return {
        "key": question.key,
        "kind": question.kind,
        "prompt": question.prompt,
        "state": question.state,
        "round": question.round,
        "spec": question.spec,
        "mine": value,
        "seq": seq,
        **({} if cards is None else {"cards": cards}),
    }
