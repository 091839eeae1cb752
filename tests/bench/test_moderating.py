"""The measurement of a desk under a rush, in its shortest form: it ends, and it counts."""

from __future__ import annotations

import subprocess
import sys

from tests.bench.test_bench import ROOT


def test_a_rush_of_texts_is_measured_and_every_one_is_counted():
    command = [sys.executable, "-m", "bench.moderating", "--quick"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines if " action " in line] == ["10", "200", "200"]
    (counted,) = [line for line in lines if line.startswith("all counted")]
    assert counted.split()[4] == "True"
