"""A Redis and a PostgreSQL of our own, that can be killed and started again."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.e2e.server import free_port

USER = "nobody"  # PostgreSQL refuses to run as root
BIN = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/nowhere"))
NGINX_PROGRAM = shutil.which("nginx") or "/usr/sbin/nginx"
NGINX = """
daemon off;
pid nginx.pid;
worker_processes 1;
events {}
http {
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
    upstream servers { %(servers)s }
    server {
        listen 127.0.0.1:%(port)d;
        location / {
            proxy_pass http://servers;
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection $connection_upgrade;
            proxy_set_header X-Forwarded-Proto $scheme;
        }
    }
}
"""
PATIENCE = 30.0  # seconds for a service to start or to stop


class Service:
    """A program on a free port of this machine; it keeps the port when it starts again."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.log = folder / f"{type(self).__name__.lower()}.log"
        self.process: subprocess.Popen[bytes] | None = None

    def command(self) -> list[str]:
        raise NotImplementedError

    def ready(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self.command(), stdout=log, stderr=log, cwd="/")
        for _attempt in range(int(PATIENCE / 0.05)):
            if self.ready():
                return
            try:
                self.process.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
            break
        raise RuntimeError(f"It did not start:\n{self.log.read_text()[-2000:]}")

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End it without warning and wait until it is gone."""
        assert self.process is not None
        os.kill(self.pid, how)
        self.process.wait(PATIENCE)
        self.process = None

    def stop(self) -> None:
        if self.process is not None:
            self.kill(signal.SIGTERM)


class Redis(Service):
    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        return ["redis-server", f"--port {self.port}", "--bind 127.0.0.1", "--save", ""]

    def flush(self) -> None:
        """Forget everything, and hang up on everybody who listens."""
        for command in (["flushall"], ["client", "kill", "type", "pubsub"]):
            subprocess.run(
                ["redis-cli", "-p", str(self.port), *command], check=True, capture_output=True
            )


class Nginx(Service):
    """One address before several servers; a client that one refuses goes to the next."""

    def __init__(self, folder: Path, ports: Sequence[int]) -> None:
        super().__init__(folder)
        self.folder = folder
        servers = " ".join(f"server 127.0.0.1:{port} max_fails=0;" for port in ports)
        (folder / "nginx.conf").write_text(NGINX % {"servers": servers, "port": self.port})

    def command(self) -> list[str]:
        return [NGINX_PROGRAM, "-p", str(self.folder), "-c", "nginx.conf", "-e", "stderr"]


class Postgres(Service):
    """Debian's PostgreSQL with its own defaults: every commit reaches the disk."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.options: list[str] = []
        self.data = Path(tempfile.mkdtemp(prefix="faults-postgres-"))  # that USER may enter
        if os.geteuid() == 0:
            shutil.chown(self.data, USER)
        initdb = [f"{BIN}/initdb", f"--pgdata={self.data}/db", "--username=test", "--auth=trust"]
        subprocess.run(as_user(initdb), check=True, capture_output=True, cwd="/")

    @property
    def url(self) -> str:
        return f"postgresql://test@127.0.0.1:{self.port}/postgres"

    def command(self) -> list[str]:
        serve = [f"{BIN}/postgres", f"-D{self.data}/db", f"-p{self.port}", f"-k{self.data}"]
        return as_user([*serve, "-clisten_addresses=127.0.0.1", *self.options])

    def certify(self) -> Path:
        """Speak TLS from the next start on, with a certificate that we sign; the certificate."""
        certificate, key = self.data / "server.crt", self.data / "server.key"
        make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=test"]
        make += ["-addext", "subjectAltName=IP:127.0.0.1", "-out", certificate, "-keyout", key]
        subprocess.run(as_user([str(part) for part in make]), check=True, capture_output=True)
        self.options = ["-cssl=on", f"-cssl_cert_file={certificate}", f"-cssl_key_file={key}"]
        return certificate

    def ready(self) -> bool:
        check = [f"{BIN}/pg_isready", "-q", "-h127.0.0.1", f"-p{self.port}"]
        return subprocess.run(check, check=False).returncode == 0

    @property
    def pid(self) -> int:
        """The server itself: runuser stands above it."""
        return int((self.data / "db" / "postmaster.pid").read_text().split()[0])

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """As above; its processes hold what the next one needs until they notice."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        super().kill(how)
        deadline = time.monotonic() + PATIENCE
        while any(Path("/proc", pid).exists() for pid in children):
            assert time.monotonic() < deadline, "PostgreSQL's processes do not end"
            time.sleep(0.01)

    def stop(self) -> None:
        if self.process is not None:
            self.kill(signal.SIGINT)
        shutil.rmtree(self.data)


def as_user(command: list[str]) -> list[str]:
    """A command as another user when we are root, else as ourselves."""
    return ["runuser", "-u", USER, "--", *command] if os.geteuid() == 0 else command


@contextmanager
def running(service: Service) -> Iterator[None]:
    service.start()
    try:
        yield
    finally:
        service.stop()
