"""Several groups beside each other, whatever a question measures."""

from __future__ import annotations

from polls.figures import CountedShare, Mean, Scored, draw_panels, split_sentence, split_table
from polls.figures.numbers import encode_table

OPTIONS = [
    {"key": "x", "label": "Rust"},
    {"key": "y", "label": "Tempo"},
    {"key": "z", "label": "O"},
]


def shares(label: str, *counts: int) -> Scored:
    n = sum(counts)
    cells = {key: CountedShare(count, n) for key, count in zip("xyz", counts, strict=True)}
    return Scored(label, n, cells)


def test_a_table_has_a_column_for_each_group():
    table = encode_table(
        split_table(OPTIONS, [shares("Binnen", 3, 1, 1), shares("Buiten", 1, 4, 0)])
    )

    assert table == {
        "columns": ["keuze", "Binnen (n\u00a0=\u00a05)", "Buiten (n\u00a0=\u00a05)"],
        "rows": [
            ["x. Rust", "60% (3)", "20% (1)"],
            ["y. Tempo", "20% (1)", "80% (4)"],
            ["z. O", "20% (1)", "0% (0)"],
        ],
    }


def test_a_sentence_says_what_stands_highest_in_each():
    groups = [shares("binnen", 3, 1, 1), shares("Buiten", 2, 2, 2)]

    assert split_sentence(OPTIONS, groups) == (
        "Binnen: het hoogst x. Rust (60%). Buiten: geen verschil dat eruit springt."
    )


def test_bars_are_as_long_as_shares_or_means():
    means = Scored("Binnen", 5, {"x": Mean(20, 5), "y": Mean(10, 5), "z": Mean(0, 0)})

    figure = draw_panels(OPTIONS, [shares("Binnen", 3, 1, 1)])["data"]
    scored = draw_panels(OPTIONS, [means])["data"]

    assert [each["x"] for each in figure] == [[60.0, 20.0, 20.0]]
    assert [each["x"] for each in scored] == [[4.0, 2.0, 0.0]]
    assert scored[0]["text"][0].endswith("4,0")
