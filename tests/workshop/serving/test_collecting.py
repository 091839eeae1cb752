"""A start collects static files when there is a reason to, and never serves other ones for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop.serving import collecting

SHEET = "body { color: red; }"


@pytest.fixture
def source(tmp_path: Path, settings: Any) -> Path:
    """A site with one stylesheet."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "a.css").write_text(SHEET)
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "static"
    return folder / "a.css"


@pytest.fixture
def collected(source: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that were given."""
    given: list[str] = []
    call = collecting.call_command

    def noted(name: str, **options: Any) -> None:
        given.append(name)
        call(name, **options)

    monkeypatch.setattr(collecting, "call_command", noted)
    return given


def made(settings: Any) -> Path:
    manifest = json.loads((settings.STATIC_ROOT / "staticfiles.json").read_bytes())
    return settings.STATIC_ROOT / manifest["paths"]["a.css"]


def test_files_are_collected_once(collected: list[str], settings: Any):
    for _ in range(3):
        collecting.collect_files()

    assert collected == ["collectstatic"]
    assert made(settings).read_text() == SHEET


@pytest.mark.parametrize(
    "change",
    [
        lambda source, made: source.write_text("body { color: blue; }"),
        lambda source, made: (source.parent / "b.css").write_text(SHEET),
        lambda source, made: made.write_text(""),
        lambda source, made: made.write_text(SHEET.replace("red", "tan")),
        lambda source, made: made.unlink(),
        lambda source, made: (
            Path(f"{made}.br").unlink(missing_ok=True)
            or (made.parent / "staticfiles.json").unlink()
        ),
    ],
    ids=["another", "one more", "emptied", "as long", "removed", "no list"],
)
def test_they_are_again_after_a_change(
    collected: list[str], source: Path, settings: Any, change: Callable[[Path, Path], Any]
):
    collecting.collect_files()
    change(source, made(settings))
    for _ in range(2):
        collecting.collect_files()

    assert collected == ["collectstatic", "collectstatic"]
    assert made(settings).read_text() == source.read_text()


def test_another_release_collects_its_own(
    collected: list[str], source: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
):
    collecting.collect_files()
    monkeypatch.setattr(collecting, "VERSION", "0.0.0")
    collecting.collect_files()

    assert collected == ["collectstatic", "collectstatic"]
