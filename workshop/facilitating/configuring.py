"""The optional questions of a session, as the page of its settings shows them."""

from __future__ import annotations

from dataclasses import dataclass

from polls.actions.settings import choice_of
from polls.models import LiveSession
from workshop.library import deck_versions


@dataclass(frozen=True, slots=True)
class OptionalQuestion:
    """An optional question of the deck: `choice` is what a session makes of it."""

    key: str
    prompt: str
    choice: str
    words: str


def optional_questions(session: LiveSession) -> list[OptionalQuestion]:
    """The questions of the deck that a session may reword or leave out."""
    return [
        OptionalQuestion(
            each.key, each.prompt, choice_of(session, each.key), session.context.get(each.key) or ""
        )
        for each in deck_versions.optional(session)
    ]
