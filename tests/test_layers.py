"""Imports point down only, floor by floor."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = [  # from the ground up; modules of one floor may know each other
    [
        *("polls.errors", "polls.lettering", "polls.naming", "polls.languages"),
        *("polls.identity", "polls.sql", "polls.whole_numbers"),
    ],
    ["polls.network", "polls.outages", "polls.metrics"],
    ["polls.figures"],
    ["polls.kinds", "polls.protocol"],
    ["polls.models", "polls.database"],
    ["polls.sessions"],
    ["polls.questions"],
    ["polls.texts"],
    ["polls.results"],
    ["polls.retention"],
    ["polls.views"],
    ["polls.actions"],
    ["polls.realtime"],
    ["workshop.models", "workshop.wording"],
    ["workshop.looks"],
    ["workshop.decks"],
    ["workshop.accounts"],
    ["workshop.library"],
    ["workshop.authoring"],
    ["workshop.importing"],
    ["workshop.facilitating"],
    ["workshop.upkeep"],
    ["workshop.serving"],
    ["workshop.exports"],
    ["workshop.views", "workshop.api", "workshop.management", "workshop.templatetags"],
    ["workshop.urls", "workshop.asgi"],
]
LOOSE = {
    *("polls", "polls.apps", "workshop", "workshop.apps", "workshop.checks"),
    *("workshop.database_url", "workshop.files", "workshop.platforms", "workshop.settings"),
    *("workshop.release", "workshop.terminal"),
}
PURE = [
    "polls.errors",
    "polls.lettering",
    "polls.naming",
    "polls.network",
    "polls.whole_numbers",
    "polls.figures",
    "polls.kinds",
    "polls.protocol",
    "workshop.decks.model",
    "workshop.decks.parse",
    "workshop.decks.markdown",
    "workshop.decks.pictures",
]
IMPURE = ("django.db", "django.conf", "channels", "polls.models", "polls.sessions", "asyncio")


def modules() -> dict[str, Path]:
    files = [*ROOT.glob("polls/**/*.py"), *ROOT.glob("workshop/**/*.py")]
    names = {".".join(file.relative_to(ROOT).with_suffix("").parts): file for file in files}
    return {name.removesuffix(".__init__"): file for name, file in names.items()}


def imports(source: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def layer(name: str) -> int | None:
    ranks = [
        rank
        for rank, packages in enumerate(LAYERS)
        for package in packages
        if within(name, package)
    ]
    return max(ranks, default=None)


def upward(name: str, source: str) -> set[str]:
    """What a module imports from a layer above its own."""
    own = layer(name)
    return {
        other
        for other in imports(source)
        if own is not None and (rank := layer(other)) is not None and rank > own
    }


@pytest.mark.parametrize(("name", "file"), modules().items(), ids=str)
def test_no_module_imports_from_a_layer_above(name: str, file: Path):
    assert upward(name, file.read_text()) == set()


@pytest.mark.parametrize("name", [name for name in modules() if any(within(name, p) for p in PURE)])
def test_a_pure_module_knows_no_database_and_no_network(name: str):
    found = imports(modules()[name].read_text())

    assert {other for other in found if any(within(other, impure) for impure in IMPURE)} == set()


def test_every_pure_module_exists():
    assert [name for name in PURE if name not in modules()] == []


def test_every_module_stands_on_a_floor():
    loose = {name for name in modules() if layer(name) is None and ".migrations" not in name}

    assert loose == LOOSE


def test_an_import_that_points_up_is_found():
    assert upward("polls.sessions.x", "from workshop.views import desk") == {
        "workshop.views",
        "workshop.views.desk",
    }
    assert upward("polls.models", "import polls.realtime.hub") == {"polls.realtime.hub"}
    assert upward("workshop.views.desk", "from polls.sessions import sessions") == set()


def test_a_room_does_not_know_the_hub():
    """The hub makes rooms; a room knows only its port. No module comes back to itself."""
    graph = {
        name: imports(file.read_text()) & modules().keys() - {name}
        for name, file in modules().items()
        if within(name, "polls.realtime") or within(name, "polls.views")
    }

    assert circles(graph) == []
    assert circles({**graph, "polls.realtime.port": {"polls.realtime.hub"}}) != []


def circles(graph: dict[str, set[str]]) -> list[str]:
    """The modules from which imports lead back to themselves."""

    def reached(name: str) -> set[str]:
        found: set[str] = set()
        waiting = [name]
        while waiting:
            new = graph.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return found

    return [name for name in graph if name in reached(name)]
