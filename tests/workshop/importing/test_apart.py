"""A file is read in a process of its own, and nothing that it holds stops the server."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest
from django.conf import settings

from polls.errors import PollsError
from tests.workshop.importing.powerpoint.making import Page, item, presentation, text, title
from tests.workshop.importing.test_assembling import read
from workshop.importing import apart
from workshop.importing.apart import Stopped, from_plain, read_apart, to_plain
from workshop.importing.imported import File

LISTED = Page(title("Wat helpt?") + text(item("a) Overleg") + item("b) Budget")))


def test_what_is_read_goes_through_as_plain_data_and_back():
    imported = read(pictures={})

    assert from_plain(to_plain(imported)) == imported


def test_a_file_is_read_and_says_how_far_it_is():
    told: list[tuple[int, int]] = []
    file = File("Samen.pptx", presentation(LISTED, LISTED))

    found = read_apart(file, progress=lambda *far: told.append(far))

    assert told == [(1, 2), (2, 2)]
    assert (found.imported.title, len(found.imported.slides)) == ("Samen", 2)


def test_what_it_refuses_is_told_in_its_own_words():
    with pytest.raises(PollsError) as refused:
        read_apart(File("Samen.pptx", presentation()))

    assert refused.value.code == "file.unreadable"


def test_a_file_that_takes_too_much_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(apart, "MEMORY", 1024)  # not even for what it is told

    with pytest.raises(PollsError) as refused:
        read_apart(File("Samen.pptx", presentation(LISTED)))

    assert refused.value.code == "file.heavy"


def test_a_file_that_takes_too_long_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(apart, "LONGEST", 0.0)
    monkeypatch.setattr(apart, "LOOK", 0.0)

    with pytest.raises(PollsError) as refused:
        read_apart(File("Samen.pptx", presentation(LISTED)))

    assert refused.value.code == "file.heavy"


def test_a_file_that_keeps_a_core_busy_is_ended():
    endless = (
        "from workshop.importing.apart import limit; limit(memory=2**31, cpu=1)\nwhile True: 1"
    )

    ended = subprocess.run([sys.executable, "-c", endless], cwd=settings.BASE_DIR, check=False)

    assert ended.returncode in (-signal.SIGKILL, -signal.SIGXCPU)


def test_stop_ends_the_process(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(apart, "LOOK", 0.0)
    answers = iter([False])  # at first nobody stops it

    with pytest.raises(Stopped):
        read_apart(File("x.pptx", presentation(LISTED)), stopped=lambda: next(answers, True))
