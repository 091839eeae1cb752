"""A start collects static files when something changed, and only then."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from workshop.serving import assets, collected
from workshop.upkeep.starting import CannotStart


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of static files, and a STATIC_ROOT; the typeface is packed already."""
    folder = tmp_path / "static"
    folder.mkdir()
    (folder / "a.css").write_text("a { color: red }")
    monkeypatch.setattr(settings, "STATICFILES_DIRS", [folder])
    monkeypatch.setattr(settings, "STATIC_ROOT", tmp_path / "root")
    monkeypatch.setattr(
        settings, "STATICFILES_FINDERS", ["django.contrib.staticfiles.finders.FileSystemFinder"]
    )
    finders.get_finder.cache_clear()
    yield folder
    finders.get_finder.cache_clear()


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each collectstatic there is, which leaves a manifest."""
    made: list[str] = []

    def run(name: str, **options: object) -> None:
        made.append(name)
        settings.STATIC_ROOT.mkdir(exist_ok=True)
        (settings.STATIC_ROOT / "staticfiles.json").write_text("{}")

    monkeypatch.setattr(collected, "call_command", run)
    return made


def test_what_is_the_same_is_not_collected_again(sources: Path, runs: list[str]):
    collected.collect()
    collected.collect()

    assert runs == ["collectstatic"]


@pytest.mark.parametrize("change", ["content", "name", "new", "gone", "package", "characters"])
def test_what_changed_is(
    sources: Path, runs: list[str], monkeypatch: pytest.MonkeyPatch, change: str
):
    collected.collect()
    if change == "content":
        (sources / "a.css").write_text("a { color: RED }")
    elif change == "name":
        (sources / "a.css").rename(sources / "b.css")
    elif change == "new":
        (sources / "b.css").write_text("")
    elif change == "gone":
        (sources / "a.css").unlink()
    elif change == "package":
        monkeypatch.setattr(collected, "version", lambda name: "0")
    else:
        monkeypatch.setattr(assets, "CHARACTERS", [0x20])

    collected.collect()
    collected.collect()

    assert runs == ["collectstatic"] * 2


def test_what_is_broken_is_made_anew(sources: Path, runs: list[str]):
    collected.collect()
    (settings.STATIC_ROOT / "staticfiles.json").write_text("{")

    collected.collect()

    assert runs == ["collectstatic"] * 2


def test_what_others_collected_meanwhile_is_made_anew(sources: Path, runs: list[str]):
    """Such as a server of another release."""
    collected.collect()
    (settings.STATIC_ROOT / "staticfiles.json").write_text('{"paths": {}}')

    collected.collect()

    assert runs == ["collectstatic"] * 2


def test_a_folder_that_takes_nothing_is_one_sentence(
    sources: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(name: str, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(collected, "call_command", refuse)

    with pytest.raises(CannotStart, match="Set STATIC_ROOT to a folder"):
        collected.collect()


def test_those_of_the_tests_are_up_to_date():
    """Really collected, once for all workers."""
    record = (settings.STATIC_ROOT / collected.RECORD).read_text()

    assert record == collected.describe(collected.read_sources())
    assert "None" not in record
