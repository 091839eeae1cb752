"""A session whose every text is hostile."""

from __future__ import annotations

import pytest

from polls.models import Approval, LiveSession, Question, Response
from tests.workshop.exports.hostile import TEXTS
from tests.workshop.exports.room import store


@pytest.fixture
def hostile_session(session: LiveSession) -> LiveSession:
    """Rows as an older version or a broken program could have left them: all 200 in one
    open question and one cloud; also in the name of the group and the words of a question."""
    session.label = "=1+1 <b>\u202e</b> \x0b \uffff"
    session.save()
    Question.objects.filter(session=session, key="tip").update(prompt=TEXTS[4] + "\x01<i>")
    for key in ("tip", "associaties"):
        question = Question.objects.get(session=session, key=key)
        shown = {"held": False, "guard": {"approval": Approval.NONE, "names": []}}
        Question.objects.filter(pk=question.pk).update(state=Question.State.OPEN, **shown)
        store(session, question, [(f"{key}-{number}", ["x"]) for number in range(len(TEXTS))])
        rows = Response.objects.filter(question=question).order_by("pk")
        for row, text in zip(rows, TEXTS, strict=True):
            row.value = [text]
        Response.objects.bulk_update(rows, ["value"])
    return session
