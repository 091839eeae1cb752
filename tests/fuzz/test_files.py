"""Whatever is damaged comes over or gets its sentence: no file crashes what reads it, or hangs.

A few are read by a process that is started for each, as in a server. The others, 24 in `make test`
and 2,000 in `make fuzz`, by copies of a process that is started already: a tenth
of the time. `make office` draws slides of damaged presentations too.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from random import Random
from time import process_time

import pytest

from polls.errors import PollsError
from tests.fuzz.files import damage, make_files
from workshop.importing import apart, drawn_pages
from workshop.importing.apart import ReadFile, read_apart
from workshop.importing.imported import File
from workshop.importing.taking import check_deck

FILES = int(os.environ.get("FUZZ_FILES", "24"))
DRAWN = 40  # presentations
SEED = int(os.environ.get("FUZZ_SEED", "16"))
PATIENCE = 30.0  # seconds of a core; what waits for ever meets the time limit of the test
CRASHED = apart.too_heavy().code  # what is said when the process ends without a word
Read = Callable[[File], ReadFile]

pytestmark = pytest.mark.timeout(300 + 5 * FILES)


MEMORY = 4 * 2**30  # bytes: this process has some already


def read_copied(file: File) -> ReadFile:
    """As `read_apart`, by a copy of this process."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        try:
            sys.stdout = os.fdopen(into, "w")
            apart.limit(memory=MEMORY, cpu=apart.CPU)
            apart.answer({"name": file.name, "language": "nl"}, file.content)
        finally:
            os._exit(0)
    os.close(into)
    try:
        with os.fdopen(out, "rb") as told:
            read = apart.receive(told, file.progress)
    finally:
        os.waitpid(child, 0)
    if read is None:
        raise apart.too_heavy()
    return read


def end_of(name: str, content: bytes, read: Read = read_apart) -> str:
    """How the reading of a damaged file ended: 'read', or the code of its sentence."""
    began = spent()
    try:
        found = read(File(name, content)).imported
        if found.slides:
            check_deck(found)
        ended = "read"
    except PollsError as problem:
        ended = problem.code if problem.message else "no sentence"
    assert spent() - began < PATIENCE, f"{name} took too long"
    return ended


def spent() -> float:
    """Seconds of a core that this process and those it has begun took so far."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def damage_some(names: Sequence[str], files: int, seed: int) -> list[tuple[str, bytes]]:
    good, chance = make_files(), Random(seed)
    return [(name, damage(good[name], chance)) for name in islice(cycle(names), files)]


def check(ended: Counter[str]) -> None:
    assert not {CRASHED, "no sentence"} & set(ended), ended
    assert 0 < ended["read"] < ended.total()


def test_damaged_files_come_over_or_get_their_sentence():
    names = ["slides.pptx", "pages.pdf", "table.xlsx", "list.txt"]

    with ThreadPoolExecutor(apart.AT_ONCE) as threads:
        ends = threads.map(lambda each: end_of(*each), damage_some(names, len(names), SEED))
        check(Counter(ends))


def test_many_damaged_files_come_over_or_get_their_sentence():
    damaged = damage_some([*make_files()], FILES, SEED + 1)

    check(Counter(end_of(*each, read_copied) for each in damaged))


@pytest.mark.parametrize("read", [read_apart, read_copied])
def test_a_file_that_ends_its_process_is_noticed(read: Read, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(apart, "MEMORY", 1024)
    monkeypatch.setattr(apart, "answer", lambda *_told: os.kill(os.getpid(), signal.SIGKILL))

    assert end_of("list.txt", make_files()["list.txt"], read) == CRASHED


@pytest.mark.office
def test_damaged_presentations_are_drawn_or_that_is_said():
    damaged = damage_some(["slides.pptx"], DRAWN, SEED + 2)

    with ThreadPoolExecutor(apart.AT_ONCE) as threads:
        check(Counter(threads.map(lambda each: end_of(*each, drawn_pages.read_brought), damaged)))
