"""A text of the room that is removed for good. The log says that it was done, not what it said."""

from __future__ import annotations

from polls import retention
from polls.actions import fields
from polls.actions.base import Action
from polls.actions.change import Change
from polls.actions.site import get_site
from polls.models import LiveSession


def delete_card(change: Change, *, question: str, card: str) -> None:
    found = change.texts_of(question)
    retention.delete_text(found, card)
    change.rewrite(found)


def scrub_card(session: LiveSession, by: str, question: str) -> None:
    retention.scrub_files()
    get_site().note_deletion(session, by, question)


DELETE = Action(
    name="card-delete",
    led=False,
    run=delete_card,
    fields={"question": fields.QUESTION, "card": fields.CARD},
    begins=False,
    undoable=False,
    after=scrub_card,
    effect="removes a text, and what was merged into it, from every answer for good",
)
