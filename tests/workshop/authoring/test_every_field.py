"""Every field of the deck format goes through the form into the text of the deck, and comes back
out of it: of every kind, of what is shown and said, and of the deck itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from polls import kinds
from polls.kinds.options import OPTION
from tests.workshop.authoring.test_forms import Posted, as_posted, posted
from tests.workshop.decks.small import PICTURES, SMALL
from workshop.authoring import drafting, forms, gallery, reading, rewriting, steps
from workshop.authoring.controls import Control
from workshop.authoring.pieces import Pieces, cut_text, join_pieces
from workshop.decks.front import DECK_KEYS
from workshop.decks.questions import ASK_KEYS, SHOW_KEYS
from workshop.library import deck_versions

SLIDE = "vraag"


def deck_with(kind: str) -> Pieces:
    """A deck with a question of this kind as the gallery makes it."""
    pieces = cut_text(SMALL)
    text = gallery.make_question(kind, "slot", "nl")
    made = steps.add_slides(pieces, text=text.replace(f'id = "{kind}"', f'id = "{SLIDE}"', 1))
    return cut_text(join_pieces(made))


def form_of(pieces: Pieces, block: str, on: str = SLIDE) -> tuple[reading.Draft, str, forms.Form]:
    draft = reading.read_draft(join_pieces(pieces), PICTURES)
    slide = draft.find(on)
    assert slide is not None
    found = forms.slide_forms(draft, slide.text)
    return draft, slide.text, next(each for each in found if each.block == block)


def fill(pieces: Pieces, block: str, given: Posted, on: str = SLIDE) -> Pieces:
    """The deck after somebody filled in these fields and left the others alone."""
    draft, piece, form = form_of(pieces, block, on)
    step = forms.read_form(draft, piece, filled(form, given), slide=on, hash="")
    return cut_text(join_pieces(drafting.run_step(pieces, step)))


def filled(form: forms.Form, given: Posted) -> Posted:
    left = {name: words for name, words in posted(form).items() if given.get(name) != []}
    return {**left, **{name: words for name, words in given.items() if words}}


def sample(control: Control) -> Posted:
    """Something else than what stands there now, as a browser posts it."""
    name = control.name
    if control.type == "flag":
        return {name: [] if control.value else ["on"]}
    if control.type in ("choice", "several"):
        known = [value for value, _words in control.choices]
        others = [value for value in known if value not in (control.words, "", *SET_APART)]
        return {name: [others[0]]}
    if control.type in ("options", "rows", "names"):
        rows = as_posted(control)
        return {**rows, f"{name}.0.label": ["Anders"], f"{name}.0.help": ["Uitleg"]}
    if control.type in ("number", "decimal"):
        low, high = control.lowest or 1, control.highest or 9
        return {name: [str(next(n for n in range(low, high + 1) if n != control.value))]}
    return {name: [WORDS.get(control.type, "Anders dan eerst")[: control.longest]]}


SET_APART = ("cover", "results")  # layouts that want something else on the slide
WORDS = {"texts": "een\ntwee", "synonyms": "huis, woning\nauto, wagen"}


def value_at(pieces: Pieces, block: str, name: str, on: str = SLIDE) -> Any:
    _draft, piece, _form = form_of(pieces, block, on)
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


# What is shown and said on a slide of a whole workshop, and what holds for the deck itself

WHOLE = cut_text(deck_versions.read_source("beter-samenwerken"))
ON = {"show": "samen-bekijken", "ask": "voorbeelden"}
OF_BLOCKS = [
    (block, control.name)
    for block, on in ON.items()
    for control in form_of(WHOLE, block, on)[2].controls
]


def test_the_walk_reaches_every_field_of_what_is_shown_and_said():
    keys = {"show": set(SHOW_KEYS), "ask": set(ASK_KEYS)}

    for block, known in keys.items():
        assert {name.split(".")[0] for each, name in OF_BLOCKS if each == block} == known


@pytest.mark.parametrize(("block", "name"), OF_BLOCKS)
def test_a_field_of_a_block_goes_in_and_comes_back(block: str, name: str):
    on = ON[block]
    _draft, _piece, form = form_of(WHOLE, block, on)
    control = next(each for each in form.controls if each.name == name)

    after = fill(WHOLE, block, sample(control), on)
    back = fill(after, block, {name: [], **as_posted(control)}, on)

    assert value_at(after, block, name, on) != value_at(WHOLE, block, name, on)
    assert value_at(back, block, name, on) == value_at(WHOLE, block, name, on)
    assert [each for each in after if steps.read_id(each) != on] == [
        each for each in WHOLE if steps.read_id(each) != on
    ]


def deck_form(pieces: Pieces) -> tuple[reading.Draft, dict[str, Any], forms.Form]:
    draft, values = reading.read_draft(join_pieces(pieces)), steps.read_front(pieces)
    return draft, values, forms.deck_form(draft, values)


def fill_deck(pieces: Pieces, given: Posted) -> Pieces:
    draft, values, form = deck_form(pieces)
    step = forms.read_deck_form(draft, values, filled(form, given), hash="")
    return cut_text(join_pieces(drafting.run_step(pieces, step)))


OF_THE_DECK = [control.name for control in deck_form(WHOLE)[2].controls]


def test_the_walk_reaches_every_field_of_the_deck():
    assert {name.split(".")[0] for name in OF_THE_DECK} == set(DECK_KEYS)


@pytest.mark.parametrize("name", OF_THE_DECK)
def test_a_field_of_the_deck_goes_in_and_comes_back(name: str):
    _draft, before, form = deck_form(WHOLE)
    control = next(each for each in form.controls if each.name == name)
    key, _dot, part = name.partition(".")

    changed = fill_deck(WHOLE, sample(control))
    back = fill_deck(changed, as_posted(control))

    after = steps.read_front(changed)
    assert {each for each in before if after[each] != before[each]} == {key}
    assert not part or after[key][part] != before[key][part]
    assert steps.read_front(back) == before
    assert changed[1:] == WHOLE[1:]


@pytest.mark.parametrize("part", OPTION)
def test_each_part_of_an_option_goes_in_and_comes_back(part: str):
    before = deck_with("choice")
    control = next(
        each for each in form_of(before, "question")[2].controls if each.name == "options"
    )
    words = {"key": "Z", "color": "b", "icon": "druk"}.get(part, "Anders dan eerst")

    after = fill(before, "question", {**as_posted(control), f"options.0.{part}": [words]})
    back = fill(after, "question", as_posted(control))

    assert value_at(after, "question", "options")[0][part] == words
    assert value_at(back, "question", "options") == value_at(before, "question", "options")
