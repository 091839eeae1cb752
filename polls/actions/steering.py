"""Passing on who steers: one press of whoever takes over."""

from __future__ import annotations

from polls.actions.base import EVERYONE, Action
from polls.actions.change import Change
from polls.sessions import steering


def take_over(change: Change) -> None:
    steering.take_over(change.session, cohost=change.cohost)


def let_cohost_steer(change: Change) -> None:
    steering.let_cohost_steer(change.session)


def keep_cohost_to_texts(change: Change) -> None:
    steering.keep_cohost_to_texts(change.session)


TAKE_OVER = Action(
    name="take-over",
    run=take_over,
    roles=EVERYONE,
    begins=False,
    effect="whoever sends it steers the slides from now on; a trainer also does by moving them",
)
COHOST_SLIDES = Action(
    name="cohost-slides",
    run=let_cohost_steer,
    begins=False,
    effect="the co-host may take over the slides",
)
COHOST_TEXTS = Action(
    name="cohost-texts",
    run=keep_cohost_to_texts,
    begins=False,
    effect="the co-host only judges texts",
)
