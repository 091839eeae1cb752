"""More processes than one, in the shortest form; and phones that sleep while servers work."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from functools import partial

import pytest

from bench import cores, services
from bench.client.crowd import Crowd, Phone
from bench.client.network import connect
from bench.client.still import answer_while_asleep
from tests.bench.test_bench import ROOT

# A server that accepts everybody, and answers whatever comes next a while later.
SERVER = """
import asyncio
OPENED = b"HTTP/1.1 101 Switching Protocols\\r\\n\\r\\n"
STATE, ACK = (b'{"type":"state","version":1}', b'{"type":"ack"}')
frame = lambda text: bytes((0x81, len(text))) + text
async def answer(reader, writer):
    await reader.readuntil(b"\\r\\n\\r\\n")
    writer.write(OPENED + frame(STATE))
    while await reader.read(1000):
        await asyncio.sleep(0.1)
        writer.write(frame(ACK))
async def main():
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
"""


async def test_phones_sleep_until_the_kernel_has_an_answer_for_each():
    command = [sys.executable, "-c", SERVER]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as server:  # noqa: ASYNC220
        try:
            crowd = Crowd(int(server.stdout.readline()))
            for number in range(3):
                phone = await connect(crowd.port, lambda n=number: Phone(crowd, n, "/", ""))
                crowd.phones.append(phone)
                await phone.opened
            cast = partial(crowd.cast, "goed", 1)

            took = await answer_while_asleep(crowd, [server.pid], cast)

            assert crowd.heard()[b"ack"] == 0
            assert took.time >= 0.1  # a server that was not stopped has half of it behind it
            while crowd.heard()[b"ack"] < 3:  # noqa: ASYNC110  # what waited in the kernel
                await asyncio.sleep(0.01)
        finally:
            crowd.close()
            server.kill()


def test_a_part_that_a_layout_does_not_have_is_left_out():
    told = cores.report(
        1_000,
        {
            "one": {"vote rate": 8_000.0, "vote servers": 1e-4, "vote held": 5e-5},
            "two": {"vote rate": 12_000.0, "vote servers": 1.1e-4, "vote nginx": 2e-5},
        },
    ).splitlines()

    assert told[2:7] == [
        "| 1,000 phones | one | two |",
        "| --- | ---: | ---: |",
        "| votes of a burst | 8,000/s | 12,000/s |",
        "| … CPU of the servers for one | 100 µs | 110 µs |",
        "| … of the busiest of them | – | – |",
    ]
    assert "| … of nginx | – | 20 µs |" in told
    assert "| … in transactions that hold the question | 50 µs | – |" in told


@pytest.mark.everything  # half a minute of a core; make bench-cores is the same at length
@pytest.mark.skipif(
    len(os.sched_getaffinity(0)) < 2 or not services.available() or not services.proxy_available(),
    reason="takes two cores, PostgreSQL, Redis and nginx",
)
def test_two_machines_behind_nginx_are_measured_and_store_what_was_sent():
    options = ["--phones", "20", "--bursts", "1", "--repeat", "1", "--layouts", "machines"]
    command = [sys.executable, "-m", "bench.cores", *options]

    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    rows = dict(re.findall(r"^\| (.+?) \| (.+?) \|$", told, re.MULTILINE))
    assert rows.pop("… in transactions that hold the question") == "–"
    assert "–" not in rows.values()
    assert int(rows["votes of a burst"].removesuffix("/s").replace(",", "")) > 20
