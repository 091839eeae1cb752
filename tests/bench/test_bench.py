"""The whole bench in its shortest form: it measures, and it sees faults made on purpose."""

from __future__ import annotations

import fcntl
import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench import report
from bench.figures import EXACT, FIGURES

ROOT = Path(__file__).resolve().parent.parent.parent
PHONES = 20


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> Path:
    """What one short run of the bench measured; all workers of a test run share it."""
    folder = tmp_path_factory.getbasetemp().parent / f"bench-{testrun_uid}"
    folder.mkdir(exist_ok=True)
    file = folder / "measurements.jsonl"
    options = ["--phones", str(PHONES), "--repeat", "1", "--quick", "--targets", "ours", "bare"]
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            subprocess.run(
                [sys.executable, "-m", "bench", *options, f"--file={file}"], cwd=ROOT, check=True
            )
    return file


@pytest.fixture(scope="module")
def measured(file: Path) -> dict[str, dict[str, float]]:
    rows = [json.loads(line) for line in file.read_text().splitlines()]
    return {row["target"]: row for row in rows}


def test_every_figure_is_measured(measured: dict[str, dict[str, float]]):
    assert [figure.key for figure in FIGURES if figure.key not in measured["ours"]] == []
    assert measured["bare"]["burst"] > 0


def test_what_is_stored_is_what_was_sent(measured: dict[str, dict[str, float]]):
    assert [measured["ours"][key] for key in EXACT] == [1.0, 1.0, 1.0]
    assert measured["control"]["lost"] == 1.0


def test_no_phone_hears_of_another_ones_vote(measured: dict[str, dict[str, float]]):
    assert measured["ours"]["others"] == 0.0
    assert measured["control"]["leaked"] >= 1.0


def test_the_page_has_a_verdict_a_promise_and_the_ratios(file: Path):
    page = report.text(file)

    assert f"## {PHONES} phones" in page
    assert "| settings in which stored ≠ sent, ever = 0 | 0 | holds |" in page
    assert "÷ bare ASGI" in page
    assert "1,000 whole joins ≤ 10 s | – | not measured |" in page
