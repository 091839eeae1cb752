"""The two reference servers, and the faulty one of the positive control."""

from __future__ import annotations

import sys
from typing import ClassVar

import orjson

from bench.client.network import request
from bench.machine import Use
from bench.processes import Process, free_port
from bench.services import Postgres
from bench.targets.base import Setting, Stored, Target, read_postgres, read_sqlite


class Reference(Target):
    """One module on uvicorn, with the options that ours is served with, but uvicorn's own
    websocket protocol."""

    module: ClassVar[str]
    table: ClassVar[str] = "response"

    async def start(self, setting: Setting) -> None:
        self.setting = setting
        self.port = free_port()
        self.processes: list[Process] = []
        command = [sys.executable, "-m", "uvicorn", f"bench.servers.{self.module}:application"]
        environment = {
            "BENCH_DATA": str(setting.folder),
            "BENCH_STATE": str(setting.state_size),
            **self.start_services(),
        }
        process = Process(
            [*command, *setting.options, "--ws=websockets-sansio", f"--port={self.port}"],
            port=self.port,
            log=setting.folder / "server.log",
            core=setting.core,
            environment=environment,
        )
        self.processes.insert(0, process)
        process.wait()

    def start_services(self) -> dict[str, str]:
        """What the server needs besides itself, as its environment; none here."""
        return {}

    def phones(self, count: int) -> list[tuple[str, str]]:
        return [(f"/ws/{number}", f"participant={number}") for number in range(count)]

    @property
    def screen_path(self) -> str:
        return "/ws/screen"

    async def goto(self, slide: str) -> int:
        reply = await request(self.port, "POST", f"/goto/{slide}")
        return int(orjson.loads(reply.body)["version"])

    def stored(self, question: str) -> Stored:
        path = next(self.setting.folder.glob("*.sqlite3"))
        return read_sqlite(path, self.query("?"), question, self.round)

    def query(self, mark: str) -> str:
        columns = "value, count(*), sum(seq)"
        wanted = f"question = {mark} AND round = {mark}"
        return f"SELECT {columns} FROM {self.table} WHERE {wanted} GROUP BY 1"


class Bare(Reference):
    name = module = "bare"


class BareOnPostgres(Reference):
    """It shares its core with PostgreSQL, as ours does."""

    name = "bare-postgres"
    module = "bare_postgres"

    def start_services(self) -> dict[str, str]:
        self.postgres = Postgres(self.setting.folder, self.setting.core)
        self.processes.append(self.postgres.process)
        return {"BENCH_DATABASE": self.postgres.url}

    @property
    def database_use(self) -> Use:
        return self.postgres.process.use

    def stored(self, question: str) -> Stored:
        return read_postgres(self.postgres.url, self.query("%s"), question, self.round)


class Idiomatic(Reference):
    name = module = "idiomatic"
    table = "idiomatic_response"


class Faulty(Reference):
    name = module = "faulty"
