"""What an action is: its name, who may do it, what it reads from a form, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from polls.actions.change import Change
from polls.actions.fields import Field, Form
from polls.models import LiveSession
from polls.sessions import own_pace, sessions


class Role(StrEnum):
    FACILITATOR = "facilitator"
    COHOST = "co-host"


FACILITATORS = frozenset({Role.FACILITATOR})
# Who moderates or steers: the facilitator, and whoever has the co-host's link.
EVERYONE = frozenset(Role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One change that facilitators make.

    `effect` is what docs/protocol.md says of it. `run` gets the change and, by name, what the
    `fields` made of the form. Without `begins` it also changes a session that has ended, unless
    it `spares_ended`, and does not begin one that waits. One that `steers` is done by a co-host
    only while that is who steers. One that is `led` belongs to a session that somebody leads, and
    is refused where everyone goes at their own pace. One that is not `undoable` is final: it
    stays in the log also when it changed nothing. `after` runs once the change is committed:
    with the session, who did it, and the question that the form names.
    """

    name: str
    effect: str
    run: Callable[..., None]
    fields: Mapping[str, Field[Any]] = field(default_factory=dict)
    roles: frozenset[Role] = FACILITATORS
    begins: bool = True
    spares_ended: bool = False
    steers: bool = False
    led: bool = True
    undoable: bool = True
    logged: bool = True
    after: Callable[[LiveSession, str, str], None] | None = None

    def read(self, form: Form) -> dict[str, Any]:
        """The form as the values that `run` takes; raises PollsError."""
        return {name: field.read(form) for name, field in self.fields.items()}

    def apply(self, change: Change, values: Mapping[str, Any]) -> None:
        if self.led:
            own_pace.refuse_own(change.session)
        if self.steers:
            change.ensure_steers()
        if self.begins:
            change.begin()
        if self.spares_ended:
            sessions.refuse_ended(change.session)
        self.run(change, **values)
        change.settle_steering()
