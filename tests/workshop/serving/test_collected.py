"""A start collects static files when something changed, and only then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

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


SCRIPT = """/* What it is for. */
import { b } from "./b.js";

/**
 * @param {string} a
 */
export const f = (a) => `http://${a}`; // why
  // A reason.
const g = /** @type {any} */ (b);
const h = g.map(
  /** @type {any} */ (c) => c,
);
/** Another. */
export { g };
"""
SERVED = """
export const f = (a) => `http://${a}`; // why
const g = (b);
const h = g.map(
  (c) => c,
);
export { g };
"""


def test_comments_stay_with_the_code_and_are_not_served(sources: Path):
    (sources / "a.js").write_text(SCRIPT)
    (sources / "b.js").write_text("/* b */\nexport const b = 1;\n")
    (sources / "a.css").write_text("/* Two\n   lines */\na { color: red }\n")

    found = FileSystemStorage(str(sources))
    root = settings.STATIC_ROOT
    storage = assets.StaticStorage(str(root), "/static/")

    for name in ("a.js", "b.js", "a.css"):
        with found.open(name) as file:
            storage.save(name, file)
    paths = {name: (found, name) for name in ("a.js", "b.js", "a.css")}
    list(storage.post_process(paths))

    names = orjson.loads((root / "staticfiles.json").read_bytes())["paths"]
    served = {name: (root / hashed).read_text() for name, hashed in names.items()}
    assert served["a.css"] == "a { color: red }\n"
    assert served["b.js"] == "export const b = 1;\n"
    assert served["a.js"] == f'import {{ b }} from "./{Path(names["b.js"]).name}";\n{SERVED}'
    assert assets.remove_broken(root) == []


def lines_of_code(text: str) -> list[str]:
    """The lines that are no comment, found line by line."""
    found, inside = [], False
    for line in text.splitlines():
        bare = line.strip()
        opens = bare.startswith("/*") and "*/" not in bare
        whole = bare.startswith("//") or (
            bare.startswith("/*") and bare.find("*/") == len(bare) - 2
        )
        if not (inside or opens or whole):
            found.append(re.sub(r"/\*\* @type [^*]*\*/ ", "", line))
        inside = opens or (inside and not bare.endswith("*/"))
    return found


def test_no_line_of_code_is_lost():
    ours = [*(settings.BASE_DIR / "static").glob("*/*.[jc]s*")]

    served = {
        path: assets.leave_comments(path.name, ContentFile(path.read_bytes())) for path in ours
    }

    assert len(ours) > 100
    for path, content in served.items():
        lines = content.read().decode().splitlines()
        code = lines_of_code(path.read_text())
        assert [line.strip() for line in lines] == [line.strip() for line in code], path


def test_what_is_not_ours_is_served_as_it_is():
    licence = ContentFile(b"/* MIT */\nplot();\n")

    assert assets.leave_comments("vendor/plotly.min.js", licence) is licence
