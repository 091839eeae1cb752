"""A process for the next file is ready while nobody waits, with what files take."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator

import pytest

from workshop.exports import apart
from workshop.serving import worker

PATIENCE = 60  # seconds


@pytest.fixture(autouse=True)
def none_ready() -> Iterator[None]:
    stop_ready()
    yield
    stop_ready()


def stop_ready() -> None:
    if worker.ready is not None:
        with worker.take() as process:
            process.kill()


def look_around() -> tuple[int, list[str]]:
    return os.getpid(), [name for name in ("weasyprint", "pptx", "docx") if name in sys.modules]


def test_the_next_file_is_made_by_a_process_that_was_ready():
    first, _loaded = apart.run(look_around)
    ready = ready_pid()

    second, _loaded = apart.run(look_around)

    assert second == ready != first
    assert ready_pid() not in (first, second)


def test_it_has_loaded_what_files_take():
    steps = list(apart.load())

    assert len(steps) == len(apart.FILES)
    assert look_around() == (os.getpid(), ["weasyprint", "pptx", "docx"])


def test_one_that_ended_meanwhile_is_not_waited_for():
    apart.run(look_around)
    ended = worker.ready
    assert ended is not None
    ended.kill()
    deadline = time.monotonic() + PATIENCE
    while ended.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.01)

    made_by, _loaded = apart.run(look_around)

    assert made_by != ended.pid


def test_a_file_that_was_made_is_given_though_no_process_can_be_spared(
    monkeypatch: pytest.MonkeyPatch,
):
    def refuse(*_load: str) -> None:
        raise BlockingIOError("no process left")

    def make_file(*_arguments: object) -> tuple[int, list[str]]:
        monkeypatch.setattr(worker, "start", refuse)
        return look_around()

    monkeypatch.setattr(worker, "run_apart", make_file)

    assert apart.run(look_around) == look_around()
    assert worker.ready is None


def ready_pid() -> int:
    assert worker.ready is not None
    return worker.ready.pid
