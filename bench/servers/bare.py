"""The limit: bare ASGI and sqlite3, without validation, pages or a framework.

It stores a vote as durably as ours (WAL, synchronous=FULL, group commit, acknowledged
after COMMIT) and sends a state of the same size to everyone. What a server on uvicorn
and SQLite can do at all is measured here.
"""

from __future__ import annotations

import asyncio
import gc
import hashlib
import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson

DATA = Path(os.environ["BENCH_DATA"])
FILLER = "x" * int(os.environ.get("BENCH_STATE", "4000"))
TICK = 0.2  # seconds between two tallies for the projector

SCHEMA = """
PRAGMA journal_mode=WAL;
CREATE TABLE position (slide TEXT, version INTEGER);
INSERT INTO position VALUES ('', 1);
CREATE TABLE response (
  question TEXT, participant INTEGER, round INTEGER, seq INTEGER, value TEXT,
  UNIQUE (question, round, participant)
);
CREATE TABLE participant (key_hash TEXT PRIMARY KEY);
"""
UPSERT = """
INSERT INTO response (question, participant, round, seq, value) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (question, round, participant) DO UPDATE
SET seq = excluded.seq, value = excluded.value WHERE excluded.seq > response.seq
"""
TALLY = "SELECT value, count(*) FROM response WHERE question = ? AND round = ? GROUP BY value"

Row = tuple[str, int, int, int, str]


class Database:
    """One connection, used by one thread."""

    def __init__(self, path: Path) -> None:
        self.thread = ThreadPoolExecutor(max_workers=1)
        self.connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self.connection.executescript(SCHEMA)
        self.connection.execute("PRAGMA synchronous=FULL")

    def store(self, rows: list[Row]) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany(UPSERT, rows)
        self.connection.execute("COMMIT")

    def arrive(self, hashes: list[tuple[str]]) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany("INSERT OR IGNORE INTO participant VALUES (?)", hashes)
        self.connection.execute("COMMIT")

    def move(self, slide: str, version: int) -> None:
        self.connection.execute("UPDATE position SET slide = ?, version = ?", (slide, version))

    def tally(self, question: str, round: int) -> dict[str, int]:
        return dict(self.connection.execute(TALLY, (question, round)).fetchall())

    async def do(self, function: Any, *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self.thread, function, *arguments)


class Server:
    def __init__(self) -> None:
        self.database = Database(DATA / "bare.sqlite3")
        self.phones: set[Any] = set()
        self.screens: set[Any] = set()
        self.waiting: list[tuple[Row, str, Any]] = []
        self.recording: asyncio.Task[None] | None = None
        self.arriving: list[tuple[str, asyncio.Future[None]]] = []
        self.welcoming: asyncio.Task[None] | None = None
        self.drawing: asyncio.Task[None] | None = None
        self.version = 1
        self.slide = ""
        self.state = ""
        self.encode_state()

    def encode_state(self) -> None:
        state = {"type": "state", "version": self.version, "slide": self.slide, "html": FILLER}
        self.state = orjson.dumps(state).decode()

    async def goto(self, slide: str) -> None:
        self.version += 1
        self.slide = slide
        await self.database.do(self.database.move, slide, self.version)
        self.encode_state()
        await send_all(self.phones, self.state)

    def put(self, row: Row, id: str, send: Any) -> None:
        self.waiting.append((row, id, send))
        if self.recording is None:
            self.recording = asyncio.get_running_loop().create_task(self.record())

    async def record(self) -> None:
        """What arrives while one commit is under way makes up the next one."""
        while self.waiting:
            taken, self.waiting = self.waiting, []
            await self.database.do(self.database.store, [row for row, _id, _send in taken])
            await self.acknowledge(taken)
        self.recording = None

    async def arrive(self, cookie: bytes) -> None:
        """Store a participant, together with those who come in the same moment."""
        stored = asyncio.get_running_loop().create_future()
        self.arriving.append((hashlib.sha256(cookie).hexdigest(), stored))
        if self.welcoming is None:
            self.welcoming = asyncio.get_running_loop().create_task(self.welcome())
        await stored

    async def welcome(self) -> None:
        while self.arriving:
            taken, self.arriving = self.arriving, []
            await self.database.do(self.database.arrive, [(hash,) for hash, _stored in taken])
            for _hash, stored in taken:
                stored.set_result(None)
        self.welcoming = None

    async def acknowledge(self, taken: list[tuple[Row, str, Any]]) -> None:
        for _row, id, send in taken:
            await say(send, f'{{"type":"ack","id":"{id}","outcome":"stored"}}')
        if self.screens and self.drawing is None:
            question, _number, round, *_ = taken[0][0]
            self.drawing = asyncio.get_running_loop().create_task(self.draw(question, round))

    async def draw(self, question: str, round: int) -> None:
        await asyncio.sleep(TICK)
        self.drawing = None
        counts = await self.database.do(self.database.tally, question, round)
        frame = {"type": "results", "answered": sum(counts.values()), "counts": counts}
        await send_all(self.screens, orjson.dumps(frame).decode())


async def say(send: Any, text: str) -> None:
    with suppress(OSError):
        await send({"type": "websocket.send", "text": text})


async def send_all(sockets: set[Any], text: str) -> None:
    message = {"type": "websocket.send", "text": text}
    for send in list(sockets):
        with suppress(OSError):
            await send(message)


server: Server | None = None


async def websocket(server: Server, scope: dict[str, Any], receive: Any, send: Any) -> None:
    """/ws/<number> for a phone, /ws/screen for the projector."""
    name = scope["path"].rpartition("/")[2]
    sockets = server.screens if name == "screen" else server.phones
    await receive()
    await send({"type": "websocket.accept"})
    if cookie := dict(scope["headers"]).get(b"cookie"):
        await server.arrive(cookie)
    sockets.add(send)
    await send({"type": "websocket.send", "text": server.state})
    try:
        while (message := await receive())["type"] == "websocket.receive":
            vote = orjson.loads(message["text"])
            row = (vote["question"], int(name), vote["round"], vote["seq"], vote["value"][0])
            server.put(row, vote["id"], send)
    finally:
        sockets.discard(send)


async def http(server: Server, path: str, send: Any) -> None:
    """POST /goto/<slide>; anything else says that the server is up."""
    if path.startswith("/goto/"):
        await server.goto(path.removeprefix("/goto/"))
    body = orjson.dumps({"version": server.version})
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def lifespan(receive: Any, send: Any) -> None:
    global server
    await receive()
    server = Server()
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await send({"type": "lifespan.shutdown.complete"})


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        await lifespan(receive, send)
        return
    assert server is not None
    if scope["type"] == "websocket":
        await websocket(server, scope, receive, send)
    else:
        await http(server, scope["path"], send)
