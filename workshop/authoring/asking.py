"""What a page asks to be done to a draft, as a step: from a form or from a script."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.whole_numbers import whole_number
from workshop.authoring import forms, gallery, steps
from workshop.authoring.controls import Posted
from workshop.authoring.drafting import Step, malformed
from workshop.authoring.pieces import cut_text
from workshop.authoring.reading import Draft, DraftSlide

MOST_PLACES = 999  # far more than a deck has slides
KEY = re.compile(r"[\w-]{0,36}", re.ASCII)


def from_form(draft: Draft, text: str, posted: Posted) -> Step:
    """The step of a plain form; raises PollsError. `text` is that of the whole draft."""
    name = _word(posted, "step")
    if name in MADE:
        return MADE[name](draft, text, posted)
    change = steps.STEPS.get(name)
    if change is None:
        raise PollsError("step.unknown", _("Deze stap kennen we niet. Ververs de pagina."))
    _pieces, *known = inspect.signature(change).parameters.values()
    fields = {
        each.name: COERCED[str(each.annotation)](posted, each.name)
        for each in known
        if str(each.annotation) in COERCED
        and (each.name in posted or each.default is not each.empty)
    }
    return Step(name, fields, _word(posted, "hash"))


def from_script(draft: Draft, text: str, asked: Any) -> Step:
    """The step of a script: {"step", "fields", "hash", "key", "typing"}, where a form has its
    texts in lists."""
    if not isinstance(asked, dict):
        raise malformed()
    name, fields, hash = asked.get("step"), asked.get("fields"), asked.get("hash", "")
    if not (isinstance(name, str) and isinstance(fields, dict) and isinstance(hash, str)):
        raise malformed()
    key, typing = read_key(asked, "key"), read_key(asked, "typing")
    if name in MADE:
        posted = {key: _texts(value) for key, value in fields.items()}
        made = MADE[name](draft, text, {**posted, "hash": [hash]})
        return replace(made, key=key, typing=typing)
    return Step(name, fields, hash, key, typing)


def read_key(asked: Mapping[str, Any], name: str) -> str:
    """What a page calls a step; '' when it calls it nothing."""
    key = asked.get(name, "")
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise malformed()
    return key


def _texts(value: Any) -> list[str]:
    found = value if isinstance(value, list) else [value]
    if not all(isinstance(each, str) for each in found):
        raise malformed()
    return found


def _word(posted: Posted, name: str) -> str:
    return (posted.get(name) or [""])[-1]


COERCED: dict[str, Callable[[Posted, str], Any]] = {
    "str": _word,
    "bool": lambda posted, name: bool(_word(posted, name)),
    "int": lambda posted, name: whole_number(_word(posted, name), highest=MOST_PLACES) or 0,
    "Sequence[str]": lambda posted, name: list(posted.get(name, ())),
}


# Steps that are made of what the draft has


def _find(draft: Draft, posted: Posted) -> DraftSlide:
    slide = draft.find(_word(posted, "slide"))
    if slide is None:
        raise PollsError(
            "step.slide_unknown", _("Deze slide is er niet meer: iemand heeft die weggehaald.")
        )
    return slide


def _fill_in(draft: Draft, text: str, posted: Posted) -> Step:
    slide = _find(draft, posted)
    hash = _word(posted, "hash")
    return forms.read_form(draft, slide.text, posted, slide=slide.id, hash=hash)


def _fill_in_deck(draft: Draft, text: str, posted: Posted) -> Step:
    values = steps.read_front(cut_text(text))
    return forms.read_deck_form(draft, values, posted, hash=_word(posted, "hash"))


def _add_item(draft: Draft, text: str, posted: Posted) -> Step:
    """What was chosen in the gallery, behind this slide."""
    slide = draft.find(_word(posted, "slide"))
    drawn = slide and slide.slide
    first = draft.front.chapters[0].id if draft.front.chapters else ""
    chapter = drawn.chapter if drawn else first
    new = gallery.make_item(_word(posted, "item"), chapter, draft.front.language)
    return Step("add_slides", {"text": new, "after": slide.id if slide else ""})


def _add_part(draft: Draft, text: str, posted: Posted) -> Step:
    """A question, an earlier result or a prompt on this slide."""
    slide = _find(draft, posted)
    block = _word(posted, "block")
    if block not in PARTS:
        raise malformed()
    named = {"slide": slide.id, "block": block, "fields": PARTS[block](draft, slide)}
    return Step("add_block", named, _word(posted, "hash"))


def _new_question(draft: Draft, slide: DraftSlide) -> Mapping[str, Any]:
    return {"key": slide.id or "vraag", "kind": "choice", **gallery.example_fields("choice")}


def _new_show(draft: Draft, slide: DraftSlide) -> Mapping[str, Any]:
    earlier = [
        question.key
        for each in draft.deck.slides
        if each.number < slide.number
        for question in each.questions
    ]
    if not earlier:
        raise PollsError("step.nothing_to_show", _("Vóór deze slide staat nog geen vraag."))
    return {"view": "question", "questions": [earlier[-1]]}


def _new_ask(draft: Draft, slide: DraftSlide) -> Mapping[str, Any]:
    return {"when": "few", "say": _("Lukt het bij iedereen?")}


PARTS: dict[str, Callable[[Draft, DraftSlide], Mapping[str, Any]]] = {
    "question": _new_question,
    "show": _new_show,
    "ask": _new_ask,
}


def _move(draft: Draft, text: str, posted: Posted) -> Step:
    """Slides one place up or down, which brings them together; at the edge of a chapter into
    the next one."""
    moved = _find_several(draft, posted)
    names = [slide.id for slide in moved]
    up = _word(posted, "way") == "up"
    edge = moved[0] if up else moved[-1]
    to = edge.number - 2 if up else edge.number
    if not 0 <= to < len(draft.slides):
        raise PollsError("step.move_edge", _("Verder kan deze slide niet."))
    beside = draft.slides[to]
    chapters = [each.slide.chapter if each.slide else "" for each in (edge, beside)]
    within = chapters[0] == chapters[1]
    others = [slide.id for slide in draft.slides[: to if up and within else to + 1]]
    before = [id for id in others if id not in names]
    if up or within:
        after = before[-1] if before else ""
    else:  # what comes first in the next chapter is what is moved
        after = next((id for id in reversed(others[:-1]) if id not in names), "")
    chapter = "" if within else chapters[1]
    return Step("move_slides", {"slides": names, "after": after, "chapter": chapter})


def _find_several(draft: Draft, posted: Posted) -> list[DraftSlide]:
    """The slides that are named, in the order of the draft."""
    names = posted.get("slides") or [_word(posted, "slide")]
    found = [_find(draft, {"slide": [name]}) for name in dict.fromkeys(names)]
    return sorted(found, key=lambda slide: slide.number)


MADE: dict[str, Callable[[Draft, str, Posted], Step]] = {
    "form": _fill_in,
    "deck_form": _fill_in_deck,
    "add_item": _add_item,
    "add_part": _add_part,
    "move": _move,
}
