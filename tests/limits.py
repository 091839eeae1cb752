"""How long a test may take: a brake for what hangs, far above what it takes on a busy machine.

pyproject.toml has the limit of most tests. Folders whose tests start browsers, servers or
whole runs have more here, and a test that repeats itself as often as it is told says so
with `pytest.mark.timeout`.
"""

from __future__ import annotations

import signal
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
FOLDERS = {  # seconds
    "abuse": 300,
    "bench": 900,  # the first test waits for a run of the bench
    "deploy": 300,
    "e2e": 300,
    "engines": 300,
    "faults": 600,
    "polls": 300,
    "privacy": 300,
    "supply": 300,
}
AGAIN = 10.0  # seconds until the alarm rings once more
SETTINGS = pytest.StashKey[Any]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        limit = FOLDERS.get(folder(item.path))
        if limit and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(limit))


def folder(file: Path) -> str:
    """The folder of tests/ that a file stands in."""
    return file.relative_to(HERE).parts[0] if HERE in file.parents else ""


@pytest.hookimpl(wrapper=True)
def pytest_timeout_set_timer(item: pytest.Item, settings: Any) -> Generator[None, Any, Any]:
    """Let the alarm ring until the test ends.

    An event loop gives the exception of the first ring to the task that happens to run, and
    when nobody awaits that task the test goes on waiting.
    """
    item.stash[SETTINGS] = settings
    done = yield
    if settings.method == "signal":
        signal.setitimer(signal.ITIMER_REAL, settings.timeout, AGAIN)
    return done


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, Any, Any]:
    """A test that failed is cleared up within the limit too; the plugin stops its clock then."""
    settings = item.stash.get(SETTINGS, None)
    if settings and not signal.getitimer(signal.ITIMER_REAL)[0]:
        item.ihook.pytest_timeout_set_timer(item=item, settings=settings)
    return (yield)
