"""How numbers spread, beside Python's own statistics."""

from __future__ import annotations

from statistics import median, pstdev

from polls import figures, kinds
from polls.figures import Statistic, Table, Text
from polls.kinds.base import Counted, Kind
from workshop.exports import spread

OPTIONS = [{"key": "A", "label": "Aap"}, {"key": "B", "label": "Beer"}]


def of_kind(name: str, **block: object) -> Kind:
    return kinds.bind(name, kinds.get(name).parse_spec({"options": OPTIONS, **block}))


def spread_of(kind: Kind, *values: dict[str, int]) -> Table:
    answers = [Counted(value, 1) for value in values]
    return spread.add_spread(kind.table(kind.tally(answers)), kind, answers)


def test_a_scale_has_median_and_deviation_of_those_who_gave_a_number():
    table = spread_of(of_kind("scale"), {"A": 1, "B": 3}, {"A": 2}, {"A": 5}, {"A": 5})

    assert table.columns[-2:] == (
        "mediaan (het middelste cijfer)",
        "spreiding (standaardafwijking)",
    )
    assert [row[-2:] for row in table.rows] == [
        (Statistic(median([1, 2, 5, 5])), Statistic(pstdev([1, 2, 5, 5]))),
        (Statistic(3.0), Statistic(0.0)),
    ]
    assert [figures.write_cell(cell) for cell in table.rows[0][-2:]] == ["3,5", "1,8"]


def test_an_option_without_points_counts_as_nought():
    table = spread_of(of_kind("points", total=10), {"A": 10}, {"A": 10}, {"B": 10})

    assert table.rows[0][-2] == Statistic(median([10, 10, 0]))
    assert table.rows[1][-1] == Statistic(pstdev([0, 0, 10]))


def test_a_quadrant_has_them_for_both_axes():
    table = spread_of(of_kind("quadrant", x="Nu", y="Nodig"), {"A.x": 1, "A.y": 5})

    assert table.columns[-4:] == (
        "Nu, mediaan (het middelste cijfer)",
        "Nu, spreiding (standaardafwijking)",
        "Nodig, mediaan (het middelste cijfer)",
        "Nodig, spreiding (standaardafwijking)",
    )
    assert table.rows[0][-4:] == tuple(map(Statistic, (1.0, 0.0, 5.0, 0.0)))
    assert table.rows[1][-4:] == (Text("–"),) * 4


def test_rows_that_are_ranked_keep_their_own_numbers():
    table = spread_of(of_kind("ranking"), {"B": 1, "A": 2}, {"B": 1})

    assert [(figures.write_cell(row[0]), row[-2]) for row in table.rows] == [
        ("B. Beer", Statistic(1.0)),
        ("A. Aap", Statistic(2.0)),
    ]


def test_words_and_answers_that_are_gone_have_no_spread():
    choice, scale = of_kind("choice"), of_kind("scale")
    chosen = choice.table(choice.tally([Counted(["A"], 2)]))
    rated = scale.table(scale.tally([Counted({"A": 2}, 2)]))

    assert spread.add_spread(chosen, choice, [Counted(["A"], 1)]) == chosen
    assert spread.add_spread(rated, scale, []) == rated
    assert spread.read_numbers(scale, [Counted({"A": 2}, 3)]) == {"A": [2, 2, 2], "B": []}
