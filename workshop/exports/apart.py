"""Files are made in a process of their own, and one for the next is ready with all it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from typing import Any

from polls.errors import PollsError
from workshop.exports import formats
from workshop.serving import worker
from workshop.serving.worker import Made

FILES = ("pdf", "docx", "pptx", "xlsx")  # the formats that take most to load


def run(job: Callable[..., Made], *arguments: Any) -> Made:
    """As `run_apart`. Whoever asked for a file or a report mostly asks for another."""
    try:
        return worker.run_apart(job, *arguments)
    finally:
        with suppress(OSError):  # no process to spare: the next one is started when it is asked for
            worker.prepare(load)


def load() -> Iterator[None]:
    """What reports and files take, step by step: first what most of them do."""
    import_module("workshop.exports.report")
    for name in FILES:
        yield
        format = import_module(f"{formats.__name__}.{name}")
        if name == "pdf":
            with suppress(PollsError):  # without Pango: whoever asks for a PDF is told so
                format.weasyprint()
