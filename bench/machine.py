"""What the machine is, and what processes cost on it, read from /proc."""

from __future__ import annotations

import os
import platform
import resource
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
PROC = Path("/proc")
CPUCLOCK_SCHED = 2  # linux/posix-timers.h
PACKAGES = ("uvicorn", "websockets", "uvloop", "django", "channels", "orjson")


def raise_limits() -> None:
    """Allow as many open files as the system lets us: a socket is a file."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def cores() -> tuple[int | None, int | None]:
    """The core of the server and that of the phones; None for both when there is only one."""
    available = sorted(os.sched_getaffinity(0))
    return (available[0], available[1]) if len(available) > 1 else (None, None)


def pin(core: int | None) -> None:
    if core is not None:
        os.sched_setaffinity(0, {core})


def pin_running(pid: int, core: int) -> None:
    """A process that runs already, with all its threads."""
    for path in (PROC / str(pid) / "task").iterdir():
        os.sched_setaffinity(int(path.name), {core})


def tree(pid: int) -> list[int]:
    """A process and all its descendants."""
    children: dict[int, list[int]] = {}
    for path in PROC.glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found = [pid]
    for parent in found:
        found += children.get(parent, [])
    return found


@dataclass(frozen=True, slots=True)
class Use:
    """Seconds that processes ran, and that they could have run but had to wait for a core."""

    ran: float = 0.0
    waited: float = 0.0

    def __add__(self, other: Use) -> Use:
        return Use(self.ran + other.ran, self.waited + other.waited)

    def __sub__(self, other: Use) -> Use:
        return Use(self.ran - other.ran, self.waited - other.waited)


def use(pids: Iterable[int]) -> Use:
    """What these living processes used so far; waiting only of threads that still live."""
    total = Use()
    for pid in pids:
        try:
            total += Use(time.clock_gettime(cpu_clock(pid)), waited(pid))
        except OSError:  # it has ended
            continue
    return total


def cpu_clock(pid: int) -> int:
    """The clock of a process's CPU time, threads that ended included: clock_getcpuclockid(3)."""
    return ~pid << 3 | CPUCLOCK_SCHED


def waited(pid: int) -> float:
    nanoseconds = 0
    for path in (PROC / str(pid) / "task").glob("*/schedstat"):
        try:
            nanoseconds += int(path.read_text().split()[1])
        except OSError:
            continue
    return nanoseconds / 1e9


def rss(pids: Iterable[int]) -> int:
    """Resident bytes of the processes together."""
    total = 0
    for pid in pids:
        try:
            total += int((PROC / str(pid) / "statm").read_text().split()[1]) * PAGE
        except OSError:
            continue
    return total


def loopback_bytes() -> int:
    """What went over the line of this machine to itself, headers included."""
    lines = (PROC / "net" / "dev").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.strip().startswith("lo:"))


def busy_seconds() -> float:
    """Time that all cores spent on anything at all, since the machine started."""
    times = (PROC / "stat").read_text().splitlines()[0].split()[1:]
    user, nice, system, _idle, _wait, irq, soft, steal = map(int, times[:8])
    return (user + nice + system + irq + soft + steal) / TICKS


def description() -> dict[str, str]:
    """The facts that a reader needs to compare these figures with another machine's."""
    cpus = [
        line.partition(":")[2].strip()
        for line in (PROC / "cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    memory = os.sysconf("SC_PHYS_PAGES") * PAGE
    return {
        "processor": f"{cpus[0] if cpus else platform.machine()}, {os.cpu_count()} cores",
        "memory": f"{memory / 2**30:.0f} GiB",
        "kernel": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        **{name: metadata.version(name) for name in PACKAGES},
    }
