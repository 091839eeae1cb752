"""Tips of all groups: approved texts, alike ones folded, and those that others may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from polls.kinds.cloud import merged
from polls.models import LiveSession, Question, TextMark
from polls.sessions import access, sessions
from polls.sessions.names import name_group
from polls.texts import cards
from polls.texts.index import hash_text

MOST = 60  # tips of other groups that a projector shows


@dataclass(slots=True)
class Tip:
    """One approved text, or several that differ in capitals and signs only.

    `shared` when other groups may see it; `marks` are the rows behind it.
    """

    id: str
    text: str
    count: int = 0
    starred: bool = False
    shared: bool = False
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    groups: dict[str, None] = field(default_factory=dict)
    marks: list[int] = field(default_factory=list)


def find_decided(sessions: QuerySet[LiveSession]) -> QuerySet[Question]:
    """The questions of these sessions of which a facilitator showed a text, with their sessions
    and all their marks."""
    shown = TextMark.objects.filter(state=TextMark.State.SHOWN, question__session__in=sessions)
    found = Question.objects.filter(pk__in=shown.order_by().values("question"))
    return (
        found.select_related("session")
        .prefetch_related("marks")
        .order_by("-session__started", "pk")
    )


def collect_tips(*, questions: Sequence[Question]) -> list[Tip]:
    """The approved texts of these questions (with their sessions), starred ones first.

    Approved is a text that is shown and about which a facilitator decided something.
    """
    found: dict[str, Tip] = {}
    dealt = cards.read_decided_cards(questions=questions)
    for question in questions:
        marks = {mark.card: mark for mark in question.marks.all()}
        group = name_group(question.session)
        for card in dealt[question.pk]:
            if card.shown and (mark := marks.get(card.id)):
                id = merged(card.text)
                tip = found.setdefault(id, Tip(hash_text(id), card.text))
                tip.groups[group] = None
                fold_card(tip, card, mark, question)
    for tip in found.values():
        tip.labels = dict(sorted(tip.labels.items()))
    return sorted(found.values(), key=lambda tip: not tip.starred)


def fold_card(tip: Tip, card: cards.Card, mark: TextMark, question: Question) -> None:
    tip.count += card.count
    tip.starred = tip.starred or card.starred
    tip.shared = tip.shared or mark.shared
    tip.labels.update({each["key"]: each for each in question.labels if each["key"] in card.labels})
    tip.marks.append(mark.pk)


@transaction.atomic
def share_tip(*, tip: Tip, shared: bool) -> list[LiveSession]:
    """Let other groups see a tip, or no longer; the sessions that are to be told."""
    TextMark.objects.filter(pk__in=tip.marks).update(shared=shared)
    sources = LiveSession.objects.filter(questions__marks__in=tip.marks).select_related("deck")
    touched = {each.pk: each for source in sources for each in sessions_showing(source)}
    return [renew_tips(session_id) for session_id in touched]


def shares_tips(*, session: LiveSession) -> bool:
    """Whether other groups may see a tip of this session."""
    return TextMark.objects.filter(question__session=session, shared=True).exists()


@transaction.atomic
def renew_others(*, session: LiveSession) -> list[LiveSession]:
    """The other sessions that show what this one shares, each with a next version."""
    return [renew_tips(other.pk) for other in sessions_showing(session) if other.pk != session.pk]


def sessions_showing(source: LiveSession) -> QuerySet[LiveSession]:
    """The sessions that show tips of other groups, such as those of `source`."""
    return LiveSession.objects.filter(
        access.belong_with(source),
        deck__slug=source.deck.slug,
        other_tips=True,
        ended__isnull=True,
    )


def renew_tips(session_id: int) -> LiveSession:
    session = sessions.get_locked(session_id)
    sessions.raise_version(session, ())
    return session


def read_others(*, session: LiveSession) -> list[dict[str, Any]]:
    """What a screen draws of the shared tips of the trainer's other groups, alike ones once.

    Neither who they are nor how many said so: only the text, its labels, and that it is not
    of this group.
    """
    rows = (
        TextMark.objects.filter(shared=True, state=TextMark.State.SHOWN, into="")
        .filter(
            question__session__in=LiveSession.objects.filter(
                access.belong_with(session), deck__slug=session.deck.slug, rehearsal=False
            )
        )
        .exclude(question__session=session)
        .select_related("question")
        .order_by("-starred", "-pk")
    )
    faces = {merged(mark.corrected or mark.text): make_face(mark) for mark in rows}
    return list(faces.values())[:MOST]


def make_face(mark: TextMark) -> dict[str, Any]:
    labels: Sequence[dict[str, str]] = mark.question.labels
    told = _("van een andere groep")
    return {
        "id": f"other-{mark.card}",
        "text": mark.corrected or mark.text,
        "count": 1,
        "starred": mark.starred,
        "edited": False,
        "labels": [
            *cards.draw_labels(labels, mark.labels),
            {"key": "other", "label": told, "name": told, "letter": "", "color": ""},
        ],
    }
