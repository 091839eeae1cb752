"""Phones with an address and a browser string that nobody else has; then every byte is looked at.

They come straight from an address of their own, and from behind a proxy that is trusted; over
sockets, forms and polls, with right and wrong codes, and with mistakes. Once on SQLite with all
logging on, once on PostgreSQL as it is installed.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import sqlite3
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pikepdf
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from tests.e2e.server import Server, serving
from tests.faults.services import Postgres, Redis, running
from tests.privacy import search
from workshop import exports

DIRECT, PROXIED = "127.77.88.99", "203.0.113.177"
BROWSER = "Kanarie-9f3c7d1e/5.0 (toestel-4b1a)"
CANARIES = [DIRECT, PROXIED, BROWSER, "toestel-4b1a"]
ANSWER, LABEL, PATH, WHO = "Geplante tekst", "Geplante groep", "geplant-pad", "geplante-naam"


@dataclass
class Monitor:
    """Everything that Redis was told, as it was told."""

    redis: Redis
    process: subprocess.Popen[bytes] = field(init=False)
    log: Path = field(init=False)

    def __enter__(self) -> Monitor:
        self.log = self.redis.log.with_name("monitor.log")
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(["redis-cli", *self.port, "monitor"], stdout=log)
        return self

    def __exit__(self, *_problem: object) -> None:
        self.process.terminate()
        self.process.wait()

    @property
    def port(self) -> list[str]:
        return ["-p", str(self.redis.port)]

    def cli(self, *command: str) -> str:
        return subprocess.run(
            ["redis-cli", *self.port, *command], check=True, capture_output=True, text=True
        ).stdout

    def everything(self) -> bytes:
        values = [self.cli("dump", key) for key in self.cli("keys", "*").split()]
        return self.log.read_bytes() + "\n".join(values).encode()


@dataclass
class Phone:
    """One device: an address, a browser, and the cookies of every session it was in."""

    server: Server
    address: str = "127.0.0.1"
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.headers |= {"User-Agent": BROWSER}
        self.http = httpx.AsyncClient(
            base_url=self.server.url,
            headers=self.headers,
            timeout=60,
            transport=httpx.AsyncHTTPTransport(local_address=self.address),
        )

    async def join(self, code: str) -> dict[str, str]:
        """Take part over HTTP and over a socket; the cookies of this session."""
        before = set(self.http.cookies)
        await self.http.get(f"/{code}/")
        body = {"question": "tip", "round": 1, "value": [ANSWER]}
        as_json = {"Accept": "application/json"}
        stored = await self.http.post(f"/{code}/answers/", json=body, headers=as_json)
        assert stored.json()["outcome"] == "stored"
        await self.http.post(f"/{code}/answers/", data={"question": "tip", "value": ""})
        await self.http.get(f"/{code}/state/")
        await self.http.get(f"/{code}/takeaway/")
        await self.socket(code)
        return {name: self.http.cookies[name] for name in set(self.http.cookies) - before}

    async def socket(self, code: str, *frames: bytes | str) -> None:
        cookies = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        async with connect(
            f"ws://127.0.0.1:{self.server.port}/ws/{code}/",
            local_addr=(self.address, 0),
            user_agent_header=None,
            additional_headers={**self.headers, "Cookie": cookies},
        ) as link:
            while json.loads(await link.recv())["type"] != "state":
                pass  # a pulse can come first
            answer = {"type": "answer", "id": str(uuid4()), "question": "tip", "round": 1, "seq": 9}
            await link.send(json.dumps(answer | {"value": [f"{ANSWER} {uuid4()}"]}))
            for frame in (b"\x00", "[" * 9000, '{"type":"answer"}'):
                await link.send(frame)
            try:
                while json.loads(await link.recv())["type"] != "error":
                    pass
            except ConnectionClosed:
                pass

    async def misbehave(self, code: str) -> None:
        """What gets into logs elsewhere: wrong codes, hosts, origins, methods, logins, cookies."""
        get, post = self.http.get, self.http.post
        await get(f"/{PATH}/x/y/")
        await asyncio.gather(*(get(f"/{wrong}/") for wrong in range(10_000_000, 10_000_031)))
        await get("/", headers={"Host": "evil.example"})
        await post(f"/{code}/answers/", json={}, headers={"Origin": "http://evil.example"})
        await post("/desk/login/", data={"username": WHO})
        await get("/desk/login/")
        token = {"csrfmiddlewaretoken": self.http.cookies["csrftoken"]}
        for _time in range(6):
            await post("/desk/login/", data={"username": WHO, "password": "fout", **token})
        await post("/language/", data={"language": "nl", "next": "/"})
        await get(f"/{code}/", headers={"Cookie": f"deelnemer-{code}=vervalst"})
        await self.http.put(f"/{code}/answers/")
        await self.http.aclose()


def behind_the_proxy() -> dict[str, str]:
    return {"X-Forwarded-For": PROXIED, "X-Real-IP": PROXIED, "Forwarded": f"for={PROXIED}"}


@contextmanager
def on_sqlite(folder: Path, redis: Redis) -> Iterator[tuple[Server, Path]]:
    with serving(folder / "data", REDIS_URL=redis.url, LOG_LEVEL="DEBUG") as server:
        yield server, folder / "data"


@contextmanager
def on_postgres(folder: Path, redis: Redis) -> Iterator[tuple[Server, Path]]:
    postgres = Postgres(folder)
    urls = {"REDIS_URL": redis.url, "DATABASE_URL": postgres.url}
    with running(postgres), serving(folder / "data", workers=2, **urls) as server:
        yield server, postgres.data


async def take_part(server: Server, codes: list[str]) -> list[dict[str, str]]:
    """Two phones that are in every session; the cookies of each time."""
    cookies = []
    for phone in (Phone(server, DIRECT), Phone(server, headers=behind_the_proxy())):
        cookies += [await phone.join(code) for code in codes]
        await phone.misbehave(codes[0])
    return cookies


START = f"""
from django.contrib.auth.models import User
from tests import acting
from workshop.facilitating import starting
for number in (1, 2):
    session = starting.start(
        deck="beter-samenwerken", facilitator=User.objects.get(), label="{LABEL}"
    )
    acting.act(session, "goto", {{"slide": "tip"}})
    print(session.code)
"""
TAKE_HOME = """
from pathlib import Path
from polls.models import LiveSession, Participant
from workshop import exports
session = LiveSession.objects.select_related("deck").first()
for name in exports.format_names():
    Path({folder!r}, f"export.{{name}}").write_bytes(exports.export_session(session, name).content)
for person in Participant.objects.all():
    print(person.session_id, person.key_hash)
"""


def shell(server: Server, script: str) -> list[str]:
    """What a script prints that runs in a process of its own, as lines."""
    return server.manage("shell", "--no-imports", "--command", script).splitlines()


def contents(name: str, folder: Path) -> dict[str, bytes]:
    """Every file below a folder that the server or a service wrote; not what came with it."""
    return {
        f"{name} {path.relative_to(folder)}": path.read_bytes()
        for path in search.files(folder)
        if not {"static", "vendor", "locale"} & set(path.parts)
    }


@pytest.mark.parametrize("place", [on_sqlite, on_postgres], ids=["sqlite", "postgres"])
async def test_no_address_and_no_browser_stays_anywhere(place: Any, tmp_path: Path):
    redis = Redis(tmp_path)
    for folder in ("data", "exports"):
        (tmp_path / folder).mkdir()
    with running(redis), Monitor(redis) as monitor:
        with place(tmp_path, redis) as (server, database):
            codes = shell(server, START)
            cookies = await take_part(server, codes)
            people = shell(server, TAKE_HOME.format(folder=str(tmp_path / "exports")))
            server.manage("backup", str(tmp_path / "backup"))
            kept = contents("database", database)
        kept["redis"] = monitor.everything()
    kept |= contents("after", tmp_path)

    left = {name: search.found(CANARIES, each) for name, each in kept.items()}
    assert {name: texts for name, texts in left.items() if texts} == {}
    check_the_search(kept)
    check_that_nothing_is_shared(people, cookies)


def check_the_search(kept: dict[str, bytes]) -> None:
    """The control: what was meant to stay is found by the same search, in every kind of place."""

    def holds(kind: str, text: str) -> set[bool]:
        return {
            bool(search.found([text], each)) for name, each in kept.items() if name.startswith(kind)
        }

    assert True in holds("database", ANSWER)
    assert holds("after data/server.log", "an address that does not exist") == {True}
    assert holds("redis", "publish") == {True}
    assert holds("after backup", ANSWER) == {True}
    for name in exports.format_names():
        assert search.found([LABEL, ANSWER], kept[f"after exports/export.{name}"]), name


def check_that_nothing_is_shared(people: list[str], cookies: list[dict[str, str]]) -> None:
    """Two phones in two sessions are four strangers, in the database and by their cookies."""
    sessions, hashes = zip(*(line.split() for line in people), strict=True)
    assert (len(sessions), len(set(sessions)), len(set(hashes))) == (4, 2, 4)
    names = [name for each in cookies for name in each if name.startswith("deelnemer")]
    values = [each[name].split(":")[0] for each in cookies for name in each if name in names]
    assert (len(set(names)), len(values), len(set(values))) == (2, 4, 4)
    assert {name for each in cookies for name in each} - set(names) <= {"csrftoken", "taal"}


def test_the_search_looks_into_everything(tmp_path: Path):
    """The control: a canary in a row, an archive, a PDF file, and one that was hashed."""
    with closing(sqlite3.connect(tmp_path / "rows.sqlite3")) as database:
        database.execute("CREATE TABLE t (x TEXT)")
        database.execute("INSERT INTO t VALUES (?)", [f"at {BROWSER} today"])
        database.commit()
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("cells.xml", f"<c>{DIRECT}</c>")
    (tmp_path / "log.gz").write_bytes(gzip.compress(PROXIED.encode()))
    (tmp_path / "hash").write_text(sha256(DIRECT.encode()).hexdigest())
    with pikepdf.new() as document:
        document.add_blank_page()
        document.pages[0].Contents = document.make_stream(BROWSER.encode())
        document.save(tmp_path / "page.pdf", compress_streams=True)
    (tmp_path / "clean").write_text("127.77.88.9 Kanarie")

    seen = {path.name: search.found(CANARIES, path.read_bytes()) for path in tmp_path.iterdir()}

    assert seen == {
        "rows.sqlite3": {BROWSER, "toestel-4b1a"},
        "book.xlsx": {DIRECT},
        "log.gz": {PROXIED},
        "hash": {DIRECT},
        "page.pdf": {BROWSER, "toestel-4b1a"},
        "clean": set(),
    }
