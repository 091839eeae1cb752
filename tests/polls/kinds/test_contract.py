"""What every kind of question keeps to, whatever module it came from."""

from __future__ import annotations

import math
from collections.abc import Iterator
from random import Random
from typing import Any

import orjson
import plotly.graph_objects as go
import pytest
from django.template.loader import get_template
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polls import figures, kinds
from polls.errors import PollsError
from polls.figures import Cell, Count
from polls.kinds.base import Counted, Kind
from tests.polls.kinds import extra
from tests.polls.kinds.examples import BAD, COUNTS, VALUES, answers, every_kind


def leaves(value: Any) -> Iterator[Any]:
    """Every text and number in a JSON value, keys left out."""
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from leaves(item)
    else:
        yield value


def drawn_numbers(figure: dict[str, Any]) -> list[int]:
    """The counts that a figure's traces carry, as lengths or beside them; no averages."""
    rows = [
        trace["x"] if trace["type"] == "bar" else trace.get("customdata", [])
        for trace in figure["data"]
    ]
    return [number for row in rows for number in row if type(number) is int]


def test_the_kinds_are_found():
    assert {"choice", "open", "words"} <= kinds.all().keys()
    assert [kinds.get(name).name for name in kinds.all()] == list(kinds.all())


def test_an_unknown_kind_is_not_found():
    with pytest.raises(KeyError):
        kinds.get("quiz")


@every_kind
def test_every_kind_has_values_to_try_and_a_form(kind: Kind):
    assert VALUES[kind.name]
    with extra.installed():
        assert get_template(f"{kind.name}/form.html")


@every_kind
def test_a_spec_a_value_and_a_tally_survive_json(kind: Kind):
    tally = kind.tally(answers(kind))

    everything = [kind.spec, [each.value for each in answers(kind)], tally]

    assert orjson.loads(orjson.dumps(everything)) == everything


@every_kind
def test_a_stored_value_is_clean(kind: Kind):
    stored = [each.value for each in answers(kind)]

    assert [kind.clean(value) for value in stored] == stored


@pytest.mark.parametrize(("kind", "value", "code"), BAD)
def test_a_value_that_does_not_fit_is_refused(kind: Kind, value: Any, code: str):
    with pytest.raises(PollsError) as refused:
        kind.clean(value)

    assert refused.value.code == code


@every_kind
@pytest.mark.parametrize("number", [0, 3])
def test_a_figure_is_one_that_plotly_accepts(kind: Kind, number: int):
    tally = kind.tally(answers(kind)[:number])

    figure = kind.figure(tally)

    assert orjson.loads(orjson.dumps(figure)) == figure
    assert go.Figure(figure).to_plotly_json().keys() == {"data", "layout"}
    assert (figure["layout"]["width"], figure["layout"]["height"]) == (1700, 620)


@every_kind
def test_table_figure_and_sentence_tell_the_same(kind: Kind):
    tally = kind.tally(answers(kind))

    table, figure = kind.table(tally), kind.figure(tally)

    numbers = [cell.value for row in table.rows for cell in row if isinstance(cell, Count)]
    assert tally["answered"] == sum(COUNTS)
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert sorted(numbers) == sorted(drawn_numbers(figure))
    assert str(sum(COUNTS)) in kind.sentence(tally)


@every_kind
def test_no_answers_are_told_in_words(kind: Kind):
    nobody = kind.tally([])

    figure = kind.figure(nobody)

    assert nobody["answered"] == 0
    assert kind.sentence(nobody) == "Nog geen antwoorden."
    assert "Nog geen antwoorden" in leaves(figure)


@every_kind
def test_no_text_in_a_figure_is_read_as_html(kind: Kind):
    figure = kind.figure(kind.tally(answers(kind)))

    texts = [text for text in leaves(figure) if isinstance(text, str)]

    assert not [text for text in texts if "Ambitie <b>" in text or "<i" in text or " & " in text]


@every_kind
def test_what_counts_people_counts_each_of_its_options(kind: Kind):
    keys = [option["key"] for option in kind.options()]
    votes = [kind.clean(kind.vote(key)) for key in keys if kind.counts_people]

    tally = kind.tally([Counted(vote, 3) for vote in votes])

    assert all(option["label"] for option in kind.options())
    if kind.counts_people:
        assert tally["counts"] == dict.fromkeys(keys, 3)
        assert len(keys) > 1


@every_kind
def test_every_stored_value_can_be_exported(kind: Kind):
    cells = [kind.cells(each.value) for each in answers(kind)]

    assert all(
        isinstance(key, str) and isinstance(cell, Cell) and figures.write_cell(cell)
        for row in cells
        for key, cell in row
    )
    assert all(cells)


hostile = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["A", "anders", "", "\x00", "\ud800", "a" * 5000, math.nan])
    | st.text(st.characters(codec=None), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=6)
        | st.dictionaries(
            st.sampled_from(["options", "other", "A", "B", "A.x", "A.y", "x"]), inner, max_size=3
        )
    ),
    max_leaves=12,
)


@every_kind
@given(value=hostile)
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_any_value_is_cleaned_or_refused(kind: Kind, value: Any):

    outcome = cleaned(kind, value)

    if isinstance(outcome, PollsError):
        assert outcome.code.startswith("answer.")
    else:
        assert orjson.loads(orjson.dumps(outcome)) == outcome
        assert kind.clean(outcome) == outcome
        assert kind.tally([Counted(outcome, 2)])["answered"] == 2


def cleaned(kind: Kind, value: Any) -> Any:
    try:
        return kind.clean(value)
    except PollsError as refusal:
        return refusal


@every_kind
def test_a_made_up_participant_gives_answers_that_count(kind: Kind):
    chance = Random(7)

    values = [kind.sample(chance) for _turn in range(50)]

    counted = [Counted(kind.clean(value), 1) for value in values]
    assert kind.tally(counted)["answered"] == 50
    assert len({str(value) for value in values}) > 1


@every_kind
def test_the_numbers_of_a_tally_hold_no_own_words(kind: Kind):
    text = "Kanariepiet"
    own = [Counted(kind.wording(text), 1)] if kind.has_texts() else []

    tally = kind.tally([*answers(kind), *own])
    numbers = kind.numbers(tally)

    assert (text in str(tally)) is kind.has_texts()
    assert text not in str(numbers)
    assert numbers["answered"] == tally["answered"]
    assert all(kind.texts(each.value) == [text] for each in own)
