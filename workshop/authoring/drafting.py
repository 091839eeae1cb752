"""A draft as it is being written: steps are made, undone and redone, and none is lost."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from polls.errors import PollsError
from workshop.authoring import steps
from workshop.authoring.pieces import (
    Edit,
    Pieces,
    apply_edit,
    cut_text,
    find_edit,
    hash_piece,
    join_pieces,
)
from workshop.decks import limits
from workshop.library.workshops import clean_title
from workshop.models import Workshop, WorkshopStep

LONGEST = limits.SOURCE  # characters of a draft
UNHELD = re.compile("[\0\ud800-\udfff]")  # what PostgreSQL holds in no text


@dataclass(frozen=True, slots=True)
class Step:
    """A step as a trainer's page asks for it. `hash` is of the piece that it was made on, as
    that page had it; '' for a step that does not mind. `key` names this one step, and `typing`
    all that is typed in one go; '' for forms without a script."""

    name: str
    fields: Mapping[str, Any]
    hash: str = ""
    key: str = ""
    typing: str = ""


class Conflict(PollsError):
    """Somebody else changed the same slide; `theirs` is its text now. Nothing was stored."""

    def __init__(self, theirs: str) -> None:
        super().__init__(
            "step.conflict",
            _("Iemand anders heeft deze slide veranderd. Kies welke tekst blijft."),
        )
        self.theirs = theirs


@transaction.atomic
def make_step(*, workshop_id: int, step: Step, by: Any) -> WorkshopStep | None:
    """Change the draft and keep what it takes to undo that; None when nothing changes. A step
    that is sent again is the one that was made. Raises PollsError, and Conflict when the slide
    is not what the step was made on."""
    workshop = Workshop.objects.select_for_update().get(pk=workshop_id)
    if made := find_made(workshop_id=workshop_id, key=step.key, by=by):
        return made
    pieces = cut_text(workshop.draft)
    new = cut_text(join_pieces(run_step(pieces, step)))
    if new == pieces:
        return None
    refuse_conflict(pieces, step)
    refuse_unstorable("".join(new))
    edit = find_edit(pieces, new)
    slide = str(step.fields.get("slide", ""))
    if typed := find_typed(workshop, step, edit, by):
        return go_on_typing(workshop, typed, new, edit, step.key)
    row = store_step(workshop, new, edit, step.name, by, slide=slide, key=step.key)
    row.typing = step.typing
    row.save(update_fields=["typing"])
    return row


def find_made(*, workshop_id: int, key: str, by: Any) -> WorkshopStep | None:
    """This trainer's step that has this key already: its reply was lost."""
    if not key:
        return None
    return WorkshopStep.objects.filter(workshop=workshop_id, key=key, by=by).first()


def find_typed(workshop: Workshop, step: Step, edit: Edit, by: Any) -> WorkshopStep | None:
    """The latest step, when this one only types on in it."""
    if not step.typing:
        return None
    latest = WorkshopStep.objects.filter(workshop=workshop, edition=workshop.edition, by=by).first()
    if latest is None or (latest.typing, latest.name) != (step.typing, step.name):
        return None
    goes_on = (latest.start, tuple(latest.added)) == (edit.start, edit.removed)
    typed_back = tuple(latest.removed) == edit.added
    return latest if goes_on and not typed_back else None


def go_on_typing(
    workshop: Workshop, step: WorkshopStep, pieces: Pieces, edit: Edit, key: str
) -> WorkshopStep:
    keep_draft(workshop, pieces)
    step.added, step.edition, step.key = list(edit.added), workshop.edition, key
    step.save(update_fields=["added", "edition", "key"])
    return step


def run_step(pieces: Pieces, step: Step) -> Pieces:
    change = steps.STEPS.get(step.name)
    if change is None:
        raise PollsError("step.unknown", _("Deze stap kennen we niet. Ververs de pagina."))
    check_fields(change, step.fields)
    return change(pieces, **step.fields)


def check_fields(change: Callable[..., Pieces], fields: Mapping[str, Any]) -> None:
    """Refuse fields that a step does not take: they come from outside."""
    _pieces, *known = inspect.signature(change).parameters.values()
    required = {each.name for each in known if each.default is each.empty}
    shapes = {each.name: SHAPES[str(each.annotation)] for each in known}
    if not required <= fields.keys() <= shapes.keys() or not all(
        shapes[name](value) for name, value in fields.items()
    ):
        raise malformed()


def is_value(value: Any) -> bool:
    """Whether a deck can hold this: texts, numbers, and lists and tables of those."""
    if isinstance(value, list):
        return all(map(is_value, value))
    if isinstance(value, dict):
        return all(isinstance(key, str) and is_value(each) for key, each in value.items())
    return isinstance(value, str | bool | int | float)


def is_fields(value: Any) -> bool:
    """A table of which a field can be None: that field is taken away."""
    return isinstance(value, dict) and all(
        isinstance(key, str) and (each is None or is_value(each)) for key, each in value.items()
    )


SHAPES: dict[str, Callable[[Any], bool]] = {
    "str": lambda value: isinstance(value, str),
    "bool": lambda value: isinstance(value, bool),
    "int": lambda value: type(value) is int,
    "Sequence[str]": lambda value: (
        isinstance(value, list) and bool(value) and all(isinstance(each, str) for each in value)
    ),
    "Fields": is_fields,
}


def refuse_conflict(pieces: Pieces, step: Step) -> None:
    if not step.hash:
        return
    slide = step.fields.get("slide")
    piece = pieces[steps.find_slide(pieces, slide)] if isinstance(slide, str) else pieces[0]
    if step.name == "set_text":
        piece = "".join(pieces)
    if hash_piece(piece) != step.hash:
        raise Conflict(piece)


def is_too_large(text: str) -> bool:
    """Whether reading it would keep somebody waiting; an empty line takes time too."""
    return len(text) > LONGEST or text.count("\n") >= limits.LINES


def refuse_unstorable(text: str) -> None:
    if is_too_large(text):
        raise PollsError("step.text_long", _("Deze tekst is te lang voor een workshop."))
    if UNHELD.search(text):
        raise malformed()


def malformed() -> PollsError:
    return PollsError("step.malformed", _("Deze stap is niet te lezen. Ververs de pagina."))


def store_step(
    workshop: Workshop,
    pieces: Pieces,
    edit: Edit,
    name: str,
    by: Any,
    *,
    slide: str = "",
    undoes: WorkshopStep | None = None,
    key: str = "",
) -> WorkshopStep:
    keep_draft(workshop, pieces)
    return WorkshopStep.objects.create(
        workshop=workshop,
        edition=workshop.edition,
        name=name,
        slide=slide,
        by=by,
        start=edit.start,
        removed=list(edit.removed),
        added=list(edit.added),
        undoes=undoes,
        key=key,
    )


def added_slides(step: WorkshopStep) -> list[str]:
    """The ids of the slides that came with a step."""
    before = {steps.read_id(piece) for piece in step.removed}
    return [id for piece in step.added if (id := steps.read_id(piece)) and id not in before]


def keep_draft(workshop: Workshop, pieces: Pieces) -> None:
    workshop.draft = join_pieces(pieces)
    workshop.edition += 1
    workshop.title = read_title(pieces) or workshop.title
    workshop.save(update_fields=["draft", "edition", "title", "changed"])


def read_title(pieces: Pieces) -> str:
    try:
        title = steps.read_front(pieces).get("title", "")
    except ValueError:  # no good TOML, which the list of mistakes tells
        return ""
    return title.strip()[:200] if isinstance(title, str) else ""


def rename_workshop(*, workshop_id: int, title: str, by: Any) -> WorkshopStep | None:
    """Give the workshop another name, in its text too; raises PollsError."""
    name = clean_title(title)
    if not name:
        raise PollsError("workshop.nameless", _("Geef de workshop een naam."))
    step = Step("set_deck", {"fields": {"title": name}})
    return make_step(workshop_id=workshop_id, step=step, by=by)


# Undo and redo


@transaction.atomic
def undo_step(*, workshop_id: int, by: Any, key: str = "") -> WorkshopStep:
    """Take back this trainer's latest step; raises PollsError when there is none, or when
    somebody changed the same slides since."""
    workshop = Workshop.objects.select_for_update().get(pk=workshop_id)
    if made := find_made(workshop_id=workshop_id, key=key, by=by):
        return made
    done, _undone = read_stacks(workshop_id, by)
    return _turn_round(workshop, done, by, name="undo", key=key)


@transaction.atomic
def redo_step(*, workshop_id: int, by: Any, key: str = "") -> WorkshopStep:
    """Make the step again that this trainer took back last."""
    workshop = Workshop.objects.select_for_update().get(pk=workshop_id)
    if made := find_made(workshop_id=workshop_id, key=key, by=by):
        return made
    _done, undone = read_stacks(workshop_id, by)
    return _turn_round(workshop, undone, by, name="redo", key=key)


def read_stacks(workshop_id: int, by: Any) -> tuple[list[int], list[int]]:
    """The ids of a trainer's steps that can be undone, and of the undoings that can be redone,
    the latest last."""
    done: list[int] = []
    undone: dict[int, int] = {}  # by the undoing, the step that it took back
    rows = WorkshopStep.objects.filter(workshop=workshop_id, by=by).order_by("edition")
    for pk, undoes in rows.values_list("pk", "undoes"):
        if undoes is None:
            done.append(pk)
            undone.clear()
        elif undoes in undone:
            del undone[undoes]
            done.append(pk)
        else:
            done.remove(undoes)
            undone[pk] = undoes
    return done, list(undone)


def _turn_round(
    workshop: Workshop, stack: list[int], by: Any, *, name: str, key: str
) -> WorkshopStep:
    if not stack:
        raise PollsError("step.none", _("Er is niets meer om ongedaan te maken."))
    step = WorkshopStep.objects.get(pk=stack[-1])
    edit = Edit(step.start, tuple(step.removed), tuple(step.added)).reversed()
    pieces = apply_edit(cut_text(workshop.draft), edit)
    return store_step(workshop, pieces, edit, name, by, slide=step.slide, undoes=step, key=key)


@transaction.atomic
def restore_text(*, workshop_id: int, text: str, by: Any) -> WorkshopStep | None:
    """Put an earlier version back, as one step that can be undone."""
    step = Step("set_text", {"text": text})
    return make_step(workshop_id=workshop_id, step=step, by=by)


# Earlier editions


def read_edition(*, workshop: Workshop, edition: int) -> str:
    """The text as it was at an edition; raises PollsError when there was none."""
    if not 1 <= edition <= workshop.edition:
        raise PollsError("step.no_edition", _("Deze versie is er niet."))
    pieces = cut_text(workshop.draft)
    later = WorkshopStep.objects.filter(workshop=workshop, edition__gt=edition)
    for step in later.order_by("-edition"):
        edit = Edit(step.start, tuple(step.added), tuple(step.removed))
        pieces = (*pieces[: edit.start], *edit.added, *pieces[edit.start + len(edit.removed) :])
    return join_pieces(pieces)
