"""The order in which a server writes, syncs and acknowledges, as the kernel sees it."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CALLS = "fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg"
WRITTEN = re.compile(r"pwrite64\(\d+<[^>]*-wal>")
SYNCED = re.compile(r"(f(data)?sync\(\d+<[^>]*-wal>\)|f(data)?sync resumed>\)?).*= 0")
ACK = re.compile(r'\\"type\\":\\"ack\\"')


@contextmanager
def traced(pid: int, file: Path) -> Iterator[None]:
    """Write the calls of a process and its threads to a file meanwhile."""
    command = ["strace", "-f", "-y", "-s", "64", "-e", f"trace={CALLS}", "-o", str(file)]
    with subprocess.Popen([*command, "-p", str(pid)], stderr=subprocess.PIPE, text=True) as tracer:
        assert tracer.stderr
        told = tracer.stderr.readline()
        assert "attached" in told, told
        try:
            yield
        finally:
            tracer.send_signal(signal.SIGINT)


def may_trace() -> bool:
    if not shutil.which("strace"):
        return False
    tried = subprocess.run(["strace", "-o", "/dev/null", "true"], check=False, capture_output=True)
    return tried.returncode == 0


def acknowledgements(file: Path) -> list[bool]:
    """Of each acknowledgement whether all that was written before it had been synced.

    One answer at a time is on its way, so something is written for each of them.
    """
    found, written, synced = [], False, False
    for line in file.read_text().splitlines():
        if WRITTEN.search(line):
            written, synced = True, False
        elif SYNCED.search(line):
            synced = True
        elif ACK.search(line):
            found.append(written and synced)
            written = synced = False
    return found
