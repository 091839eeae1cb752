"""The lossless export: what was asked, what was answered, and how it was counted."""

from __future__ import annotations

from typing import Any

import orjson

from polls.texts.cards import Card
from workshop.exports.content import Audience, SessionContent
from workshop.exports.rounds import QuestionContent, RoundContent

MEDIA_TYPE = "application/json"
SUFFIX = ".json"
SCHEMA = "polshoogte.session/1"  # docs/export.schema.json


def render(content: SessionContent) -> bytes:
    return orjson.dumps(data(content), option=orjson.OPT_INDENT_2)


def data(content: SessionContent) -> dict[str, Any]:
    session = content.session
    return {
        "schema": SCHEMA,
        "code": session.code,
        "label": session.label,
        "rehearsal": session.rehearsal,
        "collaboration": session.collaboration,
        "pace": session.pace,
        "opens": session.opens_at,
        "closes": session.closes_at,
        "minimum": session.minimum,
        "context": session.context,
        "language": content.language,
        "deck": {
            "slug": session.deck.slug,
            "title": session.deck.title,
            "sha256": session.deck.sha256,
        },
        "created": session.created,
        "started": session.started,
        "ended": session.ended,
        "purged": session.purged,
        "made": content.made,
        "joined": content.joined,
        "notes": session.notes,
        "agreed": session.agreed,
        "slides": [
            {"id": pace.slide.id, "planned": pace.planned * 60, "taken": round(pace.taken * 60)}
            for pace in content.pace
        ],
        "questions": [question_data(question, content.audience) for question in content.questions],
    }


def question_data(content: QuestionContent, audience: Audience) -> dict[str, Any]:
    question = content.question
    return {
        "key": question.key,
        "slide": question.slide,
        "kind": question.kind,
        "prompt": question.prompt,
        "spec": question.spec,
        "labels": question.labels,
        "note": question.note,
        "rounds": [round_data(round, audience) for round in content.rounds],
        **{each.key: each.data for each in content.besides},
    }


def round_data(round: RoundContent, audience: Audience) -> dict[str, Any]:
    """To share there are no answers of one person: they hold texts that nobody has seen, and
    together tell who is who."""
    answers = [] if audience is Audience.SHARE else round.answers
    return {
        "round": round.round,
        "state": round.state,
        "answered": round.answered,
        "tally": round.result.tally,
        "answers": [
            {
                "respondent": answer.respondent,
                "value": answer.value,
                "late": answer.late,
                "by_hand": answer.by_hand,
            }
            for answer in answers
        ],
        "cards": [card_data(card) for card in round.result.cards],
    }


def card_data(card: Card) -> dict[str, Any]:
    return {
        "text": card.original,
        "count": card.count,
        "state": card.state,
        "starred": card.starred,
        "labels": list(card.labels),
        "corrected": card.text if card.edited else None,
        "merged": list(card.merged),
    }
