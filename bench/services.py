"""A PostgreSQL, a Redis and an nginx of our own on free ports of this machine."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.processes import Process, free_port

USER = "nobody"  # PostgreSQL refuses to run as root
BIN = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/nowhere"))
NGINX_PROGRAM = shutil.which("nginx") or "/usr/sbin/nginx"
# One worker: all that it does is on one line of the table.
NGINX = """
daemon off;
pid nginx.pid;
worker_processes 1;
worker_rlimit_nofile 20000;
events {{ worker_connections 19000; }}
http {{
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    map $http_upgrade $connection_upgrade {{ default upgrade; '' close; }}
    upstream servers {{ least_conn; {servers} }}
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        proxy_http_version 1.1;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $connection_upgrade;
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header X-Forwarded-For $remote_addr;
        location / {{ proxy_pass http://servers; }}
    }}
}}
"""


def available() -> bool:
    return (BIN / "initdb").exists() and shutil.which("redis-server") is not None


def proxy_available() -> bool:
    return Path(NGINX_PROGRAM).exists()


def as_user(command: list[str]) -> list[str]:
    """A command as another user when we are root, else as ourselves."""
    return ["runuser", "-u", USER, "--", *command] if os.geteuid() == 0 else command


class Postgres:
    """Debian's PostgreSQL with its own defaults: every commit reaches the disk."""

    def __init__(self, folder: Path, core: int | None) -> None:
        self.data = Path(tempfile.mkdtemp(prefix="bench-postgres-"))
        if os.geteuid() == 0:
            shutil.chown(self.data, USER)
        port = free_port()
        self.url = f"postgresql://bench@127.0.0.1:{port}/postgres"
        initdb = [f"{BIN}/initdb", f"--pgdata={self.data}/db", "--username=bench", "--auth=trust"]
        subprocess.run(as_user(initdb), check=True, capture_output=True, cwd="/")
        serve = [f"{BIN}/postgres", f"-D{self.data}/db", f"-p{port}", f"-k{self.data}"]
        self.process = PostgresProcess(
            as_user([*serve, "-clisten_addresses=127.0.0.1"]),
            port=port,
            log=folder / "postgres.log",
            core=core,
        )
        self.process.data = self.data
        self.process.wait()


class PostgresProcess(Process):
    data: Path

    def stop(self) -> None:
        """SIGINT to the server itself (runuser stands above it): a fast, clean shutdown."""
        pid = int((self.data / "db" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGINT)
        self.process.wait(30)
        shutil.rmtree(self.data)


class Redis:
    def __init__(self, folder: Path, core: int | None) -> None:
        port = free_port()
        self.url = f"redis://127.0.0.1:{port}/0"
        command = ["redis-server", f"--port {port}", "--bind 127.0.0.1", "--save", ""]
        self.process = Process(command, port=port, log=folder / "redis.log", core=core)
        self.process.wait()


class Nginx:
    """One address before several servers, without TLS."""

    def __init__(
        self, folder: Path, port: int, servers: Sequence[tuple[str, int]], core: int | None
    ) -> None:
        lines = " ".join(f"server {host}:{port} max_fails=0;" for host, port in servers)
        place = folder / "nginx"
        place.mkdir()
        (place / "nginx.conf").write_text(NGINX.format(servers=lines, port=port))
        command = [NGINX_PROGRAM, "-p", str(place), "-c", "nginx.conf", "-e", "stderr"]
        self.process = Process(command, port=port, log=folder / "nginx.log", core=core)
        self.process.wait()
