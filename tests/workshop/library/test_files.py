"""A workshop as a file: the same workshop makes the same file."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.contrib.auth.models import User

from polls.errors import PollsError
from workshop.library import files, workshops

pytestmark = pytest.mark.django_db


def test_a_workshop_and_its_example_are_the_same_file(trainer: User):
    workshop = workshops.copy_example(slug="beter-samenwerken", owner=trainer)

    own, example = files.read_workshop(workshop), files.read_example("beter-samenwerken")

    assert own == example
    assert files.make_zip(own) == files.make_zip(example)
    assert files.make_text(own).decode() == workshop.draft


def test_a_zip_has_the_deck_first_and_every_picture():
    contents = files.Contents("+++\n+++\n", {"b.svg": b"<svg/>", "a.webp": b"RIFF"})

    with zipfile.ZipFile(io.BytesIO(files.make_zip(contents))) as archive:
        assert archive.namelist() == ["deck.md", "b.svg", "a.webp"]
        assert archive.read("a.webp") == b"RIFF"


def test_an_unknown_example_is_told():
    with pytest.raises(PollsError):
        files.read_example("nergens")
