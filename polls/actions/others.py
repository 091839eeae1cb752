"""What other groups said, beside this group: earlier counts, and shared tips."""

from __future__ import annotations

from polls.actions.base import Action
from polls.actions.change import Change
from polls.results import comparison


def show_memory(change: Change) -> None:
    comparison.show_memory(change.session)


def hide_memory(change: Change) -> None:
    comparison.hide_memory(change.session)


def show_tips(change: Change) -> None:
    change.session.other_tips = True


def hide_tips(change: Change) -> None:
    change.session.other_tips = False


MEMORY_SHOW = Action(
    name="memory-show",
    run=show_memory,
    begins=False,
    undoable=False,
    effect="the median and range of earlier groups stand beside this group wherever a choice is "
    "drawn",
)
MEMORY_HIDE = Action(
    name="memory-hide",
    run=hide_memory,
    begins=False,
    undoable=False,
    effect="nothing of earlier groups beside this one",
)
TIPS_OTHERS = Action(
    name="tips-others",
    led=False,
    run=show_tips,
    begins=False,
    effect="tips of other groups that are shared stand below the own ones",
)
TIPS_OWN = Action(
    name="tips-own", led=False, run=hide_tips, begins=False, effect="only this group's own tips"
)
