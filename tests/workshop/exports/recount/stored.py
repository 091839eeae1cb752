"""A drawn session in the database, and what it has to say once its answers were removed."""

from __future__ import annotations

from collections import Counter
from copy import copy
from dataclasses import replace

import orjson
from django.contrib.auth.models import User

from polls.models import DeckVersion, LiveSession, Participant, Question, Response, TextMark
from tests.workshop.exports.recount import counted
from tests.workshop.exports.recount.counted import Expected
from tests.workshop.exports.recount.drawn import Drawn, Given, deck_source
from tests.workshop.exports.recount.kinds import worded
from tests.workshop.exports.recount.texts import (
    Seen,
    canonical,
    card_text,
    group,
    see_texts,
    texts_of,
)

REMOVED = "De antwoorden zijn gewist; dit zijn de totalen die bewaard zijn."
TOGETHER = 2  # people who wrote the same
SPREAD = {"cijfers": 2, "volgorde": 2, "punten": 2, "kwadrant": 4}  # columns that need answers


def store(drawn: Drawn, facilitator: User) -> LiveSession:
    """The rows of a drawn session; those who answered by hand are people too."""
    source = drawn.source
    session = copy(source.session)
    session.pk, session.facilitator = None, facilitator
    session.deck = DeckVersion.objects.create(
        slug="alles", sha256="a" * 64, title="Alles", source=deck_source()
    )
    session.save()
    questions: dict[int, Question] = {}
    for each in source.questions:
        question = copy(each)
        question.pk, question.session = None, session
        question.save()
        questions[each.pk] = question
    people = {
        person: Participant.objects.create(session=session, joined=source.made)
        for person in {record.participant_id for record in source.answers}
    }
    Response.objects.bulk_create(
        Response(
            question=questions[record.question_id],
            participant=people[record.participant_id],
            round=record.round,
            seq=1,
            value=orjson.loads(record.value),
            late=record.late,
            by_hand=record.by_hand,
        )
        for record in source.answers
    )
    marks = [copy(mark) for mark in source.marks]
    for mark in marks:
        mark.pk, mark.question = None, questions[mark.question_id]
    TextMark.objects.bulk_create(marks)
    return session


def count_kept(drawn: Drawn, key: str) -> list[Expected]:
    """What all has to be said of a question whose answers are gone: the same numbers, and of
    own words those that were approved or that several people wrote."""
    kept = []
    for each in counted.count_question(drawn, key):
        rows = each.rows
        if key in SPREAD and each.answered:
            rows = tuple(row[: -SPREAD[key]] for row in rows)
        told = {"rows": rows, "remark": remark_kept(drawn, each), **texts_kept(drawn, key, each)}
        kept.append(replace(each, **told))
    return kept


def remark_kept(drawn: Drawn, said: Expected) -> str:
    """The remark of before, which says that the answers are gone."""
    caution = counted.caution(drawn, said.answered)
    before = said.remark.removesuffix(caution).strip()
    return " ".join(filter(None, [before, REMOVED if said.answered else "", caution]))


def texts_kept(drawn: Drawn, key: str, said: Expected) -> dict[str, object]:
    if key not in ("keuzes", "tip", "woorden", "vragen"):
        return {}
    given, spelled = drawn.rounds[key][said.round - 1], spellings(drawn, key)
    seen = {
        text: replace(each, text=spelled[group(key, words_of(drawn, key, each, said.round))])
        if stays(drawn, key, each, said.round)
        else replace(each, state="hidden")
        for text, each in see_texts(drawn, key, given).items()
    }
    texts = one_text(key, given, seen)
    found: dict[str, object] = {"texts": texts, "waiting": 0}
    if key != "keuzes":
        sentence, most, rows = worded(drawn, key, given, seen)
        found |= {"sentence": sentence, "headline": most, "rows": tuple(rows)}
    return found


def spellings(drawn: Drawn, key: str) -> dict[str, str]:
    """How a text that stays is spelled from now on: as in the first round in which it stays."""
    found: dict[str, str] = {}
    for round, given in enumerate(drawn.rounds[key], 1):
        for each in see_texts(drawn, key, given).values():
            if stays(drawn, key, each, round):
                words = words_of(drawn, key, each, round)
                found.setdefault(group(key, words), words)
    return found


def words_of(drawn: Drawn, key: str, seen: Seen, round: int) -> str:
    """The words of a card in a round."""
    given = drawn.rounds[key][round - 1]
    return canonical(key, card_text(drawn, key, seen.card, given, see_texts(drawn, key, given)))


def one_text(key: str, given: list[Given], seen: dict[str, Seen]) -> Counter[tuple[str, int]]:
    """Cards that were corrected into one text are one from now on: anyone who wrote several
    of them counts once."""
    cards: dict[str, set[str]] = {}
    for each in seen.values():
        if each.state == "shown":
            cards.setdefault(each.text, set()).add(each.card)
    return Counter(
        (
            text,
            sum(any(seen[t].card in some for t in texts_of(key, each.value)) for each in given),
        )
        for text, some in cards.items()
    )


def stays(drawn: Drawn, key: str, seen: Seen, round: int) -> bool:
    given = drawn.rounds[key][round - 1]
    all_seen = see_texts(drawn, key, given)
    wrote = sum(
        any(all_seen[text].card == seen.card for text in texts_of(key, each.value))
        for each in given
    )
    return seen.state == "shown" and (seen.card in drawn.decided[key] or wrote >= TOGETHER)
