"""`make mutants`: for each fault in a chosen module the tests of that module are run.

    make mutants ARGS="--minutes 10 polls/kinds"

One process with the libraries loaded forks for each fault. The fork imports the module with the
fault in it, so no file is changed. The faults of all modules take turns, in an order
that is the same each time, until the time is over.
"""

from __future__ import annotations

import argparse
import importlib
import os
import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.mutants import faults
from tests.mutants.chosen import CHOSEN
from tests.mutants.faults import Fault

ROOT = Path(__file__).resolve().parent.parent.parent
LIBRARIES = ("pytest", "django.test", "channels", "uvicorn", "httpx", "plotly.graph_objects")
SECONDS = 60  # for one test of a fault: what hangs is noticed as well
Result = tuple[str, Fault, bool]


class Faulty(MetaPathFinder, Loader):
    """Imports one module from another text than the one on disk."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self.name = file.removesuffix(".py").replace("/", ".")

    def find_spec(self, name: str, *_more: Any) -> ModuleSpec | None:
        return ModuleSpec(name, self, origin=self.file) if name == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = str(ROOT / self.file)
        exec(compile(self.text, module.__file__, "exec"), module.__dict__)


def child(tests: Sequence[str], faulty: Faulty | None) -> int:
    """Run the tests, with another text in place of a module; pytest's exit status."""
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    os.environ["PYTEST_XDIST_WORKER"] = f"mutant-{os.getpid()}"
    os.environ["MUTANT"] = "1"
    if faulty:
        sys.meta_path.insert(0, faulty)
    import pytest

    quick = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", f"--timeout={SECONDS}"]
    return int(pytest.main([*quick, *tests]))


def started(tests: Sequence[str], faulty: Faulty | None = None) -> int:
    pid = os.fork()
    if pid == 0:
        status = 3
        try:
            status = child(tests, faulty)
        finally:
            os._exit(status)
    return pid


def queue(files: Sequence[str]) -> list[tuple[str, Fault]]:
    """The faults of these modules, taking turns."""
    chance = random.Random(1)
    waiting = []
    for file in files:
        found = faults.of((ROOT / file).read_text())
        chance.shuffle(found)
        waiting += [(turn, file, fault) for turn, fault in enumerate(found)]
    return [(file, fault) for _turn, file, fault in sorted(waiting, key=lambda each: each[:2])]


def run(waiting: list[tuple[str, Fault]], minutes: float, at_once: int) -> list[Result]:
    end = time.monotonic() + 60 * minutes
    running: dict[int, tuple[str, Fault]] = {}
    results = []
    while waiting or running:
        while waiting and len(running) < at_once and time.monotonic() < end:
            file, fault = waiting.pop(0)
            running[started(CHOSEN[file], Faulty(file, fault.text))] = file, fault
        if not running:
            break
        pid, status = os.wait()
        file, fault = running.pop(pid)
        noticed = os.waitstatus_to_exitcode(status) != 0
        results.append((file, fault, noticed))
        if not noticed:
            print(f"SURVIVED {file}:{fault.line}: {fault.what}", flush=True)
    return results


def report(results: Sequence[Result]) -> float:
    """Print the share for each module; that of all."""
    told: dict[str, list[bool]] = defaultdict(list)
    for file, _fault, noticed in results:
        told[file].append(noticed)
    for file, noticed in sorted(told.items()):
        print(f"{sum(noticed):4} of {len(noticed):4} noticed ({share(noticed)} %)  {file}")
    everything = [noticed for *_rest, noticed in results]
    print(f"{sum(everything):4} of {len(everything):4} noticed ({share(everything)} %)")
    return share(everything)


def share(noticed: Sequence[bool]) -> int:
    return 100 * sum(noticed) // max(1, len(noticed))


def main() -> int:
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="*", default=[""], help="the start of a module's path")
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--most", type=int, default=None, help="faults")
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--least", type=int, default=0, help="percent below which this fails")
    asked = parser.parse_args()
    files = [file for file in CHOSEN if file.startswith(tuple(asked.paths))]
    if "PYTEST_CURRENT_TEST" not in os.environ:  # whose workers read these files
        collect_static_files()
    for name in LIBRARIES:
        importlib.import_module(name)
    if not pass_unharmed(files):
        print("Their tests fail without any fault: make test tells which.")
        return 1
    waiting = queue(files)
    print(f"{len(waiting)} faults in {len(files)} modules", flush=True)
    return int(report(run(waiting[: asked.most], asked.minutes, asked.at_once)) < asked.least)


def collect_static_files() -> None:
    """Once for all runs, as conftest.py does, in a process that nobody forks."""
    nothing = [sys.executable, "-m", "pytest", "-q", "--collect-only", "tests/mutants"]
    subprocess.run(nothing, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)


def pass_unharmed(files: Sequence[str]) -> bool:
    """Whether the tests of these modules pass when nothing is wrong."""
    tests = {test: None for file in files for test in CHOSEN[file]}
    return os.waitstatus_to_exitcode(os.waitpid(started([*tests]), 0)[1]) == 0


if __name__ == "__main__":
    sys.exit(main())
