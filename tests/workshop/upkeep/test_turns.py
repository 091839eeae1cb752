"""Two that bring one database up to date at once: the second waits for the first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from polls import database
from workshop import platforms
from workshop.upkeep import turns

TRY = """
import django; django.setup()
from workshop.upkeep import turns
print("waits", flush=True)
with turns.take_turn():
    print("in", flush=True)
"""


def test_another_process_waits_until_the_first_is_done():
    with turns.take_turn():
        other = subprocess.Popen(
            [sys.executable, "-c", TRY], stdout=subprocess.PIPE, text=True, cwd=settings.BASE_DIR
        )
        assert other.stdout
        assert other.stdout.readline() == "waits\n"
        with pytest.raises(subprocess.TimeoutExpired):
            other.wait(0.3)
    rest, _errors = other.communicate(timeout=60)

    assert (rest, other.returncode) == ("in\n", 0)


def test_within_a_turn_another_is_had_at_once_and_afterwards_it_is_free():
    with turns.take_turn(), turns.take_turn():
        assert database.inside.is_set()

    with (Path(settings.DATA_DIR) / "migrate.lock").open("a") as file:
        assert platforms.lock(file)
    assert not database.inside.is_set()
