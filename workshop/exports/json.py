"""The lossless export: what was asked, what was answered, and how it was counted."""

from __future__ import annotations

from typing import Any

import orjson

from workshop.exports.content import RoundContent, SessionContent

SCHEMA = "polshoogte.session/1"


def write(content: SessionContent, separator: str = "") -> bytes:
    return orjson.dumps(data(content), option=orjson.OPT_INDENT_2)


def data(content: SessionContent) -> dict[str, Any]:
    session = content.session
    return {
        "schema": SCHEMA,
        "code": session.code,
        "label": session.label,
        "rehearsal": session.rehearsal,
        "collaboration": session.collaboration,
        "deck": {
            "slug": session.deck.slug,
            "title": session.deck.title,
            "sha256": session.deck.sha256,
        },
        "created": session.created,
        "started": session.started,
        "ended": session.ended,
        "joined": content.joined,
        "questions": [round_data(part) for part in content.rounds],
    }


def round_data(part: RoundContent) -> dict[str, Any]:
    question = part.question
    return {
        "key": question.key,
        "slide": question.slide,
        "kind": question.kind,
        "prompt": question.prompt,
        "spec": question.spec,
        "round": part.round,
        "state": question.state if part.round == question.round else "closed",
        "tally": part.tally,
        "answers": [
            {"respondent": answer.respondent, "value": answer.value} for answer in part.answers
        ],
    }
