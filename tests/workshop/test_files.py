"""Files that are made once are whole, and what is broken is made anew at the next start."""

from __future__ import annotations

import gzip
import os
from hashlib import md5
from pathlib import Path
from typing import Any

import brotli
import pytest

from workshop import files
from workshop.serving import assets
from workshop.settings import kept_secret


def test_a_file_is_whole_and_its_owners_alone(tmp_path: Path):
    path = tmp_path / "below" / "secret"

    files.write_whole(path, b"content")
    files.write_whole(path, b"newer")

    assert path.read_bytes() == b"newer"
    assert path.stat().st_mode & 0o077 == 0
    assert [each.name for each in path.parent.iterdir()] == ["secret"]


def test_what_somebody_named_stays_a_link_and_becomes_a_file_elsewhere(tmp_path: Path):
    place, link, fresh = tmp_path / "place", tmp_path / "link", tmp_path / "fresh"
    place.write_bytes(b"old")
    link.symlink_to(place)

    files.write_where_asked(link, b"new")
    files.write_where_asked(fresh, b"new")
    files.write_where_asked(Path(os.devnull), b"new")

    assert (link.is_symlink(), place.read_bytes(), fresh.read_bytes()) == (True, b"new", b"new")
    assert not Path(os.devnull).is_file()


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space"):
        files.write_whole(tmp_path / "secret", b"content")

    assert list(tmp_path.iterdir()) == []


def test_a_key_that_is_empty_is_made_anew_and_one_that_is_not_stays(tmp_path: Path):
    path = tmp_path / "secret_key"
    path.touch()

    made = kept_secret(path)
    again = kept_secret(path)

    assert len(made) > 64
    assert again == made


CONTENT = b"body { color: black }" * 20


@pytest.fixture
def static(tmp_path: Path) -> Path:
    name = f"css/base.{md5(CONTENT).hexdigest()[:12]}.css"
    path = tmp_path / name
    path.parent.mkdir()
    path.write_bytes(CONTENT)
    path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(CONTENT))
    path.with_name(f"{path.name}.br").write_bytes(brotli.compress(CONTENT))
    (tmp_path / "staticfiles.json").write_text('{"paths": {}}')
    (tmp_path / "robots.txt").write_bytes(b"")
    return tmp_path


def test_static_files_that_are_whole_stay(static: Path):
    assert assets.remove_broken(static) == []


@pytest.mark.parametrize("ending", [".css", ".css.gz", ".css.br", ".json"])
@pytest.mark.parametrize("how", ["emptied", "cut short", "another"])
def test_a_static_file_that_is_broken_is_removed(static: Path, ending: str, how: str):
    (path,) = [each for each in static.rglob("*") if each.name.endswith(ending)]
    content: dict[str, Any] = {
        "emptied": b"",
        "cut short": path.read_bytes()[:-3],
        "another": {".css.gz": gzip.compress(b"x"), ".css.br": brotli.compress(b"x")}.get(
            ending, b"x"
        ),
    }
    path.write_bytes(content[how])

    assert assets.remove_broken(static) == [path]
    assert not path.exists()
