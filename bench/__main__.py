"""Run the bench: `make bench`, or a part of it with `make bench ARGS="--phones 100"`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import uvloop

from bench import machine, measurements, report, services
from bench.measure import control, fresh, measure
from bench.phases.room import QUICK, Lengths
from bench.processes import WORK
from bench.targets.base import Setting, Target
from bench.targets.ours import OnPostgres, Ours, TwoWorkers, server_options
from bench.targets.references import Bare, BareOnPostgres, Idiomatic

SIZES = (100, 1_000, 8_000)
IDIOMATIC_LIMIT = 1_000  # phones: with more it does not end within minutes
EMPTY_STATE = 60  # bytes of a reference's state without its text
TARGETS: dict[str, type[Target]] = {
    target.name: target
    for target in (Ours, Bare, Idiomatic, OnPostgres, BareOnPostgres, TwoWorkers)
}
ON_POSTGRES = (OnPostgres, BareOnPostgres)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--phones", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--targets", nargs="+", choices=TARGETS, default=list(TARGETS))
    parser.add_argument("--repeat", type=int, default=measurements.KEEP, metavar="N")
    parser.add_argument("--quick", action="store_true", help="shorter phases: only a look")
    parser.add_argument(
        "--file",
        type=Path,
        default=WORK / "measurements.jsonl",
        help="where to keep what is measured",
    )
    parser.add_argument(
        "--write", action="store_true", help="measure nothing: write bench/RESULTS.md from the file"
    )
    return parser.parse_args()


def wanted(names: list[str], phones: int) -> list[str]:
    """The servers that can be measured here, with so many phones."""
    if not services.available():
        names = [name for name in names if not issubclass(TARGETS[name], ON_POSTGRES)]
    if phones > IDIOMATIC_LIMIT:
        names = [name for name in names if name != Idiomatic.name]
    return names


async def run(options: argparse.Namespace, folder: Path) -> None:
    server, phones_core = machine.cores()
    machine.raise_limits()
    machine.pin(phones_core)
    setting = Setting(folder, server, server_options(folder))
    await check(setting, options.file)
    lengths = QUICK if options.quick else Lengths()
    for phones in options.phones:
        for number in range(options.repeat):
            for name in wanted(options.targets, phones):
                print(f"{phones:,} phones, round {number + 1} of {options.repeat}: {name}", end=" ")
                print("...", end=" ", flush=True)
                began = perf_counter()
                figures = await measure(TARGETS[name](), fresh(setting), phones, lengths)
                measurements.add(options.file, target=name, phones=phones, figures=figures)
                if name == Ours.name:  # the first of each round: the references do as it does
                    setting = replace(setting, state_size=int(figures["state"]) - EMPTY_STATE)
                print(f"{perf_counter() - began:.0f} s", flush=True)


async def check(setting: Setting, file: Path) -> None:
    """Prove that a leaked frame and a lost vote would be seen before saying there are none."""
    found = await control(setting)
    if not (found["leaked"] and found["lost"]):
        raise SystemExit(f"The bench does not see faults that were made on purpose: {found}")
    measurements.add(file, target="control", phones=0, figures=found)
    print(f"Control: {found['leaked']:.1f} frames a phone too many and lost votes were seen.")


def main() -> None:
    options = arguments()
    if options.write:
        report.write(options.file)
        return
    WORK.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=WORK) as folder:
        uvloop.run(run(options, Path(folder)))
    print(report.text(options.file))
    if len(sys.argv) == 1:
        report.write(options.file)


if __name__ == "__main__":
    main()
