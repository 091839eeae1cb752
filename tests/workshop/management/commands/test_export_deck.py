"""`export_deck`: what goes out comes in the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError

from tests.workshop.decks.small import SMALL
from tests.workshop.test_commands import run

pytestmark = pytest.mark.django_db


def test_what_is_exported_is_imported_the_same(folder: Path, tmp_path: Path):
    one, two = tmp_path / "een.zip", tmp_path / "twee.zip"
    run("import_deck", str(folder))

    said = run("export_deck", "klein", "--out", str(one))
    slug = json.loads(run("import_deck", str(one), "--json"))["slug"]
    run("export_deck", slug, "--out", str(two))

    assert said == f"Wrote {one} ({one.stat().st_size} bytes).\n"
    assert slug == "klein-2"
    assert one.read_bytes() == two.read_bytes()


def test_the_text_alone_is_exported(folder: Path, tmp_path: Path):
    out = tmp_path / "een.md"
    run("import_deck", str(folder))

    run("export_deck", "klein", "--out", str(out))

    assert out.read_text() == SMALL


def test_an_example_is_exported_too(tmp_path: Path):
    out = tmp_path / "x.zip"

    run("export_deck", "beter-samenwerken", "--out", str(out))
    printed = json.loads(run("import_deck", str(out), "--json"))

    assert (printed["slides"], printed["questions"], printed["left_out"]) == (41, 10, [])


@pytest.mark.parametrize(("ending", "begins"), [("pptx", b"PK"), ("pdf", b"%PDF")])
def test_a_presentation_and_a_handout_are_made(tmp_path: Path, ending: str, begins: bytes):
    out = tmp_path / f"x.{ending}"

    run("export_deck", "alle-werkvormen", "--out", str(out))

    assert out.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("slug", "name", "sentence"),
    [
        ("beter-samenwerken", "x.odp", r"not written as '\.odp'.*\.md, \.zip, \.pptx or \.pdf"),
        ("beter-samenwerken", "x", r"not written as 'x'"),
        ("nergens", "x.zip", "Er is geen deck 'nergens'"),
    ],
)
def test_export_deck_refuses_with_a_sentence(tmp_path: Path, slug: str, name: str, sentence: str):
    with pytest.raises(CommandError, match=sentence):
        run("export_deck", slug, "--out", str(tmp_path / name))
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path):
    (tmp_path / "file").write_text("")

    with pytest.raises(CommandError, match="cannot be written"):
        run("export_deck", "beter-samenwerken", "--out", str(tmp_path / "file" / "x.zip"))
