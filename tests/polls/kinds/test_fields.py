"""What a kind says of its fields is what its blocks are read by."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from polls import kinds
from polls.kinds.base import Kind
from polls.kinds.fields import Field, Line, Number, SpecError
from tests.polls.kinds.examples import BLOCKS, KINDS, every_kind

FIELDS = [
    pytest.param(kind, field, id=f"{name}.{field.key}")
    for name, kind in KINDS.items()
    for field in kind.fields
]


def block_of(kind: type[Kind]) -> dict[str, Any]:
    return BLOCKS.get(kind.name, {})


def without(kind: type[Kind], field: Field) -> dict[str, Any]:
    return {key: value for key, value in block_of(kind).items() if key != field.key}


@every_kind
def test_a_spec_has_the_fields_of_its_kind(kind: Kind):
    """But for what is only there when it is on: sessions of before then keep their specs."""
    off = {"segment"} - set(kind.spec)

    assert list(kind.spec) == [field.key for field in kind.fields if field.key not in off]


@every_kind
def test_a_kind_and_its_fields_have_words_for_people(kind: Kind):
    told = {}
    for language in ("nl", "en"):
        with translation.override(language):
            words = [kind.title, kind.about, *(each.help for each in kind.fields)]
            told[language] = [str(text) for text in words]

    assert all(told["nl"])
    if kind.name in kinds.all():
        assert not set(told["nl"][1:]) & set(told["en"])


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_a_field_may_be_left_out_unless_it_is_required(kind: type[Kind], field: Field):
    if field.required:
        with pytest.raises(SpecError):
            kind.parse_spec(without(kind, field))
    else:
        kind.parse_spec(without(kind, field))


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_a_value_of_another_type_is_refused(kind: type[Kind], field: Field):
    with pytest.raises(SpecError):
        kind.parse_spec({**block_of(kind), field.key: 1.5})


@pytest.mark.parametrize(
    ("kind", "field"), [each for each in FIELDS if isinstance(each.values[1], Number)]
)
def test_a_number_has_its_default_and_its_bounds(kind: type[Kind], field: Number):
    spec = kind.parse_spec(without(kind, field))
    highest = field.highest or len(kind(spec).options())

    kept = [
        kind.parse_spec({**block_of(kind), field.key: number})[field.key]
        for number in (field.lowest, highest)
    ]

    assert spec[field.key] == (field.default or highest)
    assert kept == [field.lowest, highest]
    for number in (field.lowest - 1, highest + 1):
        with pytest.raises(SpecError, match=f"van {field.lowest} tot en met {highest}"):
            kind.parse_spec({**block_of(kind), field.key: number})


@pytest.mark.parametrize(
    ("kind", "field"), [each for each in FIELDS if isinstance(each.values[1], Line)]
)
def test_a_line_has_a_length(kind: type[Kind], field: Line):
    longest = "x" * field.longest

    assert kind.parse_spec({**block_of(kind), field.key: longest})[field.key] == longest
    with pytest.raises(SpecError, match=f"hooguit {field.longest} tekens"):
        kind.parse_spec({**block_of(kind), field.key: f"{longest}x"})


@every_kind
def test_a_key_of_no_field_is_refused(kind: Kind):
    with pytest.raises(SpecError, match="'onbekend' hoort hier niet"):
        kind.parse_spec({**block_of(type(kind)), "onbekend": 1})


def test_a_refusal_of_a_key_names_all_that_may_stand_there():
    with pytest.raises(SpecError) as refusal:
        kinds.get("open").parse_spec({"lengte": 20})

    assert str(refusal.value) == "'lengte' hoort hier niet. Kies uit: max, length, placeholder."
