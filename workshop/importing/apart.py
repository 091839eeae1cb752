"""A file of somebody else is read in a process of its own: with limits, at the lowest priority,
and it can be stopped.

`read_apart` starts this module. The file goes to its standard input; on its standard output come
lines of JSON that say how far it is, and at last what was read, with the bytes of the pictures
behind it. When the server goes away, so does the process at its next line.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from threading import BoundedSemaphore, Event, Thread
from time import monotonic
from typing import IO, TYPE_CHECKING, Any

import orjson
from django.conf import settings
from django.db import connections
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from polls.errors import PollsError
from workshop.importing.imported import (
    File,
    GuessedQuestion,
    Imported,
    LeftOut,
    Progress,
    ReadSlide,
    tell_nobody,
)

if TYPE_CHECKING:
    from workshop.models import Picture

logger = logging.getLogger(__name__)

AT_ONCE = 2  # files that one server process has read; the next waits
MEMORY = 1024 * 1024 * 1024  # bytes of address space
CPU = 120  # seconds of one core
LONGEST = 600.0  # seconds, waiting for others not counted
LOOK = 0.5  # seconds between two looks whether it was stopped
ROW = ("sha256", "type", "drawing", "width", "height")  # what is told of a picture

turn = BoundedSemaphore(AT_ONCE)


class Stopped(Exception):
    """Whoever brought the file does not want it any more."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What was read, and its pictures as rows that are not stored yet."""

    imported: Imported
    pictures: Mapping[str, Picture] = field(default_factory=dict)


def read_apart(
    file: File,
    *,
    progress: Progress = tell_nobody,
    stopped: Callable[[], bool] = lambda: False,
) -> ReadFile:
    """What a file holds; raises PollsError, which says why not, and Stopped."""
    with turn, run_watched([sys.executable, "-m", __name__], stopped=stopped) as child:
        assert child.stdin
        assert child.stdout
        _send(child.stdin, file)
        read = receive(child.stdout, progress)
    if read is None:
        logger.warning("A file that was brought could not be read: exit %s", child.returncode)
        raise too_heavy()
    return read


@contextmanager
def run_watched(
    command: Sequence[str], *, stopped: Callable[[], bool]
) -> Iterator[subprocess.Popen[bytes]]:
    """Another process, which is ended with what it does when it takes too long, and when nobody
    wants it any more; then raises Stopped."""
    if stopped():
        raise Stopped
    child = subprocess.Popen(  # noqa: S603  # this very program, or one that whoever installs has
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=settings.BASE_DIR
    )
    assert child.stdout
    ended, cut = Event(), Event()
    watch = Thread(target=_watch, args=(child, ended, cut, stopped), daemon=True)
    watch.start()
    try:
        yield child
    finally:
        ended.set()
        watch.join()
        child.kill()
        child.stdout.close()
        child.wait()
    if cut.is_set() and stopped():
        raise Stopped


def too_heavy() -> PollsError:
    return PollsError(
        "file.heavy",
        _("Dit bestand lezen kost te veel. Splits het, of maak de foto’s erin kleiner."),
    )


def _watch(
    child: subprocess.Popen[bytes], ended: Event, cut: Event, stopped: Callable[[], bool]
) -> None:
    until = monotonic() + LONGEST
    try:
        while not ended.wait(LOOK):
            if monotonic() > until or stopped():
                cut.set()
                child.kill()
                return
    finally:
        connections.close_all()  # of this thread


def _send(to: IO[bytes], file: File) -> None:
    head = {"name": file.name, "language": get_language(), "memory": MEMORY, "cpu": CPU}
    with suppress(BrokenPipeError), to:  # when it ended early, what it said tells why
        to.write(orjson.dumps(head) + b"\n")
        to.write(file.content)


def receive(out: IO[bytes], progress: Progress) -> ReadFile | None:
    """None when it ended without a word."""
    for line in out:
        told = orjson.loads(line)
        if "refusal" in told:
            raise PollsError(*told["refusal"])
        if "read" in told:
            return _receive_read(told, out)
        progress(told["done"], told["total"])
    return None


def _receive_read(told: dict[str, Any], out: IO[bytes]) -> ReadFile | None:
    from workshop.models import Picture

    rows = {}
    for name, row, size in told["pictures"]:
        content = out.read(size)
        if len(content) < size:
            return None
        rows[name] = Picture(**row, content=content)
    pictures = {name: bytes(row.content) for name, row in rows.items()}
    return ReadFile(replace(from_plain(told["read"]), pictures=pictures), rows)


# What is read, as plain data and back


def to_plain(imported: Imported) -> dict[str, Any]:
    """Without the pictures, which are no JSON."""
    return asdict(replace(imported, pictures={}))


def from_plain(told: Mapping[str, Any]) -> Imported:
    slides = [
        ReadSlide(**{**each, "question": GuessedQuestion(**each["question"])})
        if each["question"]
        else ReadSlide(**each)
        for each in told["slides"]
    ]
    left_out = tuple(LeftOut(**each) for each in told["left_out"])
    return Imported(**{**told, "slides": tuple(slides), "left_out": left_out})


# The other process


def main() -> None:
    from workshop import platforms

    platforms.step_aside()
    import django

    django.setup()
    head = orjson.loads(sys.stdin.buffer.readline())
    limit(memory=head["memory"], cpu=head["cpu"])
    try:
        answer(head, sys.stdin.buffer.read())
    except MemoryError:
        sys.exit(2)


def answer(head: Mapping[str, Any], content: bytes) -> None:
    """Tell what a file holds, or why it is not read."""
    try:
        _tell_read(head, content)
    except PollsError as problem:
        _tell({"refusal": [problem.code, problem.message]})


def limit(*, memory: int, cpu: int) -> None:
    """What this process may take from now on, where the system can hold it to that."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _tell_read(head: Mapping[str, Any], content: bytes) -> None:
    from django.utils import translation

    from workshop.importing import reading, taking

    def progress(done: int, total: int) -> None:
        _tell({"done": done, "total": total})

    with translation.override(head["language"]):
        imported = reading.read_file(File(head["name"], content, progress))
        ready = {name: taking.clean(name, each) for name, each in imported.pictures.items()}
    rows = [
        (name, {key: getattr(row, key) for key in ROW}, len(row.content))
        for name, row in ready.items()
    ]
    _tell({"read": to_plain(imported), "pictures": rows})
    for row in ready.values():
        sys.stdout.buffer.write(row.content)
    sys.stdout.buffer.flush()


def _tell(told: Mapping[str, Any]) -> None:
    sys.stdout.buffer.write(orjson.dumps(told) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workshop.settings")
    main()
