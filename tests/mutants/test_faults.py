"""The faults that `make mutants` makes are faults, and are noticed."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.mutants import __main__ as mutants
from tests.mutants import faults
from tests.mutants.chosen import CHOSEN

CODE = '''"""What it does."""

def least(numbers: list[int], floor: int = 3) -> int:
    """Never less than the floor."""
    if not numbers or min(numbers) < 2:
        return floor
    return sum(numbers) - 1 + len(_("een zin"))
'''


def test_every_kind_of_fault_is_made_once():
    found = [(fault.line, fault.what) for fault in faults.of(CODE)]

    assert sorted(found) == [
        (3, "3  →  4"),
        (5, "2  →  3"),
        (
            5,
            "if not numbers or min(numbers) < 2:  →  if not (not numbers or min(numbers) < 2):",
        ),
        (5, "min  →  max"),
        (5, "min(numbers) < 2  →  min(numbers) <= 2"),
        (5, "not numbers or min(numbers) < 2  →  not numbers and min(numbers) < 2"),
        (6, "return floor  →  return None"),
        (7, "1  →  2"),
        (7, "return sum(numbers) - 1 + len(_('een zin'))  →  return None"),
        (7, "sum(numbers) - 1  →  sum(numbers) + 1"),
        (7, "sum(numbers) - 1 + len(_('een zin'))  →  sum(numbers) - 1 - len(_('een zin'))"),
    ]


def test_each_has_one_fault_only():
    whole = ast.unparse(ast.parse(CODE)).splitlines()

    for fault in faults.of(CODE):
        lines = fault.text.splitlines()
        assert len(lines) == len(whole)
        assert sum(one != other for one, other in zip(lines, whole, strict=True)) == 1


def test_the_modules_and_their_tests_are_there():
    named = {*CHOSEN, *(test for tests in CHOSEN.values() for test in tests)}

    assert [name for name in named if not (mutants.ROOT / name).is_file()] == []


def test_modules_take_turns_in_the_same_order_each_time():
    files = ["polls/naming.py", "polls/kinds/open/kind.py"]

    first, again = mutants.queue(files), mutants.queue(files)

    assert first == again
    assert {file for file, _fault in first[:2]} == set(files)


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("least", "status"), [("100", 0), ("101", 1)])
def test_faults_are_noticed_and_counted(least: str, status: int):
    command = [sys.executable, "-m", "tests.mutants", "--most", "2", "--least", least]

    done = subprocess.run([*command, "polls/naming.py"], capture_output=True, text=True)

    assert done.stdout.splitlines()[1:] == [
        "   2 of    2 noticed (100 %)  polls/naming.py",
        "   2 of    2 noticed (100 %)",
    ]
    assert done.returncode == status


def test_what_is_not_noticed_counts_against_the_share(capsys: pytest.CaptureFixture[str]):
    fault = faults.of("x = 1")[0]

    share = mutants.report([("a.py", fault, True), ("a.py", fault, False), ("b.py", fault, True)])

    assert share == 66
    assert "   1 of    2 noticed (50 %)  a.py" in capsys.readouterr().out
