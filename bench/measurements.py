"""Measurements are kept in a file, so that a long run can be done in parts."""

from __future__ import annotations

import json
import subprocess
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.figures import EXACT, Tables
from bench.phases.room import Figures
from bench.processes import ROOT
from bench.stats import middle

KEEP = 5  # newest measurements of a server and size that count


def commit() -> str:
    """The commit that is measured; marked when files were changed since."""
    command = ["git", "describe", "--always", "--dirty"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip() or "unknown"


def add(file: Path, *, target: str, phones: int, figures: Figures) -> None:
    when = datetime.now(UTC).isoformat(timespec="minutes")
    row = {"target": target, "phones": phones, "commit": commit(), "when": when, **figures}
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a") as output:
        output.write(json.dumps(row) + "\n")


def read(file: Path) -> dict[tuple[int, str], list[dict[str, Any]]]:
    """The newest measurements of each size and server."""
    found: defaultdict[tuple[int, str], list[dict[str, Any]]] = defaultdict(list)
    for line in file.read_text().splitlines() if file.exists() else []:
        row = json.loads(line)
        found[row["phones"], row["target"]].append(row)
    return {key: rows[-KEEP:] for key, rows in sorted(found.items())}


def tables(measured: dict[tuple[int, str], list[dict[str, Any]]]) -> Tables:
    """Per size and server the median of each figure; what must always hold: the worst."""
    found: dict[int, dict[str, dict[str, float]]] = {}
    for (phones, target), rows in measured.items():
        keys = [key for key, value in rows[-1].items() if isinstance(value, float)]
        values = {key: [row[key] for row in rows if key in row] for key in keys}
        found.setdefault(phones, {})[target] = {
            key: min(values[key]) if key in EXACT else middle(values[key]) for key in keys
        }
    return found
