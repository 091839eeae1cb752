"""What of a slide's results is in view: the same on every projector, whoever turns it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from polls.actions import fields
from polls.actions.base import EVERYONE, Action
from polls.actions.change import Change
from polls.actions.fields import Field, Form
from polls.actions.slides import find_slide
from polls.errors import PollsError
from polls.sessions import stage
from polls.whole_numbers import whole_number


def read_page(form: Form) -> int | None:
    """A number, the first when none is named; None for what is no page."""
    return whole_number(form.get("page") or "1", highest=stage.MOST_PAGES)


def look_at(change: Change, *, slide: str, view: str, page: int | None) -> None:
    found = find_slide(change.slides, slide) if slide else change.slide
    if view and view not in found.views:
        raise PollsError("look.unknown", _("Deze uitslag staat niet op deze slide."))
    stage.look_at(change.session, found.id, view=view, page=page)


def turn_tables(change: Change) -> None:
    stage.turn_tables(change.session)


LOOK = Action(
    name="look",
    roles=EVERYONE,
    steers=True,
    run=look_at,
    fields={
        "slide": fields.text_field("slide"),
        "view": fields.text_field("view"),
        "page": Field(("page",), read_page),
    },
    begins=False,
    undoable=False,
    logged=False,
    effect="which of a slide's results has the stage of every projector (`view`, its key; without "
    "one the first), and which `page` of its answers; without `slide` that of the current one",
)
TABLES = Action(
    name="tables",
    run=turn_tables,
    begins=False,
    effect="charts on every projector become tables, or charts again",
)
