"""What a facilitator sets for a whole session, also after it has begun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.kinds.base import clean_text
from polls.models import LOWEST, Approval, LiveSession, Question
from polls.sessions import rewording, sessions
from polls.sessions.sessions import QuestionPlan

HIGHEST = 1000  # a minimum above which nothing would ever be compared
LONGEST = 200  # characters of a question in own words


@dataclass(frozen=True, slots=True)
class Settings:
    """`context` holds, by optional question, own words for it, or None when it is not asked."""

    collaboration: str
    language: str
    minimum: int
    context: Mapping[str, str | None]
    label: str = ""
    approval: str = Approval.MARKED
    names: Sequence[str] = ()

    def checked(self) -> Settings:
        """The same with clean words; raises PollsError."""
        check_collaboration(self.collaboration)
        sessions.check_language(self.language)
        if self.approval not in Approval.values:
            raise PollsError("session.approval", _("Kies: wat opvalt, alles, of niets."))
        if not LOWEST <= self.minimum <= HIGHEST:
            raise wrong_minimum()
        words = {
            key: None if text is None else clean_text(text, LONGEST)
            for key, text in self.context.items()
        }
        if "" in words.values():
            raise PollsError(
                "session.context", _("Typ de vraag in eigen woorden, of stel die niet.")
            )
        label = clean_text(self.label, sessions.LONGEST_LABEL)
        return replace(self, context=words, label=label)

    @property
    def guard(self) -> dict[str, Any]:
        """Which own words wait, as sessions and questions keep it."""
        return {"approval": self.approval, "names": list(self.names)}


def check_collaboration(collaboration: str) -> None:
    if collaboration not in LiveSession.Collaboration.values:
        raise PollsError(
            "session.collaboration", _("Kies: een eigen samenwerking, of allemaal dezelfde.")
        )


def wrong_minimum() -> PollsError:
    return PollsError(
        "session.minimum",
        _("Kies minstens %(least)d en hooguit %(most)d antwoorden om te vergelijken.")
        % {"least": LOWEST, "most": HIGHEST},
    )


def change_settings(
    session: LiveSession,
    rows: Sequence[Question],
    settings: Settings,
    plans: Sequence[QuestionPlan],
) -> None:
    """Change the settings; `plans` is what the deck asks with them, and in which words.

    A question that was answered keeps its words: a result never comes to mean something else.
    """
    if reword_questions(rows, {plan.key: plan for plan in plans}):
        session.edition += 1
    elif session.collaboration != settings.collaboration:
        session.edition += 1  # titles may be other ones
    session.collaboration = settings.collaboration
    session.language = settings.language
    session.minimum = settings.minimum
    session.context = dict(settings.context)
    session.label = settings.label
    set_guard(session, rows, settings.guard)


def set_guard(session: LiveSession, rows: Sequence[Question], guard: dict[str, Any]) -> None:
    """Say which own words wait; of texts that were decided about nothing changes."""
    if guard != {"approval": Approval.MARKED, "names": [], **session.guard}:
        session.guard = guard
        for row in rows:
            row.guard = guard


def reword_questions(rows: Sequence[Question], plans: Mapping[str, QuestionPlan]) -> bool:
    """Bring the session's questions in line with the plans; whether any changed."""
    changed = [row for row in rows if differs_from_plan(row, plans.get(row.key))]
    for row in changed:
        if rewording.is_answered(row):
            raise already_answered(row)
        plan = plans.get(row.key)
        row.off = plan is None
        if plan is not None:
            row.prompt, row.spec = plan.prompt, plan.spec
    return bool(changed)


def differs_from_plan(row: Question, plan: QuestionPlan | None) -> bool:
    if plan is None:
        return not row.off
    return row.off or (row.prompt, row.spec) != (plan.prompt, plan.spec)


def already_answered(question: Question) -> PollsError:
    return PollsError(
        "session.answered",
        _(
            "Op ‘%(prompt)s’ is al geantwoord, dus die vraag verandert niet meer. "
            "Begin een nieuwe groep om die anders te stellen."
        )
        % {"prompt": question.prompt},
    )
