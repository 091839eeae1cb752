"""A session at everyone's own pace: open until another moment, and the words around it."""

from __future__ import annotations

from polls.actions import fields
from polls.actions.base import Action
from polls.actions.change import Change
from polls.sessions import own_pace


def move_window(change: Change, *, opens: str, closes: str) -> None:
    own_pace.refuse_live(change.session)
    window = own_pace.read_other_window(change.session, opens, closes)
    own_pace.move_window(change.session, change.questions, window)


def set_words(change: Change, *, intro: str, thanks: str, between: bool) -> None:
    own_pace.refuse_live(change.session)
    own_pace.set_words(change.session, intro=intro, thanks=thanks, between=between)


WINDOW = Action(
    name="window",
    led=False,
    run=move_window,
    fields={"opens": fields.text_field("opens"), "closes": fields.text_field("closes")},
    begins=False,
    effect="from when until when a session at everyone's own pace is open, also when it had "
    "closed; moments as `2027-03-01T09:00`, one that is left out stays",
)
WORDS = Action(
    name="words",
    led=False,
    run=set_words,
    fields={
        "intro": fields.text_field("intro"),
        "thanks": fields.text_field("thanks"),
        "between": fields.ticked_field("between"),
    },
    begins=False,
    effect="what stands before and after the questions of a session at everyone's own pace, and "
    "whether slides without questions come along",
)
