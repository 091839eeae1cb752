"""Choices as bars."""

from __future__ import annotations

from typing import Any

import pytest

from polls import figures, kinds
from polls.figures import Bar
from polls.models import LiveSession, Question

AMBITION = Bar("A", "Ambitie", 19, color="a")
INTERESTS = Bar("B", "Belangen & co", 6)
KNOT = Bar("knoop", "Niemand hakt de knoop door", 0)


def texts(figure: dict[str, Any]) -> list[str]:
    return [note["text"] for note in figure["layout"]["annotations"]]


def test_bars_stand_in_the_order_of_the_options_with_their_numbers():
    figure = figures.draw_bars([AMBITION, INTERESTS, KNOT], 47)

    (trace,) = figure["data"]
    assert trace["x"] == [19, 6, 0]
    assert trace["y"] == ["A. Ambitie", "B. Belangen &amp; co", "Niemand hakt de knoop door"]
    assert trace["customdata"] == ["A", "B", "knoop"]
    assert trace["marker"]["color"] == ["var(--a)", "var(--deep)", "var(--deep)"]
    soft = '<span style="color:var(--ink-soft)">'
    assert trace["text"][0] == f"\u00a0<b>19</b>{soft} · </span>{soft}40%</span>"
    assert figure["layout"]["xaxis"]["range"] == [0, pytest.approx(26.5, abs=1)]
    assert figure["layout"]["yaxis"]["range"] == [2.5, -0.5]
    assert texts(figure) == [
        *("A. Ambitie", "B. Belangen &amp; co", "Niemand hakt de knoop door"),
        "A",  # in its shape
    ]


def test_a_bar_stands_below_its_name_and_the_highest_number_is_largest():
    figure = figures.draw_bars([AMBITION, INTERESTS, KNOT], 47)

    (trace,) = figure["data"]
    names = [note["y"] for note in figure["layout"]["annotations"][:3]]
    tops = [1 - (0.5 + row + trace["offset"]) / 3 for row in range(3)]
    assert all(name > top for name, top in zip(names, tops, strict=True))
    assert trace["offset"] + trace["width"] < 0.5
    highest, *others = trace["textfont"]["size"]
    assert highest > max(others)


def test_a_bar_goes_on_under_its_shape():
    figure = figures.draw_bars([AMBITION, INTERESTS, KNOT], 47)

    under = [part for part in figure["layout"]["shapes"] if part["type"] == "rect"]
    [shape] = [part for part in figure["layout"]["shapes"] if part["type"] == "path"]
    assert [part["fillcolor"] for part in under] == ["var(--a)"]
    assert under[0]["x0"] == shape["xanchor"]
    assert under[0]["x1"] > figure["layout"]["xaxis"]["domain"][0]


def test_bars_without_answers_keep_their_labels_and_say_so():
    figure = figures.draw_bars([Bar("A", "Ja", 0), Bar("B", "Nee", 0)], 0)

    assert figure["data"][0]["text"] == ["\u00a0", "\u00a0"]
    assert "0 mensen" not in texts(figure)
    assert figure["layout"]["xaxis"]["range"][1] < 1.1
    assert texts(figure) == ["A. Ja", "B. Nee", "Nog geen antwoorden"]


def test_ten_long_labels_fit_their_rows():
    rows = [Bar(f"o{n}", f"{n} Een lange keuze die niemand heeft ingekort", n) for n in range(10)]

    figure = figures.draw_bars(rows, 45)

    assert texts(figure)[0] == "0 Een lange keuze die niemand heeft in…"
    assert min(note["font"]["size"] for note in figure["layout"]["annotations"]) == 32
    assert set(figure["data"][0]["textfont"]["size"]) == {42, 55}


def test_two_options_have_large_names_and_shares_and_say_of_how_many():
    figure = figures.draw_bars([AMBITION, INTERESTS], 25)

    (trace,) = figure["data"]
    name, _other, *sides = figure["layout"]["annotations"][:4]
    assert trace["text"] == ["\u00a0<b>76%</b>", "\u00a0<b>24%</b>"]
    assert trace["textfont"]["size"] == [150, 150]
    assert (name["text"], name["font"]["size"]) == ("A. Ambitie", 84)
    assert [side["text"] for side in sides] == ["19 mensen", "6 mensen"]


@pytest.mark.parametrize(("average", "side"), [(6, "left"), (18.5, "right")])
def test_the_average_stands_on_an_axis_below_the_bars_with_its_words(average: float, side: str):
    figure = figures.draw_bars(
        [AMBITION, INTERESTS, KNOT], 25, ["", "", ""], average=(average, "gemiddeld zoveel punten")
    )

    layout = figure["layout"]
    start, end = layout["xaxis"]["domain"]
    diamond, note = layout["shapes"][-1], layout["annotations"][-1]
    part = average / layout["xaxis"]["range"][1]
    assert diamond["xanchor"] == pytest.approx(start + part * (end - start))
    assert 1 - diamond["yanchor"] > 1 - layout["yaxis"]["domain"][0]
    assert (note["text"], note["xanchor"]) == ("gemiddeld zoveel punten", side)


@pytest.mark.parametrize(
    ("count", "total", "share"),
    [
        (19, 47, "40%"),
        (1, 8, "13%"),
        (1, 1000, "<1%"),
        (1, 300, "<1%"),
        (299, 300, ">99%"),
        (300, 300, "100%"),
        (0, 300, "0%"),
        (5, 1000, "1%"),
        (3, 3, "100%"),
        (0, 0, "0%"),
    ],
)
def test_a_share_is_in_whole_percents_halves_up(count: int, total: int, share: str):
    assert figures.write_percent(count, total) == share


@pytest.mark.parametrize(("count", "text"), [(0, "0 mensen"), (1, "1 mens"), (47, "47 mensen")])
def test_people_are_counted_in_words(count: int, text: str):
    assert figures.write_people(count) == text


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        (0, "het vaakst A. Ambitie (19 van 47 mensen)"),
        (18, "het vaakst A. Ambitie (19 van 47 mensen)"),
        (19, "van deze opties het vaakst A. Ambitie (19 van 47 mensen)"),
    ],
)
def test_own_words_given_as_often_as_the_first_option_are_not_passed_over(beside: int, said: str):
    assert figures.favourites_sentence([AMBITION, INTERESTS, KNOT], 47, beside=beside) == said


@pytest.mark.parametrize(("beside", "alike"), [(5, True), (6, False)])
def test_all_options_are_only_as_frequent_while_own_words_are_not(beside: int, alike: bool):
    rows = [Bar(key, f"Optie {key}", 6) for key in "ABC"]

    said = figures.favourites_sentence(rows, 24, beside=beside)

    assert (said == "alle opties even vaak (elk 6 van 24 mensen)") == alike


def test_numbers_fit_beside_the_longest_bar_and_are_grouped():
    figure = figures.draw_bars(
        [Bar("A", "Ambitie", 12345, color="a"), Bar("B", "Belangen", 1), KNOT], 20000
    )

    axis = figure["layout"]["xaxis"]
    room = (axis["domain"][1] - axis["domain"][0]) * figures.WIDTH
    free = room * (1 - 12345 / axis["range"][1])
    assert "<b>12.345</b>" in figure["data"][0]["text"][0]
    assert 42 * 0.5 * len("12.345 · 62%") < free < 480


@pytest.mark.django_db
@pytest.mark.parametrize("counts", [(9, 4, 4, 2, 1), (0, 31, 2, 0, 7), (0, 0, 0, 0, 0)])
def test_the_two_votes_of_a_pair_are_drawn_alike_in_every_measure(
    session: LiveSession, counts: tuple[int, ...]
):
    tally = {
        "answered": sum(counts),
        "counts": dict(zip("ABCDE", counts, strict=True)),
        "other": [],
    }
    goed, minder = (
        kinds.of(Question.objects.get(session=session, key=key)).figure(tally)
        for key in ("goed", "minder")
    )

    assert goed == minder
