"""What systems do each in their own way: locks, priorities, open files, where data belongs."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import IO

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]
try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

# Elsewhere (Windows) the new process is another one, and whoever waits for this one goes on.
CAN_REPLACE = hasattr(os, "execve") and os.name == "posix"
WITHOUT_LIMIT = 16_384  # files that a system opens that has no limit to ask for
MACOS = 10_240  # the most that macOS takes; it says that there is no limit
NUMBERS = "PROMETHEUS_MULTIPROC_DIR"  # in which workers keep what they count together
LOWEST = 19  # of priorities; on Windows there are classes
FAR = 1 << 30  # the byte that is locked on Windows: one that nobody reads


def lock(file: IO[str], *, shared: bool = False) -> bool:
    """Whether nobody else held this file; it stays locked until it is closed, by a crash too.
    A shared lock is for a look only: two who look do not see each other."""
    try:
        if fcntl is not None:
            kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        else:
            lock_byte(file)
    except OSError:
        return False
    return True


def lock_byte(file: IO[str]) -> None:
    try:
        import msvcrt
    except ImportError:  # nothing to lock with: then nobody is kept out
        return
    place = file.tell()
    file.seek(FAR)
    try:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    finally:
        file.seek(place)


def raise_open_files() -> None:
    """As many files as the system lets this process open: each socket is one."""
    if resource is not None:
        _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        for most in (hard, MACOS):
            with suppress(ValueError, OSError):
                resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
                return


def open_files() -> int:
    if resource is None:
        return WITHOUT_LIMIT
    return int(resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def is_running(pid: int) -> bool:
    """Whether this process lives; on Windows, where asking would end it, it is taken to."""
    if os.name == "nt":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def step_aside() -> None:
    """For a process that makes one thing while others vote: the lowest priority, and its
    numbers are none of the server's."""
    os.environ.pop(NUMBERS, None)
    if hasattr(os, "nice"):
        os.nice(LOWEST - os.nice(0))  # also where the server has another priority than usual
    else:
        with suppress(ImportError, AttributeError):
            lower_on_windows()


def lower_on_windows() -> None:
    import ctypes

    idle = 0x40
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    kernel.SetPriorityClass(kernel.GetCurrentProcess(), idle)
