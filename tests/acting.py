"""What a facilitator does, for tests that need it done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db import transaction

from polls.actions.change import Change
from polls.actions.performing import perform_action
from polls.models import LiveSession


def act(
    session: LiveSession | int, name: str, fields: Mapping[str, str] | None = None, by: str = ""
) -> int:
    """Do one action on a session (or the one with this id), as its desk does; the new version."""
    if isinstance(session, int):
        session = LiveSession.objects.with_deck().get(pk=session)
    return perform_action(session=session, action=name, fields=fields or {}, by=by)


@contextmanager
def changing(session: LiveSession) -> Iterator[Change]:
    """A change of the session's rows that is no action: not in the log, and nobody is told."""
    with transaction.atomic():
        change = Change(LiveSession.objects.with_deck().get(pk=session.pk))
        yield change
        change.save()


def decide(
    session: LiveSession | int, name: str, key: str, cards: Sequence[str], **more: str
) -> int:
    """Decide something about these texts of a question."""
    return act(session, name, {"question": key, "card": "+".join(cards), **more})
