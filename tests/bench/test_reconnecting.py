"""Phones of the bench come back by the rule of the page, and no other."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from django.conf import settings

from bench import reconnecting

FRAMES = settings.BASE_DIR / "static" / "js" / "frames.js"
SOCKET = settings.BASE_DIR / "static" / "js" / "socket.js"
CASES = [(2.5, 0, 0.5), (10, 0, 1), (10, 1, 0.3), (10, 2, 0.3), (10, 9, 0.9), (1, 0, 0)]
ASK = """
const { backOff } = await import(%s);
console.log(JSON.stringify(%s.map((each) => backOff(...each) / 1000)));
"""


@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")
def test_a_phone_of_the_bench_waits_as_the_page_does():
    script = ASK % (json.dumps(str(FRAMES)), json.dumps(CASES))

    command = ["node", "--input-type=module", "--eval", script]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout

    assert json.loads(told) == pytest.approx([reconnecting.back_off(*case) for case in CASES])


def test_the_page_gives_up_on_sockets_as_late_as_a_phone_of_the_bench():
    page = SOCKET.read_text()

    assert f"FAILURES_BEFORE_POLLING = {reconnecting.FAILURES_BEFORE_POLLING};" in page
    assert f"FIRST_FRAME_MS = {reconnecting.FIRST_FRAME * 1000:.0f};" in page


def test_all_are_spread_over_the_window_and_nobody_waits_longer_than_four():
    waits = [reconnecting.back_off(10, 0, place / 100) for place in range(101)]

    assert waits == pytest.approx([place / 10 for place in range(101)])
    assert reconnecting.back_off(10, 99, 1) == 40
