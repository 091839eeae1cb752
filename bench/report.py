"""From measurements to Markdown: verdicts first, then a table a size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import machine, measurements
from bench.figures import FIGURES, PROMISES, Figure, Table, Tables
from bench.processes import ROOT

RESULTS = ROOT / "bench" / "RESULTS.md"
NAMES = {
    "bare": "bare ASGI",
    "ours": "Polshoogte",
    "idiomatic": "idiomatic Channels",
    "postgres": "PostgreSQL + Redis, 1 worker",
    "bare-postgres": "bare ASGI on PostgreSQL",
    "postgres-2": "PostgreSQL + Redis, 2 workers",
}
METHOD = (ROOT / "bench" / "method.md").read_text()


def text(file: Path) -> str:
    """The whole page."""
    measured = measurements.read(file)
    tables = measurements.tables(measured)
    control = tables.pop(0, {}).get("control", {})
    parts = [
        "# How fast it is",
        METHOD.strip(),
        "## What must hold",
        *verdicts(tables),
        "## Positive control",
        *proof(control),
        *(part for phones in tables for part in size(phones, tables[phones])),
        "## The machine and the runs",
        "\n".join(f"- {name}: {value}" for name, value in machine.description().items()),
        *runs(measured),
    ]
    return "\n\n".join(parts) + "\n"


def write(file: Path) -> None:
    RESULTS.write_text(text(file))


def table(head: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def verdicts(tables: Tables) -> Iterator[str]:
    rows = ([promise.text, *promise.verdict(tables)] for promise in PROMISES)
    yield table(["promise", "measured", "verdict"], rows)


def proof(control: dict[str, float]) -> Iterator[str]:
    if control:
        yield (
            "A bare server that tells every phone about every commit and loses one vote in "
            "fifty, both on purpose, was measured in the same way: it was seen to send "
            f"{control['leaked']:.1f} frames a phone too many and to hold something else than "
            "was sent. So a zero below is a zero."
        )


def size(phones: int, measured: Table) -> Iterator[str]:
    yield f"## {phones:,} phones"
    names = [name for name in NAMES if name in measured]
    others = [name for name in ("bare", "idiomatic") if {name, "ours"} <= set(names)]
    head = ["", *(NAMES[name] for name in names), *(f"÷ {NAMES[name]}" for name in others)]
    yield table(head, (row(figure, measured, names, others) for figure in FIGURES))


def row(figure: Figure, measured: Table, names: list[str], others: list[str]) -> list[str]:
    values = [figure.text(measured[name].get(figure.key)) for name in names]
    return [figure.label, *values, *(quotient(figure, measured, name) for name in others)]


def quotient(figure: Figure, measured: Table, other: str) -> str:
    ours, theirs = measured["ours"].get(figure.key), measured[other].get(figure.key)
    if not figure.ratio or ours is None or not theirs:
        return ""
    return f"{ours / theirs:.2f}"


def runs(measured: dict[tuple[int, str], list[dict[str, str]]]) -> Iterator[str]:
    counts = {len(rows) for (phones, _target), rows in measured.items() if phones}
    rows = [row for rows in measured.values() for row in rows]
    if counts:
        often = "-".join(str(count) for count in sorted({min(counts), max(counts)}))
        when = sorted(row["when"] for row in rows)
        commits = ", ".join(sorted({row["commit"] for row in rows}))
        yield f"Medians of {often} runs, from {when[0]} to {when[-1]}, of the commits {commits}."
