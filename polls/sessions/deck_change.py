"""A session that gets another version of its deck: the newest, before anybody answered, or one
that was changed for this session alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.models import DeckVersion, LiveSession, Question, Response
from polls.sessions import rewording, sessions
from polls.sessions.sessions import QuestionPlan

KEPT = timedelta(minutes=10)


def ensure_unbegun(session: LiveSession) -> None:
    """Refuse a session that people worked with: their answers belong to its own words."""
    if session.started or Response.objects.filter(question__session=session).exists():
        raise PollsError("session.begun", _("Deze sessie is al begonnen en houdt de eigen versie."))
    if session.deck.base_id:
        raise PollsError(
            "session.own_deck",
            _(
                "In deze sessie is iets veranderd aan de slides, dus de sessie houdt een eigen "
                "versie."
            ),
        )


def change_style(session: LiveSession, style: Mapping[str, str]) -> None:
    """Look like this from now on; pages that are open load it."""
    session.style = dict(style)
    session.edition += 1


def change_deck(session: LiveSession, deck: DeckVersion) -> None:
    session.deck = deck
    session.edition += 1
    session.frozen = None


def replace_questions(session: LiveSession, plans: Sequence[QuestionPlan]) -> None:
    """Ask what these plans say, and no longer what the deck asked before; questions of the room
    stay."""
    Question.everything.filter(session=session).exclude(slide="").delete()
    sessions.create_questions(session, plans)


def follow_plans(
    session: LiveSession,
    rows: Iterable[Question],
    plans: Sequence[QuestionPlan],
    asked: Collection[str],
) -> list[Question]:
    """Bring locked questions in line with what the deck asks now, and no longer what it `asked`
    before; the rows that had to be made, which are not asked yet.

    A question that was answered stays, and is changed only where its answers keep their meaning.
    """
    known = {row.key: row for row in rows if row.slide}
    planned = {plan.key: plan for plan in plans}
    for key, row in known.items():
        if plan := planned.get(key):
            follow_plan(row, plan)
        elif key in asked and not row.off:
            rewording.refuse_leaving_out(row)
            row.off = True
    made = [sessions.make_question(session, plan) for plan in plans if plan.key not in known]
    for row in made:
        row.off = True
        row.save()
    return made


def follow_plan(row: Question, plan: QuestionPlan) -> None:
    rewording.refuse_other_meaning(row, plan.kind, plan.spec)
    row.off = False
    row.slide, row.kind, row.prompt, row.spec = plan.slide, plan.kind, plan.prompt, plan.spec
    row.live, row.held, row.after = plan.live, plan.held, plan.after
    row.labels = list(plan.labels)
    row.required = plan.required


def remove_outdated(session: LiveSession, kept: DeckVersion) -> None:
    """The session's own versions that nobody can go back to any more: undo takes seconds."""
    old = session.own_decks.filter(created__lt=timezone.now() - KEPT)
    old.exclude(pk__in=[kept.pk, session.deck_id]).delete()
