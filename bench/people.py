"""How long the pages of trainers and of an administrator take in a large municipality:
`make bench-people`.

Sixty trainers, twelve teams, four hundred workshops and three thousand sessions with answers.
Each page is asked for twenty times, each time by another trainer about something else of theirs,
so that what was kept in memory for one helps the next no more than it does in real life.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import orjson
import uvloop

from bench import machine
from bench.client.network import request
from bench.measure import fresh
from bench.processes import ROOT
from bench.stats import percentile
from bench.targets.base import Setting
from bench.targets.ours import Ours, environment, server_options

LIMIT = 0.3  # seconds
SIZE = ("60", "12", "400", "3000", "20")  # trainers, teams, workshops, sessions, people in each
QUICK = ("6", "2", "12", "40", "3")
TIMES = 20
TRAINER = (
    "/desk/",
    "/desk/?page=2",
    "/desk/?search=groep",
    "/desk/{live}/",
    "/desk/{live}/texts/",
    "/desk/{live}/slides/",
    "/desk/{live}/settings/",
    "/desk/{live}/sharing/",
    "/desk/{past}/memory/",
    "/desk/{past}/report/",
    "/desk/{past}/retention/",
    "/desk/account/",
    "/desk/account/tokens/",
    "/desk/account/password/",
    "/workshops/",
    "/workshops/?search=samenwerken",
    "/workshops/?whose=shared",
    "/workshops/?bin",
    "/workshops/{workshop}/",
    "/workshops/{workshop}/text/",
    "/workshops/{workshop}/versions/",
    "/workshops/{workshop}/pictures/",
    "/workshops/{workshop}/questionnaire/",
    "/examples/beter-samenwerken/",
    "/compare/",
    "/compare/?{three}",
    "/compare/?label=Groep+7",
    "/compare/?team={team}",
    "/tips/",
    "/tips/?search=samen",
    "/tips/?team={team}",
    "/teams/",
    "/teams/{team}/",
    "/house-style/",
    "/help/",
    "/help/room/",
)
ADMINISTRATOR = (
    "/desk/",
    "/desk/?page=100",
    "/desk/?search={name}",
    "/desk/{live}/",
    "/desk/{past}/report/",
    "/workshops/",
    "/compare/",
    "/tips/",
    "/teams/",
    "/teams/{team}/",
    "/accounts/",
    "/accounts/?page=2",
    "/accounts/?search=trainer-1",
    "/accounts/{account}/",
    "/accounts/defaults/",
    "/accounts/log/",
    "/accounts/log/?page=200",
    "/accounts/log/?who={name}",
)
PROGRAM = ("/api/v1/workshops", "/api/v1/sessions", "/api/v1/sessions?page=2")


@dataclass(frozen=True, slots=True)
class Asked:
    """One page, as it was asked for by each in turn."""

    who: str
    page: str
    taken: Sequence[float]
    cpu: float  # seconds of the server, each time
    size: int

    @property
    def p95(self) -> float:
        return percentile(self.taken, 0.95)

    @property
    def slow(self) -> bool:
        return self.p95 > LIMIT

    def row(self) -> str:
        p50, p95, cpu = (1000 * each for each in (percentile(self.taken, 0.5), self.p95, self.cpu))
        mark = "  TOO SLOW" if self.slow else ""
        return (
            f"{self.who:14}{self.page:40}{p50:6.0f} p50{p95:6.0f} p95{cpu:6.0f} ms CPU"
            f"{self.size // 1000:6} kB{mark}"
        )


async def ask(target: Ours, who: str, page: str, people: Sequence[Mapping[str, Any]]) -> Asked:
    taken, size, before = [], 0, target.processes[-1].use
    for number in range(TIMES):
        person = people[number % len(people)]
        token = f"Authorization: Bearer {person['token']}\r\n" if who == "program" else ""
        cookie = "" if token else person["cookie"]
        path = page.format(**person)
        began = perf_counter()
        reply = await request(target.port, "GET", path, cookie=cookie, headers=token)
        taken.append(perf_counter() - began)
        size = max(size, len(reply.body))
        if reply.status != 200:
            raise RuntimeError(f"{path} gave {reply.status}")
    return Asked(who, page, taken, (target.processes[-1].use - before).ran / TIMES, size)


def fill(target: Ours, folder: Path, size: Sequence[str]) -> Any:
    """Make the municipality, which says on the terminal how far it is; what it then tells."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.municipality", *size],
        cwd=ROOT,
        env=environment(folder, target.port),
        stdout=subprocess.PIPE,
        check=True,
    )
    return orjson.loads(done.stdout)


async def run(setting: Setting, size: Sequence[str]) -> bool:
    target, began = Ours(), perf_counter()
    await target.start(setting)
    try:
        made = fill(target, setting.folder, size)
        trainers = made["trainers"]
        administrator = [{**each, "cookie": made["administrator"]} for each in trainers]
        print("{} trainers, {} teams, {} workshops, {} sessions of {} people".format(*size))
        print(f"made in {perf_counter() - began:.0f} s", flush=True)
        found = []
        for who, pages, people in (
            ("trainer", TRAINER, trainers),
            ("administrator", ADMINISTRATOR, administrator),
            ("program", PROGRAM, trainers),
        ):
            for page in pages:
                found.append(await ask(target, who, page, people))
                print(found[-1].row(), flush=True)
    finally:
        await target.stop()
    print(f"all of it took {perf_counter() - began:.0f} s")
    return tell(found)


def tell(found: Sequence[Asked]) -> bool:
    """Whether every page kept to its mark, and the slowest."""
    slow = [each for each in found if each.slow]
    worst = max(found, key=lambda each: each.p95)
    print(f"{len(found)} pages, the slowest {1000 * worst.p95:.0f} ms at p95: {worst.page}")
    print(f"{len(slow)} pages over {1000 * LIMIT:.0f} ms at p95")
    return not slow


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-people", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a small municipality: only a look")
    size = QUICK if parser.parse_args().quick else SIZE
    server, clients = machine.cores()
    machine.raise_limits()
    machine.pin(clients)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        uvloop.run(run(fresh(Setting(folder, server, server_options(folder))), size))


if __name__ == "__main__":
    main()
