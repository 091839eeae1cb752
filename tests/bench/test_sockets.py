"""Everybody on one process, in the shortest form: nobody is lost, and each step is told."""

from __future__ import annotations

import subprocess
import sys

from tests.bench.test_bench import ROOT


def test_each_step_is_measured_and_nobody_is_lost():
    command = [sys.executable, "-m", "bench.sockets", "--phones", "21", "--idle", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    told = [line.partition(":")[0] for line in done.stdout.splitlines()]
    assert told == [
        "whole joins",
        "memory of the server",
        "idle",
        "changes of slide",
        "everybody votes",
        "a slide with everybody's answer",
        "memory of the server",
        done.stdout.splitlines()[-1].partition(":")[0],
    ]
    assert "21 acknowledged" in done.stdout
    assert "all of them, stored equals sent" in done.stdout
    assert "21 phones, 0 lost" in done.stdout
