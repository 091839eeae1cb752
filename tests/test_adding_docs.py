"""docs/add-a-kind.md and docs/add-a-format.md tell what it really takes."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from polls import kinds
from polls.kinds.base import Kind
from polls.models import LiveSession
from tests.polls.kinds import extra
from tests.workshop.exports.room import answer, go
from workshop import exports
from workshop.exports import formats

ROOT = Path(__file__).resolve().parent.parent
KIND = (ROOT / "docs" / "add-a-kind.md").read_text()
FORMAT = (ROOT / "docs" / "add-a-format.md").read_text()
PAGES = {"add-a-kind.md": KIND, "add-a-format.md": FORMAT}


def names(page: str, heading: str) -> list[str]:
    """The first column of the table below a heading."""
    below = page.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"^\| `([^`]+)` \|", below, re.M)


def files(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir() if file.name != "__pycache__"}


# A kind


def test_the_folder_of_each_kind_has_the_files_that_the_page_names():
    named = set(names(KIND, "The files"))
    folders = [ROOT / "polls" / "kinds" / name for name in kinds.all()]

    assert len(folders) > 7
    assert {folder.name: files(folder) for folder in [*folders, extra.HERE / "agree"]} == {
        folder.name: named for folder in [*folders, extra.HERE / "agree"]
    }


def test_what_a_kind_has_to_say_is_what_its_class_leaves_open():
    without = [name for name in Kind.__annotations__ if not hasattr(Kind, name)]

    assert names(KIND, "What a kind has to say") == [*without, *methods(abstract=True)]


def test_what_a_kind_may_say_is_what_its_class_has_a_default_for():
    given = [name for name in Kind.__annotations__ if hasattr(Kind, name)]

    own = {"parse_spec", "field"}  # what no kind says otherwise
    assert set(names(KIND, "What it may say")) == {*given, *methods(abstract=False)} - own


def methods(*, abstract: bool) -> list[str]:
    return [
        name
        for name, found in vars(Kind).items()
        if not name.startswith("_")
        and inspect.isroutine(inspect.unwrap(getattr(Kind, name)))
        and (name in Kind.__abstractmethods__) == abstract
        and found is not None
    ]


def test_the_example_of_a_kind_is_the_one_that_a_test_adds():
    test = (ROOT / "tests" / "polls" / "kinds" / "test_new_kind.py").read_text()

    assert "`tests/polls/kinds/extra/agree/`" in KIND
    assert 'extra.HERE / "agree"' in test


# A format


def test_each_format_has_what_the_page_names():
    needed = names(FORMAT, "What the module has")
    modules = [
        import_module(f"{formats.__name__}.{name.replace('-', '_')}")
        for name in exports.format_names()
    ]

    assert needed == ["MEDIA_TYPE", "SUFFIX", "render"]
    assert len(modules) > 7
    assert [(module.__name__, name) for module in modules for name in needed] == [
        (module.__name__, name) for module in modules for name in needed if hasattr(module, name)
    ]


@pytest.fixture
def lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The example of the page as a format, as if it stood among the others."""
    (example,) = re.findall(r"^```python\n(.*?)^```$", FORMAT, re.M | re.S)
    (tmp_path / "lines.py").write_text(example)
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(tmp_path)])
    yield "lines"
    sys.modules.pop(f"{formats.__name__}.lines", None)


@pytest.mark.django_db
def test_the_example_of_a_format_is_found_and_writes_a_file(lines: str, session: LiveSession):
    go(session, "goed")
    answer(session, "a", "goed", ["A"])

    made = exports.export_session(session, lines)

    assert lines in exports.format_names()
    assert made.media_type == "text/plain; charset=utf-8"
    assert made.name.endswith("-lines.txt")
    assert made.content.decode().splitlines()[7:9] == [
        "goed: Het vaakst A. Ambitie (1 van 1 mens).",
        "minder: Nog geen antwoorden.",
    ]


@pytest.mark.django_db
def test_without_its_module_the_example_is_no_format(
    client: Client, trainer: User, session: LiveSession
):
    client.force_login(trainer)

    assert "lines" not in exports.format_names()
    assert client.get(f"/desk/{session.code}/export/lines").status_code == 404


# Both


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_a_page_names_exists(page: str):
    quoted = re.findall(r"`([^`\n]+)`", PAGES[page])
    paths = [
        word
        for text in quoted
        for word in text.split()
        if "/" in word and "<" not in word and not word.endswith(".html")
    ]

    assert len(paths) > 5
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_target_that_a_page_names_is_in_the_makefile(page: str):
    makefile = (ROOT / "Makefile").read_text()
    targets = re.findall(r"make ([a-z]+)`", PAGES[page])

    assert targets
    assert [target for target in targets if f"\n{target}:" not in makefile] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_table_of_another_page_that_is_named_exists(page: str):
    named = re.findall(
        r"(?:table \*(\w+)\* of docs/(\w+\.md)|docs/(\w+\.md), in the table \*(\w+)\*)", PAGES[page]
    )
    wanted = [(first or last, file or other) for first, file, other, last in named]

    assert wanted
    for heading, file in wanted:
        assert f"\n## {heading}\n" in (ROOT / "docs" / file).read_text()
