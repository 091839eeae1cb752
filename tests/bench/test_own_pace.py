"""The measurement of a questionnaire that many fill in, in its shortest form."""

from __future__ import annotations

import subprocess
import sys

from tests.bench.test_bench import ROOT


def test_a_questionnaire_is_measured_and_every_answer_is_stored():
    command = [sys.executable, "-m", "bench.own_pace", "--quick"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    lines = done.stdout.splitlines()
    assert lines[0].startswith("20 people, 8 questions, ")
    assert [line.split()[0] for line in lines[1:4]] == ["answer", "page", "largest"]
    assert lines[-1] == "all stored, none twice, everybody done True"
