"""The two reference servers, and the faulty one of the positive control."""

from __future__ import annotations

import sys
from typing import ClassVar

import orjson

from bench.client.http import Connection
from bench.client.network import connection
from bench.processes import Process, free_port
from bench.targets.base import Setting, Stored, Target, read_sqlite


class Reference(Target):
    """One module on uvicorn, with the options that ours is served with."""

    module: ClassVar[str]
    table: ClassVar[str] = "response"
    environment: ClassVar[dict[str, str]] = {}
    http: Connection | None = None

    async def start(self, setting: Setting) -> None:
        self.setting = setting
        self.port = free_port()
        command = [sys.executable, "-m", "uvicorn", f"bench.servers.{self.module}:application"]
        environment = {
            "BENCH_DATA": str(setting.folder),
            "BENCH_STATE": str(setting.state_size),
            **self.environment,
        }
        process = Process(
            [*command, *setting.options, f"--port={self.port}"],
            port=self.port,
            log=setting.folder / "server.log",
            core=setting.core,
            environment=environment,
        )
        self.processes = [process]
        process.wait()

    def phone_path(self, number: int) -> str:
        return f"/ws/{number}"

    @property
    def screen_path(self) -> str:
        return "/ws/screen"

    async def goto(self, slide: str) -> int:
        if self.http is None:
            self.http = await connection(self.port)
        reply = await self.http.request("POST", f"/goto/{slide}")
        return int(orjson.loads(reply.body)["version"])

    def stored(self, question: str) -> Stored:
        query = f"SELECT value, count(*), sum(seq) FROM {self.table} WHERE question = ? GROUP BY 1"
        path = next(self.setting.folder.glob("*.sqlite3"))
        return read_sqlite(path, query, question)


class Bare(Reference):
    name = module = "bare"


class Idiomatic(Reference):
    name = module = "idiomatic"
    table = "idiomatic_response"


class Leaking(Reference):
    name = "leaking"
    module = "faulty"
    environment: ClassVar[dict[str, str]] = {"BENCH_FAULT": "leak"}


class Losing(Reference):
    name = "losing"
    module = "faulty"
    environment: ClassVar[dict[str, str]] = {"BENCH_FAULT": "lose"}
