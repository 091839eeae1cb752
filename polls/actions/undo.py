"""Undo: the latest action of anyone, taken back."""

from __future__ import annotations

from polls.actions.action_log import undo_latest
from polls.actions.base import Action

UNDO = Action(
    name="undo",
    led=False,
    run=undo_latest,
    begins=False,
    undoable=False,
    logged=False,
    effect="takes back the latest action of anyone, for 10 seconds; answers stay",
)
