"""What facilitators did: kept with its time, and undone within ten seconds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from polls.actions.base import Action
from polls.actions.change import Change, Touched
from polls.errors import PollsError
from polls.models import Action as Entry
from polls.models import Question
from polls.questions import manual_answers, questions
from polls.sessions import rewording

UNDO = timedelta(seconds=10)
LASTING = {"split"}  # once told it stays told: an undo would let it be told of other answers
PARTS = ("session", "questions", "answers", "texts")  # of what it takes to undo


def write_entry(change: Change, action: Action, touched: Touched, question: str) -> None:
    """Keep that this was done, and what it takes to undo it."""
    Entry.objects.create(
        session=change.session,
        by=change.by,
        name=action.name,
        slide=change.slide.id,
        question=question,
        before=touched.before() if action.undoable else {},
    )


def undo_latest(change: Change) -> None:
    """Take back the latest action, when it was done in the last UNDO.

    Answers stay: what came in meanwhile is still there. An entry may be of the version before an
    upgrade: what there is no place for any more stays out, what it does not know stays as it is.
    """
    entry = change.session.actions.filter(undone=False).last()
    if entry is None or not entry.before or timezone.now() - entry.at > UNDO:
        raise PollsError(
            "undo.late", _("Er is niets meer om terug te draaien: dat kan 10\u00a0seconden.")
        )
    before = entry.before
    session, questions_before, answers, texts = (before.get(part, {}) for part in PARTS)
    edition = change.session.edition
    restore_row(change.session, session)
    if change.session.edition != edition:  # other words again: no page has this edition yet
        change.session.edition = edition + 1
    if "aside" in session:
        change.recount()
    for question in change.rows:
        pk = str(question.pk)
        restore_row(question, questions_before.get(pk, {}))
        if question.off and rewording.is_answered(question):
            keep_answered(question)
        if pk in answers:
            manual_answers.replace_answers(change.answers_of(question.key), answers[pk])
        if pk in texts:
            restore_marks(change.texts_of(question.key), texts[pk])
    entry.undone = True
    entry.save(update_fields=["undone"])


def keep_answered(question: Question) -> None:
    """A question that was asked and taken back, but not before somebody answered."""
    question.off = False
    questions.set_state(question, Question.State.CLOSED)


def restore_row(row: models.Model, before: dict[str, Any]) -> None:
    for name, value in known_fields(row, before).items():
        setattr(row, name, value)


def known_fields(row: models.Model | type[models.Model], before: dict[str, Any]) -> dict[str, Any]:
    """What was kept of a row, as its model has it now."""
    fields = {field.attname: field for field in row._meta.concrete_fields}
    return {
        name: fields[name].to_python(value)
        for name, value in before.items()
        if name in fields and name not in LASTING
    }


def restore_marks(question: Question, before: dict[str, Any]) -> None:
    for card, mark in before.items():
        if mark is None:
            question.marks.filter(card=card).delete()
        else:
            question.marks.filter(card=card).update(**known_fields(question.marks.model, mark))


def last_entry(*, session_id: int) -> Entry | None:
    """The action that can still be undone."""
    recent = timezone.now() - UNDO
    entry = Entry.objects.filter(session=session_id, undone=False, at__gt=recent).last()
    return entry if entry and entry.before else None


def list_entries(*, session_id: int) -> list[dict[str, Any]]:
    """Everything that was done, in order: at, by, action, slide, question, undone."""
    rows = Entry.objects.filter(session=session_id).annotate(action=F("name"))
    fields = ("at", "by", "action", "slide", "question", "undone")
    return [dict(row) for row in rows.values(*fields)]
