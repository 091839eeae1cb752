"""Tests of browsers, servers and sockets get a second try, and the run says which needed it.

Everything else has to pass at once. docs/testing.md says why, and what to do with a name that
is told.
"""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent
SEVERAL_PROCESSES = (
    "abuse",
    "bench",
    "deploy",
    "e2e",
    "engines",
    "faults",
    "polls/realtime",
    "privacy",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    folders = [HERE / name for name in SEVERAL_PROCESSES]
    for item in items:
        if item.get_closest_marker("flaky"):  # it says so itself
            continue
        if any(folder in item.path.parents for folder in folders):
            item.add_marker(pytest.mark.flaky(reruns=1))
