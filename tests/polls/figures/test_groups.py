"""The maths of comparing groups, against values computed by hand; and that figures draw."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from polls import figures
from polls.figures import Group, groups

OPTIONS = [{"key": "A", "label": "Ambitie", "color": "a"}, {"key": "B", "label": "Belangen"}]


def group(a: int, b: int, name: str = "Groep") -> Group:
    return Group(name, a + b, {"A": a, "B": b})


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (group(8, 12), group(13, 12), 12),  # 40 % to 52 %
        (group(1, 2), group(1, 1), 17),  # 33.3 % to 50 %: 16.7
        (group(1, 1), group(1, 2), -17),
        (group(1, 199), group(2, 198), 1),  # 0.5, halves away from zero
        (group(2, 198), group(1, 199), -1),
        (group(3, 5), group(6, 10), 0),
    ],
)
def test_a_change_in_percentage_points(before: Group, after: Group, expected: int):
    assert groups.measure_change(before, after, "A").points == expected


def test_the_median_and_range_of_groups():
    """Shares 10, 20, 40 and 50: the median is 30."""
    found = [group(1, 9), group(2, 8), group(4, 6), group(5, 5)]

    table = figures.encode_table(figures.spread_table(OPTIONS, found, group(3, 1, "Deze")))

    assert table["columns"] == [
        "keuze",
        "Deze (n\u00a0=\u00a04)",
        "midden van 4 groepen",
        "laagste – hoogste",
    ]
    assert table["rows"] == [
        ["A. Ambitie", "75%", "30%", "10% – 50%"],
        ["B. Belangen", "25%", "70%", "50% – 90%"],
    ]


def test_groups_stand_side_by_side_with_percents_and_n():
    found = [group(8, 12, "Een"), group(13, 12, "Twee")]

    table = figures.encode_table(figures.groups_table(OPTIONS, found))

    assert table["columns"] == ["keuze", "Een (n\u00a0=\u00a020)", "Twee (n\u00a0=\u00a025)"]
    assert table["rows"] == [
        ["A. Ambitie", "40% (8)", "52% (13)"],
        ["B. Belangen", "60% (12)", "48% (12)"],
    ]


def test_changes_are_signed_and_carry_n():
    found = [group(8, 12, "Een"), group(13, 12, "Twee")]

    table = figures.encode_table(figures.changes_table(OPTIONS, found))

    assert table["columns"][1:] == ["Twee (n\u00a0=\u00a020 → 25)"]
    assert [row[1] for row in table["rows"]] == ["+12", "−12"]


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        (group(4, 4), group(6, 2), "Het meest veranderde A. Ambitie (+25\u00a0procentpunten)"),
        (group(6, 2), group(4, 4), "Het meest veranderde A. Ambitie (−25\u00a0procentpunten)"),
        (group(4, 3), group(6, 2), "te weinig"),
        (group(4, 4), group(4, 3), "te weinig"),
        (group(4, 4), group(8, 8), "veranderde niets"),
    ],
)
def test_no_word_for_a_difference_below_eight_people(before: Group, after: Group, word: str):
    sentence = figures.change_sentence(OPTIONS[:1], before, after)

    assert word in sentence
    assert ("te weinig" in sentence) == (word == "te weinig")
    assert f"n\u00a0=\u00a0{before.n} en {after.n}" in sentence


def test_all_that_changed_as_much_is_named():
    assert figures.change_sentence(OPTIONS, group(4, 4), group(6, 2)) == (
        "Het meest veranderden A. Ambitie (+25\u00a0procentpunten) en B. Belangen "
        "(−25\u00a0procentpunten); n\u00a0=\u00a08 en 8. "
        "Bij deze aantallen kan een verschil tot 43\u00a0procentpunten toeval zijn."
    )


@pytest.mark.parametrize(
    ("before", "after", "points"),
    [
        # By hand: 1.96 · √(0.5 · 0.5 / 10 + 0.7 · 0.3 / 10) = 0.420…
        ((4, 8), (6, 8), 43),
        ((0, 98), (0, 98), 3),
        ((49, 98), (49, 98), 14),
    ],
)
def test_how_much_may_be_chance(before: tuple[int, int], after: tuple[int, int], points: int):
    change = figures.Change(figures.Share(*before), figures.Share(*after))

    assert groups.points_of_chance(change) == points


def test_the_sentence_names_what_lies_furthest_from_the_median():
    sentence = figures.spread_sentence(OPTIONS, [group(1, 9), group(3, 7)], group(8, 2))

    assert sentence == (
        "Het verst van het midden van 2 eerdere groepen: A. Ambitie (80% tegen 20%) "
        "en B. Belangen (20% tegen 80%)."
    )


def test_one_earlier_group_has_no_median_and_the_same_shares_lie_nowhere_further():
    one, two = [group(1, 9)], [group(1, 9), group(1, 9)]

    assert figures.spread_sentence(OPTIONS[:1], one, group(8, 2)) == (
        "Het verst van de eerdere groep: A. Ambitie (80% tegen 10%)."
    )
    assert figures.spread_sentence(OPTIONS, one, group(2, 18)) == (
        "Precies gelijk aan de eerdere groep."
    )
    assert figures.spread_sentence(OPTIONS, two, group(2, 18)) == (
        "Precies gelijk aan het midden van 2 eerdere groepen."
    )


@pytest.mark.parametrize("number", [1, 2, 6])
def test_plotly_accepts_the_figures(number: int):
    found = [group(place, 3, f"Groep <b> {place}") for place in range(number)]

    drawn = [figures.draw_panels(OPTIONS, found), figures.draw_spread(OPTIONS, found, found[0])]

    for figure in drawn:
        assert go.Figure(figure).data
        assert "<b> " not in str([each["text"] for each in figure["layout"]["annotations"]])
    assert len(drawn[0]["data"]) == number
    assert list(drawn[0]["data"][-1]["x"]) == [found[-1].percents(key) for key in "AB"]


def test_days_stand_beside_each_other_without_a_year_where_one_has_no_room():
    days = ["31 March 2026", "5 May 2026", ""]

    assert groups.fit_days(days, 400) == days
    assert groups.fit_days(days, 200) == ["31 March", "5 May", ""]
