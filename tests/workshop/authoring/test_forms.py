"""Every field of the deck format has its place in a form, and comes back as it went in."""

from __future__ import annotations

from typing import Any

import pytest

from polls import kinds
from polls.errors import PollsError
from tests.workshop.decks.small import SMALL
from workshop.authoring import asking, controls, drafting, forms, gallery, reading, rewriting
from workshop.authoring.controls import Control
from workshop.authoring.pieces import cut_text, join_pieces
from workshop.decks.front import DECK_KEYS
from workshop.decks.parse import parse
from workshop.decks.questions import ASK_KEYS, QUESTION_KEYS, SAME_QUESTION, SHOW_KEYS
from workshop.decks.slides import SLIDE_KEYS
from workshop.library import deck_versions

FIXED = {"id"}  # of a slide; answers are kept under the key of a question
Posted = dict[str, list[str]]


def posted(form: forms.Form) -> Posted:
    """A form as a browser posts it when nobody touched it."""
    fields: Posted = {"block": [form.block], "nth": [str(form.nth)]}
    for control in form.controls:
        fields |= as_posted(control)
    return fields


def as_posted(control: Control) -> Posted:
    name = control.name
    if control.type == "flag":
        return {name: ["on"]} if control.is_on else {}
    if control.type == "several":
        return {name: list(control.value or [])}
    if control.type == "choice":
        known = [value for value, _words in control.choices]
        return {name: [control.words if control.words in known else known[0]]}
    if control.type not in ("options", "rows", "names"):
        return {name: [control.words]}
    shared = control.value if isinstance(control.value, str) else ""
    rows = {
        f"{name}.{at}.{part}": [row.get(part, "")]
        for at, row in enumerate(control.rows)
        for part in controls.ROW
    }
    return {f"{name}.set": [shared], **rows}


def fill(draft: reading.Draft, slide: str, block: str, **fields: str) -> dict[str, Any]:
    """What is changed when somebody fills in these fields of the first block of that name."""
    found = draft.find(slide)
    assert found is not None
    form = next(each for each in forms.slide_forms(draft, found.text) if each.block == block)
    given = {name.replace("__", "."): [value] for name, value in fields.items()}
    step = forms.read_form(draft, found.text, posted(form) | given, slide=slide, hash="")
    assert step.name == "set_fields"
    return dict(step.fields["fields"])


def names_of(found: list[forms.Form], block: str) -> set[str]:
    return {control.name for form in found if form.block == block for control in form.controls}


@pytest.mark.parametrize("slug", ["beter-samenwerken", "alle-werkvormen"])
def test_a_form_that_nobody_touched_changes_nothing(slug: str):
    draft = reading.read_draft(deck_versions.read_source(slug))
    count = 0

    for slide in draft.slides:
        for form in forms.slide_forms(draft, slide.text):
            step = forms.read_form(draft, slide.text, posted(form), slide=slide.id, hash="")
            assert step.fields["fields"] == {}, (slide.id, form.block)
            count += 1

    assert count > len(draft.slides)


def test_nothing_of_the_format_is_out_of_reach():
    draft = reading.read_draft(deck_versions.read_source("beter-samenwerken"))
    found = [form for slide in draft.slides for form in forms.slide_forms(draft, slide.text)]

    def same(keys: tuple[str, ...]) -> set[str]:
        return {f"same.{key}" for key in keys}

    assert names_of(found, "slide") == set(SLIDE_KEYS) - FIXED - {"same"} | same(("title", "label"))
    own = {field.key for kind in kinds.all().values() for field in kind.fields}
    reached = set(QUESTION_KEYS) - {"key", "same"} | same(SAME_QUESTION)
    assert reached <= names_of(found, "question") <= reached | own
    assert names_of(found, "show") == set(SHOW_KEYS) - {"same"} | same(("labels",))
    assert names_of(found, "ask") == set(ASK_KEYS) - {"same"} | same(("say",))
    values = drafting.steps.read_front(cut_text(deck_versions.read_source("beter-samenwerken")))
    names = {control.name.split(".")[0] for control in forms.deck_form(draft, values).controls}
    assert names == set(DECK_KEYS)


@pytest.mark.parametrize("kind", kinds.all())
def test_every_field_of_every_kind_has_a_control_that_can_be_read(kind: str):
    draft = reading.read_draft(SMALL)
    values = {"key": "x", "kind": kind, **gallery.example_fields(kind)}

    found = {each.name: each for each in forms.question_controls(draft, values)}

    assert {field.key for field in kinds.get(kind).fields} <= found.keys()
    for control in found.values():
        controls.read(control, as_posted(control))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_everything_in_the_gallery_is_in_order_at_once(language: str):
    front = cut_text(SMALL)[0].replace('language = "nl"', f'language = "{language}"')
    items = [*gallery.list_kinds("slot", language), *gallery.list_layouts("slot", language)]

    for item in items:
        deck = parse(front + item.text, "deck.md", set())
        assert deck.slides[0].chapter == "slot", item.name

    assert {item.name for item in items} >= set(kinds.all())


def test_filling_in():
    draft = reading.read_draft(SMALL)

    assert fill(draft, "welkom", "slide", minutes="2,5", skip="on", color="") == {
        "minutes": 2.5,
        "skip": True,
        "color": None,
    }
    assert fill(draft, "welkom", "slide", same__title="Wij") == {"same": {"title": "Wij"}}
    assert fill(draft, "druk", "question", results="live", prompt="Hoe  druk?")["results"] == "live"


@pytest.mark.parametrize(("field", "words"), [("minutes", "veel"), ("minutes", "0")])
def test_what_is_no_number_is_told(field: str, words: str):
    with pytest.raises(PollsError) as refused:
        fill(reading.read_draft(SMALL), "welkom", "slide", **{field: words})

    assert refused.value.code == "form.number"


ROWS = [{"key": "A", "label": "Een"}, {"key": "B", "label": "Twee", "color": "b"}]


def rows(**given: str) -> Any:
    control = Control(name="options", label="", type="options", value=ROWS)
    fields = {name.replace("__", "."): [value] for name, value in given.items()}
    return controls.read(control, as_posted(control) | fields)


def test_rows_are_added_removed_and_moved():
    assert rows() == ROWS
    assert rows(options__2__label="Drie") == [*ROWS, {"key": "C", "label": "Drie"}]
    assert rows(options__0__label="") == ROWS[1:]
    assert rows(options__up="1") == rows(options__down="0") == ROWS[::-1]
    assert rows(options__set="condities") == "condities"


def test_another_kind_takes_its_fields_along():
    draft = reading.read_draft(deck_versions.read_source("alle-werkvormen"))
    slide = next(
        each
        for each in draft.slides
        if each.slide and each.slide.questions and each.slide.questions[0].kind == "quadrant"
    )
    pieces = cut_text(deck_versions.read_source("alle-werkvormen"))

    for kind in kinds.all():
        fields = fill(draft, slide.id, "question", kind=kind)
        named = {"slide": slide.id, "block": "question", "fields": fields, "nth": 0}
        made = drafting.run_step(pieces, drafting.Step("set_fields", named))
        parse(join_pieces(made), "deck.md")

    assert rewriting.read_block(slide.text, "question")["kind"] == "quadrant"


@pytest.mark.parametrize(
    "asked",
    [
        None,
        [],
        {},
        {"step": 1, "fields": {}},
        {"step": "set_title", "fields": []},
        {"step": "form", "fields": {"slide": "welkom", "block": [1]}},
        {"step": "add_item", "fields": {"item": "dans"}},
        {"step": "add_part", "fields": {"slide": "welkom", "block": "dans"}},
    ],
)
def test_what_a_script_should_not_send(asked: Any):
    with pytest.raises(PollsError) as refused:
        asking.from_script(reading.read_draft(SMALL), SMALL, asked)

    assert refused.value.code == "step.malformed"


def test_a_shared_list_becomes_ones_own():
    draft = reading.read_draft(deck_versions.read_source("beter-samenwerken"))

    own = fill(draft, "goed", "question", options__set="")["options"]

    assert [row["label"] for row in own][:2] == ["Ambitie", "Belangen"]
