"""Every field of every kind goes through the form into the deck, and comes back out of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from polls import kinds
from tests.workshop.authoring.test_forms import Posted, as_posted, posted
from tests.workshop.decks.small import PICTURES, SMALL
from workshop.authoring import drafting, forms, gallery, reading, rewriting, steps
from workshop.authoring.controls import Control
from workshop.authoring.pieces import Pieces, cut_text, join_pieces

SLIDE = "vraag"


def deck_with(kind: str) -> Pieces:
    """A deck with a question of this kind as the gallery makes it."""
    pieces = cut_text(SMALL)
    text = gallery.make_question(kind, "slot", "nl")
    made = steps.add_slides(pieces, text=text.replace(f'id = "{kind}"', f'id = "{SLIDE}"', 1))
    return cut_text(join_pieces(made))


def form_of(pieces: Pieces, block: str) -> tuple[reading.Draft, str, forms.Form]:
    draft = reading.read_draft(join_pieces(pieces), PICTURES)
    slide = draft.find(SLIDE)
    assert slide is not None
    found = forms.slide_forms(draft, slide.text)
    return draft, slide.text, next(each for each in found if each.block == block)


def fill(pieces: Pieces, block: str, given: Posted) -> Pieces:
    """The deck after somebody filled in these fields and left the others alone."""
    draft, piece, form = form_of(pieces, block)
    left = {name: words for name, words in posted(form).items() if given.get(name) != []}
    filled = {**left, **{name: words for name, words in given.items() if words}}
    step = forms.read_form(draft, piece, filled, slide=SLIDE, hash="")
    return cut_text(join_pieces(drafting.run_step(pieces, step)))


def sample(control: Control) -> Posted:
    """Something else than what stands there now, as a browser posts it."""
    name = control.name
    if control.type == "flag":
        return {name: [] if control.value else ["on"]}
    if control.type in ("choice", "several"):
        known = [value for value, _words in control.choices]
        others = [value for value in known if value not in (control.words, "", *SET_APART)]
        return {name: [others[0]]}
    if control.type == "options":
        rows = as_posted(control)
        return {**rows, f"{name}.0.label": ["Anders"], f"{name}.0.help": ["Uitleg"]}
    if control.type in ("number", "decimal"):
        low, high = control.lowest or 1, control.highest or 9
        return {name: [str(next(n for n in range(low, high + 1) if n != control.value))]}
    return {name: [WORDS.get(control.type, "Anders dan eerst")[: control.longest]]}


SET_APART = ("cover", "results")  # layouts that want something else on the slide
WORDS = {"texts": "een\ntwee", "synonyms": "huis, woning\nauto, wagen"}


def value_at(pieces: Pieces, block: str, name: str) -> Any:
    _draft, piece, _form = form_of(pieces, block)
    found: Any = rewriting.read_block(piece, block)
    for part in name.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def every_field() -> Iterator[tuple[str, str, str]]:
    for kind in kinds.all():
        pieces = deck_with(kind)
        for block in ("question", "slide"):
            _draft, _piece, form = form_of(pieces, block)
            for control in form.controls:
                if control.name != "kind" and (block == "question" or kind == "choice"):
                    yield kind, block, control.name


FIELDS = list(every_field())


def test_the_walk_reaches_every_field_that_a_kind_says_of_itself():
    said = {(kind, field.key) for kind, each in kinds.all().items() for field in each.fields}

    assert said <= {(kind, name) for kind, block, name in FIELDS if block == "question"}
    assert len(FIELDS) > 100


@pytest.mark.parametrize(("kind", "block", "name"), FIELDS)
def test_a_field_goes_in_and_comes_back(kind: str, block: str, name: str):
    before = deck_with(kind)
    _draft, _piece, form = form_of(before, block)
    control = next(each for each in form.controls if each.name == name)

    after = fill(before, block, sample(control))
    back = fill(after, block, {name: [], **as_posted(control)})

    assert value_at(after, block, name) != value_at(before, block, name)
    assert value_at(back, block, name) == value_at(before, block, name)
    others = [piece for piece in after if steps.read_id(piece) != SLIDE]
    assert others == [piece for piece in before if steps.read_id(piece) != SLIDE]
    draft = reading.read_draft(join_pieces(after), PICTURES)
    assert all(each.slide for each in draft.slides)
