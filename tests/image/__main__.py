"""`make image`: builds the image, runs it as a container would, and prints what it measured.

Takes root. A Debian of 80 MB, made the first time, is kept in .image/. `ARGS="--arch arm64"` does
it for another kind of machine, by emulation, where times say nothing; what is emulated has to be
able to run (Debian's qemu-user-static and binfmt-support).
"""

from __future__ import annotations

import argparse
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench import machine
from bench.processes import free_port
from tests.image.building import ROOT, Image, Workplace
from tests.image.container import Container

MEGABYTE = 1_000_000
LARGEST = 350  # MB
FIRST_PAGE = 5.0  # seconds from the start of the container; of a core, where others use it too
PATIENCE = 300.0  # seconds, after which it does not come
STARTING = (0.0, 0.2, 0.6, 1.2, 2.0)  # seconds after it began, at which it is stopped
OBEYED = 5.0  # seconds; runtimes wait for ten before they kill
STYLE = re.compile(r'href="(/static/[^"]+\.css)"')
OWNER = 10001


class Report:
    """What was looked at, and whether it was as it should be."""

    def __init__(self, *, emulated: bool) -> None:
        self.failed = 0
        self.emulated = emulated

    def tell(self, what: str, found: object, right: bool) -> None:
        self.failed += not right
        print(f"{'ok  ' if right else 'FAIL'}  {what}: {found}", flush=True)


def main() -> None:
    own = subprocess.check_output(["dpkg", "--print-architecture"], text=True).strip()
    parser = argparse.ArgumentParser(prog="make image", description=__doc__)
    parser.add_argument("--arch", default=own)
    arch = parser.parse_args().arch
    place = ROOT / ".image" / ("" if arch == own else arch)
    place.mkdir(exist_ok=True, parents=True)
    report, began = Report(emulated=arch != own), time.monotonic()
    workplace = Workplace(place, arch)
    workplace.make_base()
    print(f"      base: {time.monotonic() - began:.0f} s", flush=True)
    began = time.monotonic()
    image = workplace.make_image()
    print(f"      build: {time.monotonic() - began:.0f} s", flush=True)
    size = image.size() / MEGABYTE
    report.tell("size", f"{size:.0f} MB, at most {LARGEST}", size <= LARGEST)
    with tempfile.TemporaryDirectory() as folder, mounted(image) as root:
        try_it(prepare(image, root, Path(folder)), Path(folder), report)
    print(
        f"      load of the machine meanwhile: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    sys.exit(report.failed > 0)


@contextmanager
def mounted(image: Image) -> Iterator[Path]:
    container, root = image.mount()
    try:
        yield root
    finally:
        image.remove(container)


def prepare(image: Image, root: Path, folder: Path) -> Container:
    """With an empty volume for the data and a key in a file."""
    data, kept = folder / "data", folder / "secrets"
    for each in (data, kept):
        each.mkdir()
    shutil.chown(data, OWNER, OWNER)
    folder.chmod(0o755)
    (kept / "secret_key").write_text(secrets.token_urlsafe(64))
    settings = {"PORT": str(free_port()), "SECRET_KEY_FILE": "/run/secrets/secret_key"}
    return Container(root, image.config, data, kept, settings)


def try_it(container: Container, folder: Path, report: Report) -> None:
    report.tell("healthy before it runs", False, not container.is_healthy())
    for name in ("first start", "second start"):
        log = folder / "log"
        process = container.start(log)
        try:
            seconds = first_page(container, process, log)
            ran = machine.use(machine.tree(process.pid)).ran
            said = f"{seconds:.1f} s, {ran:.1f} s of a core"
            in_time = report.emulated or min(seconds, ran) <= FIRST_PAGE
            report.tell(f"{name}, first page", said, in_time)
            if name == "first start":
                look_inside(container, report)
        finally:
            stopping = stop(process)
        report.tell("stopped", f"{stopping:.1f} s", stopping < 10)
    if not report.emulated:  # whose processes have the name of the emulator
        stop_while_it_starts(container, folder, report)
    refuse_data_of_others(container, folder, report)


def first_page(container: Container, process: subprocess.Popen[str], log: Path) -> float:
    """Seconds from now until somebody has the first page with its style."""
    began = time.monotonic()
    site = f"http://127.0.0.1:{container.settings['PORT']}"
    while time.monotonic() - began < PATIENCE and process.poll() is None:
        try:
            with urlopen(f"{site}/") as reply:
                page = reply.read().decode()
            with urlopen(site + STYLE.findall(page)[0]) as reply:
                assert reply.status == 200
            return time.monotonic() - began
        except URLError:
            time.sleep(0.02)
    raise AssertionError(f"No page came:\n{log.read_text()}")


def look_inside(container: Container, report: Report) -> None:
    report.tell("healthy", True, container.is_healthy())
    number = container.run("/usr/bin/id", "-u").stdout.strip()
    report.tell("user", number, number == str(OWNER))
    for place, kept in (("/opt/polshoogte/x", False), ("/etc/x", False), ("/data/x", True)):
        written = container.run("/usr/bin/touch", place).returncode == 0
        report.tell(f"writes to {place}", written, written is kept)
    made = (container.data / "secret_key").exists()
    report.tell("made a key of its own beside SECRET_KEY_FILE", made, not made)
    program = "/opt/polshoogte/bin/polshoogte"
    started = container.run(program, "start_session", "beter-samenwerken", "--json")
    (code,) = re.findall(r'"code": "(\d{8})"', started.stdout)
    for kind in ("pdf", "xlsx", "pptx"):
        file = f"/data/a.{kind}"
        done = container.run(program, "export_session", code, f"--format={kind}", f"--out={file}")
        report.tell(f"export {kind}", done.stderr or "made", done.returncode == 0)
    done = container.run(program, "backup", "/data/a.backup")
    report.tell("backup", done.stderr or done.stdout.strip(), done.returncode == 0)
    for name in ("pg_dump", "pg_restore", "psql"):
        said = container.run(f"/opt/polshoogte/bin/{name}", "--version")
        report.tell(name, said.stdout.strip() or said.stderr, said.returncode == 0)


def refuse_data_of_others(container: Container, folder: Path, report: Report) -> None:
    shutil.chown(container.data, 0, 0)
    container.data.chmod(0o700)
    process = container.start(folder / "log")
    status = process.wait(PATIENCE)
    said = (folder / "log").read_text().strip()
    report.tell("data of somebody else", said, status != 0 and "Set DATA_DIR" in said)
    report.tell("which is one line", said.count("\n") + 1, "\n" not in said)


def stop_while_it_starts(container: Container, folder: Path, report: Report) -> None:
    """At moments of which each is in another program; and that without tini nobody would hear."""
    for moment in STARTING:
        process = container.start(folder / "log")
        wait_for_first(process, "tini")
        time.sleep(moment)
        took = stop(process)
        report.tell(f"stopped {moment} s after it began", f"{took:.1f} s", took < OBEYED)
    deaf = container.start(folder / "log", entrypoint=container.config["Entrypoint"][2:])
    wait_for_first(deaf, "polshoogte")
    try:
        stop(deaf, patience=OBEYED)
        heard = True
    except subprocess.TimeoutExpired:
        heard = False
        os.kill(find_first(deaf), signal.SIGKILL)
        deaf.wait(PATIENCE)
    report.tell("the same without tini", heard, not heard)


def find_first(process: subprocess.Popen[str]) -> int:
    """The first process of a container, as this machine calls it."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return int(children[0])


def wait_for_first(process: subprocess.Popen[str], program: str) -> None:
    """Until the first process is that program."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with suppress(OSError, IndexError):
            if program in Path(f"/proc/{find_first(process)}/cmdline").read_text().split("\0")[0]:
                return
        time.sleep(0.01)
    raise AssertionError(f"{program} was never the first")


def stop(process: subprocess.Popen[str], patience: float = PATIENCE) -> float:
    """As a runtime does: SIGTERM to the first process of the container, and then waiting."""
    began = time.monotonic()
    if process.poll() is None:
        os.kill(find_first(process), signal.SIGTERM)
    process.wait(patience)
    return time.monotonic() - began


if __name__ == "__main__":
    main()
