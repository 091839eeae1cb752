"""Groups that answered the same deck, and what the pages that compare them show."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from polls import figures
from polls.models import LiveSession, Question
from tests.workshop.exports import room
from workshop.exports import comparing
from workshop.facilitating import starting


def group(
    trainer: User, label: str, goed: str, *, minder: str = "", ago: int = 0, rehearsal: bool = False
) -> LiveSession:
    """A session of `ago` days back in which the letters of `goed` were chosen, one a person."""
    session = starting.start(
        deck="beter-samenwerken", facilitator=trainer, label=label, rehearsal=rehearsal
    )
    for key, letters in (("goed", goed), ("minder", minder)):
        room.go(session, key)
        question = Question.objects.get(session=session, key=key)
        room.store(session, question, [(f"{n}", [letter]) for n, letter in enumerate(letters)])
    moment = timezone.now() - timedelta(days=ago)
    LiveSession.objects.filter(pk=session.pk).update(started=moment)
    session.refresh_from_db()
    return session


def rows_of(table: figures.Table) -> list[list[object]]:
    return figures.encode_table(table)["rows"]


def section(response: object, key: str = "goed") -> comparing.Section:
    """The part of the page about a question."""
    prompt = Question.objects.filter(key=key).last().prompt
    return next(each for each in response.context["sections"] if each.title == prompt)


def chosen(*found: LiveSession, **more: object) -> dict[str, object]:
    return {"session": [each.code for each in found], **more}
