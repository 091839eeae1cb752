"""docs/architecture.md shows the code as it is: its floors, its ports, its ways."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.test_layers import LAYERS, LOOSE, ROOT, modules

PAGE = (ROOT / "docs" / "architecture.md").read_text()
STEP = re.compile(r"^(\d+)\. `([\w/.]+)` (.+)$")
MODULES = modules()


class Step(NamedTuple):
    module: str
    handed: str  # how it comes here: from, through, or found by
    caller: int  # the number of the step that hands it on


def module_of(path: str) -> str:
    """'polls/models.py' or 'polls/kinds/' as it is imported."""
    return path.rstrip("/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@cache
def tree_of(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text())


def section(heading: str, level: str = "##") -> str:
    """What stands below a heading, up to the next one that is no lower."""
    below = PAGE.split(f"\n{level} {heading}\n", 1)[1]
    return re.split(rf"\n#{{2,{len(level)}}} ", below, maxsplit=1)[0]


def table(heading: str) -> list[list[str]]:
    lines = [line for line in section(heading).splitlines() if line.startswith("| ")]
    return [line.strip("| ").split(" | ") for line in lines[2:]]


def quoted(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


@cache
def defined(module: str) -> set[str]:
    """The functions and classes of a module, and 'Class.method'."""
    found: set[str] = set()
    for node in tree_of(module).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            inner = (each for each in node.body if isinstance(each, ast.FunctionDef))
            found |= {f"{node.name}.{each.name}" for each in inner}
    return found


@cache
def passed_on(package: str) -> dict[str, str]:
    """Names that a package takes from its modules, for others to import: name -> module."""
    return {
        alias.asname or alias.name: node.module
        for node in tree_of(package).body
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }


@cache
def imported(module: str) -> frozenset[str]:
    """The modules that a module imports, also by a name that a package passes on."""
    found: set[str] = set()
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            for alias in node.names:
                found.add(f"{node.module}.{alias.name}")
                if node.module in MODULES:
                    found.add(passed_on(node.module).get(alias.name, node.module))
    used = {name for package in found & MODULES.keys() for name in attributes(module, package)}
    return frozenset((found | used) & MODULES.keys())


def attributes(module: str, package: str) -> set[str]:
    """The modules behind what a module uses as 'package.name'."""
    last = package.rpartition(".")[2]
    taken = {
        node.attr
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == last
    }
    return {home for name, home in passed_on(package).items() if name in taken}


def steps_of(text: str) -> list[list[Step]]:
    """The ways in a section: each a numbered list."""
    ways: list[list[Step]] = []
    for line in text.splitlines():
        found = STEP.match(line)
        if not found:
            continue
        number, path, rest = int(found[1]), found[2], found[3]
        if number == 1:
            ways.append([])
        assert number == len(ways[-1]) + 1, line
        said = re.search(r"\*\((from|through|found by) (\d+)\)\*$", rest)
        handed, caller = (said[1], int(said[2])) if said else ("from", number - 1)
        assert caller < number, line
        ways[-1].append(Step(module_of(path), handed, caller))
    return ways


HEADINGS = re.findall(r"^### (.+)$", section("Ways"), re.M)
WAYS = {heading: steps_of(section(heading, "###")) for heading in HEADINGS}
HANDED = [
    pytest.param(way[step.caller - 1].module, step, id=f"{heading}-{step.module}")
    for heading, ways in WAYS.items()
    for way in ways
    for step in way[1:]
]


def test_every_way_is_told():
    assert [(heading, [len(way) for way in ways]) for heading, ways in WAYS.items()] == [
        ("A vote", [19]),
        ("An action", [13]),
        ("A deck", [12, 4]),
        ("An export", [11]),
        ("A file that comes in", [10]),
        ("A step in the editor", [7, 2]),
    ]


@pytest.mark.parametrize(("caller", "step"), HANDED)
def test_a_step_is_handed_on_as_the_page_says(caller: str, step: Step):
    assert is_handed_on(caller, step)


def is_handed_on(caller: str, step: Step) -> bool:
    match step.handed:
        case "from":
            return step.module in imported(caller)
        case "found by":
            return step.module.startswith(f"{caller}.") and looks_in_its_folder(caller)
        case _:
            return does_what_is_asked(caller, step.module)


def looks_in_its_folder(package: str) -> bool:
    return "pkgutil.iter_modules" in MODULES[package].read_text()


def asked(port: str) -> set[str]:
    """The functions that the protocols of a port ask for."""
    return {
        function.name
        for node in tree_of(port).body
        if isinstance(node, ast.ClassDef) and "Protocol" in map(ast.unparse, node.bases)
        for function in node.body
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        and "property" not in map(ast.unparse, function.decorator_list)
    }


def does_what_is_asked(port: str, module: str) -> bool:
    does = {
        node.name
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    return bool(asked(port)) and asked(port) <= does


def test_a_step_that_is_not_handed_on_is_found():
    """The positive control of the walks."""
    assert not is_handed_on("polls.protocol", Step("polls.realtime.answering", "from", 1))
    assert not is_handed_on("polls.actions", Step("polls.texts.moderation", "found by", 1))
    assert not is_handed_on("polls.errors", Step("polls.realtime.hub", "through", 1))
    assert not is_handed_on("polls.actions.telling", Step("polls.realtime.rooms", "through", 1))
    assert not hands_over("polls.apps", "polls.actions.site", "polls.realtime.hub")
    assert not hands_over("polls.apps", "polls.actions.telling", "polls.realtime.rooms")


def test_each_port_is_asked_done_and_handed_over():
    for cells in table("Ports"):
        port, asker, doer, place = (module_of(quoted(cell)[0]) for cell in cells)
        assert does_what_is_asked(port, doer), port
        assert port in imported(asker), port
        assert place == doer or hands_over(place, port, doer), port


def hands_over(place: str, port: str, doer: str) -> bool:
    """Whether a module knows who does it, and the port or something that has it."""
    known = imported(place)
    return doer in known and any(port in {other, *imported(other)} for other in known)


def test_no_protocol_of_the_code_is_missing_among_the_ports():
    """A port asks for functions; a protocol of attributes only is a type. The engines of
    backups are asked for where they are made: in one module."""
    ports = {module_of(quoted(cells[0])[0]) for cells in table("Ports")}

    assert ports == {name for name in MODULES if asked(name)} - {"workshop.upkeep.backups"}


def test_the_floors_are_those_of_the_layer_test():
    floors: list[list[str]] = []
    for number, paths, _words in table("Floors"):
        if int(number) > len(floors):
            floors.append([])
        floors[int(number) - 1] += map(module_of, quoted(paths))

    assert floors == LAYERS


def test_every_room_and_wing_is_named_and_says_what_lives_there():
    rooms = {name for name in MODULES if name.count(".") == 1 and "migrations" not in name}
    told = {module_of(quoted(row[1])[0]): row[2] for row in table("Floors")}

    assert rooms - told.keys() - LOOSE == set()
    assert all(len(words) > 5 for words in told.values())


def test_what_stands_beside_the_floors_is_named():
    assert {name for name in LOOSE if "." in name} <= set(map(module_of, quoted(PAGE)))


@pytest.mark.parametrize("row", table("Where is …?"), ids=lambda row: row[0])
def test_each_place_in_the_first_table_exists(row: list[str]):
    places, functions = [module_of(path) for path in quoted(row[1])], quoted(row[2])

    assert places
    assert functions
    for function in functions:
        assert any(function in defined(place) for place in places), function
    for place in places:
        assert defined(place) & set(functions), place


def test_the_four_questions_of_a_stranger_are_answered():
    answers = {row[0]: (quoted(row[1])[0], quoted(row[2])[0]) for row in table("Where is …?")}

    assert answers["a vote counted"] == ("polls/results/tallies.py", "count_question")
    assert answers["an action undone"] == ("polls/actions/action_log.py", "undo_latest")
    assert answers["a percentage formatted"] == ("polls/figures/numbers.py", "write_percent")
    assert answers["a text hidden"] == ("polls/texts/moderation.py", "set_card_state")


def test_every_path_of_the_page_exists():
    paths = [path for path in quoted(PAGE) if "/" in path]

    assert len(paths) > 100
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_link_of_the_page_leads_somewhere():
    links = re.findall(r"\]\(([\w-]+\.md)\)", PAGE)

    assert links
    assert [link for link in links if not (ROOT / "docs" / Path(link)).exists()] == []
