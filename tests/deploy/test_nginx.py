"""The example in deploy/nginx: nginx takes it, and it says what docs/security.md says."""

from __future__ import annotations

import asyncio
import re
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

import httpx
import pytest

from tests.deploy.example_nginx import EXAMPLE, HOST, Behind, ExampleNginx
from tests.e2e.server import free_port
from tests.faults.services import running
from tests.faults.site import Site
from workshop.serving import bodies, http_limits

TEXT = EXAMPLE.read_text()
SOCKETS = 10_000
PLAIN = ("pid ", "listen ", "server_name ", "ssl_certificate", "proxy_pass ", "root ", "return ")
UNITS = {"": 1, "k": 1024, "m": 1024 * 1024, "s": 1}


def number(directive: str) -> int:
    """The last value of a directive, in bytes or seconds."""
    found = re.search(rf"^\s*{directive} (?:\S+ )*?(\d+)([kms]?);", TEXT, re.MULTILINE)
    assert found, directive
    return int(found[1]) * UNITS[found[2]]


# The file


def test_nginx_takes_it_without_a_warning(nginx: ExampleNginx):
    nginx.configure([8000])

    done = subprocess.run(
        [*nginx.command()[:-2], "-t"], capture_output=True, text=True, check=False
    )

    assert (done.returncode, re.findall(r"\[(?:warn|emerg)\].*", done.stderr)) == (0, [])


def test_nginx_would_say_what_is_wrong(nginx: ExampleNginx):
    nginx.configure([8000])
    configuration = nginx.folder / "nginx.conf"
    configuration.write_text(configuration.read_text().replace("proxy_pass ", "proxy_past ", 1))

    done = subprocess.run(
        [*nginx.command()[:-2], "-t"], capture_output=True, text=True, check=False
    )

    assert done.returncode != 0


def test_its_limits_are_those_of_the_server():
    buffers = re.search(r"large_client_header_buffers (\d+) (\d+)k;", TEXT)

    assert buffers
    assert int(buffers[1]) * int(buffers[2]) * 1024 == http_limits.HEAD
    assert number("client_header_timeout") == http_limits.HEAD_TIME
    assert number("client_body_timeout") == bodies.TIME
    assert number("client_max_body_size") == bodies.MOST
    assert {
        (location, int(size) * UNITS["m"])
        for location, size in re.findall(
            r"location ~ (\S+) \{\s+client_max_body_size (\d+)m;", TEXT
        )
    } == {(f"^{pattern.pattern.decode()}$", size) for pattern, size in bodies.LARGE}


def test_it_has_room_for_ten_thousand_phones():
    assert number("worker_connections") > 2 * SOCKETS
    assert number("worker_rlimit_nofile") > 2 * number("worker_connections")


def test_each_choice_has_a_comment_above_it():
    """In a paragraph: a blank line or a brace begins the next one."""
    said = False
    for line in (each.strip() for each in TEXT.splitlines()):
        if line.startswith("#"):
            said = True
        elif line.endswith(";"):
            assert said or line.startswith(PLAIN), line
        elif not line or line.endswith(("{", "}")):
            said = said and bool(line)


# A server behind it


@asynccontextmanager
async def listener(replies: list[bytes]) -> AsyncIterator[int]:
    """A server that remembers each head that reaches it, and says nothing of interest."""

    async def hear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        replies.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(hear, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def test_who_comes_cannot_say_to_be_another(nginx: ExampleNginx):
    heads: list[bytes] = []
    forged = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http"}

    async with listener(heads) as port:
        nginx.configure([port])
        with running(nginx):
            async with httpx.AsyncClient(verify=nginx.tls) as client:
                await client.get(nginx.origin, headers=forged)

    lines = heads[0].decode().split("\r\n")
    assert [line for line in lines if line.lower().startswith("x-forwarded-")] == [
        "X-Forwarded-Proto: https",
        "X-Forwarded-For: 127.0.0.1",
    ]
    assert f"Host: {HOST}:{nginx.port}" in lines


async def test_a_workshop_goes_through_it(site: Site):
    await site.login()
    desk, screen, phone = await site.desk(), await site.screen(), await site.phone()

    await site.act("goto", slide="goed")
    stored = await phone.answer("goed", ["A"])
    async with site.browser() as client:
        page = await client.get(f"/{site.session.code}/")

    assert stored["outcome"] == "stored"
    await screen.until(type="results", question="goed")
    await desk.until(type="results", question="goed")
    assert page.status_code == HTTPStatus.OK
    assert page.headers["Strict-Transport-Security"]
    assert [name for name in page.cookies if name.startswith("__Host-deelnemer-")]


async def test_http_is_sent_to_https_by_our_own_name(site: Site, behind: Behind):
    async with httpx.AsyncClient() as client:
        reply = await client.get(
            f"http://127.0.0.1:{behind.nginx.plain_port}/desk/?a=b",
            headers={"Host": "evil.example"},
        )

    assert (reply.status_code, reply.headers["Location"]) == (301, f"{site.origin}/desk/?a=b")


async def test_another_name_gets_no_certificate_and_no_page(site: Site, behind: Behind):
    with pytest.raises(ssl.SSLError):
        async with asyncio.timeout(10):
            await asyncio.open_connection(
                "127.0.0.1", site.port, ssl=behind.nginx.tls, server_hostname="evil.example"
            )
    async with site.browser() as client:
        with pytest.raises(httpx.TransportError):
            await client.get("/", headers={"Host": "evil.example"})


@pytest.mark.parametrize(
    ("size", "status"),
    [
        (bodies.STRANGER, HTTPStatus.FORBIDDEN),  # it came in, without a token
        (bodies.STRANGER + 1, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
        (bodies.MOST + 1, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    ],
)
async def test_a_body_meets_the_limits_of_the_server(site: Site, size: int, status: HTTPStatus):
    async with site.browser() as client:
        reply = await client.post("/desk/login/", content=b"a" * size)

    assert reply.status_code == status


async def test_headers_meet_the_limit_of_the_server(site: Site):
    async with site.browser() as client:
        fits = await client.get("/healthz", headers={f"X-{n}": "a" * 4000 for n in range(3)})
        many = await client.get("/healthz", headers={f"X-{n}": "a" * 4000 for n in range(5)})

    assert fits.status_code == HTTPStatus.OK
    assert many.status_code in (
        HTTPStatus.BAD_REQUEST,  # nginx says this of headers
        HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    )


def test_nothing_is_logged_of_who_had_trouble(nginx: ExampleNginx):
    """With the level that nginx has by itself their address stands in its log."""
    logs = []
    for level in ("emerg", "error"):
        nginx.configure([free_port()], level=level)  # nobody listens there
        with running(nginx), httpx.Client(verify=nginx.tls) as client:
            assert client.get(nginx.origin).status_code == HTTPStatus.BAD_GATEWAY
        logs.append(nginx.errors.read_text())

    assert ["127.0.0.1" in log for log in logs] == [False, True]
