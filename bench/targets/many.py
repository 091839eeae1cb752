"""Polshoogte with more than one process: workers on cores of their own, or two machines."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bench import machine
from bench.machine import Use
from bench.processes import Process, free_port
from bench.services import Nginx
from bench.targets.base import Setting
from bench.targets.ours import OnPostgres, environment

KEY = "bench-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789"  # two servers have to share one
WORKER = b"spawn_main"  # how Python starts a worker of uvicorn
MACHINES = ("127.0.0.2", "127.0.0.3")


class Workers(OnPostgres):
    """So many processes of one server as there are cores for; the kernel deals phones out.

    `services` is the core of PostgreSQL and Redis; None lets them run wherever there is room.
    """

    name = "workers"

    def __init__(self, cores: Sequence[int | None], services: int | None) -> None:
        self.cores = cores
        self.services_core = services

    async def start(self, setting: Setting) -> None:
        await super().start(replace(setting, core=self.cores[0] if self.is_alone else None))
        if not self.is_alone:
            for pid, core in zip(self.server_pids, self.cores, strict=True):
                if core is not None:
                    machine.pin_running(pid, core)

    @property
    def is_alone(self) -> bool:
        return len(self.cores) == 1

    @property
    def workers(self) -> int:  # type: ignore[override]
        return len(self.cores)

    def start_services(self) -> dict[str, str]:
        setting, self.setting = self.setting, replace(self.setting, core=self.services_core)
        try:
            return super().start_services() | {"SECRET_KEY": KEY, "DATA_DIR": str(setting.folder)}
        finally:
            self.setting = setting

    @property
    def server_pids(self) -> list[int]:
        """The processes that serve, without the one that only looks after them."""
        above = self.processes[0].process.pid
        return [above] if self.is_alone else [pid for pid in machine.tree(above) if is_worker(pid)]

    @property
    def parts(self) -> Mapping[str, Sequence[int]]:
        """The processes that work, by what they are."""
        servers = {f"server {number}": [pid] for number, pid in enumerate(self.server_pids, 1)}
        return {
            **servers,
            "PostgreSQL": self.postgres.process.pids,
            "Redis": self.redis.process.pids,
        }

    @property
    def used(self) -> dict[str, Use]:
        return {name: machine.use(pids) for name, pids in self.parts.items()}

    @property
    def in_front(self) -> list[int]:
        """Whoever reads what phones send: stopped, they let it wait in the kernel."""
        return self.server_pids


class Machines(Workers):
    """Two servers with addresses and data of their own, behind nginx."""

    name = "machines"

    def serve(self) -> Process:
        self.servers = [
            self.serve_at(host, core) for host, core in zip(MACHINES, self.cores, strict=True)
        ]
        self.processes[:0] = self.servers
        folder, core = self.setting.folder, self.services_core
        places = [(server.host, server.port) for server in self.servers]
        self.nginx = Nginx(folder, self.port, places, core)
        return self.nginx.process

    def serve_at(self, host: str, core: int | None) -> Process:
        """One after the other: the first brings files and database up to date."""
        folder: Path = self.setting.folder / host
        folder.mkdir()
        port = free_port()
        own = {**self.services, "DATA_DIR": str(folder), "HOST": host}
        server = Process(
            [sys.executable, "manage.py", "serve", "--workers=1"],
            port=port,
            log=folder / "server.log",
            core=core,
            environment=environment(folder, port, **own),
            host=host,
        )
        server.wait()
        return server

    async def start(self, setting: Setting) -> None:
        await OnPostgres.start(self, setting)

    @property
    def server_pids(self) -> list[int]:
        return [server.process.pid for server in self.servers]

    @property
    def parts(self) -> Mapping[str, Sequence[int]]:
        return {**super().parts, "nginx": self.nginx.process.pids}

    @property
    def in_front(self) -> list[int]:
        return [*self.nginx.process.pids, *self.server_pids]


def is_worker(pid: int) -> bool:
    return WORKER in (machine.PROC / str(pid) / "cmdline").read_bytes()
