"""The hub under many phones without a network, in its shortest form."""

from __future__ import annotations

import subprocess
import sys

from tests.bench.test_bench import ROOT


def test_each_step_is_measured_and_every_vote_is_stored():
    command = [sys.executable, "-m", "bench.hub", "--phones", "20"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    first, *steps, last = done.stdout.strip().splitlines()
    assert first == "20 phones"
    assert [step[:12] for step in steps] == [
        "joining, in ",
        "sockets, wit",
        "memory of on",
        "a slide chan",
        "votes, all a",
        "a state with",
        "counting the",
        "a pulse     ",
    ]
    assert last.endswith("every vote is stored, once")
