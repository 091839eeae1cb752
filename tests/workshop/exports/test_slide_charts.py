"""Each kind of question as a chart that PowerPoint draws itself, read back from the file."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.contrib.auth.models import User
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.slide import Slide

from polls import figures
from polls.figures import Count, Label, Mean, Table
from polls.models import LiveSession
from tests import acting
from tests.workshop.exports.room import go, store
from workshop import exports
from workshop.exports import slide_charts, tables
from workshop.facilitating import starting

pytestmark = pytest.mark.django_db


@pytest.fixture
def every_kind(trainer: User) -> LiveSession:
    return starting.start(deck="alle-werkvormen", facilitator=trainer)


def slide_of(session: LiveSession, kind: str, *values: Any) -> tuple[Slide, Any]:
    """The slide of a question of that kind that got these answers, and its chart."""
    question = session.questions.get(kind=kind)
    go(session, question.slide)
    store(session, question, [(f"{n}", value) for n, value in enumerate(values)])
    made = exports.export_session(session, "pptx").content
    [slide] = [
        slide
        for slide in Presentation(io.BytesIO(made)).slides
        if slide.has_notes_slide and question.prompt in texts(slide)[1:2][0]
    ]
    return slide, next((shape.chart for shape in slide.shapes if shape.has_chart), None)


def texts(slide: Slide) -> list[str]:
    frames = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
    return [frame.text for frame in frames if frame.text] + [""]


def keys(session: LiveSession, kind: str) -> list[str]:
    return [option["key"] for option in session.questions.get(kind=kind).spec["options"]]


def test_a_scale_shows_its_ends_and_how_answers_spread(every_kind: LiveSession):
    spec = every_kind.questions.get(kind="scale").spec
    first, second, *_rest = keys(every_kind, "scale")

    slide, chart = slide_of(every_kind, "scale", {first: 5, second: 1}, {first: 4})

    plot = chart.plots[0]
    assert chart.chart_type == XL_CHART_TYPE.BAR_STACKED_100
    assert [series.name for series in plot.series] == [
        f"1 ({spec['low']})" if spec["low"] else "1",
        "2",
        "3",
        "4",
        f"5 ({spec['high']})" if spec["high"] else "5",
    ]
    assert [list(series.values)[:2] for series in plot.series] == [
        [0, 1],
        [0, 0],
        [0, 0],
        [1, 0],
        [1, 0],
    ]
    assert next(iter(plot.categories)).endswith(": 4,5")
    assert not list(plot.categories)[2].endswith(("0", "–"))  # nobody gave it a number
    assert slide.shapes.title.text.endswith("scoort het hoogst: 4,5")
    assert any("2 mensen" in text or "antwoordden" in text for text in texts(slide)), texts(slide)


def test_points_are_drawn_as_averages(every_kind: LiveSession):
    question = every_kind.questions.get(kind="points")
    first, second, *_rest = keys(every_kind, "points")
    total = question.spec["total"]

    _slide, chart = slide_of(every_kind, "points", {first: total}, {second: total})

    assert list(chart.plots[0].series[0].values)[:3] == [total / 2, total / 2, 0]


def test_a_quadrant_has_a_dot_for_each_option_that_was_placed(every_kind: LiveSession):
    spec = every_kind.questions.get(kind="quadrant").spec
    first, second, *_rest = keys(every_kind, "quadrant")
    given = {f"{first}.x": 1, f"{first}.y": 5, f"{second}.x": 2, f"{second}.y": 2}

    slide, chart = slide_of(every_kind, "quadrant", given)

    assert chart.chart_type == XL_CHART_TYPE.XY_SCATTER
    assert [list(series.values) for series in chart.plots[0].series] == [[5.0], [2.0]]
    assert chart.value_axis.axis_title.text_frame.text == spec["y"]
    assert (chart.value_axis.minimum_scale, chart.value_axis.maximum_scale) == (1, 5)
    assert any("Hier staan er 2 van de" in text for text in texts(slide))


def test_a_cloud_has_each_word_and_says_how_many_it_leaves_out(every_kind: LiveSession):
    few, _chart = slide_of(every_kind, "words", ["leuk", "lastig"])
    [group] = [shape for shape in few.shapes if hasattr(shape, "shapes")]
    words = [shape.text_frame.text for shape in group.shapes]
    question = every_kind.questions.get(kind="words")
    store(every_kind, question, [(f"x{n}", [f"woord {n}"]) for n in range(80)])
    made = exports.export_session(every_kind, "pptx").content
    told = [text for slide in Presentation(io.BytesIO(made)).slides for text in texts(slide)]

    assert words == ["leuk", "lastig"]
    assert "Het meest genoemd" in group._element.xpath(".//p:cNvPr")[0].get("descr")
    assert not any("Hier staan er" in text for text in texts(few))
    assert any("Hier staan er 60 van de 82" in text for text in told)


def test_the_mean_of_nobody_is_not_drawn():
    table = Table(("stelling", "gemiddeld"), ((Label("A"), Mean(9, 3)), (Label("B"), Mean(0, 0))))

    assert [series.values for series in tables.drawn_columns(table).series] == [[3.0, None]]


def test_names_carry_their_average_only_when_there_is_one():
    assert slide_charts.name_average(Label("A. Aap"), Mean(9, 2)) == "A. Aap: 4,5"
    assert slide_charts.name_average(Label("A. Aap"), Mean(0, 0)) == "A. Aap"
    assert tables.count_of(Count(3)) == 3
    assert figures.write_cell(Mean(0, 0)) == "–"


def test_a_share_that_is_nearly_none_or_all_can_be_drawn(session: LiveSession):
    """A question that was asked again: its chart has shares, some of which stand as <1%."""
    go(session, "goed")
    for letters in ("A" * 300 + "B", "A" * 3):
        question = session.questions.get(key="goed")
        given = [(f"{n}", [letter]) for n, letter in enumerate(letters)]
        store(session, question, given, question.round)
        if question.round == 1:
            acting.act(session, "reset", {"question": "goed"})

    made = {name: exports.export_session(session, name).content for name in ("pptx", "docx")}

    slides = Presentation(io.BytesIO(made["pptx"])).slides
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    labels = [(chart, chart.plots[0].data_labels) for chart in charts]
    [again] = [chart for chart, found in labels if '"<1%"' in found.number_format]
    assert list(again.plots[0].series[0].values)[1] == pytest.approx(1 / 301)
