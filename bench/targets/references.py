"""The two reference servers, and the faulty one of the positive control."""

from __future__ import annotations

import sys
from typing import ClassVar

import orjson

from bench.client.network import request
from bench.processes import Process, free_port
from bench.targets.base import Setting, Stored, Target, read_sqlite


class Reference(Target):
    """One module on uvicorn, with the options that ours is served with, but uvicorn's own
    websocket protocol."""

    module: ClassVar[str]
    table: ClassVar[str] = "response"

    async def start(self, setting: Setting) -> None:
        self.setting = setting
        self.port = free_port()
        command = [sys.executable, "-m", "uvicorn", f"bench.servers.{self.module}:application"]
        environment = {
            "BENCH_DATA": str(setting.folder),
            "BENCH_STATE": str(setting.state_size),
        }
        process = Process(
            [*command, *setting.options, "--ws=websockets-sansio", f"--port={self.port}"],
            port=self.port,
            log=setting.folder / "server.log",
            core=setting.core,
            environment=environment,
        )
        self.processes = [process]
        process.wait()

    def phones(self, count: int) -> list[tuple[str, str]]:
        return [(f"/ws/{number}", f"participant={number}") for number in range(count)]

    @property
    def screen_path(self) -> str:
        return "/ws/screen"

    async def goto(self, slide: str) -> int:
        reply = await request(self.port, "POST", f"/goto/{slide}")
        return int(orjson.loads(reply.body)["version"])

    def stored(self, question: str) -> Stored:
        columns = "value, count(*), sum(seq)"
        query = f"SELECT {columns} FROM {self.table} WHERE question = ? AND round = ? GROUP BY 1"
        path = next(self.setting.folder.glob("*.sqlite3"))
        return read_sqlite(path, query, question, self.round)


class Bare(Reference):
    name = module = "bare"


class Idiomatic(Reference):
    name = module = "idiomatic"
    table = "idiomatic_response"


class Faulty(Reference):
    name = module = "faulty"
