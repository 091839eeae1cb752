"""When a new slide is on 10,000 phones behind one line of 100 Mbit/s: `make bench-line`.

Server and phones run in a network of their own (unshare), in which the loopback is as slow as
that line and cuts what it carries into packets as Ethernet does (tc). It takes root. The phones
unpack what they read, as browsers do; a second room of phones that do not is the control.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import zlib
from pathlib import Path
from time import perf_counter

import uvloop

from bench import machine
from bench.client.crowd import Crowd, Phone
from bench.client.network import connect, each
from bench.measure import fresh
from bench.processes import WORK
from bench.stats import percentile
from bench.targets.base import Setting
from bench.targets.ours import Ours, server_options

MEGABITS = 100
PACKET = 1500  # bytes, headers included
# The queue is longer than all that is ever sent at once: this line drops nothing.
SHAPED = """
ip link set lo up mtu {packet}
tc qdisc add dev lo root tbf rate {megabits}mbit burst 64kb limit 500mb
exec "$@"
"""
DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
FLUSHED = b"\0\0\xff\xff"  # what a packed message ends with, and is left out (RFC 7692)
READERS = 100  # phones of which one unpacks; a window for each would be of the bench, not of phones
INSIDE = "POLSHOOGTE_BENCH_LINE"


class Line(Crowd):
    """The phones, and how many states each of them has to have."""

    def __init__(self, port: int, *, packed: bool) -> None:
        super().__init__(port)
        self.make = Unpacking if packed else Plain

    async def connect(self, paths: list[tuple[str, str]]) -> None:
        async def one(item: tuple[int, tuple[str, str]]) -> None:
            number, (path, cookie) = item
            phone = await connect(self.port, lambda: self.make(self, number, path, cookie))
            self.phones.append(phone)
            await phone.opened

        await each(enumerate(paths), one)

    async def all_have(self, states: int) -> bool:
        return await self.until(lambda: all(phone.states >= states for phone in self.phones))


class Plain(Phone):
    """A phone that counts states, and the bytes that they took on the line."""

    def __init__(self, crowd: Crowd, number: int, path: str, cookie: str) -> None:
        super().__init__(crowd, number, path, cookie)
        self.states = self.bytes = 0

    def see_state(self, payload: bytes, now: float) -> None:
        self.states += 1
        self.bytes += len(payload)
        super().see_state(payload, now)


class Unpacking(Plain):
    """Asks for packed states. One in READERS reads what is in them."""

    headers = DEFLATE

    def __init__(self, crowd: Crowd, number: int, path: str, cookie: str) -> None:
        super().__init__(crowd, number, path, cookie)
        self.unpacker = zlib.decompressobj(wbits=-15) if number % READERS == 0 else None

    def unpack(self, payload: bytes) -> bytes:
        self.bytes += len(payload)
        if self.unpacker is None:
            self.states += 1
            self.state_at = perf_counter()
            self.crowd.progress.set()
            if not self.opened.done():
                self.opened.set_result(None)
            return b""
        self.bytes -= len(text := self.unpacker.decompress(payload + FLUSHED))
        return text


async def measure(target: Ours, phones: int, changes: int, *, packed: bool) -> list[float]:
    """Seconds from a change of slide until the last phone had read it."""
    line = Line(target.port, packed=packed)
    await target.act("goto", slide="1")
    await line.connect(target.phones(phones))
    await asyncio.sleep(1)
    took = []
    for phone in line.phones:
        phone.states = phone.bytes = 0
    for number in range(1, changes + 1):
        began = perf_counter()
        version = await target.act("next")
        if not await line.all_have(number):
            raise RuntimeError(f"change {number} did not reach every phone")
        took.append(max(phone.state_at for phone in line.phones) - began)
        read = [phone for phone in line.phones if phone.version >= 0]
        assert {phone.version for phone in read} == {version}
    sent = sum(phone.bytes for phone in line.phones) / phones / changes
    words = "unpack" if packed else "do not unpack"
    print(
        f"{phones:,} phones that {words}: {changes} changes, p50 {percentile(took, 0.5):.2f} s,"
        f" slowest {max(took):.2f} s, within 1 s {sum(each <= 1 for each in took)};"
        f" {sent / 1000:.1f} kB a phone and change",
        flush=True,
    )
    line.close()
    await asyncio.sleep(1)
    return took


async def run(phones: int, changes: int) -> None:
    server, core = machine.cores()
    machine.raise_limits()
    machine.pin(core)
    WORK.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=WORK) as folder:
        setting = Setting(Path(folder), server, server_options(Path(folder)))
        for packed in (True, False):
            target = Ours()
            try:
                await target.start(fresh(setting))
                await measure(target, phones, changes if packed else 3, packed=packed)
            finally:
                await target.stop()


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-line", description=__doc__.split("\n")[0])
    parser.add_argument("--phones", type=int, default=10_000)
    parser.add_argument("--changes", type=int, default=40)
    asked = parser.parse_args()
    if os.environ.get(INSIDE):
        uvloop.run(run(asked.phones, asked.changes))
        return
    if os.geteuid():
        sys.exit("make bench-line makes a network of its own, which takes root.")
    shaped = SHAPED.format(packet=PACKET, megabits=MEGABITS)
    again = [sys.executable, "-m", "bench.line", *sys.argv[1:]]
    os.environ[INSIDE] = "1"
    os.execvp("unshare", ["unshare", "--net", "sh", "-ec", shaped, "sh", *again])


if __name__ == "__main__":
    main()
