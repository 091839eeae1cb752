"""Which questions an action is about."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from polls.actions.change import Change
from polls.errors import PollsError


def find_named(change: Change, keys: Sequence[str]) -> Sequence[str]:
    """The keys that a form names; else those of all that is asked or drawn on the slide."""
    if keys:
        return keys
    if found := [*change.slide.questions, *change.slide.results]:
        return found
    raise PollsError("question.none", _("Op deze slide staat geen vraag."))
