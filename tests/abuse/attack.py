"""What a stranger's script of twenty lines does, in a process of its own:

python -m tests.abuse.attack NAME ORIGIN CODE COOKIE TOKEN SECONDS [CERTIFICATE]
"""

from __future__ import annotations

import asyncio
import json
import ssl
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlsplit

import httpx
from websockets.frames import Frame, Opcode

from polls import identity

FROM = ("127.0.0.2", 0)  # another place than everybody else's, where nothing stands between
AT_ONCE = 40
CONNECTIONS = 10  # of a program that asks a thousand times a second
BATCH = 10  # requests behind each other on each


@dataclass(frozen=True)
class Target:
    site: str
    code: str
    cookie: str
    token: str  # of a program that runs wild
    end: float
    tls: ssl.SSLContext | None = None

    @property
    def host(self) -> str:
        return urlsplit(self.site).netloc

    @property
    def address(self) -> str:
        """Where it is asked for, from FROM; the name of the site may be another."""
        return f"{urlsplit(self.site).scheme}://127.0.0.1:{urlsplit(self.site).port}"

    @property
    def goes_on(self) -> bool:
        return time.monotonic() < self.end

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        parts = urlsplit(self.site)
        return await asyncio.open_connection(
            "127.0.0.1",
            parts.port,
            local_addr=FROM,
            ssl=self.tls,
            server_hostname=parts.hostname if self.tls else None,
        )

    async def pour(self, head: bytes, more: bytes, *, reads: bool = True) -> None:
        """Send without end over one connection, and over the next when that was cut off."""
        while self.goes_on:
            with suppress(OSError):
                reader, writer = await self.connect()
                if not reads:
                    reader._transport.pause_reading()
                try:
                    writer.write(head)
                    while self.goes_on and not writer.transport.is_closing():
                        writer.write(more)
                        async with asyncio.timeout(1):
                            await writer.drain()
                        await asyncio.sleep(0)
                except TimeoutError:
                    pass
                finally:
                    writer.transport.abort()
            await asyncio.sleep(0.01)

    async def many(self, ask: Callable[[httpx.AsyncClient, int], Awaitable[object]]) -> None:
        """As many requests at once as a script opens, again and again."""
        numbers = count()
        transport = httpx.AsyncHTTPTransport(
            local_address=FROM[0],
            limits=httpx.Limits(max_connections=None),
            verify=self.tls or True,
        )
        async with httpx.AsyncClient(
            base_url=self.address,
            headers={"Host": self.host},
            transport=transport,
            timeout=60,
            event_hooks={"request": [self.name_it]},
        ) as client:

            async def repeat() -> None:
                while self.goes_on:
                    with suppress(httpx.HTTPError):
                        async with asyncio.timeout(max(0.01, self.end - time.monotonic())):
                            await ask(client, next(numbers))

            with suppress(TimeoutError):
                await asyncio.gather(*(repeat() for _one in range(AT_ONCE)), return_exceptions=True)

    async def name_it(self, request: httpx.Request) -> None:
        request.extensions["sni_hostname"] = urlsplit(self.site).hostname

    def request(self, method: str, path: str, *headers: str) -> bytes:
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}", *headers]
        return "\r\n".join([*lines, "", ""]).encode()

    def handshake(self) -> bytes:
        return self.request(
            "GET",
            f"/ws/{self.code}/",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13",
            f"Cookie: {identity.cookie_name(self.code, https=self.tls is not None)}={self.cookie}",
        )


def frames(opcode: Opcode, size: int = 0, *, fin: bool = True, times: int = 5000) -> bytes:
    return Frame(opcode, b"a" * size, fin).serialize(mask=True) * times


async def logins(target: Target) -> None:
    async def login(client: httpx.AsyncClient, number: int) -> None:
        name = "__Host-csrftoken" if target.tls else "csrftoken"
        if not (token := client.cookies.get(name)):
            await client.get("/desk/login/")
            token = client.cookies.get(name, "")
        fields = {"username": f"naam-{number}", "password": "fout", "csrfmiddlewaretoken": token}
        await client.post("/desk/login/", data=fields, headers={"Referer": target.site})

    await target.many(login)


async def codes(target: Target) -> None:
    await target.many(lambda client, number: client.get(f"/{10_000_000 + number}/"))


async def pages(target: Target) -> None:
    await target.many(lambda client, number: client.get("/" if number % 2 else "/desk/login/"))


async def health(target: Target) -> None:
    await target.many(lambda client, _number: client.get("/tips/"))


async def programs(target: Target) -> None:
    """As often as it can, with a token that is right."""
    headers = {"Authorization": f"Bearer {target.token}"}
    await target.many(lambda client, _number: client.get("/api/v1/workshops", headers=headers))


async def a_thousand_a_second(target: Target) -> None:
    """A program in a loop, as its author did not mean it: whole batches on open connections. How
    many were answered, by status, is printed: nobody reads more than that."""
    head = target.request("GET", "/api/v1/workshops", f"Authorization: Bearer {target.token}")
    found: Counter[str] = Counter()

    async def repeat() -> None:
        while target.goes_on:
            with suppress(OSError, asyncio.IncompleteReadError):
                reader, writer = await target.connect()
                while target.goes_on:
                    began = time.monotonic()
                    writer.write(head * BATCH)
                    for _reply in range(BATCH):
                        found[await read_status(reader)] += 1
                    await asyncio.sleep(
                        max(0.0, began + CONNECTIONS * BATCH / 1000 - time.monotonic())
                    )
                writer.close()

    await asyncio.gather(*(repeat() for _one in range(CONNECTIONS)))
    print(json.dumps(found))


async def read_status(reader: asyncio.StreamReader) -> str:
    """Of one reply, which is read to its end."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = next(line for line in head.split("\r\n") if line.startswith("content-length"))
    await reader.readexactly(int(length.partition(":")[2]))
    return head.split()[1]


async def made_up_tokens(target: Target) -> None:
    async def guess(client: httpx.AsyncClient, number: int) -> None:
        headers = {"Authorization": f"Bearer polshoogte_{number}"}
        await client.get("/api/v1/sessions", headers=headers)

    await target.many(guess)


async def continuations(target: Target) -> None:
    begun = frames(Opcode.TEXT, fin=False, times=1)
    await target.pour(target.handshake() + begun, frames(Opcode.CONT, fin=False))


async def pings(target: Target) -> None:
    await target.pour(target.handshake(), frames(Opcode.PING, 100))


async def pongs(target: Target) -> None:
    await target.pour(target.handshake(), frames(Opcode.PONG))


async def unread_pings(target: Target) -> None:
    await target.pour(target.handshake(), frames(Opcode.PING, 125, times=200), reads=False)


async def messages(target: Target) -> None:
    await target.pour(target.handshake(), frames(Opcode.TEXT, 10, times=1000))


async def large_messages(target: Target) -> None:
    await target.pour(target.handshake(), frames(Opcode.TEXT, 16_000, times=10))


async def endless_line(target: Target) -> None:
    await target.pour(b"GET /", b"a" * 65_536)


async def endless_headers(target: Target) -> None:
    await target.pour(target.request("GET", "/")[:-2], b"a: b\r\n" * 5000)


async def endless_body(target: Target) -> None:
    head = target.request("POST", "/healthz", "Transfer-Encoding: chunked")
    await target.pour(head, b"10000\r\n" + b"a" * 65_536 + b"\r\n")


async def pipelined(target: Target) -> None:
    await target.pour(b"", target.request("GET", "/") * 2000)


async def slow_heads(target: Target) -> None:
    open_ones = []
    with suppress(OSError):
        for _number in range(500):
            _reader, writer = await target.connect()
            writer.write(target.request("GET", "/")[:-2] + b"X: ")
            open_ones.append(writer)
    while target.goes_on:
        for writer in open_ones:
            if not writer.transport.is_closing():
                writer.write(b"a")
        await asyncio.sleep(0.2)
    for writer in open_ones:
        writer.transport.abort()


ATTACKS: dict[str, Callable[[Target], Awaitable[None]]] = {
    attack.__name__: attack
    for attack in (
        *(logins, codes, pages, health, programs, a_thousand_a_second, made_up_tokens),
        *(continuations, pings, pongs, unread_pings, messages, large_messages),
        *(endless_line, endless_headers, endless_body, pipelined, slow_heads),
    )
}


def main(
    name: str,
    site: str,
    code: str,
    cookie: str,
    token: str,
    seconds: str,
    certificate: str | None = None,
) -> None:
    tls = ssl.create_default_context(cafile=certificate) if certificate else None
    target = Target(site, code, cookie, token, time.monotonic() + float(seconds), tls)
    asyncio.run(ATTACKS[name](target))


if __name__ == "__main__":
    main(*sys.argv[1:])
